"""A line of scalar code → the slope of what it computes in one of its names, as a term.

In: ``den = sigx + xpysqr``. Out: 1 for sigx; for ``invden = 1 / den`` it is ``-1 / den**2``. Slopes
that everybody writes by the value of the function (a sigmoid, tanh, exp) are given so. What has no
such rule is refused with None.
"""

from __future__ import annotations

from fractions import Fraction

from ..terms import Applied, Head, Number, Power, Product, Quotient, Sum, Symbol, Term, walk

ZERO, ONE, TWO = (Number(Fraction(n)) for n in (0, 1, 2))


def slope(body: Term, own: Term, by: Head) -> Term | None:
    """``own`` is the name that ``body`` is the value of."""
    if not any(isinstance(part, Symbol) and part.head == by for part in walk(body)):
        return ZERO
    match body:
        case Symbol():
            return ONE
        case Sum(terms):
            return _sum([(sign, slope(inner, inner, by)) for sign, inner in terms])
        case Product(left, right):
            one, other = slope(left, left, by), slope(right, right, by)
            if one is None or other is None:
                return None
            return _sum([(1, times(one, right)), (1, times(left, other))])
        case Quotient(top, bottom):
            return _quotient(top, bottom, own, by)
        case Power(base, Number(exponent)) if exponent:
            inner, lower = slope(base, base, by), _power(base, exponent - 1)
            return None if inner is None else times(times(Number(exponent), lower), inner)
        case Applied(name, (argument,), 0):
            inner, outer = slope(argument, argument, by), _outer(name, argument, own)
            return times(outer, inner) if inner is not None and outer is not None else None
    return None


def _quotient(top: Term, bottom: Term, own: Term, by: Head) -> Term | None:
    above, below = slope(top, top, by), slope(bottom, bottom, by)
    if above is None or below is None:
        return None
    if below == ZERO:
        return Quotient(above, bottom)
    if top == ONE and own != Quotient(top, bottom) and _is_sigmoid(bottom, by):
        return times(Sum(((1, ONE), (-1, own))), own)
    lost = Quotient(times(top, below), Power(bottom, TWO))
    if above == ZERO and isinstance(top, Number) and below == ONE:
        return Quotient(Number(-top.value), Power(bottom, TWO))
    return _sum([(1, Quotient(above, bottom) if above != ZERO else ZERO), (-1, lost)])


def _is_sigmoid(bottom: Term, by: Head) -> bool:
    """``1 + exp(-v)``."""
    match bottom:
        case Sum(((1, Number(one)), (1, Applied("exp", (Sum(((-1, Symbol(head)),)),))))):
            return one == 1 and head == by
    return False


def _outer(name: str, argument: Term, own: Term) -> Term | None:
    if name == "ln":
        return Quotient(ONE, argument)
    if name == "exp":
        return own
    if name == "sigmoid":
        return times(own, Sum(((1, ONE), (-1, own))))
    return Sum(((1, ONE), (-1, Power(own, TWO)))) if name == "tanh" else None


def _power(base: Term, exponent: Fraction) -> Term:
    return base if exponent == 1 else ONE if not exponent else Power(base, Number(exponent))


def times(one: Term, other: Term) -> Term:
    if ZERO in (one, other):
        return ZERO
    return other if one == ONE else one if other == ONE else Product(one, other, "⊙")


def _sum(found: list[tuple[int, Term | None]]) -> Term | None:
    terms = [(sign, term) for sign, term in found if term is not None and term != ZERO]
    if any(term is None for _, term in found):
        return None
    if len(terms) == 1 and terms[0][0] == 1:
        return terms[0][1]
    return Sum(tuple(terms)) if terms else ZERO
