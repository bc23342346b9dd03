"""Sums over an index, made of what notes write: dots, pairs ``i ≠ j``, ends that nobody names."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..nouns import Span
from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Indexed,
    Number,
    Obscure,
    Over,
    Product,
    Sum,
    Symbol,
    Term,
    heads,
    parts,
)
from ..terms import rebuilt as around

UNKNOWN_END = "the end of the sum over "  # Σ_i without limits: its range goes by its letter
ONE = Number(Fraction(1))
RUNNING = "ι"  # the index of a sum written out with dots


def between(first: Term, last: Term, span: Span) -> Term | None:
    """``Σ`` of the term that is ``first`` at 1 and ``last`` at n, if there is one."""
    pairs = list(zip(heads(first), heads(last), strict=False))
    ends = {
        b
        for one, other in pairs
        for a, b in zip(one.indices, other.indices, strict=False)
        if a != b
    }
    starts = {
        a
        for one, other in pairs
        for a, b in zip(one.indices, other.indices, strict=False)
        if a != b
    }
    if len(ends) != 1 or starts != {Index("", 1)}:
        return None
    end = ends.pop()
    body = _at_index(last, end, Index(RUNNING, 0))
    if _at_index(body, Index(RUNNING, 0), Index("", 1)) != first or not end.base:
        return None
    high: Term = Symbol(Head(end.base))
    if end.offset:
        sign = 1 if end.offset > 0 else -1
        high = Sum(((1, high), (sign, Number(Fraction(abs(end.offset))))))
    return Over("Σ", RUNNING, ONE, high, body, span)


def _at_index(term: Term, old: Index, new: Index) -> Term:
    if isinstance(term, Symbol):
        indices = tuple(new if index == old else index for index in term.head.indices)
        return replace(term, head=replace(term.head, indices=indices))
    return rebuilt(term, tuple(_at_index(part, old, new) for part in parts(term)))


def over_pairs(i: str, j: str, relation: str, above: Term | None, inner: Term, span: Span) -> Term:
    """``Σ_(i≠j)``: all pairs less those with i = j; ``Σ_(i<j)``: half of it if i and j may swap."""
    high = above or unnamed_end(i)
    swapped = _swap(inner, i, j)
    if relation != "≠" and _unordered(swapped) != _unordered(inner):
        return Obscure("a sum over ordered pairs of something that is not symmetric", span)
    every = Over("Σ", i, ONE, high, Over("Σ", j, ONE, high, inner, span), span)
    diagonal = Over("Σ", i, ONE, high, _put(inner, j, i), span)
    found: Term = Sum(((1, every), (-1, diagonal)), span)
    if relation != "≠":
        found = Product(Number(Fraction(1, 2)), found, "·", span)
    return found


def unnamed_end(index: str) -> Term:
    return Symbol(Head(UNKNOWN_END + index))


def _renamed(term: Term, names: dict[str, str]) -> Term:
    if isinstance(term, Symbol):
        return replace(term, head=_renamed_head(term.head, names))
    return rebuilt(term, tuple(_renamed(part, names) for part in parts(term)))


def _renamed_head(head: Head, names: dict[str, str]) -> Head:
    def one(index: Index) -> Index:
        return Index(names.get(index.base, index.base), index.offset)

    label = one(head.label) if head.label else None
    return replace(head, label=label, indices=tuple(map(one, head.indices)))


def _swap(term: Term, i: str, j: str) -> Term:
    return _renamed(term, {i: j, j: i})


def _put(term: Term, i: str, j: str) -> Term:
    return _renamed(term, {i: j})


def _unordered(term: Term) -> object:
    """A term up to the order of factors, summands and of what a covariance takes."""
    if isinstance(term, Symbol):
        return str(term.head)
    inside = [_unordered(part) for part in parts(term)]
    loose = isinstance(term, Product | Sum) or (
        isinstance(term, Applied) and term.function == "Cov"
    )
    name = term.function if isinstance(term, Applied) else type(term).__name__
    value = str(term.value) if isinstance(term, Number) else ""
    return name, value, tuple(sorted(inside, key=repr) if loose else inside)


def rebuilt(term: Term, new: tuple[Term, ...]) -> Term:
    """The same construction around other parts; what is inside a derivative stays as it is."""
    return term if isinstance(term, Derivative | Indexed) else around(term, new)
