"""The links of a calculation with both sides computed, and a document replayed."""

from __future__ import annotations

from dataclasses import dataclass

from ..nouns import Span
from .cases import Case
from .choices import Outcome
from .compare import Agreement
from .evaluate import Value
from .log import Fact, Log, When
from .sentences import Sentence
from .statements import Chain, Notes


@dataclass(frozen=True)
class Compared:
    """One reading of one link: both values, whether they agree, and what the left side rests on."""

    computed: Value
    written: Value
    slack: Value
    agrees: Agreement
    used: tuple[Fact, ...]
    conventions: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """``members[left] = members[right]`` of a chain, compared under every reading.

    ``by_rule`` is the rule that the left side, a defined name, was computed by.
    """

    chain: Chain
    left: int
    right: int
    span: Span
    readings: tuple[Outcome[Compared], ...]
    when: When
    by_rule: Fact | None = None
    layer: tuple[tuple[str, int], ...] = ()  # what the letters of the rule stand for here
    wrong: Span | None = None  # the claim whose error the left side carries on
    mends: Span | None = None  # the claim whose error its author did not carry on

    @property
    def refuted(self) -> bool:
        """Every reading either gives another value or is impossible, and one can be computed."""
        fitting = [o for o in self.readings if not o.unfit] or self.readings
        failed = [
            o.result.agrees is Agreement.DIFFERENT if o.result else o.impossible for o in fitting
        ]
        return bool(failed) and all(failed)

    @property
    def impossible(self) -> bool:
        """Has what a rule is said to give no value under any reading?"""
        nothing = not any(outcome.result for outcome in self.readings)
        return self.by_rule is not None and nothing and self.refuted

    @property
    def confirmed(self) -> Outcome[Compared] | None:
        """A reading under which the two sides agree."""
        same = (o for o in self.readings if o.result and o.result.agrees is Agreement.SAME)
        return next(same, None)


@dataclass(frozen=True)
class Replay:
    """A document replayed: its statements, the final log, and every link in reading order."""

    notes: Notes
    sentences: tuple[Sentence, ...]
    log: Log
    links: tuple[Link, ...]
    cases: tuple[Case, ...]  # for each block
