"""Evidence goes in; what it says comes out as labels and words, in the order of every diagnostic.

Every kind of evidence has its words here: one that is added to the nouns and forgotten here is a
type error, so that none is dropped in silence.
"""

from __future__ import annotations

from typing import assert_never

from ..nouns import (
    Assumption,
    Bound,
    Counterexample,
    Document,
    Enumeration,
    Evidence,
    Missing,
    Proof,
    Reason,
    Reproduction,
    Simulation,
)
from ..spelling import series

ORDER = (
    "wrote",
    "is",
    "missing",
    "because",
    "then",
    "example",
    "without",
    "steps",
    "ran",
    "used",
    "readings",
)
Label = tuple[str, str]


def labels(evidence: Evidence, document: Document) -> list[Label]:
    """What one piece of evidence says, as (label, words)."""
    match evidence:
        case Counterexample():
            return _counterexample(evidence)
        case Missing(assumptions, without):
            words = [("missing", said(assumption, document)) for assumption in assumptions]
            return [*words, ("without", without)]
        case Proof(steps):
            return [("steps", f"{rule}: {formula}") for rule, formula in steps]
        case Enumeration(cases, what, degree):
            hidden = "" if degree is None else f", of degree at most {degree}"
            every = "the one case" if cases == 1 else f"all {cases} cases"
            return [("ran", f"{what}: {every}, exactly{hidden}")]
        case Bound(low, high, what):
            return [("ran", f"{low} ≤ {what} ≤ {high}, rigorously")]
        case Simulation():
            return [("ran", _simulation(evidence))]
        case Reproduction(what, agreed, compared):
            return [("ran", f"{what}: {agreed} of {compared} agree")]
        case Reason(why):
            return [("because", why)]
        case _:
            assert_never(evidence)


def said(assumption: Assumption, document: Document) -> str:
    """An assumption, and the line that states it."""
    if assumption.span is None:
        return assumption.words
    return f"{assumption.words} ({document.where(assumption.span.start)})"


def _counterexample(evidence: Counterexample) -> list[Label]:
    words = [("wrote", evidence.wrote), ("is", evidence.true), ("because", evidence.because)]
    if evidence.example:
        values = ", ".join(f"{name} = {value}" for name, value in evidence.example)
        words.append(("example", values))
    if evidence.readings:
        words.append(("readings", _readings(evidence.readings)))
    return words


def _readings(readings: tuple[str, ...]) -> str:
    if len(readings) == 1:
        return readings[0]
    last = "both" if len(readings) == 2 else "each"
    return f"{series(readings)}. It fails under {last}."


def _simulation(run: Simulation) -> str:
    return (
        f"measured {run.estimate:.4g} within {run.margin:.2g}, {run.samples} samples, "
        f"seed {run.seed}; wrongly confirmed at most {run.wrongly_confirmed:.2g}, "
        f"wrongly refuted at most {run.wrongly_refuted:.2g}; an error of "
        f"{run.detectable:.2g} would have been seen"
    )
