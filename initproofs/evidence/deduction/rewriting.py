"""Index sums with entries of layers → the same with every entry replaced that a fact speaks of.

A fact holds for all layers of a range and, where it names no place, for all places; whether a layer
is in the range is decided by what is known of the order of the layers, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...terms import Index
from ..gradients.functions import applied
from ..gradients.monomials import ENTRY, INVERSE, VALUE, Atom, Factor
from ..gradients.sums import SLOTS, IndexSum, each_factor, factor, inverse, moved, number
from .levels import Order, level

ROUNDS = 30
PHI = "φ"
Value = Callable[[Index, tuple[str, ...]], IndexSum]
Facts = tuple["Fact", ...]


def entry(kind: str, at: Index, *places: str) -> IndexSum:
    """``W^l_kj``."""
    return factor(Atom(ENTRY, f"{kind}^{raised(at)}"), places)


def raised(at: Index) -> str:
    """``l`` and ``(l-1)``."""
    return f"({at})" if at.base and at.offset else str(at)


def letter(name: str) -> IndexSum:
    """A number without layer and places."""
    return factor(Atom(ENTRY, name))


def nothing(_: Index, __: tuple[str, ...]) -> IndexSum:
    return number(0)


@dataclass(frozen=True)
class Fact:
    """An entry of this kind has this value, for all layers from ``low`` to ``high``; where ``at``
    names a place, only there."""

    kind: str
    low: Index
    high: Index
    value: Value
    at: tuple[str, ...] = ()

    def of(self, kind: str, layer: Index, places: tuple[str, ...], order: Order) -> IndexSum | None:
        if kind != self.kind or not order.within(layer, self.low, self.high):
            return None
        if any(asked and asked != place for asked, place in zip(self.at, places, strict=False)):
            return None
        return self.value(layer, places)


def value_of(found: Factor, facts: Facts, order: Order) -> IndexSum | None:
    """What the first fact that speaks of an entry makes of it, if that is something else."""
    atom, at, _ = found
    kind, _, layer = atom.name.partition("^")
    values = (fact.of(kind, level(layer.strip("()")), at, order) for fact in facts)
    same = factor(atom, at)
    return next((value for value in values if value is not None and value != same), None)


@dataclass(frozen=True)
class Rewriting:
    """The facts that may be used; ``at_zero`` is what φ is known to be at 0; ``tidy`` carries out
    what else is known of products."""

    facts: Facts
    order: Order
    at_zero: Mapping[str, IndexSum]
    tidy: Callable[[IndexSum], IndexSum]

    def normal(self, of: IndexSum) -> IndexSum:
        """Until nothing changes any more."""
        for _ in range(ROUNDS):
            new = self.tidy(self.once(of))
            if new == of:
                return of
            of = new
        return of

    def once(self, of: IndexSum) -> IndexSum:
        return each_factor(of, self._changed)

    def _changed(self, found: Factor) -> IndexSum | None:
        atom, at, power = found
        if atom.kind == ENTRY:
            new = value_of(found, self.facts, self.order)
            return None if new is None else new.to_the(power)
        if atom.of is None:
            return None
        inside = moved(atom.of, dict(zip(SLOTS, at, strict=False)))
        new = self.tidy(self.once(inside))
        if atom.kind == VALUE and not atom.primes and not new.terms and atom.name in self.at_zero:
            return self.at_zero[atom.name].to_the(power)
        if new == inside:
            return None
        whole = inverse(new) if atom.kind == INVERSE else applied(atom.name, atom.primes, new)
        return whole.to_the(power)
