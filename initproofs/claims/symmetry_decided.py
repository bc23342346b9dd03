"""A ruling by a theorem, before it has a place → the verdict with the evidence that it owes."""

from __future__ import annotations

from dataclasses import dataclass

from ..evidence.symmetry.checks import cross_checked
from ..evidence.symmetry.theorems import Theorem
from ..nouns import (
    Assumption,
    Counterexample,
    Enumeration,
    Evidence,
    Missing,
    Proof,
    Ruling,
    Verdict,
)
from ..spelling import series


@dataclass(frozen=True)
class Decided:
    """A ruling before it has a place."""

    ruling: Ruling
    message: str
    theorem: Theorem
    missing: tuple[str, ...] = ()
    without: str = ""
    counterexample: Counterexample | None = None
    correction: str | None = None
    own_numbers: bool = False  # it is the note's own example that fails

    def verdict(self, used: tuple[Assumption, ...] = ()) -> Verdict:
        proof = Proof(self.theorem.steps)
        match self.ruling:
            case Ruling.PROVED:
                evidence: tuple[Evidence, ...] = (proof, *_cross_check(self.theorem))
                return Verdict(self.ruling, self.message, evidence, self.theorem.name, used)
            case Ruling.CONDITIONAL:
                gaps = Missing(tuple(map(Assumption, self.missing)), self.without)
                return Verdict(
                    self.ruling, self.message, (gaps,), self.message, used, self.correction
                )
            case Ruling.REFUTED:
                assert self.counterexample is not None
                shown = (self.counterexample,)
                return Verdict(
                    self.ruling, self.message, shown, self.message, used, self.correction
                )
        raise AssertionError("a phrase that cannot be decided is no claim")


def _cross_check(theorem: Theorem) -> tuple[Enumeration, ...]:
    cases = cross_checked(theorem.name)
    what = "random networks over the field with 2⁶¹ − 1 elements, any activation, any loss"
    return (Enumeration(cases, what),) if cases else ()


def proved(message: str, theorem: Theorem) -> Decided:
    return Decided(Ruling.PROVED, message, theorem)


def conditional(
    theorem: Theorem, missing: tuple[str, ...], failure: str, fix: str | None = None
) -> Decided:
    message = f"true only if {series(missing)}"
    return Decided(Ruling.CONDITIONAL, message, theorem, missing, failure, correction=fix)
