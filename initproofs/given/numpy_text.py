"""Term → a line of NumPy to paste, in the names of the note's own code.

A name at a layer that the code never speaks of is spelled as the same name is at another layer.
Refused (an empty text): what code does not say in one expression, as a derivative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    is_numeric,
    walk,
)
from .spell import fraction
from .view import COUNTS

PRODUCTS = ("np.matmul", "np.dot")  # else “@”
NAME = re.compile(r"[A-Za-z_]\w*(?:\[[^\]]+\])*")
PRIMES_FIRST = re.compile(r"\b\w'\[")
CALLS = {"exp": "np.exp", "ln": "np.log", "tanh": "np.tanh"}


class Unsaid(Exception):
    """Code has no words for it."""


@dataclass(frozen=True)
class Coding:
    """``names`` as they are spelled, ``product`` the call that multiplies matrices, if any."""

    names: Mapping[Head, str]
    derivatives: Mapping[Term, str]
    product: str = ""
    slopes: Mapping[tuple[str, int, Index | None], str] = field(default_factory=dict)
    scalar: bool = False  # every product is one of numbers
    spoken: frozenset[str] = frozenset()  # scalars that the note names elsewhere
    primes_first: bool = False  # ``g'[1]``, not ``g[1]'``

    def line(self, term: Term) -> str:
        try:
            return self._said(term)
        except Unsaid:
            return ""

    def _said(self, term: Term) -> str:
        match term:
            case Number(value):
                return fraction(value)
            case Symbol(head):
                return self._name(head)
            case Derivative() if term in self.derivatives:
                return self.derivatives[term]
            case Sum(terms):
                return self._sum(terms)
            case Product():
                return self._product(term)
            case Quotient(top, bottom):
                return f"{self._factor(top)} / {self._below(bottom)}"
            case Power(base, exponent):
                return f"{self._tight(base)}**{self._tight(exponent)}"
            case Transposed(Symbol() as inner):
                return f"{self._said(inner)}.T"
            case Transposed(inner):
                return f"({self._said(inner)}).T"
            case Applied(function, (argument,), primes, label) if primes or label is not None:
                return f"{self._function(function, primes, label)}({self._said(argument)})"
            case Applied():
                return self._applied(term)
        raise Unsaid

    def _name(self, head: Head) -> str:
        if head in self.names:
            return self.names[head]
        for other, text in self.names.items():
            if other.name == head.name and other.label and head.label:
                return str(head.label).join(text.rsplit(str(other.label), 1))
        if head.name in self.spoken and head.label is None:
            return head.name
        raise Unsaid

    def _function(self, name: str, primes: int, label: Index | None) -> str:
        """``g[l]'`` as the note spells it, or made out of how it spells others."""
        if (name, primes, label) in self.slopes:
            return self.slopes[name, primes, label]
        for (known, order, place), text in self.slopes.items():
            if known == name and order == primes and place is not None and label is not None:
                return text.replace(f"[{place}]", f"[{label}]")
        own = (text for (known, _, at), text in self.slopes.items() if (known, at) == (name, label))
        bare = next(own, name + (f"[{label}]" if label is not None else "")).replace("'", "")
        if self.primes_first and bare.endswith("]"):
            return bare.replace("[", "'" * primes + "[", 1)
        return bare + "'" * primes

    def _sum(self, terms: tuple[tuple[int, Term], ...]) -> str:
        text = ""
        for place, (sign, inner) in enumerate(terms):
            mark = " - " if sign < 0 else " + "
            text += (mark if place else mark.strip().replace("+", "")) + self._factor(inner)
        return text

    def _product(self, term: Product) -> str:
        left, right = term.left, term.right
        if self.scalar or term.sign not in "·@" or _is_number(left) or _is_number(right):
            return f"{self._factor(left)} * {self._factor(right)}"
        if self.product:
            return f"{self.product}({self._said(left)}, {self._said(right)})"
        return f"{self._factor(left)} @ {self._factor(right)}"

    def _factor(self, term: Term) -> str:
        text = self._said(term)
        return f"({text})" if isinstance(term, Sum) else text

    def _below(self, term: Term) -> str:
        text = self._said(term)
        return f"({text})" if isinstance(term, Sum | Product | Quotient) else text

    def _tight(self, term: Term) -> str:
        """In a power every sign needs brackets."""
        signed = isinstance(term, Power) or (isinstance(term, Number) and term.value < 0)
        return f"({self._said(term)})" if signed else self._below(term)

    def _applied(self, term: Applied) -> str:
        inside = self._said(term.arguments[0])
        if term.function == "np.sum" and len(term.arguments) == 2:
            return f"np.sum({inside}, axis={self._said(term.arguments[1])}, keepdims=True)"
        if len(term.arguments) != 1:
            raise Unsaid
        return f"{CALLS.get(term.function, term.function)}({inside})"


def _is_number(term: Term) -> bool:
    """``2``, ``1/m``: what is multiplied with a star."""
    names = [part.head for part in walk(term) if isinstance(part, Symbol)]
    return is_numeric(term) or all(head.name in COUNTS for head in names)


def coding(
    source: str,
    line: str,
    terms: Iterable[Term],
    *,
    scalar: bool = False,
    spoken: frozenset[str] = frozenset(),
) -> Coding:
    """A printer in the names that ``terms`` were read from; ``line`` shows how it multiplies."""
    names: dict[Head, str] = {}
    derivatives: dict[Term, str] = {}
    slopes: dict[tuple[str, int, Index | None], str] = {}
    for part in (part for term in terms for part in walk(term)):
        match part:
            case Applied(name, (argument,), primes, label) if argument.span.end:
                text = source[part.span.start : argument.span.start].rstrip("( ")
                slopes.setdefault((name, primes, label), text)
        if not isinstance(part, Symbol | Derivative) or not part.span.end:
            continue
        spelled = NAME.match(source[part.span.start : part.span.end])
        if spelled and isinstance(part, Symbol):
            names.setdefault(part.head, spelled[0])
        elif spelled:
            derivatives.setdefault(part, spelled[0])
    dotted = "np.dot" if ".dot(" in line else ""
    usual = "" if " @ " in source else next((call for call in PRODUCTS if call in source), "")
    product = next((call for call in PRODUCTS if call in line), dotted or usual)
    primes_first = PRIMES_FIRST.search(source) is not None
    return Coding(names, derivatives, product, slopes, scalar, spoken, primes_first)
