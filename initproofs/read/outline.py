"""Source -> what is known of it before Markdown: its lines, fences, and where maths must stop.

A fence that is never closed ends at the next blank line, and is said to be unread at its place.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from dataclasses import dataclass, field

from ..nouns import LINE_END, BlockKind, Span, Unread
from .directives import (
    COLONS,
    PROSE_FENCE,
    VERBATIM,
    body_begins,
    is_closing,
    is_proved,
    is_target,
    title_column,
)
from .pieces import Piece, Range, merged

CONTAINER = r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*"
PREFIX = re.compile(CONTAINER)
FENCE = re.compile(
    rf"(?P<prefix>{CONTAINER})"
    rf"(?P<marks>`{{3,}}(?=[^`]*$)|~{{3,}}|:{{3,}}(?=[ \t]*{VERBATIM}))(?P<info>.*)$"
)
BLANK = re.compile(r"[ \t>]*$")
HEADING = re.compile(r"[ \t>]*#{1,6}(?:[ \t]|$)")
FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?P<line>\r\n|\r|\n)(?:[^\r\n]*(?P=line))*?(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
MATHS_FENCE = re.compile(r"(?:math|latex-math|\{math\})(?:\s|$)")
LANGUAGE = re.compile(r"\{?\.?([\w+#-]+)")


@dataclass
class Outline:
    """``soft`` and ``hard`` are offsets which a paragraph, and any maths at all, cannot cross."""

    source: str
    lines: list[Range]
    blank: set[int] = field(default_factory=set)  # lines that are there for the tools alone
    titles: dict[int, int] = field(default_factory=dict)  # such lines, and where their text begins
    fences: dict[int, tuple[int, Piece]] = field(default_factory=dict)  # first line -> last, code
    soft: list[int] = field(default_factory=list)
    hard: list[int] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)  # lines of fences of colons, not yet closed
    proved: list[Span] = field(default_factory=list)  # theorems and proofs
    endless: int = sys.maxsize  # no comment that begins here or later ends
    unclosed: dict[str, int] = field(default_factory=dict)  # no fence of so many marks closes

    def line(self, number: int) -> str:
        start, end = self.lines[number]
        return self.source[start:end]

    def paragraph_end(self, offset: int) -> int:
        return _next(self.soft, offset, len(self.source))

    def section_end(self, offset: int) -> int:
        return _next(self.hard, offset, len(self.source))

    def number(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_left(self.lines, (offset + 1, 0))


def _next(stops: list[int], offset: int, default: int) -> int:
    at = bisect_left(stops, offset)
    return stops[at] if at < len(stops) else default


def outlined(source: str, front_matter: bool) -> Outline:
    """One walk over the lines of ``source``."""
    outline = Outline(source, lines(source))
    number = _front_matter(outline) if front_matter else 0
    while number < len(outline.lines):
        number = _step(outline, number)
    return outline


def lines(source: str) -> list[Range]:
    """Where each line stands, without what ends it."""
    ends = [0, *(at for end in LINE_END.finditer(source) for at in end.span()), len(source)]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _front_matter(outline: Outline) -> int:
    match = FRONT_MATTER.match(outline.source)
    if not match or ":" not in match[0]:
        return 0
    last = outline.number(match.end())
    outline.blank.update(range(last))
    outline.hard.append(match.end())
    outline.soft.append(match.end())
    return last


def _step(outline: Outline, number: int) -> int:
    """What line ``number`` is; returns the line to go on with."""
    line, (start, _) = outline.line(number), outline.lines[number]
    if COLONS.match(line):
        match = FENCE.match(line)
        return _fence(outline, number, match) if match else _directive(outline, number)
    if number in outline.blank or is_target(line):
        outline.blank.add(number)
        outline.soft.append(start)
    elif BLANK.match(line):
        outline.soft.append(start)
    elif HEADING.match(line):
        outline.soft.append(start)
        outline.hard.append(start)
        if number + 1 < len(outline.lines):
            outline.soft.append(outline.lines[number][1])
    elif "<!--" in line:
        return _comment(outline, number)
    elif ("```" in line or "~~~" in line) and (match := FENCE.match(line)):
        return _fence(outline, number, match)
    return number + 1


def _comment(outline: Outline, number: int) -> int:
    """A comment hides the fences in it. The line after it, or after a comment never closed."""
    start, end = outline.lines[number]
    opened = outline.source.rindex("<!--", start, end)
    if outline.source.count("`", start, opened) % 2:
        return number + 1  # it stands in a piece of code
    if opened >= outline.endless:
        return number + 1
    close = outline.source.find("-->", opened)
    if close < 0:
        outline.endless = opened
    return number + 1 if close < 0 else max(number + 1, outline.number(close))


def _fence(outline: Outline, number: int, match: re.Match[str]) -> int:
    start, _ = outline.lines[number]
    outline.soft.append(start)
    outline.hard.append(start)
    last, closed, body_end = _fence_end(outline, number, match)
    if closed and PROSE_FENCE.match(match["info"].strip()):
        return _directive(outline, number, last)
    if not closed:
        here = Span(start + match.start("marks"), start + match.end("marks"))
        reason = f"this {match['marks']} is never closed; it is read up to the next blank line"
        outline.unread.append(Unread(here, reason))
    outline.fences[number] = last, _code(outline, number, match, body_end, last)
    return last + 1


def _fence_end(outline: Outline, number: int, match: re.Match[str]) -> tuple[int, bool, int]:
    """Its last line, whether that is the end its author meant, and where its body ends."""
    quoted = match["prefix"].count(">")
    marks = match["marks"]
    close = re.compile(rf"[ \t>]*{marks[0]}{{{len(marks)},}}[ \t]*$")
    hopeless = len(marks) >= outline.unclosed.get(marks[0], len(outline.source) + 1)
    blank = 0
    for after in range(number + 1, len(outline.lines)):
        line = outline.line(after)
        if close.match(line):
            return after, True, after
        if quoted and not line.lstrip().startswith(">"):
            return after - 1, True, after
        if not blank and BLANK.match(line):
            blank = after
            if hopeless:
                break
    outline.unclosed[marks[0]] = min(len(marks), outline.unclosed.get(marks[0], len(marks)))
    end = blank or len(outline.lines)
    return end - 1, False, end


def _directive(outline: Outline, first: int, last: int | None = None) -> int:
    """The line after the opening one and its options; what closes it, if known, says nothing."""
    outline.soft.append(outline.lines[first][0])
    if last is not None:
        _closed(outline, first, last)
    elif not is_closing(outline.line(first)):
        outline.opened.append(first)
    elif outline.opened:
        _closed(outline, outline.opened.pop(), first)
    column = title_column(outline.line(first))
    if column:
        outline.titles[first] = outline.lines[first][0] + column
    after = body_begins(outline.line, first, len(outline.lines) if last is None else last)
    outline.blank.update(range(first, after), () if last is None else (last,))
    outline.soft.append(outline.lines[after - 1][1])
    return after


def _closed(outline: Outline, first: int, last: int) -> None:
    if is_proved(outline.line(first)):
        outline.proved.append(Span(outline.lines[first][0], outline.lines[last][1]))


def _code(outline: Outline, first: int, match: re.Match[str], end: int, last: int) -> Piece:
    info = match["info"].strip()
    maths = MATHS_FENCE.match(info)
    language = LANGUAGE.match(info)
    quoted, indent = prefix_depth(match["prefix"])
    ranges: list[Range] = []
    for number in range(body_begins(outline.line, first, end), end):
        start, stop = outline.lines[number]
        newline = stop + 1 if number < last else stop
        ranges.append((start + prefix_length(outline.line(number), quoted, indent), newline))
    return Piece(
        BlockKind.DISPLAY if maths else BlockKind.CODE,
        outline.lines[first][0] + match.start("marks"),
        outline.lines[last][1],
        merged(ranges) or ((outline.lines[first][1], outline.lines[first][1]),),
        "" if maths or not language else language[1],
        alone=True,
    )


def prefix_depth(line: str) -> tuple[int, int]:
    """The quotes and lists that ``line`` begins in: marks of quotation, columns after the last."""
    match = PREFIX.match(line)
    prefix = match[0] if match else ""
    return prefix.count(">"), len(prefix[prefix.rfind(">") + 1 :].expandtabs(4))


def prefix_length(line: str, quoted: int, indent: int) -> int:
    """How much of ``line`` is the prefix of quotes, and at most ``indent`` columns of space."""
    at = 0
    for _ in range(quoted):
        match = re.compile(r"[ \t]*>").match(line, at)
        if not match:
            break
        at = match.end()
    column = 0
    while at < len(line) and line[at] in " \t" and column < indent:
        column = column + 1 if line[at] == " " else column - column % 4 + 4
        at += 1
    return at
