"""Notes in which everything is said of single entries, and their truth by finite differences.

Formulas are sums over indices: ``δ_j^{(l)} = Σ_k w_{kj}^{(l+1)} δ_k^{(l+1)} σ'(z_j^{(l)})``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np

from .networks import Net
from .notes import Line, Note

CLOSE = 1e-4


@dataclass(frozen=True)
class E:
    """A factor: a name at layer ``l + step`` with its letters; ``prime`` is the slope at it."""

    name: str
    step: int
    letters: str
    prime: int = 0  # 0 the name itself, 1 the slope at it, 2 the activation of it


@dataclass(frozen=True)
class Formula:
    left: E
    factors: tuple[E, ...]
    over: str = ""
    sign: int = 1


def value(net: Net, layer: int, factor: E, at: dict[str, int]) -> float:
    name = {"w": "W", "δ": "δ", "z": "Z", "a": "A", "b": "b", "dw": "dW", "db": "db", "da": "dA"}
    grid = net.value(name[factor.name], layer + factor.step)
    places = [at[x] for x in factor.letters]
    if len(places) == 1:
        places.append(0)
    if places[0] >= grid.shape[0] or places[1] >= grid.shape[1]:
        raise IndexError
    number = grid[places[0], places[1]]
    if factor.prime:
        number = net.act[1 if factor.prime == 1 else 0](number)
    return float(number)


def holds(net: Net, layer: int, formula: Formula) -> bool:
    """At every entry of the left side; indices that do not fit are a failure."""
    sides = {"w": (0, 1), "dw": (0, 1)}
    free = formula.left.letters
    bounds = {}
    for factor in (formula.left, *formula.factors):
        top = {"dw": "W", "w": "W", "da": "A", "db": "b"}.get(factor.name, factor.name.upper())
        shape = net.value("Z" if top in "Δδ" else top, layer + factor.step).shape
        for place, letter in zip(sides.get(factor.name, (0,)), factor.letters, strict=True):
            if bounds.setdefault(letter, shape[place]) != shape[place]:
                return False
    if set(bounds) - set(free) - set(formula.over):
        return False
    for first in range(bounds[free[0]]):
        for second in range(bounds[free[1]] if len(free) > 1 else 1):
            at = dict(zip(free, (first, second), strict=False))
            if not np.isclose(
                value(net, layer, formula.left, at),
                _right(net, layer, formula, at, bounds),
                atol=CLOSE,
                rtol=CLOSE,
            ):
                return False
    return True


def _right(net: Net, layer: int, formula: Formula, at: dict, bounds: dict) -> float:
    total = 0.0
    for place in range(bounds.get(formula.over, 1)):
        here = {**at, formula.over: place}
        product = float(formula.sign)
        for factor in formula.factors:
            product *= value(net, layer, factor, here)
        total += product
    return total


class Spelling:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.loss = rng.choice(["C", "E", "L", r"\mathcal{L}", "J"])
        self.act = rng.choice([r"\sigma", r"\phi", "f", "g"])
        self.label = rng.choice(["({})", "[{}]", "{}"])
        self.above = rng.random() < 0.5  # w_{jk}^{(l)} or w^{(l)}_{jk}
        self.given = rng.random() < 0.75
        self.partial = rng.random() < 0.8
        self.letters = rng.choice([("j", "k"), ("i", "j"), ("m", "n")])

    def head(self, name: str, step: int, letters: str) -> str:
        place = "l" + (f"{step:+d}" if step else "")
        one, other = self.letters
        below = "".join({"j": one, "k": other}.get(x, x) for x in letters)
        shown = {"δ": r"\delta"}.get(name, name)
        above = f"^{{{self.label.format(place)}}}"
        return f"{shown}_{{{below}}}{above}" if self.above else f"{shown}{above}_{{{below}}}"

    def factor(self, factor: E) -> str:
        if factor.name[0] == "d":
            inner = self.head(factor.name[1:], factor.step, factor.letters)
            return (
                rf"\frac{{\partial {self.loss}}}{{\partial {inner}}}"
                if self.partial
                else f"d{inner}"
            )
        text = self.head(factor.name, factor.step, factor.letters)
        return text if not factor.prime else f"{self.act}{chr(39) * (2 - factor.prime)}({text})"

    def right(self, formula: Formula) -> str:
        text = " ".join(map(self.factor, formula.factors))
        if formula.over:
            over = {"j": self.letters[0], "k": self.letters[1]}[formula.over]
            text = rf"\sum_{over} {text}"
        return ("-" if formula.sign < 0 else "") + text

    def forward(self) -> str:
        if not self.given:
            return "A layered network with weights $w$, sums $z$ and activations $a$."
        z, b = self.head("z", 0, "j"), self.head("b", 0, "j")
        w, a = self.head("w", 0, "jk"), self.head("a", -1, "k")
        one = rf"${z} = \sum_{self.letters[1]} {w} {a} + {b}$"
        return f"- {one}\n- ${self.head('a', 0, 'j')} = {self.act}({z})$"


FORMULAS = (
    Formula(E("dw", 0, "jk"), (E("a", -1, "k"), E("δ", 0, "j"))),
    Formula(E("db", 0, "j"), (E("δ", 0, "j"),)),
    Formula(E("δ", 0, "j"), (E("w", 1, "kj"), E("δ", 1, "k"), E("z", 0, "j", 1)), "k"),
    Formula(E("da", 0, "j"), (E("w", 1, "kj"), E("δ", 1, "k")), "k"),
)


def slips(formula: Formula) -> list[tuple[str, Formula]]:
    found = [("sign", replace(formula, sign=-formula.sign))]
    for place, factor in enumerate(formula.factors):
        rest = (*formula.factors[:place], *formula.factors[place + 1 :])
        if rest:
            found.append(("factor", replace(formula, factors=rest)))
        for family, other in _near(factor):
            factors = (*formula.factors[:place], other, *formula.factors[place + 1 :])
            found.append((family, replace(formula, factors=factors)))
    return found


def _near(factor: E) -> list[tuple[str, E]]:
    found = [("index", replace(factor, step=factor.step + step)) for step in (1, -1)]
    if factor.name == "w":
        found.append(("transposition", replace(factor, letters=factor.letters[::-1])))
    if factor.prime == 1:
        found.append(("prime", replace(factor, prime=2)))
    if factor.name in "az" and not factor.prime:
        found.append(("operand", replace(factor, name={"a": "z", "z": "a"}[factor.name])))
    return found


def entry_note(rng: random.Random, wrong: float) -> Note:
    spelling = Spelling(rng)
    net = Net(False, 3, 1, "any", False, rng.randrange(10**6))
    lines = [_line(net, f, spelling, rng, wrong) for f in FORMULAS]
    rng.shuffle(lines)
    body = "\n".join(f"{n}. ${line.text}$" for n, line in enumerate(lines, 1))
    text = f"## Backpropagation, unit by unit\n\n{spelling.forward()}\n\n{body}\n"
    return Note(text, tuple(lines))


def _line(net: Net, formula: Formula, s: Spelling, rng: random.Random, wrong: float) -> Line:
    assert holds(net, 2, formula)
    head = s.factor(formula.left)
    original = s.right(formula)
    if rng.random() < wrong:
        found = []
        for family, slip in slips(formula):
            try:
                if not holds(net, 2, slip):
                    found.append((family, slip))
            except (KeyError, IndexError):
                continue
        family = rng.choice(sorted({f for f, _ in found}))
        slip = rng.choice([x for f, x in found if f == family])
        return Line(f"{head} = {s.right(slip)}", False, original, family)
    return Line(f"{head} = {original}", True, original)
