"""A document in Typst -> Document: its text, its formulas (as TeX) and its code; nothing is run.

Content in the arguments of a function is text like any other; statements (``#let``, ``#set``, …)
are no text. A formula that cannot be translated whole is Unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..nouns import BlockKind, Document
from .page import UNREAD, Page
from .typst_calls import call
from .typst_maths import CannotTranslate, Translator, tokens

TOKEN = re.compile(
    r"""(?P<url>https?://[^\s\])>]+) | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<raw>`+) | (?P<maths>\$)
    | (?P<blank>(?:\r\n|\r(?!\n)|\n)[ \t]*(?=\r|\n))
    | (?P<item>(?<![^\r\n])[ \t]*(?:[-+]|/|\d+\.)[ ])
    | (?P<heading>(?<![^\r\n])[ \t]*=+[ ])
    | (?P<statement>\#(?:let|set|show|import|include)\b) | (?P<code>\#[A-Za-z_({\[])
    | (?P<open>\[) | (?P<close>\])
    | \\(?P<escape>u\{[0-9a-fA-F]+\}|.)
    | (?P<label><[\w:.-]+>|@[\w:.-]+(?<![.:])) | (?P<tie>~)
    | (?P<mark>(?<![^\W_])[*_]|[*_](?![^\W_]))""",
    re.VERBOSE | re.DOTALL,
)
INSIDE = re.compile(
    r"""(?P<url>https?://[^\s\])>"]+) | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<quoted>"(?:\\.|[^"\\])*") | (?P<raw>`+) | (?P<maths>\$)
    | (?P<open>[\[({]) | (?P<close>[\])}])""",
    re.VERBOSE | re.DOTALL,
)
SKIPPED = re.compile(
    r"//[^\r\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|`[^`]*`|[\[({]|[\])}]|[\r\n;]", re.S
)
ENDS = re.compile(r"\\.|\"(?:\\.|[^\"\\])*\"|\$", re.DOTALL)
EXPRESSION = re.compile(r"#?(?:[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)?")
TABLE = re.compile(
    r"#table\s*\([^\[\]]*?\bcolumns:\s*(?:(?P<columns>[1-9]\d?)|\((?P<widths>[^()]*)\))"
)
DEFINED = re.compile(r"#let\s+([A-Za-z_][\w-]*)")
DELIM = re.compile(r"#set\s+math\.(?:mat|vec)\s*\([^()]*?delim:\s*(?:\"(.{0,2}?)\"|(none))")


class Scan:
    """One walk over a document; ``stack`` holds the brackets that are open here."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.own = frozenset(DEFINED.findall(source))
        delims = {a or b for a, b in DELIM.findall(source)}
        self.delim = delims.pop() if len(delims) == 1 else "("
        self.stack: list[str] = []
        self.columns = self.count = self.depth = 0  # of the table that is open here
        self.heading = False
        self.unclosed = len(source)  # no formula that begins here or later is closed

    @property
    def in_code(self) -> bool:
        return bool(self.stack) and self.stack[-1] in "({"


def read_typst(name: str, source: str) -> Document:
    """The document in reading order."""
    scan = Scan(source)
    at = 0
    while at < len(source):
        pattern = INSIDE if scan.in_code else TOKEN
        match = pattern.search(source, at)
        end = match.start() if match else len(source)
        if not scan.in_code:
            _words(scan, at, end)
        at = HANDLERS[match.lastgroup or ""](scan, match) if match else end
    return scan.page.document(name)


def _words(scan: Scan, start: int, end: int) -> None:
    """Text as it stands; a heading ends with its line."""
    line = scan.source.find("\n", start, end) if scan.heading else -1
    if line >= 0:
        scan.page.copy(start, line)
        scan.page.part()
        scan.heading, start = False, line
    scan.page.copy(start, end)


def _nothing(_scan: Scan, match: re.Match[str]) -> int:
    return match.end()


def _blank(scan: Scan, match: re.Match[str]) -> int:
    scan.page.part()
    scan.heading = False
    return match.end()


def _heading(scan: Scan, match: re.Match[str]) -> int:
    scan.page.part(min(match[0].count("="), 6))
    scan.heading = True
    return match.end()


def _escape(scan: Scan, match: re.Match[str]) -> int:
    said = match["escape"]
    if said.startswith("u{"):
        said = chr(min(int(said[2:-1], 16), 0x10FFFF))
    elif said in "\r\n":
        said = "\n"
    scan.page.put(said, *match.span())
    return match.end()


def _tie(scan: Scan, match: re.Match[str]) -> int:
    scan.page.put(" ", *match.span())
    return match.end()


def _raw(scan: Scan, match: re.Match[str]) -> int:
    """Code: in a sentence between single marks, or with a language between three and more."""
    marks, page = match[0], scan.page
    if len(marks) == 2:
        return match.end()
    close = scan.source.find(marks, match.end())
    if close < 0:
        page.trouble(*match.span(), f"this {marks} is never closed")
        return match.end()
    language = re.compile(r"[A-Za-z][\w+-]*" if len(marks) > 2 else r"(?!)").match(
        scan.source, match.end(), close
    )
    start = language.end() if language else match.end()
    block = "\n" in scan.source[start:close]
    if block:
        page.part()
        start = scan.source.find("\n", start) + 1
    begin = page.here
    page.copy(match.start(), close + len(marks))
    inner = (begin + start - match.start(), begin + close - match.start())
    spoken = language[0].lower() if language and block else ""
    page.piece(BlockKind.CODE if block else BlockKind.SNIPPET, begin, inner, spoken)
    if block:
        page.part()
    return close + len(marks)


def _maths(scan: Scan, match: re.Match[str]) -> int:
    source, start = scan.source, match.end()
    close = -1
    if match.start() < scan.unclosed:
        ends = (end.start() for end in ENDS.finditer(source, start) if end[0] == "$")
        close = next(ends, -1)
    if close < 0:
        scan.unclosed = min(scan.unclosed, match.start())
        scan.page.trouble(*match.span(), "this $ is never closed")
        return start
    inner = source[start:close]
    display = bool(inner.strip()) and inner[0].isspace() and inner[-1].isspace()
    _formula(scan, match.start(), close + 1, BlockKind.DISPLAY if display else BlockKind.INLINE)
    return close + 1


def _formula(scan: Scan, start: int, end: int, kind: BlockKind) -> None:
    page, begin = scan.page, scan.page.here
    found = tokens(scan.source, start + 1, end - 1)
    try:
        letters = Translator(found, call, scan.own, scan.delim).formula()
    except CannotTranslate as trouble:
        page.trouble(trouble.start, trouble.end, trouble.reason)
        page.put(UNREAD, start, end)
        return
    page.copy(start, start + 1)
    first = page.here
    for letter in letters:
        page.put(letter.text, letter.start, letter.end)
    last = page.here
    page.copy(end - 1, end)
    page.piece(kind, begin, (first, last))


def _statement(scan: Scan, match: re.Match[str]) -> int:
    """``#let``, ``#set`` and their like, up to the end of the line or their brackets."""
    depth = 0
    for token in SKIPPED.finditer(scan.source, match.end()):
        depth += {"[": 1, "(": 1, "{": 1, "]": -1, ")": -1, "}": -1}.get(token[0], 0)
        if depth < 0:
            return token.start()
        if not depth and token[0] in "\r\n;":
            return token.end() if token[0] == ";" else token.start()
    return len(scan.source)


def _code(scan: Scan, match: re.Match[str]) -> int:
    """``#name(…)[…]``: what it says stands in its brackets; ``#table(…)`` has its cells in rows."""
    if table := TABLE.match(scan.source, match.start()):
        widths = [width for width in (table["widths"] or "").split(",") if width.strip()]
        scan.columns, scan.count = len(widths) or int(table["columns"]), 0
        scan.depth = len(scan.stack)
    return _continued(scan, match.start())


def _continued(scan: Scan, at: int) -> int:
    """Behind a name or a bracket of code: another bracket goes on with it."""
    expression = EXPRESSION.match(scan.source, at)
    at = expression.end() if expression else at
    if scan.source[at : at + 1] in ("(", "{", "["):
        scan.stack.append(scan.source[at])
        if scan.source[at] == "[":
            scan.page.part()
        return at + 1
    return at


def _open(scan: Scan, match: re.Match[str]) -> int:
    """A bracket: content in code begins a paragraph, in text it is itself."""
    if not scan.in_code:
        scan.page.copy(*match.span())
        scan.stack.append("text")
        return match.end()
    if match[0] == "[":
        _cell(scan)
    scan.stack.append(match[0])
    return match.end()


def _cell(scan: Scan) -> None:
    """Begins a paragraph; in a table every so many of them a row."""
    if not scan.columns or "[" in scan.stack[scan.depth :]:
        scan.page.part()
        return
    if scan.count % scan.columns == 0:
        scan.page.row()
    scan.page.part()
    scan.count += 1


def _close(scan: Scan, match: re.Match[str]) -> int:
    opened = scan.stack.pop() if scan.stack else "text"
    if opened == "text":
        scan.page.copy(*match.span())
        return match.end()
    if opened == "[":
        scan.page.part()
    if scan.columns and len(scan.stack) == scan.depth:
        scan.page.end_table()
        scan.columns = 0
    if scan.in_code or scan.source[match.end() : match.end() + 1] not in ("[", "("):
        return match.end()
    return _continued(scan, match.end())


HANDLERS: dict[str, Callable[[Scan, re.Match[str]], int]] = {
    "url": _nothing,
    "comment": _nothing,
    "quoted": _nothing,
    "label": _nothing,
    "mark": _nothing,
    "raw": _raw,
    "maths": _maths,
    "blank": _blank,
    "item": _blank,
    "heading": _heading,
    "statement": _statement,
    "code": _code,
    "open": _open,
    "close": _close,
    "escape": _escape,
    "tie": _tie,
}
