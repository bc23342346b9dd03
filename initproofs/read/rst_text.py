"""Lines of reStructuredText -> words, maths and code on a Page: roles, literals, links, tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Protocol

from ..nouns import BlockKind
from .page import Page
from .pieces import Range

# Where inline markup may begin and end, by the rules of docutils.
BEFORE = r"(?<![^\s'\"(\[{<\-/:‘“’«])"
AFTER = r"(?=[\s'\")\]}>\-/:.,;!?\\’”»]|\Z)"
INLINE = re.compile(
    rf"""(?P<escape>\\.)
    | (?P<literal>{BEFORE}``(?=\S)(?:[^`]|`(?!`))+(?<=\S)``{AFTER})
    | (?P<role>{BEFORE}:(?P<name>[\w:.+-]+):`(?=\S)(?P<said>(?:[^`\\]|\\.)*)`)
    | (?P<suffixed>{BEFORE}`(?=\S)(?P<before>(?:[^`\\]|\\.)*)`:(?P<after>[\w:.+-]+):)
    | (?P<link>{BEFORE}`(?=\S)(?P<label>[^`<>]*?)\s*(?P<target><[^<>`]*>)`__?)
    | (?P<plain>{BEFORE}`(?=\S)(?P<shown>[^`]*)`_{{0,2}})
    | (?P<strong>{BEFORE}\*\*(?=\S)(?P<loud>[^*]*?\S)\*\*{AFTER})
    | (?P<emphasis>{BEFORE}\*(?=[^\s*])(?P<soft>[^*]*?)(?<=\S)\*{AFTER})
    | (?P<note>\[[\w#*-]*\]_)
    | (?P<open>{BEFORE}:(?:math|code):`)""",
    re.VERBOSE | re.DOTALL,
)
LABELLED = re.compile(r"(.*?)\s*<[^<>]*>\Z", re.DOTALL)
SNIPPETS = frozenset(["code", "python", "py", "command", "file", "kbd", "samp", "func"])


class Lines(Protocol):
    """The lines of a document, and the page they are written on."""

    page: Page
    lines: list[tuple[int, int]]
    role: str

    def text(self, number: int) -> str: ...
    def blank(self, number: int) -> bool: ...


def piece(page: Page, kind: BlockKind, ranges: list[Range], language: str = "") -> None:
    """Whole lines as one piece of maths or code."""
    begin = page.here
    _written(page, ranges)
    page.piece(kind, begin, (begin, page.here), language)


def _written(page: Page, ranges: list[Range]) -> None:
    for number, (start, end) in enumerate(ranges):
        if number:
            page.put("\n", ranges[number - 1][1], ranges[number - 1][1] + 1)
        page.copy(start, end)


def inline(page: Page, ranges: list[Range], role: str) -> None:
    """The words of a paragraph, its markup taken away; markup may run over several lines."""
    text = "\n".join(page.source[start:end] for start, end in ranges)
    firsts = [0]
    for start, end in ranges[:-1]:
        firsts.append(firsts[-1] + end - start + 1)

    def place(at: int) -> int:
        line = bisect_right(firsts, at) - 1
        return ranges[line][0] + at - firsts[line]

    def write(start: int, end: int) -> None:
        while start < end:
            line = bisect_right(firsts, start) - 1
            stop = min(end, firsts[line] + ranges[line][1] - ranges[line][0])
            page.copy(place(start), place(stop))
            if stop < end:
                page.put("\n", ranges[line][1], ranges[line][1] + 1)
            start = stop + 1

    at = 0
    while match := INLINE.search(text, at):
        write(at, match.start())
        at = _marked(page, match, role, write, place)
    write(at, len(text))


def _marked(
    page: Page,
    match: re.Match[str],
    role: str,
    write: Callable[[int, int], None],
    place: Callable[[int], int],
) -> int:
    """Writes what a piece of inline markup shows; returns where to go on."""
    kind = next(name for name in KINDS if match[name] is not None)
    if kind == "escape":
        if not match[0][1].isspace():
            write(match.start() + 1, match.end())
        return match.end()
    if kind == "open":
        page.trouble(place(match.start()), place(match.end()), f"this {match[0]} is never closed")
        return match.end()
    if kind == "note":
        return match.end()
    named = {"role": match["name"], "suffixed": match["after"], "plain": role}.get(kind) or ""
    said = {"literal": "literal", "role": "said", "suffixed": "before", "link": "label"}
    said |= {"plain": "shown", "strong": "loud", "emphasis": "soft"}
    start, end = match.span(said[kind])
    if kind == "literal":
        start, end = match.start() + 2, match.end() - 2
    sort = _sort(kind, named)
    if sort is None:
        label = LABELLED.match(match.string[start:end]) if kind == "role" else None
        write(start, start + label.end(1) if label else end)
        return match.end()
    begin = page.here
    page.put("`", place(match.start()), place(start))
    first = page.here
    write(start, end)
    last = page.here
    page.put("`", place(end), place(match.end() - 1) + 1)
    page.piece(sort, begin, (first, last))
    return match.end()


KINDS = "escape literal role suffixed link plain strong emphasis note open".split()


def _sort(kind: str, role: str) -> BlockKind | None:
    if kind == "literal" or role.rsplit(":", 1)[-1] in SNIPPETS:
        return BlockKind.SNIPPET
    return BlockKind.INLINE if role == "math" else None


def table(scan: Lines, at: int, indent: int, grid: bool) -> int:
    """A table: each cell is a paragraph of its own, from the columns that its borders show."""
    border = scan.text(at)
    mark = "+" if grid else " "
    edges = [column for column, sign in enumerate(border) if column >= indent and sign == mark]
    stops = edges if grid else _gaps(border, indent)
    at, row = at + 1, list[int]()
    while not (scan.blank(at) and (grid or _ended(scan, at))):
        text = scan.text(at)
        rule = (
            text[indent : indent + 1] == "+"
            if grid
            else bool(text.strip()) and set(text) <= {*"= "}
        )
        if rule or not text.strip() or not grid:
            _row(scan, row if rule or grid or not text.strip() else [*row, at], stops, grid)
            row = []
        else:
            row.append(at)
        at += 1
        if not grid and rule and _ended(scan, at):
            break
    _row(scan, row, stops, grid)
    scan.page.end_table()
    return at


def _ended(scan: Lines, at: int) -> bool:
    """Behind the last border of a simple table stands a blank line or nothing."""
    return scan.blank(at) and (
        at >= len(scan.lines) or set(scan.text(at - 1).strip()) <= {"=", " "}
    )


def _gaps(border: str, indent: int) -> list[int]:
    return [match.start() for match in re.finditer(r"=+", border) if match.start() >= indent]


def _row(scan: Lines, numbers: list[int], stops: list[int], grid: bool) -> None:
    scan.page.row()
    lows = [stop + grid for stop in stops]
    highs = stops[1:] if grid else [*stops[1:], 1 << 30]
    for low, high in zip(lows, highs, strict=False):
        ranges = []
        for number in numbers:
            start, end = scan.lines[number]
            text = scan.page.source[start + low : min(start + high, end)]
            left = start + low + len(text) - len(text.lstrip())
            ranges.append((min(left, end), min(left + len(text.strip()), end)))
        scan.page.part()
        inline(scan.page, [(a, b) for a, b in ranges if a < b] or [(0, 0)], scan.role)
    scan.page.part()
