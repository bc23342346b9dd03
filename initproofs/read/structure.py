"""Masked lines -> leaves, by markdown-it-py; what it drops as nested too deeply is Unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..nouns import BlockKind, Span, Unread
from .mask import Masked
from .outline import PREFIX
from .pieces import Leaf, Range, merged

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 100
CELL_END = re.compile(r"(?<!\\)\|")
UNSTRUCTURED = ["code", "html_block", "lheading", "reference"]  # would destroy plain text


def leaves(masked: Masked, plain: bool) -> tuple[list[Leaf], list[Unread]]:
    """The leaves in reading order; ``plain`` is text that was never written for Markdown."""
    from markdown_it import MarkdownIt  # 50 ms, which nobody pays who only asks for --help

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.disable("fence")  # fences are known already
    if plain:
        parser.disable(UNSTRUCTURED)
    parser.core.ruler.enableOnly(["block"])
    env: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = parser.parse("\n".join(masked.lines).replace("\0", "\ufffd"), env)
    unread = []
    if any(token.level > DEEPEST - 5 for token in tokens):
        seen = [reference["map"] for reference in env.get("references", {}).values()]
        unread = list(_dropped(masked, tokens, seen))
    return list(_leaves(masked, tokens)), unread


def _leaves(masked: Masked, tokens: list[Token]) -> Iterator[Leaf]:
    row, cursor = -1, 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        first = token.map[0] if token.map else 0
        if token.type == "code_block":
            yield _indented(masked, first, token.content)
        elif token.type == "html_block":
            yield Leaf(_lines(masked, first, token.content))
        elif token.type == "tr_close":
            yield from _surplus(masked, row, cursor)
        elif token.type == "inline" and before:
            if before.type == "heading_open":
                yield _heading(masked, first, token.content, before)
            elif before.type in ("th_open", "td_open"):
                if first != row:
                    row, cursor = first, _row_start(masked.lines[first])
                leaf, cursor = _cell(masked, row, cursor, token.content)
                yield leaf
            else:
                yield Leaf(_lines(masked, first, token.content))


def _lines(masked: Masked, first: int, content: str) -> tuple[Range, ...]:
    """The ranges of lines whose prefixes markdown-it has taken away."""
    ranges: list[Range] = []
    reached = 0
    for number, line in enumerate(content.split("\n"), first):
        if number >= len(masked.lines):
            break
        newline = masked.ends[number - 1]
        if ranges and newline >= reached:  # lines of what is masked end in one place
            ranges.append((newline, newline + 1))
        whole = masked.lines[number]
        if not whole.endswith(line):  # trimmed at the end of the paragraph, or a tab cut in two
            line = line.strip()
        start = whole.rfind(line) if line else len(whole)
        ranges.append((masked.offset(number, start), masked.offset(number, start + len(line))))
        reached = max(reached, *(end for _, end in ranges[-2:]))
    return merged(ranges)


def _heading(masked: Masked, first: int, content: str, token: Token) -> Leaf:
    level = int(token.tag[1:])
    if not token.markup.startswith("#"):
        return Leaf(_lines(masked, first, content), heading=level)
    line = masked.lines[first]
    start = line.find(content, line.index(token.markup) + level)
    ends = masked.offset(first, start), masked.offset(first, start + len(content))
    return Leaf(merged([ends]), heading=level)


def _row_start(line: str) -> int:
    match = PREFIX.match(line)
    return match.end() if match else 0


def _cell(masked: Masked, row: int, cursor: int, content: str) -> tuple[Leaf, int]:
    """A cell of a row, and where the next one may begin."""
    line = masked.lines[row]
    if line.startswith("|", cursor):
        cursor += 1
    written = content if content in line[cursor:] else content.replace("|", r"\|")
    start = line.find(written, cursor)
    if not content or start < 0:
        border = CELL_END.search(line, cursor)
        return Leaf(()), border.start() if border else len(line)
    border = CELL_END.search(line, start + len(written))
    ends = masked.offset(row, start), masked.offset(row, start + len(written))
    return Leaf(merged([ends])), border.start() if border else len(line)


def _surplus(masked: Masked, row: int, cursor: int) -> Iterator[Leaf]:
    """Cells beyond the last column, which a renderer drops: here no text is lost."""
    line = masked.lines[row]
    while cursor < len(line):
        start = cursor + line.startswith("|", cursor)
        border = CELL_END.search(line, start)
        cursor = border.start() if border else len(line)
        if line[start:cursor].strip():
            yield Leaf(merged([(masked.offset(row, start), masked.offset(row, cursor))]))


def _indented(masked: Masked, first: int, content: str) -> Leaf:
    """Indented code, unless it begins with a display or a fence."""
    ranges = _lines(masked, first, content.rstrip("\n"))
    line = masked.lines[first]
    start = masked.offset(first, len(line) - len(line[_row_start(line) :].lstrip()))
    piece = masked.solid.get(start)
    maths = piece is not None and (piece.alone or piece.kind is BlockKind.DISPLAY)
    return Leaf(ranges, code=not maths)


def _dropped(masked: Masked, tokens: list[Token], seen: list[list[int]]) -> Iterator[Unread]:
    covered = bytearray(len(masked.lines))
    leaf_types = ("inline", "code_block", "html_block", "hr", "table_open", "heading_open")
    maps = [token.map for token in tokens if token.type in leaf_types and token.map]
    for first, last in [*maps, *seen]:
        covered[first:last] = b"\1" * (last - first)
    reason = f"nested more than {DEEPEST} deep"
    for number, line in enumerate(masked.lines):
        if not covered[number] and any(character.isalnum() for character in line):
            start = masked.offset(number, len(line) - len(line.lstrip(" \t>")))
            yield Unread(Span(start, masked.ends[number]), reason)
