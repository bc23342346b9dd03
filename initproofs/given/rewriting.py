"""A term with some of its parts replaced: by other heads, or by any terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Matrix,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
)

Rebuild = Callable[[Term], Term]


def mapped(term: Term, change: Rebuild) -> Term:
    """A term of which every direct part has been changed."""
    match term:
        case Sum(terms):
            return replace(term, terms=tuple((sign, change(inner)) for sign, inner in terms))
        case Product(left, right):
            return replace(term, left=change(left), right=change(right))
        case Quotient(top, bottom):
            return replace(term, top=change(top), bottom=change(bottom))
        case Power(base, exponent):
            return replace(term, base=change(base), exponent=change(exponent))
        case Transposed(inner):
            return replace(term, term=change(inner))
        case Applied(_, arguments):
            return replace(term, arguments=tuple(map(change, arguments)))
        case Matrix(rows):
            return replace(term, rows=tuple(tuple(map(change, row)) for row in rows))
        case Derivative(of, by):
            return replace(term, of=change(of), by=change(by))
        case Indexed(_, body):
            return replace(term, body=change(body))
    return term


def with_heads(term: Term, rename: Callable[[Head], Head]) -> Term:
    """A term with other names in the place of its names."""
    if isinstance(term, Symbol):
        return replace(term, head=rename(term.head))
    return mapped(term, lambda inner: with_heads(inner, rename))


def places(term: Term) -> Iterator[tuple[Term, Rebuild]]:
    """Every direct part of a term, with the way to put another in its place."""
    match term:
        case Product(left, right):
            yield left, lambda new: replace(term, left=new)
            yield right, lambda new: replace(term, right=new)
        case Quotient(top, bottom):
            yield top, lambda new: replace(term, top=new)
            yield bottom, lambda new: replace(term, bottom=new)
        case Derivative(of, by):
            yield of, lambda new: replace(term, of=new)
            yield by, lambda new: replace(term, by=new)
        case Transposed(inner):
            yield inner, lambda new: replace(term, term=new)
        case Indexed(_, body):
            yield body, lambda new: replace(term, body=new)
        case Power(base, _):
            yield base, lambda new: replace(term, base=new)
        case Applied(_, arguments):
            for place, argument in enumerate(arguments):
                yield argument, _argument(term, place)
        case Sum(terms):
            for place, (sign, inner) in enumerate(terms):
                yield inner, _summand(term, place, sign)


def _argument(term: Applied, place: int) -> Rebuild:
    def rebuild(new: Term) -> Term:
        before, after = term.arguments[:place], term.arguments[place + 1 :]
        return replace(term, arguments=(*before, new, *after))

    return rebuild


def _summand(term: Sum, place: int, sign: int) -> Rebuild:
    def rebuild(new: Term) -> Term:
        return replace(term, terms=(*term.terms[:place], (sign, new), *term.terms[place + 1 :]))

    return rebuild
