"""Readings that a document leaves open, tried one after the other; each choice has a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape

T = TypeVar("T")
MOST = 24  # readings tried of one claim


class Absent(Exception):
    """Something the computation needs is not given, or has no meaning; the message says what."""


class Unfit(Absent):
    """A rule whose shapes do not fit under this reading: another reading must be meant."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What one reading gives: a result, or why there is none and whether shapes forbid it."""

    choices: tuple[tuple[str, str], ...]
    result: T | None
    why: str = ""
    impossible: bool = False
    unfit: bool = False


class Choices:
    """The choices made on one path. Each axis (“`*` between matrices”) is asked for only once."""

    def __init__(self, prefix: dict[str, int]) -> None:
        self.prefix = prefix
        self.made: dict[str, tuple[int, tuple[str, ...]]] = {}

    def choose(self, axis: str, options: tuple[str, ...]) -> str:
        if axis not in self.made:
            self.made[axis] = (self.prefix.get(axis, 0), options)
        place, known = self.made[axis]
        return known[place]

    def passed_over(self, axis: str) -> bool:
        """Was the likeliest reading of an axis left for another one?"""
        return axis in self.made and self.made[axis][0] > 0

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        return tuple((axis, options[place]) for axis, (place, options) in self.made.items())


def outcomes(compute: Callable[[Choices], T]) -> list[Outcome[T]]:
    """Every reading's outcome: depth first over the axes that the computation asks about."""
    found: list[Outcome[T]] = []
    pending: list[dict[str, int]] = [{}]
    while pending and len(found) < MOST:
        prefix = pending.pop()
        choices = Choices(prefix)
        found.append(_outcome(compute, choices))
        fixed = {axis: place for axis, (place, _) in choices.made.items()}
        for axis, (place, options) in reversed(choices.made.items()):
            if axis not in prefix:
                earlier = _before(fixed, axis)
                pending += [
                    {**earlier, axis: other} for other in range(len(options)) if other != place
                ]
    return found


def _before(fixed: dict[str, int], axis: str) -> dict[str, int]:
    keys = list(fixed)
    return {key: fixed[key] for key in keys[: keys.index(axis)]}


def _outcome(compute: Callable[[Choices], T], choices: Choices) -> Outcome[T]:
    try:
        result = compute(choices)
    except NoShape as trouble:
        return Outcome(choices.named, None, str(trouble), impossible=True)
    except (Absent, NoNumber) as trouble:
        return Outcome(choices.named, None, str(trouble), unfit=isinstance(trouble, Unfit))
    return Outcome(choices.named, result)
