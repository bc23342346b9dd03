"""The field with 2⁶¹ − 1 elements: exact arithmetic that never grows, for tests by random points.

Two polynomials of degree d that differ agree at a random point with probability at most d/2⁶¹
(Schwartz, 1980; Zippel, 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul

PRIME = (1 << 61) - 1


# Nothing changes a number once it is made; to be frozen would cost half of the time of its making.
@dataclass(unsafe_hash=True, slots=True)
class Residue:
    """A whole number modulo 2⁶¹ − 1; fractions go with it. It has no order, so no ReLU."""

    value: int

    @staticmethod
    def of(number: Number) -> Residue:
        if isinstance(number, Residue):
            return number
        if not isinstance(number, Fraction):
            return Residue(int(number) % PRIME)
        if number.denominator % PRIME == 0:
            raise ZeroDivisionError("the denominator is a multiple of the prime")
        return Residue(number.numerator * pow(number.denominator, -1, PRIME) % PRIME)

    @staticmethod
    def dot(row: Sequence[Number], column: Sequence[Number]) -> Residue:
        """Σ aᵢbᵢ, reduced once."""
        return Residue(sum(map(mul, map(_whole, row), map(_whole, column))) % PRIME)

    def __add__(self, other: Number) -> Residue:
        whole = other.value if other.__class__ is Residue else _whole(other)
        return Residue((self.value + whole) % PRIME)

    def __sub__(self, other: Number) -> Residue:
        whole = other.value if other.__class__ is Residue else _whole(other)
        return Residue((self.value - whole) % PRIME)

    def __rsub__(self, other: Number) -> Residue:
        return Residue((_whole(other) - self.value) % PRIME)

    def __neg__(self) -> Residue:
        return Residue(-self.value % PRIME)

    def __mul__(self, other: Number) -> Residue:
        whole = other.value if other.__class__ is Residue else _whole(other)
        return Residue(self.value * whole % PRIME)

    def __truediv__(self, other: Number) -> Residue:
        divisor = _whole(other)
        if not divisor:
            raise ZeroDivisionError("division by zero modulo 2⁶¹ − 1")
        return Residue(self.value * pow(divisor, -1, PRIME) % PRIME)

    def __rtruediv__(self, other: Number) -> Residue:
        return Residue.of(other) / self

    __radd__ = __add__
    __rmul__ = __mul__


def _whole(number: Number) -> int:
    return number.value if isinstance(number, Residue) else Residue.of(number).value


Number = Residue | Fraction | int
