"""Equations between moments of two random variables, spelled in every way, half of them wrong.

Whether an equation holds is decided here by exact enumeration of random finite laws, with an
arithmetic of its own; nothing of the product is used.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from fractions import Fraction

Tree = object  # "X", a number, or (operator, part, …)

X, Y, A, B = "X", "Y", "a", "b"


def mean_of(x: Tree) -> Tree:
    return ("E", x)


def var(x: Tree) -> Tree:
    return ("Var", x)


def cov(x: Tree, y: Tree) -> Tree:
    return ("Cov", x, y)


def std(x: Tree) -> Tree:
    return ("Std", x)


def sq(x: Tree) -> Tree:
    return ("^", x, 2)


TRUE = (
    (
        var(("*", X, Y)),
        ("+", ("*", sq(mean_of(X)), var(Y)), ("*", var(X), sq(mean_of(Y))), ("*", var(X), var(Y))),
    ),
    (
        var(("*", X, Y)),
        ("-", ("*", mean_of(sq(X)), mean_of(sq(Y))), ("*", sq(mean_of(X)), sq(mean_of(Y)))),
    ),
    (var(("*", X, Y)), ("*", var(X), var(Y))),
    (var(("*", X, Y)), ("*", mean_of(sq(X)), mean_of(sq(Y)))),
    (var(("+", X, Y)), ("+", var(X), var(Y))),
    (var(("-", X, Y)), ("+", var(X), var(Y))),
    (var(("+", X, Y)), ("+", var(X), var(Y), ("*", 2, cov(X, Y)))),
    (var(("-", X, Y)), ("-", ("+", var(X), var(Y)), ("*", 2, cov(X, Y)))),
    (var(("+", ("*", A, X), B)), ("*", sq(A), var(X))),
    (var(("*", A, X)), ("*", sq(A), var(X))),
    (var(("+", X, A)), var(X)),
    (var(("+", ("*", A, X), ("*", B, Y))), ("+", ("*", sq(A), var(X)), ("*", sq(B), var(Y)))),
    (var(X), ("-", mean_of(sq(X)), sq(mean_of(X)))),
    (mean_of(sq(X)), ("+", var(X), sq(mean_of(X)))),
    (mean_of(sq(("-", X, mean_of(X)))), var(X)),
    (mean_of(sq(X)), var(X)),
    (mean_of(("*", X, Y)), ("*", mean_of(X), mean_of(Y))),
    (mean_of(("*", X, Y)), ("+", cov(X, Y), ("*", mean_of(X), mean_of(Y)))),
    (mean_of(("+", X, Y)), ("+", mean_of(X), mean_of(Y))),
    (mean_of(("+", ("*", A, X), B)), ("+", ("*", A, mean_of(X)), B)),
    (cov(X, Y), ("-", mean_of(("*", X, Y)), ("*", mean_of(X), mean_of(Y)))),
    (cov(X, X), var(X)),
    (cov(("*", A, X), ("*", B, Y)), ("*", A, B, cov(X, Y))),
    (cov(("+", X, Y), X), ("+", var(X), cov(X, Y))),
    (cov(("+", X, Y), ("-", X, Y)), ("-", var(X), var(Y))),
    (mean_of(("*", sq(X), sq(Y))), ("*", mean_of(sq(X)), mean_of(sq(Y)))),
    (mean_of(sq(("+", X, Y))), ("+", mean_of(sq(X)), mean_of(sq(Y)))),
    (mean_of(sq(("*", X, Y))), ("*", var(X), var(Y))),
    (std(("*", 3, X)), ("*", 3, std(X))),
    (std(("+", X, B)), std(X)),
    (sq(std(X)), var(X)),
)

# What may be written for a node, one change at a time.


def changes(tree: Tree):
    """Every tree that differs by one slip: a square, a factor, a sign, a term, E for Var."""
    if isinstance(tree, tuple):
        name, *parts = tree
        if name == "^":
            yield parts[0]
        if name in ("E", "Var"):
            yield sq(tree)
            yield ("*", 2, tree)
            yield ({"E": "Var", "Var": "E"}[name], *parts)
        if name == "+":
            yield ("-", parts[0] if len(parts) == 2 else ("+", *parts[:-1]), parts[-1])
        if name == "-":
            yield ("+", *parts)
        if name in "+*-" and len(parts) > 1:
            for place in range(len(parts)):
                rest = parts[:place] + parts[place + 1 :]
                yield rest[0] if len(rest) == 1 else (name, *rest)
        if name == "*" and isinstance(parts[0], int):
            yield ("*", parts[0] + 1, *parts[1:])
        for place, part in enumerate(parts):
            for new in changes(part):
                yield (name, *parts[:place], new, *parts[place + 1 :])


def nodes(tree: Tree):
    yield tree
    if isinstance(tree, tuple):
        for part in tree[1:]:
            yield from nodes(part)


@dataclass(frozen=True)
class World:
    """What is supposed: ``joint`` is independent, uncorrelated or free; ``centred``: means zero."""

    joint: str
    centred: bool


def law(world: World, rng: random.Random):
    """Outcomes (x, y, weight) of a random finite law with these properties and no others."""

    def column(size):
        values = rng.sample(range(-4, 6), size)
        weights = [Fraction(rng.randint(1, 4)) for _ in range(size)]
        total = sum(weights)
        mean = sum(v * w for v, w in zip(values, weights, strict=True)) / total
        shift = mean if world.centred else 0
        return [(v - shift, w / total) for v, w in zip(values, weights, strict=True)]

    first, second = column(3), column(2)
    if world.joint == "independent":
        return [(x, y, p * q) for (x, p), (y, q) in itertools.product(first, second)]
    if world.joint == "uncorrelated":  # y = c + s·d(x): a fair sign, a size that depends on x
        c = 0 if world.centred else rng.choice((-2, 1, 3))
        sizes = rng.sample(range(1, 7), 3)
        pairs = zip(first, sizes, strict=True)
        return [(x, c + s * d, p / 2) for (x, p), d in pairs for s in (1, -1)]
    values = rng.sample(range(-4, 6), 3)
    mean = sum(v * p for v, (_, p) in zip(values, first, strict=True)) if world.centred else 0
    return [(x, v - mean, p) for (x, p), v in zip(first, values, strict=True)]


def value(tree: Tree, outcomes, numbers):
    """A number, or one for each outcome."""
    if isinstance(tree, int):
        return Fraction(tree)
    if isinstance(tree, str):
        if tree in numbers:
            return numbers[tree]
        return [o["XY".index(tree)] for o in outcomes]
    name, *parts = tree
    if name in ("E", "Var", "Cov", "Std"):
        columns = [value(p, outcomes, numbers) for p in parts]
        columns = [c if isinstance(c, list) else [c] * len(outcomes) for c in columns]

        def mean(column):
            return sum(v * o[2] for v, o in zip(column, outcomes, strict=True))

        if name == "E":
            return mean(columns[0])
        one, other = columns[0], columns[-1]
        spread = mean([u * v for u, v in zip(one, other, strict=True)]) - mean(one) * mean(other)
        return spread if name != "Std" else Fraction(round(float(spread) ** 0.5 * 10**9), 10**9)
    return folded(name, [value(p, outcomes, numbers) for p in parts])


def folded(name, values):
    total = values[0]
    for new in values[1:]:
        total = both(name, total, new)
    return total


def both(name, one, other):
    if isinstance(one, list) or isinstance(other, list):
        size = len(one if isinstance(one, list) else other)
        ones = one if isinstance(one, list) else [one] * size
        others = other if isinstance(other, list) else [other] * size
        return [both(name, u, v) for u, v in zip(ones, others, strict=True)]
    if name == "+":
        return one + other
    if name == "-":
        return one - other
    return one * other if name == "*" else one ** int(other)


def holds(left: Tree, right: Tree, world: World, rng: random.Random) -> bool:
    for _ in range(8):
        outcomes = law(world, rng)
        numbers = {"a": Fraction(rng.choice((-3, 2, 5))), "b": Fraction(rng.choice((-2, 3, 7)))}
        one, other = value(left, outcomes, numbers), value(right, outcomes, numbers)
        if isinstance(one, list) or isinstance(other, list):
            return False
        if abs(one - other) > Fraction(1, 10**5):
            return False
    return True


STRONGEST = World("independent", True)


def label(left: Tree, right: Tree, world: World, rng: random.Random) -> frozenset[str]:
    """The rulings that are right: who needs more than is said is not told that all is well."""
    if holds(left, right, world, rng):
        return frozenset({"proved"})
    if holds(left, right, STRONGEST, rng):
        written = {n[0] for n in nodes((0, left, right)) if isinstance(n, tuple)}
        means = any(n in (mean_of(X), mean_of(Y)) for n in nodes((0, left, right)))
        rescue = frozenset({"conditional"})
        return rescue | {"refuted"} if means or "Cov" in written else rescue
    return frozenset({"refuted"})


E_SPELLINGS = (r"\mathbb{E}", "E", r"\mathbf{E}", r"\operatorname{E}", r"\mathrm{E}", r"\mathbb E")
V_SPELLINGS = (
    r"\operatorname{Var}",
    r"\mathrm{Var}",
    r"\text{Var}",
    "Var",
    r"\mathbb{V}",
    "V",
    r"\mathsf{Var}",
    r"{\rm Var}",
    r"\textrm{Var}",
)
C_SPELLINGS = (r"\operatorname{Cov}", r"\mathrm{Cov}", r"\text{Cov}", "Cov")
S_SPELLINGS = (r"\operatorname{Std}", r"\mathrm{SD}", r"\text{Std}", "Std")
BRACKETS = (
    ("(", ")"),
    ("[", "]"),
    (r"\left(", r"\right)"),
    (r"\left[", r"\right]"),
    (r"\bigl[", r"\bigr]"),
    (r"\big(", r"\big)"),
    (r"\{", r"\}"),
)


class Speller:
    """One author's way of writing, drawn once."""

    def __init__(self, rng: random.Random) -> None:
        self.names = {
            "E": rng.choice(E_SPELLINGS),
            "Var": rng.choice(V_SPELLINGS),
            "Cov": rng.choice(C_SPELLINGS),
            "Std": rng.choice(S_SPELLINGS),
        }
        self.brackets = {name: rng.choice(BRACKETS) for name in self.names}
        self.outer = rng.random() < 0.3
        pairs = (("X", "Y"), ("A", "B"), ("U", "V"), ("w", "x"), ("Z_1", "Z_2"), ("X", "Y"))
        found = rng.choice(pairs)
        self.letters = ("S", "T") if found == ("U", "V") and self.names["Var"] == "V" else found

    def __call__(self, tree: Tree, tight: bool = False) -> str:
        if isinstance(tree, int):
            return str(tree)
        if isinstance(tree, str):
            return dict(zip("XY", self.letters, strict=True)).get(tree, tree)
        name, *parts = tree
        if name in self.names:
            opening, closing = self.brackets[name]
            inside = ", ".join(self(p) for p in parts)
            return f"{self.names[name]}{opening}{inside}{closing}"
        if name == "^":
            base = self(parts[0], tight=True)
            whole = isinstance(parts[0], tuple)
            bare = base[0] != "(" and ((whole and parts[0][0] == "*") or self.outer)
            wrapped = whole and (parts[0][0] == "^" or bare)
            return f"({base})^2" if wrapped else f"{base}^{{{parts[1]}}}"
        if name == "*":
            joined = r" \cdot ".join(self(p, tight=True) for p in parts)
            plain = all(isinstance(p, str) for p in parts) and max(map(len, self.letters)) == 1
            return "".join(map(self, parts)) if plain else joined
        joined = f" {name} ".join(self(p, tight=name == "-" and n > 0) for n, p in enumerate(parts))
        return f"({joined})" if tight else joined


SAID = {
    "independent": (
        "Let {x} and {y} be independent random variables.",
        "Suppose that {x} is independent of {y}.",
        "{x} and {y} are two independent random variables.",
        "Assume {x} and {y} are statistically independent.",
        "Throughout, {x} and {y} are mutually independent.",
        "Consider independent random variables {x} and {y}.",
        "We take {x}, {y} to be independent.",
    ),
    "uncorrelated": (
        "Let {x} and {y} be uncorrelated random variables.",
        "{x} and {y} are uncorrelated.",
        "Assume that {x} is uncorrelated with {y}.",
    ),
    "free": (
        "Let {x} and {y} be random variables.",
        "{x} and {y} are random variables with finite second moments.",
        "Take two random variables {x} and {y}.",
    ),
}
CENTRED = (
    "Both have mean zero.",
    "Both have zero mean.",
    "{x} and {y} have zero mean.",
    "Moreover, $E[{X}] = 0$ and $E[{Y}] = 0$.",
    "We also assume that {x} and {y} are centered.",
    "The mean of {x} and the mean of {y} are zero.",
)


@dataclass(frozen=True)
class Case:
    note: str
    right: frozenset[str]
    formula: str


def spelled(left: Tree, right: Tree, world: World, rng: random.Random, answer) -> Case:
    speller = Speller(rng)
    one, other = speller.letters
    said = rng.choice(SAID[world.joint]).format(x=f"${one}$", y=f"${other}$")
    if world.centred:
        words = rng.choice(CENTRED[:5]).format(x=f"${one}$", y=f"${other}$", X=one, Y=other)
        said = f"{said} {words}"
    formula = f"{speller(left)} = {speller(right)}"
    lead = rng.choice(("Then", "We have", "It follows that", "Hence"))
    shown = f"{lead} ${formula}$." if rng.random() < 0.5 else f"{lead}\n\n$${formula}$$"
    return Case(f"{said}\n\n{shown}\n", answer, formula)


def cases(count: int, seed: int) -> list[Case]:
    """Half of them true as they stand or nearly so, half of them changed."""
    rng = random.Random(seed)
    found = []
    while len(found) < count:
        left, right = rng.choice(TRUE)
        joint = rng.choice(("independent", "independent", "uncorrelated", "free"))
        world = World(joint, rng.random() < 0.5)
        if len(found) % 2:
            right = rng.choice(list(changes(right)) or [right])
        if not any(
            n[0] in ("E", "Var", "Cov", "Std")
            for n in nodes((0, right))
            if n != (0, right) and isinstance(n, tuple)
        ):
            continue
        answer = label(left, right, world, rng)
        found.append(spelled(left, right, world, rng, answer))
    return found
