"""Formulas → statements about functions of real variables, with their conditions.

In: the formulas of a note, and the lines of its code that are no program. Out: for each chain its
members as terms, and the conditions that follow it (“if z > 0”, “as z → ∞”). Nothing is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..notation import Reading, parse
from ..nouns import BlockKind, Formula, Node, Span
from ..terms import Term
from .analysis import CONDITIONS, Analysis
from .links import Replay
from .names import Names
from .once import once
from .statements import Notes

INDICES = frozenset("ijklmnc")
MOST_MEMBERS = 60  # of a chain: a longer one is no derivation
# A line of a block of code that assigns to a call: mathematics, set in a typewriter face.
MATHS_LINE = re.compile(r"^[ \t]*(?P<maths>[^\W\d_]'*\(\w\)[ \t]*=(?!=)[^#\n]*[^#\s])", re.M)


@dataclass(frozen=True, slots=True)
class Statement:
    """``members[0] relations[0] members[1] …`` under ``conditions``, in one block."""

    members: tuple[Term, ...]
    relations: tuple[str, ...]
    spans: tuple[Span, ...]
    conditions: tuple[Term, ...]
    block: int

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


@once
def statements_of(replay: Replay) -> tuple[Statement, ...]:
    """Every chain of every formula that can only be read in one way."""
    return tuple(_statements(replay.notes))


def _statements(notes: Notes) -> Iterator[Statement]:
    for block, formula in enumerate(notes.formulas):
        reading = notes.readings[block]
        if formula is None:
            yield from _in_code(notes, block)
        elif getattr(reading, "literal", None) is None:
            yield from read_statements(formula, notes.names, block)


def _in_code(notes: Notes, number: int) -> Iterator[Statement]:
    """``g'(z) = a * (1 - a)`` in a block of code: no program, a call cannot be assigned to."""
    block = notes.document.blocks[number]
    if block.kind is not BlockKind.CODE:
        return
    for line in MATHS_LINE.finditer(block.text):
        start, end = line.span("maths")
        reading = parse(block.text[start:end], True)
        if isinstance(reading, Reading) and reading.literal is None:
            places = tuple(block.at(start + t.start, start + t.end) for t in reading.tokens)
            yield from read_statements(Formula(block, reading.tree, places), notes.names, number)


def read_statements(formula: Formula, names: Names, block: int) -> Iterator[Statement]:
    analysis = Analysis(formula, names)
    for chain, conditions in clauses(formula.tree):
        operands = [child for child in chain.children if child.kind != "op"]
        relations = tuple(child.value for child in chain.children if child.kind == "op")
        if len(operands) != len(relations) + 1 or len(operands) > MOST_MEMBERS:
            continue
        members = tuple(map(analysis.term, operands))
        spans = tuple(map(analysis.span, operands))
        given = tuple(map(analysis.condition, conditions))
        yield Statement(members, relations, spans, given, block)


def clauses(tree: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The chains of a formula, each with the chains that are conditions of it."""
    if tree.kind == "chain":
        yield tree, ()
    elif tree.kind == "group":
        yield from clauses(tree.children[0])
    elif tree.kind == "layout":
        for row in tree.children:
            for cell in row.children:
                yield from clauses(cell)
    elif tree.kind == "list":
        yield from _listed(tree)


def _listed(tree: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    waiting: Node | None = None
    conditions: list[Node] = []
    conditional = False
    for child in (*tree.children, Node("op", 0, 0, ".")):
        if child.kind == "op" and child.value in CONDITIONS:
            conditional = True
        elif child.kind == "chain":
            if waiting is not None and (conditional or _is_condition(child)):
                conditions.append(child)
                continue
            if waiting is not None:
                yield waiting, tuple(conditions)
            waiting, conditions, conditional = child, [], False
        elif child.kind == "op" and child.value in (",", "."):
            continue
        else:
            if waiting is not None:
                yield waiting, tuple(conditions)
            waiting, conditions, conditional = None, [], False
            if child.kind in ("layout", "group", "list"):
                yield from clauses(child)
    if waiting is not None:
        yield waiting, tuple(conditions)


def _is_condition(chain: Node) -> bool:
    """``z > 0`` behind a formula, ``z \\to \\infty``: a letter compared with a number."""
    first, *_, last = chain.children
    relations = {child.value for child in chain.children if child.kind == "op"}
    letters = all(side.kind == "name" and len(side.value) == 1 for side in (first, last))
    if letters and relations in ({"≠"}, {"="}) and {first.value, last.value} <= INDICES:
        return True
    bare = first.kind in ("name", "symbol", "script") and last.kind in ("number", "symbol", "sum")
    return bare and bool(relations & {"<", ">", "≤", "≥", "→", "≠"})
