"""Stretches of a source -> text in which every character still knows its place; nothing is refused.

Words of this room: a *piece* is a stretch that is not prose (maths, code, markup); a *range* is a
stretch ``(start, end)`` of the source; a *leaf* is one paragraph, heading, table cell or block of
code, given by the ranges of its lines without the prefixes of quotes and lists.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..nouns import BlockKind

Range = tuple[int, int]
Ranges = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind`` None is markup, read by nobody; ``ranges`` is the text between the delimiters.

    A piece that ``breaks`` stands between words, as ``<br>`` does: they must not grow together.
    ``alone`` says that it makes a paragraph of its own, as a fence does.
    """

    kind: BlockKind | None
    start: int
    end: int
    ranges: Ranges = ()
    language: str = ""
    breaks: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """What Markdown says is one block of text (``code`` when it is indented code)."""

    ranges: Ranges
    heading: int = 0
    code: bool = False


def merged(ranges: Iterable[Range]) -> Ranges:
    """The same characters in as few ranges as possible, without the empty ones."""
    result: list[Range] = []
    for start, end in ranges:
        if start >= end:
            continue
        if result and result[-1][1] == start:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return tuple(result)


def clipped(ranges: Ranges, start: int, end: int) -> Iterator[Range]:
    """The part of ``ranges`` that lies in ``[start, end)``."""
    at = max(bisect_right(ranges, (start, start)) - 1, 0)
    while at < len(ranges) and ranges[at][0] < end:
        low, high = ranges[at]
        if high > start:
            yield max(low, start), min(high, end)
        at += 1


def without(ranges: Ranges, holes: Iterable[Range]) -> Ranges:
    """``ranges`` without ``holes``, which are in order and do not overlap."""
    if not ranges:
        return ()
    kept: list[Range] = []
    at = ranges[0][0]
    for start, end in holes:
        kept.extend(clipped(ranges, at, start))
        at = max(at, end)
    kept.extend(clipped(ranges, at, ranges[-1][1]))
    return merged(kept)


def _second_halves(source: str, ranges: Ranges) -> Iterator[Range]:
    """Each ``\\n`` behind a ``\\r``: the two are one line end."""
    for start, end in ranges:
        at = source.find("\r\n", start, end)
        while at >= 0:
            yield at + 1, at + 2
            at = source.find("\r\n", at + 2, end)


def stitched(source: str, ranges: Ranges) -> tuple[str, Sequence[int]]:
    """Text and origin of a list of ranges; a line end of any kind becomes ``\\n``."""
    if halves := list(_second_halves(source, ranges)):
        ranges = without(ranges, halves)
    if len(ranges) == 1:
        ((start, end),) = ranges
        return source[start:end].replace("\r", "\n"), range(start, end + 1)
    text = "".join(source[start:end] for start, end in ranges).replace("\r", "\n")
    origin = [at for start, end in ranges for at in range(start, end)]
    return text, (*origin, ranges[-1][1])
