"""A file being taken apart -> the text its readers see, each character with its place in the file.

Markup never enters the text; what a file writes longer than it reads (an entity, a macro) enters as
it reads. Nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..nouns import Block, BlockKind, Document, Span, Unread
from .pieces import Leaf, Piece, Range
from .weave import woven

UNREAD = "…"  # stands in its sentence for a formula that could not be read


@dataclass
class Page:
    """``text[i]`` stands for ``source[starts[i]:ends[i]]``; leaves and pieces lie in the text."""

    source: str
    text: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    heading: int = 0
    begun: int = 0  # where the paragraph that is being written begins
    tables: list[list[int]] = field(default_factory=list)  # the paragraphs that begin their rows
    in_table: bool = False

    @property
    def here(self) -> int:
        """How many characters are written."""
        return len(self.starts)

    def copy(self, start: int, end: int) -> None:
        """The characters of a range of the source, as they are."""
        self.text.append(self.source[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def put(self, words: str, start: int, end: int) -> None:
        """``words`` for what the source writes from ``start`` to ``end``."""
        self.text.append(words)
        self.starts.extend([start] * len(words))
        self.ends.extend([end] * len(words))

    def part(self, heading: int = 0) -> None:
        """Ends a paragraph; the next one has the level ``heading``, 0 for no heading."""
        if self.here > self.begun:
            self.leaves.append(Leaf(((self.begun, self.here),), self.heading))
        self.heading, self.begun = heading, self.here

    def row(self) -> None:
        """Begins a row of a table: each paragraph from here on is one of its cells."""
        self.part()
        if not self.in_table:
            self.tables.append([])
        self.in_table = True
        self.tables[-1].append(len(self.leaves) + 1)

    def end_table(self) -> None:
        self.part()
        if self.in_table:
            self.tables[-1].append(len(self.leaves) + 1)
        self.in_table = False

    def piece(self, kind: BlockKind | None, start: int, inner: Range, language: str = "") -> None:
        """What was written since ``start`` is one piece, and ``inner`` of it between delimiters."""
        ranges = (inner,) if inner[0] < inner[1] else ()
        self.pieces.append(
            Piece(kind, start, self.here, ranges or ((inner[0], inner[0]),), language)
        )

    def trouble(self, start: int, end: int, reason: str) -> None:
        self.unread.append(Unread(Span(start, end), reason))

    def document(self, name: str, emphasised: bool = False) -> Document:
        """All that was written, cut into blocks, at its place in the file."""
        self.end_table()
        pieces = sorted(self.pieces, key=lambda piece: piece.start)
        blocks = woven("".join(self.text), self.leaves, pieces, emphasised)
        unread = sorted(self.unread, key=lambda trouble: trouble.span)
        tables = tuple(tuple(row for row in pairwise(t) if row[0] < row[1]) for t in self.tables)
        placed = tuple(map(self.placed, blocks))
        return Document(name, self.source, placed, tuple(unread), tables=tables)

    def placed(self, block: Block) -> Block:
        """A block of the text as a block of the file."""
        last = len(block.text)
        starts = [self.starts[at] for at in block.origin[:last]]
        ends = [self.ends[at] for at in block.origin[:last]]
        finish = self._end(block.origin[-1], ends)
        written = "".join(self.source[at : at + 1] for at in starts).replace("\r", "\n")
        longer = any(end != start + 1 for start, end in zip(starts, ends, strict=True))
        outer = self.span(block.outer.start, block.outer.end)
        origin = (*starts, finish)
        return replace(
            block,
            origin=origin,
            outer=outer,
            ends=tuple(ends) if longer or written != block.text else (),
        )

    def span(self, start: int, end: int) -> Span:
        """A range of the text in the file."""
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        at = self._end(start, [])
        return Span(at, at)

    def _end(self, at: int, ends: Sequence[int]) -> int:
        if ends:
            return ends[-1]
        return self.starts[at] if at < self.here else len(self.source)
