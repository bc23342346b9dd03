"""Products over an index with symbolic limits, in one form for all that run up to one letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...terms import Head, Index
from .expression import ONE, Expression, generator, number
from .generators import (
    FACTOR,
    Constant,
    Generator,
    Moment,
    Raised,
    Repeated,
    Spread,
    Variable,
)
from .roots import LARGEST, never_negative, power

LONGEST = 6  # factors written out


Sign = Callable[[Generator], bool]  # is it never negative?


def raised_to(body: Expression, degree: Expression, positive: Sign) -> Expression:
    """A symbolic power; that of a product is the product of the powers."""
    single = body.single
    if single is None:
        return generator(Raised(body, degree))
    factors, value = single
    found = _number_raised(value, degree)
    for of, power_ in factors:
        found = found * _raised(of, power_, degree, positive)
    return found


def _number_raised(value: Fraction, degree: Expression) -> Expression:
    """``12^K = (2^K)² 3^K``."""
    if value <= 0:
        return generator(Raised(number(value), degree))
    found = ONE
    for prime, times in _primes(value):
        for summand, step in degree.terms.items():
            if step.denominator != 1 or abs(step) > LONGEST:
                return generator(Raised(number(value), degree))
            if not summand.factors:
                found = found.scaled(Fraction(prime) ** int(times * step))
                continue
            once = Raised(number(Fraction(prime)), Expression({summand: Fraction(1)}))
            found = found * generator(once, times * step)
    return found


def _primes(value: Fraction) -> Iterator[tuple[int, int]]:
    """The primes of a fraction with their exponents; a large factor is left as it is."""
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        divisor = 2
        while whole > 1:
            if divisor > LARGEST:
                divisor = whole
            times = 0
            while whole % divisor == 0:
                whole, times = whole // divisor, times + 1
            if times:
                yield divisor, sign * times
            divisor += 1


def _raised(of: Generator, power_: Fraction, degree: Expression, positive: Sign) -> Expression:
    """``(σ²)^(K+1) = (σ^K)² σ²``: a symbolic exponent counts something, so it is whole."""
    steps = [power_ * step for step in degree.terms.values()]
    if not positive(of) and any(step.denominator != 1 for step in (power_, *steps)):
        return generator(Raised(generator(of, power_), degree))
    found = ONE
    for (summand, _), step in zip(degree.terms.items(), steps, strict=True):
        if not summand.factors:
            found = found * generator(of, step)
            continue
        once = Raised(generator(of), Expression({summand: Fraction(1)}))
        found = found * generator(once, step)
    return found


def repeated(
    letter: str, low: Expression, high: Expression, body: Expression, positive: Sign
) -> Expression:
    """``Π`` of a product is the product of the ``Π``; of what has no index, a power."""
    length = high - low + ONE
    single = body.single
    if single is None:
        return _one_repeated(letter, low, high, body, positive)
    factors, value = single
    found = ONE if value == 1 else _power_of(number(value), length, positive)
    for of, degree in factors:
        found = found * _one_repeated(letter, low, high, generator(of, degree), positive)
    return found


def _one_repeated(
    letter: str, low: Expression, high: Expression, body: Expression, positive: Sign
) -> Expression:
    inside = body.at({letter: Index(FACTOR, 0)})
    length = high - low + ONE
    count = length.number
    if inside == body:
        return _power_of(body, length, positive)
    if count is not None and 0 <= count <= LONGEST and low.number is not None:
        return _multiplied(inside, "", int(low.number), int(low.number + count) - 1)
    shift = max(_offsets(inside), default=0)  # Π_1^K H_(k-1) is Π_0^(K-1) H_k
    moved = inside.at({FACTOR: Index(FACTOR, -shift)})
    return _aligned(low + number(Fraction(shift)), high + number(Fraction(shift)), moved)


def _offsets(body: Expression) -> Iterator[int]:
    """How far from the letter of the product the indices of its body are."""
    for of in (of for summand in body.terms for of, _ in summand.factors):
        for head in _heads(of):
            scripts = (*head.indices, *([head.label] if head.label else []))
            yield from (index.offset for index in scripts if index.base == FACTOR)


def _heads(of: Generator) -> Iterator[Head]:
    match of:
        case Constant(head) | Variable(head) | Spread(Variable(head)):
            yield head
        case Moment(parts):
            yield from (v.head for v, _ in parts if isinstance(v, Variable))


def _power_of(body: Expression, length: Expression, positive: Sign) -> Expression:
    count = length.number
    if count is not None and count.denominator == 1:
        return power(body, count, positive)
    return raised_to(body, length, positive)


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
