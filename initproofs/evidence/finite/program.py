"""The steps that compute a formula -> its value at every outcome of what is random in it.

What needs no outcome is computed once, when its step is added. Refuses nothing: a step that has no
value says so itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .quantity import Quantity

Place = int  # of a value among those of a program


@dataclass
class Program:
    """Values in the order in which they are computed, None where an outcome is needed first."""

    values: list[Fraction | None] = field(default_factory=list)
    drawn: dict[Quantity, Place] = field(default_factory=dict)
    defined: dict[Quantity, Place] = field(default_factory=dict)  # computed once for all its uses
    _steps: list[tuple[Place, Callable[..., Fraction], tuple[Place, ...]]] = field(
        default_factory=list
    )

    def known(self, place: Place) -> Fraction | None:
        """A value that is the same at every outcome."""
        return self.values[place]

    def number(self, value: Fraction) -> Place:
        self.values.append(value)
        return len(self.values) - 1

    def draw(self, name: Quantity) -> Place:
        """The value of a random quantity."""
        if name not in self.drawn:
            self.drawn[name] = len(self.values)
            self.values.append(None)
        return self.drawn[name]

    def step(self, function: Callable[..., Fraction], *operands: Place) -> Place:
        known = [value for place in operands if (value := self.values[place]) is not None]
        if len(known) == len(operands):
            return self.number(function(*known))
        self.values.append(None)
        self._steps.append((len(self.values) - 1, function, operands))
        return len(self.values) - 1

    def at(self, outcome: Sequence[Fraction], place: Place) -> Fraction:
        """The value at a place; ``outcome`` has one for each quantity, in the order of drawing."""
        values: list[Fraction | None] = self.values.copy()
        for drawn, value in zip(self.drawn.values(), outcome, strict=True):
            values[drawn] = value
        for target, function, operands in self._steps:
            values[target] = function(*[values[operand] for operand in operands])
        found = values[place]
        assert found is not None  # every step before it has been taken
        return found
