"""Definitions of matrices entry by entry → derivatives of any of them by any other, for all sizes.

``slope`` of S by X is a symbol D[S; X] that the chain rule expands: the sum, over all that X goes
into, of D[S; C] · ∂C/∂X, where ∂X_ij/∂X_pq = δ_ip δ_jq. ``equal`` expands no further than is
needed for two sums to have one normal form, and says which steps it took. It never says that they
differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...arithmetic.enclosure import NoNumber
from .fractions_apart import cleared, reduced
from .functions import NAMES, applied, by_exponentials, slope_by_inside
from .monomials import ENTRY, INVERSE, SLOPE, VALUE, Atom, Factor
from .spelled import short, spelled
from .sums import (
    SLOTS,
    IndexSum,
    closed,
    delta,
    each_factor,
    factor,
    inverse,
    moved,
    number,
    opened,
)

BY = ("□p", "□q")  # the entry that a derivative is taken by
MOST_STEPS = 40
Allowed = Callable[["Node"], bool]
Steps = tuple[tuple[str, str], ...]  # the name of a rule, and what it says here


@dataclass
class Node:
    """A name with its sides; by a ``body``, by given ``slopes``, or a leaf.

    ``body`` speaks of the slots as row and column; ``slopes`` say the derivative by an entry
    (□p, □q) of another node. ``equal`` is a leaf that has the same value and is another variable.
    Nothing is proved by a rule that is only ``supposed``.
    """

    name: str
    sides: tuple[int, ...]
    body: IndexSum | None = None
    slopes: dict[str, IndexSum] | None = None
    equal: IndexSum | None = None
    rule: str = ""
    supposed: bool = False
    layer: int | None = None
    unit: int = -1
    rank: int = 0

    @property
    def at(self) -> tuple[str, ...]:
        """The node's own indices: a slot, or 1 where a side has no more than one place."""
        return places(self.sides, SLOTS)


def places(sides: tuple[int, ...], letters: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(letter if side != 1 else "1" for letter, side in zip(letters, sides, strict=False))


def nodes_in(of: IndexSum) -> set[str]:
    found: set[str] = set()
    for one in of.terms:
        for atom, _, _ in one.factors:
            if atom.kind == ENTRY:
                found.add(atom.name)
            elif atom.of is not None:
                found |= nodes_in(atom.of)
    return found


@dataclass
class Chain:
    """The nodes of a program, each defined by earlier ones."""

    nodes: dict[str, Node] = field(default_factory=dict)
    _above: dict[str, set[str]] = field(default_factory=dict)  # what a node rests on, and itself
    _direct: dict[tuple[str, str], IndexSum] = field(default_factory=dict)

    def add(self, node: Node) -> Node:
        below = set(node.slopes or ()) | (nodes_in(node.body) if node.body is not None else set())
        node.rank = 1 + max((self.nodes[name].rank for name in below), default=0)
        self.nodes[node.name] = node
        self._above[node.name] = {node.name}.union(*(self._above[name] for name in below))
        return node

    def rests_on(self, of: IndexSum, name: str) -> bool:
        return any(name in self._above[node] for node in nodes_in(of))

    def entry(self, node: Node, at: tuple[str, ...]) -> IndexSum:
        return factor(Atom(ENTRY, node.name, unit=node.unit), at)

    def slope(self, of: IndexSum, by: Node) -> IndexSum:
        """The derivative of a sum by the entry (□p, □q) of a node, through all that lies between.

        In its own letters, which must not be □p and □q.
        """
        total = number(0)
        for name in sorted(nodes_in(of)):
            if by.name in self._above[name]:
                total = total + self._through(of, self.nodes[name], by)
        return total

    def _through(self, of: IndexSum, node: Node, by: Node) -> IndexSum:
        if node is by:
            return partial(of, node)
        letters = tuple(f"◇{n}" for n in range(len(node.sides)))
        here = places(node.sides, letters)
        inner = moved(partial(of, node), dict(zip(BY, here, strict=False)))
        outer = factor(
            Atom(SLOPE, by.name, len(node.sides), seed=node.name), (*here, *places(by.sides, BY))
        )
        return closed(inner * outer, dict(zip(letters, node.sides, strict=True)))

    def expanded(self, found: Factor) -> IndexSum:
        """D[S; X] by the chain rule: through everything that X goes into directly."""
        atom, at, power = found
        seed, by = self.nodes[atom.seed], self.nodes[atom.name]
        own = tuple(f"◇{n}" for n in range(len(seed.sides)))
        start = places(seed.sides, own)
        total = number(0)
        for node in self._between(atom):
            total = total + self._step(seed, start, node, by)
        return moved(total, dict(zip((*own, *BY), at, strict=False))).to_the(power)

    def _between(self, slope: Atom) -> list[Node]:
        """All that X goes into directly on the way to S."""
        above = (self.nodes[name] for name in sorted(self._above[slope.seed]))
        return [node for node in above if slope.name in self._rests_directly_on(node)]

    def _rests_directly_on(self, node: Node) -> set[str]:
        own = nodes_in(node.body) if node.body is not None else set()
        return own | set(node.slopes or ())

    def _step(self, seed: Node, start: tuple[str, ...], through: Node, by: Node) -> IndexSum:
        letters = tuple(f"◆{n}" for n in range(len(through.sides)))
        here = places(through.sides, letters)
        local = moved(self.direct(through, by), dict(zip(SLOTS, here, strict=False)))
        if through is seed:
            outer = number(1)
            for one, other in zip(start, here, strict=True):
                outer = outer * delta(one, other)
        else:
            outer = factor(
                Atom(SLOPE, through.name, len(seed.sides), seed=seed.name), (*start, *here)
            )
        return closed(outer * local, dict(zip(letters, through.sides, strict=True)))

    def direct(self, through: Node, by: Node) -> IndexSum:
        """∂C/∂X where X goes into C, between slots and (□p, □q)."""
        key = through.name, by.name
        if key not in self._direct:
            if through.slopes is not None:
                self._direct[key] = through.slopes[by.name]
            else:
                assert through.body is not None
                self._direct[key] = partial(through.body, by)
        return self._direct[key]

    def without_slopes_of(self, of: IndexSum, arity: int) -> IndexSum:
        """Every D[S; X] of an S with at least so many sides expanded to its end."""

        def change(found: Factor) -> IndexSum | None:
            wide = found[0].kind == SLOPE and len(self.nodes[found[0].seed].sides) >= arity
            return self.expanded(found) if wide else None

        for _ in range(MOST_STEPS):
            new = each_factor(of, change)
            if new == of:
                return of
            of = new
        raise NoNumber("too many steps of the chain rule")

    def values(self, of: IndexSum, allowed: Allowed) -> IndexSum:
        """Entries by their definitions, inside functions too."""

        def change(found: Factor) -> IndexSum | None:
            atom, at, power = found
            names = dict(zip(SLOTS, at, strict=False))
            if atom.kind == ENTRY:
                node = self.nodes[atom.name]
                body = node.equal if node.equal is not None else node.body
                if body is None or node.supposed or not allowed(node):
                    return None
                return moved(self.values(body, allowed), names).to_the(power)
            if atom.of is None:
                return None
            inside = self.values(atom.of, allowed)
            if inside == atom.of:
                return None
            inside = moved(inside, names)
            if atom.kind == INVERSE:
                return inverse(inside).to_the(power)
            return applied(atom.name, atom.primes, inside).to_the(power)

        return each_factor(of, change)

    def equal(self, left: IndexSum, right: IndexSum, allowed: Allowed) -> Steps | None:
        """The steps that bring both sides to one normal form; None where none were found."""
        steps: list[tuple[str, str]] = []
        for _ in range(MOST_STEPS):
            if self._is_nothing(left - right, allowed):
                return (*steps, _last(left, right))
            lowest = self._lowest(left - right, allowed)
            if lowest is None:
                return None
            steps.append(self._said(lowest))

            def change(found: Factor, lowest: Atom = lowest) -> IndexSum | None:
                return self.expanded(found) if found[0] == lowest else None

            left, right = each_factor(left, change), each_factor(right, change)
        return None

    def _said(self, atom: Atom) -> tuple[str, str]:
        seed, by = self.nodes[atom.seed], self.nodes[atom.name]
        own = places(seed.sides, tuple("ab"))
        at = (*own, *places(by.sides, SLOTS))
        through = self._between(atom)
        rules = [node.rule for node in through if node.rule]
        names = ", ".join(short(node.name) for node in through)
        rule = "; ".join(("chain rule through " + names, *rules))
        left = spelled(factor(atom, at))
        return rule, f"{left} = {spelled(self.expanded((atom, at, 1)))}"

    def _is_nothing(self, of: IndexSum, allowed: Allowed) -> bool:
        if not of.terms:
            return True
        plain = self.values(of, allowed)
        apart = reduced(by_exponentials(plain))
        return not apart.terms or not cleared(apart).terms

    def _lowest(self, of: IndexSum, allowed: Allowed) -> Atom | None:
        found = {
            atom
            for one in of.terms
            for atom, _, _ in one.factors
            if atom.kind == SLOPE and allowed(self.nodes[atom.name])
            if not any(node.supposed for node in self._between(atom))
        }
        return min(found, key=lambda a: (self.nodes[a.name].rank, a.key), default=None)


def _last(left: IndexSum, right: IndexSum) -> tuple[str, str]:
    """The last step: what both sides are, and the rules of functions that were needed for it."""
    both = left.key + right.key
    rules = [says for name, says in NAMES.items() if f"{VALUE} |{name}|" in both]
    if left != right:
        rules.insert(0, "names by their rules")
    return "; ".join((*rules, "one sum over indices on both sides")), spelled(right)


def partial(of: IndexSum, by: Node) -> IndexSum:
    """∂/∂X_pq of a sum as it stands: product rule, chain rule, ∂X_ij/∂X_pq = δ_ip δ_jq."""
    total = number(0)
    for one, value in of.terms.items():
        factors, letters = opened(one)
        for place, found in enumerate(factors):
            slope = _slope(found, by)
            if slope is None:
                continue
            atom, at, power = found
            rest = slope * number(value * power)
            if power != 1:
                rest = rest * factor(atom, at, power - 1)
            for other in (*factors[:place], *factors[place + 1 :]):
                rest = rest * factor(*other)
            total = total + closed(rest, letters)
    return total


def _slope(found: Factor, by: Node) -> IndexSum | None:
    atom, at, _ = found
    if atom.kind == ENTRY:
        if atom.name != by.name:
            return None
        result = number(1)
        for one, other in zip(at, places(by.sides, BY), strict=True):
            result = result * delta(one, other)
        return result
    inside = slope_by_inside(found)
    if inside is None:
        return None
    slope, of = inside
    inner = partial(of, by)
    return slope * inner if inner.terms else None


__all__ = ["Chain", "Node", "nodes_in", "partial", "places"]
