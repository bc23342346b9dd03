"""A part of a page -> the world it describes: tables of laws, sizes, and the values it states.

A table whose last column is headed *probability* is a law; ``n = 2`` is a size; “the left side is
…, the right side is …” and “both sides are …” say what the formula of the theorem is worth there.
A cell that is no number is refused by `NotALaw`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ..evidence.finite import NoValue, Table, World
from ..evidence.finite.quantity import Quantity, quantity
from ..given.sentences import sentences
from ..nouns import Block, BlockKind, Node, Span
from .page import MATHS, Page, Section, tree

_LEFT = re.compile(r"\bleft\s+side\s+is\s+‹(\d+)›")
_RIGHT = re.compile(r"\bright\s+side\s+is\s+‹(\d+)›")
_BOTH = re.compile(r"\bboth\s+sides\s+are\s+‹(\d+)›", re.IGNORECASE)
Cell = list[Block]
Row = list[Cell]


class NotALaw(Exception):
    """A table that cannot be read as a law, and where it fails."""

    def __init__(self, words: str, span: Span) -> None:
        super().__init__(words)
        self.words = words
        self.span = span


@dataclass(frozen=True)
class Instance:
    """A world, and what the two sides of the theorem's formula are said to be worth in it."""

    world: World
    left: Fraction
    right: Fraction
    span: Span


def instances(page: Page, section: Section) -> Iterator[Instance]:
    """The world that a section describes, for every pair of values that it states of it."""
    sizes = _sizes(section)
    world = World(tuple(_tables(page, section)), sizes, tuple(_definitions(page)), _letters(sizes))
    for left, right, span in _values(page, section):
        yield Instance(world, left, right, span)


def sides(page: Page, world: World) -> list[Fraction]:
    """The values of the members of the theorem's formula; `NoValue` where one has none."""
    whole = tree(page.statement) if page.statement else None
    if whole is None or whole.kind != "chain" or len(whole.children) < 3:
        raise NoValue("the formula of the theorem is no equation")
    if any(child.value != "=" for child in whole.children if child.kind == "op"):
        raise NoValue("the formula of the theorem is no equation")
    return [world.value(child) for child in whole.children if child.kind != "op"]


def _tables(page: Page, section: Section) -> Iterator[Table]:
    for rows in tables(page, section):
        names, rule = rows[0][:-1], "".join(block.text for block in rows[0][-1]).strip()
        if rule != "probability":
            continue
        heads = [_name(cell) for cell in names]
        atoms = [[_number(cell) for cell in row] for row in rows[1:]]
        span = Span(rows[0][0][0].outer.start, rows[-1][-1][-1].outer.end)
        try:
            yield Table(tuple(heads), tuple((tuple(atom[:-1]), atom[-1]) for atom in atoms))
        except ValueError as trouble:
            raise NotALaw(str(trouble), span) from None


def tables(page: Page, section: Section) -> Iterator[list[Row]]:
    """The tables of a section, by rows and cells."""
    document = page.document

    def line(block: Block) -> int:
        return document.place(block.outer.start)[0]

    def in_table(number: int) -> bool:
        span = document.line(number)
        return document.source[span.start : span.end].lstrip().startswith("|")

    rows: list[Row] = []
    last = 0
    for number, blocks in groupby(section.blocks, line):
        if rows and not all(in_table(between) for between in range(last + 1, number + 1)):
            yield rows
            rows = []
        if in_table(number):
            rows.append([list(c) for _, c in groupby(blocks, lambda block: block.paragraph)])
        last = number
    if rows:
        yield rows


def _name(cell: Cell) -> Quantity:
    node = tree(cell[0]) if len(cell) == 1 and cell[0].kind in MATHS else None
    name = quantity(node, {}) if node is not None else None
    if name is None:
        raise NotALaw("the head of a law names one random number", cell[0].outer)
    return name


def _number(cell: Cell) -> Fraction:
    node = tree(cell[0]) if len(cell) == 1 and cell[0].kind in MATHS else None
    try:
        if node is not None:
            return World().value(node)
    except NoValue as trouble:
        raise NotALaw(str(trouble), cell[0].outer) from None
    raise NotALaw("this is no number", cell[0].outer)


def _sizes(section: Section) -> dict[Quantity, Fraction]:
    """``n = 2`` and ``H_{k-1} = 3``: a name, and a number that needs no name."""
    found = {}
    for block in section.blocks:
        for left, right in _equations(block) if block.kind is BlockKind.INLINE else ():
            name = quantity(left, {})
            try:
                value = World().value(right)
            except NoValue:
                continue
            if name is not None:
                found[name] = value
    return found


def _letters(sizes: dict[Quantity, Fraction]) -> dict[str, str]:
    """Sizes of one letter, which may stand in an index."""
    return {
        name.base: str(value)
        for name, value in sizes.items()
        if not name.indices and not name.label and value.denominator == 1
    }


def _definitions(page: Page) -> Iterator[tuple[Quantity, Node]]:
    """What the page defines before its theorem: a name, and the formula behind its first ``=``."""
    for title in ("Assumptions", "Statement"):
        for block in page.sections[title].blocks if title in page.sections else ():
            if block is page.statement:
                return
            for left, right in _equations(block):
                name = quantity(left, {})
                if name is not None:
                    yield name, right


def _equations(block: Block) -> Iterator[tuple[Node, Node]]:
    whole = tree(block) if block.kind in MATHS else None
    if whole is None:
        return
    for chain in whole.children if whole.kind == "list" else (whole,):
        if chain.kind == "chain" and chain.children[1].value == "=":
            yield chain.children[0], chain.children[2]


def _values(page: Page, section: Section) -> Iterator[tuple[Fraction, Fraction, Span]]:
    blocks = page.document.blocks
    for sentence in sentences(page.document):
        span = sentence.span(0, len(sentence.text))
        if not section.span.start <= span.start < section.span.end:
            continue
        both = _BOTH.search(sentence.text)
        left, right = (
            (both, both) if both else (_LEFT.search(sentence.text), _RIGHT.search(sentence.text))
        )
        if left and right:
            yield _number([blocks[int(left[1])]]), _number([blocks[int(right[1])]]), span
