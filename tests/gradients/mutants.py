"""Right notes with one formula mutated, labelled by an oracle that admits what the rest admits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .formulas import F, slips, spell
from .networks import Net
from .notes import Draft, agrees, draft, meaningless
from .scalars import Scalar


@dataclass(frozen=True)
class Mutant:
    """A note in which ``line`` stands for ``original``, by a slip of this family."""

    text: str
    line: str
    original: str
    family: str


def mutants(notation: str, seed: int) -> Iterator[Mutant]:
    """One slip of every family in every formula of a right note."""
    rng = random.Random(seed)
    if notation == "scalar":
        yield from _scalars(Scalar(rng), rng)
    else:
        yield from _matrices(draft(notation, rng), rng)


def _matrices(made: Draft, rng: random.Random) -> Iterator[Mutant]:
    lines = [f"{spell(a, made.style)} = {spell(b, made.style)}" for a, b in made.pairs]
    for place, (left, right) in enumerate(made.pairs):
        nets = _admitted(made, place)
        slipped = [
            (family, slip)
            for family, slip in slips(right, (1, made.net.depth))
            if not meaningless(slip, made.net) and not any(agrees(n, left, slip) for n in nets)
            if made.net.m > 1 or "over" not in _ops(slip)
        ]
        for family in sorted({family for family, _ in slipped}):
            slip = rng.choice([s for f, s in slipped if f == family])
            line = f"{spell(left, made.style)} = {spell(slip, made.style)}"
            text = made.written([*lines[:place], line, *lines[place + 1 :]])
            yield Mutant(text, line, spell(right, made.style), family)


def _admitted(made: Draft, place: int) -> list[Net]:
    """Gradients of each example, of a sum or of a mean: whatever the other formulas live with."""
    others = [pair for n, pair in enumerate(made.pairs) if n != place]
    nets = [made.net]
    if made.net.m > 1:
        ways = ((False, False), (True, False), (False, True))
        nets = [replace(made.net, each=each, mean=mean, v={}) for each, mean in ways]
    return [net for net in nets if all(agrees(net, *pair) for pair in others)]


def _ops(f: F) -> set[str]:
    return {f.op}.union(*map(_ops, f.parts))


def _scalars(style: Scalar, rng: random.Random) -> Iterator[Mutant]:
    claims = style.claims()
    lines = [f"{left} = {' '.join(factors)}" for left, factors in claims]
    for place, (left, factors) in enumerate(claims):
        slipped = [
            (family, slip)
            for family, slip in style.slips(factors)
            if abs(style.product(slip) - style.product(factors)) > 1e-9
        ]
        for family in sorted({family for family, _ in slipped}):
            slip = rng.choice([s for f, s in slipped if f == family])
            line = f"{left} = {' '.join(slip)}"
            text = style.written([*lines[:place], line, *lines[place + 1 :]])
            yield Mutant(text, line, " ".join(factors), family)
