"""What the other formulas of a note say of one of its gradients, and of the rules it rests on."""

from __future__ import annotations

from ..given.families import LOSSES
from ..given.usual import Rules
from ..terms import heads
from .gradient_document import Document
from .gradient_readings import ERRORS, Reading

# A dot is often written for any product; nothing at all is not.
DOTS = (r"\cdot", "·", "⋅", r"\bullet", r"\times", "×")


def others(
    document: Document, number: int, known: Rules, reading: Reading, *, holds: bool
) -> frozenset[int]:
    """Other formulas of the note, each counted once, that hold or fail in a reading."""
    found = document.outcomes(known, reading)
    return frozenset(n for n in voters(document, number) if found[n] is holds)


def voters(document: Document, number: int) -> frozenset[int]:
    """The other formulas of the note, each counted once."""
    return frozenset(document.unlike.values()) - {document.unlike.get(number)}


def related(document: Document, number: int, known: Rules, reading: Reading) -> frozenset[int]:
    """Other formulas that hold, and share with this one what only the usual network relates."""
    added = known.completed(reading.layout)[len(known.own) :]
    usual = {h.name for f in added if f.body is not None for h in (f.head, *heads(f.body))}
    spoken = document.focus(number)
    shared = (spoken & (usual or spoken) - LOSSES) | (spoken & {*ERRORS})
    votes = others(document, number, known, reading, holds=True)
    return frozenset(other for other in votes if document.focus(other) & shared)


def has_a_dot(document: Document, number: int) -> bool:
    """Is a product of the right side written with a dot or a cross?"""
    place = document.equations[number].sides[1]
    text = document.replay.notes.document.source[place.start : place.end]
    return any(dot in text for dot in DOTS)
