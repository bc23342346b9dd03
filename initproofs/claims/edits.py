"""A wrong term → the terms one small edit away, the likeliest slips first, each with its name.

One thing is changed at one place: a transposition, an index, a sign, the order of two factors, the
kind of product, a prime, an operand, a factor. Whoever judges the term says which of them holds; the
first that does is the correction to offer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ..given.rewriting import places
from ..given.spell import plain
from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
)

Change = Callable[[Term], Iterator[tuple[str, Term]]]
MOST = 400  # edits of one term


@dataclass(frozen=True, slots=True)
class Edit:
    """``says`` is what is wrong, in words; ``term`` what should stand there."""

    says: str
    term: Term


def edits(term: Term, known: tuple[Head, ...], count: Head | None = None) -> Iterator[Edit]:
    """Every single edit; ``known`` are names that could be meant, ``count`` the examples."""
    families: tuple[Change, ...] = (
        _turned,
        _shifted,
        _signs,
        _primed,
        _products,
        _swapped,
        _indices,
        _rebracketed,
    )
    for family in families:
        yield from _everywhere(term, family)
    yield from _whole(term, count)
    yield from _everywhere(term, _dropped)
    yield from _everywhere(term, lambda part: _operands(part, known))
    yield from _added(term, known)


def _everywhere(term: Term, change: Change) -> Iterator[Edit]:
    for says, changed in change(term):
        yield Edit(says, changed)
    for inside, rebuild in places(term):
        for edit in _everywhere(inside, change):
            yield Edit(edit.says, rebuild(edit.term))


def _turned(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Transposed):
        yield f"{plain(term.term)} must not be transposed", term.term
    elif isinstance(term, Symbol):
        yield f"{plain(term)} must be transposed", Transposed(term)


def _shifted(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Symbol) and term.head.label is not None:
        for step in (1, -1):
            label = replace(term.head.label, offset=term.head.label.offset + step)
            if label.base or label.offset >= 0:
                head = replace(term.head, label=label)
                yield f"{term.head} stands where {head} belongs", replace(term, head=head)


def _indices(term: Term) -> Iterator[tuple[str, Term]]:
    """``w_jk`` for ``w_kj``, ``x_1`` for ``x_2``, ``z_11`` for ``z_12``."""
    if not isinstance(term, Symbol) or not term.head.indices:
        return
    found = term.head.indices
    others = [found[::-1]] if len(found) == 2 else []
    for place, index in enumerate(found):
        for other in _other_indices(index):
            others.append((*found[:place], other, *found[place + 1 :]))
    for indices in others:
        if indices != found:
            head = replace(term.head, indices=indices)
            yield f"{term.head} stands where {head} belongs", replace(term, head=head)


def _other_indices(index: Index) -> list[Index]:
    if index.base:
        return [Index(base, 0) for base in "ijk" if base != index.base]
    return [Index("", value) for value in range(3) if value != index.offset]


def _signs(term: Term) -> Iterator[tuple[str, Term]]:
    if not isinstance(term, Sum):
        return
    if len(term.terms) == 1 and term.terms[0][0] < 0:
        yield "the sign is wrong", term.terms[0][1]
    for place, (sign, inner) in enumerate(term.terms):
        if len(term.terms) > 1:
            terms = (*term.terms[:place], (-sign, inner), *term.terms[place + 1 :])
            yield f"the sign of {plain(inner)} is wrong", replace(term, terms=terms)
    if len(term.terms) > 1:
        turned = tuple((-sign, inner) for sign, inner in term.terms)
        yield "every sign is turned", replace(term, terms=turned)


def _primed(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Applied) and len(term.arguments) == 1:
        name = term.function
        if term.primes:
            yield f"the derivative of {name} stands where {name} belongs", replace(term, primes=0)
        else:
            yield f"{name} stands where its derivative belongs", replace(term, primes=1)


def _products(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Product):
        entrywise = term.sign in "⊙∘*⋆"
        says = (
            "the matrix product belongs here, not the one entry by entry"
            if entrywise
            else "this product is taken entry by entry (⊙)"
        )
        yield says, replace(term, sign="·" if entrywise else "⊙")


def _swapped(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Product):
        turned = replace(term, left=term.right, right=term.left)
        yield "the factors stand in the wrong order", turned
        if isinstance(term.left, Product):
            inner = replace(term.left, right=term.right)
            yield (
                "the factors stand in the wrong order",
                replace(term, left=inner, right=term.left.right),
            )


def _rebracketed(term: Term) -> Iterator[tuple[str, Term]]:
    """``W^T (δ ⊙ σ′)`` for ``(W^T δ) ⊙ σ′``."""
    says = "the brackets stand in the wrong place"
    match term:
        case Product(left, Product(middle, right, inner), outer) if inner != outer:
            yield says, Product(Product(left, middle, outer), right, inner)
        case Product(Product(left, middle, inner), right, outer) if inner != outer:
            yield says, Product(left, Product(middle, right, outer), inner)


def _whole(term: Term, count: Head | None) -> Iterator[Edit]:
    one, two = Number(Fraction(1)), Number(Fraction(2))
    yield Edit("the sign is wrong", Sum(((-1, term),)))
    if count is not None:
        mean = Quotient(one, Symbol(count))
        yield Edit(f"the factor 1/{count} is missing", Product(mean, term))
    yield Edit("the factor 2 is missing", Product(two, term))
    yield Edit("it is twice what it should be", Product(Quotient(one, two), term))
    yield Edit("it is written transposed", Transposed(term))


def _dropped(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Product):
        yield f"the factor {plain(term.left)} does not belong here", term.right
        yield f"the factor {plain(term.right)} does not belong here", term.left
    if isinstance(term, Quotient):
        yield f"the division by {plain(term.bottom)} does not belong here", term.top
    if isinstance(term, Sum) and len(term.terms) > 1:
        for place, (_, lost) in enumerate(term.terms):
            rest = (*term.terms[:place], *term.terms[place + 1 :])
            yield f"the term {plain(lost)} does not belong here", replace(term, terms=rest)
    if isinstance(term, Applied) and len(term.arguments) == 1:
        yield f"{term.function} is not applied here", term.arguments[0]


def _operands(term: Term, known: tuple[Head, ...]) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Symbol):
        for head in known:
            if head != term.head:
                yield f"{term.head} stands where {head} belongs", replace(term, head=head)


def _added(term: Term, known: tuple[Head, ...]) -> Iterator[Edit]:
    """One more factor, before or behind: a name of the note, as it is or transposed."""
    for head in known:
        symbol = Symbol(head)
        for factor in (symbol, Transposed(symbol)):
            says = f"the factor {plain(factor)} is missing"
            yield Edit(says, Product(term, factor))
            yield Edit(says, Product(factor, term))
            yield Edit(says, Product(term, factor, "⊙"))


__all__ = ["MOST", "Derivative", "Edit", "edits"]
