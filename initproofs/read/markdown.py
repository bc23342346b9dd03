"""Markdown and plain text -> Document: maths by our own rules, structure by markdown-it-py.

First the pieces that Markdown would spoil are found on the author's own characters, then Markdown
sees each of them as a letter, and last its leaves are cut into blocks. No character is moved.
"""

from __future__ import annotations

from bisect import bisect_right

from ..nouns import Document, Unread
from .mask import masked
from .outline import outlined
from .pieces import Leaf
from .scan import scanned
from .structure import leaves
from .typed import opened
from .weave import woven


def read_markdown(name: str, source: str) -> Document:
    """Markdown of any dialect, Quarto and MyST included."""
    return _read(name, source, plain=False)


def read_plain(name: str, source: str) -> Document:
    """Text that may hold Markdown: no front matter, no indented code, no underlined headings."""
    return _read(name, source, plain=True)


def _read(name: str, source: str, plain: bool) -> Document:
    outline = outlined(source, front_matter=not plain)
    pieces, unclosed = scanned(outline)
    mask = masked(outline, pieces)
    found, dropped = leaves(mask, plain)
    unread = [*_outside_code(unclosed, found), *dropped]
    found, pieces = opened(source, found, pieces)
    blocks = tuple(woven(source, found, pieces))
    unread.sort(key=lambda item: item.span)
    return Document(name, source, blocks, tuple(unread), proved=tuple(sorted(outline.proved)))


def _outside_code(unread: list[Unread], found: list[Leaf]) -> list[Unread]:
    """Without what stands in indented code: a ``$`` there opens nothing."""
    code = [(leaf.ranges[0][0], leaf.ranges[-1][1]) for leaf in found if leaf.code and leaf.ranges]
    result = []
    for item in unread:
        at = bisect_right(code, (item.span.start, len(code) and code[-1][1] + 1)) - 1
        if at < 0 or item.span.start >= code[at][1]:
            result.append(item)
    return result
