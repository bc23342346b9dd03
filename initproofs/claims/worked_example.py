r"""# worked-example

A numeric example, followed step by step.

## What it does
Recomputes every stated number and matrix in exact fractions, from the note's own formulas and the
values stated so far; multiplies every product that is written out; compares entry by entry, and
decimals to the digits given. Of a wrong line it says which slip gives what is written: a missing
factor, a wrong operand, a transposition, the wrong kind of product. Later lines are judged by what
the note states, and say when they are built on an error.

## Example
Rows of $X$ are examples. $$Z = XW + b, \quad b = 0$$

$$X = \begin{bmatrix} 1 & 2 \\ 0 & 3 \end{bmatrix}, \quad W = \begin{bmatrix} 4 \\ 5 \end{bmatrix}$$

$$Z = \begin{bmatrix} 14 \\ 15 \end{bmatrix}$$ <!-- expect: CONFIRMED -->

$$XW = \begin{bmatrix} 14 \\ 16 \end{bmatrix}$$ <!-- expect: REFUTED "is 15, not 16" -->

## References
Definition of the matrix product. Exact rational arithmetic throughout; σ, tanh, exp and ln enclosed
rigorously to 50 digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..given.compare import Agreement
from ..given.evaluate import is_grid
from ..given.links import Compared, Link, Replay
from ..given.spell import spell
from ..nouns import Assumption, Claim, Reason, Reproduction, Ruling, Verdict
from ..terms import Symbol
from . import about_matrices
from .kind import Kind
from .matrices import SHAPE, Said, said
from .slips import Slip, slip

NAME = "worked-example"


@dataclass(frozen=True)
class Step:
    """One link of a calculation, in the document that it stands in."""

    replay: Replay
    link: Link

    def line(self, offset: int) -> str:
        return self.replay.notes.document.where(offset)

    @property
    def subject(self) -> str:
        member = self.link.chain.members[self.link.left]
        return str(member.head) if isinstance(member, Symbol) else "the left side"


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    for link in replay.links:
        yield Claim(NAME, source[link.span.start : link.span.end], link.span, Step(replay, link))
    for sentence in said(replay):
        if sentence.says == SHAPE:
            continue
        text = source[sentence.span.start : sentence.span.end]
        yield Claim(NAME, text, sentence.span, sentence)


def judge(claim: Claim) -> Verdict:
    step = claim.statement
    if isinstance(step, Said):
        return about_matrices.judge(step)
    assert isinstance(step, Step)
    agreed = step.link.confirmed
    if agreed is not None and agreed.result is not None:
        return _confirmed(step, agreed.result)
    if step.link.refuted:
        return _refuted(step, slip(step.replay, step.link))
    return _undecided(step)


def _confirmed(step: Step, found: Compared) -> Verdict:
    entries = len(found.computed) * len(found.computed[0]) if is_grid(found.computed) else 1
    counted = f"{entries} of {entries} entries" if entries > 1 else "the number agrees"
    message, brief = f"recomputed: {counted}", f"recomputed, {counted}"
    wrong = step.link.wrong
    if wrong is not None:
        message = f"right as computed, but built on the error in {step.line(wrong.start)}"
        brief = f"but built on the error in {step.line(wrong.start)}"
    mends = step.link.mends
    if mends is not None:
        message = f"right once {step.line(mends.start)} is mended"
        brief = message
    how = Reproduction("recomputed in exact fractions", entries, entries)
    return Verdict(Ruling.CONFIRMED, message, (how,), brief, _used(found), follows=wrong or mends)


def _refuted(step: Step, found: Slip) -> Verdict:
    result = next((o.result for o in step.link.readings if o.result), None)
    used = _used(result) if result else ()
    return Verdict(
        Ruling.REFUTED,
        found.message,
        (found.counterexample,),
        found.message,
        used,
        found.correction,
        found.marks,
    )


def _undecided(step: Step) -> Verdict:
    wrong = step.link.wrong
    result = next((o.result for o in step.link.readings if o.result), None)
    if result is not None and result.agrees is Agreement.OPEN:
        why = f"it agrees only roughly: computed {spell(result.computed)}"
    elif result is not None:
        axes = sorted({axis for o in step.link.readings for axis, _ in o.choices})
        why = f"its readings differ: {', '.join(axes) or 'shapes'}"
    else:
        why = next((o.why for o in step.link.readings if o.why), "it cannot be computed")
    return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why, follows=wrong)


def _used(found: Compared) -> tuple[Assumption, ...]:
    """Each fact that entered, once, with the line it stands in; conventions have no place."""
    shown: dict[str, Assumption] = {}
    for fact in found.used:
        words = str(fact.head)
        shown.setdefault(words, Assumption(words, fact.span))
    for convention in found.conventions:
        shown.setdefault(convention, Assumption(convention))
    return tuple(shown.values())


KIND = Kind(NAME, find, judge, __doc__ or "")
