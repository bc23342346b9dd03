"""A file -> Document, by its suffix; a file that cannot be read whole is a Refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..nouns import Document, Refusal
from .files import source_of
from .markdown import read_markdown, read_plain

Reader = Callable[[str, str], Document]  # name and source of a document

READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".qmd": read_markdown,
    ".txt": read_plain,
}


def read(path: Path) -> Document | Refusal:
    """The document in a file, every character of it at its place."""
    source = source_of(path, tuple(READERS))
    return source if isinstance(source, Refusal) else read_text(str(path), source)


def read_text(name: str, source: str) -> Document:
    """The document in ``source``, read as the suffix of ``name`` says."""
    return READERS[Path(name).suffix.lower()](name, source)
