"""The smallest law that satisfies some premises and breaks a statement: at most four outcomes.

Tried in order: one outcome, then two, then four, all equally likely, with small integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import prod

from ...terms import Head
from .enumeration import Column, covariance
from .generators import family
from .premises import (
    Alike,
    Independent,
    Normal,
    Premise,
    Premises,
    Shared,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
)

COLUMNS: tuple[tuple[tuple[int, ...], ...], ...] = (
    ((1,), (2,), (0,)),
    ((1, -1), (-1, 1), (0, 2), (2, 0), (1, 1), (2, -2), (2, 2)),
    (
        (1, 1, -1, -1),
        (1, -1, 1, -1),
        (1, -1, -1, 1),
        (0, 0, 2, 2),
        (0, 2, 0, 2),
        (1, 1, 1, 1),
        (-1, 0, 0, 1),
        (2, 2, -2, -2),
    ),
)
MOST = 4  # variables that are given laws in this way


def small_laws(premises: Premises, variables: list[Head]) -> Iterator[dict[Head, Column]]:
    """Assignments of small columns to variables that satisfy the premises, smallest first."""
    if len(variables) > MOST:
        return
    for choices in COLUMNS:
        options: list[Column] = list(choices)
        yield from _assigned({}, variables, options, premises)


def _assigned(
    known: dict[Head, Column], todo: list[Head], options: list[Column], premises: Premises
) -> Iterator[dict[Head, Column]]:
    if not todo:
        yield known
        return
    head, *rest = todo
    for column in options:
        new = {**known, head: column}
        if all(satisfied(premise, new) for premise in premises):
            yield from _assigned(new, rest, options, premises)


def satisfied(premise: Premise, columns: dict[Head, Column]) -> bool:
    """Does a premise hold for these variables, their outcomes equally likely?"""
    match premise:
        case ZeroMean(name):
            return all(not sum(c) for c in _of(name, columns).values())
        case Symmetric(name):
            return all(Counter(c) == Counter(-x for x in c) for c in _of(name, columns).values())
        case Alike(name, what):
            return len({_trait(c, what) for c in _of(name, columns).values()}) <= 1
        case Shared(names, what):
            several = [c for name in names for c in _of(name, columns).values()]
            return len({_trait(c, what) for c in several}) <= 1
        case Within(name, "independent"):
            return _independent([[c] for c in _of(name, columns).values()])
        case Within(name, _):
            return all(not _cov(a, b) for a, b in combinations(_of(name, columns).values(), 2))
        case Independent(names):
            return _independent([list(_of(name, columns).values()) for name in sorted(names)])
        case Uncorrelated(names):
            groups = [list(_of(name, columns).values()) for name in sorted(names)]
            pairs = combinations(groups, 2)
            return all(not _cov(a, b) for first, second in pairs for a in first for b in second)
        case Normal(name):
            return not _of(name, columns)
    return True  # an equation is checked where its terms are known


def _of(name: str, columns: dict[Head, Column]) -> dict[Head, Column]:
    return {head: column for head, column in columns.items() if family(head) == name}


def _trait(column: Column, what: str) -> object:
    if what == "law":
        return tuple(sorted(column))
    return sum(column) if what == "mean" else _cov(column, column)


def _cov(a: Column, b: Column) -> Fraction:
    weights = (Fraction(1, len(a)),) * len(a)
    return covariance(a, b, weights)


def _independent(groups: list[list[Column]]) -> bool:
    groups = [group for group in groups if group]
    if len(groups) < 2:
        return True
    size = len(groups[0][0])
    points = [list(zip(*group, strict=True)) for group in groups]
    margins = [Counter(p) for p in points]
    joint = Counter(zip(*points, strict=True))
    if len(joint) < prod(map(len, margins)):
        return False
    weight = size ** (len(groups) - 1)
    return all(
        count * weight == prod(m[part] for m, part in zip(margins, key, strict=True))
        for key, count in joint.items()
    )
