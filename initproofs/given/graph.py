"""A replayed note → its program at concrete sizes: every name a matrix of exact numbers.

The rules are the note's own; the data are drawn from a seed, fractions or residues of 2⁶¹ − 1. No
two sizes are equal, and none is a number of the note, so that what holds only for some size does
not hold here. Rules that do not fit together are named in a ``Misfit``.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, count

from ..arithmetic.grids import NoShape
from ..terms import Applied, Head, Index, Matrix, Number, Term, parts
from .choices import Absent, Choices
from .evaluate import Evaluation, Field, Value
from .links import Replay
from .log import Fact, When
from .names import ONES
from .program import Program, deepest_label
from .shapes import Shape, Shapes

DEPTH = 3  # of a note that names no layer by its number: a first, a middle and a last one
DEEPEST = 20


@dataclass(frozen=True)
class Misfit:
    """Why there is no instance; ``facts`` are rules of which no smaller set conflicts."""

    why: str
    facts: tuple[Fact, ...] = ()


@dataclass
class Instance:
    """A program with its data. A term is computed by ``Evaluation(field, instance, choices)``."""

    program: Program
    field: Field
    leaves: dict[Head, Value]
    shapes: dict[Head, tuple[int, int] | None]
    examples: int | None  # how many there are, where the rules show it
    _known: dict[Head, Value] = dataclasses.field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        self.star_is_entrywise = self.program.log.star_is_entrywise
        self.hadamard_is_written = self.program.log.hadamard_is_written
        self.star = self.program.log.told.get("star", "")

    def value(self, head: Head, run: Evaluation | None = None) -> Value:
        """What a head is, by its rule or as drawn; raises ``Absent`` for a name not in here."""
        run = run or Evaluation(self.field, self, self.program.choices)
        head = self.program.meant(head.at(run.env))
        if head in self.leaves:
            return self.leaves[head]
        if head not in self._known:
            self._known[head] = self._by_rule(head, run)
        return self._known[head]

    def _by_rule(self, head: Head, run: Evaluation) -> Value:
        found = self.program.rule(head)
        if found is None or head in run.running or head.generic:
            raise Absent(f"{head} is not given")
        fact, values = found
        assert fact.body is not None
        outer, run.env = run.env, values
        run.running.append(head)
        try:
            return run(fact.body)
        finally:
            run.env = outer
            run.running.pop()

    def activation(
        self, name: str, label: Index | None, choices: Choices
    ) -> str | tuple[str, Term]:
        del choices  # the shapes were found under those of the program
        return self.program.activation(name, label, self.field)


def graph(
    replay: Replay,
    field: Field,
    *,
    seed: int = 0,
    depth: int = 0,
    sizes: Iterable[int] = (),
    roots: tuple[Head, ...] = (),
    when: When | None = None,
    choices: Choices | None = None,
    single: bool = False,
) -> Instance | Misfit:
    """The program that ``roots`` rest on, or all of it, at ``sizes`` as far as they are allowed.

    A ``single`` example is a row or a column.
    """
    depth = depth or deepest_label(replay.log) or DEPTH
    if depth > DEEPEST:
        return Misfit(f"more than {DEEPEST} layers are not computed")
    place = when or When(len(replay.log.facts))
    program = Program(replay.log, place, depth, choices or Choices({}))
    try:
        shapes = _inferred(program, roots)
    except NoShape as trouble:
        return Misfit(str(trouble), _smallest(program, roots))
    for side in shapes.example_sides() or shapes.bare_sides() if single else ():
        shapes.sides.known[shapes.sides.find(side)] = 1
    lengths = _lengths(shapes, chain(sizes, count(2)), numbers(replay))
    found = {head: _measured(shapes, head, lengths) for head in shapes.of}
    if single and any(1 in (found[head] or ()) for head in shapes.weights()):
        return Misfit("a layer would have a single unit")
    examples = lengths[shapes.sides.find(shapes.examples)] if shapes.examples is not None else None
    leaves = _filled(program, shapes, found, examples, field, seed)
    return Instance(program, field, leaves, found, examples)


def _inferred(program: Program, roots: tuple[Head, ...]) -> Shapes:
    shapes = Shapes(program)
    for head in roots or tuple(program.heads()):
        shapes.head(head)
    shapes.settle()
    return shapes


def _smallest(program: Program, roots: tuple[Head, ...]) -> tuple[Fact, ...]:
    """Rules are left out one by one, for good where the conflict stays."""
    rules = [fact for fact in program.stated.facts if fact.body is not None]
    for fact in rules:
        fewer = replace(program, without=(*program.without, fact))
        try:
            _inferred(fewer, roots)
        except NoShape:
            program = fewer
    return tuple(fact for fact in program.log.facts)


def numbers(replay: Replay) -> frozenset[int]:
    """Whole numbers that stand in the note's formulas, but for the entries of its matrices."""
    found: set[int] = set()
    for member in (member for chained in replay.notes.chains for member in chained.members):
        for part in _outside_matrices(member):
            if isinstance(part, Number):
                found |= {part.value.numerator, part.value.denominator}
    return frozenset(found)


def _outside_matrices(term: Term) -> Iterator[Term]:
    yield term
    if not isinstance(term, Matrix) and not (
        isinstance(term, Applied) and term.function == "vector"
    ):
        for part in parts(term):
            yield from _outside_matrices(part)


def _lengths(shapes: Shapes, sizes: Iterable[int], taken: frozenset[int]) -> dict[int, int]:
    """A length for every side: the literal one, or a fresh one."""
    lengths = dict(shapes.sides.known)
    allowed = iter(sizes)
    used = {*taken, *lengths.values(), 0, 1}
    for side in (side for head in shapes.of for side in shapes.classes(head)):
        if side not in lengths:
            lengths[side] = next(size for size in allowed if size > 1 and size not in used)
            used.add(lengths[side])
    return lengths


def _measured(shapes: Shapes, head: Head, lengths: dict[int, int]) -> Shape:
    sides = shapes.classes(head)
    return (lengths[sides[0]], lengths[sides[1]]) if sides else None


def _filled(
    program: Program,
    shapes: Shapes,
    found: dict[Head, Shape],
    examples: int | None,
    field: Field,
    seed: int,
) -> dict[Head, Value]:
    """Data for every leaf. Counts of examples are what they count; biases that are zero stay so."""
    source = random.Random(seed)  # noqa: S311 - random points, not secrets
    leaves: dict[Head, Value] = {}
    for head in shapes.leaves:
        if head.name == ONES:
            continue
        if head.name in program.stated.counts and head.label is None and examples is not None:
            leaves[head] = field.number(Fraction(examples))
        elif head in shapes.biases and program.starts_at_zero(head):
            leaves[head] = _of_shape(found[head], lambda: field.number(Fraction(0)))
        else:
            leaves[head] = _of_shape(found[head], lambda: field.drawn(source))
    return leaves


def _of_shape(shape: Shape, entry: Callable[[], Value]) -> Value:
    if shape is None:
        return entry()
    return tuple(tuple(entry() for _ in range(shape[1])) for _ in range(shape[0]))
