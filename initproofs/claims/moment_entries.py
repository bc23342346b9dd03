"""Vector definitions → what they say of one entry: ``z = Wᵀ x`` gives ``z_j = Σ_i w_ij x_i``.

Refuses, with None, what is no linear map of vectors: an activation around it, a product of three.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.index_sums import ONE, UNKNOWN_END, rebuilt
from ..terms import Head, Index, Over, Product, Sum, Symbol, Term, Transposed, parts, walk

IN, OUT = "i", "j"


def entry(body: Term, out: bool, random: frozenset[str]) -> Term | None:
    """One entry of a vector body; ``out`` tells that there are several of them."""
    match body:
        case Product(Transposed(Symbol(weight)), Symbol(source)):
            return _sum(weight, source, out, random)
        case Product(Symbol(weight), Symbol(source)):
            if weight.name.isupper() and not weight.indices and not source.indices:
                return _sum(weight, source, out, random)
            return None
        case Sum(terms):
            entries = [entry(term, out, random) for _, term in terms]
            if any(found is None for found in entries):
                return None
            pairs = zip(terms, entries, strict=True)
            return Sum(tuple((sign, found) for (sign, _), found in pairs if found), body.span)
        case Symbol(head) if not head.indices:
            return Symbol(_at(head, (OUT,)) if out else head, body.span)
    return None


def unfolded(term: Term, random: frozenset[str]) -> Term:
    """A term with each ``W x`` in it, a matrix times a vector, put as the sum of one entry."""
    match term:
        case Product(Symbol(), Symbol(source)) if source.name[-1:].islower():
            return entry(term, False, random) or term
    new = tuple(unfolded(part, random) for part in parts(term))
    return rebuilt(term, new) if new else term


def is_vectorial(body: Term) -> bool:
    """Does it multiply whole vectors: is there a transpose, or a matrix without indices?"""
    return any(
        isinstance(part, Transposed)
        or (
            isinstance(part, Product)
            and isinstance(part.left, Symbol)
            and isinstance(part.right, Symbol)
            and part.left.head.name.isupper()
            and not part.left.head.indices
            and not part.right.head.name.isupper()
        )
        for part in walk(body)
    )


def _sum(weight: Head, source: Head, out: bool, random: frozenset[str]) -> Term | None:
    if not {weight.name, source.name} <= random:
        return None
    first = _at(weight, (IN, OUT) if out else (IN,))
    product = Product(Symbol(first), Symbol(_at(source, (IN,))))
    return Over("Σ", IN, ONE, Symbol(Head(UNKNOWN_END + IN)), product)


def _at(head: Head, letters: tuple[str, ...]) -> Head:
    return replace(head, indices=tuple(Index(letter, 0) for letter in letters))
