"""Numbers and matrices of any size as index sums: a field over which networks are differentiated.

A matrix is the formula of its entries, with a slot for the row and one for the column; the sides of
a program at concrete sizes serve as names of sides of any size, for no two of them are equal there.
What holds here holds for all sizes and values. Refused: what has no formula of this kind.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...arithmetic.enclosure import NoNumber
from ...arithmetic.grids import NoShape, Whole, is_matrix, shape
from .chain import BY, Chain, Node, places
from .functions import applied
from .monomials import DELTA, ENTRY, GIVEN_SLOPE, Atom
from .oracles import MIXING
from .sums import SLOTS, IndexSum, counted, delta, factor, moved, number, summed
from .tape import like

SOFTMAX = "∂p_i/∂z_k = p_i (δ_ik − p_k), Σ p_i = 1"
AXIS = "\u2060"  # unseen: along the rows
Value = Any  # an index sum or a matrix of them


@dataclass(frozen=True)
class Formula(Whole):
    """A matrix of any size: ``body`` is its entry at (□0, □1), a side of one place being 1."""

    size: tuple[int, int]
    body: IndexSum

    def at(self, row: str, column: str) -> IndexSum:
        return moved(self.body, dict(zip(SLOTS, (row, column), strict=True)))

    def entry(self, row: int, column: int) -> IndexSum:
        return self.at(str(row + 1), str(column + 1))

    def turned(self) -> Formula:
        return Formula(self.size[::-1], self.at(*SLOTS[::-1]))

    def mapped(self, function: Callable[[Any], Any]) -> Formula:
        return Formula(self.size, function(self.body))

    def times(self, other: Whole) -> Formula:
        assert isinstance(other, Formula)
        inner = self.size[1]
        left, right = self.at(SLOTS[0], "□k"), other.at("□k", SLOTS[1])
        body = summed(left * right, "□k", inner)
        return _fitted((self.size[0], other.size[1]), body)

    def joined(self, function: Callable[[Any, Any], Any], other: Whole) -> Formula:
        assert isinstance(other, Formula)
        rows, columns = (max(pair) for pair in zip(self.size, other.size, strict=True))
        return Formula((rows, columns), function(self.body, other.body))

    def total(self, axis: int) -> Formula:
        """Σ down the columns (0) or along the rows (1)."""
        body = summed(self.body, SLOTS[axis], self.size[axis])
        return Formula((1, self.size[1]) if axis == 0 else (self.size[0], 1), body)


def _fitted(size: tuple[int, int], body: IndexSum) -> Formula:
    return Formula(size, moved(body, dict(zip(SLOTS, places(size, SLOTS), strict=True))))


@dataclass
class Symbols:
    """The field; ``chain`` knows how its nodes were defined."""

    chain: Chain = field(default_factory=Chain)
    has_oracles = True

    def drawn(self, source: random.Random) -> Any:
        del source
        raise NoNumber("a symbol is not drawn")

    def number(self, value: Fraction) -> IndexSum:
        return number(value)

    def count(self, size: int) -> IndexSum:
        return counted(size)

    def power(self, base: IndexSum, exponent: IndexSum) -> IndexSum:
        whole = exponent.constant
        if whole is None or whole.denominator != 1:
            raise NoNumber("only small whole powers are computed")
        return base.to_the(whole.numerator)

    def function(
        self, name: str, primes: int, choices: object = None
    ) -> Callable[[Any], Any] | None:
        del choices
        if name in MIXING or primes > 1:
            return None
        return lambda of: applied(name, primes, of)

    def node(
        self, name: str, sides: tuple[int, int] | None, body: Value = None, unit: int = -1
    ) -> Value:
        """A name of a program: what stands for it, defined or not."""
        own = sides or ()
        formula = body.body if isinstance(body, Formula) else body
        made = self.chain.add(Node(name, own, formula, unit=unit if len(own) > 1 else -1))
        return self.of(made)

    def of(self, node: Node) -> Any:
        entry = self.chain.entry(node, node.at)
        return Formula((node.sides[0], node.sides[1]), entry) if node.sides else entry

    def equate(self, one: Value, other: Value) -> None:
        """Two leaves get one value."""
        node, at = self._reference(one)
        if at == node.at and one != other:
            node.equal = other.body if isinstance(other, Formula) else other

    def suppose(self, value: Value, supposed: bool) -> None:
        """Is the rule of a node only supposed?"""
        self._reference(value)[0].supposed = supposed

    def joint(self, name: str, arguments: Sequence[Any]) -> IndexSum:
        """One number out of many by an unknown function, with a slope for each of them."""
        taken = [self._reference(argument) for argument in arguments]
        if any(not i.isdigit() and i not in SLOTS for _, at in taken for i in at):
            raise NoNumber("an unknown function of an entry at any place")
        inside = (node.name + (f"_{''.join(at)}" if at else "") for node, at in taken)
        key = f"{name.rpartition(': ')[2]}({', '.join(inside)})"
        if key not in self.chain.nodes:
            slopes: dict[str, IndexSum] = {}
            for node, at in taken:
                slope = factor(Atom(GIVEN_SLOPE, node.name, seed=key), at)
                slopes[node.name] = slopes.get(node.name, number(0)) + self._at_its_place(
                    slope, node, at
                )
            self.chain.add(Node(key, (), slopes=slopes))
        return self.chain.entry(self.chain.nodes[key], ())

    def _at_its_place(self, slope: IndexSum, node: Node, at: tuple[str, ...]) -> IndexSum:
        """∂f/∂X_pq of an f that takes X_11 alone, or all of X."""
        by = places(node.sides, BY)
        for here, there in zip(at, by, strict=True):
            slope = moved(slope, {here: there}) if not here.isdigit() else slope
            if here.isdigit() and there in BY:
                slope = slope * factor(Atom(DELTA), (here, there))
        return slope

    def softmax(self, of: Formula, axis: int) -> Value:
        """p with Σp = 1 along an axis, and ∂p_i/∂z_k = p_i (δ_ik − p_k)."""
        node, _ = self._reference(self.named(of))
        name = f"softmax({node.name})" + AXIS * axis
        if name not in self.chain.nodes:
            one, other = SLOTS[axis], BY[axis]
            made = Node(name, of.size, slopes={}, unit=axis, rule=SOFTMAX)
            own = factor(Atom(ENTRY, name, unit=axis), made.at)
            at = places(of.size, (other, SLOTS[1]) if axis == 0 else (SLOTS[0], other))
            slope = own * (delta(one, other) - factor(Atom(ENTRY, name, unit=axis), at))
            across = 1 - axis
            if of.size[across] != 1:
                slope = slope * delta(SLOTS[across], BY[across])
            made.slopes = {node.name: slope}
            self.chain.add(made)
        return self.of(self.chain.nodes[name])

    def named(self, of: Formula) -> Value:
        """A matrix under a name of its own, if it has none."""
        if of.body.alone is not None:
            return of
        key = f"({of.body.key})"
        if key not in self.chain.nodes:
            return self.node(key, of.size, of)
        return self.of(self.chain.nodes[key])

    def loss(self, outputs: Sequence[Value], slopes: Sequence[Value] | None = None) -> IndexSum:
        """A number that depends on all outputs: any function, or one with these slopes."""
        if slopes is None:
            return self.joint("the loss", outputs)
        found: dict[str, IndexSum] = {}
        for output, slope in zip(outputs, slopes, strict=True):
            node, at = self._reference(output)
            body = slope.body if isinstance(slope, Formula) else slope
            if tuple(i.isdigit() for i in at) != tuple(i == "1" for i in places(node.sides, BY)):
                raise NoNumber("the loss of one entry")
            found[node.name] = moved(body, dict(zip(at, places(node.sides, BY), strict=True)))
        name = f"the loss {len(self.chain.nodes)}"
        return self.chain.entry(self.chain.add(Node(name, (), slopes=found)), ())

    def depends(self, of: IndexSum, by: Value) -> bool:
        return self.chain.rests_on(of, self._reference(by)[0].name)

    def slopes(self, of: Value, by: Value) -> Value:
        node, at = self._reference(by)
        size = shape(by) if is_matrix(by) else None
        if isinstance(of, Formula):
            if size is not None:
                raise NoNumber("a matrix by a matrix")
            return _fitted(of.size, self._slope(of.body, node, at))
        found = self._slope(of, node, at)
        return found if size is None else _fitted(size, found)

    def _slope(self, of: IndexSum, node: Node, at: tuple[str, ...]) -> IndexSum:
        return moved(self.chain.slope(of, node), dict(zip(BY, at, strict=False)))

    def diagonal(self, of: Value, by: Value) -> Value | None:
        """The derivative entry by entry, where each entry depends on its own alone."""
        node, at = self._reference(by)
        if not isinstance(of, Formula) or not is_matrix(by) or of.size != shape(by):
            return None
        found = self._jacobian(of, node)
        names = dict(zip(BY, at, strict=False))
        pairs = [(SLOTS[n], BY[at.index(SLOTS[n])]) for n in (0, 1) if SLOTS[n] in at]
        total = number(0)
        for one, value in found.terms.items():
            rest = []
            left = {frozenset(pair) for pair in pairs}
            for atom, indices, power in one.factors:
                if atom.kind == DELTA and frozenset(indices) in left:
                    left.discard(frozenset(indices))
                else:
                    rest.append((atom, indices, power))
            if left:
                return None
            total = total + _rebuilt(rest, one.sides, value)
        return _fitted(of.size, moved(total, names))

    def jacobian(self, of: Value, by: Value) -> Value:
        """A row for each entry above, a column for each below."""
        node, _ = self._reference(by)
        if not isinstance(of, Formula) or not is_matrix(by):
            raise NoNumber("no vectors")
        found = self._jacobian(of, node)
        long, across = max(of.size), max(node.sides)
        rows = dict.fromkeys(SLOTS, "□r")
        columns = dict.fromkeys(BY, SLOTS[1])
        return _fitted((long, across), moved(moved(found, {**rows, **columns}), {"□r": SLOTS[0]}))

    def _jacobian(self, of: Formula, node: Node) -> IndexSum:
        return self.chain.without_slopes_of(self.chain.slope(of.body, node), 1)

    def carried(self, seed: Value, of: Value, by: Value) -> Value:
        """The derivative by ``by`` of what has the derivative ``seed`` by ``of``."""
        node, at = self._reference(by)
        seed = like(seed, of)
        if isinstance(of, Formula):
            found = seed.body * self.chain.slope(of.body, node)
            for axis in (0, 1):
                found = summed(found, SLOTS[axis], of.size[axis])
        else:
            found = seed * self.chain.slope(of, node)
        found = self.chain.without_slopes_of(found, 1)
        found = moved(found, dict(zip(BY, at, strict=False)))
        return _fitted(shape(by), found) if is_matrix(by) else found

    def _reference(self, value: Value) -> tuple[Node, tuple[str, ...]]:
        """The node that a value names, and at which indices."""
        body = value.body if isinstance(value, Formula) else value
        found = body.alone if isinstance(body, IndexSum) else None
        if found is None or found[0].kind != ENTRY or found[2] != 1:
            raise NoNumber("a derivative by something that is no variable")
        return self.chain.nodes[found[0].name], found[1]


def _rebuilt(factors: list[Any], sides: tuple[int, ...], value: Fraction) -> IndexSum:
    letters = {f"·{n}": f"◇b{n}" for n in range(len(sides))}
    total = number(value)
    for atom, at, power in factors:
        total = total * factor(atom, tuple(letters.get(i, i) for i in at), power)
    for letter, side in zip(letters.values(), sides, strict=True):
        total = summed(total, letter, side)
    return total


__all__ = ["Formula", "NoShape", "Symbols"]
