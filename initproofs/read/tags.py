"""Source of a web page -> its tags, comments, entities and stretches of text, each with its place.

Nothing is refused: what only looks like a tag is text, as in a browser. Time is linear: what is not
closed anywhere is looked for once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

NAME = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]{0,40})")
ATTRIBUTE = re.compile(r"[\s/]*(?P<name>[^\s/>=\"'][^\s/>=]{0,200})(?P<is>\s*=\s*)?")
ENTITY = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};)")
NEXT = re.compile(r"[<&]")
# Their content holds no tags: it goes on to the closing tag.
RAW = frozenset(["script", "style", "textarea", "title", "xmp"])


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its attributes; each value keeps the range in which it stands."""

    name: str
    closes: bool
    start: int
    end: int
    attributes: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.attributes.get(name, ("", 0, 0))[0]

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").split())


@dataclass(frozen=True, slots=True)
class Words:
    """Text that reads ``text``: the same as in the source, or one entity."""

    text: str
    start: int
    end: int


class Tags:
    """One walk over a page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.absent: dict[str, int] = {}

    def find(self, what: str, at: int) -> int:
        """Where ``what`` stands next, or -1."""
        known = self.absent.get(what, -1)
        found = known if known >= at else self.source.find(what, at)
        self.absent[what] = len(self.source) if found < 0 else found
        return found if 0 <= found < len(self.source) else -1

    def __iter__(self) -> Iterator[Tag | Words]:
        source, at = self.source, 0
        while match := NEXT.search(source, at):
            if match.start() > at:
                yield Words(source[at : match.start()], at, match.start())
            at, found = self._next(match.start())
            if found is not None:
                yield found
            if isinstance(found, Tag) and found.name in RAW and not found.closes:
                close = self._raw_end(found.name, at)
                yield Words(source[at:close], at, close)
                at = close
        if at < len(source):
            yield Words(source[at:], at, len(source))

    def _raw_end(self, name: str, at: int) -> int:
        close = re.compile(rf"</{name}\b", re.IGNORECASE).search(self.source, at)
        return close.start() if close else len(self.source)

    def _next(self, at: int) -> tuple[int, Tag | Words | None]:
        """What begins with ``<`` or ``&``, and where to go on."""
        source = self.source
        if source[at] == "&":
            entity = ENTITY.match(source, at)
            shown = unescape(entity[0]) if entity else "&"
            end = entity.end() if entity and shown != entity[0] else at + 1
            return end, Words(shown if end > at + 1 else "&", at, end)
        if source.startswith("<!--", at):
            close = self.find("-->", at + 4)
            return (close + 3 if close >= 0 else len(source)), None
        if source.startswith(("<!", "<?"), at):
            close = self.find(">", at)
            return (close + 1 if close >= 0 else len(source)), None
        tag = self._tag(at)
        return (tag.end, tag) if tag else (at + 1, Words("<", at, at + 1))

    def _tag(self, start: int) -> Tag | None:
        name = NAME.match(self.source, start)
        if name is None or self.find(">", start) < 0:
            return None
        attributes: dict[str, tuple[str, int, int]] = {}
        at = name.end()
        while attribute := ATTRIBUTE.match(self.source, at):
            at = attribute.end()
            low = high = at
            if attribute["is"]:
                low, high, at = self._value(at)
            value = unescape(self.source[low:high])
            attributes.setdefault(attribute["name"].lower(), (value, low, high))
        close = self.find(">", at)
        if close < 0:
            return None
        return Tag(name["name"].lower(), bool(name["close"]), start, close + 1, attributes)

    def _value(self, at: int) -> tuple[int, int, int]:
        """The range of a value, and where to go on."""
        mark = self.source[at : at + 1]
        if mark in ('"', "'") and mark:
            close = self.find(mark, at + 1)
            if close >= 0:
                return at + 1, close, close + 1
        bare = re.compile(r"[^\s>]*").match(self.source, at)
        end = bare.end() if bare else at
        return at, end, end
