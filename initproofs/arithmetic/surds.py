"""Exact numbers ±√q: fractions and their square roots go in, such numbers come out; a sum that is
no such number is refused with None.

Every scale of an initialiser is one of them, and its square, a variance, is a fraction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

LARGEST = 400  # binary digits of what is raised to a power, times the power


@dataclass(frozen=True, slots=True)
class Surd:
    """``sign``·√``square``, with sign −1, 0 or 1 and a square that is not negative."""

    sign: int
    square: Fraction

    def __mul__(self, other: Surd) -> Surd:
        return Surd(self.sign * other.sign, self.square * other.square)

    def __neg__(self) -> Surd:
        return Surd(-self.sign, self.square)

    def __float__(self) -> float:
        return self.sign * math.sqrt(self.square)

    def over(self, other: Surd) -> Surd | None:
        if not other.sign:
            return None
        return Surd(self.sign * other.sign, self.square / other.square)

    def plus(self, other: Surd) -> Surd | None:
        """The sum, where one is a rational multiple of the other."""
        if not self.sign or not other.sign:
            return self if self.sign else other
        ratio = rational(Surd(self.sign * other.sign, self.square / other.square))
        return None if ratio is None else surd(ratio + 1) * other

    def root(self) -> Surd | None:
        value = rational(self)
        return None if value is None or value < 0 else Surd(int(value > 0), value)

    def power(self, exponent: Fraction) -> Surd | None:
        """Whole and half powers; 0^0 and powers that are too large to write out are refused."""
        if exponent.denominator > 2 or not self.sign:
            return None
        digits = max(self.square.numerator.bit_length(), self.square.denominator.bit_length())
        if digits * abs(exponent.numerator) > LARGEST:
            return None
        if exponent.denominator == 2:
            under = self.root()
            return None if under is None else under.power(Fraction(exponent.numerator))
        sign = self.sign if exponent.numerator % 2 else 1
        return Surd(sign, self.square**exponent.numerator)


def surd(value: Fraction | int) -> Surd:
    value = Fraction(value)
    return Surd((value > 0) - (value < 0), value * value)


def rational(value: Surd) -> Fraction | None:
    """The fraction that it is, if it is one."""
    top, bottom = math.isqrt(value.square.numerator), math.isqrt(value.square.denominator)
    root = Fraction(top, bottom)
    return value.sign * root if root * root == value.square else None
