"""What a network puts out, and its loss: any function of it, or the one that a reading supposes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..arithmetic.grids import combine, entrywise
from ..evidence.gradients import Differentiation
from ..given.choices import Absent
from ..given.evaluate import Value, is_grid, size
from ..terms import Head
from .gradient_readings import (
    ANY,
    CROSS_ENTROPY,
    GIVEN,
    HALF_SQUARES,
    ITSELF,
    SOFTMAX,
)


def supposed(
    tape: Differentiation,
    loss: str,
    count: int | None,
    values: list[Value],
    known: dict[Head, Value],
) -> Any:
    """The loss of these outputs; ``known`` has the targets, a mean is over ``count`` examples."""
    if loss == ITSELF:
        if len(values) != 1 or size(values[0]) not in (None, (1, 1)):
            raise Absent("there is more than one output")
        return tape.loss(values, [_each(lambda _: tape.number(Fraction(1)), values[0])])
    if loss in (GIVEN, ANY):
        return tape.loss(values)
    if len(values) > 1:
        raise Absent("the loss of several outputs")
    target = _target(known, values[0])
    slope = _slope(tape, loss)
    try:
        if is_grid(target):
            slopes = combine(slope, values[0], target, broadcast=False)
        else:
            slopes = slope(values[0], target)
    except ZeroDivisionError as outside:  # as where the last unit is a ReLU that is off
        raise Absent("an output of exactly 0 or 1 has no cross-entropy") from outside
    if count:
        slopes = _each(lambda found: found / tape.count(count), slopes)
    return tape.loss(values, [slopes])


def _each(function: Callable[[Any], Any], value: Value) -> Value:
    return entrywise(function, value) if is_grid(value) else function(value)


def _target(known: dict[Head, Value], output: Value) -> Value:
    for value in known.values():
        if size(value) == size(output):
            return value
    raise Absent("the target is not said")


def _slope(tape: Differentiation, loss: str) -> Callable[[Any, Any], Any]:
    """∂L/∂a of one entry, by the entry and its target."""
    one = tape.number(Fraction(1))
    return {
        CROSS_ENTROPY: lambda a, y: (a - y) / (a * (one - a)),
        SOFTMAX: lambda a, y: -(y / a),
        HALF_SQUARES: lambda a, y: a - y,
    }.get(loss, lambda a, y: (a - y) + (a - y))
