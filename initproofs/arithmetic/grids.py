"""Matrices as tuples of rows over any exact numbers, with their shapes checked at every step.

A ``Whole`` is a matrix whose entries are not listed: one formula for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Protocol, Self, TypeVar

from .enclosure import NoNumber


class Ring(Protocol):
    """What an entry must be able to do."""

    def __add__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...
    def __mul__(self, other: Self, /) -> Self: ...
    def __truediv__(self, other: Self, /) -> Self: ...
    def __neg__(self) -> Self: ...


E = TypeVar("E", bound=Ring)
Grid = tuple[tuple[E, ...], ...]


class NoShape(Exception):
    """Two matrices that cannot be combined; the message names both shapes."""


class Whole(ABC):
    """A matrix given by the formula of its entries; two sides are one where they are as long."""

    size: tuple[int, int]

    @abstractmethod
    def entry(self, row: int, column: int) -> Any:
        """The entry at a place, counted from 0."""

    @abstractmethod
    def turned(self) -> Any: ...

    @abstractmethod
    def mapped(self, function: Callable[[Any], Any]) -> Any: ...

    @abstractmethod
    def times(self, other: Whole) -> Any: ...

    @abstractmethod
    def joined(self, function: Callable[[Any, Any], Any], other: Whole) -> Any: ...


def is_matrix(value: object) -> bool:
    return isinstance(value, tuple | Whole)


def shape(grid: Grid[E]) -> tuple[int, int]:
    return grid.size if isinstance(grid, Whole) else (len(grid), len(grid[0]))


def entry(grid: Grid[E], row: int, column: int) -> E:
    """The entry at a place, counted from 0."""
    if isinstance(grid, Whole):
        return grid.entry(row, column)  # type: ignore[no-any-return]
    return grid[row][column]


def spelled(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"


def transpose(grid: Grid[E]) -> Grid[E]:
    if isinstance(grid, Whole):
        return grid.turned()  # type: ignore[no-any-return]
    return tuple(zip(*grid, strict=True))


def total(entries: Sequence[E]) -> E:
    """The sum of at least one entry."""
    found = entries[0]
    for entry in entries[1:]:
        found = found + entry
    return found


def along(grid: Grid[E], axis: int) -> Grid[E]:
    """Σ down the columns (0) or along the rows (1)."""
    totals = tuple((total(row),) for row in (transpose(grid) if axis == 0 else grid))
    return transpose(totals) if axis == 0 else totals


def diagonal(vector: Grid[E], nothing: E) -> Grid[E]:
    """The square matrix with the entries of a row or a column on its diagonal."""
    entries = [entry for row in vector for entry in row]
    places = range(len(entries))
    return tuple(tuple(entries[i] if i == j else nothing for j in places) for i in places)


def entrywise(function: Callable[[E], E], grid: Grid[E]) -> Grid[E]:
    if isinstance(grid, Whole):
        return grid.mapped(function)  # type: ignore[no-any-return]
    return tuple(tuple(map(function, row)) for row in grid)


def matmul(left: Grid[E], right: Grid[E]) -> Grid[E]:
    """The matrix product of an a × b and a b × c grid."""
    (_, inner), (outer, _) = shape(left), shape(right)
    if inner != outer:
        raise NoShape(f"{spelled(shape(left))} times {spelled(shape(right))} has no product")
    wholes = _wholes(left, right)
    if wholes:
        return wholes[0].times(wholes[1])  # type: ignore[no-any-return]
    columns = transpose(right)
    return tuple([tuple([dot(row, column) for column in columns]) for row in left])


def _wholes(left: object, right: object) -> tuple[Whole, Whole] | None:
    if isinstance(left, Whole) and isinstance(right, Whole):
        return left, right
    if isinstance(left, Whole) or isinstance(right, Whole):
        raise NoNumber("a matrix of numbers beside one of any size")
    return None


def dot(row: Sequence[E], column: Sequence[E]) -> E:
    """Σ aᵢbᵢ; numbers that know a shorter way to it take that."""
    shorter = getattr(row[0], "dot", None)
    if shorter is not None:
        return shorter(row, column)  # type: ignore[no-any-return]
    total = row[0] * column[0]
    for a, b in zip(row[1:], column[1:], strict=True):
        total = total + a * b
    return total


def combine(
    function: Callable[[E, E], E], left: Grid[E], right: Grid[E], broadcast: bool
) -> Grid[E]:
    """Entry by entry; with ``broadcast`` a single row or column is repeated, as for a bias."""
    size, other = shape(left), shape(right)
    if size != other:
        full = (max(size[0], other[0]), max(size[1], other[1]))
        fits = all(a == b or 1 in (a, b) for a, b in zip(size, other, strict=True))
        if not (broadcast and fits and full in (size, other)):
            raise NoShape(f"{spelled(size)} and {spelled(other)} do not match entry by entry")
    wholes = _wholes(left, right)
    if wholes:
        return wholes[0].joined(function, wholes[1])  # type: ignore[no-any-return]
    if size != other:
        left, right = _repeated(left, full), _repeated(right, full)
    return tuple(
        tuple(function(a, b) for a, b in zip(row, line, strict=True))
        for row, line in zip(left, right, strict=True)
    )


def _repeated(grid: Grid[E], size: tuple[int, int]) -> Grid[E]:
    rows = grid * size[0] if len(grid) < size[0] else grid
    return tuple(row * size[1] if len(row) < size[1] else row for row in rows)
