"""Sums of monomials with rational coefficients: numbers with indices, added, multiplied, divided.

Letters are free indices; ``summed`` binds one. Two sums with equal keys are equal for all sizes and
values; sums with other keys may be equal too. Refused: division by zero, powers that are not small
and whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import count, permutations

from ...arithmetic.enclosure import NoNumber
from .monomials import (
    BOUND,
    COUNT,
    DELTA,
    INVERSE,
    KRONECKER,
    Atom,
    Factor,
    Monomial,
    is_bound,
    monomial,
    renamed,
)

SLOT = "□"  # the free indices of a matrix, of a definition, of what a function is taken of
SLOTS = (f"{SLOT}0", f"{SLOT}1")
LARGEST_POWER = 12
MOST_TERMS = 400
_opened = count()


@dataclass(frozen=True, eq=False)
class IndexSum:
    """Monomials with their coefficients, none of them zero."""

    terms: Mapping[Monomial, Fraction]

    @cached_property
    def key(self) -> str:
        spelled = sorted((one.key, value) for one, value in self.terms.items())
        return " + ".join(f"{value} {key}" for key, value in spelled)

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset().union(*(one.letters for one in self.terms))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IndexSum) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.key)

    def __add__(self, other: IndexSum) -> IndexSum:
        return _collected([*self.terms.items(), *other.terms.items()])

    def __neg__(self) -> IndexSum:
        return IndexSum({one: -value for one, value in self.terms.items()})

    def __sub__(self, other: IndexSum) -> IndexSum:
        return self + (-other)

    def __mul__(self, other: IndexSum) -> IndexSum:
        return _collected(
            (times(one, another), value * amount)
            for one, value in self.terms.items()
            for another, amount in other.terms.items()
        )

    def __truediv__(self, other: IndexSum) -> IndexSum:
        return self * inverse(other)

    def to_the(self, exponent: int) -> IndexSum:
        if abs(exponent) > LARGEST_POWER:
            raise NoNumber("only small whole powers are computed")
        base = self if exponent >= 0 else inverse(self)
        result = number(1)
        for _ in range(abs(exponent)):
            result = result * base
        return result

    @property
    def constant(self) -> Fraction | None:
        """The number that it is, if it is one."""
        if not self.terms:
            return Fraction(0)
        (one, value), *others = self.terms.items()
        return value if not others and not one.factors else None

    @property
    def alone(self) -> Factor | None:
        """The one factor that it consists of."""
        if len(self.terms) != 1:
            return None
        (one, value), *_ = self.terms.items()
        return one.factors[0] if value == 1 and len(one.factors) == 1 and not one.sides else None


def _collected(terms: Iterable[tuple[Monomial | None, Fraction]]) -> IndexSum:
    found: dict[Monomial, Fraction] = {}
    for one, value in terms:
        if one is not None:
            found[one] = found.get(one, Fraction(0)) + value
    if len(found) > MOST_TERMS:
        raise NoNumber("too many terms for a proof")
    return IndexSum({one: value for one, value in found.items() if value})


def number(value: Fraction | int) -> IndexSum:
    one = monomial((), {})
    assert one is not None
    return _collected([(one, Fraction(value))])


def factor(atom: Atom, at: tuple[str, ...] = (), power: int = 1) -> IndexSum:
    return _collected([(monomial([(atom, at, power)], {}), Fraction(1))])


def delta(first: str, second: str) -> IndexSum:
    return factor(KRONECKER, (first, second))


def times(one: Monomial, other: Monomial) -> Monomial | None:
    """The product, each with sums of its own."""
    shift = {f"{BOUND}{n}": f"{BOUND}{n + len(one.sides)}" for n in range(len(other.sides))}
    sides = {f"{BOUND}{n}": side for n, side in enumerate((*one.sides, *other.sides))}
    return monomial([*one.factors, *renamed(other.factors, shift)], sides)


def moved(of: IndexSum, names: Mapping[str, str]) -> IndexSum:
    """Other letters, or places, in the place of free letters."""
    if not any(names.get(letter, letter) != letter for letter in of.letters):
        return of
    return _collected(
        (monomial(renamed(one.factors, names), _bound(one)), value)
        for one, value in of.terms.items()
    )


def _bound(one: Monomial) -> dict[str, int]:
    return {f"{BOUND}{n}": side for n, side in enumerate(one.sides)}


def summed(of: IndexSum, letter: str, side: int) -> IndexSum:
    """Σ over a letter that runs from 1 to ``side``."""
    if side == 1:
        return moved(of, {letter: "1"})
    found = []
    for one, value in of.terms.items():
        new = f"{BOUND}{len(one.sides)}"
        factors = renamed(one.factors, {letter: new})
        found.append((monomial(factors, {**_bound(one), new: side}), value))
    return _collected(found)


def inverse(of: IndexSum) -> IndexSum:
    """1 over a sum: what all its terms have in common apart, the rest as one symbol."""
    if not of.terms:
        raise NoNumber("something is divided by zero")
    only = next(iter(of.terms)) if len(of.terms) == 1 else None
    shared = only.factors if only and not only.sides else _shared(tuple(of.terms))
    if any(atom.kind == DELTA for atom, _, _ in shared):
        raise NoNumber("a division by what may be zero")
    result, rest = number(1), of
    for atom, at, power in shared:
        undone = atom.kind == INVERSE and atom.of is not None and power > 0
        inside = moved(atom.of, dict(zip(SLOTS, at, strict=False))) if undone else None  # type: ignore[arg-type]
        result = result * (inside.to_the(power) if inside else factor(atom, at, -power))
        rest = rest * factor(atom, at, -power)
    leading = min(rest.terms.items(), key=lambda pair: pair[0].key)[1]
    result = result * number(1 / leading)
    if rest.constant is not None:
        return result
    inner, here = slotted(rest * number(1 / leading))
    return result * factor(Atom(INVERSE, of=inner), here)


def _shared(terms: tuple[Monomial, ...]) -> tuple[Factor, ...]:
    """Factors of every term, each to its lowest power; none of what is summed over."""
    found = {
        (atom, at): power
        for atom, at, power in terms[0].factors
        if not any(map(is_bound, at)) and atom.kind != DELTA
    }
    for one in terms[1:]:
        powers = {(atom, at): power for atom, at, power in one.factors}
        found = {key: min(power, powers.get(key, 0)) for key, power in found.items()}
    for one in terms[1:]:  # 1/x + 1 is (1 + x)/x
        for atom, at, power in one.factors:
            if power < 0 and not any(map(is_bound, at)) and (atom, at) not in found:
                found[atom, at] = min(power, found.get((atom, at), 0))
    return tuple((atom, at, power) for (atom, at), power in found.items() if power)


def slotted(of: IndexSum) -> tuple[IndexSum, tuple[str, ...]]:
    """The same with slots for its letters, and what stands in them: one form for all letters."""
    letters = sorted(of.letters)
    if len(letters) > len(SLOTS):
        raise NoNumber("something with more than two free indices")
    best: tuple[IndexSum, tuple[str, ...]] | None = None
    for order in permutations(letters):
        found = moved(of, dict(zip(order, SLOTS, strict=False)))
        if best is None or found.key < best[0].key:
            best = found, order
    assert best is not None
    return best


def each_factor(of: IndexSum, change: Callable[[Factor], IndexSum | None]) -> IndexSum:
    """Every factor replaced by what ``change`` makes of it; None leaves it."""
    total = number(0)
    for one, value in of.terms.items():
        factors, letters = opened(one)
        changed = [(old, change(old)) for old in factors]
        if all(new is None for _, new in changed):
            total = total + IndexSum({one: value})
            continue
        product = number(value)
        for old, new in changed:
            product = product * (new if new is not None else factor(*old))
        total = total + closed(product, letters)
    return total


def opened(one: Monomial) -> tuple[list[Factor], dict[str, int]]:
    """The factors of a monomial with letters of their own for what it sums over."""
    names = {f"{BOUND}{n}": f"◦{next(_opened)}" for n in range(len(one.sides))}
    sides = dict(zip(names.values(), one.sides, strict=True))
    return renamed(one.factors, names), sides


def closed(of: IndexSum, letters: Mapping[str, int]) -> IndexSum:
    for letter, side in letters.items():
        of = summed(of, letter, side)
    return of


def counted(side: int) -> IndexSum:
    """How far an index runs: a symbol, but for 1."""
    return factor(Atom(COUNT, str(side))) if side != 1 else number(1)


__all__ = [
    "SLOTS",
    "IndexSum",
    "closed",
    "counted",
    "delta",
    "each_factor",
    "factor",
    "inverse",
    "is_bound",
    "moved",
    "number",
    "opened",
    "slotted",
    "summed",
]
