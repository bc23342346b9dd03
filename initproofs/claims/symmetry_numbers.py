"""A claim about the note's own columns → the note's own example, if it meets what is stated and yet
fails the claim: then the hypothesis that is missing is missing in the note itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import lcm

from ..arithmetic.grids import transpose
from ..given.choices import Choices, outcomes
from ..given.evaluate import Evaluation, Value, is_grid
from ..given.fields import Reals
from ..given.links import Replay
from ..given.log import Fact, When
from ..given.spell import fraction, spell
from ..given.starts import WEIGHT_NAMES
from ..given.view import Mode, View
from ..terms import Head, Index, Symbol


@dataclass(frozen=True)
class Example:
    """A layer of the note with equal columns, its outgoing weights, and its true gradient."""

    weights: Fact
    outgoing: Fact
    gradient: Head
    value: Value

    @property
    def shown(self) -> str:
        return f"{self.gradient} = {over_one_denominator(self.value)}"

    @property
    def because(self) -> str:
        above = transpose(self.outgoing.value) if len(self.outgoing.value[0]) == 1 else None
        shown = f"{spell(above)}^T" if above else spell(self.outgoing.value)
        return f"{self.outgoing.head} = {shown} has unequal rows"


def failing(replay: Replay) -> Example | None:
    """The first layer with equal columns whose gradient, computed afresh, has unequal ones."""
    return next(_failing(replay), None)


def _failing(replay: Replay) -> Iterator[Example]:
    for fact in replay.log.facts:
        label = fact.head.label
        if label is None or label.base or fact.head.name not in WEIGHT_NAMES:
            continue
        if not _equal_columns(fact.value):
            continue
        above = Head(fact.head.name, Index("", label.offset + 1), brackets=fact.head.brackets)
        when = When(len(replay.log.facts), fact.case)
        outgoing = replay.log.value_of(above, when)
        for gradient in _gradients(replay, fact.head):
            value = _afresh(replay, gradient, when)
            if outgoing is not None and is_grid(value) and not _equal_columns(value):
                yield Example(fact, outgoing, gradient, value)


def _equal_columns(value: Value) -> bool:
    return is_grid(value) and len(value[0]) > 1 and all(len(set(row)) == 1 for row in value)


def _gradients(replay: Replay, of: Head) -> Iterator[Head]:
    """``dW^[1]``, ``∂L/∂W^[1]``: by whichever name the note has a rule for it."""
    named = re.compile(rf"(?:d|∂\w+/∂|∇){re.escape(of.name)}")
    names = {f.head.name: f.head.brackets for f in replay.log.facts if f.body is not None}
    for name, brackets in names.items():
        if named.fullmatch(name):
            yield Head(name, of.label, brackets=brackets)


def _afresh(replay: Replay, head: Head, when: When) -> Value | None:
    def compute(choices: Choices) -> Value:
        return Evaluation(Reals(), View(replay.log, when, Mode.MENDED), choices)(Symbol(head))

    found = [outcome.result for outcome in outcomes(compute) if outcome.result is not None]
    return found[0] if found and all(value == found[0] for value in found) else None


def over_one_denominator(value: Value) -> str:
    """``1/3 · (39 13 26; 33 11 22)``."""
    entries = [entry for row in value for entry in row]
    if not all(entry.exact for entry in entries):
        return spell(value)
    common = lcm(*(entry.low.denominator for entry in entries))
    if common == 1:
        return spell(value)
    rows = (" ".join(fraction(entry.low * common) for entry in row) for row in value)
    return f"1/{common} · ({'; '.join(rows)})"
