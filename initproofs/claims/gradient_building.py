"""Rules and a reading → the network at concrete sizes, with its data, its targets and its ties."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape, transpose
from ..evidence.gradients import Oracles, Tape, Traced
from ..given.choices import Absent, Choices
from ..given.evaluate import Value, is_grid
from ..given.graph import Misfit, graph
from ..given.links import Replay
from ..given.log import Log
from ..given.program import SMALL
from ..terms import Applied, Head
from .gradient_network import Network
from .gradient_readings import MATRICES, ONE, SOFTMAX, Reading

RATES = frozenset(["η", "eta", "lr", "learning_rate"])


def network(
    replay: Replay,
    log: Log,
    depth: int,
    reading: Reading,
    words: tuple[Head, ...],
    named: frozenset[str],
    *,
    ties: tuple[tuple[Head, ...], ...] = (),
    small: bool = False,
    sharp: bool = False,
    seed: int = 0,
    sizes: Iterable[int] = (),
) -> Network | Misfit:
    """The rules of a log as a network; ``small`` fractions make an example to show."""
    tape = Tape(Oracles(seed, small, sharp))
    choices = Choices({SMALL: int(reading.small != MATRICES)})
    made = graph(
        replace(replay, log=log),
        tape,
        seed=seed,
        depth=depth,
        choices=choices,
        single=reading.examples == ONE,
        sizes=sizes,
    )
    if isinstance(made, Misfit):
        return made
    found = Network(made, tape, reading, {})
    if reading.tied:
        _tie(found, ties)
    try:
        source = random.Random(f"targets {seed}")  # noqa: S311 - random points, no secrets
        found.extra.update(_targets(found, words, named, source))
        found.extra.update(_rates(found, words, source))
        _normalise(found, named)
    except (Absent, NoNumber, NoShape) as trouble:
        return Misfit(str(trouble))
    return found


def _tie(made: Network, ties: tuple[tuple[Head, ...], ...]) -> None:
    """Numbers that the note sets equal get one value, and stay different variables."""
    for group in ties:
        here = [made.program.meant(head) for head in group]
        first = next((made.instance.leaves[h] for h in here if h in made.instance.leaves), None)
        if not isinstance(first, Traced):
            continue
        for head in here:
            if head in made.instance.leaves:
                made.instance.leaves[head] = Traced(first.value)
            elif head not in made.instance.shapes:
                made.extra[head] = Traced(first.value)


def _targets(
    made: Network, words: tuple[Head, ...], names: frozenset[str], source: random.Random
) -> dict[Head, Value]:
    """Targets that no rule has: as many as outputs; those of a softmax add up to one."""
    last = made.program.depth
    outputs = [h for h in made.ends if h.label is None or h.label.offset == last]
    outputs = [h for h in outputs if h.label is not None] or outputs
    named = [h for h in words if h.name in names and h.label is None and not h.indices]
    named += [replace(h, indices=()) for h in words if h.name in names and h.indices]
    if len(outputs) != 1:
        return {}
    like = made.instance.value(outputs[0], made.run())
    found: dict[Head, Value] = {}
    for head in dict.fromkeys(named):
        if head in made.instance.shapes or made.program.rule(head):
            continue
        found[head] = _drawn(made, like, source)
    return found


def _rates(made: Network, words: tuple[Head, ...], source: random.Random) -> dict[Head, Value]:
    """η on both sides of an equation is any number, where no rule speaks of it."""
    bare = [h for h in dict.fromkeys(words) if h.name in RATES and h.label is None]
    unknown = [h for h in bare if not h.indices and h not in made.instance.leaves]
    return {h: made.tape.drawn(source) for h in unknown if made.program.rule(h) is None}


def _normalise(made: Network, names: frozenset[str]) -> None:
    """The targets of a softmax add up to one for every example."""
    if not ends_in_softmax(made):
        return
    for head, value in made.instance.leaves.items():
        if head.name in names and is_grid(value):
            made.instance.leaves[head] = adding_up_to_one(made, value)


def ends_in_softmax(made: Network) -> bool:
    rules = [made.program.rule(head) for head in made.instance.shapes]
    return any(
        rule is not None
        and isinstance(rule[0].body, Applied)
        and rule[0].body.function.lower() == "softmax"
        for rule in rules
    )


def adding_up_to_one(made: Network, value: Value) -> Value:
    """The last entry of every example made what the others lack to one."""
    columns = made.over_units(value) == 0
    grid = [list(row) for row in (transpose(value) if columns else value)]
    for row in grid:
        row[-1] = made.tape.number(Fraction(1))
        for entry in row[:-1]:
            row[-1] = row[-1] - entry
    found = tuple(map(tuple, grid))
    return transpose(found) if columns else found


def _drawn(made: Network, like: Value, source: random.Random) -> Value:
    if not is_grid(like):
        return made.tape.drawn(source)
    drawn = tuple(tuple(made.tape.drawn(source) for _ in row) for row in like)
    return adding_up_to_one(made, drawn) if made.reading.loss == SOFTMAX else drawn
