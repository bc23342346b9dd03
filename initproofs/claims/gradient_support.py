"""What the other formulas of a note say of one of its gradients, and of the rules it rests on."""

from __future__ import annotations

from ..given.equations import subject_of
from ..given.families import LOSSES, names_loss
from ..given.usual import Rules
from ..terms import Derivative, Symbol, Term, heads
from .gradient_document import Document
from .gradient_readings import ERRORS, Reading

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
