"""Term → the terms that are one slip of the pen away: a sign, a factor, an exponent, a function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from ...terms import Applied, Number, Power, Product, Quotient, Sum, Symbol, Term, walk
from .building import neg, num, squared, times
from .equal import Equal, compare

Part = TypeVar("Part")
MOST_EDITS = 120
MOST_WORK = 6000  # parts of all edited sides together
MISTAKEN = {"sigmoid": "tanh", "tanh": "sigmoid"}
TAKES_A_SIGN = frozenset({"exp", *MISTAKEN})


def edits(term: Term) -> Iterator[Term]:
    """Each term with one change, the outermost changes first."""
    if not isinstance(term, Number | Symbol):
        yield neg(term)
    yield from _inner(term)


def _inner(term: Term) -> Iterator[Term]:
    yield from _here(term)
    match term:
        case Sum(terms):
            for place, (sign, part) in enumerate(terms):
                for other in _inner(part):
                    yield replace(term, terms=_with(terms, place, (sign, other)))
        case Product(left, right):
            yield from (replace(term, left=other) for other in _inner(left))
            yield from (replace(term, right=other) for other in _inner(right))
        case Quotient(top, bottom):
            yield from (replace(term, top=other) for other in _inner(top))
            yield from (replace(term, bottom=other) for other in _inner(bottom))
        case Power(base, exponent):
            yield from (replace(term, base=other) for other in _inner(base))
            yield from (replace(term, exponent=other) for other in _inner(exponent))
        case Applied(_, arguments):
            for place, part in enumerate(arguments):
                for other in _inner(part):
                    yield replace(term, arguments=_with(arguments, place, other))


def _with(parts: tuple[Part, ...], place: int, new: Part) -> tuple[Part, ...]:
    return (*parts[:place], new, *parts[place + 1 :])


def _here(term: Term) -> Iterator[Term]:
    match term:
        case Number(value):
            changed = {value + 1, value - 1, value * 2, value / 2, 1 / value if value else value}
            yield from (num(v) for v in sorted(changed - {value}) if v >= 0)
        case Sum(terms):
            for place, (sign, part) in enumerate(terms):
                yield Sum(_with(terms, place, (-sign, part)))
            yield squared(term)
        case Product(left, right):
            yield left
            yield right
            yield times(num(2), term)
        case Quotient(top, bottom):
            yield Quotient(bottom, top)
        case Power(base, exponent):
            yield base if exponent != num(1) else squared(base)
        case Applied("max" | "min", (Number() as factor, Symbol() as letter)):
            yield replace(term, arguments=(times(factor, letter), letter))
        case Applied(name, (inside,)):
            if name in TAKES_A_SIGN:
                yield replace(term, arguments=(neg(inside),))
            if name in MISTAKEN:
                yield replace(term, function=MISTAKEN[name])
            yield squared(term)


def nearest(left: Term, right: Term) -> Term | None:
    """A right side, one slip away from the one written, that equals the left side."""
    size = sum(1 for _ in walk(left)) + sum(1 for _ in walk(right))
    for other in islice(edits(right), min(MOST_EDITS, MOST_WORK // size)):
        if isinstance(compare(left, other), Equal):
            return other
    return None
