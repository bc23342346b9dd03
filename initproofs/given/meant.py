"""A stated result that is wrong or in doubt → the values that its author may have had in mind.

What is printed comes first; then what its rule and its own calculation give, of every mixture of
what the results before it meant; then the same rounded as the author prints. Later lines may go on
from any of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from ..arithmetic.enclosure import Real
from ..terms import Term
from .choices import Choices, outcomes
from .evaluate import Evaluation, Value, is_grid, size
from .fields import Reals
from .log import Fact, Log, When
from .view import Mode, View

MOST = 6  # values of one name
MIXTURES = 24  # of the values of several names


def mixtures(log: Log, used: Iterable[Fact]) -> Iterator[Mapping[int, Value]]:
    """For the facts in doubt each choice of what was meant, without what is printed of all."""
    doubted = {fact.order: fact for fact in used if in_doubt(fact)}
    picks = product(*(meanings(log, fact) for fact in doubted.values()))
    for pick in islice(picks, 1, MIXTURES):
        yield dict(zip(doubted, pick, strict=True))


def in_doubt(fact: Fact) -> bool:
    return fact.derived and (fact.wrong is not None or fact.doubtful)


def meanings(log: Log, fact: Fact) -> tuple[Value, ...]:
    """The stated value of a name first, then the others that its author may have meant."""
    known = log.meant.get(fact.order)
    if known is None:
        found = [fact.value]
        for value in islice(_computed(log, fact), MIXTURES):
            for one in (value, _rounded(value, fact)):
                if one not in found and size(one) == size(fact.value):
                    found.append(one)
        known = log.meant[fact.order] = tuple(found[:MOST])
    return known


def _computed(log: Log, fact: Fact) -> Iterator[Value]:
    """What the rule of a name gives, and its own calculation, before it was stated."""
    when = When(fact.order, fact.case)
    rule = log.rule_for(fact.head, when)
    ways: list[tuple[Term, dict[str, int]]] = [(way, {}) for way in fact.ways]
    if rule is not None and rule[0].body is not None:
        ways.insert(0, (rule[0].body, rule[1]))
    for way, letters in ways:
        place = View(log, when, judged=fact.head if rule else None)
        stated, used = _values(way, letters, place)
        yield from stated
        for instead in mixtures(log, used):
            view = View(log, when, judged=place.judged, instead=instead)
            yield from _values(way, letters, view)[0]
        afresh = View(log, when, Mode.MENDED, place.judged)
        yield from _values(way, letters, afresh)[0]


def _values(term: Term, letters: dict[str, int], place: View) -> tuple[list[Value], list[Fact]]:
    """A term under every reading, and the facts that entered."""
    used: list[Fact] = []

    def compute(choices: Choices) -> Value:
        view = View(place.log, place.when, place.mode, place.judged, place.instead)
        run = Evaluation(Reals(), view, choices)
        run.env = letters
        value = run(term)
        used.extend(view.used)
        return value

    return [o.result for o in outcomes(compute) if o.result is not None], used


def _rounded(value: Value, fact: Fact) -> Value:
    """As the author of a fact prints numbers."""
    unit = fact.finest
    if not unit:
        return value

    def nearest(entry: Real) -> Real:
        return Real.exactly(round(entry.middle / unit) * unit)

    if is_grid(value):
        return tuple(tuple(map(nearest, row)) for row in value)
    return nearest(value)
