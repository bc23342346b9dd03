"""What a note concludes from the factor of one layer: cases ``< 1``, ``= 1``, ``> 1``; “must be 1”.

The factor is compared with the one that the note itself has proved, layer by layer; a case that
speaks of one layer says something of the whole network only under more. Refuses factors that no
shift of one index makes equal to the proved one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ..evidence.moments.algebra import Algebra, Setting
from ..evidence.moments.expression import Expression, Unsupported
from ..evidence.moments.layers import Recurrence
from ..given.expectations import OfMoments
from ..given.moment_facts import is_moment, plain_name, with_heads
from ..given.names import nodes
from ..given.scripts import stripped
from ..given.spell import plain
from ..nouns import (
    Assumption,
    Counterexample,
    Formula,
    Missing,
    Node,
    Proof,
    Ruling,
    Span,
    Verdict,
)
from ..terms import Head, Index, Number, Term, heads
from .moment_note import MomentNote

_NECESSARY = re.compile(
    r"\b(?:must|needs?|needed|have to|has to|necessary|required?|requires|only if)\b", re.I
)
_ENOUGH = re.compile(
    r"\b(?:suffic\w+|enough|(?:every|each|all) (?:the )?layers?|at (?:any|every) layer)\b", re.I
)
_CURVED = re.compile(r"tanh|sigmoid|relu|logistic|non-?linear", re.I)
_FORWARD = re.compile(r"signal|output|activation|forward|vanish|explod", re.I)


@dataclass(frozen=True)
class OfLayers:
    """A conclusion from the factor of a layer, with what is to be said of it."""

    span: Span
    verdict: Verdict


def conclusions(note: MomentNote, known: Recurrence) -> Iterator[OfLayers]:
    for formula in note.replay.notes.formulas:
        if formula is not None:
            yield from _cases(note, known, formula)
    yield from _necessities(note, known)


def _cases(note: MomentNote, known: Recurrence, formula: Formula) -> Iterator[OfLayers]:
    """``f { < 1: vanishing; = 1: Var(y) = Var(x); > 1: exploding``."""
    tree = formula.tree
    table = stripped(tree.children[-1]) if tree.kind == "product" else tree
    if tree.kind != "product" or not (table.kind == "matrix" and table.value.endswith("cases")):
        return
    before = tree.children[:-1]
    written = Node("product", tree.start, before[-1].end, "", before)
    factor = _term(note, formula, written)
    exact = _equal(factor, known.factor, note)
    shifted = None if exact else _shifted(factor, known, note)
    text = note.source[formula.span(tree).start : formula.span(tree).end]
    if not exact and (shifted is None or not _FORWARD.search(text)):
        return
    if shifted is not None:
        yield OfLayers(formula.span(written), _off_by_one(factor, shifted, known))
    for row in table.children:
        relation = _relation(row)
        if relation is not None and len(row.children) > 1:
            verdict = _of_row(note, known, formula, row, relation)
            if verdict is not None:
                span = formula.span(row.children[0])
                yield OfLayers(Span(span.start, formula.span(row.children[1]).end), verdict)


def _term(note: MomentNote, formula: Formula, node: Node) -> Term:
    single = node if len(node.children) > 1 else node.children[0]
    term = OfMoments(formula, note.replay.notes.names).term(single)
    return with_heads(term, lambda head: replace(head, name=plain_name(head.name)))


def _value(term: Term, note: MomentNote) -> Expression | None:
    try:
        return Algebra(Setting(note.random)).value(term)
    except Unsupported:
        return None


def _equal(one: Term, other: Term, note: MomentNote) -> bool:
    value = _value(one, note)
    return value is not None and value == _value(other, note)


def _shifted(factor: Term, known: Recurrence, note: MomentNote) -> tuple[Head, Head] | None:
    """The one index whose shift by one makes a factor the proved one: the head before and after."""
    for head in dict.fromkeys(heads(factor)):
        for step in (-1, 1):
            if len(head.indices) != 1 or head.name in note.random:
                continue
            (index,) = head.indices
            new = replace(head, indices=(Index(index.base, index.offset + step),))

            def put(h: Head, old: Head = head, new: Head = new) -> Head:
                return new if h == old else h

            if _equal(with_heads(factor, put), known.factor, note):
                return head, new
    return None


def _off_by_one(factor: Term, shifted: tuple[Head, Head], known: Recurrence) -> Verdict:
    wrote, true = shifted
    moment = plain(known.moment)
    message = f"the index is off by one: {true}, as in the factor from layer to layer"
    example = (
        (f"{true} = 2, {wrote} = 3", "with a variance of 1/2 the written factor is 3/2"),
        ("and yet", f"{moment} is what it is one layer below, for {true}/2 = 1"),
    )
    because = f"{moment} is {plain(known.factor)} times its value one layer below"
    shown = Counterexample(plain(factor), plain(known.factor), because, example)
    correction = latex(true)
    return Verdict(Ruling.REFUTED, message, (shown,), message, correction=correction)


def latex(head: Head) -> str:
    return f"{head.name}_{{{''.join(map(str, head.indices))}}}"


def _relation(row: Node) -> str | None:
    """The relation with 1 that a row begins with."""
    cell = stripped(row.children[0]) if row.children else row
    if cell.kind != "chain" or len(cell.children) != 3:
        return None
    _, relation, last = cell.children
    return relation.value if last.kind == "number" and last.value == "1" else None


def _of_row(
    note: MomentNote, known: Recurrence, formula: Formula, row: Node, relation: str
) -> Verdict | None:
    varies = any(known.letter in {i.base for i in h.indices} for h in heads(known.factor))
    if relation == "=":
        chains = [n for n in nodes(row.children[1]) if n.kind == "chain"]
        sides = [_term(note, formula, c) for n in chains for c in n.children if c.kind != "op"]
        if len(sides) != 2 or not all(map(is_moment, sides)):
            return None
        return _kept(note, formula, known)
    return _not_one(relation) if varies and relation in "<>" else None


def _kept(note: MomentNote, formula: Formula, known: Recurrence) -> Verdict:
    if not _CURVED.search(note.source[: formula.block.outer.start]):
        steps = (("product over the layers", f"Π_{known.letter} 1 = 1"),)
        message = "proved: factors of 1 in every layer"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    words = "the activation is linear, or all signals are small"
    without = (
        "tanh, a normal z of variance 1 and factor 1: the next layer has variance 0.394, "
        "and after k layers about 1/(2k)"
    )
    message = f"exact only if {words}, and the factor is 1 in every layer"
    missing = (Assumption(words), Assumption("the factor is 1 in every layer"))
    return Verdict(Ruling.CONDITIONAL, message, (Missing(missing, without),), message)


def _not_one(relation: str) -> Verdict:
    side, becomes = ("below", "vanishes") if relation == "<" else ("above", "explodes")
    words = f"every layer has the same factor, or all factors stay {side} 1 by a fixed amount"
    without = (
        "factors 3/4, 8/9, 15/16, … are all below 1, and their product tends to 1/2"
        if relation == "<"
        else "factors 4/3, 9/8, 16/15, … are all above 1, and their product tends to 2"
    )
    message = f"the signal {becomes} with growing depth only if {words}"
    missing = (Assumption(words),)
    return Verdict(Ruling.CONDITIONAL, message, (Missing(missing, without),), message)


def _necessities(note: MomentNote, known: Recurrence) -> Iterator[OfLayers]:
    """“To keep the signal we must have ``f = 1``.”"""
    for chain in note.chains:
        words = note.before.get(chain.block, "")
        if chain.relations != ("=",) or not _NECESSARY.search(words) or _ENOUGH.search(words):
            continue
        left, right = chain.members
        if right != Number(Fraction(1)) or not is_moment(left):
            continue
        if _equal(left, known.factor, note):
            start = _place_of_need(note, chain.block, chain.spans[0].start)
            yield OfLayers(Span(start, chain.spans[1].end), _needed())


def _place_of_need(note: MomentNote, block: int, otherwise: int) -> int:
    """Where the word stands that makes the formula a necessity."""
    for sentence in note.replay.sentences:
        if sentence.last_block + 1 == block or block in sentence.blocks:
            match = _NECESSARY.search(sentence.text)
            if match is not None:
                return sentence.places[match.start()]
    return otherwise


def _needed() -> Verdict:
    message = "enough, but needed only if every layer is to keep the variance"
    missing = (Assumption("every layer is to keep the variance, not only the network as a whole"),)
    without = "two layers with factors 2 and 1/2: the output has the variance of the input"
    return Verdict(Ruling.CONDITIONAL, message, (Missing(missing, without),), message)
