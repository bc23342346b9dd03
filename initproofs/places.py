"""Where things stand: offsets of a source go in, lines and columns as editors count come out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

LINE_END = re.compile(r"\r\n|\r|\n")  # what editors count as the end of a line


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``[start, end)`` of characters of the author's own file."""

    start: int
    end: int


class Lined:
    """A source of lines. The lines of a notebook are those of its ``cells``, counted one by one.

    A row is a line of ``source``, whatever cell it stands in; all numbers count from 1.
    """

    source: str
    cells: tuple[int, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.source))]

    def cell(self, offset: int) -> int | None:
        """The cell of a notebook that a character stands in."""
        return bisect_right(self.cells, offset) or 1 if self.cells else None

    def row(self, offset: int) -> int:
        """The row that a character stands in."""
        return bisect_right(self._starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        row, cell = self.row(offset), self.cell(offset)
        first = 1 if cell is None else self.row(self.cells[cell - 1])
        return row - first + 1, offset - self._starts[row - 1] + 1

    def where(self, offset: int) -> str:
        """The line of a character in words: ``line 5``, in a notebook ``line 2 of cell 3``."""
        line, cell = self.place(offset)[0], self.cell(offset)
        return f"line {line}" if cell is None else f"line {line} of cell {cell}"

    def line(self, row: int) -> Span:
        """Where a row stands, without what ends it."""
        start = self._starts[row - 1]
        stop = LINE_END.search(self.source, start)
        return Span(start, stop.start() if stop else len(self.source))
