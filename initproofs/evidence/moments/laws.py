"""Premises → random finite laws that satisfy them, and nothing more than they must.

Every variable is a function of hidden sources: its own, and those it shares with variables that no
premise keeps apart. Uncorrelated variables get signs of their own; means are taken out exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from math import prod
from random import Random

from ...terms import Head
from .enumeration import Column
from .expression import Unsupported
from .generators import family
from .premises import (
    Alike,
    Independent,
    Normal,
    Premises,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
    shared_by,
)

LARGEST = 5000  # outcomes of one law
FEW = 5  # variables that get three values each, and no more two
# ±2, ±1 and 0 with the moments of N(0, 1) up to the fifth, in twelfths.
NORMAL = (-2, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 2)
Maker = Callable[[tuple[int, ...]], int]


def draw(premises: Premises, variables: list[Head], rng: Random) -> dict[Head, Column]:
    """A column of equally likely outcomes for every variable."""
    sketch = _Sketch(premises, variables, rng)
    makers = {head: sketch.maker(head) for head in variables}
    if prod(sketch.sources) > LARGEST:
        raise Unsupported("a law of so many variables is too large to enumerate")
    space = list(product(*map(range, sketch.sources)))
    return {head: tuple(make(point) for point in space) for head, make in makers.items()}


class _Sketch:
    """Hidden sources by their numbers of outcomes, and what the variables make of them."""

    def __init__(self, premises: Premises, variables: list[Head], rng: Random) -> None:
        self.premises = premises
        self.rng = rng
        self.sources: list[int] = []
        self.tables: dict[str, tuple[int, ...]] = {}
        self.shared: dict[Head, list[tuple[int, int]]] = {head: [] for head in variables}
        own = 3 if len(variables) <= FEW else 2
        for block in _blocks(premises, variables):
            place = self.source(3 if len(block) > 1 else own)
            for shift, head in enumerate(block):
                self.shared[head].append((place, shift))

    def source(self, size: int) -> int:
        self.sources.append(size)
        return len(self.sources) - 1

    def maker(self, head: Head) -> Maker:
        name = family(head)
        level = self._level(head)
        if Normal(name) in self.premises:
            place, scale = self.source(len(NORMAL)), self._scale(head)
            return lambda point: level + scale * NORMAL[point[place]]
        signed = Symmetric(name) in self.premises or _uncorrelated(self.premises, name)
        sign = self.source(2) if signed else None
        parts = [(place, shift, self._table(head, place)) for place, shift in self.shared[head]]

        def make(point: tuple[int, ...]) -> int:
            places = ((table, point[place] + shift) for place, shift, table in parts)
            total = sum(table[at % len(table)] for table, at in places)
            return level + (-total if sign is not None and point[sign] else total)

        return make

    def _like(self, head: Head, what: str) -> str:
        """The family if all its members have this in common, else the variable itself."""
        name = min(shared_by(self.premises, family(head), what))
        if name != family(head):
            return name
        same = {Alike(name, "law"), Alike(name, what)} & self.premises
        return name if same else str(head)

    def _level(self, head: Head) -> int:
        name = family(head)
        group = shared_by(self.premises, name, "mean")
        if any({ZeroMean(other), Symmetric(other)} & self.premises for other in group):
            return 0
        drawn = (self.rng.choice((-2, -1, 1, 2, 3)),)
        return self.tables.setdefault(f"level {self._like(head, 'mean')}", drawn)[0]

    def _scale(self, head: Head) -> int:
        drawn = (self.rng.choice((1, 2, 3)),)
        return self.tables.setdefault(f"scale {self._like(head, 'variance')}", drawn)[0]

    def _table(self, head: Head, place: int) -> tuple[int, ...]:
        """Distinct whole numbers with mean zero, one for each outcome of a source."""
        size = self.sources[place]
        values = self.rng.sample(range(-4, 6), size)
        middle = sum(values)
        scale = 1 if middle % size == 0 else size
        drawn = tuple(scale * value - middle * scale // size for value in values)
        number = self.shared[head].index(next(p for p in self.shared[head] if p[0] == place))
        key = f"table {size} {number} {self._like(head, 'variance')}"
        return self.tables.setdefault(key, drawn)


def _blocks(premises: Premises, variables: list[Head]) -> list[list[Head]]:
    """Groups that share a source: cliques of variables that no premise keeps apart."""
    pairs = combinations(variables, 2)
    linked = [pair for pair in pairs if not _apart(premises, *pair)]
    together = {frozenset(pair) for pair in linked}
    blocks: list[list[Head]] = []
    for pair in linked:
        if any(set(pair) <= set(block) for block in blocks):
            continue
        block = list(pair)
        for head in variables:
            if head not in block and all(frozenset({head, h}) in together for h in block):
                block.append(head)
        blocks.append(block)
    return blocks + [[h] for h in variables if not any(h in block for block in blocks)]


def _apart(premises: Premises, a: Head, b: Head) -> bool:
    first, second = family(a), family(b)
    if first == second:
        return Within(first, "independent") in premises
    return any(isinstance(p, Independent) and {first, second} <= p.families for p in premises)


def _uncorrelated(premises: Premises, name: str) -> bool:
    """Is it uncorrelated with something that it may depend on?"""
    within = Within(name, "uncorrelated") in premises
    if within and Within(name, "independent") not in premises:
        return True
    others = {
        f
        for p in premises
        if isinstance(p, Uncorrelated) and name in p.families
        for f in p.families
    }
    apart = [p.families for p in premises if isinstance(p, Independent)]
    return any(not any({name, f} <= families for families in apart) for f in others - {name})
