"""Backpropagation written out in scalars, stage by stage: every ``dv`` against the derivative of
the result in v.

In: the lines of a note in order. Out: verdicts on lines such as ``dden = (-1 / den**2) * dinvden``
and ``dfdx = dfdq * dqdx``, and for a wrong one the nearest line that is right. A line is refuted
for an error of its own only, and where other lines show that they were understood. What has
matrices in it, or names that nothing gives a value, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ..given.families import LOSSES
from ..nouns import Counterexample, Reproduction, Ruling, Span, Verdict
from ..terms import Symbol, walk
from .factors import COUNTS
from .lines import Line
from .stage_repairs import repaired
from .stage_trials import Trials, Which, which
from .stage_values import Step, Value, close, step_of, value

LONGEST = 100  # lines of one computation
GROUND = 2  # other lines that are right, where no small edit mends a wrong one
EXACTLY = "derivatives by a step along the imaginary axis, at the note’s inputs and at others"
_MATRIX = re.compile(r"[A-Z]\d*")


def staged(lines: Sequence[Line], source: str) -> Iterator[tuple[Span, Verdict]]:
    for forward, backward in _stages(lines):
        trials = Trials(tuple(forward[-LONGEST:]), tuple(backward))
        if backward and not _of_matrices(trials):
            yield from _Check(trials, source).verdicts()


def _stages(lines: Sequence[Line]) -> Iterator[tuple[list[Step], list[Step]]]:
    """Lines that compute a result, and then the lines that go back through them."""
    forward: list[Step] = []
    backward: list[Step] = []
    for step in filter(None, map(step_of, lines)):
        known = [name for other in forward for name in _spoken(other)]
        if which(step.name, known) is not None:
            backward.append(step)
            continue
        if backward:
            yield forward, backward
            forward, backward = [], []
        forward.append(step)
    yield forward, backward


def _spoken(step: Step) -> Iterator[str]:
    """The name of a step, and those that it is computed from."""
    yield step.name
    for part in (p for body in step.bodies for p in walk(body) if isinstance(p, Symbol)):
        head = part.head
        yield head.name if head.label is None else f"{head.name}{head.label}"


def _of_matrices(trials: Trials) -> bool:
    """May the inputs that have no number be matrices, or counts of examples?"""
    names = [*trials.known] if trials.free else []
    return any(n in COUNTS or (_MATRIX.fullmatch(n) and n not in LOSSES) for n in names)


class _Check:
    """One stage: which lines are right on their own, and which as they stand."""

    def __init__(self, trials: Trials, source: str) -> None:
        self.trials = trials
        self.source = source
        self.own = [trials.holds(step, step.bodies) for step in trials.backward]

    @cached_property
    def right(self) -> frozenset[str]:
        """Names whose lines give the derivative, for the result that most are right for."""
        found = [self._right_for(end) for end in self.trials.ends or ("",)]
        return max(found, key=len)

    def _right_for(self, end: str) -> frozenset[str]:
        good: set[str] | None = None
        for point, values in enumerate(self.trials.values):
            names = dict(values)
            for step in self.trials.backward:
                _assigned(step, names)
            here = {
                step.name
                for step in self.trials.backward
                if (meant := self.trials.which(step.name)) is not None
                if self._is(names.get(step.name), meant, end, point)
            }
            good = here if good is None else good & here
        return frozenset(good or ())

    def _is(self, given: Value | None, meant: Which, end: str, point: int) -> bool:
        true = self.trials.slope(meant.of or end, meant.by, point) if meant.told else None
        return given is not None and true is not None and close(given, true)

    def verdicts(self) -> Iterator[tuple[Span, Verdict]]:
        for place, step in enumerate(self.trials.backward):
            if step.constant or (self.seeded and not self.trials.derivatives(step.bodies)):
                continue
            if step.name in self.right:
                yield step.line.span, self._confirmed(step.name)
            elif self.own[place] is False and not self._given_again(step):
                found = self._refuted(place)
                if found is not None:
                    yield step.line.span, found

    @cached_property
    def seeded(self) -> bool:
        """Is another number than one passed back from the result?"""
        passed = (s.value({}) for s in self.trials.backward if s.constant and self._ends(s.name))
        return any(value not in (None, 1) for value in passed)

    def _ends(self, name: str) -> bool:
        meant = self.trials.which(name)
        return meant is not None and not meant.of and meant.by in self.trials.ends

    def _given_again(self, step: Step) -> bool:
        """Is the name given a value twice? Then nothing says which of them is meant."""
        return sum(s.name == step.name and s.sign == "=" for s in self.trials.backward) > 1

    def _confirmed(self, name: str) -> Verdict:
        message = f"{name} is {self._meaning(name)}"
        return Verdict(Ruling.CONFIRMED, message, (Reproduction(EXACTLY, 2, 2),), message)

    def _meaning(self, name: str) -> str:
        meant = self.trials.which(name)
        assert meant is not None
        return f"the derivative of {meant.of or 'the result'} in {meant.by}"

    def _ground(self, place: int) -> int:
        """Other lines that are right on their own."""
        return sum(
            good is True and not step.constant
            for at, (step, good) in enumerate(zip(self.trials.backward, self.own, strict=True))
            if at != place
        )

    def _refuted(self, place: int) -> Verdict | None:
        """Wrong on its own, where the others are understood; mended, or on still better ground."""
        ground = self._ground(place)
        mended = repaired(self.trials, place, self.source) if ground else None
        if mended is None and ground < GROUND:
            return None
        step = self.trials.backward[place]
        message = f"{step.name} is not {self._meaning(step.name)}"
        if mended is not None:
            message += f": {mended[0]}"
        correction = mended[1] if mended else None
        counter = self._counterexample(step)
        mark = step.line.where(step.line.body)
        return Verdict(
            Ruling.REFUTED, message, (counter,), message, correction=correction, marks=(mark,)
        )

    def _counterexample(self, step: Step) -> Counterexample:
        """At the note’s own inputs, unless both are the same there."""
        trials, meant = self.trials, self.trials.which(step.name)
        assert meant is not None
        for point in range(len(trials.inputs)):
            for end in trials.ends or ("",):
                names = trials.given(step.bodies, point, end)
                given = [value(body, names) for body in step.bodies]
                true = trials.slope(meant.of or end, meant.by, point) if meant.told else None
                known = [one for one in given if one is not None]
                if true is None or len(known) < len(given):
                    continue
                wrote: Value = known if step.listed else known[0]
                if close(wrote, true):
                    continue
                here = "derivative of the lines above"
                own = f"{here}, at the note’s own inputs" if not point else here
                example = tuple((n, _shown(v)) for n, v in trials.inputs[point].items())
                shown = f"{step.name} = {_shown(wrote)}", f"{step.name} = {_shown(true)}"
                return Counterexample(*shown, own, example)
        return Counterexample(step.name, self._meaning(step.name), "derivative of the lines above")


def _assigned(step: Step, names: dict[str, Value]) -> None:
    """One backward line, run."""
    value, before = step.value(names), names.get(step.name)
    if step.sign == "+=" and isinstance(value, complex) and isinstance(before, complex):
        value = before + value
    elif step.sign != "=":
        value = None
    if value is None:
        names.pop(step.name, None)
    else:
        names[step.name] = value


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return f"{value.real:.4g}"
