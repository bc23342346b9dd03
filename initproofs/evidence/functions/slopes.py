"""Term → its derivative with respect to one letter, by the rules of calculus.

Functions of the catalogue are replaced by their definitions first (``plain``). Refuses
(``NoSlope``) functions that it does not know.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from ...terms import (
    Applied,
    Head,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    heads,
    is_numeric,
    walk,
)
from .building import Z, exp, neg, num, over, squared, sub, times
from .catalogue import DEFINITIONS, LEAK, rebuilt, substitute

MOST_PARTS = 2500  # of a term whose definitions and derivatives are written out


class NoSlope(Exception):
    """No rule gives the derivative, or it is too long to be written out."""


def fits(term: Term, most: int = MOST_PARTS) -> bool:
    """Has a term no more parts than are worth working with?"""
    return sum(1 for _ in islice(walk(term), most + 1)) <= most


def slope(term: Term, by: Head) -> Term:
    """∂ term / ∂ by."""
    if by not in heads(term):
        return num(0)
    match term:
        case Symbol():
            return num(1)
        case Sum(terms):
            return Sum(tuple((sign, slope(part, by)) for sign, part in terms))
        case Product(left, right):
            one, other = times(slope(left, by), right), times(left, slope(right, by))
            return Sum(((1, one), (1, other)))
        case Quotient(top, bottom):
            above = sub(times(slope(top, by), bottom), times(top, slope(bottom, by)))
            return over(above, squared(bottom))
        case Power(base, exponent):
            return _of_power(base, exponent, by)
        case Applied():
            return _of_function(term, by)
    raise NoSlope("it has no derivative that I can compute")


def _of_power(base: Term, exponent: Term, by: Head) -> Term:
    if isinstance(base, Symbol) and str(base.head) == "e":
        return times(Power(base, exponent), slope(exponent, by))
    if by not in heads(exponent):
        lower = Power(base, sub(exponent, num(1)))
        return times(times(exponent, lower), slope(base, by))
    if by not in heads(base) and (is_numeric(base) or isinstance(base, Symbol)):
        return times(times(Power(base, exponent), Applied("ln", (base,))), slope(exponent, by))
    raise NoSlope("both the base and the exponent change")


def _of_function(term: Applied, by: Head) -> Term:
    if term.function == "cases":
        *branches, otherwise = term.arguments
        parts = [slope(part, by) if place % 2 == 0 else part for place, part in enumerate(branches)]
        return Applied("cases", (*parts, slope(otherwise, by)))
    if len(term.arguments) != 1 or term.primes:
        raise NoSlope(f"the derivative of “{term.function}” is not known")
    (inside,) = term.arguments
    inner = slope(inside, by)
    match term.function:
        case "exp":
            return times(term, inner)
        case "ln":
            return times(over(num(1), inside), inner)
        case "Φ":
            density = over(
                exp(neg(over(squared(inside), num(2)))),
                Power(times(num(2), Symbol(Head("π"))), over(num(1), num(2))),
            )
            return times(density, inner)
    raise NoSlope(f"the derivative of “{term.function}” is not known")


def plain(term: Term) -> Term:
    """A term with every function of the catalogue, primed or not, replaced by its definition."""
    if isinstance(term, Number | Symbol):
        return term
    inside = rebuilt(term, plain)
    if not isinstance(inside, Applied):
        return inside
    if inside.function == "d/d":
        operand, by = inside.arguments
        assert isinstance(by, Symbol)
        return _short(plain(_short(slope(operand, by.head))))
    if inside.function in ("max", "min") and len(inside.arguments) == 2:
        return plain_extreme(inside)
    definition = DEFINITIONS.get(inside.function)
    if definition is None or len(inside.arguments) != 1:
        return inside
    body = plain(definition)
    for _ in range(inside.primes):
        body = _short(slope(body, Z.head))
    return _short(substitute(body, {Z.head: inside.arguments[0]}))


def _short(term: Term) -> Term:
    if not fits(term):
        raise NoSlope("it is too long to be written out")
    return term


def plain_extreme(term: Applied) -> Applied:
    """``max(a, b)`` as the cases a > b and otherwise."""
    one, other = term.arguments
    larger = Applied(">", (one, other))
    first, second = (one, other) if term.function == "max" else (other, one)
    return Applied("cases", (first, larger, second))


def leaking(term: Term, leak: Fraction) -> Term:
    """A term with its functions written out, and another slope below zero for leaky ReLU."""

    def changed(part: Term) -> Term:
        return num(leak) if part == LEAK else rebuilt(part, changed)

    return changed(plain(term))
