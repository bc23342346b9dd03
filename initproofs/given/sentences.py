"""Document → sentences: the words of a paragraph with each formula in them as ``‹number›``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..nouns import BlockKind, Document, Span

# A full stop ends a sentence when a space and no small letter follow, unless it shortens a word.
_END = re.compile(
    r"(?<=[.!?])(?<!\bet al\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bcf\.)[\"”’)]*\s+(?=[^a-z\s])"
    r"|\n\s*\n"
)
# A line of a few words in capitals, before one that begins with a capital, is a title.
_TITLE = re.compile(
    r"(?:(?<=\n)|^)(?:[A-Z][\w’'-]*|\d+[.)])"
    r"(?:[ ](?:[A-Z][\w’'-]*|of|the|and|to|for|in|a|with|vs)){0,5}[ ]*\n(?=[A-Z])"
)
_SHOWN = (BlockKind.INLINE, BlockKind.PLAIN, BlockKind.SNIPPET)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` has ``‹7›`` where block 7 of the document stands; ``blocks`` lists those blocks.

    ``places[i]`` is where ``text[i]`` stands in the file. ``before`` is the block that follows the
    last word, for a sentence that introduces a display.
    """

    text: str
    places: tuple[int, ...]
    blocks: tuple[int, ...]
    paragraph: int
    heading: int
    first_block: int
    last_block: int

    def span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[max(end - 1, start)] + 1)


def sentences(document: Document) -> list[Sentence]:
    found: list[Sentence] = []
    for text, places, blocks in _paragraphs(document):
        start = 0
        for end in _ends(text):
            if text[start:end].strip():
                found.append(_sentence(document, text, places, blocks, start, end))
            start = end
    return found


def _ends(text: str) -> list[int]:
    """Where a sentence ends: at a full stop, and before and behind a title."""
    stops = {match.end() for match in _END.finditer(text)}
    titles = {edge for match in _TITLE.finditer(text) for edge in match.span()}
    return sorted((stops | titles | {len(text)}) - {0})


def _sentence(
    document: Document, text: str, places: list[int], blocks: list[int], start: int, end: int
) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    owners = blocks[start:end]
    first = document.blocks[owners[0]]
    named = tuple(int(number) for number in re.findall(r"‹(\d+)›", text[start:end]))
    return Sentence(
        text[start:end].replace("\n", " "),  # where a line ends says nothing
        tuple(places[start:end]),
        named,
        first.paragraph,
        first.heading,
        owners[0],
        owners[-1],
    )


def _paragraphs(document: Document) -> Iterator[tuple[str, list[int], list[int]]]:
    """The running text of each paragraph: its characters, their places, their blocks."""
    text: list[str] = []
    places: list[int] = []
    blocks: list[int] = []
    paragraph = -1
    for number, block in enumerate(document.blocks):
        displayed = block.kind not in (BlockKind.PROSE, *_SHOWN)
        if (block.paragraph != paragraph or displayed) and text:
            yield "".join(text), places, blocks
            text, places, blocks = [], [], []
        paragraph = block.paragraph
        if displayed:
            continue
        shown = block.text if block.kind is BlockKind.PROSE else f"‹{number}›"
        text.append(shown)
        origin = (
            list(block.origin[:-1]) if shown is block.text else [block.outer.start] * len(shown)
        )
        if shown is not block.text:
            origin[-1] = max(block.outer.end - 1, block.outer.start)
        places += origin
        blocks += [number] * len(shown)
    if text:
        yield "".join(text), places, blocks
