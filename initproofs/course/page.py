"""A document of ``derivations/`` -> the page it is: title, sections, assumptions, statement.

What a page must have and has not is a remark at its place, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..notation import Reading, parse
from ..nouns import Block, BlockKind, Document, Node, Span, Unread

SECTIONS = (
    *("Assumptions", "Statement", "Example", "Derivation", "Without", "Simulation", "References"),
)
OPTIONAL = frozenset({"Example", "Without", "Simulation"})
MATHS = frozenset({BlockKind.INLINE, BlockKind.DISPLAY})
_FRONT = r"\A---\n(?:.*\n)*?{}: *(.+?) *\n(?:.*\n)*?---\n"
_CHECK, _PROOF = (re.compile(_FRONT.format(word)) for word in ("check", "proof"))
_DROPPED = re.compile(r"Without (\d+)\b")
_NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)
_THEOREM = re.compile(r"[:`~]{3,}\s*\{(?:prf:)?theorem\}")
_BUILDS_ON = re.compile(r"^\*\*Builds on\*\*(.*?)\n\s*\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((\w+)\.md\)")


@dataclass(frozen=True)
class Section:
    """A heading and all that stands under it, up to the next heading as high."""

    title: str
    span: Span
    blocks: tuple[Block, ...]

    @property
    def displays(self) -> list[Block]:
        return [block for block in self.blocks if block.kind is BlockKind.DISPLAY]


@dataclass(frozen=True)
class Page:
    """One theorem. ``sections`` by their titles, in the order written."""

    document: Document
    title: str
    sections: dict[str, Section]

    @cached_property
    def troubles(self) -> tuple[Unread, ...]:
        return tuple(_troubles(self))

    @cached_property
    def theorems(self) -> tuple[Span, ...]:
        """Where the statement says its theorem, in words or in a formula."""
        source, section = self.document.source, self.sections.get("Statement")
        marked = [s for s in self.document.proved if _THEOREM.match(source, s.start)]
        return tuple(s for s in marked if section and section.span.start <= s.start)

    @property
    def statement(self) -> Block | None:
        """The formula of the theorem, if it has one: the first that stands in it, in no lemma."""
        shown = self.sections["Statement"].displays
        inside = [b for b in shown if any(s.start <= b.outer.start < s.end for s in self.theorems)]
        return inside[0] if inside else None

    @property
    def checks(self) -> tuple[str, ...]:
        """The exact checks that the front matter asks for: their names, with ``;`` between."""
        return self._named(_CHECK)

    @property
    def proofs(self) -> tuple[str, ...]:
        """The deductions that the front matter asks for, likewise."""
        return self._named(_PROOF)

    def _named(self, front: re.Pattern[str]) -> tuple[str, ...]:
        match = front.search(self.document.source)
        return tuple(name.strip() for name in match[1].split(";")) if match else ()

    @cached_property
    def assumptions(self) -> dict[int, Span]:
        """The numbered assumptions: each may be left out by itself."""
        section = self.sections.get("Assumptions")
        if section is None:
            return {}
        source, end = self.document.source, section.span.end
        items = list(_NUMBERED.finditer(source, section.span.start, end))
        starts = [item.start() for item in items]
        ends = [_item_end(source, start, end) for start in starts]
        return {int(i[1]): Span(*ends) for i, *ends in zip(items, starts, ends, strict=True)}

    @cached_property
    def without(self) -> dict[int, Section]:
        """What becomes of the theorem without each assumption, by the number in the heading."""
        numbers = [(_DROPPED.match(part.title), part) for part in self.cases]
        return {int(number[1]): part for number, part in numbers if number}

    @property
    def in_words(self) -> tuple[Section, ...]:
        """What becomes of the theorem without assumptions that have no number."""
        return tuple(part for part in self.cases if not _DROPPED.match(part.title))

    @cached_property
    def cases(self) -> tuple[Section, ...]:
        """The parts of *Without*, numbered or not."""
        section = self.sections.get("Without")
        return tuple(_parts(self.document, section.blocks, 3)) if section else ()

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The pages whose theorems are used here."""
        match = _BUILDS_ON.search(self.document.source)
        return tuple(_LINK.findall(match[1])) if match else ()


def page_of(document: Document) -> Page:
    """The page in a document."""
    title = next((block.text for block in document.blocks if block.heading == 1), "")
    parts = _parts(document, document.blocks, 2)
    return Page(document, title, {part.title: part for part in parts})


def tree(block: Block) -> Node | None:
    """The tree of a block of maths, if it can be read in one way."""
    reading = parse(block.text)
    if not isinstance(reading, Reading) or reading.literal is not None:
        return None
    return reading.tree


def _parts(document: Document, blocks: tuple[Block, ...], level: int) -> Iterator[Section]:
    """The sections whose headings are of ``level``."""
    heads = [at for at, block in enumerate(blocks) if 0 < block.heading <= level]
    paragraphs = {block.paragraph for block in blocks if block.heading == level}
    firsts = [at for at in heads if at == 0 or blocks[at - 1].paragraph != blocks[at].paragraph]
    for first, after in pairwise([*firsts, len(blocks)]):
        if blocks[first].paragraph not in paragraphs:
            continue
        inside = blocks[first:after]
        head = [block for block in inside if block.paragraph == inside[0].paragraph]
        title = "".join(block.text for block in head).strip()
        end = blocks[after].outer.start if after < len(blocks) else _end(document, inside)
        yield Section(title, Span(inside[0].outer.start, end), inside[len(head) :])


def _end(document: Document, inside: tuple[Block, ...]) -> int:
    last = inside[-1].outer.end
    following = [block.outer.start for block in document.blocks if block.outer.start >= last]
    return following[0] if following else len(document.source)


def _item_end(source: str, start: int, end: int) -> int:
    """Where an item ends: before the next one, or where its paragraph does."""
    after = _NUMBERED.search(source, start + 1, end)
    blank = re.compile(r"\n[ \t]*\n(?!\s{2,}\S)").search(source, start, end)
    return min(after.start() if after else end, blank.start() if blank else end)


def _troubles(page: Page) -> Iterator[Unread]:
    whole = Span(0, min(1, len(page.document.source)))
    if not page.title:
        yield Unread(whole, "a page has a title")
    order = [title for title in page.sections if title in SECTIONS]
    for title in SECTIONS:
        if title not in page.sections and title not in OPTIONAL:
            yield Unread(whole, f"there is no section “{title}”")
    if order != [title for title in SECTIONS if title in page.sections]:
        yield Unread(whole, f"the sections stand in the order {', '.join(SECTIONS)}")
    for title, section in page.sections.items():
        if title not in SECTIONS:
            yield Unread(section.span, f"“{title}” is no section of a page")
    if "Statement" in page.sections and not page.theorems:
        yield Unread(page.sections["Statement"].span, "the statement has no theorem")
    elif page.assumptions and page.statement is None:
        words = "the theorem has no formula that its numbered assumptions could make true"
        yield Unread(page.sections["Statement"].span, words)
    for number in sorted(set(page.assumptions) ^ set(page.without)):
        yield _unmatched(page, number)


def _unmatched(page: Page, number: int) -> Unread:
    if number in page.without:
        return Unread(page.without[number].span, f"there is no assumption {number}")
    words = f"nothing says what becomes of the theorem without assumption {number}"
    return Unread(page.assumptions[number], words)
