"""Numbers that remember how they were computed, and the derivatives of any of them by any other.

A program run over a ``Tape`` gives ``Traced`` numbers over the field below it; ``propagated`` goes
back through them once (Linnainmaa, 1976). Exact: no step size, no rounding. Refuses nothing: what
does not depend on a number has the derivative zero by it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from typing import Any

from ...arithmetic.enclosure import NoNumber
from ...arithmetic.grids import NoShape, dot, is_matrix, shape, transpose
from .oracles import Oracles

Scalar = Any  # a number of the field below
Value = Any  # a traced number or a grid of them


class Traced:
    """A number, and the numbers it was computed from with the derivative by each of them."""

    __slots__ = ("order", "parents", "value")
    _clock = count()

    def __init__(self, value: Scalar, parents: tuple[tuple[Traced, Scalar], ...] = ()) -> None:
        self.value = value
        self.parents = parents
        self.order = next(Traced._clock)  # no number is older than those it was computed from

    @staticmethod
    def dot(row: Sequence[Traced], column: Sequence[Traced]) -> Traced:
        """Σ aᵢbᵢ as one number, with the derivative by each of its factors."""
        value = dot([a.value for a in row], [b.value for b in column])
        pairs = list(zip(row, column, strict=True))
        return Traced(value, (*[(a, b.value) for a, b in pairs], *[(b, a.value) for a, b in pairs]))

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
    _below: dict[int, Mapping[int, Scalar]] = field(default_factory=dict, compare=False)

    def drawn(self, source: random.Random) -> Traced:
        return Traced(self.oracles.drawn(source))

    def number(self, value: Fraction) -> Traced:
        return Traced(self.oracles.number(value))

    def count(self, size: int) -> Traced:
        """How many places a side has, as a number."""
        return self.number(Fraction(size))

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

    def loss(self, outputs: Sequence[Value], slopes: Sequence[Value] | None = None) -> Traced:
        """A number that depends on all outputs: any function, or one with these slopes."""
        over = [entry for output in outputs for entry in entries(output)]
        drawn = self.joint("loss", over)
        if slopes is None:
            return drawn
        by = [entry.value for slope in slopes for entry in entries(slope)]
        return Traced(drawn.value, tuple(zip(over, by, strict=True)))

    def depends(self, of: Traced, by: Value) -> bool:
        found = self._propagated(of)
        return any(entry.order in found for entry in entries(by))

    def slopes(self, of: Value, by: Value) -> Value:
        """The derivative of a number by every entry of a variable, or of a grid by a number."""
        if is_matrix(of):
            return tuple(tuple(self.slopes(entry, by) for entry in row) for row in of)
        return _taken(self._propagated(of), by, of.value - of.value)

    def jacobian(self, of: Value, by: Value) -> Value:
        """A row for each entry above, a column for each below."""
        return tuple(tuple(entries(self.slopes(entry, by))) for entry in entries(of))

    def diagonal(self, of: Value, by: Value) -> Value | None:
        """The derivative entry by entry, where each entry depends on its own alone."""
        if not is_matrix(by) or shape(of) != shape(by):
            return None
        zero = self.oracles.number(Fraction(0))
        places = {entry.order for entry in entries(by)}
        own = []
        for above, below in zip(entries(of), entries(by), strict=True):
            found = self._propagated(above)
            met = places & found.keys() - {below.order}
            if any(found[place] != zero for place in met):
                return None
            own.append(Traced(found.get(below.order, zero)))
        slopes = iter(own)
        return tuple(tuple(next(slopes) for _ in row) for row in of)

    def carried(self, seed: Value, of: Value, by: Value) -> Value:
        """The derivative by ``by`` of what has the derivative ``seed`` by ``of``."""
        seed = like(seed, of)
        pairs = zip(entries(of), entries(seed), strict=True)
        zero = self.oracles.number(Fraction(0))
        return _taken(propagated(((node, amount.value) for node, amount in pairs), zero), by, zero)

    def _propagated(self, of: Traced) -> Mapping[int, Scalar]:
        if of.order not in self._below:
            one = self.oracles.number(Fraction(1))
            self._below[of.order] = propagated(((of, one),), one - one)
        return self._below[of.order]


def entries(value: Value) -> list[Any]:
    return [entry for row in value for entry in row] if is_matrix(value) else [value]


def like(seed: Value, of: Value) -> Value:
    """The factors of a chain as they fit together: as they are, or one of them turned."""
    sizes = [shape(value) if is_matrix(value) else None for value in (seed, of)]
    if sizes[0] == sizes[1]:
        return seed
    if None in sizes or shape(transpose(seed)) != sizes[1]:
        raise NoShape("the factors of the chain do not fit together")
    return transpose(seed)


def _taken(found: Mapping[int, Any], by: Value, zero: Any) -> Value:
    """What was found for each entry of a variable, in its place."""

    def slope(entry: Traced) -> Traced:
        return Traced(found.get(entry.order, zero))

    return tuple(tuple(map(slope, row)) for row in by) if is_matrix(by) else slope(by)


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
