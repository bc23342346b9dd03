"""A small network written out in numbers, and the chain rule for each of its weights."""

from __future__ import annotations

import math
import random

from .notes import Line, Note

UNITS, INPUTS = (1, 2), (1, 2)


def scalar_note(rng: random.Random, wrong: float) -> Note:
    style = Scalar(rng)
    lines = [style.line(left, factors, wrong) for left, factors in style.claims()]
    rng.shuffle(lines)
    return Note(style.written([line.text for line in lines]), tuple(lines))


class Scalar:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.label = rng.choice(["^{{({})}}", "^{{[{}]}}", "^{}"])
        self.out = rng.choice([r"\hat{y}", "y^*", "o"])
        self.act = rng.choice([r"\sigma", r"\phi", "g", r"\mathcal{A}"])
        self.loss = rng.choice(["L", r"\mathcal{L}", "C"])
        self.hidden = rng.choice(["a", "h"])
        self.bias = rng.random() < 0.5
        self.chained = rng.random() < 0.5
        self.values: dict[str, float] = {}
        self._fill()

    def w(self, layer: int, i: int, j: int) -> str:
        return f"w_{{{i}{j}}}" + self.label.format(layer)

    def _fill(self) -> None:
        v, rng = self.values, self.rng
        for i in INPUTS:
            v[f"x_{i}"] = rng.uniform(0.5, 2)
        for j in UNITS:
            total = 0.0
            for i in INPUTS:
                v[self.w(1, i, j)] = rng.uniform(0.5, 2)
                total += v[self.w(1, i, j)] * v[f"x_{i}"]
            if self.bias:
                v[f"b_{j}"] = rng.uniform(0.1, 1)
                total += v[f"b_{j}"]
            v[f"z_{j}"] = total
            v[f"{self.hidden}_{j}"] = math.sin(total) + 0.3 * total**2
            v[f"{self.act}'(z_{j})"] = math.cos(total) + 0.6 * total
            v[f"{self.act}(z_{j})"] = v[f"{self.hidden}_{j}"]
            v[self.w(2, j, 1)] = rng.uniform(0.5, 2)
        v[self.d(self.loss, self.out)] = rng.uniform(0.5, 2)
        for j in UNITS:
            a, z = f"{self.hidden}_{j}", f"z_{j}"
            v[self.d(self.out, a)] = v[self.w(2, j, 1)]
            v[self.d(a, z)] = v[f"{self.act}'(z_{j})"]
            v[self.d(self.out, self.w(2, j, 1))] = v[a]
            for i in INPUTS:
                for k in UNITS:
                    v[self.d(z, self.w(1, i, k))] = v[f"x_{i}"] if k == j else 0.0

    def d(self, of: str, by: str) -> str:
        return rf"\frac{{\partial {of}}}{{\partial {by}}}"

    def forward(self) -> str:
        parts = []
        for j in UNITS:
            terms = [f"{self.w(1, i, j)} x_{i}" for i in INPUTS] + ([f"b_{j}"] if self.bias else [])
            parts.append(f"$$z_{j} = {' + '.join(terms)}$$")
            parts.append(f"$${self.hidden}_{j} = {self.act}(z_{j})$$")
        top = " + ".join(f"{self.w(2, j, 1)} {self.hidden}_{j}" for j in UNITS)
        return "\n\n".join([*parts, f"$${self.out} = {top}$$"])

    def written(self, lines: list[str]) -> str:
        text = "# A small network\n\n" + self.forward() + "\n\nBackward:\n\n"
        return text + "\n\n".join(f"$${line}$$" for line in lines) + "\n"

    def claims(self) -> list[tuple[str, list[str]]]:
        """For every weight the factors of its derivative."""
        found = []
        first = self.d(self.loss, self.out)
        for j in UNITS:
            a, z = f"{self.hidden}_{j}", f"z_{j}"
            by = self.d(self.out, self.w(2, j, 1)) if self.chained else a
            found.append((self.d(self.loss, self.w(2, j, 1)), [first, by]))
            middle = self.d(self.out, a) if self.chained else self.w(2, j, 1)
            slope = self.d(a, z) if self.chained else f"{self.act}'(z_{j})"
            for i in INPUTS:
                end = self.d(z, self.w(1, i, j)) if self.chained else f"x_{i}"
                left = self.d(self.loss, self.w(1, i, j))
                found.append((left, [first, middle, slope, end]))
        return found

    def product(self, factors: list[str]) -> float:
        result = 1.0
        for factor in factors:
            sign = -1 if factor.startswith("-") else 1
            result *= sign * self.values[factor.lstrip("-")]
        return result

    def line(self, left: str, factors: list[str], wrong: float) -> Line:
        original = " ".join(factors)
        if self.rng.random() < wrong:
            found = [
                (family, slip)
                for family, slip in self.slips(factors)
                if abs(self.product(slip) - self.product(factors)) > 1e-9
            ]
            family = self.rng.choice(sorted({f for f, _ in found}))
            slip = self.rng.choice([s for f, s in found if f == family])
            return Line(f"{left} = {' '.join(slip)}", False, original, family)
        return Line(f"{left} = {original}", True, original)

    def slips(self, factors: list[str]) -> list[tuple[str, list[str]]]:
        found = [("sign", ["-" + factors[0], *factors[1:]])]
        for place, factor in enumerate(factors):
            rest = [*factors[:place], *factors[place + 1 :]]
            found.append(("factor", rest))
            for other in self._near(factor):
                family = "prime" if other == factor.replace("'", "") else "index"
                found.append((family, [*factors[:place], other, *factors[place + 1 :]]))
        return found

    def _near(self, factor: str) -> list[str]:
        """Factors of the same form at another place."""
        shape = _mask(factor)
        near = [v for v in self.values if _mask(v) == shape and v != factor]
        return near + ([factor.replace("'", "")] if "'" in factor else [])


def _mask(text: str) -> str:
    return "".join("#" if c.isdigit() else c for c in text)
