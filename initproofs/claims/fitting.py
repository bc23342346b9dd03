"""A written scale against the variances of schemes: under which readings do they agree?

Both are rational functions of the fans once squared, of degree at most six in each of them:
agreement on a grid of 8 × 8 sizes is agreement for all sizes. A scale that has no exact value, or a
letter that is no size, fits nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from ..arithmetic.surds import Surd, rational, surd
from ..given.fans import ANY, EITHER, IN, OUT, instances, roles, symmetric
from ..given.scales import evaluate
from ..terms import Number, Power, Sum, Term, heads, walk
from .forms import LIMIT, STD, VARIANCE
from .schemes import Variant

GRID = tuple(
    {IN: Fraction(fan_in), OUT: Fraction(fan_out)}
    for fan_in, fan_out in product((2, 3, 5, 7, 11, 13, 17, 19), (23, 29, 31, 37, 41, 43, 47, 53))
)
MOST = 12  # sums and powers of one scale: what is larger has a degree beyond the grid
SHARE = {LIMIT: Fraction(1, 3), STD: Fraction(1), VARIANCE: Fraction(1)}


@dataclass(frozen=True)
class Scale:
    """A term with the roles of its sizes, and what it may be. ``said`` are roles told in words."""

    term: Term
    meanings: tuple[str, ...]
    said: tuple[tuple[str, str], ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(head) for head in heads(self.term)))

    @cached_property
    def roles(self) -> dict[str, str] | None:
        return roles(self.names, dict(self.said))

    @property
    def sizes(self) -> list[dict[str, str]]:
        """Every admissible reading of its names."""
        if self.roles is None or _large(self.term):
            return []
        return list(instances(self.roles, symmetric(self.names, dict(self.said))))

    def readings(self) -> Iterator[tuple[str, dict[str, str]]]:
        yield from product(self.meanings, self.sizes)

    def variance(
        self, meaning: str, reading: Mapping[str, str], fans: Mapping[str, Fraction]
    ) -> Fraction | None:
        """The variance of one weight, if the term means this."""
        value = evaluate(self.term, {name: surd(fans[role]) for name, role in reading.items()})
        if value is None:
            return None
        if meaning == VARIANCE:
            return rational(value)
        return value.square * SHARE[meaning] if value.sign > 0 else None

    def named(self, role: str) -> str:
        """The author’s own name of a fan, or the usual one."""
        known = self.roles or {}
        return next((name for name, its in known.items() if its in (role, ANY, EITHER)), role)

    @property
    def computable(self) -> bool:
        """Has it an exact value, and has each of its names a role?"""
        return bool(self.sizes) and all(
            evaluate(self.term, {name: surd(fans[role]) for name, role in self.sizes[0].items()})
            for fans in GRID[:4]
        )

    @property
    def certain(self) -> bool:
        """Does the note, or custom, say of every name which fan it is?"""
        return EITHER not in (self.roles or {}).values()


def _large(term: Term) -> bool:
    return sum(isinstance(part, Sum | Power | Number) for part in walk(term)) > MOST


def fits(scale: Scale, variant: Variant, meaning: str, reading: Mapping[str, str]) -> bool:
    """Does the term, so read, have this variance for all sizes?"""
    return all(scale.variance(meaning, reading, fans) == variant.variance(fans) for fans in GRID)


def fitting(
    scale: Scale, variants: Sequence[Variant]
) -> tuple[Variant, str, dict[str, str]] | None:
    """The first of the variants that some reading of the scale agrees with."""
    first = [(m, reading, scale.variance(m, reading, GRID[0])) for m, reading in scale.readings()]
    for variant in variants:
        wanted = variant.variance(GRID[0])
        for meaning, reading, value in first:
            if value == wanted and fits(scale, variant, meaning, reading):
                return variant, meaning, reading
    return None


def spelled(variant: Variant, meaning: str, scale: Scale) -> str:
    """``√(6/(n_in + n_out))``: the variance of a variant as a scale, in the author’s names."""
    top, bottom = _parts(variant, meaning)
    names = [scale.named(fan) for fan in variant.fans]
    if len(set(names)) < len(names):  # one letter of which nobody says what it counts
        names = [names[0], OUT]
    below = " + ".join(names) if bottom == 1 else f"{bottom}·{' + '.join(names)}"
    below = f"({below})" if len(names) > 1 or bottom != 1 else below
    return f"{top}/{below}" if meaning == VARIANCE else f"√({top}/{below})"


def _parts(variant: Variant, meaning: str) -> tuple[int, int]:
    top = variant.top / SHARE[meaning]
    return top.numerator, top.denominator


def pasted(variant: Variant, meaning: str, sources: Mapping[str, str], code: bool) -> str | None:
    """Source to paste in place of the term; None where the author has no name for a fan."""
    names = [sources.get(fan, "") for fan in variant.fans]
    if not all(names):
        return None
    top, bottom = _parts(variant, meaning)
    below = " + ".join(names)
    if code:
        below = f"({below})" if len(names) > 1 else below
        text = f"{top} / {below}" if bottom == 1 else f"{top} / ({bottom} * {below})"
        return text if meaning == VARIANCE else f"np.sqrt({text})"
    below = below if bottom == 1 else rf"{bottom} \cdot {below}"
    text = rf"\frac{{{top}}}{{{below}}}"
    return text if meaning == VARIANCE else rf"\sqrt{{{text}}}"


def gain(variance: Fraction, fans: Mapping[str, Fraction], share: Fraction) -> Fraction:
    """By how much one layer multiplies the second moment of the signal."""
    return fans[IN] * variance * share


def number(value: Surd | Fraction) -> str:
    """Four significant digits."""
    return f"{float(value):.4g}"


__all__ = ["IN", "OUT", "Scale", "fits", "fitting", "gain", "number", "pasted", "spelled"]
