"""Random polynomials of two independent variables, their moments worked out, and spoiled.

The left side is an operator around a product of linear forms, the right side its expansion in
moments of X and of Y alone, by an algebra of raw moments that is a few lines here; half of them get
one random fault. What holds is decided by neither: both sides are enumerated on random finite laws.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb

Poly = dict[tuple[int, int], Fraction]  # powers of X and Y
Symbol = tuple[int, str]  # which variable; "1" its mean, "v" its variance, "2" … raw moments
Side = dict[tuple[Symbol, ...], Fraction]  # a polynomial in moments
Law = list[tuple[Fraction, Fraction]]  # values and chances


def times(a: Poly, b: Poly) -> Poly:
    found: Poly = {}
    for ((i, j), c), ((k, m), d) in product(a.items(), b.items()):
        found[i + k, j + m] = found.get((i + k, j + m), Fraction(0)) + c * d
    return {key: value for key, value in found.items() if value}


def mean(poly: Poly) -> Side:
    """Independence: ``E[X^i Y^j] = E[X^i] E[Y^j]``."""
    found: Side = {}
    for (i, j), value in poly.items():
        key = tuple((n, str(p)) for n, p in ((0, i), (1, j)) if p)
        found[key] = found.get(key, Fraction(0)) + value
    return found


def multiplied(a: Side, b: Side) -> Side:
    found: Side = {}
    for (k, c), (m, d) in product(a.items(), b.items()):
        key = tuple(sorted((*k, *m)))
        found[key] = found.get(key, Fraction(0)) + c * d
    return {key: value for key, value in found.items() if value}


def added(a: Side, b: Side, factor: int = 1) -> Side:
    found = {key: a.get(key, Fraction(0)) + factor * b.get(key, Fraction(0)) for key in {**a, **b}}
    return {key: value for key, value in found.items() if value}


def covariance(a: Poly, b: Poly) -> Side:
    return added(mean(times(a, b)), multiplied(mean(a), mean(b)), -1)


def central(side: Side, which: int) -> Side:
    """``E[X²]`` put as ``Var(X) + E[X]²``."""
    found: Side = {}
    for key, value in side.items():
        count = key.count((which, "2"))
        rest = tuple(s for s in key if s != (which, "2"))
        for squares in range(count + 1):
            means = ((which, "1"),) * (2 * squares)
            new = tuple(sorted((*rest, *((which, "v"),) * (count - squares), *means)))
            found = added(found, {new: value * comb(count, squares)})
    return found


def centred(side: Side) -> Side:
    return {key: value for key, value in side.items() if not any(s[1] == "1" for s in key)}


@dataclass(frozen=True)
class Form:
    """A polynomial as it is written, with ``{0}`` and ``{1}`` for the variables."""

    text: str
    poly: Poly


def linear(rng: random.Random) -> Form:
    a, b, c = (
        rng.choice((1, 1, 2, 3, -1)),
        rng.choice((0, 1, 1, -1, -2, 2)),
        rng.choice((0, 0, 1, -3)),
    )
    first = rng.randrange(2)
    pairs = [(a, f"{{{first}}}", (1 - first, first)), (b, f"{{{1 - first}}}", (first, 1 - first))]
    poly = {key: Fraction(n) for n, _, key in pairs if n} | ({(0, 0): Fraction(c)} if c else {})
    return Form(
        summed([(Fraction(a), pairs[0][1]), (Fraction(b), pairs[1][1]), (Fraction(c), "")]), poly
    )


def summed(terms: list[tuple[Fraction, str]]) -> str:
    found = ""
    for value, body in terms:
        if not value:
            continue
        size = abs(value)
        number = "" if size == 1 and body else str(size) if size.denominator == 1 else frac(size)
        sign = ("-" if value < 0 else "") if not found else (" - " if value < 0 else " + ")
        found += f"{sign}{number}{' ' if number and body else ''}{body}"
    return found or "0"


def frac(value: Fraction) -> str:
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def form(rng: random.Random, high: bool) -> Form:
    """A linear form, or a product or a square of such."""
    one = linear(rng)
    kind = rng.randrange(5) if high and len(one.poly) > 1 else 0
    if kind == 1:
        return Form(f"({one.text})^2", times(one.poly, one.poly))
    if kind == 2:
        first = rng.randrange(2)
        alone = {(1 - first, first): Fraction(1)}
        return Form(f"{{{first}}} ({one.text})", times(alone, one.poly))
    if kind == 3:
        return Form("{0} {1}", {(1, 1): Fraction(1)})
    if kind == 4:
        first = rng.randrange(2)
        return Form(f"{{{first}}}^2", {(2 - 2 * first, 2 * first): Fraction(1)})
    return one


FAULTS = ("factor", "sign", "drop", "moment", "variable", "constant")


def spoiled(side: Side, rng: random.Random) -> Side:
    found = dict(side)
    key = rng.choice(sorted(found)) if found else ()
    fault = rng.choice(FAULTS) if found else "constant"
    value = found.get(key, Fraction(0))
    if fault == "factor":
        found[key] = value * rng.choice((2, Fraction(1, 2), 3))
    elif fault == "sign":
        found[key] = -value
    elif fault == "drop":
        del found[key]
    elif fault == "constant":
        found = added(found, {(): Fraction(rng.choice((1, -2)))})
    elif key:
        at = rng.randrange(len(key))
        which, what = key[at]
        others = {"1": "v2", "v": "12", "2": "v1", "3": "2", "4": "2"}
        new = (which, rng.choice(others[what])) if fault == "moment" else (1 - which, what)
        del found[key]
        found = added(found, {tuple(sorted((*key[:at], new, *key[at + 1 :]))): value})
    return found


@dataclass(frozen=True)
class Case:
    """A note with one equation, and what a reader may be told of it."""

    note: str
    formula: str
    expected: tuple[str, ...]


NAMES = (
    *(("X", "Y"), ("A", "B"), ("Z", "W"), ("w", "x"), ("X_1", "X_2"), ("S", "T"), ("U", "V")),
    (r"\xi", r"\eta"),
)
MEANS = (
    *("E[{}]", "E({})", r"\mathbb{{E}}[{}]", r"\mathbb E[{}]", r"\operatorname{{E}}[{}]"),
    *(
        r"\mathbb{{E}}\left[{}\right]",
        r"\mathrm{{E}}({})",
        r"\mathbb{{E}}({})",
        r"\mathbf{{E}}[{}]",
    ),
    *(
        r"\text{{E}}[{}]",
        r"\mathsf{{E}}\left({}\right)",
        r"\mathbb{{E}}\{{{}\}}",
        r"\mathbb{{E}}\big[{}\big]",
    ),
)
VARIANCES = (
    *(r"\operatorname{{Var}}({})", r"\mathrm{{Var}}({})", r"\text{{Var}}[{}]", r"\mathbb{{V}}({})"),
    *(r"\operatorname{{Var}}\left({}\right)", r"\mathrm{{Var}}[{}]", "Var({})", "Var[{}]"),
    *(r"\operatorname{{var}}({})", r"\operatorname{{Var}}\left[{}\right]", r"\mathbb{{V}}[{}]"),
    *(
        r"\mathrm{{Var}}\{{{}\}}",
        r"\textrm{{Var}}({})",
        r"\mathbb{{V}}\mathrm{{ar}}({})",
        r"\operatorname{{Var}}\big({}\big)",
    ),
)
COVARIANCES = (
    *(r"\operatorname{{Cov}}({}, {})", r"\mathrm{{Cov}}[{}, {}]", r"\text{{Cov}}({},{})"),
    *(r"\operatorname{{cov}}\left({}, {}\right)", "Cov({}, {})"),
)
STANDARD = (
    r"\operatorname{{Std}}({})",
    r"\mathrm{{SD}}({})",
    r"\operatorname{{std}}[{}]",
    r"\mathrm{{std}}({})",
)
SHORT = {
    "1": (r"\mathbb{{E}}{}", r"E {}", r"\mu_{{{}}}"),
    "v": (r"\sigma_{{{}}}^2", r"\sigma^2_{{{}}}", r"\sigma_{}^2"),
}
INDEPENDENT = (
    "Let ${0}$ and ${1}$ be independent random variables.",
    "Suppose that ${0}$ and ${1}$ are independent.",
    "The random variables ${0}$ and ${1}$ are independent.",
    "Assume ${0}, ${1} are independent.".replace("${0}, ${1}", "${0}$ and ${1}$"),
    "${0}$ and ${1}$ are two independent random variables.",
)
CENTRED = (
    "Let ${0}$ and ${1}$ be independent random variables with mean zero.",
    "${0}$ and ${1}$ are independent and have zero mean.",
    "Let ${0}$ and ${1}$ be independent. Both have mean zero.",
    r"Let ${0}$ and ${1}$ be independent with $\mathbb{{E}}[{0}] = 0$, $\mathbb{{E}}[{1}] = 0$.",
    "Suppose ${0}$ and ${1}$ are independent zero-mean random variables.",
)


class Hand:
    """One author's notation: the same spelling throughout a note."""

    def __init__(self, rng: random.Random) -> None:
        self.names = rng.choice(NAMES)
        clash = "V" in self.names
        self.mean, self.variance = rng.choice(MEANS), rng.choice(VARIANCES)
        while clash and "V}" in self.variance:
            self.variance = rng.choice(VARIANCES)
        self.covariance, self.deviation = rng.choice(COVARIANCES), rng.choice(STANDARD)
        self.short = {what: rng.choice((None, None, *ways)) for what, ways in SHORT.items()}
        if "E" in self.mean and self.short["1"] and not self.short["1"].startswith(r"\mu"):
            self.short["1"] = None if "big" in self.mean else self.short["1"]

    def said(self, text: str) -> str:
        return text.format(*self.names)

    def symbol(self, of: Symbol, alone: bool) -> str:
        which, what = of
        name, short = self.names[which], self.short.get(what)
        short = None if short and "E" in short and not alone else short  # how far would E reach?
        if short and (len(name) == 1 or "{{" in short):
            return short.format(name)
        power = name if what in "1v" else f"{name}^{what}"
        return (self.variance if what == "v" else self.mean).format(power)

    def side(self, side: Side, rng: random.Random) -> str:
        keys = sorted(side)
        rng.shuffle(keys)
        keys.sort(key=lambda key: side[key] < 0)
        return summed([(side[key], self.monomial(key, rng)) for key in keys])

    def monomial(self, key: tuple[Symbol, ...], rng: random.Random) -> str:
        pieces = []
        for of in dict.fromkeys(rng.sample(key, len(key))):
            text, power = self.symbol(of, alone=len(key) == 1), key.count(of)
            if power == 1:
                pieces.append(text)
            elif re_plain(text):
                pieces.append(f"{text}^{power}")
            else:
                pieces.append(f"({text})^{power}")
        return rng.choice((" ", r" \cdot ", r"\,")).join(pieces)


def re_plain(text: str) -> bool:
    """Can a power stand behind it: does it end in a bracket?"""
    return text[-1] in "])" and not text.startswith("E ")


@dataclass(frozen=True)
class Left:
    """An operator around what is drawn: its name, its arguments, how it is written."""

    kind: str
    arguments: tuple[Poly, ...]
    text: str

    @property
    def value(self) -> Side:
        if self.kind == "E":
            return mean(self.arguments[0])
        return covariance(self.arguments[0], self.arguments[-1])

    @property
    def names_itself(self) -> bool:
        """``Var(X)`` and ``E[Y]`` name a moment, and no more."""
        one = self.arguments[0]
        return len(self.arguments) == 1 and list(one.values()) == [1] and sum(*one) == 1


def left_side(rng: random.Random, hand: Hand) -> Left:
    kind = rng.choice(("E", "E", "Var", "Var", "Var", "Cov", "Std"))
    forms = [form(rng, kind in ("E", "Var"))]
    forms += [linear(rng)] if kind == "Cov" else []
    spelling = {"E": hand.mean, "Var": hand.variance, "Cov": hand.covariance, "Std": hand.deviation}
    text = spelling[kind].format(*(hand.said(one.text) for one in forms))
    return Left(kind, tuple(one.poly for one in forms), text)


def laws(rng: random.Random, zero: bool, alike: bool) -> tuple[Law, Law]:
    found = []
    for _ in range(1 if alike else 2):
        values = rng.sample(range(-5, 6), rng.choice((2, 3, 4)))
        weights = [Fraction(rng.randint(1, 4)) for _ in values]
        law = [(Fraction(v), w / sum(weights)) for v, w in zip(values, weights, strict=True)]
        shift = sum(v * w for v, w in law) if zero else Fraction(0)
        found.append([(v - shift, w) for v, w in law])
    return found[0], found[-1]


def value_of(poly: Poly, law: tuple[Law, Law]) -> Fraction:
    """The mean, outcome by outcome."""
    total = Fraction(0)
    for (x, p), (y, q) in product(*law):
        total += p * q * sum((c * x**i * y**j for (i, j), c in poly.items()), Fraction(0))
    return total


def worth(side: Side, law: tuple[Law, Law]) -> Fraction:
    def moment(which: int, what: str) -> Fraction:
        raw = [sum(p * x**k for x, p in law[which]) for k in range(5)]
        return raw[2] - raw[1] ** 2 if what == "v" else raw[int(what)]

    total = Fraction(0)
    for key, value in side.items():
        for of in key:
            value *= moment(*of)
        total += value
    return total


def holds(left: Left, right: Side, law: tuple[Law, Law]) -> bool:
    """Of a deviation both sides are squared."""
    first, last = left.arguments[0], left.arguments[-1]
    value = value_of(first, law)
    if left.kind != "E":
        value = value_of(times(first, last), law) - value * value_of(last, law)
    return value == worth(right, law)


def expected(left: Left, right: Side, zero: bool, rng: random.Random) -> tuple[str, ...]:
    """What may be said of it: what is false, and holds for copies with mean zero, either way."""
    if all(holds(left, right, laws(rng, zero, False)) for _ in range(6)):
        return ("proved",)
    softer = all(holds(left, right, laws(rng, True, True)) for _ in range(4))
    return ("refuted", "conditional") if softer else ("refuted",)


def case(rng: random.Random) -> Case:
    zero, hand = rng.random() < 0.5, Hand(rng)
    left = left_side(rng, hand)
    right = left.value
    for which in (0, 1):
        right = central(right, which) if rng.random() < 0.6 else right
    if zero and rng.random() < 0.8:
        right = centred(right)
    right = spoiled(right, rng) if rng.random() < 0.5 else right
    is_a_value = not right.keys() - {()}  # of which nobody knows whether it is claimed
    if left.names_itself or is_a_value or (left.kind == "Std" and min(right.values()) < 0):
        return case(rng)
    text = hand.side(right, rng)
    sides = [left.text, rf"\sqrt{{{text}}}" if left.kind == "Std" else text]
    formula = " = ".join(sides if rng.random() < 0.8 else sides[::-1])
    opening, closing = rng.choice(
        (("$$\n", "\n$$"), ("$$ ", " $$"), (r"\[ ", r" \]"), ("Then $", "$."))
    )
    lead = hand.said(rng.choice(CENTRED if zero else INDEPENDENT))
    note = f"# Moments\n\n{lead}\n\n{opening}{formula}{closing}\n"
    return Case(note, formula, expected(left, right, zero, rng))


def cases(count: int, seed: int) -> Iterator[Case]:
    rng = random.Random(seed)
    for _ in range(count):
        yield case(rng)
