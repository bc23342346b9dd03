"""f(x) ≈ a + b x near 0: is it the first Taylor polynomial, and how far is it off?

In: two terms in one letter. Out: a proved bound C|x|ᵏ on their difference, or the reason why the
right side is not the tangent: a value or a slope at 0 that differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...terms import Applied, Head, Power, Symbol, Term
from ..bounds.balls import NoValue, enclose
from .building import num, sub, times
from .catalogue import substitute
from .normal import NoNormalForm
from .pieces import NotSplit, linear
from .polynomials import TooLarge
from .signs import Steps, at_most
from .slopes import NoSlope, plain, slope

BOUNDS = tuple((k, Fraction(1, c)) for k in (3, 2) for c in (48, 24, 12, 8, 6, 4, 3, 2, 1))


@dataclass(frozen=True, slots=True)
class Tangent:
    """|left − right| ≤ bound·|x|^power, with the steps of its proof."""

    power: int
    bound: Fraction
    steps: Steps


@dataclass(frozen=True, slots=True)
class NoTangent:
    """What differs at 0 (“value” or “slope”), and both numbers."""

    what: str
    left: str
    right: str


def tangent(left: Term, right: Term, variable: Head) -> Tangent | NoTangent | None:
    try:
        body, line = plain(left), plain(right)
        linear(line, variable)
        for what, one, other in (
            ("value", body, line),
            ("slope", slope(body, variable), slope(line, variable)),
        ):
            here = enclose(substitute(one, {variable: num(0)}), {})
            there = enclose(substitute(other, {variable: num(0)}), {})
            if not here.meets(there):
                shown = [f"{float(v.middle):.4g}" for v in (here, there)]
                return NoTangent(what, shown[0], shown[1])
    except (NoNormalForm, NoSlope, NoValue, NotSplit, TooLarge):
        return None
    for power, bound in BOUNDS:
        size = Power(Applied("abs", (Symbol(variable),)), num(power))
        gap = Applied("abs", (sub(left, right),))
        steps = at_most(gap, times(num(bound), size), variable)
        if steps is not None:
            return Tangent(power, bound, steps)
    return None
