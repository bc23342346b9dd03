"""A term with some of its parts replaced: by other heads, or by any terms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from ..terms import (
    Head,
    Matrix,
    Over,
    Power,
    Product,
    Symbol,
    Term,
    parts,
)
from ..terms import rebuilt as around

Rebuild = Callable[[Term], Term]


def mapped(term: Term, change: Rebuild) -> Term:
    """A term of which every direct part has been changed; a sum between limits binds its letters
    and stays as it is."""
    return term if isinstance(term, Over) else around(term, tuple(map(change, parts(term))))


def with_heads(term: Term, rename: Callable[[Head], Head]) -> Term:
    """A term with other names in the place of its names."""
    if isinstance(term, Symbol):
        return replace(term, head=rename(term.head))
    return mapped(term, lambda inner: with_heads(inner, rename))


def places(term: Term) -> Iterator[tuple[Term, Rebuild]]:
    """Every direct part that an edit may reach, with the way to put another in its place: not an
    exponent, not an entry of a matrix."""
    inside = () if isinstance(term, Matrix | Over) else parts(term)
    for at, part in enumerate(inside[:1] if isinstance(term, Power) else inside):
        yield part, _putting(term, inside, at)


def _putting(term: Term, inside: tuple[Term, ...], at: int) -> Rebuild:
    return lambda new: around(term, (*inside[:at], new, *inside[at + 1 :]))


def flat(term: Term, signs: Collection[str]) -> list[Term]:
    """The factors of a product that are joined by one of these signs."""
    if isinstance(term, Product) and term.sign in signs:
        return flat(term.left, signs) + flat(term.right, signs)
    return [term]
