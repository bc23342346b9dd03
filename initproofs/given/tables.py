"""Tables with formulas over their columns → for each row the equations ``heading = cell``.

Pipe tables only; a row counts where at least two of its cells are single expressions under
headings that are single expressions. Of other cells nothing is said. A table with a column of
probabilities is a law: its rows are cases, and say what nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..nouns import Span
from ..terms import Symbol, Term, is_obscure
from .differentials import Differentials
from .equations import Equation, layered_names
from .statements import Notes

_LAW = re.compile(r"\|\s*(?:probability|probabilities|chance)\s*(?:\||$)", re.IGNORECASE)
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
Cell = tuple[Term, Span, int]


def table_equations(notes: Notes) -> Iterator[list[Equation]]:
    """One list for each row: what is defined first, and then what is said of it."""
    rows, rules = _cells(notes), _rules(notes)
    laws = _laws(notes)
    headings: dict[int, Cell] = {}
    for number in sorted({*rows, *rules}):
        if number in rules:
            headings = {} if number - 1 in laws else rows.get(number - 1, {})
            continue
        pairs = [(headings[c], rows[number][c]) for c in rows[number] if c in headings]
        if len(pairs) > 1:
            yield [_equation(heading, cell, pairs) for heading, cell in pairs]


def _equation(heading: Cell, cell: Cell, pairs: list[tuple[Cell, Cell]]) -> Equation:
    defines = isinstance(heading[0], Symbol)
    whole = Span(min(c[1].start for _, c in pairs), cell[1].end)
    return Equation(
        heading[0], cell[0], cell[1] if defines else whole, (heading[1], cell[1]), cell[2], "="
    )


def _rules(notes: Notes) -> set[int]:
    lines = notes.document.source.split("\n")
    return {number for number, line in enumerate(lines, 1) if "|" in line and _RULE.match(line)}


def _laws(notes: Notes) -> set[int]:
    """The lines that head a law."""
    lines = notes.document.source.split("\n")
    return {number for number, line in enumerate(lines, 1) if _LAW.search(line)}


def _cells(notes: Notes) -> dict[int, dict[int, Cell]]:
    """Line → column → the one expression in that cell."""
    names = layered_names(notes)
    lines = notes.document.source.split("\n")
    found: dict[int, dict[int, Cell]] = defaultdict(dict)
    for number, formula in enumerate(notes.formulas):
        block = notes.document.blocks[number]
        line, column = notes.document.place(block.outer.start)
        if formula is None or "|" not in lines[line - 1][: column - 1]:
            continue
        term = Differentials(formula, names).term(formula.tree)
        place = _column(notes, number, line, column)
        if formula.tree.kind not in ("chain", "list", "layout") and not is_obscure(term):
            found[line][place] = term, block.outer, number
    return found


def _column(notes: Notes, number: int, line: int, column: int) -> int:
    """Bars before a cell, but for those that stand in formulas."""
    text = notes.document.source.split("\n")[line - 1][: column - 1]
    start = notes.document.line(line).start
    before = zip(notes.document.blocks[:number], notes.formulas, strict=False)
    spans = [b.outer for b, formula in before if formula and b.outer.start >= start]
    inside = (notes.document.source[span.start : span.end].count("|") for span in spans)
    return text.count("|") - sum(inside)
