"""One link of a calculation → both sides computed, under every reading, and with charity.

A line that does not follow from what is printed may still go on from unrounded numbers, or from
what its author meant before a slip: only what fails in all these ways is left to be refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import starmap
from types import MappingProxyType

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape, transpose
from ..nouns import Span
from ..terms import Applied, Head, Matrix, Number, Symbol, Term, is_numeric, walk
from .choices import Absent, Choices, Outcome, Unfit, outcomes
from .compare import Agreement, agreement, slack_of
from .evaluate import Evaluation, Value, size
from .fields import Reals
from .links import Compared, Link
from .log import Fact, Log, Status, When
from .meant import mixtures
from .statements import Chain
from .view import COUNT, Mode, View

ROUGHLY = frozenset("≈≃")
STATED: Mapping[int, Value] = MappingProxyType({})  # every value as it is printed
Try = Callable[[Mode, Mapping[int, Value]], Link]


@dataclass(frozen=True)
class Side:
    """Where a link is compared: the log, the moment, the two members of the chain; and the facts
    that have another value there, by their order."""

    log: Log
    when: When
    chain: Chain
    left: int
    right: int
    instead: Mapping[int, Value] = field(default_factory=dict)

    @property
    def one(self) -> Term:
        return self.chain.members[self.left]

    @property
    def other(self) -> Term:
        return self.chain.members[self.right]

    @property
    def roughly(self) -> bool:
        return bool(ROUGHLY & set(self.chain.relations[self.left : self.right]))


def compare(side: Side) -> Link | None:
    """The link with both sides computed; None where the left side is being defined."""
    one, other, log, when = side.one, side.other, side.log, side.when
    judged = one.head if isinstance(one, Symbol) else None
    rule = log.rule_for(judged, when) if judged else None
    if judged and rule is None and (side.left == 0 or log.value_of(judged, when) is None):
        return None
    if not is_numeric(other) and not is_numeric(one) and rule is None:
        return None
    if judged and (_repeats(judged, other, log, when) or _recalls(judged, side)):
        rule = None

    def link(mode: Mode, instead: Mapping[int, Value]) -> Link:
        place = View(log, when, mode, judged if rule else None, instead)
        readings = tuple(_readings(side, place))
        span = side.chain.link(side.left, side.right)
        by = rule[0] if rule else None
        layer = tuple(rule[1].items()) if rule else ()
        wrong = _carried(readings)
        return Link(side.chain, side.left, side.right, span, readings, when, by, layer, wrong)

    stated = link(Mode.STATED, side.instead)
    answered = any(o.result or o.impossible for o in stated.readings)
    if not answered and not (_is_arithmetic(one) and _is_arithmetic(other)):
        return None
    return _charitably(log, stated, link) if stated.refuted else stated


def _charitably(log: Log, stated: Link, link: Try) -> Link:
    """Before a line is refuted: it may go on from unrounded numbers, or from what was meant."""
    if _rounded(stated.readings):
        refined = link(Mode.REFINED, STATED)
        if refined.confirmed:
            return refined
        loose = link(Mode.LOOSE, STATED)
        if loose.confirmed:
            return replace(loose, readings=tuple(map(_opened, loose.readings)))
    meant = list(mixtures(log, _used(stated.readings)))
    if not meant:
        return stated
    tries = [(Mode.STATED, instead) for instead in meant] + [(Mode.MENDED, STATED)]
    for mended in starmap(link, tries):
        if mended.confirmed and _goes_on(mended):
            return replace(mended, wrong=None, mends=stated.wrong)
    for loose in (link(Mode.LOOSE, instead) for instead in meant):
        if loose.confirmed and _goes_on(loose):
            opened = tuple(map(_opened, loose.readings))
            return replace(loose, readings=opened, wrong=None, mends=stated.wrong)
    return stated


def _goes_on(link: Link) -> bool:
    """Symbols that hold of what was meant must lead to some number of their own calculation."""
    agreed = link.confirmed
    numbers = [member for member in link.chain.members[link.right :] if is_numeric(member)]
    if agreed is None or agreed.result is None or not numbers:
        return agreed is not None
    return any(_may_be(agreed.result.computed, number) for number in numbers)


def _may_be(value: Value, number: Term) -> bool:
    def compute(choices: Choices) -> Value:
        return Evaluation(Reals(), View(Log(), When(0)), choices)(number)

    written = [o.result for o in outcomes(compute) if o.result is not None]
    found = {agreement(value, one, slack_of(number, one), roughly=True) for one in written}
    return not written or found != {Agreement.DIFFERENT}


def _repeats(head: Head, other: Term, log: Log, when: When) -> bool:
    """Is this the value that was stated for the name before?"""
    fact = log.value_of(head, when)
    if fact is None or fact.status is not Status.ASSERTED or not is_numeric(other):
        return False
    view = View(log, when)
    return any(
        outcome.result == fact.value
        for outcome in outcomes(lambda choices: Evaluation(Reals(), view, choices)(other))
    )


def _recalls(head: Head, side: Side) -> bool:
    """``A^[2] = Z^[2] = (…)``: a name behind the first “=” is what was stated for it before."""
    return side.left > 0 and side.log.value_of(head, side.when) is not None


def _readings(side: Side, place: View) -> list[Outcome[Compared]]:
    def compute(choices: Choices) -> Compared:
        view = View(place.log, place.when, place.mode, place.judged, place.instead)
        view.opaque = _functions(side.other)
        run = Evaluation(Reals(), view, choices)
        computed, written = _both(run, side, view)
        slack = slack_of(side.other, written)
        agrees = agreement(computed, written, slack, side.roughly)
        if agrees is not Agreement.DIFFERENT and _insides_differ(run, side, view):
            agrees = Agreement.DIFFERENT
        unlikely = choices.passed_over("σ") or (
            side.log.examples_are and choices.passed_over(COUNT)
        )
        if agrees is Agreement.SAME and unlikely:
            agrees = Agreement.OPEN  # only under a reading that the note speaks against
        used, conventions = tuple(view.used), tuple(view.conventions)
        return Compared(computed, written, slack, agrees, used, conventions)

    return outcomes(compute)


def _both(run: Evaluation, side: Side, view: View) -> tuple[Value, Value]:
    """Both sides. A rule that does not fit its shapes, or an error from before, refutes nothing."""
    try:
        computed = run(side.one)
    except NoShape as trouble:
        if view.judged is not None or any(fact.misshapen for fact in view.used):
            raise Unfit(str(trouble)) from trouble
        raise
    try:
        return computed, run(side.other)
    except NoShape as trouble:
        if any(fact.misshapen for fact in view.used):
            raise Absent(str(trouble)) from trouble
        raise


def _insides_differ(run: Evaluation, side: Side, view: View) -> bool:
    """``max(0, Z) = max(0, (…))``: a wrong entry can hide behind the activation."""
    one = side.one
    if view.judged is not None:
        rule = view.log.rule_for(view.judged, view.when)
        if rule is None or rule[0].body is None:
            return False
        one, run.env = rule[0].body, rule[1]
    left, right = _inside(one), _inside(side.other)
    if left is None or right is None or is_numeric(left):
        return False
    try:
        computed, written = run(left), run(right)
    except (Absent, NoShape, NoNumber):
        return False
    slack = slack_of(right, written)
    return agreement(computed, written, slack, side.roughly) is Agreement.DIFFERENT


def _inside(term: Term) -> Term | None:
    """What an activation is applied to, as a whole or entry by entry."""
    if isinstance(term, Matrix):
        rows = [[_inside(entry) for entry in row] for row in term.rows]
        functions = {e.function for row in term.rows for e in row if isinstance(e, Applied)}
        inner = tuple(tuple(e for e in row if e is not None) for row in rows)
        whole = all(len(a) == len(b) for a, b in zip(inner, term.rows, strict=True))
        return Matrix(inner, term.span) if whole and len(functions) == 1 else None
    if not isinstance(term, Applied) or term.primes or term.function == "vector":
        return None
    zero = term.function == "max" and len(term.arguments) == 2
    rest = [a for a in term.arguments if not (zero and isinstance(a, Number) and not a.value)]
    return rest[0] if len(rest) == 1 else None


def _is_arithmetic(term: Term) -> bool:
    """Numbers and operations only: if there is no answer, it is too large to be computed."""
    return is_numeric(term) and not any(isinstance(part, Applied) for part in walk(term))


def _functions(term: Term) -> frozenset[str]:
    return frozenset(part.function for part in walk(term) if isinstance(part, Applied))


def _carried(readings: tuple[Outcome[Compared], ...]) -> Span | None:
    """The claim whose error some used value carries on."""
    return next((fact.wrong for fact in _used(readings) if fact.wrong is not None), None)


def misshapen(links: list[Link], value: Value, free: bool) -> bool:
    """Has a stated value another shape than its rule, or else its own calculation, gives it?"""
    deciding = [link for link in links if link.by_rule] or links[-1:]
    found = [o.result for link in deciding for o in link.readings if o.result]
    if any(fact.misshapen for result in found for fact in result.used):
        return True
    sizes = (size(value), size(transpose(value)) if free else None)
    return bool(found) and not any(size(result.computed) in sizes for result in found)


def _rounded(readings: tuple[Outcome[Compared], ...]) -> bool:
    """Did a value enter that its author had rounded?"""
    used = _used(readings)
    return any(fact.derived and fact.finest for fact in used)


def _used(readings: tuple[Outcome[Compared], ...]) -> list[Fact]:
    return [fact for o in readings if o.result for fact in o.result.used]


def _opened(outcome: Outcome[Compared]) -> Outcome[Compared]:
    if outcome.result is None or outcome.result.agrees is not Agreement.SAME:
        return outcome
    return replace(outcome, result=replace(outcome.result, agrees=Agreement.OPEN))
