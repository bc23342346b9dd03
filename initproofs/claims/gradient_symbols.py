"""A network at concrete sizes → the same network for all sizes: every name a matrix of symbols.

What the network depends on (its rules, shapes and targets) is taken over; what an index runs over
is a letter now, and no sum is written out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from ..evidence.gradients.sums import IndexSum, delta, moved, number, summed
from ..evidence.gradients.symbols import Formula, Symbols
from ..given.calculus import Calculus
from ..given.choices import Absent, Choices
from ..given.equations import KRONECKER
from ..given.evaluate import Evaluation, Value, is_grid, is_ones, size
from ..given.examples import EXAMPLE
from ..given.families import UNKNOWN
from ..given.free_letters import layer_letters
from ..given.graph import Instance
from ..given.log import Status
from ..terms import Applied, Head, Index, Indexed, Number, Product, walk
from .gradient_building import adding_up_to_one
from .gradient_network import Network
from .gradient_trials import is_zero

ROW, COLUMN = "□0", "□1"


class Entries(Calculus):
    """One run in which sums over an index are not written out."""

    def __init__(self, symbols: Symbols, given: Any, choices: Choices) -> None:
        super().__init__(symbols, given, choices)
        self.symbols = symbols

    def _summed(self, term: Indexed) -> Value:
        if term.index in layer_letters(term.body):
            return self._over_layers(term)
        side = self.reach(term.index, term.body)
        value = self(term.body)
        left_out = term.without.at(self.env) if term.without else None
        found = _over(value, lambda body: summed(body, term.index, side))
        if left_out is None:
            return found
        if left_out.offset and left_out.base:
            raise NoNumber("an index that is counted on from")
        place = left_out.base or str(left_out.offset)
        gone = _over(value, lambda body: moved(body, {term.index: place}))
        return self.together(lambda a, b: a - b, found, gone)

    def _entry_of(self, value: Value, index: str) -> Value:
        if not isinstance(value, Formula) or 1 not in value.size:
            raise Absent("the entry of something that is no vector")
        place = index if max(value.size) > 1 else "1"
        return value.at(place, "1") if value.size[1] == 1 else value.at("1", place)

    def _example_of(self, value: Value, place: int) -> Value:
        del value, place
        raise NoNumber("an example among many")

    def _further(self, index: str, body: Any) -> set[int]:
        if any(isinstance(part, Applied) and part.function == EXAMPLE for part in walk(body)):
            raise NoNumber(f"{index} may count examples")
        return set()

    def _with_ones(self, term: Product) -> Value:
        before = is_ones(term.left)
        value = self(term.right if before else term.left)
        if not isinstance(value, Formula):
            raise Absent("the length of 𝟏 is not said")
        axis = 0 if before else 1
        if self.program.examples not in (None, value.size[axis]):
            raise NoShape(f"𝟏 has an entry for each example, and {value.size[axis]} are needed")
        return value.total(axis)

    def _known(self, arguments: tuple[Any, ...]) -> list[Any]:
        found = []
        for argument in arguments:
            try:
                found.append(self(argument))
            except Absent:
                continue
        return found

    def _diagonal(self, value: Value) -> Value:
        del value
        raise NoNumber("a matrix that is zero beside its diagonal")

    def _squares(self, value: Value) -> Value:
        if not isinstance(value, Formula):
            return value * value
        square = value.mapped(lambda body: body * body)
        return square.total(0).total(1).entry(0, 0)

    def _sums(self, term: Applied) -> Value:
        value = self(term.arguments[0])
        if not isinstance(value, Formula):
            return value
        axis = next((a.value for a in term.arguments[1:] if isinstance(a, Number)), None)
        if axis is None:
            return value.total(0).total(1).entry(0, 0)
        return self._along(value, int(axis))

    def _along(self, value: Value, axis: int) -> Value:
        assert isinstance(value, Formula)
        return value.total(axis)

    def _over_examples(self, value: Value) -> Value:
        if not isinstance(value, Formula):
            raise Absent("what is added up is not said")
        return value.total(1 - self.program.over_units(value))

    def _softmax(self, value: Value) -> Value:
        if not isinstance(value, Formula):
            raise Absent("the softmax of a number")
        return self.symbols.softmax(value, self.program.over_units(value))


def _over(value: Value, function: Any) -> Value:
    return value.mapped(function) if isinstance(value, Formula) else function(value)


@dataclass
class Definitions(Instance):
    """A program whose names stand for themselves; the field keeps their definitions."""

    names: dict[Head, str] = field(default_factory=dict)
    network: Any = None
    open: set[Head] = field(default_factory=set)  # names whose rules are being worked out

    def value(self, head: Head, run: Evaluation | None = None) -> Value:
        head = self.program.meant(head.at(run.env if run else {}))
        if head in self.leaves:
            return self.leaves[head]
        if head not in self._known:
            assert isinstance(self.field, Symbols)
            body = self._opened(head)
            if size(body) != self.shapes.get(head) or isinstance(body, tuple):
                raise NoNumber(f"{head} is no matrix of any size")
            self._known[head] = defined(self.field, head, self.shapes[head], body)
            self.field.suppose(self._known[head], self._is_usual(head))
        return self._known[head]

    def _opened(self, head: Head) -> Value:
        """Its rule, worked out; a name that its own rule leads back to has none."""
        if head in self.open:
            raise Absent(f"{head} is not given")
        assert isinstance(self.field, Symbols)
        self.open.add(head)
        try:
            return self._by_rule(head, Entries(self.field, self.network, Choices({})))
        finally:
            self.open.discard(head)

    def _is_usual(self, head: Head) -> bool:
        """Is the rule the usual one, and not the note's own?"""
        found = self.program.rule(head)
        fact = found[0] if found else None
        if fact is None or fact.status is not Status.CONVENTION:
            return False
        return not (isinstance(fact.body, Applied) and fact.body.function.startswith(UNKNOWN))


def defined(
    symbols: Symbols, head: Head, sides: tuple[int, int] | None, body: Value = None, unit: int = -1
) -> Value:
    """A head as a node under a name that no other has."""
    name = str(head)
    while name in symbols.chain.nodes:
        name += "\u2060"
    value = symbols.node(name, sides, body, unit)
    symbols.chain.nodes[name].layer = head.label.offset if head.label else None
    return value


class Symbolic(Network):
    """A network for all sizes; a letter as an index is any entry."""

    @property
    def symbols(self) -> Symbols:
        assert isinstance(self.tape, Symbols)
        return self.tape

    def run(self, choices: Choices | None = None) -> Calculus:
        return Entries(self.symbols, self, choices or Choices({}))

    def value(self, head: Head, run: Evaluation) -> Value:
        head = head.at(run.env)
        if head.label is not None and head.label.base not in ("", "L"):
            raise Absent(f"{head} is not one definite number or matrix")
        if head.label is not None and head.label.base:
            head = replace(head, label=Index("", self.program.depth + head.label.offset))
        if head.name == KRONECKER:
            return delta(*(index.base or str(index.offset) for index in head.indices))
        return self._value(head, run)

    def _entry(self, head: Head, run: Evaluation) -> Value:
        whole = self._value(replace(head, indices=()), run)
        if not isinstance(whole, Formula):
            raise Absent(f"{head} is no entry of a matrix")
        if any(index.base and index.offset for index in head.indices):
            raise NoNumber("an index that is counted on from")
        places = [index.base or str(index.offset) for index in head.indices]
        if len(places) == 1 and 1 in whole.size:
            places = [places[0], "1"] if whole.size[1] == 1 else ["1", places[0]]
        if len(places) != 2:
            raise Absent(f"{head} may be a row or a column")
        here = [p if side > 1 else "1" for p, side in zip(places, whole.size, strict=True)]
        return whole.at(*here)


def symbolic(
    made: Network, ties: tuple[tuple[Head, ...], ...] = (), *, units: bool = False
) -> Symbolic:
    """The same network for all sizes; what has no formula there is left out, with all upon it.

    ``units`` where the note says that the targets add up to one.
    """
    symbols = Symbols()
    base = made.instance
    leaves = {h: _leaf(symbols, made, h, value, units) for h, value in base.leaves.items()}
    instance = Definitions(base.program, symbols, leaves, base.shapes, base.examples)
    extra = {h: _leaf(symbols, made, h, value, units) for h, value in made.extra.items()}
    found = Symbolic(instance, symbols, made.reading, extra, made.focus, {}, made.upstream)
    instance.network = found
    for head in base.shapes:
        if base.program.rule(head) is not None:
            with suppress(Absent, NoNumber, NoShape):
                instance.value(head)
    if made.reading.tied:
        _tie(found, symbols, ties)
    return found


def _tie(made: Symbolic, symbols: Symbols, ties: tuple[tuple[Head, ...], ...]) -> None:
    """Weights that the note sets equal have one value, and stay different variables."""
    for group in ties:
        known = {**made.instance.leaves, **made.extra}
        here = [known[h] for h in map(made.program.meant, group) if h in known]
        for value in here[1:]:
            symbols.equate(value, here[0])


def _leaf(symbols: Symbols, made: Network, head: Head, value: Value, units: bool) -> Value:
    examples = made.examples
    if head.name in made.program.stated.counts and head.label is None and examples is not None:
        return symbols.count(examples)
    if is_zero(value):
        zero = number(Fraction(0))
        sides = size(value)
        return Formula(sides, zero) if sides else zero
    return defined(symbols, head, size(value), unit=_classes(made, value) if units else -1)


def _classes(made: Network, value: Value) -> int:
    """The axis along which targets were drawn to add up to one for every example, −1 for none."""
    if not is_grid(value) or value != adding_up_to_one(made, value):
        return -1
    return made.over_units(value)


__all__ = ["Entries", "IndexSum", "Symbolic", "symbolic"]
