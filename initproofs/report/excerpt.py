"""A document and the spans to point at go in; the author's lines with carets under them come out.

The first pointer is the whole claim, the others what exactly is wrong in it. Only the excerpt is
cut to the width, with ``…``; nothing here judges or rewords.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..nouns import Document, Span
from .style import Style, cells

MOST_LINES = 4  # of one claim; more are skipped in the middle


@dataclass(frozen=True, slots=True)
class Pointer:
    """A span and the sign that is drawn under it; later pointers are drawn over earlier ones."""

    span: Span
    sign: str


def excerpt(document: Document, pointers: Sequence[Pointer], style: Style, code: str) -> list[str]:
    """The lines the pointers touch, each with what points at it in the colour ``code``."""
    wanted = _lines(document, pointers)
    shown_as = {row: str(document.place(document.line(row).start)[0]) for row in wanted}
    gutter = max(4, *map(len, shown_as.values()))
    room = max(style.width - gutter - 3, 8)
    shown: list[str] = []
    for before, row in zip([wanted[0] - 1, *wanted], wanted, strict=False):
        if row > before + 1:
            shown.append(style.soft(f"{'':>{gutter}} | …"))
        text, signs = _cut(document, row, pointers, room)
        shown.append(f"{style.soft(f'{shown_as[row]:>{gutter}} |')} {text}".rstrip())
        if signs:
            shown.append(f"{style.soft(f'{chr(32):>{gutter}} |')} {style.paint(signs, code)}")
    return shown


def _lines(document: Document, pointers: Sequence[Pointer]) -> list[int]:
    """Which rows to show: all of a short claim; of a long one what is wrong, or both its ends."""
    whole, *sharp = ({*_touched(document, pointer.span)} for pointer in pointers)
    everything = sorted(whole.union(*sharp))
    if len(everything) <= MOST_LINES:
        return everything
    wrong = sorted(set().union(*sharp))
    return wrong if 0 < len(wrong) <= MOST_LINES else [*everything[:2], everything[-1]]


def _touched(document: Document, span: Span) -> range:
    return range(document.row(span.start), document.row(max(span.start, span.end - 1)) + 1)


def _cut(document: Document, row: int, pointers: Sequence[Pointer], room: int) -> tuple[str, str]:
    """One line and the signs under it, both cut to the same ``room`` columns."""
    where = document.line(row)
    drawn = list(cells(document.source[where.start : where.end]))
    total = drawn[-1][1] + drawn[-1][2] if drawn else 0
    signs = [" "] * (total + 1)
    aim = (0, 0)
    for pointer in pointers:
        columns = _columns(drawn, total, where, pointer.span)
        if columns:
            aim = columns
            signs[slice(*columns)] = pointer.sign * (columns[1] - columns[0])
    low, high = _window(total, room, aim)
    before, after = "… " if low else "", " …" if high < total else ""
    text = "".join(shown for shown, at, size in drawn if low <= at and at + size <= high)
    under = "".join(signs[low : high + 1]).rstrip()
    return before + text + after, " " * len(before) + under if under else ""


def _columns(
    drawn: list[tuple[str, int, int]], total: int, where: Span, span: Span
) -> tuple[int, int] | None:
    """The columns a span takes on a line; a place between two characters takes one."""
    if span.start == span.end:
        if not where.start <= span.start <= where.end:
            return None
        at = span.start - where.start
        column = drawn[at][1] if at < len(drawn) else total
        return column, column + 1
    inside = drawn[max(span.start - where.start, 0) : max(span.end - where.start, 0)]
    blank = [not shown.strip() for shown, _, _ in inside]
    if all(blank):
        return None
    first, last = blank.index(False), len(blank) - 1 - blank[::-1].index(False)
    return inside[first][1], inside[last][1] + max(inside[last][2], 1)


def _window(total: int, room: int, aim: tuple[int, int]) -> tuple[int, int]:
    """The columns of a long line that are shown: around what is pointed at."""
    if total <= room:
        return 0, total
    size = room - 4  # an ellipsis and a space on both sides
    start, end = aim
    if end <= room - 2:
        return 0, room - 2
    low = start - max(size - (end - start), 0) // 2
    low = min(low, total - size - 2)
    return low, min(low + size + (2 if low + size + 2 >= total else 0), total)
