"""The one place where these tests ask `initproofs` how a note reads."""

from __future__ import annotations

from collections.abc import Sequence

from initproofs.given.code import plain_lines
from initproofs.given.reading import canonical
from initproofs.given.statements import MATHS, understand
from initproofs.notation import NotRead
from initproofs.nouns import Block, Document, Unread
from initproofs.read import read_text

from .golden_files import NOT_READ


def canonical_readings(document: Document) -> list[tuple[Block, str | Unread]]:
    """Every formula of a document in its canonical form, or why it was not read."""
    notes = understand(document)
    found: list[tuple[Block, str | Unread]] = []
    for block, reading in zip(document.blocks, notes.readings, strict=True):
        if block.kind in MATHS and reading is not None:
            if isinstance(reading, NotRead):
                place = block.at(reading.start, reading.end)
                found.append((block, Unread(place, reading.reason)))
            else:
                found.append((block, canonical(reading, notes.names)))
        lines = plain_lines(block, lambda maths: canonical(maths, notes.names))
        found += ((block, line) for line in lines)
    return found


def readings(note: str) -> list[str]:
    """The reading of each formula of a Markdown note, in order, or why it was not read."""
    return [
        NOT_READ + reading.reason if isinstance(reading, Unread) else reading
        for _, reading in canonical_readings(read_text("note.md", note))
    ]


def paragraphs(formulas: Sequence[str]) -> str:
    """A note in which each formula stands on its own."""
    return "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas) + "\n"


def reading(formula: str, *given: str) -> str:
    """How one formula reads after those that are given before it."""
    return readings(paragraphs([*given, formula]))[-1]
