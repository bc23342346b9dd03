"""The parts of a note go in; those that stood in the rows of one table come out as one table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..nouns import Block, BlockKind, Document
from .part import Part

RULE = re.compile(r"[\s|:-]*-[\s|:-]*$")
Row = tuple[int, list[Part]]  # of the file, and the cells in it


def tabulated(document: Document, parts: Sequence[Part], firsts: Sequence[Block]) -> list[Part]:
    """``firsts`` are the first blocks of the parts. A table is what stands in lines with bars that
    follow each other, two parts or more in one of them."""
    found: list[Part] = []
    for rows in _tables(document, parts, firsts):
        if any(len(cells) > 1 for _, cells in rows):
            found.append(_table(document, rows))
        else:
            found += [part for _, cells in rows for part in cells]
    return found


def _tables(
    document: Document, parts: Sequence[Part], firsts: Sequence[Block]
) -> Iterator[list[Row]]:
    """Rows that belong together; what is no row comes alone."""
    rows: list[Row] = []
    for part, block in zip(parts, firsts, strict=True):
        row = document.row(block.outer.start)
        last = rows[-1][0] if rows else -1
        if rows and row == last:
            rows[-1][1].append(part)
            continue
        goes_on = rows and all(map(_barred, _lines(document, last, row + 1)))
        if rows and not (goes_on and block.kind is not BlockKind.CODE):
            yield rows
            rows = []
        rows.append((row, [part]))
    if rows:
        yield rows


def _table(document: Document, rows: Sequence[Row]) -> Part:
    """One table: its first row is a head if a line of dashes follows it."""
    wide = max(len(cells) for _, cells in rows)
    headed = any(map(RULE.match, _lines(document, rows[0][0] + 1, rows[0][0] + 2)))
    html = ""
    for number, (_, cells) in enumerate(rows):
        opening, closing = (
            ('<th scope="col">', "</th>") if headed and not number else ("<td>", "</td>")
        )
        inner = [f"{opening}{cell.html}{closing}" for cell in cells]
        inner += [f"{opening}{closing}"] * (wide - len(cells))
        html += f"<tr>{''.join(inner)}</tr>"
    parts = [cell for _, cells in rows for cell in cells]
    panels = tuple(one for part in parts for one in part.panels)
    table = f'<div class="wide"><table class="rows">{html}</table></div>'
    return replace(parts[0], html=table, panels=panels)


def _barred(line: str) -> bool:
    return line.count("|") > 1


def _lines(document: Document, first: int, after: int) -> list[str]:
    last = document.row(len(document.source))
    spans = [document.line(row) for row in range(first, min(after, last + 1))]
    return [document.source[span.start : span.end] for span in spans]
