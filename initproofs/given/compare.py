"""A written value against a computed one: equal exactly, or to the digits that were written."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Any

from ..arithmetic.enclosure import Real
from ..arithmetic.grids import Grid
from ..terms import Applied, Matrix, Number, Product, Sum, Term, Transposed
from .evaluate import Value, is_grid, size
from .scientific import TEN, digits

ZERO = Real.exactly(0)
NEAR = Fraction(1, 1000)  # a whole number this near to an irrational one was meant as rounded


class Agreement(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"  # only roughly, and the note does not say how roughly


def agreement(computed: Value, written: Value, slack: Any, roughly: bool) -> Agreement:
    """Shapes first, then every entry; ``slack`` is the unit of the last digit of each entry.

    A matrix with one entry is the number in it where the other side is a number.
    """
    if is_grid(computed) != is_grid(written):
        computed, written, slack = map(_alone, (computed, written, slack))
    if is_grid(computed) and not is_grid(written):
        return _constant(computed, written)
    if is_grid(computed) != is_grid(written) or size(computed) != size(written):
        return Agreement.DIFFERENT
    one = [(computed, written, slack)]
    triples = _entries(computed, written, slack) if is_grid(computed) else one
    found = {_entry(c, w, unit, roughly) for c, w, unit in triples}
    for worst in (Agreement.DIFFERENT, Agreement.OPEN):
        if worst in found:
            return worst
    return Agreement.SAME


def _constant(computed: Grid[Real], written: Real) -> Agreement:
    """``XW = 0`` says that every entry is 0; another number says the same less clearly."""
    same = all(entry == written for row in computed for entry in row)
    if not same:
        return Agreement.DIFFERENT
    return Agreement.SAME if written == ZERO else Agreement.OPEN


def _alone(value: Any) -> Any:
    """The only entry of a 1 × 1 matrix; anything else as it is."""
    return value[0][0] if is_grid(value) and size(value) == (1, 1) else value


def _entries(
    computed: Grid[Real], written: Grid[Real], slack: Grid[Real]
) -> list[tuple[Real, Real, Real]]:
    """What is computed, what is written, and the unit: 50 among decimals may be 49.995, rounded."""
    units = [unit for row in slack for unit in row if unit.low]
    finest = min(units, key=lambda unit: unit.low, default=ZERO)
    return [
        (computed[i][j], written[i][j], slack[i][j] if slack[i][j].low else finest)
        for i in range(len(computed))
        for j in range(len(computed[0]))
    ]


def differing(
    computed: Grid[Real], written: Grid[Real], slack: Any, roughly: bool
) -> list[tuple[int, int]]:
    """The places, from 0, where two matrices of one shape do not agree."""
    columns = len(computed[0])
    wrong = [
        _entry(c, w, unit, roughly) is Agreement.DIFFERENT
        for c, w, unit in _entries(computed, written, slack)
    ]
    return [divmod(place, columns) for place, bad in enumerate(wrong) if bad]


def _entry(computed: Real, written: Real, unit: Real, roughly: bool) -> Agreement:
    if computed.exact and written.exact and computed.low == written.low:
        return Agreement.SAME
    if not (computed.exact and written.exact) and computed.meets(written):
        return Agreement.SAME
    distance = abs(computed.middle - written.middle)
    ulp = unit.low
    if ulp and distance <= ulp / 2:
        return Agreement.SAME
    if ulp and _cut_off(computed.middle, written.middle, ulp):
        return Agreement.OPEN
    if roughly:
        if not ulp and written.middle.denominator == 1 and distance <= Fraction(1, 2):
            return Agreement.SAME
        return Agreement.OPEN if not ulp and _near(computed, written) else Agreement.DIFFERENT
    if not ulp and not computed.exact and distance <= NEAR:
        return Agreement.OPEN
    return Agreement.DIFFERENT


def _near(computed: Real, written: Real) -> bool:
    """Within a tenth; and for a power of ten within its order of magnitude."""
    one, other = abs(computed.middle), abs(written.middle)
    power = _is_power_of_ten(other) and 3 * min(one, other) >= max(one, other)
    return abs(computed.middle - written.middle) <= max(one, other) / 10 or power


def _is_power_of_ten(value: Fraction) -> bool:
    digits = str(value.numerator * value.denominator)
    return value not in (0, 1) and set(digits[1:]) <= {"0"} and digits[0] == "1"


def _cut_off(computed: Fraction, written: Fraction, ulp: Fraction) -> bool:
    """Digits may have been dropped instead of rounded."""
    same_side = computed * written >= 0
    return same_side and 0 <= abs(computed) - abs(written) < ulp


def slack_of(term: Term, value: Value) -> Any:
    """The unit of the last digit of each number written as a result; zero where it is exact."""
    units = _units(term)
    if not is_grid(value):
        return units[0] if len(units) == 1 else ZERO
    rows, columns = len(value), len(value[0])
    if isinstance(term, Transposed):
        turned = slack_of(term.term, tuple(zip(*value, strict=True)))
        return tuple(zip(*turned, strict=True))
    if len(units) != rows * columns:
        units = [ZERO] * (rows * columns)
    return tuple(tuple(units[i * columns : (i + 1) * columns]) for i in range(rows))


def _units(term: Term) -> list[Real]:
    match term:
        case Number(_, decimals):
            unit = Fraction(1, 10) ** decimals if decimals is not None else Fraction(0)
            return [Real.exactly(unit)]
        case Sum(((_, Number() | Product() as number),)):
            return _units(number)
        case Product() if (found := digits(term)) is not None:
            return [Real.exactly(TEN ** (found[1] - found[0]))]
        case Matrix(rows):
            return [unit for row in rows for entry in row for unit in (_units(entry) or [ZERO])]
        case Applied("vector", arguments):
            return [unit for entry in arguments for unit in (_units(entry) or [ZERO])]
    return [ZERO]
