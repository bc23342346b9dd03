"""What a claim speaks of, and which outputs of a network it is about.

A note may have several networks: one in small letters and one in capitals, a single neuron beside
its layers. A claim is about the one whose names it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from ..given.equations import Equation, subject_of
from ..given.families import ERRORS, PREDICTIONS, SUMS, names_loss
from ..terms import Head, heads

HAT = "\u0302"  # of a prediction


@dataclass(frozen=True)
class Focus:
    """What a claim speaks of: its names, those that an error δ implies, and whether in layers."""

    names: frozenset[str] = frozenset()
    implied: frozenset[str] = frozenset()
    layered: bool = True


EVERYTHING = Focus()


def spoken(*found: Equation) -> Focus:
    """The names of equations, and of the variables of their gradients; δ is the error of z."""
    inside = [h for e in found for side in (e.left, e.right) for h in heads(side)]
    names = {h.name for h in inside}
    names |= {subject_of(name) for name in names} - {""}
    implied = {*SUMS} if names & {*ERRORS} else set()
    return Focus(frozenset(names), frozenset(implied), any(h.label is not None for h in inside))


def derivation(found: Sequence[Equation], number: int) -> list[Equation]:
    """The links that begin with a gradient and go on through one of them."""
    first = number
    while found[first].derives and first:
        first -= 1
    chain = [found[first]]
    for equation in found[first + 1 :]:
        if not equation.derives or equation.sides[0] != chain[-1].sides[1]:
            break
        chain.append(equation)
    return chain


def outputs(below: Mapping[Head, set[Head]], focus: Focus) -> list[Head]:
    """What nothing else is computed from, and what the claim speaks of leads to."""
    used = set().union(*below.values()) if below else set()
    ends = [h for h in below if h not in used and not names_loss(h.name)]
    ends = [h for h in ends if not any(names_loss(x.name) for x in below[h])]  # total = L + s
    last = max((h.label.offset for h in ends if h.label is not None), default=None)
    predicted = [h for h in ends if h.name in PREDICTIONS or HAT in normalize("NFD", h.name)]
    if len(predicted) == 1 and leads_to(predicted[0], below, focus):
        return predicted
    ends = [h for h in ends if h.label is None or h.label.offset == last]
    ends = _reached(ends, below, focus)
    layered = [h for h in ends if (h.label is not None) == focus.layered]
    return layered or ends


def leads_to(end: Head, below: Mapping[Head, set[Head]], focus: Focus) -> bool:
    """Is it computed from layers, where the claim speaks of layers? A neuron beside is not."""
    layered = any(h.label is not None for h in (end, *below.get(end, ())))
    asked = bool(focus.names) and focus.layered
    return layered or not asked or not any(h.label is not None for h in below)


def _reached(ends: list[Head], below: Mapping[Head, set[Head]], focus: Focus) -> list[Head]:
    """The outputs that the names of the claim lead to; failing these, those implied by it."""
    for names in (focus.names, focus.implied):
        found = [h for h in ends if {x.name for x in (h, *below[h])} & names]
        if found:
            return found
    return [] if focus.names else ends
