"""Finite laws: tables of atoms go in, every joint outcome with its probability comes out; tables
whose probabilities are not a law, and laws with too many outcomes, are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from .quantity import Quantity, bound

MOST_OUTCOMES = 200_000
Outcome = tuple[Fraction, ...]  # a value for each of some names, in their order


@dataclass(frozen=True)
class Table:
    """One joint law; ``rows`` hold a value for each of ``names``, and their probability.

    A table of a single name with letters for indices (``w_{ij}^{(k)}``) is the law of every such
    quantity, each independent of the others. Two tables are independent of each other.
    """

    names: tuple[Quantity, ...]
    rows: tuple[tuple[tuple[Fraction, ...], Fraction], ...]

    def __post_init__(self) -> None:
        chances = [chance for _, chance in self.rows]
        if min(chances, default=Fraction(-1)) < 0 or sum(chances) != 1:
            raise ValueError("the probabilities of a law are not negative and sum to 1")
        if any(len(values) != len(self.names) for values, _ in self.rows):
            raise ValueError("every atom gives a value to every name")

    def place(self, name: Quantity) -> int | None:
        """The column of a quantity, if this is its law."""
        fits = (at for at, own in enumerate(self.names) if bound(own, name) is not None)
        return next(fits, None)

    @property
    def shared(self) -> bool:
        """Whether several quantities have their values together."""
        return len(self.names) > 1


def outcomes(
    tables: Sequence[Table], names: Sequence[Quantity]
) -> Iterator[tuple[Outcome, Fraction]]:
    """Every joint value of ``names`` that has a probability, and that probability."""
    copies: dict[tuple[int, Quantity | None], int] = {}
    columns = []
    for name in names:
        at, place = _law_of(tables, name)
        own = None if tables[at].shared else typical(tables[at].names[0], name)
        columns.append((copies.setdefault((at, own), len(copies)), place))
    drawn = [tables[at].rows for at, _ in copies]
    if prod(map(len, drawn)) > MOST_OUTCOMES:
        raise ValueError(f"more than {MOST_OUTCOMES} outcomes")
    for rows in product(*drawn):
        outcome = tuple([rows[copy][0][place] for copy, place in columns])
        yield outcome, prod((chance for _, chance in rows), start=Fraction(1))


def typical(pattern: Quantity, name: Quantity) -> Quantity:
    """A quantity written without its indices is the first of its kind."""
    return name if name.indices else Quantity(name.base, ("1",) * len(pattern.indices), name.label)


def _law_of(tables: Sequence[Table], name: Quantity) -> tuple[int, int]:
    for at, table in enumerate(tables):
        place = table.place(name)
        if place is not None:
            return at, place
    raise KeyError(name)
