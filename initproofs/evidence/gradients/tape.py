"""Numbers that remember how they were computed, and the derivatives of any of them by any other.

A program run over a ``Tape`` gives ``Traced`` numbers over the field below it; ``propagated`` goes
back through them once (Linnainmaa, 1976). Exact: no step size, no rounding. Refuses nothing: what
does not depend on a number has the derivative zero by it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from typing import Any

from ...arithmetic.enclosure import NoNumber
from .oracles import Oracles

Scalar = Any  # a number of the field below


class Traced:
    """A number, and the numbers it was computed from with the derivative by each of them."""

    __slots__ = ("order", "parents", "value")
    _clock = count()

    def __init__(self, value: Scalar, parents: tuple[tuple[Traced, Scalar], ...] = ()) -> None:
        self.value = value
        self.parents = parents
        self.order = next(Traced._clock)  # no number is older than those it was computed from

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.value + other.value, ((self, None), (other, None)))

    def __sub__(self, other: Traced) -> Traced:
        return self + (-other)

    def __neg__(self) -> Traced:
        zero = self.value - self.value
        return Traced(-self.value, ((self, _minus_one(zero)),))

    def __mul__(self, other: Traced) -> Traced:
        return Traced(self.value * other.value, ((self, other.value), (other, self.value)))

    def __truediv__(self, other: Traced) -> Traced:
        if other.value == other.value - other.value:
            raise NoNumber("something is divided by zero")
        quotient = self.value / other.value
        inverse = _one(quotient) / other.value
        return Traced(quotient, ((self, inverse), (other, -(quotient * inverse))))

    def __eq__(self, other: object) -> bool:
        """Equal as numbers, whatever they were computed from."""
        return isinstance(other, Traced) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)


def _one(like: Scalar) -> Scalar:
    of = getattr(type(like), "of", None)
    return of(1) if of else Fraction(1)


def _minus_one(zero: Scalar) -> Scalar:
    return zero - _one(zero)


@dataclass(frozen=True)
class Tape:
    """A field of traced numbers; its functions are those of ``oracles``."""

    oracles: Oracles
    has_oracles = True

    def drawn(self, source: random.Random) -> Traced:
        return Traced(self.oracles.drawn(source))

    def number(self, value: Fraction) -> Traced:
        return Traced(self.oracles.number(value))

    def power(self, base: Traced, exponent: Traced) -> Traced:
        value, slope = self.oracles.power(base.value, exponent.value)
        return Traced(value, ((base, slope),))

    def function(
        self, name: str, primes: int, choices: object = None
    ) -> Callable[[Any], Any] | None:
        """``name`` with so many primes; None for what does not go entry by entry."""
        del choices
        if not self.oracles.knows(name, primes):
            return None

        def traced(x: Traced) -> Traced:
            value = self.oracles.value(name, primes, x.value)
            slope = self.oracles.value(name, primes + 1, x.value)
            return Traced(value, ((x, slope),))

        return traced

    def joint(self, name: str, arguments: Sequence[Traced]) -> Traced:
        """One number out of many by an unknown function: a value, and a slope for each of them."""
        key = tuple(argument.value for argument in arguments)
        value, *slopes = self.oracles.joint(name, key)
        return Traced(value, tuple(zip(arguments, slopes, strict=True)))


def propagated(seeds: Iterable[tuple[Traced, Scalar]], zero: Scalar) -> Mapping[int, Scalar]:
    """Σ seed·∂node/∂x over all seeded nodes, for every x below them by its order on the tape."""
    found: dict[int, Scalar] = {}
    waiting: list[tuple[int, int, Traced]] = []

    def add(node: Traced, amount: Scalar) -> None:
        known = found.get(node.order)
        if known is None:
            heappush(waiting, (-node.order, id(node), node))
            found[node.order] = amount
        else:
            found[node.order] = known + amount

    for node, amount in seeds:
        add(node, amount + zero)
    while waiting:
        node = heappop(waiting)[2]
        amount = found[node.order]
        for parent, slope in node.parents:
            add(parent, amount if slope is None else amount * slope)
    return found


def gradients(of: Traced, by: Sequence[Traced]) -> list[Scalar]:
    """The derivatives of one number by each of several."""
    one = _one(of.value)
    found = propagated(((of, one),), one - one)
    return [found.get(node.order, one - one) for node in by]
