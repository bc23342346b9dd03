"""Leaves and pieces -> the blocks of a document, in reading order, none lost between two others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ..nouns import Block, BlockKind, Span
from . import emphasis
from .pieces import Leaf, Piece, Range, Ranges, clipped, merged, stitched, without
from .plain import formulas

SCRIPT = re.compile(r"</?su[bp]\b", re.IGNORECASE)
GOES_ON = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t>]*[+=/×·≈∘⊙]")
Strand = Ranges | Piece  # a stretch of prose, or what stands between two of them


def woven(
    source: str, leaves: list[Leaf], pieces: list[Piece], emphasised: bool = True
) -> Iterator[Block]:
    """The blocks of every leaf; those of one leaf share their paragraph.

    ``emphasised`` says that stars and underscores around words are marks, as in Markdown.
    """
    starts = [piece.start for piece in pieces]
    for paragraph, leaf in enumerate(leaves, 1):
        if not leaf.ranges:
            continue
        first = bisect_left(starts, leaf.ranges[0][0])
        last = bisect_left(starts, leaf.ranges[-1][1])
        if leaf.code:
            yield _block(source, BlockKind.CODE, leaf.ranges, paragraph)
            continue
        strands = list(_strands(leaf.ranges, pieces[first:last]))
        yield from _blocks(source, strands, paragraph, leaf.heading, emphasised)


def _strands(ranges: Ranges, pieces: list[Piece]) -> Iterator[Strand]:
    """Prose and pieces in turn; markup is cut out of the prose."""
    at, end, holes = ranges[0][0], ranges[-1][1], list[Range]()
    for piece in pieces:
        holes.append((piece.start, piece.end))
        if piece.kind is None and not piece.breaks:
            continue
        yield without(tuple(clipped(ranges, at, piece.end)), holes)
        if piece.kind is not None:
            yield piece
        at, holes = piece.end, []
    yield without(tuple(clipped(ranges, at, end)), holes)


def _blocks(
    source: str, strands: list[Strand], paragraph: int, heading: int, emphasised: bool
) -> Iterator[Block]:
    found = [_plain(source, strand) for strand in strands]
    parts = [part for strand in found for part in strand]
    marks = emphasis.marks(source, _prose(parts)) if emphasised else []
    for part in parts:
        if isinstance(part, Piece):
            outer = Span(part.start, part.end)
            kind = part.kind or BlockKind.PROSE
            yield _block(source, kind, part.ranges, paragraph, heading, outer, part.language)
            continue
        ranges = without(part, marks[slice(*_within(marks, part))])
        if any(source[start:end].strip() for start, end in ranges):
            yield _block(source, BlockKind.PROSE, ranges, paragraph, heading)


def _prose(parts: Iterable[Strand]) -> Iterator[Range]:
    for part in parts:
        if not isinstance(part, Piece):
            yield from part


def _within(marks: list[Range], ranges: Ranges) -> Range:
    if not ranges:
        return 0, 0
    return bisect_left(marks, (ranges[0][0], 0)), bisect_left(marks, (ranges[-1][1], 0))


def _plain(source: str, strand: Strand) -> Iterator[Strand]:
    """A stretch of prose, cut where maths is typed into it without delimiters."""
    if isinstance(strand, Piece) or not strand:
        yield strand
        return
    text, origin = stitched(source, strand)
    at = strand[0][0]
    for start, end in formulas(text):
        low, high = origin[start], origin[end - 1] + 1
        if SCRIPT.search(source, max(low - 6, 0), high + 5) or GOES_ON.match(source, high):
            continue  # half a formula, or x<sup>2</sup> read as x2, would be worse than none
        yield merged(clipped(strand, at, low))
        yield Piece(BlockKind.PLAIN, low, high, merged(clipped(strand, low, high)))
        at = high
    yield merged(clipped(strand, at, strand[-1][1]))


def _block(
    source: str,
    kind: BlockKind,
    ranges: Ranges,
    paragraph: int,
    heading: int = 0,
    outer: Span | None = None,
    language: str = "",
) -> Block:
    text, origin = stitched(source, ranges)
    outer = outer or Span(ranges[0][0], ranges[-1][1])
    return Block(kind, text, origin, outer, paragraph, heading, language)
