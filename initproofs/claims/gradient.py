r"""# gradient

A formula for a derivative, in whatever notation the note has for it.

## What it does
Runs the note's own forward rules at concrete sizes, differentiates them exactly, and compares:
`dW`, `∂L/∂w`, `δ`, by the chain rule, by matrices and by indices. Activations and the loss are
arbitrary functions unless the note says which; conventions (rows or columns as examples, sums or
means) are those that the other formulas of the note live with. What holds is then proved for all
sizes and values: both sides become sums over indices, entry by entry, and the chain rule is carried
out until they have one normal form. Of a wrong formula it gives the nearest one that holds. Where
the forward rules are left out it takes the usual network, says so, and only confirms.

## Example
$$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}, \quad A^{[l]} = g(Z^{[l]})$$

$$dW^{[l]} = dZ^{[l]} {A^{[l-1]}}^T$$ <!-- expect: PROVED -->

$$dA^{[l-1]} = W^{[l]} dZ^{[l]}$$ <!-- expect: REFUTED "W^[l] must be transposed" -->

## References
Linnainmaa (1976), reverse accumulation; Rumelhart, Hinton, Williams (1986). Exact over the residues
of 2⁶¹ − 1 (Schwartz, 1980; Zippel, 1979).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ..given.equations import EQUAL
from ..given.families import TARGETS
from ..given.links import Replay
from ..given.statements import Chain
from ..given.words import index_cases
from ..nouns import Claim, Reason, Ruling, Span, Verdict
from ..terms import Symbol, heads, is_numeric, is_obscure
from . import gradient_steps
from .gradient_document import Document
from .gradient_parts import is_redefined, paragraphs, sections
from .gradient_sources import documents
from .gradient_verdicts import judged, verdict
from .gradient_words import said
from .kind import Kind
from .lines import lines
from .penalties import decays
from .staged import staged

NAME = "gradient"
HOLDS = (Ruling.PROVED, Ruling.CONFIRMED)


@dataclass(frozen=True)
class Gradient:
    """One equation of a document, by its number."""

    document: Document
    number: int


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    for place, found in said(replay):
        yield Claim(NAME, source[place.start : place.end], place, found)
    other = dict(decays(replay))
    scalar = {span: found.ruling.holds for span, found in staged([*lines(replay)], source)}
    chains = [part for chain in replay.notes.chains for part in _equalities(chain)]
    worked_out = [_reach(c) for c in chains if any(map(is_numeric, c.members))]
    constants = [_reach(c) for c in chains if _is_constant(c)]
    links = {link for c in chains for link in _in_symbols(c)}
    for document in documents(replay):
        for number in (*document.claims, *document.updates):
            span = document.equations[number].span
            claim = Claim(NAME, source[span.start : span.end], span, Gradient(document, number))
            if span in scalar and not (scalar[span] and judge(claim).ruling.holds):
                continue  # the kind “code” judges the line on its own, and as one of numbers
            if span in other and judge(claim).ruling is Ruling.UNDECIDED:
                continue
            other.pop(span, None)
            if not _within(span, worked_out):
                yield claim
            elif span in links and judge(claim).ruling in HOLDS:
                yield claim  # of a calculation, which may be wrong for what it puts in
            elif _within(span, constants) and judge(claim).ruling is not Ruling.UNDECIDED:
                yield claim  # “∂f/∂x = 1” everywhere; at a point it is a worked example
    for span, found in other.items():
        yield Claim(NAME, source[span.start : span.end], span, found)


def _equalities(chain: Chain) -> Iterator[Chain]:
    """``∂f/∂x = 1`` of ``f = x + y → ∂f/∂x = 1``."""
    first = 0
    for place, relation in enumerate((*chain.relations, "→")):
        if relation not in EQUAL:
            cut = slice(first, place + 1)
            relations = chain.relations[first:place]
            yield Chain(chain.members[cut], relations, chain.spans[cut], chain.block)
            first = place + 1


def _reach(chain: Chain) -> Span:
    return Span(chain.spans[0].start, chain.spans[-1].end)


def _within(span: Span, places: list[Span]) -> bool:
    return any(place.start <= span.start and span.end <= place.end for place in places)


def _in_symbols(chain: Chain) -> Iterator[Span]:
    """``∂L/∂a = a - y = 0.5``: the first link of a calculation, which is no number yet."""
    rest = chain.members[1:]
    if len(rest) > 1 and not is_numeric(rest[0]) and not is_obscure(rest[0]):
        yield chain.link(0, 1)


def _is_constant(chain: Chain) -> bool:
    """``∂f/∂x = 1``, and nothing else."""
    first, *rest = chain.members
    named = isinstance(first, Symbol) and re.fullmatch(r"∂\w+/∂\w+", first.head.name)
    return bool(named) and len(rest) == 1 and is_numeric(rest[0])


def judge(claim: Claim) -> Verdict:
    if isinstance(claim.statement, Verdict):
        return claim.statement
    assert isinstance(claim.statement, Gradient)
    document, number = claim.statement.document, claim.statement.number
    step = document.updates.get(number)
    if step:
        return gradient_steps.judge(step)
    found = _ruled(document, number)
    if found.ruling is Ruling.REFUTED and _is_of_a_case(document, number):
        why = "it may hold where the target is 0, or 1"
        return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why)
    return found


def _ruled(document: Document, number: int) -> Verdict:
    found = verdict(document, number)
    if found.ruling is Ruling.REFUTED and is_redefined(document, number):
        return _holds_nearby(document, number) or found
    return found if found.ruling is not Ruling.UNDECIDED else _nearer(document, number) or found


def _is_of_a_case(document: Document, number: int) -> bool:
    """“If j ≠ c: ∂L/∂z_j = p_j”: what is said of one case of an index, and of no target."""
    equation, replay = document.equations[number], document.replay
    if equation.block not in set(index_cases(replay.notes, replay.sentences)):
        return False
    return not any(head.name in TARGETS for head in heads(equation.right))


def _nearer(document: Document, number: int) -> Verdict | None:
    """What a part of a note decides that the whole leaves open."""
    # What the whole could compute, and yet left open, no part of it refutes; where it speaks of
    # one network, no few of its paragraphs decide it.
    weighed = judged(document, number).support >= 0
    several = not weighed or is_redefined(document, number)
    few = paragraphs(document, number) if several else ()
    for part, place in chain(sections(document, number), few):
        nearer = verdict(part, place, refutes=not weighed)
        if nearer.ruling is not Ruling.UNDECIDED:
            return nearer
    return None


def _holds_nearby(document: Document, number: int) -> Verdict | None:
    """Where a name is given again further on, the rules next to a formula may be another's."""
    for part, place in chain(sections(document, number), paragraphs(document, number)):
        if verdict(part, place, refutes=False).ruling in (Ruling.PROVED, Ruling.CONFIRMED):
            why = "it holds by the rules that stand next to it, and not by those of the whole note"
            return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why)
    return None


KIND = Kind(NAME, find, judge, __doc__ or "")
