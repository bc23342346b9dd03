"""A statement about many layers, in every way in which it can be read, held against a recurrence.

Comes in: a link whose note has a recurrence from layer to layer. Goes out: a decision. ``Π`` may
end before the factors that do not know its index; a size without an index is that of every layer,
if the note says that they are alike. What fails in one reading only is not refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce

from ..evidence.moments.algebra import Setting
from ..evidence.moments.decide import Answer, Decision, Statement
from ..evidence.moments.layers import Recurrence, decide_by_layers
from ..given.moment_facts import OPERATORS, with_heads
from ..given.statements import Chain
from ..terms import Applied, Head, Over, Product, Symbol, Term, factors, heads, mapped, walk
from .moment_note import MomentNote

_ONE_SIZE = re.compile(
    r"\b(?:same|equal|constant|common|identical|uniform|fixed)\b[^.]{0,40}"
    r"\b(?:widths?|sizes?|units|neurons|nodes|dimensions?|fan)\b|"
    r"\b(?:constant|equal|uniform)[- ]width\b",
    re.I,
)
# “All layers have width H”: it is one size only if the name has no index.
_OF_ALL = re.compile(
    r"\b(?:(?:all|every|each)\b[^.‹]{0,40}\blayers?|layers of)\b[^.‹]{0,40}‹(?P<of>\d+)›", re.I
)
_ONE_LAW = re.compile(
    r"\bi\.?\s?i\.?\s?d\b|\bidentical(?:ly)?\b|"
    r"\b(?:same|equal|common|constant|one)\b[^.]{0,40}\b(?:variances?|laws?|distributions?|scales?)\b",
    re.I,
)
ALIKE = "the note does not say whether all layers are alike"
FIRST = "the note does not say which layer the input is"


@dataclass(frozen=True)
class _Reading:
    """A way to read both sides, with the recurrence it is held against."""

    statement: Statement
    recurrence: Recurrence
    unsaid: str = ""  # what this reading supposes, and the note does not say


def decide_by_depth(
    note: MomentNote, chain: Chain, statement: Statement, known: Recurrence, setting: Setting
) -> Decision:
    """Proved in one reading, refuted in all of them, or open."""
    found: list[Decision] = []
    for reading in _readings(note, chain, statement, known):
        decision = decide_by_layers(reading.statement, reading.recurrence, setting)
        if decision.answer is Answer.PROVED and not reading.unsaid:
            return decision
        supposed = decision.answer is Answer.PROVED or reading.unsaid == ALIKE
        opened = reading.unsaid and supposed
        found.append(Decision(Answer.OPEN, why=reading.unsaid) if opened else decision)
    undecided = (decision for decision in found if decision.answer is not Answer.FAILS)
    return next(undecided, found[0])


def _readings(
    note: MomentNote, chain: Chain, statement: Statement, known: Recurrence
) -> Iterator[_Reading]:
    alike, said = _alike(note, chain, statement, known)
    first = _first(note, chain, known)
    starts = [(0, ""), (1, FIRST)] if first is None else [(first, "")]
    for layer, unsaid in starts:
        for left in _reaches(statement.left, note.source):
            for right in _reaches(statement.right, note.source):
                there = replace(alike, first=layer)
                yield _Reading(Statement(left, right), there, unsaid or ("" if said else ALIKE))


def _first(note: MomentNote, chain: Chain, known: Recurrence) -> int | None:
    """``z^(0) = x`` tells which layer the input is; a start that has a label tells it itself."""
    start = next(iter(heads(known.start)))
    if start.label is not None:
        return start.label.offset
    for other in note.chains:
        match other.members:
            case (Symbol(one), Symbol(two)) if other.block <= chain.block:
                labels = {h.label for h in (one, two) if h.label is not None}
                if start.name in (one.name, two.name) and other.relations == ("=",):
                    return next((label.offset for label in labels if not label.base), None)
    return None


def _reaches(term: Term, source: str) -> Iterator[Term]:
    """The shortest reach of ``Π`` first, the one that was written last."""
    for part in walk(term):
        if isinstance(part, Over) and part.sign == "Π":
            for shorter in _cuts(part, source):
                yield _with(term, part, shorter)
    yield term


def _cuts(over: Over, source: str) -> Iterator[Term]:
    """``Π_k f_k · c`` as ``(Π_k f_k) · c``: cut only where no bracket is open."""
    body = factors(over.body)
    known = [place for place, factor in enumerate(body) if _knows(factor, over.index)]
    for cut in range(max(known, default=len(body)) + 1, len(body)):
        between = source[over.body.span.start : body[cut].span.start]
        if all(between.count(a) == between.count(b) for a, b in ("()", "[]", "{}")):
            inside = replace(over, body=_product(body[:cut]))
            yield _product([inside, *body[cut:]])


def _knows(term: Term, letter: str) -> bool:
    found = list(heads(term))
    labels = [head.label for head in found if head.label is not None]
    indices = [*labels, *(index for head in found for index in head.indices)]
    return letter in {index.base for index in indices} | {head.name for head in found}


def _product(found: list[Term]) -> Term:
    return reduce(Product, found)


def _with(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    return mapped(term, lambda part: _with(part, old, new))


def _alike(
    note: MomentNote, chain: Chain, statement: Statement, known: Recurrence
) -> tuple[Recurrence, bool]:
    """The recurrence of layers that are alike in what the statement writes without an index."""
    sides = (statement.left, statement.right)
    written = [head for side in sides for head in heads(side)]
    bare = {head.name for head in written if not head.indices and head.label is None}
    own = {head.name for head in written if head.indices or head.label is not None}

    def plain(head: Head) -> Head:
        layered = head.label is not None or bool(head.indices)
        met = layered and head.name in bare - own - {known.name}
        return Head(head.name) if met else head

    factor = with_heads(known.factor, plain)
    if factor == known.factor:
        return known, True
    met = {head.name for head in heads(known.factor)} & (bare - own)
    averaged = {
        head.name
        for part in walk(known.factor)
        if isinstance(part, Applied) and part.function in OPERATORS
        for head in heads(part)
    }
    said = all(_said(note, chain, name, name in averaged) for name in met)
    return replace(known, factor=factor), said


def _said(note: MomentNote, chain: Chain, name: str, averaged: bool) -> bool:
    """Does the note say by here that all layers have one size, or one law of their weights?"""
    words = _ONE_LAW if averaged else _ONE_SIZE
    said = [s.text for s in note.replay.sentences if s.first_block <= chain.block]
    if any(map(words.search, said)):
        return True
    named = [m["of"] for text in said for m in _OF_ALL.finditer(text)]
    if any(note.heads_in(f"‹{of}›") == (Head(name),) for of in named):
        return True
    return any(_equates(other, name) for other in note.chains if other.block <= chain.block)


def _equates(chain: Chain, name: str) -> bool:
    """``H_k = H``."""
    match chain.members:
        case (Symbol(one), Symbol(other)):
            return one.name == other.name == name and one != other and chain.relations == ("=",)
    return False
