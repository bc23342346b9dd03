"""Outline -> the pieces of a source that are not prose, leftmost first, before Markdown sees them.

Maths, code, HTML, links and cross-references are found on the author's own characters, so that a
``*``, ``_``, ``|`` or ``=`` inside maths never becomes Markdown. A delimiter that is never closed
is an Unread at its place, and reading goes on behind it.
"""

from __future__ import annotations

import re

from ..nouns import BlockKind, Unread
from . import maths, web
from .outline import Outline
from .pieces import Piece
from .scanner import Handler, Scan

TOKEN = re.compile(
    r"""
    (?P<artefact>\$\\(?:begin|end)group\$)
  | (?P<environment>\\begin\{[A-Za-z]+\*?\})
  | (?P<bracket>\\{1,2}[(\[])
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<github>\$`)
  | (?P<double>\$\$)
  | (?P<dollar>\$)
  | (?P<code>`+)
  | (?P<tag><[A-Za-z/!?])
  | (?P<role>:[A-Za-z_]+:`[^`\r\n]*` | \{[A-Za-z][\w:-]*\}`[^`\r\n]*`)
  | (?P<url>\bhttps?://[^\s<>"`$]+)
  | (?P<open>!?\[)
  | (?P<close>\])
  | (?P<entity>&(?:nbsp|ensp|emsp|thinsp);)
    """,
    re.VERBOSE,
)
# What delimits maths where Markdown does not rule: in the text of a web page.
DELIMITER = re.compile(
    r"""
    (?P<artefact>\$\\(?:begin|end)group\$)
  | (?P<environment>\\begin\{[A-Za-z]+\*?\})
  | (?P<bracket>\\[(\[])
  | (?P<escape>\\[$\\])
  | (?P<double>\$\$)
  | (?P<dollar>\$)
    """,
    re.VERBOSE,
)
DEFINITION = re.compile(r"^[ \t>]{0,8}\[([^\]\r\n]+)\]:[ \t]*\S", re.MULTILINE)


def scanned(outline: Outline) -> tuple[list[Piece], list[Unread]]:
    """Every piece of the source in order, fences included, and what was never closed."""
    names = frozenset(name.casefold() for name in DEFINITION.findall(outline.source))
    scan = Scan(outline, outline.source, names)
    at = 0
    if outline.blank and 0 in outline.blank:
        at = outline.hard[0] if outline.hard else 0
    for first, (last, code) in sorted(outline.fences.items()):
        _scan_between(scan, at, outline.lines[first][0])
        scan.pieces.append(code)
        at = outline.lines[last][1]
    _scan_between(scan, at, len(outline.source))
    return sorted(scan.pieces, key=lambda piece: piece.start), [*outline.unread, *scan.unread]


def delimited(outline: Outline, known: list[Piece]) -> tuple[list[Piece], list[Unread]]:
    """The maths in text that has no other markup left, outside the pieces that are known."""
    scan = Scan(outline, outline.source, frozenset())
    at = 0
    for piece in known:
        _scan_between(scan, at, piece.start, DELIMITER)
        at = piece.end
    _scan_between(scan, at, len(outline.source), DELIMITER)
    return scan.pieces, scan.unread


def _scan_between(scan: Scan, at: int, end: int, pattern: re.Pattern[str] = TOKEN) -> None:
    while match := pattern.search(scan.source, at, end):
        if match.start() >= scan.limit:
            scan.brackets.clear()
            scan.runs = None
            scan.limit = min(scan.outline.paragraph_end(match.start() + 1), end)
        at = HANDLERS[match.lastgroup or ""](scan, match)


def _markup(scan: Scan, match: re.Match[str]) -> int:
    return scan.keep(None, *match.span())


def _escape(scan: Scan, match: re.Match[str]) -> int:
    scan.keep(None, match.start(), match.start() + 1)
    return match.end()


def _code(scan: Scan, match: re.Match[str]) -> int:
    start, length = match.end(), len(match[0])
    end = scan.next_run(length, start)
    if end < 0:
        return start
    inner, closed = scan.source[start:end], end + length
    if inner.strip() and inner[0] in " \r\n" and inner[-1] in " \r\n":
        start, end = start + 1, end - 1
    return scan.keep(BlockKind.SNIPPET, match.start(), closed, (start, end))


def _role(scan: Scan, match: re.Match[str]) -> int:
    if match[0].startswith("{math}"):
        inner = (match.start() + len("{math}`"), match.end() - 1)
        return scan.keep(BlockKind.INLINE, *match.span(), inner)
    return scan.keep(None, *match.span())


HANDLERS: dict[str, Handler] = {
    "artefact": _markup,
    "environment": maths.environment,
    "bracket": maths.bracket,
    "escape": _escape,
    "github": maths.github,
    "double": maths.display,
    "dollar": maths.dollar,
    "code": _code,
    "tag": web.tag,
    "role": _role,
    "url": _markup,
    "open": web.open_bracket,
    "close": web.close_bracket,
    "entity": _markup,
}
