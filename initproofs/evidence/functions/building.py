"""Short ways to write terms of one real variable."""

from __future__ import annotations

from fractions import Fraction

from ...terms import Applied, Head, Number, Power, Product, Quotient, Sum, Symbol, Term

Z = Symbol(Head("z"))


def num(value: Fraction | int) -> Number:
    return Number(Fraction(value))


def add(*terms: Term) -> Sum:
    return Sum(tuple((1, term) for term in terms))


def sub(left: Term, right: Term) -> Sum:
    return Sum(((1, left), (-1, right)))


def neg(term: Term) -> Sum:
    return Sum(((-1, term),))


def times(left: Term, right: Term) -> Product:
    return Product(left, right)


def over(top: Term, bottom: Term) -> Quotient:
    return Quotient(top, bottom)


def squared(term: Term) -> Power:
    return Power(term, num(2))


def exp(term: Term) -> Applied:
    return Applied("exp", (term,))


def ln(term: Term) -> Applied:
    return Applied("ln", (term,))


def when(*branches: tuple[Term, str, Term, Term], otherwise: Term) -> Applied:
    """``when((value, "<", a, b), …, otherwise=v)``: the first branch whose condition holds."""
    parts: list[Term] = []
    for value, relation, left, right in branches:
        parts += [value, Applied(relation, (left, right))]
    return Applied("cases", (*parts, otherwise))
