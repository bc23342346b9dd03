"""What the other formulas of a note say of one of its gradients, and of the rules it rests on."""

from __future__ import annotations

from dataclasses import replace

from ..arithmetic.grids import transpose
from ..given.equations import subject_of
from ..given.evaluate import is_grid
from ..given.families import ERRORS, LOSSES, TARGETS, names_loss
from ..given.usual import Rules
from ..terms import Derivative, Symbol, Term, heads
from .edits import ORDER, Edit
from .gradient_document import Document
from .gradient_readings import Reading
from .gradient_trials import Trial

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


def opposed(
    document: Document, number: int, known: Rules, reading: Reading, edit: Edit
) -> list[int]:
    """Other formulas that fail where this one does: if they are most, it follows from other rules
    than those read. One that holds in another reading, and shares no name with this one, is about
    something else; one that is only transposed says nothing of a sign or a factor."""
    names = document.focus(number) - TARGETS - LOSSES
    of_layout = "transposed" in edit.says or edit.says == ORDER
    return [
        other
        for other in others(document, number, known, reading, holds=False)
        if document.focus(other) & names or not holds_somewhere(document, other)
        if of_layout or not _is_turned(document.trial(other, known, reading))
    ]


def holds_somewhere(document: Document, number: int) -> bool:
    known = document.rules_at(number)
    readings = document.readings(known)
    return any(document.trial(number, known, reading).holds for reading in readings)


def holds_by_scale(document: Document, number: int, fails: tuple[Reading, ...]) -> bool:
    """Does what fails hold where sums and means over the examples are taken otherwise?"""
    known = document.rules_at(number)
    scaled = {replace(reading, scale="") for reading in fails}
    return any(
        document.trial(number, known, reading).holds
        for reading in document.readings(known)
        if replace(reading, scale="") in scaled
    )


def _is_turned(trial: Trial) -> bool:
    grids = is_grid(trial.left) and is_grid(trial.right)
    return grids and bool(transpose(trial.right) == trial.left)


def says_what_d_is(document: Document) -> bool:
    """``dZ = ∂J/∂Z``: then the d of this note may be that, whatever its formulas go by."""
    return any(_names(e.left, e.right) or _names(e.right, e.left) for e in document.equations)


def _names(one: Term, other: Term) -> bool:
    match one, other:
        case Symbol(head), Derivative(Symbol(loss), Symbol(by)):
            named = subject_of(head.name) == by.name and head.label == by.label
            return named and names_loss(loss.name)
    return False


def has_a_dot(document: Document, number: int) -> bool:
    """Is a product of the right side written with a dot or a cross?"""
    place = document.equations[number].sides[1]
    text = document.replay.notes.document.source[place.start : place.end]
    return any(dot in text for dot in DOTS)
