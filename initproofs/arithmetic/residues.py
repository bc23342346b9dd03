"""The field with 2⁶¹ − 1 elements: exact arithmetic that never grows, for tests by random points.

Two polynomials of degree d that differ agree at a random point with probability at most d/2⁶¹
(Schwartz, 1980; Zippel, 1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

PRIME = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Residue:
    """A whole number modulo 2⁶¹ − 1."""

    value: int

    @staticmethod
    def of(number: Fraction | int) -> Residue:
        fraction = Fraction(number)
        if fraction.denominator % PRIME == 0:
            raise ZeroDivisionError("the denominator is a multiple of the prime")
        return Residue(fraction.numerator * pow(fraction.denominator, -1, PRIME) % PRIME)

    def __add__(self, other: Residue) -> Residue:
        return Residue((self.value + other.value) % PRIME)

    def __sub__(self, other: Residue) -> Residue:
        return Residue((self.value - other.value) % PRIME)

    def __neg__(self) -> Residue:
        return Residue(-self.value % PRIME)

    def __mul__(self, other: Residue) -> Residue:
        return Residue(self.value * other.value % PRIME)

    def __truediv__(self, other: Residue) -> Residue:
        if not other.value:
            raise ZeroDivisionError("division by zero modulo 2⁶¹ − 1")
        return Residue(self.value * pow(other.value, -1, PRIME) % PRIME)
