"""Short names for terms in tests."""

from fractions import Fraction

from initproofs.evidence.moments.algebra import Setting
from initproofs.terms import Applied, Head, Index, Number, Over, Power, Product, Sum, Symbol


def name(letter, *indices, label=None):
    places = tuple(Index(i, 0) if isinstance(i, str) else Index("", i) for i in indices)
    return Symbol(Head(letter, label, places))


def number(value):
    return Number(Fraction(value))


def plus(*terms):
    return Sum(tuple((1, term) for term in terms))


def minus(one, other):
    return Sum(((1, one), (-1, other)))


def times(first, *others):
    for other in others:
        first = Product(first, other)
    return first


def power(base, exponent):
    return Power(base, number(exponent))


def mean(term):
    return Applied("E", (term,))


def var(term):
    return Applied("Var", (term,))


def cov(one, other):
    return Applied("Cov", (one, other))


def total(body, index="i", high="n"):
    return Over("Σ", index, number(1), name(high), body)


def setting(*premises, random="XYwz", positive="n"):
    return Setting(frozenset(random), frozenset(premises), frozenset(positive))
