"""A notebook of Jupyter (JSON, version 4) -> Document: its cells, one under the other.

The source of the document is what stands in the cells, for nobody sees the JSON around it; lines
are counted in each cell. Outputs are results, not claims, and are not read; raw cells are nobody's.
What is not JSON, or no notebook of version 4, is a Refusal with its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from ..nouns import Block, BlockKind, Document, Refusal, Span, Unread
from .markdown import read_markdown

MAGIC = re.compile(r"\s*%%(\w+)")
HALF = re.compile("[\ud800-\udfff]")  # of a pair: no character
SHELLS = frozenset(
    ["bash", "sh", "script", "html", "javascript", "js", "latex", "svg", "writefile"]
)


def read_notebook(name: str, source: str) -> Document | Refusal:
    """Every cell in its order; a Markdown cell is read as a note of its own."""
    try:
        tree = json.loads(source, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        return Refusal(name, f"this is not JSON: {error.msg}", (error.lineno, error.colno))
    except RecursionError:
        return Refusal(name, "its JSON is nested too deeply for a notebook")
    cells = tree.get("cells") if isinstance(tree, dict) else None
    if not isinstance(cells, list):
        return Refusal(name, _no_notebook(tree))
    return _joined(name, [_cell(cell) for cell in cells], _language(tree))


def _no_notebook(tree: object) -> str:
    if isinstance(tree, dict) and "worksheets" in tree:
        return "this notebook is older than version 4. Open it in Jupyter and save it again"
    return "this JSON is no notebook: it has no list of cells"


def _cell(cell: object) -> tuple[str, str]:
    """Type and text of a cell; what is neither of the known forms is an empty raw cell."""
    if not isinstance(cell, dict):
        return "raw", ""
    written = cell.get("source", "")
    lines = written if isinstance(written, list) else [written]
    text = "".join(line for line in lines if isinstance(line, str))
    return str(cell.get("cell_type")), HALF.sub("\ufffd", text)


def _language(tree: dict[str, object]) -> str:
    for key, inner in (("language_info", "name"), ("kernelspec", "language")):
        known = tree.get("metadata")
        known = known.get(key) if isinstance(known, dict) else None
        if isinstance(known, dict) and isinstance(known.get(inner), str):
            return str(known[inner]).lower()
    return "python"


def _joined(name: str, cells: list[tuple[str, str]], language: str) -> Document:
    source = "\n".join(text for _, text in cells)
    starts: list[int] = []
    blocks: list[Block] = []
    unread: list[Unread] = []
    at = 0
    for kind, text in cells:
        starts.append(at)
        if kind == "markdown":
            inner = read_markdown(name, text)
            last = blocks[-1].paragraph if blocks else 0
            blocks += (_moved(block, at, last) for block in inner.blocks)
            unread += (Unread(_shifted(u.span, at), u.reason) for u in inner.unread)
        elif kind == "code":
            blocks += _code(text, at, language, blocks[-1].paragraph + 1 if blocks else 1)
        at += len(text) + 1
    return Document(name, source, tuple(blocks), tuple(unread), tuple(starts))


def _code(text: str, at: int, language: str, paragraph: int) -> Iterator[Block]:
    if not text.strip():
        return
    magic = MAGIC.match(text)
    spoken = magic[1] if magic and magic[1] in SHELLS else language
    shown = text.replace("\r\n", "\n")  # as Jupyter does; the file itself never has any other
    origin = range(at, at + len(shown) + 1)
    yield Block(
        BlockKind.CODE, shown, origin, Span(at, at + len(shown)), paragraph, language=spoken
    )


def _moved(block: Block, by: int, paragraphs: int) -> Block:
    origin = tuple(at + by for at in block.origin)
    outer, paragraph = _shifted(block.outer, by), block.paragraph + paragraphs
    return replace(block, origin=origin, outer=outer, paragraph=paragraph)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
