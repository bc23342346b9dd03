"""Real numbers, rigorously: a fraction exactly, or an interval about σ, tanh, exp, ln, √.

Sums and products of fractions stay exact. Elementary functions are enclosed with 50 correct digits
by the standard library's ``decimal``, whose exp, ln and sqrt are correctly rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation, Overflow
from fractions import Fraction

DIGITS = 50
LARGEST = 10**40  # beyond it exp is not asked for
BITS = 200_000  # a fraction longer than this is not carried on

_CONTEXT = Context(prec=DIGITS + 10, Emax=10**8, Emin=-(10**8))
_ULP = Fraction(1, 10**DIGITS)


class NoNumber(Exception):
    """There is no such number, or it is too large to write out; the reason is for the author."""


@dataclass(frozen=True, slots=True)
class Real:
    """A number known to lie in ``[low, high]``; exact when both are the same fraction."""

    low: Fraction
    high: Fraction

    @staticmethod
    def exactly(value: Fraction | int) -> Real:
        number = Fraction(value)
        return Real(number, number)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2

    def __add__(self, other: Real) -> Real:
        return _bounded(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Real) -> Real:
        return _bounded(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Real:
        return Real(-self.high, -self.low)

    def __mul__(self, other: Real) -> Real:
        if self.exact and other.exact:
            product = self.low * other.low
            return _bounded(product, product)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _bounded(min(corners), max(corners))

    def __truediv__(self, other: Real) -> Real:
        if other.low <= 0 <= other.high:
            raise NoNumber("it divides by zero")
        return self * Real(1 / other.high, 1 / other.low)

    def meets(self, other: Real) -> bool:
        """Could they be the same number?"""
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: Fraction) -> Real:
        return Real(self.low - by, self.high + by)


def _bounded(low: Fraction, high: Fraction) -> Real:
    if low.numerator.bit_length() + low.denominator.bit_length() > BITS:
        raise NoNumber(f"it is too large to write out (limit: {BITS} binary digits)")
    return Real(low, high)


def power(base: Real, exponent: Real) -> Real:
    """``base`` to a whole ``exponent``, or to one half; what is too large is refused."""
    if not exponent.exact or exponent.low.denominator not in (1, 2):
        raise NoNumber("only whole powers and square roots are computed")
    if exponent.low.denominator == 2:
        return power(square_root(base), Real.exactly(exponent.low * 2))
    times = int(exponent.low)
    size = base.low.numerator.bit_length() + base.low.denominator.bit_length()
    if abs(times) * size > BITS:
        raise NoNumber(f"it is too large to write out (limit: {BITS} binary digits)")
    if times < 0:
        return Real.exactly(1) / power(base, Real.exactly(-times))
    result = Real.exactly(1)
    for _ in range(times):
        result = result * base
    return result


def _decimal(value: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _increasing(compute: Callable[[Decimal], Decimal], x: Real) -> Real:
    """An increasing function, at both ends of the interval, widened by its rounding."""

    def at(end: Fraction) -> Fraction:
        if abs(end) > LARGEST:
            raise NoNumber("its argument is too large")
        try:
            return Fraction(compute(_decimal(end)))
        except (InvalidOperation, Overflow) as trouble:
            raise NoNumber("it has no finite value") from trouble

    low, high = at(x.low), at(x.high)
    margin = _ULP * max(Fraction(1), abs(low), abs(high))
    return Real(low - margin, high + margin)


def exponential(x: Real) -> Real:
    if x.low == x.high == 0:
        return Real.exactly(1)
    if x.high > 10_000:
        raise NoNumber("the exponential is too large to write out")
    return _increasing(_CONTEXT.exp, x)


def logarithm(x: Real) -> Real:
    if x.low <= 0:
        raise NoNumber("the logarithm of a number that is not positive")
    return Real.exactly(0) if x.low == x.high == 1 else _increasing(_CONTEXT.ln, x)


def square_root(x: Real) -> Real:
    if x.low < 0:
        raise NoNumber("the root of a negative number")
    if x.exact:
        top, bottom = _whole_root(x.low.numerator), _whole_root(x.low.denominator)
        if top is not None and bottom is not None:
            return Real.exactly(Fraction(top, bottom))
    return _increasing(_CONTEXT.sqrt, x)


def _whole_root(value: int) -> int | None:
    from math import isqrt

    root = isqrt(value)
    return root if root * root == value else None


def sigmoid(x: Real) -> Real:
    """σ(x) = 1/(1 + e^(−x)); 1/2 exactly at 0."""
    one = Real.exactly(1)
    if x.low >= 0:
        return one / (one + exponential(-x))
    grown = exponential(x)
    return grown / (one + grown)


def hyperbolic_tangent(x: Real) -> Real:
    two = Real.exactly(2)
    return two * sigmoid(two * x) - Real.exactly(1)
