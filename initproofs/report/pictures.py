"""A note goes in; its pictures come out, each a frame with its words and the name of its file.

None is opened, for a page fetches nothing: the frame says what the author shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from ..nouns import BlockKind, Document, Span
from .part import Part

PICTURE = re.compile(
    r"""!\[(?P<label>[^\[\]]*)\]\(\s*<?(?P<address>[^\s()<>]*)[^()]*\)
    | <img\b(?P<attributes>[^<>]*)>
    | \\includegraphics\s*(?:\[[^\[\]]*\])?\s*\{(?P<tex>[^{}]*)\}
    | ^[ \t]*\.\.[ ]+(?:image|figure)::[ ]*(?P<rst>\S+)(?:\s*\n[ \t]+:(?!alt)\w+:[^\n]*)*
      (?:\s*\n[ \t]+:alt:[ ]*(?P<told>[^\n]*))?
    | \bimage\(\s*"(?P<typst>[^"\n]*)\"""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
LONGEST = 80  # of an address; a picture may be written out in one


@dataclass(frozen=True, slots=True)
class Picture:
    """``words`` are its alternative text, ``shown`` if they stand in the text of the note."""

    span: Span
    words: str
    address: str


def pictures(document: Document) -> Iterator[Picture]:
    """The pictures of a note in order, but for those in its code."""
    code = (BlockKind.CODE, BlockKind.SNIPPET)
    hidden = [block.outer for block in document.blocks if block.kind in code]
    for found in PICTURE.finditer(document.source):
        if any(span.start <= found.start() < span.end for span in hidden):
            continue
        given = {name.lower(): one or other for name, one, other in _attributes(found)}
        words = found["label"] or found["told"] or given.get("alt", "")
        named = (found["address"], found["tex"], found["rst"], found["typst"], given.get("src"))
        address = next((unescape(name).strip() for name in named if name), "")
        yield Picture(Span(*found.span()), unescape(words).strip(), address)


def _attributes(found: re.Match[str]) -> list[tuple[str, str, str]]:
    return ATTRIBUTE.findall(found["attributes"] or "")


def framed(address: str, words: str) -> str:
    """The frame of a picture, with ``words`` of its author in it, as HTML."""
    name = "" if address.startswith("data:") else address[:LONGEST]
    named = f'<span class="file">{escape(name)}</span>' if name else ""
    return f'<span class="picture">{words}{named}</span>'


def with_pictures(document: Document, parts: Sequence[Part]) -> list[Part]:
    """The parts, and behind the one each stands in, the pictures that no words stand for."""
    texts = [block.span for block in document.blocks]
    waiting = [
        picture
        for picture in pictures(document)
        if not any(picture.span.start <= text.start < picture.span.end for text in texts)
    ]
    shown: list[Part] = []
    ends = [*(part.start for part in parts[1:]), len(document.source) + 1]
    for part, end in zip(parts, ends, strict=True):
        first = [one for one in waiting if not shown and one.span.start < part.start]
        mine = [one for one in waiting if one not in first and one.span.start < end]
        waiting = [one for one in waiting if one.span.start >= end]
        shown += [*map(_part, first), part, *map(_part, mine)]
    return shown


def _part(picture: Picture) -> Part:
    words = escape(picture.words)
    return Part(
        f"<p>{framed(picture.address, words)}</p>", title=picture.words, start=picture.span.start
    )
