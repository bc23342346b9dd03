"""Functions of index sums, and their derivatives: any function, or one with rules of its own.

σ′ = σ(1 − σ), tanh′ = 1 − tanh², ReLU is z times its slope, exp′ = exp, ln′ z = 1/z. A function
without rules is a symbol, and its derivatives are others. Refused: nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .monomials import INVERSE, VALUE, Atom, Factor
from .sums import SLOTS, IndexSum, each_factor, factor, inverse, moved, number, slotted

HALF = Fraction(1, 2)


def applied(name: str, primes: int, of: IndexSum) -> IndexSum:
    """``name`` with so many primes, of an index sum."""
    rule = RULES.get(name)
    return rule(primes, of) if rule is not None else symbol(name, primes, of)


def symbol(name: str, primes: int, of: IndexSum) -> IndexSum:
    inner, at = slotted(of)
    return factor(Atom(VALUE, name, primes, inner), at)


def _identity(primes: int, of: IndexSum) -> IndexSum:
    return of if not primes else number(1 if primes == 1 else 0)


def _exp(_primes: int, of: IndexSum) -> IndexSum:
    """exp(−x) is 1/exp(x)."""
    if not of.terms:
        return number(1)
    (_, value), *_ = sorted(of.terms.items(), key=lambda pair: pair[0].key)
    return symbol("exp", 0, of) if value > 0 else number(1) / symbol("exp", 0, -of)


def _sigmoid(primes: int, of: IndexSum) -> IndexSum:
    s = symbol("sigmoid", 0, of)
    slope = s * (number(1) - s)
    return (s, slope, slope * (number(1) - s - s))[primes]


def _tanh(primes: int, of: IndexSum) -> IndexSum:
    t = symbol("tanh", 0, of)
    slope = number(1) - t * t
    return (t, slope, -(t + t) * slope)[primes]


def _relu(primes: int, of: IndexSum) -> IndexSum:
    """Piecewise linear: what it is, is its slope times z."""
    if primes > 1:
        return number(0)
    slope = symbol("relu", 1, of)
    return slope if primes else slope * of


def _ln(primes: int, of: IndexSum) -> IndexSum:
    if not primes:
        return symbol("ln", 0, of)
    return number(1) / of if primes == 1 else -(number(1) / (of * of))


def _sqrt(primes: int, of: IndexSum) -> IndexSum:
    root = symbol("sqrt", 0, of)
    return root if not primes else number(HALF) / root


def by_exponentials(of: IndexSum) -> IndexSum:
    """σ and tanh as quotients of exponentials, where a sum speaks of both."""
    names = {name for name in NAMES if f"value |{name}|" in of.key}
    if "exp" not in names or not names & {"sigmoid", "tanh"}:
        return of
    return each_factor(of, _spelled_out)


def _spelled_out(found: Factor) -> IndexSum | None:
    atom, at, power = found
    if atom.of is None:
        return None
    inside = moved(each_factor(atom.of, _spelled_out), dict(zip(SLOTS, at, strict=False)))
    one = number(1)
    if atom.name == "sigmoid":
        e = _exp(0, inside)
        return (e / (one + e)).to_the(power)
    if atom.name == "tanh":
        e = _exp(0, inside + inside)
        return ((e - one) / (e + one)).to_the(power)
    if atom.kind == INVERSE:
        return inverse(inside).to_the(power)
    return None


RULES: dict[str, Callable[[int, IndexSum], IndexSum]] = {
    "identity": _identity,
    "exp": _exp,
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": _relu,
    "ln": _ln,
    "sqrt": _sqrt,
}
NAMES = {
    "sigmoid": "σ′ = σ(1 − σ)",
    "tanh": "tanh′ = 1 − tanh²",
    "relu": "ReLU(z) = z · ReLU′(z)",
    "exp": "exp′ = exp",
    "ln": "ln′ z = 1/z",
}


def slope_by_inside(found: Factor) -> tuple[IndexSum, IndexSum] | None:
    """The derivative of a function or an inverse by what it is taken of, and that."""
    atom, at, _ = found
    if atom.of is None:
        return None
    inside = moved(atom.of, dict(zip(SLOTS, at, strict=False)))
    if atom.kind == INVERSE:
        whole = factor(atom, at)
        return -(whole * whole), inside
    return applied(atom.name, atom.primes + 1, inside), inside
