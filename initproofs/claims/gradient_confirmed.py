"""A gradient that holds in a reading → proved, confirmed, or open where words speak against it."""

from __future__ import annotations

from dataclasses import replace

from ..given.evaluate import DOT, ELEMENTWISE
from ..given.example_counts import says_mean
from ..given.usual import Rules
from ..nouns import Enumeration, Proof, Reason, Ruling, Verdict
from .gradient_certificates import certificate
from .gradient_conventions import leans_on_usual, used
from .gradient_document import Document
from .gradient_readings import EACH, EVERY_LOSS, MEAN, ONE, WHOLE, Reading

DEGREE = 1000  # no polynomial of these networks is of a higher one


def confirmed(document: Document, number: int, reading: Reading) -> Verdict:
    known = document.rules_at(number)
    trial = document.trial(number, known, reading)
    if (DOT, ELEMENTWISE) in trial.choices:
        return undecided("it holds only if the product with the derivative is entry by entry: ⊙")
    if _is_of_a_sum(document, number, known, reading):
        return undecided("the note says that the loss is a mean; this is the gradient of a sum")
    what = "both sides differentiated exactly at random points of the field of 2⁶¹ − 1 elements"
    evidence = Enumeration(max(trial.layers, 1), what, DEGREE)
    leant = used(document, number, known, reading)
    message = "the derivative of the note's own forward pass"
    if leans_on_usual(document, number, known, reading):
        message = "the derivative of the usual network with these names"
    steps = certificate(document, number, known, reading, trial)
    if steps is not None:
        message = "the derivative of the note's own forward pass"
        return Verdict(Ruling.PROVED, message, (Proof(steps), evidence), message, leant)
    return Verdict(Ruling.CONFIRMED, message, (evidence,), message, leant)


def _is_of_a_sum(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Does it hold for a sum over the examples only, where words say that the loss is a mean?"""
    if reading.scale != WHOLE or reading.examples == ONE or reading.loss not in EVERY_LOSS:
        return False
    if not says_mean(document.replay.notes.document.source):
        return False
    others = (replace(reading, scale=scale) for scale in (MEAN, EACH))
    return all(document.trial(number, known, other).holds is False for other in others)


def undecided(why: str) -> Verdict:
    return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why)
