"""What a network puts out, and its loss: any function of it, or the one that a reading supposes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..arithmetic.enclosure import NoNumber
from ..evidence.gradients import Tape, Traced
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
    WHOLE,
    Reading,
)

if TYPE_CHECKING:
    pass


def entries(value: Value) -> list[Any]:
    return [entry for row in value for entry in row] if is_grid(value) else [value]


def supposed(
    tape: Tape, reading: Reading, count: int | None, values: list[Value], known: dict[Head, Value]
) -> Traced:
    """The loss of these outputs; ``known`` has the targets, ``count`` is that of the examples."""
    outputs = [entry for value in values for entry in entries(value)]
    if reading.loss == ITSELF:
        if len(outputs) != 1:
            raise Absent("there is more than one output")
        return Traced(outputs[0].value, ((outputs[0], None),))
    drawn = tape.joint("loss", outputs)
    if reading.loss in (GIVEN, ANY):
        return drawn
    if len(values) > 1:
        raise Absent("the loss of several outputs")
    targets = entries(_target(known, values[0]))
    pairs = zip(outputs, targets, strict=True)
    try:
        slopes = [_slope(tape, reading.loss, a.value, y.value) for a, y in pairs]
    except ZeroDivisionError:
        raise NoNumber("the loss of an output that is 0 or 1") from None
    if reading.scale != WHOLE and count:
        slopes = [slope / tape.oracles.number(Fraction(count)) for slope in slopes]
    return Traced(drawn.value, tuple(zip(outputs, slopes, strict=True)))


def _target(known: dict[Head, Value], output: Value) -> Value:
    for value in known.values():
        if size(value) == size(output):
            return value
    raise Absent("the target is not said")


def _slope(tape: Tape, loss: str, a: Any, y: Any) -> Any:
    """∂L/∂a of one entry."""
    if loss == CROSS_ENTROPY:
        return (a - y) / (a * (tape.oracles.number(Fraction(1)) - a))
    if loss == SOFTMAX:
        return -(y / a)
    return a - y if loss == HALF_SQUARES else (a - y) + (a - y)
