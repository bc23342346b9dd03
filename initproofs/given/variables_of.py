"""Names → what they are by their spelling: gradients of a variable, forward values, states."""

from __future__ import annotations

from ..terms import Head
from .program import letter_of

STATES = frozenset("hsac")  # small letters of what a recurrent cell keeps


def subject(head: Head) -> Head | None:
    """The variable that a gradient is taken by, which has its shape: W of ``dW`` and ``∂J/∂W``."""
    name = head.name
    by = name.rpartition("∂")[2] if name.startswith("∂") else name[1:]
    gradient = name.startswith("∂") or (name.startswith("d") and len(name) > 1)
    return Head(by, head.label, head.indices) if gradient else None


def is_forward(head: Head) -> bool:
    return subject(head) is None and head.name[0] not in "δΔ∇"


def is_state(head: Head) -> bool:
    """The s of ``W x + U s``: what enters beside the input, one for each example."""
    letter, _ = letter_of(head)
    return letter in STATES and head.label is None
