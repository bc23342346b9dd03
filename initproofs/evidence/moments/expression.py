"""Exact polynomials with symbolic sums: the normal form in which moments are compared.

A summand is a product of powers of generators, summed over indices that are pairwise *different*:
``(Σ_i a_i)²`` is ``Σ_i a_i² + Σ_(i≠j) a_i a_j``, and a sum in which its index does not occur is a
falling factorial of its length. Equal expressions have equal normal forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations

from ...terms import Index
from .generators import Absolute, Generator, Renaming, written

MOST = 600  # summands of one expression
MOST_PAIRS = 2500  # of summands multiplied in one product
MOST_BOUND = 5  # indices bound in one summand


class Unsupported(Exception):
    """Beyond this algebra; the reason is for the author of the statement."""


@dataclass(frozen=True, slots=True)
class Range:
    """What an index runs over: ``text`` names it, ``count`` is its length."""

    text: str
    count: Expression = field(compare=False, repr=False)


Factors = tuple[tuple[Generator, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Summand:
    """``Σ`` over different indices ``bound`` of a product of powers, sorted as written."""

    bound: tuple[tuple[str, Range], ...]
    factors: Factors


class Expression:
    """A sum of rational multiples of summands. Immutable; equal when the normal forms are."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: Mapping[Summand, Fraction]) -> None:
        self.terms = {summand: value for summand, value in terms.items() if value}
        if len(self.terms) > MOST:
            raise Unsupported("the expansion has too many terms")
        self._hash = hash(frozenset(self.terms.items()))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.terms == other.terms

    def __add__(self, other: Expression) -> Expression:
        found = dict(self.terms)
        for summand, value in other.terms.items():
            found[summand] = found.get(summand, Fraction(0)) + value
        return Expression(found)

    def __neg__(self) -> Expression:
        return self.scaled(Fraction(-1))

    def __sub__(self, other: Expression) -> Expression:
        return self + -other

    def scaled(self, factor: Fraction) -> Expression:
        return Expression({summand: value * factor for summand, value in self.terms.items()})

    def __mul__(self, other: Expression) -> Expression:
        if len(self.terms) * len(other.terms) > MOST_PAIRS:
            raise Unsupported("the expansion has too many terms")
        found: dict[Summand, Fraction] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                for summand, value in _product(left, right):
                    found[summand] = found.get(summand, Fraction(0)) + a * b * value
        return Expression(found)

    @property
    def number(self) -> Fraction | None:
        """Its value, if it is a number."""
        if not self.terms:
            return Fraction(0)
        value = self.terms.get(NOTHING)
        return value if value is not None and len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[Factors, Fraction] | None:
        """The factors and the coefficient, if it is one product with nothing summed."""
        if len(self.terms) != 1:
            return None
        ((summand, value),) = self.terms.items()
        return None if summand.bound else (summand.factors, value)

    def at(self, names: Renaming) -> Expression:
        found = ZERO
        for summand, value in self.terms.items():
            factors = tuple((g.at(names), p) for g, p in summand.factors)
            found += _settled(summand.bound, factors).scaled(value)
        return found

    def map(self, change: Callable[[Generator, Fraction], Expression | None]) -> Expression:
        """Every generator replaced for which ``change`` has something else."""
        found = ZERO
        for summand, value in self.terms.items():
            summand = freed(summand)
            kept: list[tuple[Generator, Fraction]] = []
            new = number(value)
            for generator, power in summand.factors:
                other = change(generator, power)
                if other is None:
                    kept.append((generator, power))
                else:
                    new = new * other
            found += summed_over(summand.bound, product_of(tuple(kept)) * new)
        return found

    def __str__(self) -> str:
        return " + ".join(sorted(text(s, value) for s, value in self.terms.items())) or "0"

    __repr__ = __str__


def text(summand: Summand, value: Fraction) -> str:
    shown = "·".join(
        written(g) + ("" if power == 1 else f"^{power}") for g, power in summand.factors
    )
    over = "".join(f"Σ_{name} " for name, _ in summand.bound)
    if not shown:
        return over + str(value)
    return over + (shown if value == 1 else f"-{shown}" if value == -1 else f"{value}·{shown}")


NOTHING = Summand((), ())
ZERO = Expression({})
ONE = Expression({NOTHING: Fraction(1)})


def number(value: Fraction | int) -> Expression:
    return Expression({NOTHING: Fraction(value)})


def generator(of: Generator, power: Fraction | int = 1) -> Expression:
    return product_of(((of, Fraction(power)),))


def product_of(factors: Factors) -> Expression:
    return _settled((), factors)


def summed_over(bound: tuple[tuple[str, Range], ...], body: Expression) -> Expression:
    """``Σ`` over different indices of a body in which they are free."""
    found = ZERO
    ranges = {over for _, over in bound}
    for summand, value in body.terms.items():
        if any(over in ranges for _, over in summand.bound):
            raise Unsupported("a sum inside a sum of the same range")
        found += _settled(bound + summand.bound, summand.factors).scaled(value)
    return found


def sum_over(letter: str, over: Range, body: Expression) -> Expression:
    """``Σ_i`` of a body: i may equal any index that is bound in the body already."""
    found = ZERO
    for summand, value in body.terms.items():
        fresh = _fresh({name for name, _ in summand.bound})
        places = [name for name, known in summand.bound if known == over]
        for name in (fresh, *places):
            renaming = {letter: Index(name, 0)}
            factors = tuple((g.at(renaming), p) for g, p in summand.factors)
            extra = ((fresh, over),) if name == fresh else ()
            found += _settled(summand.bound + extra, factors).scaled(value)
    return found


def freed(summand: Summand) -> Summand:
    """The same summand, its indices named as nothing else is."""
    names = {name: f"‹free {n}›" for n, (name, _) in enumerate(summand.bound)}
    renaming = {name: Index(new, 0) for name, new in names.items()}
    bound = tuple((names[name], over) for name, over in summand.bound)
    return Summand(bound, tuple((g.at(renaming), p) for g, p in summand.factors))


def _fresh(taken: set[str]) -> str:
    return next(name for n in range(99) if (name := f"‹{n}›") not in taken)


def _product(left: Summand, right: Summand) -> Iterator[tuple[Summand, Fraction]]:
    """The product of two sums: for every way in which their indices may coincide."""
    if not right.bound or not left.bound:
        bound = left.bound or right.bound
        yield from _settled(bound, left.factors + right.factors).terms.items()
        return
    for renaming, extra in _matchings(left, right):
        factors = tuple((g.at(renaming), p) for g, p in right.factors)
        yield from _settled(left.bound + extra, left.factors + factors).terms.items()


def _matchings(
    left: Summand, right: Summand
) -> Iterator[tuple[Renaming, tuple[tuple[str, Range], ...]]]:
    """Each index of the right sum is new, or one of the left sum over the same range."""

    def rest(
        todo: tuple[tuple[str, Range], ...], used: frozenset[str], fresh: int
    ) -> Iterator[tuple[Renaming, tuple[tuple[str, Range], ...]]]:
        if not todo:
            yield {}, ()
            return
        (name, over), *others = todo
        new = f"‹+{fresh}›"
        for renaming, extra in rest(tuple(others), used, fresh + 1):
            yield renaming | {name: Index(new, 0)}, ((new, over), *extra)
        for other, known in left.bound:
            if known == over and other not in used:
                for renaming, extra in rest(tuple(others), used | {other}, fresh):
                    yield renaming | {name: Index(other, 0)}, extra

    return rest(right.bound, frozenset(), 0)


def _settled(bound: tuple[tuple[str, Range], ...], factors: Factors) -> Expression:
    """Normal form of one summand: powers collected, idle indices counted, the others named."""
    collected = _collected(factors)
    if not bound:
        return Expression({Summand((), collected): Fraction(1)})
    if len(bound) > MOST_BOUND:
        raise Unsupported("too many sums are multiplied")
    used = [name for name, _ in bound if any(_mentions(g, name) for g, _ in collected)]
    idle = [(name, over) for name, over in bound if name not in used]
    kept = tuple((name, over) for name, over in bound if name in used)
    found = Expression({_named(kept, collected): Fraction(1)})
    counted = list(kept)
    for name, over in idle:
        others = sum(known == over for _, known in counted)
        found = found * (over.count - number(others))
        counted.append((name, over))
    return found


def _mentions(of: Generator, name: str) -> bool:
    return name in written(of)


def _collected(factors: Factors) -> Factors:
    powers: dict[Generator, Fraction] = {}
    for of, power in factors:
        if isinstance(of, Absolute) and power.denominator == 1 and power % 2 == 0:
            of = of.of
        powers[of] = powers.get(of, Fraction(0)) + power
    kept = [(g, p) for g, p in powers.items() if p]
    again = [g for g, p in kept if isinstance(g, Absolute) and p.denominator == 1 and p % 2 == 0]
    if again:
        return _collected(tuple(kept))
    return tuple(sorted(kept, key=lambda pair: (written(pair[0]), pair[1])))


def _named(bound: tuple[tuple[str, Range], ...], factors: Factors) -> Summand:
    """Bound indices have no names of their own: the first of all namings in order is taken."""
    if not bound:
        return Summand((), factors)
    best: tuple[str, Summand] | None = None
    for order in permutations(bound):
        renaming = {name: Index(f"‹{n}›", 0) for n, (name, _) in enumerate(order)}
        new = _collected(tuple((g.at(renaming), p) for g, p in factors))
        named = tuple((f"‹{n}›", over) for n, (_, over) in enumerate(order))
        key = repr([r.text for _, r in named]) + "·".join(f"{written(g)}^{p}" for g, p in new)
        if best is None or key < best[0]:
            best = key, Summand(named, new)
    assert best is not None
    return best[1]
