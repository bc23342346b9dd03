"""Equations → the names that they set equal, and the functions that they derive.

``w_1 = w_2 = c`` ties two weights where neither has a rule; ``h'(z)`` shows that h goes entry by
entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..given.equations import Equation, names_gradient, parts_of
from ..given.names import KNOWN_FUNCTIONS, USUAL_FUNCTIONS
from ..nouns import Span
from ..terms import Applied, Head, Symbol


def tied(equations: Iterable[Equation], ruled: Collection[Head]) -> tuple[tuple[Head, ...], ...]:
    """Groups of names that are one number, where none of them has a rule."""
    groups: list[set[Head]] = []
    for e in equations:
        if isinstance(e.left, Symbol) and isinstance(e.right, Symbol):
            pair = {e.left.head, e.right.head}
            if not pair.isdisjoint(ruled) or len(pair) < 2 or any(map(_is_none, pair)):
                continue
            near = [g for g in groups if g & pair]
            groups = [g for g in groups if not g & pair] + [pair.union(*near)]
    return tuple(tuple(sorted(g, key=str)) for g in groups)


def _is_none(head: Head) -> bool:
    """Letters of an index are no one number; gradients are what is asked for."""
    return bool(head.generic) or names_gradient(head)


def derived(equations: list[Equation]) -> dict[tuple[str, int | None], tuple[str, Span]]:
    """``h`` of ``h'(z)`` goes entry by entry, whatever its letter."""
    primed = {p.function for p in parts_of(equations) if isinstance(p, Applied) and p.primes}
    return {(n, None): (n, Span(0, 0)) for n in primed - KNOWN_FUNCTIONS - USUAL_FUNCTIONS}
