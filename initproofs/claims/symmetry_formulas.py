"""Formulas that say that two units, or two gradients, are equal → claims, with the state they are
said of. ``z_1 = z_2``, ``∂L/∂w_11 = ∂L/∂w_12``, and “the derivatives are the same” of two shown.

Which index of a weight counts the inputs is taken from the note's own sums ``w_21 x_2``; where they
leave it open, only what holds either way is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..given.assertions import Mood, mood
from ..given.phrases import cue
from ..given.spell import plain as spelled
from ..given.starts import BIAS_NAMES, WEIGHT_NAMES, Reach, Start
from ..given.statements import Chain
from ..nouns import Span
from ..terms import (
    Head,
    Index,
    Symbol,
    Term,
    mapped,
)
from .symmetry_layout import GRADIENT, plain
from .symmetry_state import State, Surroundings

UNITS = frozenset("z Z a A h H s u 𝐳 𝐚 𝐡".split())
ERRORS = frozenset("δ dz da db".split())


@dataclass(frozen=True)
class Pair:
    """``left = right``, of one name with two different indices."""

    found: Surroundings
    left: Head
    right: Head
    state: State
    span: Span
    follows: Span | None = None

    @property
    def gradient_of(self) -> str:
        found = GRADIENT.fullmatch(self.left.name)
        return found["of"] if found else ""


def pairs(found: Surroundings) -> Iterator[Pair]:
    places = _places(found)
    for chain in found.replay.notes.chains:
        place = places.get(chain.block)
        if place is None or not _is_stated(found, place, chain):
            continue
        for at, (left, right) in enumerate(pairwise(chain.members)):
            if chain.relations[at] != "=" or at < chain.first:
                continue
            if isinstance(left, Symbol) and isinstance(right, Symbol):
                span = Span(chain.spans[at].start, chain.spans[at + 1].end)
                pair = Pair(found, left.head, right.head, found.state(place), span)
                if _is_claim(pair):
                    yield pair


def _places(found: Surroundings) -> dict[int, int]:
    """For each block the sentence that it stands in, or that goes before it."""
    places: dict[int, int] = {}
    blocks = len(found.replay.cases)
    for place, words in enumerate(found.wordings):
        after = found.wordings[place + 1 : place + 2]
        until = after[0].sentence.first_block if after else blocks
        for block in words.sentence.blocks:
            places[block] = place
        for block in range(words.sentence.last_block + 1, until):
            places.setdefault(block, place)
    return places


def _is_stated(found: Surroundings, place: int, chain: Chain) -> bool:
    words = found.wordings[place]
    if found.asked[place]:
        return False
    if chain.block not in words.sentence.blocks:
        return cue(words.sentence.text, display=True) == ""
    at = words.sentence.text.index(f"‹{chain.block}›")
    start = next((i for i, where in enumerate(words.at) if where >= at), None)
    return start is not None and mood(words, start, start + 1) is Mood.STATED


def _is_claim(pair: Pair) -> bool:
    left, right = pair.left, pair.right
    if left.name != right.name or left.label != right.label or left.indices == right.indices:
        return False
    if len(left.indices) != len(right.indices) or not left.indices or left.generic or right.generic:
        return False
    if left.name in UNITS | ERRORS:
        return True
    weight = plain(pair.gradient_of)
    return (weight in WEIGHT_NAMES and len(left.indices) == 2) or weight in BIAS_NAMES | UNITS


def is_backward(pair: Pair) -> bool:
    return pair.left.name not in UNITS


def shown_before(found: Surroundings, place: int) -> Pair | None:
    """“the derivatives are the same”: the two that were written out last."""
    here = found.wordings[place].sentence.first_block
    seen: dict[Head, Chain] = {}
    for chain in found.before(here):
        first = chain.members[0]
        if chain.block < here and isinstance(first, Symbol) and GRADIENT.fullmatch(first.head.name):
            seen.pop(first.head, None)
            seen[first.head] = chain
    if len(seen) < 2:
        return None
    (left, _), (right, chain) = list(seen.items())[-2:]
    span = Span(chain.spans[0].start, chain.spans[-1].end)
    pair = Pair(found, left, right, found.state(place), span)
    return pair if _is_claim(pair) else None


def is_first_layer(pair: Pair) -> bool | None:
    """Does the weight stand in the lowest layer that the note labels? None if it has no label."""
    lowest = pair.found.lowest_layer
    if pair.left.label is None:
        return True if pair.left.name.endswith("'") or lowest is None else None
    return lowest is None or pair.left.label.offset == lowest


def defined_alike(pair: Pair) -> tuple[str, str] | None:
    """Both definitions in the note, with every weight and bias replaced by its start."""
    bodies = [_body(pair, head) for head in (pair.left, pair.right)]
    if bodies[0] is None or bodies[1] is None:
        return None
    first, second = (spelled(_at_start(body, pair.state)) for body in bodies if body is not None)
    return first, second


def _body(pair: Pair, head: Head, deep: int = 0) -> Term | None:
    """The definition of a head, wherever in the note; z in a = g(z) is replaced by its own."""
    known = pair.found.replay.log.by_name.get(head.name, ())
    body = next((f.body for f in reversed(known) if f.head == head and f.body is not None), None)
    if body is None or deep > 2:
        return body
    return _mapped(
        body, lambda s: _body(pair, s.head, deep + 1) or s if s.head.name in UNITS else s
    )


def _at_start(body: Term, state: State) -> Term:
    return _mapped(body, lambda symbol: _started(symbol, state))


def _started(symbol: Symbol, state: State) -> Term:
    name = plain(symbol.head.name)
    if name in WEIGHT_NAMES and symbol.head.indices:
        return Symbol(Head("0" if state.weights is Start.ZERO else "w", Index("", 0)))
    if name in BIAS_NAMES and state.biases is not None:
        return Symbol(Head("0" if state.biases is Start.ZERO else "b"))
    return symbol


def _mapped(term: Term, change: Callable[[Symbol], Term]) -> Term:
    if isinstance(term, Symbol):
        return change(term)
    return mapped(term, lambda part: _mapped(part, change))


def network_wide(state: State) -> bool:
    return state.weights in (Start.ZERO, Start.CONSTANT) and state.reach is Reach.NETWORK
