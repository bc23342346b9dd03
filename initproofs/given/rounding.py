"""A calculation with rounded numbers in its middle → the links of it that only seem wrong.

``(f(2.01) - f(1.99))/0.02 = (8.1206 - 7.8806)/0.02 = 12.0001`` is right from end to end, and what
stands between is right to its last digits: nothing of it is refuted, and nothing confirmed. So is
``0.45·0.5944 + 0.55·0.5963 = 0.2675 + 0.3280``, each term of which was rounded by itself.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..arithmetic.enclosure import Real
from ..terms import Matrix, Number, Term, is_numeric, walk
from .choices import outcomes
from .compare import Agreement
from .comparing import Side, compare
from .evaluate import Evaluation, Value, is_grid, size
from .fields import Reals
from .links import Compared, Link
from .log import Log, When
from .view import View

_LEAST = Fraction(100)  # in units of its last digit: three digits that count


def forgive(links: list[Link], log: Log) -> list[Link]:
    found = list(links)
    for place, (first, second) in enumerate(pairwise(links)):
        between = first.chain.members[first.right]
        joined = first.right == second.left and second.refuted and not first.confirmed
        if joined and is_numeric(between) and _is_rounding(between, first, second, log):
            found[place], found[place + 1] = _opened(first), _opened(second)
    return [_opened(link) if link.refuted and _term_by_term(link) else link for link in found]


def _term_by_term(link: Link) -> bool:
    """Is the right side a sum of rounded numbers that the left side may have been before?"""
    right = link.chain.members[link.right]
    if isinstance(right, Number) or not is_numeric(right):
        return False
    if any(isinstance(part, Matrix) for part in walk(right)):
        return False
    given = [o.result.computed for o in link.readings if o.result is not None]
    meant = [
        outcome.result
        for outcome in outcomes(lambda choices: _Rounded(Reals(), _NOWHERE, choices)(right))
        if outcome.result is not None
    ]
    return bool(given) and all(any(_covers(one, value) for one in meant) for value in given)


def _is_rounding(between: Term, first: Link, second: Link, log: Log) -> bool:
    whole = compare(Side(log, second.when, second.chain, first.left, second.right))
    agreed = whole.confirmed if whole is not None else None
    if agreed is None or agreed.result is None:
        return False
    if any(isinstance(part, Matrix) for part in walk(between)):
        return False  # its entries are copied, and not rounded anew
    return any(
        _covers(outcome.result, agreed.result.computed)
        for outcome in outcomes(lambda choices: _Rounded(Reals(), _NOWHERE, choices)(between))
        if outcome.result is not None
    )


def _covers(rounded: Value, value: Value) -> bool:
    if is_grid(rounded) != is_grid(value) or size(rounded) != size(value):
        return False
    if not is_grid(rounded):
        return bool(rounded.meets(value))
    rows = zip(rounded, value, strict=True)
    return all(one.meets(other) for row in rows for one, other in zip(*row, strict=True))


class _Rounded(Evaluation):
    """Every number with decimals is what could have been rounded to it; 0.01 is a given one."""

    def __call__(self, term: Term) -> Value:
        if isinstance(term, Number) and term.decimals:
            unit = Fraction(1, 10**term.decimals)
            if abs(term.value) >= _LEAST * unit:
                return Real.exactly(term.value).widened(unit / 2)
        return super().__call__(term)


_NOWHERE = View(Log(), When(0))


def _opened(link: Link) -> Link:
    def opened(compared: Compared) -> Compared:
        return replace(compared, agrees=Agreement.OPEN)

    readings = (replace(o, result=opened(o.result)) if o.result else o for o in link.readings)
    return replace(link, readings=tuple(readings))
