"""What a document as a whole tells of its conventions: layers, stars, σ, where examples stand."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from ..terms import (
    Applied,
    Head,
    Index,
    Matrix,
    Product,
    Symbol,
    Term,
    Transposed,
    is_numeric,
    walk,
)
from .example_counts import counts_in
from .log import Log
from .statements import Chain, Notes
from .view import INPUTS, is_layer_zero


def convene(log: Log, notes: Notes) -> None:
    """Write into the log what all formulas together say; no single claim decides it."""
    log.top = _top(notes.chains)
    log.star_is_entrywise = _has_matrix_products(notes.chains)
    log.hadamard_is_written = any(map(_is_hadamard, _parts(notes.chains)))
    _convene_inputs(log, notes.chains)
    log.sigmoid_is_named = _sigmoid_is_named(notes)
    log.counts = counts_in(notes.document.source)


def _top(chains: tuple[Chain, ...]) -> int:
    labels = [
        part.head.label.offset
        for chain in chains
        for member in chain.members
        for part in walk(member)
        if isinstance(part, Symbol) and part.head.label and not part.head.label.base
    ]
    return max(labels, default=0)


def _sigmoid_is_named(notes: Notes) -> bool:
    """σ is the sigmoid where a note says so, or where the prediction ŷ comes out of it."""
    text = notes.document.source.lower()
    if "sigmoid" in text or "logistic" in text:
        return True
    for chain in notes.chains:
        hats = [
            m
            for m in chain.members
            if isinstance(m, Symbol) and "\u0302" in normalize("NFD", m.head.name)
        ]
        if hats and any(isinstance(m, Applied) and m.function == "σ" for m in chain.members):
            return True
    return False


def _parts(chains: tuple[Chain, ...]) -> Iterator[Term]:
    for chain in chains:
        for member in chain.members:
            yield from walk(member)


def _is_hadamard(part: Term) -> bool:
    """``A ⊙ B``; and ``dA * g'(Z)``, which nobody means as a product of matrices."""
    if not isinstance(part, Product):
        return False
    slope = any(isinstance(p, Applied) and p.primes for p in walk(part.right))
    return part.sign in "⊙∘" or (part.sign in "*⋆" and slope and _labelled(part.left))


def _has_matrix_products(chains: tuple[Chain, ...]) -> bool:
    """A note that writes matrix products side by side means something else by its stars."""
    return any(
        isinstance(part, Product)
        and part.sign == "·"
        and all(
            isinstance(factor, Matrix) or _labelled(factor) for factor in (part.left, part.right)
        )
        for part in _parts(chains)
    )


def _convene_inputs(log: Log, chains: tuple[Chain, ...]) -> None:
    """One product that is computed may be a slip; a rule, or two of them, say what is meant."""
    found = {chain: set(_inputs((chain,))) for chain in chains}
    shown = [chain for chain in chains if found[chain]]
    named = [pair for chain in shown for pair in sorted(found[chain])]
    sides = {side for _, side in named}
    rules = any(not is_numeric(chain.members[-1]) for chain in shown)
    log.examples_are = named[0][1] if named else ""
    log.examples_are_sure = len(sides) == 1 and (rules or len(shown) > 1)
    log.inputs += tuple(dict.fromkeys(name for name, _ in named if name not in ("", *INPUTS)))


def _inputs(chains: tuple[Chain, ...]) -> Iterator[tuple[str, str]]:
    """Each input with what its examples are: rows, if it stands before the weights it meets."""
    for part in _parts(chains):
        if isinstance(part, Product) and part.sign == "·":
            for factor, other, found in (
                (part.left, part.right, "rows"),
                (part.right, part.left, "columns"),
            ):
                if isinstance(factor, Symbol) and _enters(factor.head, other):
                    yield "" if is_layer_zero(factor.head) else factor.head.name, found


def _enters(name: Head, weights: Term) -> bool:
    """``X W``, and ``P W^[1]``: what the weights of the first layer meet, if of no layer."""
    if not isinstance(weights, Symbol) or not _labelled(weights) or _is_gradient(weights):
        return False
    lowest = Index("", 1) in (weights.head.label, *weights.head.indices)
    first = lowest or weights.head in (Head("W"), Head("𝐖"))  # the only layer
    if first and is_layer_zero(name):
        return True
    plain = name.label is None and not name.indices and len(name.name) == 1
    return name.name in INPUTS or (first and plain and name.name.isupper())


def _is_gradient(term: Term) -> bool:
    return isinstance(term, Symbol) and term.head.name[:1] in ("d", "δ", "∂")


def _labelled(term: Term) -> bool:
    inner = term.term if isinstance(term, Transposed) else term
    return isinstance(inner, Symbol) and (
        inner.head.name[-1:].isupper() or inner.head.label is not None
    )
