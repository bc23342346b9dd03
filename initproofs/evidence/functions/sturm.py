"""Polynomials in one letter with exact coefficients: are they of one sign on an interval?

In: coefficients by powers. Out: a yes that is a proof (Sturm, 1829), or a no that is none.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

Coefficients = list[Fraction]  # of 1, t, t², …


def never_negative(
    coefficients: Coefficients, low: Fraction, high: Fraction | None, strictly: bool
) -> bool:
    """Is a polynomial ≥ 0 (> 0) on the open interval? Odd roots inside it are counted by Sturm."""
    odd = _odd_part(coefficients)
    roots = coefficients if strictly else odd
    if _roots_inside(_square_free(roots), low, high):
        return False
    probe = low + 1 if high is None else (low + high) / 2
    for step in range(40):
        value = _value(coefficients, probe)
        if value:
            return value > 0
        probe = low + (probe - low) * Fraction(2 + step, 3 + step)
    return False


def _odd_part(coefficients: Coefficients) -> Coefficients:
    """The product of the roots of odd multiplicity (Yun's square-free decomposition)."""
    found, rest = [Fraction(1)], coefficients
    factors: list[Coefficients] = []
    divisor = _gcd(rest, _slope(rest))
    bare = _divide(rest, divisor)[0]
    while len(bare) > 1:
        shared = _gcd(bare, divisor)
        factors.append(_divide(bare, shared)[0])
        bare, divisor = shared, _divide(divisor, shared)[0]
    for factor in factors[::2]:
        found = _times(found, factor)
    return found


def _square_free(coefficients: Coefficients) -> Coefficients:
    return _divide(coefficients, _gcd(coefficients, _slope(coefficients)))[0]


def _roots_inside(coefficients: Coefficients, low: Fraction, high: Fraction | None) -> int:
    """The number of roots in the open interval (Sturm), of a square-free polynomial."""
    while len(coefficients) > 1 and not _value(coefficients, low):
        coefficients = _divide(coefficients, [-low, Fraction(1)])[0]
    while high is not None and len(coefficients) > 1 and not _value(coefficients, high):
        coefficients = _divide(coefficients, [-high, Fraction(1)])[0]
    if len(coefficients) < 2:
        return 0
    chain = [coefficients, _slope(coefficients)]
    while len(chain[-1]) > 1 or chain[-1][0]:
        rest = [-c for c in _divide(chain[-2], chain[-1])[1]]
        if not any(rest):
            break
        chain.append(rest)
    left = [_value(p, low) for p in chain]
    right = [p[-1] for p in chain] if high is None else [_value(p, high) for p in chain]
    return _changes(left) - _changes(right)


def _changes(values: list[Fraction]) -> int:
    kept = [value for value in values if value]
    return sum(a * b < 0 for a, b in pairwise(kept))


def _value(coefficients: Coefficients, at: Fraction) -> Fraction:
    total = Fraction(0)
    for coefficient in reversed(coefficients):
        total = total * at + coefficient
    return total


def _slope(coefficients: Coefficients) -> Coefficients:
    return [k * c for k, c in enumerate(coefficients)][1:] or [Fraction(0)]


def _times(one: Coefficients, other: Coefficients) -> Coefficients:
    found = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            found[i + j] += a * b
    return found


def _trimmed(coefficients: Coefficients) -> Coefficients:
    while len(coefficients) > 1 and not coefficients[-1]:
        coefficients = coefficients[:-1]
    return coefficients


def _divide(top: Coefficients, bottom: Coefficients) -> tuple[Coefficients, Coefficients]:
    rest, quotient = list(top), [Fraction(0)] * max(len(top) - len(bottom) + 1, 1)
    for place in range(len(top) - len(bottom), -1, -1):
        factor = rest[place + len(bottom) - 1] / bottom[-1]
        quotient[place] = factor
        for k, coefficient in enumerate(bottom):
            rest[place + k] -= factor * coefficient
    return _trimmed(quotient), _trimmed(rest[: max(len(bottom) - 1, 1)])


def _gcd(one: Coefficients, other: Coefficients) -> Coefficients:
    while any(other):
        one, other = other, _divide(one, other)[1] if len(one) >= len(other) else one
    return [c / one[-1] for c in one]
