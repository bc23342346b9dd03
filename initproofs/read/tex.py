r"""A LaTeX document -> Document: its text, its maths and its code; nothing of it is run.

Comments are no text, and the author's own commands are written out as TeX would (``tex_macros``). A
formula that is never closed, and one with a command that is not written out, is Unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from ..nouns import BlockKind, Document
from . import tex_words as words
from .delimiters import DELIMITING, may_cross_blank_lines
from .page import UNREAD
from .pieces import Range, merged, without
from .tex_macros import CannotExpand, Letter, expanded
from .tex_scan import COMMENT, Scan

TOKEN = re.compile(
    r"""(?P<comment>%) | (?P<blank>(?:\r\n|\r(?!\n)|\n)[ \t]*(?=\r|\n))
    | (?P<display>\$\$|\\\[) | (?P<inline>\$|\\\()
    | \\(?P<edge>begin|end)\s*\{(?P<environment>[^{}]*)\}
    | \\(?P<verbatim>verb|lstinline|mintinline)(?![A-Za-z])\*?
    | \\(?P<command>[A-Za-z@]+)\*? | \\(?P<sign>.)
    | (?P<brace>[{}]) | (?P<tie>~) | (?P<cell>&)""",
    re.VERBOSE | re.DOTALL,
)
LANGUAGE = re.compile(r"language\s*=\s*\{?(?:\[[^\]]*\])?\s*([\w+#]+)")
CLOSES = {"$$": "$$", r"\[": r"\]", "$": "$", r"\(": r"\)"}


def read_tex(name: str, source: str) -> Document:
    """The body of a document, or all of a chapter that has no preamble."""
    scan = Scan(source)
    skipped = [span for span in scan.definitions if scan.start <= span[0] < scan.stop]
    for start, stop in without(((scan.start, scan.stop),), skipped):
        at = start
        while match := TOKEN.search(source, at, stop):
            scan.page.copy(at, match.start())
            at = min(HANDLERS[match.lastgroup or ""](scan, match), scan.stop)
        scan.page.copy(min(at, stop), stop)
    return scan.page.document(name)


def _comment(scan: Scan, match: re.Match[str]) -> int:
    comment = COMMENT.match(scan.source, match.start(), scan.stop)
    return comment.end() if comment else match.end()


def _blank(scan: Scan, match: re.Match[str]) -> int:
    scan.page.part()
    return match.end()


def _maths(scan: Scan, match: re.Match[str]) -> int:
    opening = match[0]
    close = scan.find(CLOSES[opening], match.end())
    inline = match.lastgroup == "inline"
    if close >= 0 and close > scan.blank(match.end()):
        content = scan.source[match.end() : close]
        close = -1 if inline or not may_cross_blank_lines(content) else close
    if close < 0:
        scan.page.trouble(*match.span(), f"this {opening} is never closed")
        return match.end()
    kind = BlockKind.INLINE if inline else BlockKind.DISPLAY
    return _formula(scan, kind, (match.start(), close + len(opening)), (match.end(), close))


def _formula(scan: Scan, kind: BlockKind, outer: Range, inner: Range) -> int:
    """Writes a formula without its comments, its author's commands written out."""
    page = scan.page
    begin = page.here
    first = bisect_left(scan.comments, inner)
    last = bisect_left(scan.comments, (inner[1], 0))
    shown = without(merged([inner]), scan.comments[first:last])
    letters = [
        Letter(scan.source[at], at, at + 1) for low, high in shown for at in range(low, high)
    ]
    try:
        letters = expanded(letters, scan.macros)
    except CannotExpand as trouble:
        page.trouble(trouble.start, trouble.end, trouble.reason)
        page.put(UNREAD, *outer)
        return outer[1]
    page.copy(outer[0], inner[0])
    start = page.here
    for letter in letters:
        page.put(letter.text, letter.start, letter.end)
    stop = page.here
    page.copy(inner[1], outer[1])
    page.piece(kind, begin, (start, stop))
    return outer[1]


def _environment(scan: Scan, match: re.Match[str]) -> int:
    name, opens = match["environment"].strip(), match["edge"] == "begin"
    if opens and name in words.MATHS:
        return _displayed(scan, match, name)
    if opens and name in words.CODE:
        return _code(scan, match, name)
    scan.page.part()
    if opens and name in words.HIDDEN:
        close = scan.find(rf"\end{{{name}}}", match.end())
        return close + len(rf"\end{{{name}}}") if close >= 0 else match.end()
    if name in words.CELLS:
        scan.tables += 1 if opens else -1
        scan.page.row() if opens else scan.page.end_table()
    at = scan.options(match.end()) if opens else match.end()
    if opens and name in scan.named:
        scan.page.put(f"{scan.named[name]}. ", *match.span())
    return _skipped(scan, at, words.ARGUMENTS.get(name, 0)) if opens else at


def _displayed(scan: Scan, match: re.Match[str], name: str) -> int:
    ending = rf"\end{{{name}}}"
    close = scan.find(ending, match.end())
    if close < 0 or scan.source.find(match[0], match.end(), close) >= 0:
        scan.page.trouble(*match.span(), f"this {match[0]} is never closed")
        return match.end()
    end = close + len(ending)
    whole = (match.start(), end)
    return _formula(
        scan, BlockKind.DISPLAY, whole, (match.end(), close) if name in DELIMITING else whole
    )


def _code(scan: Scan, match: re.Match[str], name: str) -> int:
    ending = rf"\end{{{name}}}"
    close = scan.source.find(ending, match.end(), scan.stop)
    if close < 0:
        scan.page.trouble(*match.span(), f"this {match[0]} is never closed")
        return match.end()
    at = scan.options(match.end())
    language = LANGUAGE.search(scan.source, match.end(), at)
    spoken = language[1].lower() if language else ""
    if name == "minted" and (brace := scan.argument(at)) >= 0:
        spoken, at = scan.source[at + 1 : brace].lower(), brace + 1
    if name.startswith("py"):
        spoken = "python"
    line = scan.source.find("\n", at, close)
    at = line + 1 if line >= 0 and not scan.source[at:line].strip() else at
    scan.page.part()
    begin = scan.page.here
    scan.page.copy(match.start(), close + len(ending))
    inner = (begin + at - match.start(), begin + max(at, close) - match.start())
    scan.page.piece(BlockKind.CODE, begin, inner, spoken)
    scan.page.part()
    return close + len(ending)


def _verbatim(scan: Scan, match: re.Match[str]) -> int:
    r"""``\verb|x|`` and ``\lstinline{x}``: what stands between two equal characters."""
    at = scan.options(match.end())
    if match["verbatim"] == "mintinline":
        at = scan.argument(at) + 1 or at
    mark = scan.source[at : at + 1]
    close = scan.argument(at) if mark == "{" else scan.source.find(mark or " ", at + 1, scan.stop)
    if close < 0 or "\n" in scan.source[at:close] or mark.isspace():
        scan.page.trouble(*match.span(), f"this {match[0]} is never closed")
        return match.end()
    begin = scan.page.here
    scan.page.copy(match.start(), close + 1)
    inner = (begin + at + 1 - match.start(), begin + close - match.start())
    scan.page.piece(BlockKind.SNIPPET, begin, inner)
    return close + 1


def _command(scan: Scan, match: re.Match[str]) -> int:
    name, at = match["command"], match.end()
    if name in words.SNIPPETS:
        return _typed(scan, match)
    if name in words.SIGNS:
        scan.page.put(words.SIGNS[name], *match.span())
        return at
    if name in words.HEADINGS:
        at = scan.options(at)
        scan.page.part(words.HEADINGS[name])
        scan.headings.add(scan.argument(at))
        return at
    if name in words.BREAKING:
        scan.page.part()
    return _skipped(scan, scan.options(at), words.SILENT.get(name, 0))


def _skipped(scan: Scan, at: int, count: int) -> int:
    """Behind so many arguments."""
    for _ in range(count):
        close = scan.argument(at)
        if close < 0:
            break
        at = scan.options(close + 1)
    return at


def _typed(scan: Scan, match: re.Match[str]) -> int:
    r"""``\texttt{x\_1}``: code, in which signs are escaped."""
    close = scan.argument(match.end())
    if close < 0:
        return match.end()
    begin = scan.page.here
    scan.page.copy(match.start(), match.end() + 1)
    start = at = match.end() + 1
    start = scan.page.here
    for escape in re.finditer(r"\\([%$&#_{} ])", scan.source[at:close]):
        scan.page.copy(at, match.end() + 1 + escape.start())
        at = match.end() + 1 + escape.end()
        scan.page.put(escape[1], at - 2, at)
    scan.page.copy(at, close)
    stop = scan.page.here
    scan.page.copy(close, close + 1)
    scan.page.piece(BlockKind.SNIPPET, begin, (start, stop))
    return close + 1


def _sign(scan: Scan, match: re.Match[str]) -> int:
    if match[0] == r"\\":
        scan.page.row() if scan.tables > 0 else scan.page.put("\n", *match.span())
        return scan.options(match.end())
    if match["sign"] in words.CHARACTERS:
        scan.page.put(words.CHARACTERS[match["sign"]], *match.span())
    return match.end()


def _brace(scan: Scan, match: re.Match[str]) -> int:
    if match.start() in scan.headings:
        scan.page.part()
    return match.end()


def _tie(scan: Scan, match: re.Match[str]) -> int:
    scan.page.put(" ", *match.span())
    return match.end()


def _cell(scan: Scan, match: re.Match[str]) -> int:
    if scan.tables > 0:
        scan.page.part()
    else:
        scan.page.copy(*match.span())
    return match.end()


HANDLERS: dict[str, Callable[[Scan, re.Match[str]], int]] = {
    "comment": _comment,
    "blank": _blank,
    "display": _maths,
    "inline": _maths,
    "environment": _environment,
    "verbatim": _verbatim,
    "command": _command,
    "sign": _sign,
    "brace": _brace,
    "tie": _tie,
    "cell": _cell,
}
