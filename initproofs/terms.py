"""Mathematical meaning as frozen terms: what a formula says once its letters have been understood.

A tree (``nouns.Node``) is what was written; a term is what it means under the conventions that hold
where it stands. Every term remembers the ``Span`` of the file it was read from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from operator import is_not
from typing import Any, NamedTuple

from .nouns import Span

NOWHERE = Span(0, 0)
UNSAID = "unsaid"  # how a layer is written that only the letter of an index says


class Index(NamedTuple):
    """``l - 1`` is ``Index("l", -1)``; ``2`` is ``Index("", 2)``."""

    base: str
    offset: int

    def at(self, values: dict[str, int]) -> Index:
        """The index with its letter replaced, if the letter is known."""
        known = values.get(self.base)
        return self if known is None else Index("", known + self.offset)

    def __str__(self) -> str:
        if not self.base:
            return str(self.offset)
        return self.base + (f"{self.offset:+d}" if self.offset else "")


@dataclass(frozen=True, slots=True)
class Head:
    """What can be defined: a name with its label (``W^[l]``) and its indices (``w_ij``).

    ``brackets`` is how the label is written: ``[]``, ``()``, ``^`` bare above, ``_`` below, or not.
    """

    name: str
    label: Index | None = None
    indices: tuple[Index, ...] = ()
    brackets: str = field(default="", compare=False)

    @property
    def generic(self) -> frozenset[str]:
        """The letters that stand for any layer or any entry."""
        places = self.indices if self.label is None else (*self.indices, self.label)
        return frozenset([place.base for place in places if place.base])

    def at(self, values: dict[str, int]) -> Head:
        if not values or (self.label is None and not self.indices):
            return self
        label = self.label.at(values) if self.label is not None else None
        return Head(self.name, label, tuple([i.at(values) for i in self.indices]), self.brackets)

    def __str__(self) -> str:
        unsaid = self.label is None or self.brackets == UNSAID
        label = "" if unsaid else str(self.label)
        below = "".join(map(str, self.indices))
        if label and self.brackets == "_":
            place = f"{below},{label}" if below else label
            return f"{self.name}_{place if place.isalnum() else f'({place})'}"
        shown = self.name + (f"_{below if below.isalnum() else f'({below})'}" if below else "")
        if not label:
            return shown
        if self.brackets == "^":
            return f"{shown}^{label if label.isalnum() else f'({label})'}"
        return f"{shown}^{self.brackets[:1] or '['}{label}{self.brackets[1:] or ']'}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; ``decimals`` counts the digits behind its point, None if it has none."""

    value: Fraction
    decimals: int | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Symbol:
    head: Head
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their signs, +1 or -1, in the order written."""

    terms: tuple[tuple[int, Term], ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Product:
    """Two factors; ``sign`` is how they are joined: ``·`` (or nothing), ``*``, ``⊙``, ``×``."""

    left: Term
    right: Term
    sign: str = "·"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quotient:
    top: Term
    bottom: Term
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Power:
    base: Term
    exponent: Term
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Transposed:
    term: Term
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Applied:
    """A function of arguments; ``primes`` counts derivatives, ``label`` is a layer's function."""

    function: str
    arguments: tuple[Term, ...]
    primes: int = 0
    label: Index | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: tuple[tuple[Term, ...], ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Derivative:
    """``∂of/∂by``, entry by entry where they are matrices."""

    of: Term
    by: Term
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Indexed:
    """``Σ_k body``: over every value of an index but the one that ``without`` stands for."""

    index: str
    body: Term
    without: Index | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Obscure:
    """Maths that was read but has no meaning here yet: ``why`` says what stands in the way."""

    why: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Over:
    """``Σ`` or ``Π`` (``sign``) of ``body`` for ``index`` from ``low`` to ``high``."""

    sign: str
    index: str
    low: Term
    high: Term
    body: Term
    span: Span = field(default=NOWHERE, compare=False)


Term = (
    Number
    | Symbol
    | Sum
    | Product
    | Quotient
    | Power
    | Transposed
    | Applied
    | Matrix
    | Over
    | Derivative
    | Indexed
    | Obscure
)


# The terms directly inside a term of each class, in the order written; the others have none.
_INSIDE: dict[type, Callable[[Any], tuple[Term, ...]]] = {
    Sum: lambda term: tuple([part for _, part in term.terms]),
    Product: lambda term: (term.left, term.right),
    Quotient: lambda term: (term.top, term.bottom),
    Power: lambda term: (term.base, term.exponent),
    Derivative: lambda term: (term.of, term.by),
    Transposed: lambda term: (term.term,),
    Indexed: lambda term: (term.body,),
    Applied: lambda term: term.arguments,
    Matrix: lambda term: tuple([entry for row in term.rows for entry in row]),
    Over: lambda term: (term.low, term.high, term.body),
}


def parts(term: Term) -> tuple[Term, ...]:
    """The terms directly inside a term, in the order written."""
    inside = _INSIDE.get(type(term))
    return inside(term) if inside is not None else ()


def rebuilt(term: Term, new: tuple[Term, ...]) -> Term:
    """The same construction around other ``parts``, as many and in the same order."""
    match term:
        case Sum(terms):
            return replace(term, terms=tuple((s, p) for (s, _), p in zip(terms, new, strict=True)))
        case Product():
            return replace(term, left=new[0], right=new[1])
        case Quotient():
            return replace(term, top=new[0], bottom=new[1])
        case Power():
            return replace(term, base=new[0], exponent=new[1])
        case Derivative():
            return replace(term, of=new[0], by=new[1])
        case Transposed():
            return replace(term, term=new[0])
        case Indexed():
            return replace(term, body=new[0])
        case Applied():
            return replace(term, arguments=new)
        case Matrix(rows):
            entries = iter(new)
            return replace(term, rows=tuple(tuple(next(entries) for _ in row) for row in rows))
        case Over():
            return replace(term, low=new[0], high=new[1], body=new[2])
    return term


def mapped(term: Term, change: Callable[[Term], Term]) -> Term:
    """A term of which every direct part has been changed; itself if none was."""
    old = parts(term)
    new = tuple(map(change, old))
    return rebuilt(term, new) if any(map(is_not, new, old)) else term


def walk(term: Term) -> Iterator[Term]:
    """A term and everything in it, from the outside in, in the order written."""
    stack = [term]
    while stack:
        here = stack.pop()
        yield here
        inside = _INSIDE.get(type(here))
        if inside is not None:
            stack += inside(here)[::-1]


def heads(term: Term) -> list[Head]:
    return [part.head for part in walk(term) if isinstance(part, Symbol)]


def is_numeric(term: Term) -> bool:
    """Does it contain numbers only: nothing to look up?"""
    return not any(isinstance(part, Symbol | Obscure) for part in walk(term))


def is_obscure(term: Term) -> bool:
    """Does some part of it have no meaning?"""
    return any(isinstance(part, Obscure) for part in walk(term))


def factors(term: Term) -> list[Term]:
    """The factors of a product, in order; a quotient by a number counts as one factor."""
    if isinstance(term, Product):
        return factors(term.left) + factors(term.right)
    return [term]
