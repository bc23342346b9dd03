"""Laws of weights: deep linear networks and cut normal laws. How many instances agreed comes out.

A weight that is −1, 0 or 1 with the chances 1/6, 2/3, 1/6 has the moments of a normal one up to the
fifth, so that a mean of fourth powers over all such networks is that over normal ones, exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

from ...arithmetic.enclosure import Real
from ..bounds.balls import PRECISION, as_real
from .agreeing import agreeing

Law = dict[tuple[int, ...], Fraction]
Activation = Callable[[int], int]

THREE_POINTS = ((-1, Fraction(1, 6)), (0, Fraction(2, 3)), (1, Fraction(1, 6)))
NETWORKS = ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1))  # width, layers
FACTOR = "0.8796256610342398"  # SciPy's truncnorm.std(-2, 2), as Keras has it in its sources


def deep_linear(_seed: int = 0) -> int:
    """E S² = (1 + 2/H)^K (E S)² for the square S of the output, by all networks of three points."""
    return agreeing("deep linear networks spread", NETWORKS, lambda net: _spreads(*net, 2))


def deep_relu(_seed: int = 0) -> int:
    """The same with 5 in the place of 2, behind ReLU."""
    return agreeing("deep ReLU networks spread", NETWORKS, lambda net: _spreads(*net, 5, _relu))


def _relu(z: int) -> int:
    return max(z, 0)


def _spreads(width: int, layers: int, excess: int, activation: Activation = int) -> bool:
    law: Law = {(1,) + (0,) * (width - 1): Fraction(1)}
    for _ in range(layers):
        law = _through(activation, _after(law, width))
    first = sum((chance * _square(z) for z, chance in law.items()), Fraction(0))
    second = sum((chance * _square(z) ** 2 for z, chance in law.items()), Fraction(0))
    return second == (1 + Fraction(excess, width)) ** layers * first**2


def _through(activation: Activation, law: Law) -> Law:
    found: Law = {}
    for z, chance in law.items():
        values = tuple(map(activation, z))
        found[values] = found.get(values, Fraction(0)) + chance
    return found


def _after(law: Law, width: int) -> Law:
    """The law behind one more layer; units are independent, given the layer below."""
    found: Law = {}
    for z, chance in law.items():
        unit = _unit(z)
        for values in product(unit, repeat=width):
            together = chance
            for value in values:
                together *= unit[value]
            found[values] = found.get(values, Fraction(0)) + together
    return found


def _unit(z: tuple[int, ...]) -> dict[int, Fraction]:
    """The law of a weighted sum of the numbers z."""
    law = {0: Fraction(1)}
    for number in z:
        after: dict[int, Fraction] = {}
        for (value, chance), (weight, share) in product(law.items(), THREE_POINTS):
            at = value + weight * number
            after[at] = after.get(at, Fraction(0)) + chance * share
        law = after
    return law


def _square(z: tuple[int, ...]) -> int:
    return sum(value * value for value in z)


def truncated_factor(_seed: int = 0) -> int:
    """The deviation of a normal law cut at ±2, enclosed twice: by its formula, by its integrals."""
    written = Fraction(FACTOR)

    def holds(by_integrals: bool) -> bool:
        found = as_real(_by_integrals()) if by_integrals else cut_deviation()
        return abs(found.middle - written) + found.high - found.low < Fraction(1, 10**13)

    return agreeing("the truncated normal law", (False, True), holds)


def cut_deviation(cut: int = 2) -> Real:
    """√(1 − 2aφ(a) / (2Φ(a) − 1)), enclosed."""
    import flint

    with flint.ctx.workprec(PRECISION):
        a = flint.arb(cut)
        density = (-a * a / 2).exp() / (2 * flint.arb.pi()).sqrt()
        return as_real((1 - 2 * a * density / (a / flint.arb(2).sqrt()).erf()).sqrt())


def _by_integrals() -> Any:
    import flint

    def weight(x: Any, _analytic: bool) -> Any:
        return (-(flint.acb(x) ** 2) / 2).exp()

    def square(x: Any, analytic: bool) -> Any:
        return flint.acb(x) ** 2 * weight(x, analytic)

    ends = flint.acb(-2), flint.acb(2)
    return (flint.acb.integral(square, *ends) / flint.acb.integral(weight, *ends)).real.sqrt()
