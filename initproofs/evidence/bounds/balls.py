"""Term → a ball that contains its value at given rational numbers (Arb; Johansson, 2017).

In: a term without names of its own and the values of its letters. Out: an enclosure as two
fractions. Refuses (``NoValue``) what is undefined there or has no finite enclosure.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...arithmetic.enclosure import Real
from ...terms import Applied, Head, Number, Power, Product, Quotient, Sum, Symbol, Term

PRECISION = 128  # bits
LARGEST_POWER = 100_000
LARGEST_EXPONENT = 20_000  # of 2, in a number that is written out


class NoValue(Exception):
    """The term has no finite value there, or it cannot be told which."""


def enclose(term: Term, at: Mapping[Head, Fraction], precision: int = PRECISION) -> Real:
    """The value of a term, rigorously between two fractions."""
    import flint

    before = flint.ctx.prec
    flint.ctx.prec = precision
    try:
        return as_real(_Ball(at)(term))
    finally:
        flint.ctx.prec = before


def as_real(ball: Any) -> Real:
    """A ball's two ends, exactly."""
    if not ball.is_finite():
        raise NoValue("it has no finite value")
    return Real(_dyadic(ball.lower()), _dyadic(ball.upper()))


def _dyadic(end: Any) -> Fraction:
    mantissa, exponent = end.man_exp()
    if abs(int(exponent)) > LARGEST_EXPONENT:
        raise NoValue("it is too large or too small to be written out")
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def ball(value: Fraction) -> Any:
    import flint

    return flint.arb(flint.fmpq(value.numerator, value.denominator))


class _Ball:
    """One evaluation, from the inside out."""

    def __init__(self, at: Mapping[Head, Fraction]) -> None:
        self.at = at

    def __call__(self, term: Term) -> Any:
        match term:
            case Number(value):
                return ball(value)
            case Symbol(head):
                return self._letter(head)
            case Sum(terms):
                total = ball(Fraction(0))
                for sign, part in terms:
                    total = total + self(part) if sign > 0 else total - self(part)
                return total
            case Product(left, right):
                return self(left) * self(right)
            case Quotient(top, bottom):
                return self._finite(self(top) / self._nonzero(self(bottom)))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Applied("cases"):
                return self._cases(term)
            case Applied(function, (argument,), 0):
                return self._function(function, self(argument))
        raise NoValue("it cannot be computed")

    def _letter(self, head: Head) -> Any:
        import flint

        if head in self.at:
            return ball(self.at[head])
        if str(head) == "e":
            return flint.arb(1).exp()
        if str(head) == "π":
            return flint.arb.pi()
        raise NoValue(f"{head} has no value")

    def _power(self, base: Term, exponent: Term) -> Any:
        if isinstance(base, Symbol) and str(base.head) == "e":
            return self._finite(self(exponent).exp())
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            if abs(exponent.value) > LARGEST_POWER:
                raise NoValue("the power is too high")
            found = self(base)
            if exponent.value < 0:
                found = self._nonzero(found)
            return self._finite(found ** int(exponent.value))
        foundation = self(base)
        if not foundation >= 0:
            raise NoValue("the root of a negative number")
        return self._finite(foundation ** self(exponent))

    def _cases(self, term: Applied) -> Any:
        *branches, otherwise = term.arguments
        for value, condition in zip(branches[::2], branches[1::2], strict=True):
            assert isinstance(condition, Applied)
            holds = _compare(condition.function, *map(self, condition.arguments))
            if holds:
                return self(value)
        return self(otherwise)

    def _function(self, function: str, x: Any) -> Any:
        import flint

        match function:
            case "exp":
                return self._finite(x.exp())
            case "ln":
                if not x > 0:
                    raise NoValue("the logarithm of a number that is not positive")
                return self._finite(x.log())
            case "Φ":
                root = flint.arb(2).sqrt()
                return (1 + (x / root).erf()) / 2
        raise NoValue(f"“{function}” cannot be computed")

    @staticmethod
    def _nonzero(x: Any) -> Any:
        if x.contains(0):
            raise NoValue("it divides by zero")
        return x

    @staticmethod
    def _finite(x: Any) -> Any:
        if not x.is_finite():
            raise NoValue("it has no finite value")
        return x


def _compare(relation: str, left: Any, right: Any) -> bool:
    """Does a comparison hold? An overlap that is no equality cannot be told."""
    same = bool((left - right) == 0)  # both exact
    answers = {
        "<": (left < right, left >= right),
        ">": (left > right, left <= right),
        "≤": (left <= right, left > right),
        "≥": (left >= right, left < right),
        "=": (same, left < right or left > right),
        "≠": (left < right or left > right, same),
    }
    yes, no = answers.get(relation, (False, False))
    if not yes and not no:
        raise NoValue("it cannot be told which case applies")
    return bool(yes)
