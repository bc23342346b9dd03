"""Products over an index with symbolic limits, in one form for all that run up to one letter."""

from __future__ import annotations

from fractions import Fraction

from ...terms import Index
from .expression import ONE, Expression, generator, number
from .generators import FACTOR, Constant, Raised, Repeated
from .roots import never_negative, power

LONGEST = 6  # factors written out


def raised_to(body: Expression, degree: Expression) -> Expression:
    """A symbolic power; that of a product is the product of the powers."""
    single = body.single
    if single is None:
        return generator(Raised(body, degree))
    factors, value = single
    found = generator(Raised(number(value), degree)) if value != 1 else ONE
    for of, power_ in factors:
        found = found * generator(Raised(generator(of, power_), degree))
    return found


def repeated(letter: str, low: Expression, high: Expression, body: Expression) -> Expression:
    """``Π`` of a product is the product of the ``Π``; of what has no index, a power."""
    single = body.single
    if single is None:
        return _one_repeated(letter, low, high, body)
    factors, value = single
    found = _one_repeated(letter, low, high, number(value)) if value != 1 else ONE
    for of, degree in factors:
        found = found * _one_repeated(letter, low, high, generator(of, degree))
    return found


def _one_repeated(letter: str, low: Expression, high: Expression, body: Expression) -> Expression:
    inside = body.at({letter: Index(FACTOR, 0)})
    length = high - low + ONE
    count = length.number
    if inside == body:
        if count is not None and count.denominator == 1:
            return power(body, count, never_negative)
        return _power_of(body, length)
    if count is not None and 0 <= count <= LONGEST and low.number is not None:
        return _multiplied(inside, "", int(low.number), int(low.number + count) - 1)
    return _aligned(low, high, inside)


def _power_of(body: Expression, length: Expression) -> Expression:
    """``a^(L-1) = a^L / a``: whole numbers in an exponent are taken out."""
    step = next((value for s, value in length.terms.items() if not s.factors), Fraction(0))
    if step.denominator != 1 or abs(step) > LONGEST or body.single is None:
        return generator(Raised(body, length))
    return generator(Raised(body, length - number(step))) * power(body, step, never_negative)


def _aligned(low: Expression, high: Expression, inside: Expression) -> Expression:
    """``Π_1^(K-1) f = Π_1^K f / f_K``: all products over the layers up to K look alike."""
    end = _letter(high)
    start = low.number
    if end is None or start is None or start.denominator != 1 or abs(start) > LONGEST:
        return generator(Repeated(low, high, inside))
    found = generator(Repeated(ONE, high - number(end.offset), inside))
    above = _multiplied(inside, end.base, 1, end.offset)
    below = _multiplied(inside, end.base, end.offset + 1, 0)
    first = _multiplied(inside, "", 1, int(start) - 1)
    zeroth = _multiplied(inside, "", int(start), 0)
    inverse = power(below * first, Fraction(-1), never_negative)
    return found * above * zeroth * inverse


def _multiplied(inside: Expression, base: str, first: int, last: int) -> Expression:
    found = ONE
    for offset in range(first, last + 1):
        found = found * inside.at({FACTOR: Index(base, offset)})
    return found


def _letter(high: Expression) -> Index | None:
    """``K - 1`` as an index, if it is one letter and a small whole number."""
    letters, offset = [], Fraction(0)
    for summand, value in high.terms.items():
        match summand.factors:
            case ():
                offset = value
            case ((Constant(head), power_),) if power_ == 1 and value == 1 and not summand.bound:
                letters.append(head)
            case _:
                return None
    plain = len(letters) == 1 and not letters[0].indices and letters[0].label is None
    if not plain or offset.denominator != 1 or abs(offset) > LONGEST:
        return None
    return Index(letters[0].name, int(offset))
