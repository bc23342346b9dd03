"""Exact polynomials in named generators, whose exponents may be any fractions: sums of monomials.

In: generators and fractions. Out: sums, products, exact zero tests. Refuses (``TooLarge``) what has
more terms than ``MOST_TERMS``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

MOST_TERMS = 1500


class TooLarge(Exception):
    """A normal form has more terms than are worth writing out."""


@dataclass(frozen=True, slots=True, order=True)
class Generator:
    """A letter of the polynomial ring. ``kind``: x a variable, e an exponential (``key`` is what
    e is raised to), l a logarithm, n a root of a prime, r a root of a polynomial, s a positive
    number of its own, f a value of a function that is not known."""

    kind: str
    key: str

    def __str__(self) -> str:
        form = {"e": "exp({})", "l": "ln({})", "n": "{}", "r": "({})"}.get(self.kind, "{}")
        return form.format(self.key)


Monomial = tuple[tuple[Generator, Fraction], ...]  # sorted; no exponent is zero
ONE: Monomial = ()


@dataclass(frozen=True, slots=True)
class Polynomial:
    """``terms`` maps monomials to their coefficients, none of them zero."""

    terms: tuple[tuple[Monomial, Fraction], ...]

    @property
    def is_zero(self) -> bool:
        return not self.terms

    @property
    def constant(self) -> Fraction | None:
        """The number that it is, None if it is none."""
        if not self.terms:
            return Fraction(0)
        (first, value), *others = self.terms
        return value if first == ONE and not others else None

    def __add__(self, other: Polynomial) -> Polynomial:
        return collect((*self.terms, *other.terms))

    def __neg__(self) -> Polynomial:
        return self.scaled(Fraction(-1))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        if len(self.terms) * len(other.terms) > MOST_TERMS * 20:
            raise TooLarge("its normal form is too long")
        return collect((multiply(a, b), x * y) for a, x in self.terms for b, y in other.terms)

    def scaled(self, by: Fraction) -> Polynomial:
        return Polynomial(tuple((m, c * by) for m, c in self.terms)) if by else ZERO

    def generators(self) -> frozenset[Generator]:
        return frozenset(g for monomial, _ in self.terms for g, _ in monomial)

    def __str__(self) -> str:
        return " + ".join(_spelled(m, c) for m, c in self.terms) or "0"


def collect(terms: Iterable[tuple[Monomial, Fraction]]) -> Polynomial:
    """Like terms brought together, in a fixed order."""
    found: dict[Monomial, Fraction] = {}
    for monomial, coefficient in terms:
        found[monomial] = found.get(monomial, Fraction(0)) + coefficient
    kept = sorted((m, c) for m, c in found.items() if c)
    if len(kept) > MOST_TERMS:
        raise TooLarge("its normal form is too long")
    return Polynomial(tuple(kept))


def number(value: Fraction | int) -> Polynomial:
    return Polynomial(((ONE, Fraction(value)),)) if value else ZERO


def power_of(generator: Generator, exponent: Fraction | int = 1) -> Polynomial:
    return Polynomial(((((generator, Fraction(exponent)),), Fraction(1)),))


def multiply(one: Monomial, other: Monomial) -> Monomial:
    exponents = dict(one)
    for generator, exponent in other:
        exponents[generator] = exponents.get(generator, Fraction(0)) + exponent
    return tuple(sorted((g, e) for g, e in exponents.items() if e))


def raised(monomial: Monomial, exponent: Fraction) -> Monomial:
    return tuple((g, e * exponent) for g, e in monomial) if exponent else ONE


def common(polynomial: Polynomial) -> Monomial:
    """The largest monomial that divides every term, exponents below zero included."""
    lowest: dict[Generator, Fraction] = {}
    everywhere = [dict(monomial) for monomial, _ in polynomial.terms]
    for generator in polynomial.generators():
        lowest[generator] = min(m.get(generator, Fraction(0)) for m in everywhere)
    return tuple(sorted((g, e) for g, e in lowest.items() if e))


def spelled(monomial: Monomial) -> str:
    return "·".join(f"{g}" if e == 1 else f"{g}^{e}" for g, e in monomial) or "1"


def _spelled(monomial: Monomial, coefficient: Fraction) -> str:
    if monomial == ONE:
        return str(coefficient)
    return spelled(monomial) if coefficient == 1 else f"{coefficient}·{spelled(monomial)}"


ZERO = Polynomial(())
UNIT = number(1)
