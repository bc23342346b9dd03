"""Numbers before a power of ten, ``9.5 · 10^(-7)``: how exact they are, and others like them."""

from __future__ import annotations

from fractions import Fraction

from ..arithmetic.enclosure import Real
from ..terms import Number, Power, Product, Sum, Term

TEN = Fraction(10)


def digits(term: Term) -> tuple[int, int] | None:
    """The decimals of the number and the power of ten, where it has both."""
    match term:
        case Product(Number(_, int(decimals)), Power(Number(base), exponent)) if base == TEN:
            power = _whole(exponent)
            return None if power is None else (decimals, power)
    return None


def _whole(exponent: Term) -> int | None:
    match exponent:
        case Number(value) if value.denominator == 1:
            return int(value)
        case Sum(((sign, Number(value)),)) if value.denominator == 1:
            return sign * int(value)
    return None


def alike(value: Real, like: Term, *, latex: bool = False) -> str | None:
    """Another number with as many decimals, if the one is written so: ``1.4 × 10^(-45)``."""
    found = digits(like)
    middle = abs(value.middle)
    if found is None or not middle:
        return None
    power = 0
    while middle >= TEN ** (power + 1):
        power += 1
    while middle < TEN**power:
        power -= 1
    front = f"{float(middle / TEN**power):.{found[0]}f}"
    if front.startswith("10"):
        front, power = f"{1:.{found[0]}f}", power + 1
    sign = "-" if value.middle < 0 else ""
    if latex:
        return rf"{sign}{front} \times 10^{{{power}}}"
    return f"{sign}{front} × 10^{power if power >= 0 else f'({power})'}"
