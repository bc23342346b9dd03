"""How a gradient lies: as what it is taken by, or as a row where that is a column.

Magnus and Neudecker (1988) write the derivative of a number as a row (numerator layout); many notes
do so for columns and leave the gradient by a matrix in its shape. Chains of such rows are carried
on as the columns that they stand for. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..arithmetic.grids import entrywise, transpose
from ..given.evaluate import Value, is_grid, size


def laid_out(value: Value, ask: Callable[[str], bool]) -> Value:
    """The derivative of a number by a value of the same shape, as the reading has it."""
    rows, columns = size(value) or (1, 1)
    if not is_grid(value) or rows == 1:
        return value
    return transpose(value) if ask("rows" if columns == 1 else "numerator") else value


def error(slopes: Value, ask: Callable[[str], bool]) -> Value:
    """δ, which is minus the derivative to those who add it to the weights."""
    found = laid_out(slopes, ask)
    if not ask("downhill"):
        return found
    return entrywise(_negative, found) if is_grid(found) else _negative(found)


def _negative(entry: Any) -> Any:
    return (entry - entry) - entry


def carried(tape: Any, seed: Value, of: Value, by: Value) -> Value:
    """The chain rule from what has the shape of ``of``, or is that transposed."""
    turned = size(seed) != size(of) and size(seed) == (size(of) or (0, 0))[::-1]
    found = tape.carried(transpose(seed) if turned else seed, of, by)
    return transpose(found) if turned and is_grid(found) else found
