"""One unit a layer: products of partial derivatives, and their truth in plain numbers."""

from __future__ import annotations

import math
import random

from .notes import Line, Note


class Chain:
    """One unit a layer: ``z_k = w_k a_{k-1} + b_k``, ``a_k = f(z_k)``, and products of partials."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.depth = rng.choice([2, 3])
        self.loss = rng.choice(["L", "E", r"\mathcal{L}", "J"])
        self.act = rng.choice([r"\sigma", "f", r"\phi", "g"])
        self.ordinary = rng.random() < 0.3
        self.values: dict[str, float] = {"x": rng.uniform(0.5, 2)}
        self._fill()

    def d(self, of: str, by: str) -> str:
        sign = "d" if self.ordinary else r"\partial "
        return rf"\frac{{{sign}{of}}}{{{sign}{by}}}"

    def before(self, k: int) -> str:
        return f"a_{k - 1}" if k > 1 else "x"

    def _fill(self) -> None:
        v, rng = self.values, self.rng
        for k in range(1, self.depth + 1):
            v[f"w_{k}"], v[f"b_{k}"] = rng.uniform(0.5, 2), rng.uniform(0.5, 2)
            z = v[f"z_{k}"] = v[f"w_{k}"] * v[self.before(k)] + v[f"b_{k}"]
            v[f"a_{k}"] = v[f"{self.act}(z_{k})"] = math.sin(z) + z * z
            v[f"{self.act}'(z_{k})"] = v[self.d(f"a_{k}", f"z_{k}")] = math.cos(z) + 2 * z
            v[self.d(f"z_{k}", f"w_{k}")] = v[self.before(k)]
            v[self.d(f"z_{k}", f"b_{k}")] = 1.0
            v[self.d(f"z_{k}", self.before(k))] = v[f"w_{k}"]
        v[self.d(self.loss, f"a_{self.depth}")] = rng.uniform(0.5, 2)

    def factors(self, k: int, end: str) -> list[str]:
        found = [self.d(self.loss, f"a_{self.depth}")]
        for place in range(self.depth, k - 1, -1):
            slope = self.d(f"a_{place}", f"z_{place}")
            found.append(self.rng.choice([slope, f"{self.act}'(z_{place})"]))
            if place > k:
                step = self.d(f"z_{place}", f"a_{place - 1}")
                found.append(self.rng.choice([step, f"w_{place}"]))
        if end == "w":
            last = self.rng.choice([self.d(f"z_{k}", f"w_{k}"), self.before(k)])
            return [*found, last]
        return found

    def note(self, wrong: float) -> Note:
        lines = [self.line(k, end, wrong) for k in range(1, self.depth + 1) for end in ("w", "b")]
        self.rng.shuffle(lines)
        rules = []
        for k in range(1, self.depth + 1):
            rules.append(f"$z_{k} = w_{k} {self.before(k)} + b_{k}$, $a_{k} = {self.act}(z_{k})$")
        body = "\n\n".join(f"$${line.text}$$" for line in lines)
        head = f"Let {', '.join(rules)}, and let the loss ${self.loss}$ depend on $a_{self.depth}$."
        return Note(f"# A chain of units\n\n{head}\n\n{body}\n", tuple(lines))

    def line(self, k: int, end: str, wrong: float) -> Line:
        factors = self.factors(k, end)
        left = self.d(self.loss, f"{end}_{k}")
        joint = self.rng.choice([" ", r" \cdot ", r" \, "])
        original = joint.join(factors)
        true = math.prod(self.values[f] for f in factors)
        if self.rng.random() >= wrong:
            return Line(f"{left} = {original}", True, original)
        found = []
        for place, factor in enumerate(factors):
            rest = [*factors[:place], *factors[place + 1 :]]
            found.append(("factor", rest))
            for other in self._near(factor):
                found.append(("index", [*factors[:place], other, *factors[place + 1 :]]))
        found = [
            (family, slip)
            for family, slip in found
            if slip and abs(math.prod(self.values[f] for f in slip) - true) > 1e-6
        ]
        family = self.rng.choice(sorted({f for f, _ in found}))
        slip = self.rng.choice([x for f, x in found if f == family])
        return Line(f"{left} = {joint.join(slip)}", False, original, family)

    def _near(self, factor: str) -> list[str]:
        """The same at another unit, and the function for its slope."""
        shape = [c for c in factor if not c.isdigit()]
        near = [v for v in self.values if [c for c in v if not c.isdigit()] == shape]
        near = [v for v in near if v != factor]
        return near + ([factor.replace("'", "")] if "'" in factor else [])
