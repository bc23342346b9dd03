"""The two fields a note is run over: real enclosures, and the residues of 2⁶¹ − 1."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..arithmetic.enclosure import (
    NoNumber,
    Real,
    exponential,
    hyperbolic_tangent,
    logarithm,
    power,
    sigmoid,
    square_root,
)
from ..arithmetic.residues import PRIME, Residue
from .choices import Absent, Choices

ONE, ZERO = Real.exactly(1), Real.exactly(0)
KINK = "the derivative of ReLU at 0"


def _relu(x: Real) -> Real:
    return Real(max(x.low, Fraction(0)), max(x.high, Fraction(0)))


def _maximum(pair: tuple[Real, Real]) -> Real:
    a, b = pair
    return Real(max(a.low, b.low), max(a.high, b.high))


def _absolute(x: Real) -> Real:
    return _maximum((x, -x))


FUNCTIONS: dict[tuple[str, int], Callable[[Any], Any]] = {
    ("identity", 0): lambda x: x,
    ("identity", 1): lambda _: ONE,
    ("relu", 0): _relu,
    ("sigmoid", 0): sigmoid,
    ("sigmoid", 1): lambda x: sigmoid(x) * (ONE - sigmoid(x)),
    ("tanh", 0): hyperbolic_tangent,
    ("tanh", 1): lambda x: ONE - hyperbolic_tangent(x) * hyperbolic_tangent(x),
    ("exp", 0): exponential,
    ("ln", 0): logarithm,
    ("sqrt", 0): square_root,
    ("max", 0): _maximum,
    ("abs", 0): _absolute,
    ("one-to-one", 0): lambda x: x + sigmoid(x),  # stands for a function that is not named
}


class Reals:
    """Fractions, exactly; σ, tanh, exp, ln and √ as rigorous enclosures."""

    has_oracles = False

    def drawn(self, source: random.Random) -> Real:
        whole = source.randint(1, 9) * source.choice((1, -1))
        return Real.exactly(Fraction(whole, source.randint(1, 4)))

    def number(self, value: Fraction) -> Real:
        return Real.exactly(value)

    def power(self, base: Real, exponent: Real) -> Real:
        return power(base, exponent)

    def function(self, name: str, primes: int, choices: Choices) -> Callable[[Any], Any] | None:
        if (name, primes) == ("relu", 1):
            return lambda x: _step(x, choices)
        return FUNCTIONS.get((name, primes))


def _step(x: Real, choices: Choices) -> Real:
    """The derivative of ReLU; at the kink notes differ, and every convention is a reading."""
    if x.low > 0:
        return ONE
    if x.high < 0:
        return ZERO
    if not x.exact:
        raise NoNumber("the sign of an entry cannot be told")
    return Real.exactly(Fraction(choices.choose(KINK, ("0", "1", "1/2"))))


class RandomResidues:
    """Residues; an activation is a random oracle: a value and a slope for each argument.

    What holds for such an activation holds for every one, but for chance in the size of the prime.
    """

    has_oracles = True

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - random points, not secrets
        self._oracle: dict[tuple[str, int, int], int] = {}

    def number(self, value: Fraction) -> Residue:
        return Residue.of(value)

    def drawn(self, source: random.Random) -> Residue:
        return Residue(source.randrange(1, PRIME))

    def power(self, base: Residue, exponent: Residue) -> Residue:
        if exponent.value > 1000:
            raise Absent("only small whole powers are computed")
        return Residue(pow(base.value, exponent.value, PRIME))

    def function(self, name: str, primes: int, choices: Choices) -> Callable[[Any], Any] | None:
        del choices
        if name == "identity":
            return (lambda x: x) if not primes else lambda _: Residue(1)
        if name == "max":
            return None  # there is no order among residues

        def oracle(x: Residue) -> Residue:
            key = (name, primes, x.value)
            return Residue(self._oracle.setdefault(key, self._random.randrange(PRIME)))

        return oracle
