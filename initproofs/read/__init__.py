"""A file -> Document, by its suffix; a file that cannot be read whole is a Refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..nouns import Document, Refusal
from .files import source_of
from .html import read_html
from .markdown import read_markdown, read_plain
from .notebook import read_notebook
from .percent import has_text_cells, read_percent
from .rst import read_rst
from .tex import read_tex
from .typst import read_typst

Reader = Callable[[str, str], Document | Refusal]  # name and source of a document

READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".qmd": read_markdown,
    ".txt": read_plain,
    ".ipynb": read_notebook,
    ".html": read_html,
    ".tex": read_tex,
    ".rst": read_rst,
    ".typ": read_typst,
    ".py": read_percent,
}
# Most files of these kinds are no notes: in a folder only those are taken that say they are.
NOTES: dict[str, Callable[[str], bool]] = {".py": has_text_cells}


def read(path: Path) -> Document | Refusal:
    """The document in a file, every character of it at its place."""
    source = source_of(path, tuple(READERS))
    return source if isinstance(source, Refusal) else read_text(str(path), source)


def read_text(name: str, source: str) -> Document | Refusal:
    """The document in ``source``, read as the suffix of ``name`` says."""
    return READERS[Path(name).suffix.lower()](name, source)


def is_note(path: Path) -> bool:
    """Whether a file that nobody named, but stands in a named folder, is to be read."""
    suffix = path.suffix.lower()
    if suffix not in NOTES:
        return suffix in READERS
    source = source_of(path, tuple(READERS))
    return isinstance(source, str) and NOTES[suffix](source)
