"""Sums with a permutation matrix P in them, carried out: ``P_rj = 1`` where j is given the place of
r, else 0, with exactly one 1 in each row and each column.

``P_rj P_qj = δ_rq P_rj``, ``Σ_j P_rj = 1``, and a function of one entry of ``Σ_r X_r P_rj`` is
``Σ_r f(X_r) P_rj``. Refuses nothing: what is not of this form is left as it is.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from ..gradients.functions import symbol
from ..gradients.monomials import ENTRY, VALUE, Factor, Monomial
from ..gradients.sums import (
    SLOTS,
    IndexSum,
    closed,
    delta,
    each_factor,
    factor,
    moved,
    number,
    opened,
)

P = "P"
ROUNDS = 20
PICKED = "◈"  # the row that a column picks


def carried_out(of: IndexSum) -> IndexSum:
    """Every rule, until none applies."""
    for _ in range(ROUNDS):
        new = number(0)
        for one, value in each_factor(of, _picked).terms.items():
            new = new + _shorter(one) * number(value)
        if new == of:
            return of
        of = new
    return of


def _is_permutation(found: Factor) -> bool:
    return found[0].kind == ENTRY and found[0].name.partition("^")[0] == P


def _shorter(one: Monomial) -> IndexSum:
    """A monomial with two of its P made one, or one of them summed up."""
    factors, letters = opened(one)
    ours = [found for found in factors if _is_permutation(found)]
    for (first, second), place in product(combinations(ours, 2), (0, 1)):
        if first[0] == second[0] and first[1][1 - place] == second[1][1 - place]:
            rest = _product([found for found in factors if found is not second])
            return closed(rest * delta(first[1][place], second[1][place]), letters)
    for found in ours:
        rest_ = [other for other in factors if other is not found]
        if found[2] > 1:
            return _closed([(found[0], found[1], 1), *rest_], letters)
        for index in found[1]:
            alone = found[1].count(index) == 1 and not any(index in other[1] for other in rest_)
            if index in letters and alone:
                return _closed(rest_, {name: n for name, n in letters.items() if name != index})
    return IndexSum({one: Fraction(1)})


def _closed(factors: list[Factor], letters: dict[str, int]) -> IndexSum:
    return closed(_product(factors), letters)


def _product(factors: list[Factor]) -> IndexSum:
    whole = number(1)
    for found in factors:
        whole = whole * factor(*found)
    return whole


def _picked(found: Factor) -> IndexSum | None:
    """f(Σ_r X_r P_rj) = Σ_r f(X_r) P_rj."""
    atom, at, power = found
    if atom.kind != VALUE or atom.of is None:
        return None
    inside = moved(atom.of, dict(zip(SLOTS, at, strict=False)))
    total, columns = number(0), set()
    for one, value in inside.terms.items():
        factors, letters = opened(one)
        ours = [other for other in factors if _is_permutation(other)]
        if len(ours) != 1 or ours[0][2] != 1 or ours[0][1][0] not in letters:
            return None
        row, column = ours[0][1]
        columns.add((ours[0][0], column, letters.pop(row)))
        rest = [other for other in factors if other is not ours[0]]
        if column in letters or any(column in other[1] for other in rest):
            return None
        total = total + moved(_closed(rest, letters), {row: PICKED}) * number(value)
    if len(columns) != 1:
        return None
    ((matrix, column, side),) = columns
    each = symbol(atom.name, atom.primes, total) * factor(matrix, (PICKED, column))
    return closed(each, {PICKED: side}).to_the(power)
