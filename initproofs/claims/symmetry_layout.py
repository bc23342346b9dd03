"""A replayed note → which index of its weights counts the inputs, and which layer is its lowest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..given.links import Replay
from ..given.starts import WEIGHT_NAMES
from ..terms import Head, Power, Product, Symbol, Term, walk

FIRST, SECOND = 0, 1
INPUTS = ("x", "X", "𝐱", "𝐗")
GRADIENT = re.compile(r"(?:d|∂[^/∂]+/∂)(?P<of>.+)")


def input_index(replay: Replay) -> int | None:
    """By the note's own sums ``w_21 x_2``; None where they leave it open."""
    votes: Counter[int] = Counter()
    for fact in replay.log.facts:
        for weight, other in _products(fact.body):
            i, j = weight.indices
            if i != j and other.indices[-1] in (i, j):
                votes[FIRST if other.indices[-1] == i else SECOND] += 1
    (first, most), *rest = [*votes.most_common(), (FIRST, 0)]
    return first if most and (not rest or most > rest[0][1]) else None


def _products(body: Term | None) -> Iterator[tuple[Head, Head]]:
    for part in walk(body) if body is not None else ():
        match part:
            case Product(factor, Symbol(other)) if weight := _weight(factor, other):
                yield weight, other


def _weight(factor: Term, other: Head) -> Head | None:
    """``w_21`` of ``w_21 x_2``; the layer of ``w_21^1`` may have been read as a power."""
    base = factor.base if isinstance(factor, Power) else factor
    if not isinstance(base, Symbol) or not other.indices or plain(other.name) in WEIGHT_NAMES:
        return None
    weight = base.head
    named = plain(weight.name) in WEIGHT_NAMES and len(weight.indices) == 2
    return weight if named else None


def meets_the_input(replay: Replay, weight: Head) -> bool:
    """Do the note's own sums multiply the weights of this layer with its input?"""
    name, label = plain(GRADIENT.sub(r"\g<of>", weight.name)), weight.label
    return any(
        plain(factor.name) == name and label in (None, factor.label) and other.name in INPUTS
        for fact in replay.log.facts
        for factor, other in _products(fact.body)
    )


def lowest_layer(replay: Replay) -> int | None:
    """The smallest label at a weight or at a gradient of one."""
    found = (
        part.head.label.offset
        for chain in replay.notes.chains
        for member in chain.members
        for part in walk(member)
        if isinstance(part, Symbol) and part.head.label and not part.head.label.base
        if plain(GRADIENT.sub(r"\g<of>", part.head.name)) in WEIGHT_NAMES
    )
    return min(found, default=None)


def plain(name: str) -> str:
    """A name without its primes."""
    return name.rstrip("'")
