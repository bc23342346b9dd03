"""Equations of one name with another, ``w_1 = w_2 = c`` → the names that a note sets equal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..given.equations import Equation
from ..terms import Head, Symbol


def tied(equations: Iterable[Equation], ruled: Collection[Head]) -> tuple[tuple[Head, ...], ...]:
    """Groups of names that are one number, where none of them has a rule."""
    groups: list[set[Head]] = []
    for e in equations:
        if isinstance(e.left, Symbol) and isinstance(e.right, Symbol):
            pair = {e.left.head, e.right.head}
            if not pair.isdisjoint(ruled) or len(pair) < 2 or any(h.generic for h in pair):
                continue
            near = [g for g in groups if g & pair]
            groups = [g for g in groups if not g & pair] + [pair.union(*near)]
    return tuple(tuple(sorted(g, key=str)) for g in groups)
