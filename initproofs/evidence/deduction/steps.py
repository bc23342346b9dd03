"""A deduction: hypotheses that may be dropped, steps that are carried out, and the proof they make.

A step is noted only once it has been verified. Refuses (`NotProved`) a step that does not follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from ...nouns import Proof
from ..gradients.spelled import spelled
from ..gradients.sums import IndexSum, closed, number

Dropped = frozenset[str]
NOTHING: Dropped = frozenset()


class NotProved(Exception):
    """A step that does not follow from what is supposed and shown before it."""

    def __init__(self, rule: str, formula: str) -> None:
        super().__init__(f"{rule}: {formula} does not follow")


@dataclass
class Deduction:
    """What is supposed, less what is ``dropped``, and the steps that were verified so far."""

    dropped: Dropped = NOTHING
    supposed: list[str] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)
    signs: dict[IndexSum, bool] = field(default_factory=dict)  # not zero; True where positive

    def given(self, words: str) -> bool:
        """May a hypothesis be used? It is noted either way: each can be dropped."""
        if words not in self.supposed:
            self.supposed.append(words)
        return words not in self.dropped

    def step(self, rule: str, formula: str, holds: bool) -> None:
        """Note a step that was verified; refuse one that was not."""
        if not holds:
            raise NotProved(rule, formula)
        self.steps.append((rule, formula))

    def equal(self, rule: str, left: IndexSum, right: IndexSum, says: str = "") -> None:
        """Both sides have one normal form, for all sizes and values."""
        said = says or f"{spelled(left)} = {spelled(right)}"
        self.step(rule, said, not (left - right).terms)

    def suppose_sign(self, words: str, of: IndexSum, positive: bool = False) -> None:
        """Suppose that a number is positive, or at least not zero."""
        if self.given(words):
            self.signs[of] = positive

    def not_zero(
        self, rule: str, of: IndexSum, *factors: IndexSum, positive: bool = False, says: str = ""
    ) -> None:
        """A product of numbers that are not zero; of positive ones, where that is asked."""
        whole = number(1)
        for one in factors:
            whole = whole * one
        sure = all(self.signs.get(one) if positive else one in self.signs for one in factors)
        says = says or f"{spelled(of)} {'>' if positive else '≠'} 0"
        self.step(rule, says, sure and not (of - whole).terms)
        self.signs[of] = positive

    def square_sum(self, rule: str, of: IndexSum, one: IndexSum, letters: dict[str, int]) -> None:
        """A sum of squares of real numbers of which one is not zero."""
        squares = closed(one * one, letters)
        self.step(rule, f"{spelled(of)} > 0", one in self.signs and not (of - squares).terms)
        self.signs[of] = True

    @property
    def proof(self) -> Proof:
        return Proof(tuple(self.steps))


class Prover(Protocol):
    """A theorem: what it is deduced from may be dropped by its words."""

    def __call__(self, dropped: Dropped = NOTHING) -> Deduction: ...
