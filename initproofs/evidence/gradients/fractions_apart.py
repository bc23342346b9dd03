"""Fractions with one-term-and-a-constant denominators → sums of fractions, in one form each.

x/(x + c) = 1 − c/(x + c) and 1/(x(x + c)) = (1/x − 1/(x + c))/c, entry by entry: what a logarithm
of a and of 1 − a leaves behind cancels. Other denominators can only be multiplied out.
"""

from __future__ import annotations

from fractions import Fraction

from .monomials import INVERSE, Atom, Factor, Monomial, is_bound
from .sums import SLOTS, IndexSum, closed, factor, moved, number, opened

MOST_ROUNDS = 40


def reduced(of: IndexSum) -> IndexSum:
    """The same sum, with every such fraction taken apart."""
    for _ in range(MOST_ROUNDS):
        new = number(0)
        for one, value in of.terms.items():
            apart = _apart(one, value)
            new = new + (IndexSum({one: value}) if apart is None else apart)
        if new == of:
            return of
        of = new
    return of


def cleared(of: IndexSum) -> IndexSum:
    """A sum times all its denominators that no sum runs over: zero exactly where it is."""
    for _ in range(MOST_ROUNDS):
        found = {
            factor[:2]: 0
            for one in of.terms
            for factor in one.factors
            if factor[0].kind == INVERSE and not any(map(is_bound, factor[1]))
        }
        if not found:
            return of
        of = _times_denominator(of, *next(iter(found)))
    return of


def _times_denominator(of: IndexSum, atom: Atom, at: tuple[str, ...]) -> IndexSum:
    assert atom.of is not None
    inside = moved(atom.of, dict(zip(SLOTS, at, strict=False)))
    powers = {
        one: next((p for a, i, p in one.factors if (a, i) == (atom, at)), 0) for one in of.terms
    }
    most = max(powers.values())
    total = number(0)
    for one, value in of.terms.items():
        whole = IndexSum({one: value}) * factor(atom, at, -powers[one])
        total = total + whole * inside.to_the(most - powers[one])
    return total


def _apart(one: Monomial, value: Fraction) -> IndexSum | None:
    if all(atom.kind != INVERSE for atom, _, _ in one.factors):
        return None
    factors, letters = opened(one)
    for below in factors:
        affine = _affine(below)
        if affine is None:
            continue
        x, slope, constant = affine
        power = next((p for atom, at, p in factors if (atom, at) == x), 0)
        if power:
            rest = number(value)
            for other in factors:
                if other is not below and other[:2] != x:
                    rest = rest * factor(*other)
            return closed(rest * _pair(x, power, below, slope, constant), letters)
    return None


def _affine(found: Factor) -> tuple[tuple[Atom, tuple[str, ...]], Fraction, Fraction] | None:
    """x, s and c of 1/(s x + c)."""
    atom, at, power = found
    if atom.kind != INVERSE or atom.of is None or power < 1 or len(atom.of.terms) != 2:
        return None
    inside = moved(atom.of, dict(zip(SLOTS, at, strict=False)))
    constant = slope = Fraction(0)
    x: tuple[Atom, tuple[str, ...]] | None = None
    for one, value in inside.terms.items():
        if not one.factors:
            constant = value
        elif len(one.factors) == 1 and not one.sides and one.factors[0][2] == 1:
            x, slope = one.factors[0][:2], value
    return (x, slope, constant) if x is not None and constant else None


def _pair(
    x: tuple[Atom, tuple[str, ...]], power: int, below: Factor, slope: Fraction, constant: Fraction
) -> IndexSum:
    """x^m/(s x + c)^n as two fractions of which each is simpler."""
    atom, at, n = below
    once = factor(atom, at, n - 1) if n > 1 else number(1)
    if power > 0:
        less = factor(*x, power - 1) if power > 1 else number(1)
        return (once - factor(atom, at, n) * number(constant)) * less * number(1 / slope)
    more = factor(*x, power + 1) if power < -1 else number(1)
    first = once * factor(*x, power)
    return (first - factor(atom, at, n) * more * number(slope)) * number(1 / constant)
