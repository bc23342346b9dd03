"""What the gradients of a note say of its activations, where nothing else does.

In: the formulas of a note. Out: whether σ may be the sigmoid, and which named activation its slopes
are those of: ``a (1 − a)`` is the sigmoid's, ``1 − a²`` the hyperbolic tangent's. An activation
that the note names stays what it is.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.equations import Equation, parts_of
from ..given.families import OUTPUTS, PREDICTIONS
from ..given.links import Replay
from ..given.rewriting import with_heads
from ..terms import Applied, Index, Number, Power, Product, Sum, Symbol, Term, heads, walk

SIGMOID, TANH = "sigmoid", "tanh"
WORDS = {SIGMOID: ("sigmoid", "logistic"), TANH: ("tanh", "hyperbolic tangent")}


def sigmoids(replay: Replay, claims: list[Equation]) -> tuple[bool, ...]:
    """May σ be the sigmoid? Where it stands without a prime, that can matter."""
    if replay.log.sigmoid_is_named:
        return (True,)
    bare = any(
        isinstance(part, Applied) and part.function == "σ" and not part.primes
        for part in parts_of(claims)
    )
    return (False, True) if bare else (False,)


def slopes(claims: list[Equation]) -> tuple[str, ...]:
    """The activations whose slopes stand in the gradients, none of them first."""
    found = [f for part in parts_of(claims) for f in _factors(part) if isinstance(part, Product)]
    written = {_slope(part) for part in parts_of(claims)} | {_slope(f) for f in found}
    complements = {_complement(factor) for factor in found} - {None}
    sigmoid = any(isinstance(f, Symbol) and f in complements for f in found)
    tanh = any(written - {None})
    return ("", *[SIGMOID] * sigmoid, *[TANH] * tanh)


def written_slopes(term: Term) -> list[Term]:
    """The ``1 − a`` and ``1 − a²`` in a formula."""
    return [part for part in walk(term) if (_complement(part) or _slope(part)) is not None]


def factors_of_sums(term: Term) -> list[Term]:
    """The ``1 − a``, ``1 − a²`` and ``a − y`` in a formula."""
    return [part for part in walk(term) if _is_difference(part)] + written_slopes(term)


def _is_difference(term: Term) -> bool:
    match term:
        case Sum(((1, Symbol()), (-1, Symbol()))):
            return True
    return False


def slopes_at(claims: list[Equation], labels: tuple[Index, ...]) -> list[Term]:
    """The slopes that are written anywhere, at these layers."""
    found = dict.fromkeys(slope for claim in claims for slope in written_slopes(claim.right))
    layered = [slope for slope in found if all(head.label is not None for head in heads(slope))]
    return [
        with_heads(slope, lambda head, label=label: replace(head, label=label))  # type: ignore[misc]
        for slope in layered
        for label in labels
    ]


def is_said(activation: str, source: str) -> bool:
    """Does a note have a word for it?"""
    return any(word in source.lower() for word in WORDS.get(activation, ("",)))


def _factors(term: Term) -> list[Term]:
    if isinstance(term, Product):
        return [*_factors(term.left), *_factors(term.right)]
    return [term]


def _complement(term: Term) -> Term | None:
    """The a of ``1 − a``."""
    match term:
        case Sum(((1, Number(value)), (-1, Symbol(head) as inner))) if value == 1:
            return inner if head.name in (*OUTPUTS, *PREDICTIONS) else None
    return None


def _slope(term: Term) -> Term | None:
    """The a of ``1 − a²`` and of ``1 − a ⊙ a``."""
    match term:
        case Sum(((1, Number(value)), (-1, Power(Symbol(head) as inner, Number(two))))):
            if value == 1 and two == 2 and head.name in (*OUTPUTS, *PREDICTIONS):
                return inner
        case Sum(((1, Number(value)), (-1, Product(Symbol(head) as one, other)))):
            if value == 1 and one == other and head.name in (*OUTPUTS, *PREDICTIONS):
                return one
    return None
