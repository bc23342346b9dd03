"""The one place where these tests ask `initproofs` how a note reads."""

from __future__ import annotations

from collections.abc import Sequence

from initproofs.given.reading import canonical_readings
from initproofs.nouns import Unread
from initproofs.read import read_text

from .golden_files import NOT_READ


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
