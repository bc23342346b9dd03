"""Powers, roots and inverses of expressions, and their removal from a difference."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from math import isqrt

from .expression import (
    ONE,
    ZERO,
    Expression,
    Unsupported,
    freed,
    generator,
    number,
    product_of,
    summed_over,
    text,
)
from .generators import Absolute, Constant, Generator, Moment, Spread, Whole, written

HIGHEST = 6  # power of a sum that is expanded
MOST = 4  # primes under one root
LARGEST = 1000  # prime that is looked for under a root


def power(
    base: Expression, exponent: Fraction, positive: Callable[[Generator], bool]
) -> Expression:
    """``base ** exponent``; a root of a square is an absolute value."""
    if exponent.denominator == 1 and exponent >= 0:
        if exponent > HIGHEST:
            raise Unsupported("so high a power")
        return reduce(Expression.__mul__, [base] * int(exponent), ONE)
    if not base.terms:
        if exponent > 0:
            return ZERO
        raise Unsupported("a division by zero")
    whole = base.single
    root = None if whole is None else _surd(whole[1], exponent)
    if whole is None or root is None:
        return _of_a_sum(base, exponent, positive)
    factors: list[tuple[Generator, Fraction]] = []
    for of, degree in whole[0]:
        new = degree * exponent
        even = degree.denominator == 1 and degree % 2 == 0
        if even and new.denominator == 1 and new % 2 and not positive(of):
            if not isinstance(of, Constant | Moment):
                return _of_a_sum(base, exponent, positive)
            of = Absolute(of)
        factors.append((of, new))
    return product_of(tuple(factors)) * root


def _of_a_sum(
    base: Expression, exponent: Fraction, positive: Callable[[Generator], bool]
) -> Expression:
    """The root or inverse of a sum, with its content taken out so that equal ones look equal."""
    del positive
    content = _content(base)
    if exponent.denominator == 1 or content >= 0:
        scale = _surd(abs(content), exponent)
        if scale is not None and content > 0:
            return generator(Whole(base.scaled(1 / content)), exponent) * scale
    return generator(Whole(base), exponent)


def _content(base: Expression) -> Fraction:
    return base.terms[min(base.terms, key=lambda s: text(s, Fraction(1)))]


def _surd(value: Fraction, exponent: Fraction) -> Expression | None:
    """``√(n/d)`` as a fraction times the roots of different primes: equal ones look equal."""
    exact = _root(value, exponent)
    if exact is not None:
        return number(exact)
    if exponent.denominator != 2 or value <= 0:
        return None
    outside, primes = _squares_out(value.numerator * value.denominator)
    found = number(Fraction(outside, value.denominator) ** exponent.numerator)
    for prime in primes:
        found = found * generator(Whole(number(prime)), exponent)
    return found if len(primes) <= MOST else None


def _squares_out(value: int) -> tuple[int, list[int]]:
    """``12 = 2² · 3``: what comes out of the root, and the primes that stay in."""
    outside, primes, divisor = 1, [], 2
    while divisor * divisor <= value and divisor < LARGEST:
        while value % (divisor * divisor) == 0:
            outside, value = outside * divisor, value // divisor**2
        if value % divisor == 0:
            value //= divisor
            primes.append(divisor)
        divisor += 1
    return outside, [*primes, value] if value > 1 else primes


def _root(value: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator == 1:
        return Fraction(value) ** int(exponent)
    if exponent.denominator != 2 or value < 0:
        return None
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top * top != value.numerator or bottom * bottom != value.denominator:
        return None
    return Fraction(top, bottom) ** exponent.numerator


def never_negative(of: Generator) -> bool:
    """Variances, even moments, absolute values."""
    if isinstance(of, Moment):
        return all(p.isdigit() and int(p) % 2 == 0 for _, p in of.parts)
    return isinstance(of, Spread | Absolute)


def cleared(difference: Expression) -> Expression:
    """Multiplied by its denominators, and ``(√s)²`` put as s: zero exactly if it was zero."""
    for _ in range(8):
        wholes = {
            g
            for summand in difference.terms
            for g, p in summand.factors
            if isinstance(g, Whole) and (p < 0 or p >= 1)
        }
        if not wholes:
            return difference
        difference = _without(difference, min(wholes, key=written))
    return difference


def _without(difference: Expression, whole: Whole) -> Expression:
    lowest = min(
        (p for s in difference.terms for g, p in s.factors if g == whole), default=Fraction(0)
    )
    lift = -lowest if lowest < 0 else Fraction(0)
    found = ZERO
    for summand, value in difference.terms.items():
        summand = freed(summand)
        held = next((p for g, p in summand.factors if g == whole), Fraction(0)) + lift
        others = tuple((g, p) for g, p in summand.factors if g != whole)
        times = int(held // 1)
        new = product_of(others).scaled(value)
        for _ in range(times):
            new = new * whole.body
        if held - times:
            new = new * generator(whole, held - times)
        found += summed_over(summand.bound, new)
    return found
