"""Equations whose letters stand for layers → the same with the layers said: i, j, k of a textbook.

``net_j = Σ_i w_ij o_i`` and ``δ_j = o_j (1 − o_j) Σ_k w_jk δ_k`` are one network: j is a unit of a
layer, i one of the layer before it and k one of the layer behind it (Rumelhart, Hinton and
Williams, 1986). Refused, and left as they are: notes that say their layers, that have no such rule
for the sums, or whose letters contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from ..terms import UNSAID, Derivative, Head, Index, Symbol, Term, heads, walk
from .equations import Equation, is_gradient_name, parts_of, subject_of
from .families import BIASES, INPUTS, PREDICTIONS, TARGETS, WEIGHTS
from .rewriting import with_heads

Step = tuple[str, str]  # a letter, and the one of the layer before
ANY_LAYER = "lnqrs"  # letters for a layer, of which one is no index
OUTSIDE = frozenset([*INPUTS, *TARGETS, *PREDICTIONS])


def with_layers(found: list[Equation]) -> list[Equation]:
    everything = [p.head for p in parts_of(found) if isinstance(p, Symbol)]
    if any(head.label is not None or _has_offset(head) for head in everything):
        return found
    forward = [step for e in found for step in _forward(e)]
    claimed = [step for e in found for step in (*_backward(e), *_of_weights(e))]
    levels = _levels(forward, claimed)
    vectors = {h for h in everything if _letter(h)}
    repeated = {h.name for h in vectors if len(_layers_of(h.name, vectors, levels)) > 1}
    taken = {*ANY_LAYER} <= {*levels} or any(len(h.indices) > 2 for h in everything)
    if not forward or not repeated or taken:
        return found
    recursive = _is_recursive(found, forward)
    if recursive and any(h.name in INPUTS and _letter(h) in levels for h in vectors):
        return found
    named = repeated | {h.name for h in vectors if h.name not in OUTSIDE}
    if recursive:
        ruled = {e.left.head.name for e in found if isinstance(e.left, Symbol)}
        return [_labelled(e, _from(e, levels, TARGETS - ruled), named) for e in found]
    lowest = min(levels.values())
    numbered = {letter: Index("", level - lowest) for letter, level in levels.items()}
    return [_labelled(e, numbered, named) for e in found]


def _has_offset(head: Head) -> bool:
    return any(index.base and index.offset for index in head.indices)


def _letter(head: Head) -> str:
    """The letter of a name that has one index, and no number."""
    return head.indices[0].base if len(head.indices) == 1 else ""


def _pairs(*terms: Term) -> Iterator[tuple[str, str]]:
    """The letters of every weight."""
    for term in terms:
        for head in heads(term):
            name = subject_of(head.name) or head.name
            letters = [index.base for index in head.indices]
            if name in WEIGHTS and len(letters) == 2 and all(letters) and letters[0] != letters[1]:
                yield letters[0], letters[1]


def _forward(equation: Equation) -> Iterator[Step]:
    """``net_j = Σ_i w_ij o_i``: i stands before j."""
    match equation.left:
        case Symbol(head) if _letter(head) and not is_gradient_name(head.name):
            for pair in _pairs(equation.right):
                if _letter(head) in pair:
                    yield _ordered(_letter(head), pair)


def _backward(equation: Equation) -> Iterator[Step]:
    """``δ_j = … Σ_k w_jk δ_k``: j stands before k."""
    own = _error(equation.left)
    others = {_error(part) for part in walk(equation.right)} - {"", own}
    for pair in _pairs(equation.right) if own else ():
        if own in pair and {*pair} - {own} <= others:
            yield (pair[0] if pair[1] == own else pair[1]), own


def _of_weights(equation: Equation) -> Iterator[Step]:
    """``∂E/∂w_ij = δ_j o_i``: j belongs to the error."""
    pairs = list(_pairs(equation.left.by)) if isinstance(equation.left, Derivative) else []
    errors = {_error(part) for part in walk(equation.right)} - {""}
    for pair in pairs:
        own = sorted(errors & {*pair})
        if len(own) == 1:
            yield _ordered(own[0], pair)


def _error(term: Term) -> str:
    """The letter of ``δ_j``, and of ``∂E/∂net_j``."""
    match term:
        case Symbol(head) if is_gradient_name(head.name):
            return _letter(head)
        case Derivative(Symbol(of), Symbol(head)) if not of.indices:
            return _letter(head)
    return ""


def _ordered(later: str, pair: tuple[str, str]) -> Step:
    return later, (pair[0] if pair[1] == later else pair[1])


def _levels(forward: list[Step], claimed: list[Step]) -> dict[str, int]:
    """The layer of every letter, counted from any of them; nothing where the rules contradict each
    other. What is claimed of a gradient places the letters that no rule has."""
    if not forward:
        return {}
    found = {forward[0][0]: 0}
    for steps in (forward, claimed):
        for later, earlier in steps * len(steps):
            if later in found:
                found.setdefault(earlier, found[later] - 1)
            elif earlier in found:
                found[later] = found[earlier] + 1
    placed = all({*step} <= {*found} for step in forward)
    return found if placed and all(found[a] == found[b] + 1 for a, b in forward) else {}


def _layers_of(name: str, vectors: Iterable[Head], levels: dict[str, int]) -> set[int]:
    return {levels[_letter(h)] for h in vectors if h.name == name and _letter(h) in levels}


def _is_recursive(found: list[Equation], forward: list[Step]) -> bool:
    """Is what comes in called as what goes out, ``o_i`` and ``o_j``?"""
    ruled = {(e.left.head.name, _letter(e.left.head)) for e in found if isinstance(e.left, Symbol)}
    sources = {
        (head.name, later)
        for e in found
        for later, earlier in _forward(e)
        for head in heads(e.right)
        if _letter(head) == earlier and head.name not in BIASES
    }
    return bool(forward) and bool(sources & ruled)


def _from(equation: Equation, levels: dict[str, int], aims: Set[str]) -> dict[str, Index]:
    """Layers counted from the last one where targets are spoken of, else from any."""
    spoken = [p.head for p in parts_of([equation]) if isinstance(p, Symbol)]
    aimed = [_letter(head) for head in spoken if head.name in aims]
    last = next((levels[letter] for letter in aimed if letter in levels), None)
    free = next(letter for letter in ANY_LAYER if letter not in levels)
    base, zero = (free, 0) if last is None else ("L", last)
    return {letter: Index(base, level - zero) for letter, level in levels.items()}


def _labelled(equation: Equation, layers: dict[str, Index], named: set[str]) -> Equation:
    def label(head: Head) -> Head:
        letters = [index.base for index in head.indices]
        name = subject_of(head.name) or head.name
        if len(letters) == 2 and name in WEIGHTS and {*letters} <= {*layers}:
            found = max((layers[letter] for letter in letters), key=lambda index: index.offset)
            return replace(head, label=found, brackets=UNSAID)
        if len(letters) == 1 and letters[0] in layers and head.name in named:
            return replace(head, label=layers[letters[0]], brackets=UNSAID)
        return head

    left, right = with_heads(equation.left, label), with_heads(equation.right, label)
    return replace(equation, left=left, right=right)
