"""What the words around a formula say of it: which scheme it is, and whether a number named there
is a variance, a standard deviation or a limit.

Only words that are near count: those of its sentence, of its row in a table, of the sentence that
introduces a display, and of a heading that nothing has taken back. Refuses nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..given.links import Replay
from ..given.sentences import Sentence
from ..nouns import BlockKind
from .scale_words import FRAMEWORK, OTHERWISE, law_said, spoken
from .schemes import API, TORCH, Scheme, named

_TOPIC = re.compile(r"\binitiali[sz](?:ation|ers?)\b|\binit\b", re.I)
_PLACE = re.compile(r"‹(\d+)›")
_LABELLED = re.compile(r"^\W*[\w-]+(?: [\w-]+)?: [A-Z]\w+\W*$")  # “sigmoid: Kumar”
FORMULAS = (BlockKind.INLINE, BlockKind.DISPLAY, BlockKind.PLAIN)
_MEMBER = re.compile(r"\\\\|[,;]|\\q?quad\b|\b(?:or|and)\b")  # what parts the lines of a formula
_TEXT = re.compile(r"(?<![_^{])\\(?:text|mathrm|textrm|mbox)\{([^{}]*)\}")
_MARKUP = re.compile(r"[{}$&]|\\(?:text|mathrm|textrm|mbox)\b")
_BARE = re.compile(r"(?:‹\d+›|\W|\b(?:or|and)\b)*")  # formulas, with nothing said of them
WIDE = 500  # characters that words may be away
_NAME = 80  # characters of a snippet that may name a scheme
_SHORT = 9  # words of a line that is a label and no sentence


@dataclass(frozen=True)
class Nearby:
    """``schemes`` are all those named near, the nearest first; ``close`` says that the words
    belong to the formula itself and not to a heading above; ``text`` is what was looked at."""

    schemes: tuple[Scheme, ...]
    close: bool
    before: str
    text: str
    otherwise: bool
    spoken: tuple[str, ...]
    law: str
    alone: bool = False  # a display, or a cell of a table


class Surroundings:
    """The words of one note, ready to be asked about the place of a formula."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.document = replay.notes.document
        self.sentences = replay.sentences

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.last_block for sentence in self.sentences]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.first_block for sentence in self.sentences]

    @cached_property
    def _within(self) -> dict[int, int]:
        """The sentence that each inline formula stands in."""
        return {b: i for i, sentence in enumerate(self.sentences) for b in sentence.blocks}

    @cached_property
    def _paragraphs(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.paragraph, []).append(sentence)
        return found

    def of(self, block: int, offset: int) -> Nearby:
        """The words near the formula that begins at ``offset`` of the file, in a block."""
        row = self._among_cells(block) or self._row(offset)
        if row is not None:
            return row
        sentence, place = self._sentence(block, offset)
        before = sentence.text[max(place - WIDE, 0) : place] if sentence else ""
        after = sentence.text[place : place + WIDE] if sentence else ""
        if sentence is not None and len(after) < WIDE:
            after += self._bracketed(sentence)
        lead, trail = self._own(block, offset)
        before, after = before + lead, trail + after
        before, after = self._with_code(before), self._with_code(after)
        schemes = _ordered(before, after)
        text, close = before + after, bool(schemes) and _introduces(sentence, block)
        if not schemes and sentence:
            text = self._earlier(sentence) + " " + text
            schemes = _ordered(text, "")
        heading = ""
        if not schemes:
            heading = self.topic(block)
            schemes = _ordered(heading, "")
            close = bool(schemes) and self._right_under(heading, sentence, block)
        found = _nearby(schemes, close, before, after, heading, self.spelled(text))
        return replace(found, alone=block not in self._within)

    def _own(self, block: int, offset: int) -> tuple[str, str]:
        """The words inside a formula, in the one of its lines or members that a scale stands in."""
        place = self.document.blocks[block]
        if place.kind not in FORMULAS:
            return "", ""
        source = self.document.source
        lead = _MEMBER.split(source[place.span.start : offset])[-1]
        trail = _MEMBER.split(source[offset : place.span.end])[0]
        return _MARKUP.sub(" ", lead), " ".join(_TEXT.findall(trail))

    def leading(self, block: int) -> str:
        """The words before a formula in its sentence, or of the one before if there are none."""
        sentence, place = self._sentence(block, self.document.blocks[block].outer.start)
        if sentence is None:
            return ""
        words = sentence.text[max(place - WIDE, 0) : place]
        if not words.strip() and block in self._within and self._within[block]:
            return self.sentences[self._within[block] - 1].text
        return words

    def behind(self, block: int) -> str:
        """The words behind a formula in its sentence."""
        if block not in self._within:
            return ""
        text = self.sentences[self._within[block]].text
        return text[text.index(f"‹{block}›") :][:WIDE]

    def following(self, block: int, count: int) -> str:
        """The sentences after a formula's own, with their formulas in place."""
        first = bisect_left(self._starts, block + 1)
        return self.spelled(" ".join(s.text for s in self.sentences[first : first + count]))

    def number(self, block: int) -> int:
        """The number of the sentence that a block stands in, or that leads to it."""
        return self._within.get(block, bisect_left(self._ends, block) - 1)

    def between(self, first: int, last: int) -> str:
        """The words from the block ``first`` to the block ``last``."""
        near = [s for s in self.sentences if s.last_block >= first and s.first_block <= last]
        text = " ".join(sentence.text for sentence in near)
        start, end = text.find(f"‹{first}›"), text.find(f"‹{last}›")
        return text[max(start, 0) : end if end >= 0 else None]

    def _right_under(self, heading: str, sentence: Sentence | None, block: int) -> bool:
        """Is its sentence the first one with words under the heading, and leads to the formula?"""
        if sentence is None or not _introduces(sentence, block):
            return False
        before = bisect_left(self._starts, sentence.first_block)
        while before and _BARE.fullmatch(self.sentences[before - 1].text):
            before -= 1
        return before > 0 and self.sentences[before - 1].text == heading

    def spelled(self, text: str) -> str:
        """With the formulas and the code of a sentence in place; of long ones the beginning."""
        blocks = self.document.blocks
        return _PLACE.sub(lambda match: blocks[int(match[1])].text[:WIDE], text)

    def _with_code(self, text: str) -> str:
        """With the names in code in place: ``kaiming_uniform_`` names a scheme as well."""

        def typed(match: re.Match[str]) -> str:
            block = self.document.blocks[int(match[1])]
            short = block.kind is BlockKind.SNIPPET and len(block.text) <= _NAME
            return block.text if short else match[0]

        return _PLACE.sub(typed, text)

    def _sentence(self, block: int, offset: int) -> tuple[Sentence | None, int]:
        """Its own sentence, or the one that introduces it, and where in it the formula stands."""
        if block in self._within:
            sentence = self.sentences[self._within[block]]
            return sentence, sentence.text.index(f"‹{block}›")
        if self.document.blocks[block].kind is BlockKind.PROSE:
            for sentence in self._paragraphs.get(self.document.blocks[block].paragraph, ()):
                if sentence.places[0] <= offset <= sentence.places[-1]:
                    return sentence, bisect_left(sentence.places, offset)
        before = bisect_left(self._ends, block)
        last = self.sentences[before - 1] if before else None
        return last, len(last.text) if last else 0

    def _bracketed(self, sentence: Sentence) -> str:
        """A remark in brackets behind the full stop: “(He initialisation)”."""
        same = self._paragraphs[sentence.paragraph]
        following = same[same.index(sentence) + 1 :][:1]
        return " " + following[0].text[:WIDE] if following and following[0].text[0] == "(" else ""

    def _earlier(self, sentence: Sentence) -> str:
        """The sentences of the same paragraph before this one."""
        same = self._paragraphs[sentence.paragraph]
        at = same.index(sentence)
        return " ".join(s.text for s in same[max(at - 3, 0) : at])[-WIDE:]

    def topic(self, block: int) -> str:
        """The latest heading or label that speaks of initialisation, unless it names no scheme."""
        for sentence in reversed(self.sentences[: bisect_left(self._starts, block)]):
            same = self._paragraphs[sentence.paragraph]
            label = len(same) == 1 and len(sentence.text.split()) <= _SHORT
            label = label and (not sentence.text.endswith(".") or bool(sentence.heading))
            label = label and (_speaks(sentence.text) or bool(_LABELLED.match(sentence.text)))
            if sentence.heading or label:
                return sentence.text if named(sentence.text) else ""
        return ""

    def _row(self, offset: int) -> Nearby | None:
        """In a table: the words of the row before the cell, and the head of its column."""
        line, column = self.document.place(offset)
        text = self._line(line)
        if text.count("|") < 2 or not text.lstrip().startswith("|"):
            return None
        cell = text[: column - 1].count("|")
        head = next(self._head(line), [])
        title = head[cell] if cell < len(head) else ""
        before = text[: text.rfind("|", 0, column)]
        own = text[len(before) :].partition("|")[2].partition("|")[0]
        return _of_row(before, title, own)

    def _among_cells(self, block: int) -> Nearby | None:
        """The same in a table that is not written with bars."""
        paragraph = self.document.blocks[block].paragraph
        for table in self.document.tables:
            for first, last in table:
                if first <= paragraph < last:
                    titles, texts = self._texts(*table[0]), self._texts(first, last)
                    place = [number for number, _ in texts].index(paragraph)
                    title = titles[place][1] if len(titles) == len(texts) else ""
                    before = "".join(f"| {text} " for _, text in texts[:place])
                    return _of_row(before, title, texts[place][1])
        return None

    def _texts(self, first: int, last: int) -> list[tuple[int, str]]:
        """The cells of a row, without the empty ones."""
        found: dict[int, str] = {}
        for block in self.document.blocks:
            if first <= block.paragraph < last:
                text = self.document.source[block.outer.start : block.outer.end]
                found[block.paragraph] = f"{found.get(block.paragraph, '')}{text}"
        return [(number, text.strip()) for number, text in found.items() if text.strip()]

    def _head(self, line: int) -> Iterator[list[str]]:
        while line > 1 and self._line(line).lstrip().startswith("|"):
            line -= 1
            if re.fullmatch(r"[\s|:-]+", self._line(line)) and "-" in self._line(line) and line > 1:
                yield self._line(line - 1).split("|")
                return

    def _line(self, number: int) -> str:
        """A line of the file; that of a script without the sign of its comment."""
        span = self.document.line(number)
        text = self.document.source[span.start : span.end]
        return text.replace("#", " ", 1) if text.startswith("# |") else text


def _of_row(before: str, title: str, own: str) -> Nearby:
    schemes = _ordered(before.replace("|", " | "), "")
    found = _nearby(schemes, bool(schemes), title + " ", "", before, own)
    return replace(found, alone=True)


def _ordered(before: str, after: str) -> tuple[Scheme, ...]:
    found = [scheme for _, scheme in reversed(named(before))]
    found += [scheme for _, scheme in named(after)]
    return tuple(dict.fromkeys(found))


def _introduces(sentence: Sentence | None, block: int) -> bool:
    """Is the formula in the sentence, or announced by it?"""
    if sentence is None:
        return False
    inside = sentence.first_block <= block <= sentence.last_block
    return inside or bool(sentence.heading) or sentence.text.rstrip()[-1:] not in ".!?"


def nearby_of(words: str) -> Nearby:
    """What a comment or a name says by itself."""
    return _nearby(_ordered(words, ""), True, words, "", "", "")


def _speaks(text: str) -> bool:
    return bool(_TOPIC.search(text) or named(text))


def _nearby(
    schemes: tuple[Scheme, ...], close: bool, before: str, after: str, heading: str, text: str
) -> Nearby:
    everything = f"{heading} {text}"
    by_name = API.search(f"{before} {after} {everything}")
    return Nearby(
        schemes,
        close,
        before,
        everything,
        bool(OTHERWISE.search(everything))
        or (TORCH not in schemes and not by_name and bool(FRAMEWORK.search(everything))),
        spoken(before, after),
        law_said(f"{before} {after}", heading),
    )
