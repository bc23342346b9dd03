"""A term with cases in one variable → the intervals and points on which it has one formula each.

In: terms whose conditions compare expressions linear in one letter. Out: pieces, each with the
terms that hold there. Refuses (``NotSplit``) conditions of any other form.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ...terms import Applied, Head, Symbol, Term, walk
from .building import num, sub
from .catalogue import rebuilt, substitute
from .normal import NoNormalForm, Normal
from .polynomials import Generator, TooLarge

COMPARE = {
    "<": lambda gap: gap < 0,
    ">": lambda gap: gap > 0,
    "≤": lambda gap: gap <= 0,
    "≥": lambda gap: gap >= 0,
    "=": lambda gap: gap == 0,
    "≠": lambda gap: gap != 0,
}


class NotSplit(Exception):
    """A condition is not linear in one letter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An open interval, or a point when ``low == high``; None is an infinite end."""

    low: Fraction | None
    high: Fraction | None

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def inside(self) -> Fraction:
        if self.low is None:
            return Fraction(0) if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else (self.low + self.high) / 2

    def said(self, variable: str) -> str:
        if self.is_point:
            return f"{variable} = {self.low}"
        if self.low is None:
            return f"{variable} < {self.high}" if self.high is not None else f"every {variable}"
        if self.high is None:
            return f"{variable} > {self.low}"
        return f"{self.low} < {variable} < {self.high}"


def pieces(terms: tuple[Term, ...], variable: Head) -> list[Piece]:
    """The real line cut at every kink of the terms."""
    cuts = sorted({cut for term in terms for cut in _cuts(term, variable)})
    ends: list[Fraction | None] = [None, *cuts, None]
    found: list[Piece] = []
    for low, high in pairwise(ends):
        found.append(Piece(low, high))
        if high is not None:
            found.append(Piece(high, high))
    return found


def _cuts(term: Term, variable: Head) -> list[Fraction]:
    conditions = [
        condition
        for part in walk(term)
        if isinstance(part, Applied) and part.function == "cases"
        for condition in part.arguments[1:-1:2]
    ]
    found = []
    for condition in conditions:
        slope_, offset = linear(_gap(condition), variable)
        if slope_:
            found.append(-offset / slope_)
    return found


def _gap(condition: Term) -> Term:
    if not isinstance(condition, Applied) or condition.function not in COMPARE:
        raise NotSplit("a condition is no comparison")
    return sub(condition.arguments[0], condition.arguments[1])


def linear(term: Term, variable: Head) -> tuple[Fraction, Fraction]:
    """Slope and offset of a term that is linear in the one letter it has."""
    try:
        whole = Normal()(term).whole()
    except (NoNormalForm, TooLarge) as trouble:
        raise NotSplit("a condition is not linear") from trouble
    if whole is None:
        raise NotSplit("a condition is not linear")
    found = [Fraction(0), Fraction(0)]
    for monomial, coefficient in whole.terms:
        if not monomial:
            found[1] = coefficient
        elif len(monomial) == 1 and monomial[0] == (Generator("x", str(variable)), Fraction(1)):
            found[0] = coefficient
        else:
            raise NotSplit("a condition is not linear in one letter")
    return found[0], found[1]


def on(piece: Piece, term: Term, variable: Head) -> Term:
    """The formula that a term has on a piece: a point is put in, conditions are decided."""
    if isinstance(term, Applied) and term.function == "cases":
        *branches, otherwise = term.arguments
        for value, condition in zip(branches[::2], branches[1::2], strict=True):
            slope_, offset = linear(_gap(condition), variable)
            assert isinstance(condition, Applied)
            if COMPARE[condition.function](slope_ * piece.inside + offset):
                return on(piece, value, variable)
        return on(piece, otherwise, variable)
    if isinstance(term, Symbol):
        if piece.is_point and piece.low is not None:
            return substitute(term, {variable: num(piece.low)})
        return term
    return rebuilt(term, lambda part: on(piece, part, variable))
