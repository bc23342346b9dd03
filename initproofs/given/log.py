"""What is in force, as a log of facts in reading order, and how a name is looked up in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from heapq import merge
from itertools import takewhile
from typing import Any

from ..nouns import Span
from ..terms import Head, Symbol, Term, parts
from .cases import Case
from .example_counts import CUSTOMARY

LAST = ("L", "K")  # letters of the last layer, not of any layer


def _names_last(head: Head) -> bool:
    return bool(head.generic & set(LAST))


class Status(StrEnum):
    """How a fact came to be in force."""

    DEFINED = "defined"  # a rule: Z^[l] = A^[l-1] W^[l] + b^[l]
    VALUE = "value"  # given numbers
    SUPPOSED = "supposed"  # “let us just assume”
    UPDATE = "update"  # W := W - α dW
    ASSERTED = "asserted"  # a result, as the author states it
    CONVENTION = "convention"  # what everybody means, unless a note says otherwise


@dataclass(frozen=True)
class Fact:
    """``body`` for rules; ``value`` for numbers, with ``slack`` the unit of each last digit.

    ``refined`` is what the author's rules give before rounding; ``wrong`` the claim whose error the
    value carries on.
    """

    head: Head
    status: Status
    span: Span
    order: int
    case: Case = ()  # the example or case it belongs to; () is in force everywhere
    body: Term | None = None
    value: Any = None
    slack: Any = None
    refined: Any = None
    wrong: Span | None = None
    doubtful: bool = False  # it could be neither confirmed nor refuted
    misshapen: bool = False  # the error is one of shape: what is built on it may not fit
    free: bool = False  # typed as (1, 2, 3): a row or a column, whichever fits
    exact: bool = False  # computed, and nothing was rounded on the way
    ways: tuple[Term, ...] = ()  # what else its own calculation says it is

    def __hash__(self) -> int:
        return hash((self.head, self.status, self.order))  # facts are looked up all the time

    @property
    def derived(self) -> bool:
        return self.status in (Status.ASSERTED, Status.UPDATE)

    @property
    def finest(self) -> Fraction:
        return finest(self.slack)


def finest(slack: Any) -> Fraction:
    """The unit of the last digit that is printed of any entry; 0 if all are whole."""
    rows = slack if isinstance(slack, tuple) else ((slack,),)
    units = (unit.low for row in rows for unit in row if unit is not None)
    return min((unit for unit in units if unit), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class When:
    """A place in the log: how many facts are before it, and which case it belongs to."""

    until: int
    case: Case = ()
    forgotten: tuple[int, int] = (0, 0)  # results between these orders are not in force

    def recalls(self, fact: Fact) -> bool:
        first, end = self.forgotten
        return not (fact.derived and first <= fact.order < end)

    def sees(self, case: Case) -> bool:
        """Is what was said in a case in force here: are we inside it?"""
        return self.case[: len(case)] == case


@dataclass
class Log:
    """Facts by name. Nothing is taken out; a later version stands in front of an earlier one."""

    facts: list[Fact] = field(default_factory=list)
    by_name: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    by_case: dict[tuple[str, Case], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[Case, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    functions: dict[tuple[str, int | None], tuple[str | tuple[str, Term], Span]] = field(
        default_factory=dict
    )
    several: set[tuple[str, int | None]] = field(default_factory=set)  # that stand for many
    stale: dict[int, int] = field(default_factory=dict)  # results of an example that is over: since
    started: int = 0  # where the example that goes on began
    top: int = 0  # the largest layer label of the document
    sigmoid_is_named: bool = False
    star_is_entrywise: bool = False
    hadamard_is_written: bool = False  # ⊙ or ∘ occurs: other products are not meant entry by entry
    told: dict[str, str] = field(default_factory=dict)  # conventions that the course tells
    inputs: tuple[str, ...] = ()  # names that the note calls its examples
    counts: tuple[str, ...] = CUSTOMARY  # letters for the number of the examples
    meant: dict[int, tuple[Any, ...]] = field(default_factory=dict)  # of facts that are in doubt
    examples_are: str = ""  # rows or columns of the input, where a product shows it
    examples_are_sure: bool = False  # no single slip can have shown it

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self.by_name[fact.head.name].append(fact)
        self.by_case[fact.head.name, fact.case].append(fact)
        if fact.body is not None:
            self.rules[fact.case].append(fact)

    def visible(self, name: str, when: When) -> Iterator[Fact]:
        """The facts about a name that are in force then and there, the latest first."""
        cases = (when.case[:depth] for depth in range(len(when.case) + 1))
        known = (self.by_case[name, case] for case in cases if (name, case) in self.by_case)
        return merge(*(_before(facts, when.until) for facts in known), key=_lateness)

    def rules_seen(self, when: When) -> Iterator[Fact]:
        """The rules that are in force then and there, the earliest first."""
        known = (self.rules.get(when.case[:depth], ()) for depth in range(len(when.case) + 1))
        return takewhile(lambda fact: fact.order < when.until, merge(*known, key=_order))

    def value_of(self, head: Head, when: When) -> Fact | None:
        """The latest numbers stated for exactly this head."""
        for fact in self.visible(head.name, when):
            fresh = self.stale.get(fact.order, when.until + 1) > when.until and when.recalls(fact)
            if fact.head == head and fact.value is not None and fresh:
                return fact
        return None

    def rule_for(self, head: Head, when: When) -> tuple[Fact, dict[str, int]] | None:
        """The rule that defines a head: the one for this very layer before the general one."""
        general: tuple[Fact, dict[str, int]] | None = None
        for fact in self.visible(head.name, when):
            if fact.body is None:
                continue
            if fact.head == head:
                return fact, {}
            values = self.match(fact.head, head)
            if values is None:
                continue
            if general is None or _names_last(fact.head) > _names_last(general[0].head):
                general = fact, values  # dZ^[L] before dZ^[l], for the last layer
        return general

    def match(self, general: Head, head: Head) -> dict[str, int] | None:
        """The values of the letters of ``general`` for which it is ``head``, inside its domain."""
        if not general.generic or (general.label is None) != (head.label is None):
            return None
        if len(general.indices) != len(head.indices):
            return None
        found: dict[str, int] = {}
        pairs = list(zip(general.indices, head.indices, strict=True))
        if general.label is not None and head.label is not None:
            pairs.append((general.label, head.label))
        for pattern, actual in pairs:
            if actual.base:
                return None
            value = actual.offset - pattern.offset
            if pattern.base in LAST and value != self.top:
                return None
            if pattern.base and found.setdefault(pattern.base, value) != value:
                return None
            if not pattern.base and pattern != actual:
                return None
        layer = head.label.offset if head.label is not None else 1
        inside = 1 <= layer <= self.top or head.label is None
        return found if inside and min(found.values(), default=1) >= 0 else None

    def start_example(self) -> None:
        """A datum is given anew: results drawn from the old one are no longer in force."""
        now = len(self.facts)
        for fact in self.facts[self.started :]:
            if fact.status is Status.ASSERTED:
                self.stale[fact.order] = now
        self.started = now


def _before(facts: list[Fact], until: int) -> Iterator[Fact]:
    """Those of ``facts``, which are in order, that stand before a place; the latest first."""
    return (facts[at] for at in range(bisect_left(facts, until, key=_order) - 1, -1, -1))


def _order(fact: Fact) -> int:
    return fact.order


def _lateness(fact: Fact) -> int:
    return -fact.order


def alias(general: Term, special: Term, values: dict[str, int], of: Head) -> Head | None:
    """What stands in ``special`` where ``general`` has ``of``: ``X`` for ``A^[0]``."""
    if isinstance(general, Symbol):
        if general.head.at(values) == of and isinstance(special, Symbol):
            return special.head
        return None
    if type(general) is not type(special):
        return None
    inner, other = parts(general), parts(special)
    if len(inner) != len(other):
        return None
    found = (alias(a, b, values, of) for a, b in zip(inner, other, strict=True))
    return next((head for head in found if head is not None), None)
