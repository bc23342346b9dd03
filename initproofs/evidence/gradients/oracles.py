"""Elementary functions over a field in which none of them exists: random values, true relations.

An unknown activation is a random value and a random slope for each argument, so that what holds
here holds for every one (but for chance in the size of the prime). Functions with a name keep the
relations that their derivatives live by: σ′ = σ(1 − σ), tanh′ = 1 − tanh², ReLU a factor that
is its slope (or, ``sharp``, one that is 0 or 1), exp′ = exp,
exp(−x) = 1/exp(x), ln′(x) = 1/x. Refused: powers that are not small
and whole, and roots that do not exist.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ...arithmetic.enclosure import NoNumber
from ...arithmetic.residues import PRIME, Residue

LARGEST_POWER = 12
NAMED = frozenset(["sigmoid", "tanh", "relu", "identity", "exp", "ln", "sqrt"])
MIXING = frozenset(["max", "min", "softmax", "vector"])  # no functions of one number


class Oracles:
    """Residues of 2⁶¹ − 1; over ``small`` fractions in their place, for examples to show."""

    def __init__(self, seed: int, small: bool = False, sharp: bool = False) -> None:
        self.small = small
        self.sharp = sharp
        # A stream of its own: data drawn from the same seed must not repeat in the functions.
        self._random = random.Random(f"functions {seed}")  # noqa: S311 - random points, no secrets
        self._drawn: dict[tuple[Any, ...], Any] = {}

    def number(self, value: Fraction) -> Any:
        return value if self.small else Residue.of(value)

    def drawn(self, source: random.Random) -> Any:
        if self.small:
            return Fraction(source.choice((-3, -2, -1, 1, 2, 3)))
        return Residue(source.randrange(1, PRIME))

    def power(self, base: Any, exponent: Any) -> tuple[Any, Any]:
        """baseᵉ and its derivative by the base, for a small whole e; √ by a drawn root."""
        whole = self._whole(exponent)
        if whole is None:
            raise NoNumber("only small whole powers are computed")
        one = self.number(Fraction(1))
        result, slope = one, self.number(Fraction(0))
        for _ in range(abs(whole)):
            result, slope = result * base, slope * base + result
        if whole < 0:
            inverse = one / result
            return inverse, -(slope * inverse * inverse)
        return result, slope

    def _whole(self, exponent: Any) -> int | None:
        for whole in range(-LARGEST_POWER, LARGEST_POWER + 1):
            if exponent == self.number(Fraction(whole)):
                return whole
        return None

    def knows(self, name: str, primes: int) -> bool:
        return name not in MIXING and primes <= 1

    def value(self, name: str, primes: int, x: Any) -> Any:
        method = getattr(self, f"_{name}", None) if name in NAMED else None
        if method is not None:
            return method(primes, x)
        return self._once(name, primes, x)

    def joint(self, name: str, arguments: Sequence[Any]) -> list[Any]:
        """A value and a slope for each argument, the same for the same arguments."""
        key = (name, tuple(arguments))
        if key not in self._drawn:
            self._drawn[key] = [self.drawn(self._random) for _ in range(len(arguments) + 1)]
        found: list[Any] = self._drawn[key]
        return found

    def _once(self, *key: Any) -> Any:
        if key not in self._drawn:
            self._drawn[key] = self.drawn(self._random)
        return self._drawn[key]

    def _identity(self, primes: int, x: Any) -> Any:
        return x if not primes else self.number(Fraction(1 if primes == 1 else 0))

    def _exp(self, _primes: int, x: Any) -> Any:
        if ("exp", -x) in self._drawn:
            return self.number(Fraction(1)) / self._drawn["exp", -x]
        if x == self.number(Fraction(0)):
            return self.number(Fraction(1))
        return self._positive("exp", x)

    def _positive(self, *key: Any) -> Any:
        if self.small and key not in self._drawn:
            self._drawn[key] = Fraction(self._random.choice((2, 3, 4)))
        return self._once(*key)

    def _sigmoid(self, primes: int, x: Any) -> Any:
        one = self.number(Fraction(1))
        s = one / (one + self._exp(0, -x))
        slope = s * (one - s)
        return (s, slope, slope * (one - s - s))[primes]

    def _tanh(self, primes: int, x: Any) -> Any:
        one, e = self.number(Fraction(1)), self._exp(0, x)
        t = (e - one / e) / (e + one / e)
        slope = one - t * t
        return (t, slope, -(t + t) * slope)[primes]

    def _relu(self, primes: int, x: Any) -> Any:
        """What holds for every slope holds for 0 and 1; one point alone would not tell them."""
        zero = self.number(Fraction(0))
        if primes > 1:
            return zero
        slope = self._slope(x)
        return slope if primes else slope * x

    def _slope(self, x: Any) -> Any:
        if self.small:
            return Fraction(1 if x > 0 else 0)
        drawn = self._once("relu", x)
        return self.number(Fraction(drawn.value % 2)) if self.sharp else drawn

    def _ln(self, primes: int, x: Any) -> Any:
        if not primes:
            return self._once("ln", x)
        one = self.number(Fraction(1))
        return one / x if primes == 1 else -(one / (x * x))

    def _sqrt(self, primes: int, x: Any) -> Any:
        if self.small:
            raise NoNumber("a root is no fraction")
        root = Residue(pow(x.value, (PRIME + 1) // 4, PRIME))
        if root * root != x:
            raise NoNumber("half of the residues have no root, and this one has none")
        return root if not primes else self.number(Fraction(1)) / (root + root)
