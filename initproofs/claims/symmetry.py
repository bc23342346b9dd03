r"""# symmetry

Units that start alike stay alike, and what zero weights do to training.

## What it does
Finds what a note says of equal, constant, zero and random starts: in formulas such as z₁ = z₂ or
∂L/∂w₁₁ = ∂L/∂w₁₂, and in the phrases that notes use (“all units compute the same”, “no update takes
place”, “only the last layer learns first”). Each is judged by a theorem with its hypotheses: equal
incoming weights, equal biases **and equal outgoing weights** make equal gradients, at any depth and
width, for any loss, any elementwise activation and any optimiser that treats all units alike. A
hypothesis that the note has not stated by then is named, with the smallest network that shows why
it is needed. What is asked, supposed, hedged or reported of others is left alone.

## Example
All weights are initialized to the same value, $w_{ij}^{(l)} = c$, and the biases are zero. Then all
hidden units compute the same output. <!-- expect: PROVED -->

If the columns of the weight matrix $W$ are equal and the biases are equal, the units of that layer
receive the same gradient. <!-- expect: CONDITIONAL "outgoing" -->

If all the weights have the same value $w = c$, the network maps all inputs to the same output.
<!-- expect: REFUTED "sum" -->

## References
Goodfellow, Bengio and Courville (2016), §8.4, on breaking symmetry. Zhang, Dauphin and Ma (2019),
on zero last layers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..given.links import Replay
from ..nouns import Assumption, Claim, Span, Verdict
from . import symmetry_pairs
from .kind import Kind
from .matrices import said
from .symmetry_decided import Decided
from .symmetry_formulas import Pair, pairs
from .symmetry_numbers import failing
from .symmetry_phrases import OF_UNITS
from .symmetry_rulings import (
    BIASES_TOO,
    NO_WORD_OF_BIASES,
    OUTGOING_TOO,
    by_own_numbers,
    judged,
    needs_all,
    preserved,
)
from .symmetry_sentences import Spoken, spoken
from .symmetry_state import surroundings
from .symmetry_words import Says

NAME = "symmetry"


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    found = surroundings(replay)
    claims: list[Spoken | Pair] = [*spoken(found), *pairs(found)]
    printed = [sentence.span for sentence in said(replay)]  # of matrices: a worked example
    roots: dict[str, Span] = {}  # one error of a note, however often it is drawn on
    for claim in sorted(claims, key=lambda claim: claim.span):
        taken = any(s.start < claim.span.end and claim.span.start < s.end for s in printed)
        ruling = None if taken else decided(claim)
        if ruling is None:
            continue
        text = source[claim.span.start : claim.span.end]
        yield Claim(NAME, text, claim.span, replace(claim, follows=roots.get(ruling.message)))
        if ruling.own_numbers:
            roots.setdefault(ruling.message, claim.span)


def judge(claim: Claim) -> Verdict:
    statement = claim.statement
    assert isinstance(statement, Spoken | Pair)
    ruling = decided(statement)
    assert ruling is not None  # what cannot be decided was not found
    verdict = ruling.verdict(tuple(_used(statement, ruling)))
    return replace(verdict, follows=statement.follows)


def _of_units(claim: Spoken | Pair) -> bool:
    return isinstance(claim, Pair) or claim.said.says in OF_UNITS


def decided(claim: Spoken | Pair) -> Decided | None:
    if isinstance(claim, Pair):
        return symmetry_pairs.decided(claim)
    match claim.said.says:
        case Says.NEEDS_ALL:
            return None if claim.denied else needs_all()
        case Says.PRESERVED:
            elementwise = any(w in claim.words.text for w in ("element-wise", "elementwise"))
            return preserved() if elementwise else None
        case Says.SHOWN:
            return symmetry_pairs.decided(claim.shown) if claim.shown else None
    found = judged(
        claim.said.says, claim.denied, claim.state, claim.any_algorithm, claim.bias_written
    )
    if found is not None and OUTGOING_TOO in found.missing and _names_own(claim):
        example = failing(claim.replay)
        if example is not None:
            return by_own_numbers(found, example.shown, example.because)
    return found


def _names_own(claim: Spoken) -> bool:
    """Does the phrase speak of the note's own matrices, and not of units in general?"""
    return "⟨" in claim.words.text[claim.said.start : claim.said.end]


def _used(claim: Spoken | Pair, ruling: Decided) -> Iterator[Assumption]:
    state = claim.state
    if state.weights is not None:
        yield Assumption(f"the weights start {state.weights}")
    if state.biases is not None:
        yield Assumption(f"the biases start {state.biases}")
    elif BIASES_TOO not in ruling.missing and _of_units(claim):
        yield NO_WORD_OF_BIASES


KIND = Kind(NAME, find, judge, __doc__ or "")
