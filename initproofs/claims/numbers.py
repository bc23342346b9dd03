"""A scale in numbers under a scheme's name, with the fans told in the same words → its verdict.

“He initialisation with fan_in = 250: σ = 0.0894.” A decimal stands for every number that rounds to
it. Without the fans, or with two values for one of them, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from ..arithmetic.surds import Surd, rational, surd
from ..given.fans import IN, OUT
from ..given.scales import evaluate
from ..given.spell import plain
from ..nouns import Counterexample, Reproduction, Ruling, Verdict
from ..terms import Number, Term
from .fitting import Scale, number
from .forms import LIMIT, VARIANCE, Form
from .nearby import Nearby
from .schemes import Scheme

_IS = r"\s*(?:=|\bof\b|\bis\b)\s*(\d{1,7})\b(?![.,]?\d|\s*/)"
_BRACES = r"[\\{}$]*(?:text|mathrm|rm)?[\\{}$]*"
FANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (IN, re.compile(rf"(?:fan|n|N|d){_BRACES}[_ -]?{_BRACES}in[\\}}$]*{_IS}")),
    (IN, re.compile(r"\b(\d{1,7}) (?:inputs?|input units|input neurons|input features)\b")),
    (OUT, re.compile(rf"(?:fan|n|N|d){_BRACES}[_ -]?{_BRACES}out[\\}}$]*{_IS}")),
    (OUT, re.compile(r"\b(\d{1,7}) (?:outputs?|output units|output neurons)\b")),
)


def told_fans(text: str) -> dict[str, Fraction]:
    """The fans that a text gives, each with one value only."""
    found: dict[str, set[int]] = {IN: set(), OUT: set()}
    for role, pattern in FANS:
        found[role] |= {int(match[1]) for match in pattern.finditer(text)}
    return {role: Fraction(min(v)) for role, v in found.items() if len(v) == 1 and min(v) > 0}


def in_numbers(scale: Scale, form: Form, nearby: Nearby) -> Verdict | None:
    scheme, fans = nearby.schemes[0], told_fans(nearby.text)
    value = evaluate(form.term, {})
    if len(nearby.schemes) > 1 or not set(scheme.own.fans) <= set(fans) or value is None:
        return None
    wanted = {meaning: _wanted(scheme, meaning, fans) for meaning in scale.meanings}
    agreed = next((m for m, true in wanted.items() if agrees(form.term, value, true)), None)
    if agreed is not None:
        message = f"{scheme.name}’s {agreed} for these sizes is {number(wanted[agreed])}"
        how = Reproduction("the scheme’s variance in fractions, and its root", 1, 1)
        return Verdict(Ruling.CONFIRMED, message, (how,), message)
    allowed = [variant for variant in scheme.variants if set(variant.fans) <= set(fans)]
    if form.bare or form.letter or not nearby.close or nearby.otherwise or len(wanted) > 1:
        return None
    (meaning,) = wanted
    others = (_meant(variant.variance(fans), meaning) for variant in allowed)
    if any(agrees(form.term, value, other) for other in others):
        return None
    sizes = tuple((fan, str(size)) for fan, size in fans.items() if fan in scheme.own.fans)
    true = number(wanted[meaning])
    message = f"{scheme.name}’s {meaning} for these sizes is {true}"
    because = f"{scheme.condition} ({scheme.own.source})"
    counter = Counterexample(plain(form.term), true, because, sizes)
    return Verdict(Ruling.REFUTED, message, (counter,), message, correction=true)


def _wanted(scheme: Scheme, meaning: str, fans: Mapping[str, Fraction]) -> Surd:
    return _meant(scheme.own.variance(fans), meaning)


def _meant(variance: Fraction, meaning: str) -> Surd:
    if meaning == VARIANCE:
        return surd(variance)
    return Surd(1, variance * 3 if meaning == LIMIT else variance)


def agrees(term: Term, value: Surd, true: Surd) -> bool:
    """Exactly, or to the decimals that are written."""
    if value == true:
        return True
    if not isinstance(term, Number) or not term.decimals:
        return False
    written, half = rational(value), Fraction(1, 2 * 10**term.decimals)
    if written is None or not any(character in "123456789" for character in str(written)):
        return False
    low, high = written - half, written + half
    return low >= 0 and low * low <= true.square <= high * high
