"""Statements about moments, computed exactly on one finite law: the oracle beside the algebra.

A law is a finite list of equally or unequally likely outcomes and a value of every random variable
in each. Nothing of the algebra is used here: E is a sum over outcomes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt
from operator import add, mul

from ...terms import (
    Applied,
    Head,
    Index,
    Number,
    Over,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
)
from .algebra import Setting
from .expression import Unsupported

DIGITS = 10**40  # of a root that is no fraction
LONGEST = 6  # terms of one sum
Exact = Fraction | int  # whole numbers stay whole: they are ten times as fast
Column = tuple[Exact, ...]
Value = Exact | Column


@dataclass(frozen=True)
class Law:
    """``weights`` of the outcomes, summing to 1; ``columns``: each variable's value in each.

    ``constants`` gives every other head its number.
    """

    weights: tuple[Fraction, ...]
    columns: Mapping[Head, Column]
    constants: Mapping[Head, Fraction]
    functions: Callable[[str, Exact], Exact] = field(
        default=lambda name, value: known_function(name, value)
    )


def known_function(name: str, value: Exact) -> Exact:
    if name in ("relu", "ReLU"):
        return value if value > 0 else 0
    if name == "abs":
        return -value if value < 0 else value
    raise Unsupported(f"{name} has no value that is a fraction")


class Enumerated:
    """Values of terms under one law."""

    def __init__(self, setting: Setting, law: Law) -> None:
        self.setting = setting
        self.law = law
        self.letters: dict[str, int] = {}
        self.opened: list[Head] = []
        self.exact = True

    def number(self, term: Term) -> Fraction:
        found = self(term)
        if isinstance(found, tuple):
            if len(set(found)) > 1:
                raise Unsupported("a random value where a number belongs")
            return Fraction(found[0])
        return Fraction(found)

    def __call__(self, term: Term) -> Value:
        match term:
            case Number(value):
                return _whole(value)
            case Symbol(head):
                return self._symbol(head)
            case Sum(terms):
                found: Value = 0
                for sign, part in terms:
                    signed = _each(lambda a: -a, self(part)) if sign < 0 else self(part)
                    found = _both(add, found, signed)
                return found
            case Product(left, right):
                return _both(mul, self(left), self(right))
            case Quotient(top, bottom):
                return _both(_divided, self(top), self(bottom))
            case Power(base, exponent):
                degree = self.number(exponent)
                return _each(lambda a: self._power(a, degree), self(base))
            case Applied():
                return self._applied(term)
            case Over():
                return self._over(term)
        raise Unsupported("this cannot be enumerated")

    def _symbol(self, head: Head) -> Value:
        concrete = head.at(self.letters)
        rule = self.setting.rules.get(head) or self.setting.rules.get(concrete)
        if rule is not None and head not in self.opened:
            self.opened.append(head)
            found = self(rule)
            self.opened.pop()
            return found
        if head.name in self.setting.random:
            return self._column(concrete)
        known = self.law.constants.get(concrete)
        if known is None:
            raise Unsupported(f"{concrete} has no value")
        return _whole(known)

    def _column(self, head: Head) -> Column:
        known = self.law.columns.get(head)
        if known is None and not head.indices:  # any entry of its family
            alike = (c for h, c in self.law.columns.items() if (h.name, h.label) == _key(head))
            known = next(alike, None)
        if known is None:
            raise Unsupported(f"{head} has no law")
        return known

    def _power(self, base: Exact, degree: Fraction) -> Exact:
        if degree.denominator == 1:
            if base == 0 and degree < 0:
                raise Unsupported("a division by zero")
            whole: Exact = base ** int(degree) if degree >= 0 else Fraction(base) ** int(degree)
            return whole
        if degree.denominator != 2 or base < 0:
            raise Unsupported("this power is no fraction")
        return Fraction(self._root(base) ** degree.numerator)

    def _root(self, value: Exact) -> Fraction:
        top, bottom = isqrt(value.numerator), isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
        self.exact = False
        return Fraction(isqrt(value.numerator * value.denominator * DIGITS**2), DIGITS) / (
            value.denominator
        )

    def _applied(self, term: Applied) -> Value:
        name, arguments = term.function, term.arguments
        if name in ("E", "Var", "Cov", "Std", "Corr"):
            last = arguments[-1]
            if isinstance(last, Applied) and last.function == "given":
                return self._conditional(name, arguments[:-1], last.arguments)
            return self._moment(name, [self(a) for a in arguments], self.law.weights)
        return _each(lambda a: self.law.functions(name, a), self(arguments[0]))

    def _moment(self, name: str, values: list[Value], weights: tuple[Fraction, ...]) -> Exact:
        columns = [v if isinstance(v, tuple) else (v,) * len(weights) for v in values]
        first, second = columns[0], columns[-1]
        if name == "E":
            return mean(first, weights)
        spread = covariance(first, second, weights)
        if name == "Std":
            return self._root(spread)
        if name == "Corr":
            below = covariance(first, first, weights) * covariance(second, second, weights)
            return _divided(spread, self._root(below))
        return spread

    def _conditional(
        self, name: str, arguments: tuple[Term, ...], given: tuple[Term, ...]
    ) -> Value:
        values = [self(a) for a in arguments]
        weights = self.law.weights
        keys = list(zip(*(_column_of(self(g), len(weights)) for g in given), strict=True))
        found: dict[Column, Exact] = {}
        for key in set(keys):
            held = [w if k == key else Fraction(0) for w, k in zip(weights, keys, strict=True)]
            total = sum(held)
            found[key] = self._moment(name, values, tuple(w / total for w in held))
        return tuple(found[key] for key in keys)

    def _over(self, term: Over) -> Value:
        low, high = self.number(term.low), self.number(term.high)
        if low.denominator != 1 or high.denominator != 1 or high - low >= LONGEST:
            raise Unsupported("the limits of a sum are no small numbers")
        outer = self.letters.get(term.index)
        found: Value = int(term.sign == "Π")
        for at in range(int(low), int(high) + 1):
            self.letters[term.index] = at
            join = add if term.sign == "Σ" else mul
            found = _both(join, found, self(term.body))
        self.letters.pop(term.index, None)
        if outer is not None:
            self.letters[term.index] = outer
        return found


def agree(setting: Setting, law: Law, left: Term, right: Term) -> tuple[bool, Fraction, Fraction]:
    """Do both sides have one value under this law? With the values."""
    run = Enumerated(setting, law)
    a, b = run.number(left), run.number(right)
    same = a == b if run.exact else abs(a - b) * DIGITS < 10**12 * (1 + abs(a) + abs(b))
    return same, a, b


def mean(column: Column, weights: tuple[Fraction, ...]) -> Fraction:
    first = weights[0]
    if all(weight is first for weight in weights):
        return first * sum(column)
    return sum((w * x for w, x in zip(weights, column, strict=True)), Fraction(0))


def covariance(a: Column, b: Column, weights: tuple[Fraction, ...]) -> Fraction:
    product = tuple(x * y for x, y in zip(a, b, strict=True))
    return mean(product, weights) - mean(a, weights) * mean(b, weights)


def _key(head: Head) -> tuple[str, Index | None]:
    return head.name, head.label


def _divided(a: Exact, b: Exact) -> Exact:
    if not b:
        raise Unsupported("a division by zero")
    return Fraction(a) / b


def _whole(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else value


def _column_of(value: Value, length: int) -> Column:
    return value if isinstance(value, tuple) else (value,) * length


def _each(change: Callable[[Exact], Exact], value: Value) -> Value:
    return tuple(map(change, value)) if isinstance(value, tuple) else change(value)


def _both(join: Callable[[Exact, Exact], Exact], a: Value, b: Value) -> Value:
    if isinstance(a, tuple):
        if isinstance(b, tuple):
            return tuple(map(join, a, b))
        return tuple(join(x, b) for x in a)
    return tuple(join(a, y) for y in b) if isinstance(b, tuple) else join(a, b)
