"""Matrices of exact fractions and of unevaluated sigmoids, and the few operations a note needs.

In go tuples of rows, out come tuples of rows; shapes that do not fit raise ``MisfitError``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

PRECISE = Context(prec=50)


class MisfitError(ValueError):
    """Two matrices that cannot be combined as written."""


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """The number 1/(1 + e^-argument), kept as it is written: σ(30)."""

    argument: Fraction


Entry = Fraction | Sigmoid
Matrix = tuple[tuple[Entry, ...], ...]


def sigmoid(argument: Fraction) -> Fraction:
    """σ(argument) to some forty digits, as a fraction."""
    power = (-Decimal(argument.numerator) / Decimal(argument.denominator)).exp(PRECISE)
    return 1 / (1 + Fraction(power))


def number(entry: Entry) -> Fraction:
    return sigmoid(entry.argument) if isinstance(entry, Sigmoid) else entry


def rounded(value: Fraction, digits: int) -> Fraction:
    """The decimal with so many digits that stands nearest; halves go away from zero."""
    unit = Decimal(1).scaleb(-digits)
    exact = PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(exact.quantize(unit, rounding=ROUND_HALF_UP, context=PRECISE))


def truncated(value: Fraction, digits: int) -> Fraction:
    """The decimal with so many digits, the others cut off."""
    whole = abs(value) * 10**digits // 1
    return Fraction(whole if value > 0 else -whole, 10**digits)


def shape(matrix: Matrix) -> tuple[int, int]:
    return len(matrix), len(matrix[0])


def transposed(matrix: Matrix) -> Matrix:
    return tuple(zip(*matrix, strict=True))


def mapped(matrix: Matrix, change: Callable[[Entry], Entry]) -> Matrix:
    return tuple(tuple(change(entry) for entry in row) for row in matrix)


def scaled(factor: Fraction, matrix: Matrix) -> Matrix:
    return mapped(matrix, lambda entry: factor * number(entry))


def multiplied(left: Matrix, right: Matrix) -> Matrix:
    """The matrix product."""
    if shape(left)[1] != shape(right)[0]:
        raise MisfitError(f"{shape(left)} times {shape(right)}")
    columns = transposed(right)
    return tuple(tuple(inner(row, column) for column in columns) for row in left)


def inner(left: tuple[Entry, ...], right: tuple[Entry, ...]) -> Fraction:
    return sum((number(a) * number(b) for a, b in zip(left, right, strict=True)), Fraction(0))


def entrywise(
    left: Matrix, right: Matrix, operation: Callable[[Fraction, Fraction], Fraction]
) -> Matrix:
    """Entry by entry; a single row, column or number goes with every other."""
    left, right = broadcast(left, shape(right)), broadcast(right, shape(left))
    if shape(left) != shape(right):
        raise MisfitError(f"{shape(left)} beside {shape(right)}")
    return tuple(
        tuple(operation(number(a), number(b)) for a, b in zip(one, other, strict=True))
        for one, other in zip(left, right, strict=True)
    )


def broadcast(matrix: Matrix, wanted: tuple[int, int]) -> Matrix:
    """A single row repeated downwards, a single column to the right, a single number both ways."""
    rows, columns = shape(matrix)
    if columns == 1 and rows in (1, wanted[0]):
        matrix = tuple(row * wanted[1] for row in matrix)
    if rows == 1 and shape(matrix)[1] == wanted[1]:
        matrix = matrix * wanted[0]
    return matrix


def added(left: Matrix, right: Matrix, sign: int = 1) -> Matrix:
    """The sum (or difference), where a bias is added to every example."""
    return entrywise(left, right, lambda a, b: a + sign * b)


def apart(left: Matrix, right: Matrix) -> Fraction | None:
    """The largest difference of two entries; None where the shapes differ."""
    if shape(left) != shape(right):
        return None
    return max(
        abs(number(a) - number(b)) for a, b in zip(sum(left, ()), sum(right, ()), strict=True)
    )


def same(left: Matrix, right: Matrix) -> bool:
    """Exactly equal; σ(30) and σ(36) differ, though by less than any decimal shows."""
    if shape(left) != shape(right):
        return False
    return all(
        a == b if type(a) is type(b) else number(a) == number(b)
        for a, b in zip(sum(left, ()), sum(right, ()), strict=True)
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """A matrix as a note states it: exact, or to so many digits after the point."""

    matrix: Matrix
    digits: int | None = None

    @property
    def slack(self) -> Fraction:
        """Half a unit of the last digit."""
        return Fraction(0) if self.digits is None else Fraction(1, 2 * 10**self.digits)
