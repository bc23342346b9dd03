"""What the other formulas of a note say of one of its gradients, and of the rules it rests on."""

from __future__ import annotations

from ..arithmetic.grids import transpose
from ..given.evaluate import is_grid
from ..given.families import LOSSES
from ..given.usual import Rules
from ..terms import heads
from .edits import ORDER, Edit
from .gradient_document import Document
from .gradient_readings import ERRORS, TARGETS, Reading
from .gradient_trials import Trial

# A dot is often written for any product; nothing at all is not.
DOTS = (r"\cdot", "·", "⋅", r"\bullet", r"\times", "×")


def others(
    document: Document, number: int, known: Rules, reading: Reading, *, holds: bool
) -> frozenset[int]:
    """Other formulas of the note, each counted once, that hold or fail in a reading.

    Each by the rules that are in force where it stands: another f may be spoken of there.
    """
    own = document.equations[number]
    seen = {(own.left, own.right)}
    found = []
    for other in document.claims:
        equation = document.equations[other]
        pair = (equation.left, equation.right)
        if pair not in seen:
            seen.add(pair)
            there = document.rules_at(other)
            rules = there if there.layouts == known.layouts else known
            if document.trial(other, rules, reading).holds is holds:
                found.append(other)
    return frozenset(found)


def related(document: Document, number: int, known: Rules, reading: Reading) -> frozenset[int]:
    """Other formulas that hold, and share with this one what only the usual network relates."""
    added = known.completed(reading.layout)[len(known.own) :]
    usual = {h.name for f in added if f.body is not None for h in (f.head, *heads(f.body))}
    spoken = document.focus(number)
    shared = (spoken & (usual or spoken) - LOSSES) | (spoken & {*ERRORS})
    votes = others(document, number, known, reading, holds=True)
    return frozenset(other for other in votes if document.focus(other) & shared)


def opposed(
    document: Document, number: int, known: Rules, reading: Reading, edit: Edit
) -> list[int]:
    """Other formulas that fail where this one does, of what it speaks of: if they are most, they
    follow from other rules. Those that are only transposed say nothing of a sign or a factor."""
    names = document.focus(number) - TARGETS - LOSSES
    of_layout = "transposed" in edit.says or edit.says == ORDER
    return [
        other
        for other in others(document, number, known, reading, holds=False)
        if document.focus(other) & names
        and (of_layout or not _is_turned(document.trial(other, known, reading)))
    ]


def _is_turned(trial: Trial) -> bool:
    grids = is_grid(trial.left) and is_grid(trial.right)
    return grids and bool(transpose(trial.right) == trial.left)


def has_a_dot(document: Document, number: int) -> bool:
    """Is a product of the right side written with a dot or a cross?"""
    place = document.equations[number].sides[1]
    text = document.replay.notes.document.source[place.start : place.end]
    return any(dot in text for dot in DOTS)
