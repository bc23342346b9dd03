"""The log as it is seen from one place: the value of a name, by what is stated and by the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from ..arithmetic.enclosure import Real
from ..arithmetic.grids import entrywise, transpose
from ..terms import Head, Index, Symbol, Term
from .choices import Absent, Choices
from .evaluate import COLUMN, ROW, Evaluation, Value, is_grid
from .log import Fact, Log, When, alias
from .names import USUAL_FUNCTIONS

INPUTS = ("X", "x", "𝐗", "𝐱")
COUNTS = ("m", "N")
BIASES = ("b", "𝐛", "B")
DEEPEST = 60  # rules calling rules
KNOWN = {"ReLU": "relu", "log": "ln", "np.exp": "exp", "np.tanh": "tanh", "np.maximum": "max"}
SIGMA = "σ"
COUNT = "the number of examples"


class Mode(StrEnum):
    """Which number stands for a stated result: as printed, before rounding, within its last digit,
    or none: all is computed from the data."""

    STATED = "stated"
    REFINED = "refined"
    LOOSE = "loose"
    MENDED = "mended"


class View:
    """Looks names up in a log, and remembers what it used."""

    def __init__(
        self,
        log: Log,
        when: When,
        mode: Mode = Mode.STATED,
        judged: Head | None = None,
        instead: Mapping[int, Value] = MappingProxyType({}),
    ) -> None:
        self.log = log
        self.when = when
        self.mode = mode
        self.judged = judged  # the claim under judgement never votes
        self.instead = instead  # of a fact, by its order: another value that was meant
        self.used: list[Fact] = []
        self.conventions: list[str] = []
        self.opaque: frozenset[str] = frozenset()  # functions that stand on both sides
        self.star_is_entrywise = log.star_is_entrywise
        self.hadamard_is_written = log.hadamard_is_written
        self.star = log.told.get("star", "")

    def value(self, head: Head, run: Evaluation) -> Value:
        head = head.at(run.env)
        if head.generic:
            raise Absent(f"{head} is not one definite number or matrix")
        found = self._stated(head, run)
        if found is not None:
            return found
        rule = self.log.rule_for(head, self.when)
        if rule is not None and head not in run.running:
            try:
                return self._by_rule(head, *rule, run)
            except Absent:
                if self.mode is not Mode.MENDED or self.log.value_of(head, self.when) is None:
                    raise
        return self._otherwise(head, run)

    def _stated(self, head: Head, run: Evaluation) -> Value | None:
        fact = self.log.value_of(head, self.when)
        if fact is None or head == self.judged:
            return None
        afresh = self.mode is Mode.MENDED and fact.derived
        if afresh and self.log.rule_for(head, self.when) is not None:
            return None
        value = self._by_mode(fact)
        if fact.free and run.choices.choose(f"{head} in round brackets", (COLUMN, ROW)) == ROW:
            return transpose(value)
        return value

    def _by_mode(self, fact: Fact) -> Value:
        self.used.append(fact)
        if self.mode is Mode.REFINED and fact.refined is not None:
            return fact.refined
        value = self.instead.get(fact.order, fact.value)
        if self.mode is Mode.LOOSE and fact.derived:
            return _widened(value, fact)
        return value

    def _by_rule(self, head: Head, fact: Fact, values: dict[str, int], run: Evaluation) -> Value:
        if len(run.running) > DEEPEST:
            raise Absent(f"{head} is defined through too many other names")
        assert fact.body is not None
        self.used.append(fact)
        outer, run.env = run.env, values
        run.running.append(head)
        try:
            return run(fact.body)
        finally:
            run.env = outer
            run.running.pop()

    def _otherwise(self, head: Head, run: Evaluation) -> Value:
        """The names that a note need not give a value of their own."""
        fact = self.log.value_of(head, self.when)
        if fact is not None and self.mode is Mode.MENDED and head != self.judged:
            return self._by_mode(fact)
        if self._is_layer_zero(head):
            return self._input(head, run)
        if head.indices:
            return self._entry(head, run)
        if head.label is not None:
            common = self.log.value_of(Head(head.name), self.when)
            if common is not None and not is_grid(common.value):
                return self._by_mode(common)
        if head.name in BIASES and (zero := self.log.value_of(Head("every bias"), self.when)):
            return self._by_mode(zero)
        if head.name in COUNTS and head.label is None:
            return self._count(run)
        raise Absent(f"{head} is not given")

    def _is_layer_zero(self, head: Head) -> bool:
        """``A^[0]``; and ``H_0``, if the other H are computed layer by layer."""
        if head.label is not None:
            return head.label.offset == 0
        rules = any(fact.body for fact in self.log.visible(head.name, self.when))
        return rules and head.indices == (Index("", 0),)

    def _input(self, head: Head, run: Evaluation) -> Value:
        """``A^[0]`` is the input: what the note itself puts in its place, or its X."""
        for fact in self.log.rules_seen(self.when):
            if fact.body is None or fact.head.label is None or fact.head.label.base:
                continue
            for other in self.log.visible(
                fact.head.name, When(len(self.log.facts), self.when.case)
            ):
                values = self.log.match(other.head, fact.head) if other.body else None
                if not values or other.body is None:
                    continue
                found = alias(other.body, fact.body, values, head)
                if found is not None:
                    return self.value(found, run)
        for name in (*self.log.inputs, *INPUTS):
            if name != head.name and self.log.value_of(Head(name), self.when) is not None:
                self.conventions.append(f"{head} is the input {name}")
                return self.value(Head(name), run)
        raise Absent(f"{head} is not given")

    def _entry(self, head: Head, run: Evaluation) -> Value:
        whole = self._whole(head, run)
        if not is_grid(whole):
            return whole
        places = [index.offset - 1 for index in head.indices]
        if len(places) == 1:
            row = whole[0] if len(whole) == 1 else tuple(line[0] for line in whole)
            if len(whole) > 1 and len(whole[0]) > 1:
                raise Absent(f"{head} may be a row or a column")
            if 0 <= places[0] < len(row):
                return row[places[0]]
        elif len(places) == 2 and 0 <= places[0] < len(whole) and 0 <= places[1] < len(whole[0]):
            return whole[places[0]][places[1]]
        raise Absent(f"{head} is outside the matrix")

    def _whole(self, head: Head, run: Evaluation) -> Value:
        """The matrix of an entry: w, or else W, whose first index may count rows or columns."""
        bare, capital = replace(head, indices=()), replace(head, indices=(), name=head.name.upper())
        own = self.log.value_of(bare, self.when) or self.log.rule_for(bare, self.when)
        if own or len(head.indices) != 2 or self.log.value_of(capital, self.when) is None:
            return self.value(bare, run)
        whole = self.value(capital, run)
        turned = run.choices.choose(f"the first index of {head.name}", ("row", "column"))
        return transpose(whole) if turned == "column" and is_grid(whole) else whole

    def _count(self, run: Evaluation) -> Value:
        """The number of examples, where it is not said: the rows of the input, or its columns."""
        for name in (*self.log.inputs, *INPUTS, *self._named_inputs()):
            fact = self.log.value_of(Head(name), self.when)
            if fact is not None and is_grid(fact.value):
                rows, columns = len(fact.value), len(fact.value[0])
                if "layout" in self.log.told:
                    told = rows if self.log.told["layout"] == "row" else columns
                    return run.field.number(Fraction(told))
                sides = {"rows": str(rows), "columns": str(columns)}
                if self.log.examples_are_sure:
                    return run.field.number(Fraction(sides[self.log.examples_are]))
                likely = [sides.pop(self.log.examples_are)] if self.log.examples_are else []
                chosen = run.choices.choose(COUNT, (*likely, *sides.values()))
                return run.field.number(Fraction(chosen))
        raise Absent("the number of examples is not given")

    def _named_inputs(self) -> list[str]:
        """What the note itself calls layer 0: ``A^[0] = P``."""
        rules = self.log.rules_seen(When(len(self.log.facts), self.when.case))
        zero = [fact.body for fact in rules if is_layer_zero(fact.head)]
        return [body.head.name for body in zero if isinstance(body, Symbol)]

    def activation(
        self, name: str, label: Index | None, choices: Choices
    ) -> str | tuple[str, Term]:
        layer = label.offset if label is not None and not label.base else None
        for key in ((name, layer), (name, None)):
            if key in self.log.functions:
                return self.log.functions[key][0]
        if name == SIGMA:
            if self.log.sigmoid_is_named:
                return "sigmoid"
            return choices.choose("σ", ("sigmoid", "tanh", "relu", "identity"))
        if name in self.opaque & USUAL_FUNCTIONS:
            return "one-to-one"
        if name in USUAL_FUNCTIONS:
            raise Absent(f"the note does not say which function {name} is")
        return KNOWN.get(name, name)


def is_layer_zero(head: Head) -> bool:
    """``A^[0]``, and ``A_0`` where layers are written below."""
    return Index("", 0) == head.label or (head.label is None and head.indices == (Index("", 0),))


def _widened(value: Value, fact: Fact) -> Value:
    """Within the last digits that its author prints; what is exact stays as it is."""
    if fact.slack is None or fact.exact:
        return value

    def wider(entry: Real) -> Real:
        return entry.widened(fact.finest)

    return entrywise(wider, value) if is_grid(value) else wider(value)
