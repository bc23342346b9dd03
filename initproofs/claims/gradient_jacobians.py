"""The derivative of one computed value by another: of numbers, and of vectors by vectors."""

from __future__ import annotations

from ..arithmetic.grids import transpose
from ..evidence.gradients import Differentiation
from ..given.calculus import BY_COLUMNS, BY_ROWS, JACOBIAN, Calculus
from ..given.choices import Absent
from ..given.evaluate import Value, is_grid, size


def jacobian(tape: Differentiation, of: Value, by: Value, run: Calculus) -> Value:
    """``∂z/∂a``, entry by entry where each entry hangs on its own only; else in either layout."""
    if not is_grid(by):
        return tape.slopes(of, by)
    if (found := tape.diagonal(of, by)) is not None:
        return found
    if 1 not in (size(of) or ()) or 1 not in (size(by) or ()):
        raise Absent("a matrix has no derivative by a matrix that is again a matrix")
    slopes: Value = tape.jacobian(of, by)
    by_rows = run.choices.choose(JACOBIAN, (BY_ROWS, BY_COLUMNS)) == BY_ROWS
    return slopes if by_rows else transpose(slopes)


def is_entry(one: Value, whole: Value) -> bool:
    """The very entry of a matrix, and not one that has the same value."""
    return isinstance(whole, tuple) and any(one is entry for row in whole for entry in row)
