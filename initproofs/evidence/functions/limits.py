"""The limit of a term as its one letter goes to ∞ or −∞, by the growth of its leading terms.

In: a quotient of polynomials in z and e^z, in cases or not. Out: the limit (an exact number, or an
infinity by its sign), with the step that gives it; None where the form says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...terms import Head, Term
from .normal import NoNormalForm, Normal
from .pieces import NotSplit, on, pieces
from .polynomials import Generator, Polynomial, TooLarge
from .slopes import NoSlope, plain

Growth = tuple[Fraction, Fraction]  # exponents of e^z and of z, both towards infinity


@dataclass(frozen=True, slots=True)
class Limit:
    """``value`` is None for an infinite limit, and ``sign`` its sign then."""

    value: Fraction | None
    sign: int
    step: tuple[str, str]

    def __str__(self) -> str:
        return str(self.value) if self.value is not None else ("∞" if self.sign > 0 else "-∞")


def limit(term: Term, variable: Head, upwards: bool) -> Limit | None:
    """lim term as the letter goes to ∞ (``upwards``) or −∞."""
    try:
        body = plain(term)
        piece = pieces((body,), variable)[-1 if upwards else 0]
        form = Normal()(on(piece, body, variable))
    except (NoNormalForm, NoSlope, NotSplit, TooLarge):
        return None
    top = _leading(form.top, variable, upwards)
    bottom = _leading(form.bottom, variable, upwards)
    if top is None or bottom is None:
        return None
    (above, a), (below, b) = top, bottom
    growth = above[0] - below[0], above[1] - below[1]
    said = ("the fastest terms decide", f"of {form.top} and of {form.bottom}")
    level = Fraction(0), Fraction(0)
    if a == 0 or growth < level:
        return Limit(Fraction(0), 0, said)
    if growth == level:
        return Limit(a / b, 0, said)
    return Limit(None, 1 if a / b > 0 else -1, said)


def _leading(
    polynomial: Polynomial, variable: Head, upwards: bool
) -> tuple[Growth, Fraction] | None:
    """The growth of the fastest terms and their coefficient, signs of z taken in."""
    if polynomial.is_zero:
        return (Fraction(0), Fraction(0)), Fraction(0)
    z, e = Generator("x", str(variable)), Generator("e", str(variable))
    found: dict[Growth, Fraction] = {}
    for monomial, coefficient in polynomial.terms:
        powers = dict(monomial)
        if set(powers) - {z, e}:
            return None
        rate, power = powers.get(e, Fraction(0)), powers.get(z, Fraction(0))
        if not upwards:
            if power.denominator != 1:
                return None
            rate, coefficient = -rate, coefficient * (-1 if power % 2 else 1)
        found[rate, power] = coefficient
    fastest = max(found)
    return fastest, found[fastest]
