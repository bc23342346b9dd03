"""The blocks of a paragraph go in; what their author set in bold or italics, and what is a link to
another note of the same report, comes out as stretches of the file.

Read off what stands between the characters of the blocks: the reader has already decided what is
markup and what is text. What does not close is left out, and every other link is only its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from ..nouns import Block, BlockKind, Document, Span

MARKDOWN = frozenset([".md", ".qmd", ".txt", ".ipynb"])
TOKEN = re.compile(
    r"(?P<stars>\*{1,3}|_{1,3})|(?P<link>!?\[)|\]\((?P<target>[^()\s]*)[^()]*\)"
    r"|<(?P<close>/?)(?P<tag>b|strong|i|em)\b[^<>]*>"
)
TAGS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
RUNNING = (BlockKind.PROSE, BlockKind.PLAIN)
Links = Mapping[str, str]  # the path of a note in the report -> its anchor


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch in bold (``b``), in italics (``i``), a link (``a``) to an anchor, or the words of a
    picture (``img``), whose file is the anchor."""

    span: Span
    tag: str
    anchor: str = ""


def marks(document: Document, blocks: Sequence[Block], links: Links) -> list[Mark]:
    """What is marked in one paragraph, outer marks before those inside them."""
    markdown = PurePosixPath(document.path).suffix.lower() in MARKDOWN
    opened: dict[str, int] = {}
    found: list[Mark] = []
    for gap in _gaps(document.source, blocks):
        for token in TOKEN.finditer(document.source, gap.start, gap.end):
            if not markdown and not token["tag"]:
                continue
            for tag in _tags(token, "img" in opened):
                start = opened.pop(tag, None)
                if start is None and not (token["close"] or token["target"] is not None):
                    opened[tag] = token.end()
                elif start is not None:
                    target = token["target"] or ""
                    anchor = _anchor(document, target, links) if tag == "a" else target
                    found.append(Mark(Span(start, token.start()), tag, anchor))
    kept = [mark for mark in found if mark.tag != "a" or mark.anchor]
    return sorted(kept, key=lambda mark: (mark.span.start, -mark.span.end))


def _tags(token: re.Match[str], picture: bool) -> tuple[str, ...]:
    if token["stars"]:
        return (("i",), ("b",), ("b", "i"))[len(token["stars"]) - 1]
    if token["tag"]:
        return (TAGS[token["tag"]],)
    return ("img",) if token["link"] == "![" or (picture and not token["link"]) else ("a",)


def _gaps(source: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """What stands in the file between the characters of a paragraph, and right before and after."""
    shown = sorted(span for block in blocks for span in _shown(block))
    if not shown:
        return
    first, last = shown[0].start, shown[-1].end
    before = re.compile(r"[*_\[!]{0,8}$").search(source, max(first - 8, 0), first)
    yield Span(before.start() if before else first, first)
    for one, after in pairwise(shown):
        if one.end < after.start:
            yield Span(one.end, after.start)
    yield Span(last, min(last + 200, _line_end(source, last)))


def _line_end(source: str, at: int) -> int:
    found = source.find("\n", at)
    return len(source) if found < 0 else found


def _shown(block: Block) -> Iterator[Span]:
    if block.kind not in RUNNING:
        yield block.outer
        return
    for index in range(len(block.text)):
        yield block.at(index, index + 1)


def _anchor(document: Document, target: str, links: Links) -> str:
    """Where a link leads in this report; nothing if it leads out of it."""
    path, _, _ = target.partition("#")
    if not path or ":" in path:
        return ""
    here = PurePosixPath(document.path).parent
    parts: list[str] = []
    for part in (here / path).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return links.get(str(PurePosixPath(*parts)), "")
