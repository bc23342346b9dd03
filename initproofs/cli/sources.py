"""Paths as typed go in; the notes they stand for come out, each once, or why there is none.

A folder stands for every note below it, sorted, without hidden folders and those of packages; a
path that is typed is always taken, whatever its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from ..nouns import Refusal

SKIPPED = {"node_modules", "__pycache__", "site-packages"}
STDIN = "-"
IsNote = Callable[[Path], bool]


def notes(
    paths: Sequence[str], suffixes: Collection[str], is_note: IsNote
) -> Iterator[str | Refusal]:
    """Every note once, however often it was named; ``is_note`` says what to take in a folder."""
    seen: set[str] = set()
    for path in paths:
        for note in _notes(path, suffixes, is_note):
            key = note if isinstance(note, Refusal) or note == STDIN else os.path.realpath(note)
            if not isinstance(key, str) or key not in seen:
                yield note
            seen.add(str(key))


def _notes(path: str, suffixes: Collection[str], is_note: IsNote) -> Iterator[str | Refusal]:
    if Path(path).is_dir():
        found = list(_below(path, is_note))
        looked = f"no note in this folder (looked for {' '.join(suffixes)})"
        yield from found or [Refusal(path, looked)]
    elif Path(path).exists() and not Path(path).is_file():
        yield Refusal(path, "this is neither a file nor a folder")
    else:
        yield path


def _below(folder: str, is_note: IsNote) -> Iterator[str | Refusal]:
    troubles: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if _wanted(here, name))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file() and is_note(path):
                yield str(path)
    for trouble in troubles:
        yield Refusal(str(trouble.filename), f"I cannot look into this folder: {trouble.strerror}")


def _wanted(here: str, name: str) -> bool:
    """Not hidden, not of a package manager, not a virtual environment."""
    hidden = name.startswith(".") or name in SKIPPED
    return not hidden and not Path(here, name, "pyvenv.cfg").exists()
