"""Exact numbers for the core: integers or Fractions go in, arrays that `layers` computes with
without rounding come out; what a field cannot do (order, square roots) is refused by Python.

Fractions grow with every step of training; residues modulo the prime 2⁶¹ − 1 do not, and an
identity between polynomials that holds there at random points holds (Schwartz, 1980; Zippel, 1979)
up to a chance of degree/2⁶¹.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from .activations import Array

PRIME = 2**61 - 1


@dataclass(frozen=True, slots=True)
class Residue:
    """An element of the field with 2⁶¹ − 1 elements. It has no order, so no ReLU either."""

    value: int

    def __add__(self, other: Residue | int) -> Residue:
        return Residue((self.value + residue(other)) % PRIME)

    def __sub__(self, other: Residue | int) -> Residue:
        return Residue((self.value - residue(other)) % PRIME)

    def __mul__(self, other: Residue | int) -> Residue:
        return Residue(self.value * residue(other) % PRIME)

    def __truediv__(self, other: Residue | int) -> Residue:
        return Residue(self.value * pow(residue(other), -1, PRIME) % PRIME)

    def __rsub__(self, other: int) -> Residue:
        return Residue((other - self.value) % PRIME)

    def __rtruediv__(self, other: int) -> Residue:
        return Residue(other * pow(self.value, -1, PRIME) % PRIME)

    def __neg__(self) -> Residue:
        return Residue(-self.value % PRIME)

    __radd__ = __add__
    __rmul__ = __mul__


def residue(number: Residue | Fraction | int) -> int:
    """The representative in 0 … 2⁶¹ − 2; ZeroDivisionError where a denominator vanishes."""
    if isinstance(number, Residue):
        return number.value
    if isinstance(number, Fraction):
        if number.denominator % PRIME == 0:
            raise ZeroDivisionError(f"{number} has no residue")
        return number.numerator * pow(number.denominator, -1, PRIME) % PRIME
    return int(number) % PRIME


def fractions(numbers: Any) -> Array:
    """An array of Fractions of the same shape."""
    return _each(numbers, Fraction)


def residues(numbers: Any) -> Array:
    """An array of residues of the same shape."""
    return _each(numbers, lambda number: Residue(residue(number)))


def _each(numbers: Any, turn: Any) -> Array:
    array = np.asarray(numbers, dtype=object)
    out = np.empty(array.shape, dtype=object)
    for place in np.ndindex(array.shape):
        out[place] = turn(array[place])
    return out
