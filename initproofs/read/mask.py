"""Source and its pieces -> lines for Markdown, in which every piece is one letter.

What is in a piece cannot become structure then. Each line remembers where its columns stand in the
source: a piece that ran over several lines takes one place in one line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from ..nouns import BlockKind
from .outline import Outline
from .pieces import Piece

LETTER = "M"
Columns = list[tuple[int, int]]  # (column, offset) wherever the two part


@dataclass
class Masked:
    """``ends[i]`` is where line i ends in the source; ``solid`` has the pieces by their start."""

    lines: list[str] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    solid: dict[int, Piece] = field(default_factory=dict)

    def add(self, line: str, columns: Columns, end: int) -> None:
        self.lines.append(line)
        self.columns.append(columns)
        self.ends.append(end)

    def offset(self, line: int, column: int) -> int:
        """Where a column of a line stands in the source."""
        columns = self.columns[line]
        at, offset = columns[bisect_right(columns, (column, 1 << 60)) - 1]
        return offset + column - at


def masked(outline: Outline, pieces: list[Piece]) -> Masked:
    """The whole source for Markdown; lines that are there for the tools alone are blank."""
    solid = [piece for piece in pieces if piece.kind is not None]
    result = Masked(solid={piece.start: piece for piece in solid})
    number = at = 0
    while number < len(outline.lines):
        start, end = outline.lines[number]
        if number not in outline.blank:
            number, at = _line(result, outline, number, start, solid, at)
            continue
        _blank(result, start)
        if number in outline.titles:
            _, at = _line(result, outline, number, outline.titles[number], solid, at)
            _blank(result, end)
        number += 1
    return result


def _line(
    result: Masked, outline: Outline, number: int, start: int, solid: list[Piece], at: int
) -> tuple[int, int]:
    """Adds the line ``number`` from ``start`` on, and those that its pieces reach; where to go
    on."""
    end = outline.lines[number][1]
    while at < len(solid) and solid[at].start < start:
        at += 1  # it stands in a line that nobody is shown
    if at >= len(solid) or solid[at].start >= end:
        result.add(outline.source[start:end], [(0, start)], end)
        return number + 1, at
    if _stands_apart(result, outline.source[start : solid[at].start], solid[at]):
        _blank(result, start)
    text, columns, here, alone, width = list[str](), [(0, start)], start, False, 0
    while at < len(solid) and solid[at].start < end:
        piece = solid[at]
        text += outline.source[here : piece.start], LETTER
        width += piece.start - here
        columns += (width, piece.start), (width + 1, piece.end)
        width += 1
        here, at, alone = piece.end, at + 1, piece.alone
        if here > end:
            number = outline.number(here) - 1
            end = outline.lines[number][1]
    result.add("".join(text) + outline.source[here:end], columns, end)
    if alone:
        _blank(result, end)
    return number + 1, at


def _blank(result: Masked, offset: int) -> None:
    result.add("", [(0, offset)], offset)


def _stands_apart(result: Masked, before: str, piece: Piece) -> bool:
    """A fence ends a paragraph, and a display ends a table, where Markdown would add a row."""
    if piece.alone:
        return True
    begins = piece.kind is BlockKind.DISPLAY and not before.strip(" \t>")
    return begins and bool(result.lines) and "|" in result.lines[-1]
