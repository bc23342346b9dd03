r"""# shape

The shape that a note gives to a matrix.

## What it does
Compares “is a 3 × 2 matrix”, “has 3 rows and 2 columns” and “X ∈ ℝ^(3 × 2)” with the matrix that
the note writes out. Sizes may be letters that the note gives a number. A shape that is turned round
is said to be so; a matrix that is nowhere written out is left alone.

## Example
$$X = \begin{bmatrix} 1 & 2 \\ 0 & 3 \\ 4 & 1 \end{bmatrix}$$

$X$ is a $3 \times 2$ matrix. <!-- expect: CONFIRMED -->

$X \in \mathbb{R}^{2 \times 3}$ <!-- expect: REFUTED "X is 3 × 2" -->

## References
m × n counts rows first, then columns (ISO 80000-2).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..given.choices import outcomes
from ..given.evaluate import Evaluation, is_grid
from ..given.fields import Reals
from ..given.links import Replay
from ..given.log import When
from ..given.statements import Chain
from ..given.view import View
from ..nouns import Claim, Span, Verdict
from ..terms import Head, Power, Product, Symbol, Term
from . import about_matrices
from .kind import Kind
from .matrices import SHAPE, Said, said, same_subject

NAME = "shape"
REALS = Head("ℝ")


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    found = [sentence for sentence in said(replay) if sentence.says == SHAPE]
    for statement in (*found, *_memberships(replay)):
        span = statement.span
        yield Claim(NAME, source[span.start : span.end], span, statement)


def _memberships(replay: Replay) -> Iterator[Said]:
    """``X ∈ ℝ^{m × n}``, of a matrix that stands anywhere in the same example."""
    for chain in replay.notes.chains:
        if chain.relations[0] != "∈" or not isinstance(chain.members[0], Symbol):
            continue
        when = When(len(replay.log.facts), replay.cases[chain.block])
        size = _size(chain, replay, when)
        fact = replay.log.value_of(chain.members[0].head, when)
        span = Span(chain.spans[0].start, chain.spans[1].end)
        if size is None or fact is None or not is_grid(fact.value):
            continue
        if same_subject(replay, fact, span):
            yield Said(replay, fact.head, fact, SHAPE, "", span, when, size)


def _size(chain: Chain, replay: Replay, when: When) -> tuple[int, int] | None:
    match chain.members[1]:
        case Power(Symbol(head), Product(rows, columns, "×")) if head == REALS:
            sizes = _whole(rows, replay, when), _whole(columns, replay, when)
            return (sizes[0], sizes[1]) if sizes[0] and sizes[1] else None
    return None


def _whole(term: Term, replay: Replay, when: When) -> int:
    """A size as a number, or 0 where it is not known."""
    view = View(replay.log, when)
    found = outcomes(lambda choices: Evaluation(Reals(), view, choices)(term))[0].result
    if found is None or is_grid(found) or not found.exact or found.low.denominator != 1:
        return 0
    return int(found.low)


def judge(claim: Claim) -> Verdict:
    assert isinstance(claim.statement, Said)
    return about_matrices.judge(claim.statement)


KIND = Kind(NAME, find, judge, __doc__ or "")
