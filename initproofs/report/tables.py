"""The parts of a note go in; those that stood in the rows of one table come out as one table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..nouns import Block, Document, Span
from .part import Part
from .standing import visible

RULE = re.compile(r"[\s|:-]*-[\s|:-]*$")
HEAD = re.compile(r"<th\b[^<>]*>\s*$", re.IGNORECASE)
# What may part two cells of one line: bars, TeX's ampersand, tags, brackets of Typst, wide gaps.
CELL = re.compile(r"\||&|<t[dh]\b|\]\s*,\s*\[|[ \t]{2,}", re.IGNORECASE)
ROW = re.compile(r"<tr\b|\\\\", re.IGNORECASE)
NO_ROW = re.compile(r"</?table\b|\\(?:begin|end)\b|\n[ \t]*\n", re.IGNORECASE)
Row = list[tuple[Part, Span]]  # the cells of a row, and where each stands in the file


def tabulated(
    document: Document, parts: Sequence[Part], groups: Sequence[Sequence[Block]]
) -> list[Part]:
    """``groups`` are the blocks of the parts. A table is rows that follow each other, with two
    parts or more in one of them."""
    found: list[Part] = []
    spans = [Span(visible(document, group[0]), group[-1].outer.end) for group in groups]
    for rows in _tables(document, list(zip(parts, spans, strict=True))):
        if any(len(cells) > 1 for cells in rows):
            found.append(_table(document, rows))
        else:
            found += [part for cells in rows for part, _ in cells]
    return found


def _tables(document: Document, parts: Row) -> Iterator[list[Row]]:
    """Rows that belong together; what is no row comes alone."""
    rows: list[Row] = []
    for part, span in parts:
        before = rows[-1][-1][1] if rows else span
        if rows and _beside(document, before, span):
            rows[-1].append((part, span))
            continue
        if rows and not _below(document, before, span):
            yield rows
            rows = []
        rows.append([(part, span)])
    if rows:
        yield rows


def _between(document: Document, before: Span, span: Span) -> str:
    return document.source[before.end : span.start]


def _beside(document: Document, before: Span, span: Span) -> bool:
    """Are these cells of one row?"""
    gap = _between(document, before, span)
    here = document.row(before.start) == document.row(span.start) or "<" in gap or "&" in gap
    return here and bool(CELL.search(gap)) and not ROW.search(gap) and not NO_ROW.search(gap)


def _below(document: Document, before: Span, span: Span) -> bool:
    """Does the second open the row under that of the first?"""
    gap = _between(document, before, span)
    if ROW.search(gap):
        return not NO_ROW.search(gap)
    first, last = document.row(before.start), document.row(span.start)
    return first < last and all(map(_barred, _lines(document, first, last + 1)))


def _table(document: Document, rows: Sequence[Row]) -> Part:
    """One table: its first row is a head if its tags say so, or a line of dashes follows it."""
    wide = max(len(cells) for cells in rows)
    headed = _is_head(document, rows[0][0][1])
    html = ""
    for number, cells in enumerate(rows):
        opening, closing = (
            ('<th scope="col">', "</th>") if headed and not number else ("<td>", "</td>")
        )
        inner = [f"{opening}{cell.html}{closing}" for cell, _ in cells]
        inner += [f"{opening}{closing}"] * (wide - len(cells))
        html += f"<tr>{''.join(inner)}</tr>"
    parts = [cell for cells in rows for cell, _ in cells]
    panels = tuple(one for part in parts for one in part.panels)
    table = f'<div class="wide"><table class="rows">{html}</table></div>'
    return replace(parts[0], html=table, panels=panels)


def _is_head(document: Document, first: Span) -> bool:
    row = document.row(first.start)
    line = document.line(row)
    if HEAD.search(document.source[line.start : first.start]):
        return True
    return any(map(RULE.match, _lines(document, row + 1, row + 2)))


def _barred(line: str) -> bool:
    return line.count("|") > 1


def _lines(document: Document, first: int, after: int) -> list[str]:
    last = document.row(len(document.source))
    spans = [document.line(row) for row in range(first, min(after, last + 1))]
    return [document.source[span.start : span.end] for span in spans]
