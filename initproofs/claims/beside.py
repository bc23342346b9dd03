"""A line that draws weights, beside the variance or the deviation that the note says beside it.

In: the scale of the line and the scales that the note states. Out: that they agree, or by which
slip they do not: upside down, or the variance for its root. Any other difference may be another
case, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from ..arithmetic.surds import Surd, surd
from ..given.fans import IN, OUT
from ..given.scales import evaluate
from ..given.spell import plain
from ..nouns import Counterexample, Reproduction, Ruling, Verdict
from ..terms import heads
from .fitting import GRID, Scale, number
from .forms import STD, VARIANCE
from .lines import Line
from .nearby import Surroundings
from .stated import Stated

SENTENCES = 3  # from what is said to the line
_WEIGHTS = re.compile(r"\bscale\b|\bweights?\b|\b[wW](?:_?[ij\d]+|\[\w\])?\b|\binitiali|\brandn\b")
_WHICH_HAS = re.compile(
    r"\b(?:which|this|that|it)\s+(?:then\s+)?(?:has|gives|have|sets)\s+(?:the|a|an)?\s*"
    r"(?:variance|standard deviation|std)(?:\s+(?:of|to|equal to))?\s*$",
    re.I,
)
_FANS = {IN: Fraction(97), OUT: Fraction(89)}


def beside(
    scale: Scale, line: Line, formulas: Sequence[Stated], around: Surroundings
) -> Verdict | None:
    if not line.python or not scale.computable:
        return None
    stated = _behind(line, formulas) or _before(line, formulas, around)
    if stated is None:
        return None
    what = _what(stated)
    told = Scale(stated.form.term, (what,), scale.said)
    if not told.computable:
        return None
    formula = plain(told.term)
    if _agree(scale, told):
        message = f"the {what} is {formula}, as said beside it"
        how = Reproduction("both scales at many sizes, in fractions", 1, 1)
        return Verdict(Ruling.CONFIRMED, message, (how,), message)
    slip = _slip(scale, told, what)
    if not slip:
        return None
    message = f"{plain(scale.term)} is {slip}: the {what} said beside it is {formula}"
    counter = Counterexample(
        plain(scale.term),
        formula if what == STD else f"√({formula})",
        f"the {what} is {formula}",
        (
            (scale.named(IN), "100"),
            ("standard deviation of the line", number(_at(scale))),
            (f"{what} said", number(_at(told))),
        ),
    )
    return Verdict(Ruling.REFUTED, message, (counter,), message)


def _before(line: Line, formulas: Sequence[Stated], around: Surroundings) -> Stated | None:
    """The last scale of weights that stands before the line, a few sentences away at most."""
    here = around.number(line.block)
    near = [f for f in formulas if f.block < line.block and _what(f) and heads(f.form.term)]
    if not near or here - around.number(near[-1].block) > SENTENCES:
        return None
    of_another = near[-1].nearby.schemes or _WHICH_HAS.search(near[-1].nearby.before)
    return None if of_another else near[-1]


def _behind(line: Line, formulas: Sequence[Stated]) -> Stated | None:
    """“‹line›, which has the variance 1/n”."""
    near = [f for f in formulas if 0 < f.block - line.block <= 2 and _what(f)]
    found = near[0] if near else None
    return found if found is not None and _WHICH_HAS.search(found.nearby.before) else None


def _what(stated: Stated) -> str:
    """Is it said to be a variance or a standard deviation of weights, by a formula or a word?"""
    if not any(sign in plain(stated.form.term) for sign in "/√^"):
        return ""
    means = stated.nearby.spoken if stated.form.bare else stated.form.meanings
    if means not in ((STD,), (VARIANCE,)) or not _WEIGHTS.search(stated.nearby.text):
        return ""
    return means[0]


def _agree(one: Scale, other: Scale) -> bool:
    return any(
        all(
            (value := one.variance(meaning, reading, fans)) is not None
            and value == other.variance(what, taken, fans)
            for fans in GRID
        )
        for meaning, reading in one.readings()
        for what, taken in other.readings()
    )


def _slip(scale: Scale, told: Scale, what: str) -> str:
    """The slip that makes of what was said what the line does."""
    wanted = {told.variance(what, reading, _FANS) for _, reading in told.readings()} - {None}
    given = {scale.variance(m, reading, _FANS) for m, reading in scale.readings()} - {None}
    if any(value and 1 / value in given for value in wanted):
        return "upside down"
    if any(value and value * value in given for value in wanted):
        return "without its root" if what == VARIANCE else ""
    return ""


def _at(scale: Scale) -> Surd:
    found = evaluate(scale.term, {name: surd(100) for name in scale.names})
    return found or surd(0)
