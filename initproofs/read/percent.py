"""A notebook kept as a Python script (Jupytext's percent format) -> Document, nothing of it run.

Markdown cells stand in comments or in one string behind ``# %% [markdown]``; all else is code. A
script without a Markdown cell is no note: it is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..nouns import LINE_END, BlockKind, Document, Refusal
from .markdown import read_markdown
from .page import Page

CELL = re.compile(r"^# ?%%(?P<title>[^\r\n]*)$", re.MULTILINE)
MARKDOWN = re.compile(r"\[(?:markdown|md)\]|^\s*(?:markdown|md)\b", re.IGNORECASE)
RAW = re.compile(r"\[raw\]")
COMMENT = re.compile(r"[ \t]*#[ ]?")
QUOTED = re.compile(r'\s*[rRuU]?("""|\'\'\')')
HEADER = re.compile(r"\A(?:#[^\r\n]*(?:\r\n|\r|\n))*?# ---[ \t]*$.*?^# ---[ \t]*$", re.M | re.S)
NO_NOTE = "this script has no cell of text: I read .py only as a notebook with “# %% [markdown]”"


def has_text_cells(source: str) -> bool:
    """Whether a script is a notebook in which somebody also says something."""
    return any(MARKDOWN.search(cell["title"]) for cell in CELL.finditer(source))


def read_percent(name: str, source: str) -> Document | Refusal:
    """Every cell in its order; a cell of text is read as a Markdown note of its own."""
    if not has_text_cells(source):
        return Refusal(name, NO_NOTE)
    cells = list(CELL.finditer(source))
    header = HEADER.match(source)
    starts = [header.end() if header else 0, *(cell.end() for cell in cells)]
    stops = [*(cell.start() for cell in cells), len(source)]
    titles = ["", *(cell["title"] for cell in cells)]
    result = Document(name, source, ())
    for start, stop, title in zip(starts, stops, titles, strict=True):
        if MARKDOWN.search(title):
            result = _joined(result, _text(name, source, start, stop))
        elif not RAW.search(title):
            result = _joined(result, _code(name, source, start, stop))
    return result


def _joined(before: Document, after: Document) -> Document:
    last = before.blocks[-1].paragraph if before.blocks else 0
    moved = (replace(block, paragraph=block.paragraph + last) for block in after.blocks)
    unread = (*before.unread, *after.unread)
    return replace(before, blocks=(*before.blocks, *moved), unread=unread)


def _code(name: str, source: str, start: int, stop: int) -> Document:
    """Code without the empty lines around it."""
    text = source[start:stop]
    start += len(text) - len(text.lstrip("\r\n"))
    page = Page(source)
    page.copy(start, max(start, start + len(source[start:stop].rstrip())))
    if page.here:
        page.piece(BlockKind.CODE, 0, (0, page.here), "python")
    return page.document(name)


def _text(name: str, source: str, start: int, stop: int) -> Document:
    """The text of a cell, out of its comments or its string, as Markdown."""
    page = Page(source)
    quoted = QUOTED.match(source, start, stop)
    if quoted:
        close = source.find(quoted[1], quoted.end(), stop)
        page.copy(quoted.end(), close if close >= 0 else stop)
        if close < 0:
            page.trouble(*quoted.span(1), f"this {quoted[1]} is never closed")
    else:
        _uncommented(page, start, stop)
    inner = read_markdown(name, "".join(page.text))
    page.unread += (
        replace(trouble, span=page.span(trouble.span.start, trouble.span.end))
        for trouble in inner.unread
    )
    blocks = tuple(map(page.placed, inner.blocks))
    return Document(name, source, blocks, tuple(page.unread))


def _uncommented(page: Page, start: int, stop: int) -> None:
    """Each line without its ``#``; a line of code in a cell of text is left out."""
    at = start
    while at < stop:
        end = LINE_END.search(page.source, at, stop)
        close = end.end() if end else stop
        comment = COMMENT.match(page.source, at, stop)
        if comment:
            page.copy(comment.end(), close)
        elif end and not page.source[at : end.start()].strip():
            page.copy(end.start(), close)
        at = close
