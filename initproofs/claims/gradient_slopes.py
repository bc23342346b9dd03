"""Derivatives on a tape → grids like the variables they were taken by, and the chain rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..arithmetic.grids import NoShape, transpose
from ..evidence.gradients import Traced, propagated
from ..given.evaluate import Value, is_grid, size
from .gradient_losses import entries


def taken(found: Mapping[int, Any], by: Value, zero: Any) -> Value:
    """What was found for each entry of a variable, in its place."""

    def slope(entry: Traced) -> Traced:
        return Traced(found.get(entry.order, zero))

    return tuple(tuple(map(slope, row)) for row in by) if is_grid(by) else slope(by)


def diagonal(slopes: tuple[tuple[Traced, ...], ...], of: Value, by: Value) -> Value | None:
    """The derivative entry by entry, where each entry depends on its own alone."""
    if size(of) != size(by):
        return None
    zero = slopes[0][0].value - slopes[0][0].value
    if any(s.value != zero for i, row in enumerate(slopes) for j, s in enumerate(row) if i != j):
        return None
    own = iter(row[place] for place, row in enumerate(slopes))
    return tuple(tuple(next(own) for _ in row) for row in of)


def carried_on(seed: Value, of: Value, by: Value, zero: Any) -> Value:
    """The derivative by ``by`` of what has the derivative ``seed`` by ``of``: the chain rule."""
    if size(seed) != size(of):
        if not is_grid(of) or not is_grid(seed) or size(transpose(seed)) != size(of):
            raise NoShape("the factors of the chain do not fit together")
        seed = transpose(seed)
    pairs = zip(entries(of), entries(seed), strict=True)
    return taken(propagated(((node, amount.value) for node, amount in pairs), zero), by, zero)
