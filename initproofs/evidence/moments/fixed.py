"""Laws whose moments are given: premises with ``Var(w) = 2/n`` → finite laws that satisfy them.

All variables are independent, and those of one family are distributed alike: that satisfies every
premise but those on one law alone, and each law is made for these. A mean μ and a variance v take
two outcomes, ``μ - v`` and ``μ + 1`` with the chances 1 : v, and no root. Refuses, with nothing,
what gives more of a family than that, normal laws, and laws too large to enumerate.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import isqrt, prod
from random import Random

from ...terms import Applied, Head, Number, Power, Symbol, Term
from .algebra import Setting
from .enumeration import Enumerated, Law
from .expression import Unsupported
from .generators import family
from .premises import Equation, Normal, Premises, Symmetric, ZeroMean, shared_by

LARGEST = 5000  # outcomes of one law
Marginal = tuple[tuple[Fraction, Fraction], ...]  # a value and its chance
Constants = Mapping[Head, Fraction]


def fixed_law(
    setting: Setting, variables: list[Head], constants: Constants, rng: Random
) -> Law | None:
    """One law for these variables, with the numbers that are names of moments set by it."""
    given = [premise for premise in setting.premises if isinstance(premise, Equation)]
    names = {e.right.head for e in given if isinstance(e.right, Symbol)}
    known = {head: value for head, value in constants.items() if head not in names}
    values = {e.left: v for e in given if (v := _number(e.right, setting, known)) is not None}
    marginals = {}
    for name in sorted({family(head) for head in variables}):
        found = _marginal(name, setting.premises, values, rng)
        alike = [shared_by(setting.premises, name, what) for what in ("mean", "variance")]
        if found is None or any(group != {name} for group in alike):
            return None
        marginals[name] = found
    law = _joint([(head, marginals[family(head)]) for head in variables], known)
    for equation in given if law is not None else ():
        if isinstance(equation.right, Symbol) and law is not None:
            law = _with_name(equation, equation.right.head, setting, law)
    return law


def _with_name(equation: Equation, name: Head, setting: Setting, law: Law) -> Law:
    """``E[w²] = s``: s is what this law makes it."""
    try:
        value = Enumerated(setting, law).number(equation.left)
    except Unsupported:
        return law
    return Law(law.weights, law.columns, {name: value, **law.constants})


def _number(term: Term, setting: Setting, known: Constants) -> Fraction | None:
    try:
        return Enumerated(setting, Law((Fraction(1),), {}, known)).number(term)
    except Unsupported:
        return None


def _marginal(
    name: str, premises: Premises, values: Mapping[Term, Fraction], rng: Random
) -> Marginal | None:
    """A law with the mean and the variance that are given of a family, or with any others."""
    if Normal(name) in premises:
        return None
    own = {what: value for left, value in values.items() if (what := _what(left, name))}
    centred = bool({ZeroMean(name), Symmetric(name)} & premises)
    mean = own.get("E", Fraction(0 if centred else rng.choice((1, -1, 2))))
    second = own.get("E²")
    drawn = Fraction(rng.choice((1, 4) if Symmetric(name) in premises else (1, 2, 3)))
    variance = own.get("Var", drawn if second is None else second - mean * mean)
    if variance < 0 or (centred and mean):
        return None
    if Symmetric(name) in premises:
        return _mirrored(variance)
    chance = 1 / (1 + variance)
    return ((mean - variance, chance), (mean + 1, 1 - chance))


def _mirrored(variance: Fraction) -> Marginal:
    """``±a`` with chance v/2a² each, and otherwise 0."""
    reach = Fraction(isqrt(variance.numerator // variance.denominator) + 1)
    chance = variance / (2 * reach * reach)
    return ((-reach, chance), (Fraction(0), 1 - 2 * chance), (reach, chance))


def _what(left: Term, name: str) -> str:
    """Which moment of this family it is."""
    match left:
        case Applied("E" | "Var" as operator, (Symbol(head),)) if family(head) == name:
            return operator
        case Applied("E", (Power(Symbol(head), Number(degree)),)):
            return "E²" if family(head) == name and degree == 2 else ""
    return ""


def _joint(marginals: list[tuple[Head, Marginal]], constants: Constants) -> Law | None:
    """Independent variables with these laws."""
    if prod(len(marginal) for _, marginal in marginals) > LARGEST:
        return None
    outcomes = list(product(*(marginal for _, marginal in marginals)))
    weights = tuple(prod((chance for _, chance in o), start=Fraction(1)) for o in outcomes)
    columns = {h: tuple(o[at][0] for o in outcomes) for at, (h, _) in enumerate(marginals)}
    return Law(weights, columns, constants)
