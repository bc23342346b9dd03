"""reStructuredText -> Document: its text, its maths (roles and directives) and its code.

Every line knows how far it is indented; what hangs under ``..`` belongs to it. Nothing is included
from elsewhere and nothing is run. A role that is never closed is Unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..nouns import BlockKind, Document
from . import rst_text
from .outline import lines
from .page import Page

DIRECTIVE = re.compile(r"\.\.[ ]+(?:\|[^|]+\|[ ]+)?(?P<name>[\w:.+-]*[\w])[ ]?::(?:[ ]+|$)")
EXPLICIT = re.compile(r"\.\.(?:[ ]|$)")
NOTE = re.compile(r"\.\.[ ]+\[[^\]]+\](?:[ ]|$)")
OPTION = re.compile(r"[ \t]*:[\w -]+:(?:[ ]|$)")
FIELD = re.compile(r":(?![: ])(?:[^:\\`]|\\.)+:(?:[ ]+|$)")
ROW = re.compile(r"[ ]*(?P<row>[*][ ]+)?-(?:[ ]+|$)")
BULLET = re.compile(r"(?:[-+*•‣]|(?:\(?(?:\d+|[A-Za-z]|#|[ivxIVX]+)[.)]))(?:[ ]+|$)")
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
GRID = re.compile(r"\+(?:[-=]+\+)+[ \t]*$")
SIMPLE = re.compile(r"=+(?:[ ]+=+)+[ \t]*$")
DOCTEST = re.compile(r">>>[ ]")
CODE = frozenset(["code", "code-block", "sourcecode", "code-cell", "ipython", "jupyter-execute"])
_HIDDEN = (
    "raw image include literalinclude toctree contents index meta plot graphviz bibliography"
    " default-role highlight currentmodule module automodule autoclass autofunction only ifconfig"
    " csv-table role sectnum target-notes tikz mermaid tabularcolumns replace unicode date"
)
HIDDEN = frozenset(_HIDDEN.split())
MATHS = frozenset(["math", "displaymath"])


@dataclass
class Scan:
    """One walk over the lines; ``styles`` are the underlines of headings in order of appearance."""

    page: Page
    lines: list[tuple[int, int]]
    styles: list[str] = field(default_factory=list)
    role: str = ""  # of what stands between single backticks

    def text(self, number: int) -> str:
        start, end = self.lines[number]
        return self.page.source[start:end]

    def indent(self, number: int) -> int:
        text = self.text(number)
        return len(text) - len(text.lstrip(" \t"))

    def blank(self, number: int) -> bool:
        return number >= len(self.lines) or not self.text(number).strip()

    def under(self, number: int, indent: int) -> int:
        """The line behind all that is indented more than ``indent`` from line ``number`` on."""
        at = last = number
        while at < len(self.lines) and (self.blank(at) or self.indent(at) > indent):
            at += 1
            last = last if self.blank(at - 1) else at
        return last


def read_rst(name: str, source: str) -> Document:
    """Every paragraph in its order; line ends and indentation are the structure."""
    scan = Scan(Page(source), lines(source))
    at = 0
    while at < len(scan.lines):
        at = _step(scan, at)
    return scan.page.document(name)


def _step(scan: Scan, at: int) -> int:
    """Reads what begins in line ``at``; returns the line to go on with."""
    if scan.blank(at):
        return at + 1
    indent = scan.indent(at)
    text = scan.text(at)[indent:]
    if EXPLICIT.match(text):
        return _explicit(scan, at, indent)
    if GRID.match(text) or (SIMPLE.match(text) and not scan.blank(at + 1)):
        return rst_text.table(scan, at, indent, bool(GRID.match(text)))
    if ADORNMENT.match(text):
        return _adorned(scan, at)
    if at + 1 < len(scan.lines) and not indent and _underlines(scan, at):
        return _heading(scan, at, text, scan.text(at + 1)[0])
    if DOCTEST.match(text):
        return _literal(scan, at, scan.under(at, indent - 1), "pycon", doctest=True)
    prefix = BULLET.match(text) or FIELD.match(text)
    skip = prefix.end() if prefix else 0
    return _paragraph(scan, at, indent + skip)


def _underlines(scan: Scan, at: int) -> bool:
    under = scan.text(at + 1)
    return bool(ADORNMENT.match(under)) and len(under.rstrip()) >= min(
        len(scan.text(at).rstrip()), 4
    )


def _adorned(scan: Scan, at: int) -> int:
    """A line of one character: over a heading, or between paragraphs."""
    mark = scan.text(at).strip()[0]
    three = at + 2 < len(scan.lines) and not scan.blank(at + 1)
    if three and scan.text(at + 2).startswith(mark * 3):
        return _heading(scan, at + 1, scan.text(at + 1).strip(), mark * 2)
    return at + 1


def _heading(scan: Scan, at: int, title: str, style: str) -> int:
    if style not in scan.styles:
        scan.styles.append(style)
    scan.page.part(min(scan.styles.index(style) + 1, 6))
    start = scan.lines[at][0] + scan.indent(at)
    rst_text.inline(scan.page, [(start, start + len(title.rstrip()))], scan.role)
    scan.page.part()
    return at + 2


def _explicit(scan: Scan, at: int, indent: int) -> int:
    """What begins with two dots: a directive, a footnote, or nothing that a reader sees."""
    directive = DIRECTIVE.match(scan.text(at), indent)
    last = scan.under(at + 1, indent)
    if directive is None:
        note = NOTE.match(scan.text(at), indent)
        return _paragraph(scan, at, note.end()) if note else last
    name = directive["name"].rsplit(":", 1)[-1]
    if name == "default-role":
        scan.role = scan.text(at)[directive.end() :].strip()
    if name in HIDDEN or directive.end() > len(scan.text(at)):
        return last
    scan.page.part()
    first = at + 1
    while first < last and OPTION.match(scan.text(first)):
        first += 1
    if name in CODE:
        return _literal(scan, first, last, scan.text(at)[directive.end() :].strip().lower())
    if name in MATHS:
        return _display(scan, at, directive.end(), first, last)
    if name == "list-table":
        return _listed(scan, first, last)
    if name not in ("figure", "list-table", "literal", "container", "class", "rubric", "table"):
        _text(scan, at, directive.end())
    return first


def _listed(scan: Scan, at: int, last: int) -> int:
    """A table as a list of rows, ``* -``, each a list of cells, ``-``."""
    while at < last:
        row = ROW.match(scan.text(at))
        if row is None:
            at += 1
            continue
        if row["row"]:
            scan.page.row()
        end = at + 1
        while end < last and not scan.blank(end) and not ROW.match(scan.text(end)):
            end += 1
        ranges = [scan.lines[number] for number in range(at, end)]
        ranges[0] = (ranges[0][0] + row.end(), ranges[0][1])
        ranges[1:] = [
            (low + scan.indent(n), high) for n, (low, high) in enumerate(ranges[1:], at + 1)
        ]
        scan.page.part()
        rst_text.inline(scan.page, [(min(a, b), b) for a, b in ranges], scan.role)
        at = end
    scan.page.end_table()
    return last


def _text(scan: Scan, at: int, column: int) -> None:
    """What stands behind the name of a directive, as a paragraph."""
    start, end = scan.lines[at]
    if start + column < end:
        rst_text.inline(scan.page, [(start + column, end)], scan.role)
        scan.page.part()


def _display(scan: Scan, at: int, column: int, first: int, last: int) -> int:
    """Formulas behind the directive and under it; a blank line begins another one."""
    start, end = scan.lines[at]
    group = [(start + column, end)] if scan.page.source[start + column : end].strip() else []
    for number in range(first, last + 1):
        if number < last and not scan.blank(number):
            low, high = scan.lines[number]
            group.append((low + scan.indent(number), high))
        elif group:
            rst_text.piece(scan.page, BlockKind.DISPLAY, group)
            group = []
    return last


def _literal(scan: Scan, first: int, last: int, language: str, doctest: bool = False) -> int:
    """Code: its lines without what they are all indented by."""
    while first < last and scan.blank(first):
        first += 1
    if doctest:
        last = next((n for n in range(first, last) if scan.blank(n)), last)
    shown = [number for number in range(first, last) if not scan.blank(number)]
    depth = min(map(scan.indent, shown), default=0)
    ranges = []
    for number in range(first, last):
        low, high = scan.lines[number]
        ranges.append((min(low + depth, high), high))
    scan.page.part()
    if ranges:
        rst_text.piece(scan.page, BlockKind.CODE, ranges, language)
    scan.page.part()
    return last


def _paragraph(scan: Scan, at: int, column: int) -> int:
    """Lines up to a blank one or another indentation; ``::`` at their end announces code."""
    start, end = scan.lines[at]
    begin, indent = at, scan.indent(at)
    ranges = [(min(start + column, end), end)]
    inner = scan.indent(at + 1) if at + 1 < len(scan.lines) else 0
    at += 1
    while not scan.blank(at) and scan.indent(at) == inner and not _new(scan, at, indent, column):
        low, high = scan.lines[at]
        ranges.append((low + inner, high))
        at += 1
    text = scan.page.source[ranges[-1][0] : ranges[-1][1]].rstrip()
    code = text.endswith("::")
    if code:
        low, _ = ranges[-1]
        ranges[-1] = (low, low + len(text) - 1 - (text == "::" or text.endswith(" ::")))
    scan.page.part()
    rst_text.inline(scan.page, ranges, scan.role)
    scan.page.part()
    if code and scan.under(at, scan.indent(begin)) > at:
        return _literal(scan, at, scan.under(at, scan.indent(begin)), "")
    return at


def _new(scan: Scan, at: int, indent: int, column: int) -> bool:
    """Whether a list goes on in this line, so that it is no part of the paragraph before it."""
    text = scan.text(at)
    here = scan.indent(at)
    return here == indent < column and bool(BULLET.match(text[here:]) or FIELD.match(text[here:]))
