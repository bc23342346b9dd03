"""A statement tried on exact finite laws: random ones beside a proof, small ones against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from random import Random

from ...terms import Head, Term
from .algebra import Setting
from .enumeration import Column, Law, agree
from .expression import Unsupported
from .fixed import fixed_law
from .lawless import small_laws
from .laws import draw
from .needs import Needs, sizes_of
from .premises import Equation, Premises

SIZES = (2, 3)  # at 1 too much is equal
LATEST = 200  # statements whose laws are kept
CASES = 4  # laws enumerated beside every proof
MOST_TRIED = 400  # small laws looked at for one counterexample
SEED = 20150206  # of the random laws


@dataclass(frozen=True)
class Broken:
    """A law under which the two sides differ."""

    left: Fraction
    right: Fraction
    columns: tuple[tuple[Head, Column], ...]
    constants: tuple[tuple[Head, Fraction], ...]
    weights: tuple[Fraction, ...] = ()  # of the outcomes, where they are not equally likely

    @property
    def outcomes(self) -> int:
        return len(self.columns[0][1]) if self.columns else 1


def _source() -> Random:
    return Random(SEED)  # noqa: S311 - random laws, not secrets


@lru_cache(maxsize=LATEST)
def enumerated(left: Term, right: Term, setting: Setting) -> tuple[int, Broken | None]:
    """How many random laws agreed with a statement that was proved, or one that does not."""
    rng = _source()
    cases = 0
    for size in SIZES:
        for law in _random_laws(left, right, setting, rng, size, CASES // len(SIZES)):
            found = _tried(left, right, setting, law)
            if isinstance(found, Broken):
                return cases, found
            cases += found
    return cases, None


@lru_cache(maxsize=LATEST)
def breaks(left: Term, right: Term, setting: Setting) -> Broken | None:
    """The smallest law found that satisfies the premises and breaks a statement."""
    for law in _laws(left, right, setting):
        found = _tried(left, right, setting, law)
        if isinstance(found, Broken):
            return found
    return None


def _laws(left: Term, right: Term, setting: Setting) -> Iterator[Law]:
    for size in (1, 2):
        yield from _small(left, right, setting, size)
    rng = _source()
    if any(isinstance(premise, Equation) for premise in setting.premises):
        for size in (1, *SIZES):
            yield from _fixed(left, right, setting, rng, size)
    for size in SIZES:
        yield from _random_laws(left, right, setting, rng, size, CASES)


def _fixed(left: Term, right: Term, setting: Setting, rng: Random, size: int) -> Iterator[Law]:
    needs = _needs(left, right, setting, size)
    for _ in range(CASES if needs is not None else 0):
        assert needs is not None
        constants = _constants(needs, setting, size, rng)
        law = fixed_law(setting, needs.columns, constants, rng)
        if law is not None and _equations_hold(setting.premises, setting, law):
            yield law


def _small(left: Term, right: Term, setting: Setting, size: int) -> Iterator[Law]:
    needs = _needs(left, right, setting, size)
    if needs is None:
        return
    constants = _constants(needs, setting, size, _source())
    for count, columns in enumerate(small_laws(setting.premises, needs.columns)):
        if count > MOST_TRIED:
            return
        outcomes = len(next(iter(columns.values()))) if columns else 1
        law = Law((Fraction(1, outcomes),) * outcomes, columns, constants)
        if _equations_hold(setting.premises, setting, law):
            yield law


def _random_laws(
    left: Term, right: Term, setting: Setting, rng: Random, size: int, count: int
) -> Iterator[Law]:
    needs = _needs(left, right, setting, size)
    for _ in range(count if needs is not None else 0):
        assert needs is not None
        constants = _constants(needs, setting, size, rng)
        try:
            columns = draw(setting.premises, needs.columns, rng)
        except Unsupported:
            return
        outcomes = len(next(iter(columns.values()))) if columns else 1
        law = Law((Fraction(1, outcomes),) * outcomes, columns, constants)
        if _equations_hold(setting.premises, setting, law):
            yield law


def _needs(left: Term, right: Term, setting: Setting, size: int) -> Needs | None:
    sizes = {head: Fraction(size) for head in sizes_of((left, right), setting)}
    needs = Needs(setting, sizes)
    try:
        needs.visit(left)
        needs.visit(right)
        for premise in setting.premises:
            if isinstance(premise, Equation):
                needs.visit(premise.left)
                needs.visit(premise.right)
    except Unsupported:
        return None
    return needs


def _constants(needs: Needs, setting: Setting, size: int, rng: Random) -> dict[Head, Fraction]:
    found = dict(needs.sizes)
    for head in needs.constants:
        positive = head.name in setting.positive
        drawn = Fraction(rng.choice((2, 3, 5) if positive else (-3, -2, 2, 3)))
        found.setdefault(head, Fraction(size) if head in needs.sizes else drawn)
    return found


def _equations_hold(premises: Premises, setting: Setting, law: Law) -> bool:
    """An equation that a drawn law does not satisfy rules the law out."""
    for premise in premises:
        if isinstance(premise, Equation):
            try:
                if not agree(setting, law, premise.left, premise.right)[0]:
                    return False
            except Unsupported:
                return False
    return True


def _tried(left: Term, right: Term, setting: Setting, law: Law) -> Broken | bool:
    """Whether the law could be computed, or the difference it makes."""
    try:
        same, a, b = agree(setting, law, left, right)
    except Unsupported:
        return False
    if same:
        return True
    columns = tuple(sorted(law.columns.items(), key=lambda pair: str(pair[0])))
    used = tuple(sorted(law.constants.items(), key=lambda pair: str(pair[0])))
    weights = law.weights if len(set(law.weights)) > 1 else ()
    return Broken(a, b, columns, used, weights)
