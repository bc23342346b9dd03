"""A delimiter of maths in a source -> a piece of maths, or Unread where it is never closed."""

from __future__ import annotations

import re

from ..nouns import BlockKind
from . import delimiters
from .scanner import Scan, escaped

LABEL = re.compile(r"[ \t]*\{[#:.][^{}\r\n]*\}")  # {#eq-x}, {: .class}


def environment(scan: Scan, match: re.Match[str]) -> int:
    name = match[0][len(r"\begin{") : -1]
    if name not in delimiters.ENVIRONMENTS:
        return match.end()
    start = match.start()
    close = scan.find(rf"\end{{{name}}}", match.end(), scan.outline.section_end(match.end()))
    again = scan.source.find(match[0], match.end(), max(close, 0)) >= 0
    if close < 0 or again or not delimiters.may_cross_blank_lines(scan.source[start:close]):
        scan.trouble(*match.span(), rf"this \begin{{{name}}} is never closed")
        return _skip_display(scan, match)
    end = close + len(name) + len(r"\end{}")
    inner = (match.end(), close) if name in delimiters.DELIMITING else (start, end)
    return scan.keep(BlockKind.DISPLAY, start, end, inner)


def bracket(scan: Scan, match: re.Match[str]) -> int:
    opening = match[0]
    if opening in delimiters.DISPLAYS:
        return display(scan, match)
    close = scan.find(delimiters.INLINES[opening], match.end(), scan.limit)
    content = scan.source[match.end() : close] if close >= 0 else ""
    certain = len(opening) == 3 or (content.isalpha() and scan.writes_tex)
    if close >= 0 and (delimiters.is_bracketed(content) or (certain and content.strip())):
        inner = (match.end(), close)
        return scan.keep(BlockKind.INLINE, match.start(), close + len(opening), inner)
    return _mere_bracket(scan, match, close)


def _mere_bracket(scan: Scan, match: re.Match[str], close: int) -> int:
    r"""A ``\(`` that is only an escaped bracket, or one that was meant and never closed."""
    rest = scan.source[match.end() : min(scan.limit, match.end() + 100)]
    if close < 0 and re.match(r"[^.?!]{0,80}?(?:\\[A-Za-z]|[=^_])", rest):
        scan.trouble(*match.span(), f"this {match[0]} is never closed")
    scan.keep(None, match.start(), match.end() - 1)
    return match.end()


def display(scan: Scan, match: re.Match[str]) -> int:
    start, opening = match.start(), match[0]
    closing = delimiters.DISPLAYS[opening]
    close = scan.find(closing, match.end(), scan.outline.section_end(match.end()))
    if close >= 0 and _opens_again(scan, opening, match.end(), close):
        close = -1
    content = scan.source[match.end() : close] if close >= 0 else ""
    if opening == r"\[" and 0 <= close < scan.limit and not delimiters.is_bracketed(content):
        return _mere_bracket(scan, match, close)
    if close >= 0 and delimiters.is_display(content):
        end = scan.keep(BlockKind.DISPLAY, start, close + len(closing), (match.end(), close))
        label = LABEL.match(scan.source, end)
        return scan.keep(None, *label.span()) if label else end
    if close >= 0 and not content.strip():
        return scan.keep(None, start, close + len(closing))
    if opening != "$$":
        return _mere_bracket(scan, match, close if close < scan.limit else -1)
    return _unclosed_double(scan, match, close)


def _opens_again(scan: Scan, opening: str, start: int, end: int) -> bool:
    """Whether a display opens before this one closes; ``\\\\[2pt]`` only ends a row."""
    if opening == "$$":
        return False
    at = scan.source.find(opening, start, end)
    while at >= 0 and (escaped(scan.source, at) or scan.source[at + 3 : at + 4].isdigit()):
        at = scan.source.find(opening, at + 1, end)
    return at >= 0


def _unclosed_double(scan: Scan, match: re.Match[str], close: int) -> int:
    if close >= 0 and close < scan.limit:
        return match.end()  # what stands between is no maths at all
    scan.trouble(*match.span(), f"this $$ is never closed{_next_one(scan, '$$', match.end())}")
    return _skip_display(scan, match)


def _skip_display(scan: Scan, match: re.Match[str]) -> int:
    """An unclosed display at the start of a line takes the rest of its paragraph with it."""
    start = match.start()
    line_start = scan.outline.lines[scan.outline.number(start) - 1][0]
    if scan.source[line_start:start].strip(" \t>"):
        return match.end()
    return scan.keep(None, start, scan.limit)


def _next_one(scan: Scan, delimiter: str, after: int) -> str:
    at = scan.find(delimiter, after, len(scan.source))
    if at < 0:
        return ""
    line = scan.outline.number(at)
    if at < scan.limit:
        return f" (what stands between it and the next one, line {line}, is not maths)"
    return f" (the next one is in another paragraph, line {line})"


def github(scan: Scan, match: re.Match[str]) -> int:
    close = scan.find("`$", match.end(), scan.limit)
    if close <= match.end():
        return dollar(scan, match)
    return scan.keep(BlockKind.INLINE, match.start(), close + 2, (match.end(), close))


def dollar(scan: Scan, match: re.Match[str]) -> int:
    start, source = match.start(), scan.source
    close = scan.find("$", start + 1, scan.limit)
    if close >= 0:
        content = source[start + 1 : close]
        doubled = source.startswith("$$", close) and content != content.strip()
        row = _in_row(scan, start)
        before, after = source[max(start - 8, 0) : start], source[close + 1 : close + 2]
        if not doubled and delimiters.is_dollared(content, before, after, row):
            return scan.keep(BlockKind.INLINE, start, close + 1, (start + 1, close))
    if delimiters.looks_unclosed(source, start, scan.limit) and not _closes(scan, start):
        scan.trouble(start, start + 1, f"this $ is never closed{_next_one(scan, '$', start + 1)}")
    return start + 1


def _closes(scan: Scan, at: int) -> bool:
    """A ``$`` right behind another piece of maths is what is left of that one's delimiters."""
    return bool(scan.pieces) and scan.pieces[-1].end == at and scan.pieces[-1].kind is not None


def _in_row(scan: Scan, at: int) -> bool:
    start, end = scan.outline.lines[scan.outline.number(at) - 1]
    return scan.source[start:end].lstrip(" \t>").startswith("|")
