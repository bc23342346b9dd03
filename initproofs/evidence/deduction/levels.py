"""The order of layers: what is known of ``1 ≤ p < q ≤ L`` goes in, what follows comes out.

Constraints between two letters and a whole number are closed under addition (Bellman 1958), so that
a comparison holds for all values of the letters, or is not said to hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from ...terms import Index


@dataclass(frozen=True)
class Order:
    """``known`` are pairs of which the first is at most the second."""

    known: tuple[tuple[Index, Index], ...] = ()

    def also(self, *pairs: tuple[Index, Index]) -> Order:
        return Order((*self.known, *pairs))

    def at_most(self, low: Index, high: Index) -> bool:
        """Is ``low ≤ high`` for all values of the letters that are allowed?"""
        least = 0 if low.base == high.base else self._least.get((low.base, high.base))
        return least is not None and least >= low.offset - high.offset

    def within(self, at: Index, low: Index, high: Index) -> bool:
        return self.at_most(low, at) and self.at_most(at, high)

    @cached_property
    def _least(self) -> dict[tuple[str, str], int]:
        """By how much the second letter is greater than the first, at least."""
        least: dict[tuple[str, str], int] = {}
        for low, high in self.known:
            _raise(least, low.base, high.base, low.offset - high.offset)
        letters = sorted({letter for pair in least for letter in pair})
        for middle, first, last in product(letters, repeat=3):
            one, other = least.get((first, middle)), least.get((middle, last))
            if one is not None and other is not None:
                _raise(least, first, last, one + other)
        return least


def _raise(least: dict[tuple[str, str], int], first: str, last: str, by: int) -> None:
    if first != last:
        least[first, last] = max(least.get((first, last), by), by)


def level(text: str) -> Index:
    """``l-1`` and ``2``, as they are written."""
    base = text[:1] if text[:1].isalpha() else ""
    return Index(base, int(text[len(base) :] or 0))


def shifted(at: Index, by: int) -> Index:
    return Index(at.base, at.offset + by)
