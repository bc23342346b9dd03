"""An equation that holds under a reading → the steps of its proof from what the note states.

What only the usual network has, a last activation that goes with the loss, a loss that the note has
no word for: nothing is proved from these.
"""

from __future__ import annotations

from dataclasses import replace

from ..evidence.gradients import Steps
from ..given.graph import Misfit
from ..given.usual import Rules
from ..terms import Term
from .gradient_activations import is_said
from .gradient_conventions import implied
from .gradient_document import Document
from .gradient_ends import Focus
from .gradient_proof import proof
from .gradient_readings import ANY, GIVEN, ITSELF, Reading
from .gradient_symbols import Symbolic, symbolic
from .gradient_trials import Trial, tried


def certificate(
    document: Document, number: int, known: Rules, reading: Reading, trial: Trial
) -> Steps | None:
    """The steps for all sizes and values, where they were found."""
    any_one = _with_any_function(document, reading)
    if any_one != reading:
        reading, trial = any_one, document.trial(number, known, any_one)
    if not (_is_named(document, reading) and trial.holds) or implied(known):
        return None
    made = _symbolic(document, known, reading)
    if made is None:
        return None
    here = replace(made, reading=reading, focus=document.aim(number))
    equation = document.equations[number]
    return proof(equation, here, trial, any_depth=document.of_any_depth)


def _with_any_function(document: Document, reading: Reading) -> Reading:
    """It may hold for any last activation, and for any that the note has no word for."""
    said = is_said(reading.slopes, document.replay.notes.document.source)
    return replace(reading, implied=False, slopes=reading.slopes if said else "")


def _is_named(document: Document, reading: Reading) -> bool:
    """Is the loss one that the note defines, any one, or one that it has a word for?"""
    return reading.loss in (GIVEN, ANY, ITSELF) or document.left_open.loss_is_named


def may_mend(document: Document, known: Rules, reading: Reading) -> bool:
    """Is anything proved in this reading?"""
    own = reading == _with_any_function(document, reading)
    return own and _is_named(document, reading) and not implied(known)


def mends(document: Document, number: int, known: Rules, reading: Reading, right: Term) -> bool:
    """Is the equation with another right side proved from the note's own rules?"""
    equation = replace(document.equations[number], right=right)
    made = document.network(known, reading, document.aim(number))
    symbols = _symbolic(document, known, reading)
    if isinstance(made, Misfit) or symbols is None or not may_mend(document, known, reading):
        return False
    here = replace(symbols, reading=reading, focus=document.aim(number))
    trial = tried(equation, made)
    any_depth = document.of_any_depth
    return bool(trial.holds) and proof(equation, here, trial, any_depth=any_depth) is not None


def _symbolic(document: Document, known: Rules, reading: Reading) -> Symbolic | None:
    """The network for all sizes, made once for all that is said of it."""
    key = (known.own, reading.structure)
    if key not in document.symbols:
        made = document.network(known, reading.structure, Focus())
        units = document.left_open.adds_up
        document.symbols[key] = (
            None if isinstance(made, Misfit) else symbolic(made, document.ties, units=units)
        )
    found = document.symbols[key]
    return found if isinstance(found, Symbolic) else None
