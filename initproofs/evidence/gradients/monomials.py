"""Products of entries with some of their indices summed over, in one normal form each.

``Σ_k W_ik A_kj`` is a monomial of W and A with one bound index. In: factors, and how far each
bound index runs. Out: the same product with Kronecker's deltas carried out, equal factors made
powers, idle sums made counts, what adds up to one summed, and bound indices named in one order:
monomials with equal keys are equal. Refused: more bound indices that look alike than can be told
apart by trying.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, permutations, product
from math import factorial, prod
from typing import TYPE_CHECKING

from ...arithmetic.enclosure import NoNumber

if TYPE_CHECKING:
    from .sums import IndexSum

BOUND = "·"  # before the number of an index that is summed over
MOST_ORDERS = 720  # ways to name the bound indices of one monomial

ENTRY, VALUE, INVERSE = "entry", "value", "inverse"
SLOPE, GIVEN_SLOPE, DELTA, COUNT = "slope", "given slope", "delta", "count"


@dataclass(frozen=True, eq=False)
class Atom:
    """What takes indices: an entry of a matrix, a function of one, a derivative, δ, a count.

    ``of`` is what a function or an inverse is taken of, its free indices being the atom's own;
    ``seed`` what a derivative is of, with ``primes`` indices; ``unit`` the index over which the
    entries add up to one.
    """

    kind: str
    name: str = ""
    primes: int = 0
    of: IndexSum | None = None
    seed: str = ""
    unit: int = -1
    key: str = field(init=False)

    def __post_init__(self) -> None:
        inner = f"({self.of.key})" if self.of is not None else ""
        key = f"{self.kind} {self.seed}|{self.name}|{self.primes}{inner}"
        object.__setattr__(self, "key", key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


Factor = tuple[Atom, tuple[str, ...], int]  # an atom, its indices, its power
KRONECKER = Atom(DELTA)


@dataclass(frozen=True, eq=False)
class Monomial:
    """Factors in order; ``sides[k]`` is how far the bound index ``·k`` runs."""

    factors: tuple[Factor, ...]
    sides: tuple[int, ...]
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"{_spelled(self.factors)}|{self.sides}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Monomial) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def letters(self) -> frozenset[str]:
        """Indices that stand for any place and are not summed over."""
        found = {at for _, indices, _ in self.factors for at in indices}
        return frozenset(at for at in found if not is_bound(at) and not at.isdigit())


def is_bound(index: str) -> bool:
    return index.startswith(BOUND)


def _spelled(factors: Sequence[Factor]) -> str:
    return "·".join(f"{atom.key}[{','.join(at)}]^{power}" for atom, at, power in factors)


def renamed(factors: Sequence[Factor], names: Mapping[str, str]) -> list[Factor]:
    return [(atom, tuple(names.get(i, i) for i in at), power) for atom, at, power in factors]


def monomial(factors: Sequence[Factor], sides: Mapping[str, int]) -> Monomial | None:
    """The normal form of Σ over ``sides`` of a product; None where it is zero."""
    bound = dict(sides)
    contracted = _contracted(list(factors), bound)
    if contracted is None:
        return None
    summed = _unit_sums(_powers(contracted), bound)
    used = {index for _, at, _ in summed for index in at}
    idle = [index for index in bound if index not in used]
    counts: list[Factor] = [(Atom(COUNT, str(bound.pop(index))), (), 1) for index in idle]
    return _in_order(_powers([*summed, *counts]) if counts else summed, bound)


def _contracted(factors: list[Factor], bound: dict[str, int]) -> list[Factor] | None:
    """Σ_k δ_ik f_k = f_i; a δ of two free indices stays, and the rest speaks of one of them."""
    kept: list[Factor] = []
    while True:
        place = next((n for n, (atom, _, _) in enumerate(factors) if atom.kind == DELTA), None)
        if place is None:
            return kept + factors
        first, second = sorted(factors.pop(place)[1], key=_binding)
        if first == second:
            continue
        if first.isdigit() and second.isdigit():
            return None
        factors = renamed(factors, {second: first})
        kept = renamed(kept, {second: first})
        if is_bound(second):
            del bound[second]
        else:
            kept.append((KRONECKER, (first, second), 1))


def _binding(index: str) -> tuple[int, str]:
    return (2 if is_bound(index) else 0 if index.isdigit() else 1), index


def _powers(factors: Sequence[Factor]) -> list[Factor]:
    found: dict[tuple[Atom, tuple[str, ...]], int] = {}
    for atom, at, power in factors:
        found[atom, at] = 1 if atom.kind == DELTA else found.get((atom, at), 0) + power
    return [(atom, at, power) for (atom, at), power in found.items() if power]


def _unit_sums(factors: list[Factor], bound: dict[str, int]) -> list[Factor]:
    """Σ_i p_i = 1, where nothing else has the index i."""
    for index in list(bound):
        having = [factor for factor in factors if index in factor[1]]
        if len(having) == 1:
            atom, at, power = having[0]
            alone = power == 1 and at.count(index) == 1
            if alone and atom.unit >= 0 and at[atom.unit] == index:
                del bound[index]
                return _unit_sums([f for f in factors if f is not having[0]], bound)
    return factors


def _in_order(factors: list[Factor], bound: dict[str, int]) -> Monomial:
    """The naming of the bound indices that spells the monomial first."""
    if not bound:
        return Monomial(tuple(sorted(factors, key=_place)), ())
    best: list[Factor] = []
    order: tuple[str, ...] = ()
    for names in _orders(factors, bound):
        found = {index: f"{BOUND}{n}" for n, index in enumerate(names)}
        here = sorted(renamed(factors, found), key=_place)
        if not best or list(map(_place, here)) < list(map(_place, best)):
            best, order = here, names
    return Monomial(tuple(best), tuple(bound[index] for index in order))


def _place(factor: Factor) -> tuple[str, tuple[str, ...], int]:
    return factor[0].key, factor[1], factor[2]


def _orders(factors: list[Factor], bound: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """Every naming that their neighbourhoods leave open."""
    marks: dict[str, str] = {index: str(side) for index, side in bound.items()}
    for _ in range(len(bound)):
        marks = {index: _seen_from(index, factors, marks) for index in bound}
        if len(set(marks.values())) == len(bound):
            break
    ranked = sorted(bound, key=lambda index: marks[index])
    groups = [list(group) for _, group in groupby(ranked, key=lambda index: marks[index])]
    if prod(factorial(len(group)) for group in groups) > MOST_ORDERS:
        raise NoNumber("too many sums look alike")
    for orders in product(*(permutations(group) for group in groups)):
        yield tuple(chain.from_iterable(orders))


def _seen_from(index: str, factors: list[Factor], marks: Mapping[str, str]) -> str:
    """The factors that an index stands at, with itself as ``*`` and others by their marks."""
    found = []
    for atom, at, power in factors:
        if index in at:
            places = ("*" if i == index else marks.get(i, i) for i in at)
            found.append(f"{atom.key}[{','.join(places)}]^{power}")
    return f"{marks[index].partition(';')[0]};{';'.join(sorted(found))}"
