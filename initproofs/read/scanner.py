"""The state of one pass over a source: where it is, what it found, what it will not find again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from ..nouns import BlockKind, Span, Unread
from .outline import Outline, prefix_depth, prefix_length
from .pieces import Piece, Range, Ranges, merged

SURELY_TEX = re.compile(r"(?<!\\)\\\((?:[^()\\\r\n]|\\[A-Za-z])*?[\\=^_](?!\))[^\r\n]{0,200}?\\\)")
RUN = re.compile("`+")


@dataclass
class Scan:
    """One pass over a source. ``absent`` remembers which closing delimiters are found no more."""

    outline: Outline
    source: str
    references: frozenset[str]
    pieces: list[Piece] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    brackets: list[Range] = field(default_factory=list)
    absent: dict[str, int] = field(default_factory=dict)
    limit: int = 0  # where the paragraph ends
    runs: dict[int, list[int]] | None = None  # of backticks in it, by their length

    @cached_property
    def writes_tex(self) -> bool:
        r"""Whether ``\(`` surely opens maths somewhere: then a word in it is a name."""
        return SURELY_TEX.search(self.source) is not None

    def find(self, closing: str, start: int, end: int) -> int:
        """Where ``closing`` is next, unescaped; -1 if not before ``end``."""
        known = self.absent.get(closing, (-1))
        at = known if known >= start else self._search(closing, start)
        self.absent[closing] = at
        return at if at < end else -1

    def _search(self, closing: str, start: int) -> int:
        at = self.source.find(closing, start)
        while at > 0 and escaped(self.source, at):
            at = self.source.find(closing, at + 1)
        return at if at >= 0 else len(self.source)

    def next_run(self, length: int, start: int) -> int:
        """Where the next run of exactly ``length`` backticks stands in this paragraph, or -1."""
        if self.runs is None:
            self.runs = {}
            for run in RUN.finditer(self.source, start, self.limit):
                self.runs.setdefault(len(run[0]), []).append(run.start())
        found = self.runs.get(length, [])
        at = bisect_left(found, start)
        return found[at] if at < len(found) else -1

    def keep(self, kind: BlockKind | None, start: int, end: int, inner: Range | None = None) -> int:
        """Adds a piece; the prefixes of quotes and lists are taken out of its text."""
        ranges = self.unprefixed(*inner) if inner else ()
        self.pieces.append(Piece(kind, start, end, ranges))
        return end

    def unprefixed(self, start: int, end: int) -> Ranges:
        lines = self.outline.lines
        first = self.outline.number(start) - 1
        if lines[first][1] >= end:
            return ((start, end),)
        quoted, indent = prefix_depth(self.source[lines[first][0] : start])
        ranges = [(start, lines[first][1] + 1)]
        for number in range(first + 1, self.outline.number(end)):
            low, high = lines[number]
            low += prefix_length(self.source[low:high], quoted, indent)
            ranges.append((min(low, end), min(high + 1, end)))
        return merged(ranges) or ((start, start),)

    def trouble(self, start: int, end: int, reason: str) -> None:
        self.unread.append(Unread(Span(start, end), reason))


Handler = Callable[[Scan, re.Match[str]], int]  # takes what was found, says where to go on


def escaped(source: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before ``at``."""
    start = at
    while start > 0 and source[start - 1] == "\\":
        start -= 1
    return (at - start) % 2 == 1
