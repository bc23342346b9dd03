"""An equation that holds under a reading → the steps of its proof from what the note states.

What only the usual network has, a last activation that goes with the loss, a loss that the note has
no word for: nothing is proved from these.
"""

from __future__ import annotations

from dataclasses import replace

from ..evidence.gradients import Steps
from ..given.graph import Misfit
from ..given.usual import Rules
from .gradient_document import Document
from .gradient_network import Focus
from .gradient_proof import proof
from .gradient_readings import ANY, GIVEN, ITSELF, Reading
from .gradient_symbols import Symbolic, symbolic
from .gradient_trials import Trial


def certificate(
    document: Document, number: int, known: Rules, reading: Reading, trial: Trial
) -> Steps | None:
    """The steps for all sizes and values, where they were found."""
    named = reading.loss in (GIVEN, ANY, ITSELF) or document.left_open.loss_is_named
    if reading.implied:  # it may hold for any last activation
        reading = replace(reading, implied=False)
        trial = document.trial(number, known, reading)
    if not (named and trial.holds):
        return None
    made = _symbolic(document, known, reading)
    if made is None:
        return None
    here = replace(made, reading=reading, focus=document.aim(number))
    equation = document.equations[number]
    return proof(equation, here, trial, any_depth=document.of_any_depth)


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
