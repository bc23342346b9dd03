"""A block goes in; where its author put it comes out: in how many quotations, how deep in a list,
behind which bullet.

Read off the line before the block and off the tags and environments that are open there. Numbers of
items stay as they were written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import accumulate
from pathlib import PurePosixPath

from ..nouns import Block, Document

ITEM = re.compile(r"(?:#[ \t])?[ \t>]*(?:[-*+]|(?P<number>\d+[.)])|\\item|#\.)[ \t]+[*_\[]{0,4}$")
# What may stand before the words of a line in Markdown: quotations and items, in any order; the
# hash is that of a cell of text in a Python file.
PREFIX = re.compile(r"(?:#[ \t])?(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
INDENTING = frozenset([".md", ".qmd", ".ipynb", ".rst"])  # where spaces before an item mean depth
QUOTATION = re.compile(
    r"(?P<open><blockquote\b|\\begin\{quot(?:e|ation)\})|</blockquote\b|\\end\{quot(?:e|ation)\}",
    re.IGNORECASE,
)
LIST_ITEM = re.compile(r"<li\b[^<>]*>\s*(?:<p\b[^<>]*>\s*)?$", re.IGNORECASE)
DEEPEST = 6  # what is nested deeper stands no further to the right


@dataclass(frozen=True)
class Standing:
    """Of the blocks of one document; ``quoted`` counts quotations, ``indent`` columns of text."""

    document: Document

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where quotations begin and end, and how many are open from there on."""
        found = list(QUOTATION.finditer(self.document.source))
        depths = accumulate((1 if edge["open"] else -1) for edge in found)
        return [edge.start() for edge in found], list(depths)

    def quoted(self, block: Block) -> int:
        starts, depths = self._edges
        at = bisect_right(starts, block.outer.start) - 1
        written = PREFIX.match(self._before(block))
        marks = written[0].count(">") if written else 0
        return min(marks + (max(depths[at], 0) if at >= 0 else 0), DEEPEST)

    def bullet(self, block: Block) -> str:
        """What stands before an item of a list."""
        before = self._before(block)
        item = ITEM.match(before)
        if not item and not LIST_ITEM.search(before):
            return ""
        number = item["number"] if item else None
        return f'<span class="item">{escape(number or "•")} </span>'

    def indents(self, blocks: Sequence[Block]) -> list[int]:
        """How far to the right the paragraphs of these first blocks stand: a list in a list, and
        what goes on under an item."""
        if PurePosixPath(self.document.path).suffix.lower() not in INDENTING:
            return [0] * len(blocks)
        found: list[int] = []
        listed = False
        for block in blocks:
            before = self._before(block)
            spaces = before[before.rfind(">") + 1 :].expandtabs(4)
            columns = len(spaces) - len(spaces.lstrip())
            listed = bool(ITEM.match(before)) or (listed and columns > 1 and not spaces.strip())
            found.append(min(columns // 2, DEEPEST) if listed else 0)
        return found

    def _before(self, block: Block) -> str:
        document = self.document
        start = visible(document, block)
        return document.source[document.line(document.row(start)).start : start]


def visible(document: Document, block: Block) -> int:
    """Where the first sign of a block stands, behind the line end that may begin it."""
    source, end = document.source, block.outer.end
    start = block.outer.start
    while start < end and source[start].isspace():
        start += 1
    return start if start < end else block.outer.start
