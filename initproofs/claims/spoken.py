"""What sentences say of schemes without a formula, by a visible list of phrases → verdicts.

“Xavier is He with 2 replaced by 1”; “it is used for tanh and sigmoid”. What is not said in one of
these ways is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..given.fans import IN
from ..given.sentences import Sentence
from ..nouns import Assumption, Counterexample, Missing, Proof, Ruling, Span, Verdict
from .nearby import Surroundings
from .schemes import GLOROT, HE, Scheme, named

_REPLACED = re.compile(
    r"\b(?:2|two)\b (?:is |gets |being |has been )?(?:replaced|substituted|changed) "
    r"(?:with|by|to|for|into) (?:a |an |the (?:number |factor )?)?(?P<top>\d+|one|three|four)\b",
    re.I,
)
_NUMBERS = {"one": "1", "three": "3", "four": "4"}
_FOR = re.compile(
    r"\b(?:used|use|works?|suited|suitable|applicable|meant|designed|recommended|good|intended|"
    r"appropriate|preferred|effective)\b.{0,60}?\bsigmoid\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|unlike|instead|rather|less|worse|avoid)\b|n['’]t\b", re.I)
_IT = re.compile(r"\W*(?:it|this|they|these|which)\b", re.I)


def spoken(around: Surroundings) -> Iterator[tuple[Span, Verdict]]:
    for sentence in around.sentences:
        for match in _REPLACED.finditer(sentence.text):
            verdict = _replaced(sentence, match)
            if verdict is not None:
                yield sentence.span(match.start(), match.end()), verdict
        used = _FOR.search(sentence.text)
        if used and not _NOT.search(sentence.text):
            scheme = _subject(sentence, around)
            if scheme is GLOROT:
                yield sentence.span(used.start(), used.end()), _sigmoid(scheme)


def _subject(sentence: Sentence, around: Surroundings) -> Scheme | None:
    """The scheme that a sentence is about: the only one it names, or the topic of “it”."""
    found = {scheme.name: scheme for _, scheme in named(sentence.text)}
    if not found and _IT.match(sentence.text):
        topic = around.topic(sentence.first_block)
        found = {scheme.name: scheme for _, scheme in named(topic)}
    return next(iter(found.values())) if len(found) == 1 else None


def _replaced(sentence: Sentence, match: re.Match[str]) -> Verdict | None:
    """He's 2/fan_in with another number above: what does that make of the first scheme named?"""
    schemes = [scheme for _, scheme in named(sentence.text[: match.start()])]
    if not schemes or HE not in schemes[1:] or schemes[0] is HE or _NOT.search(sentence.text):
        return None
    top = Fraction(_NUMBERS.get(match["top"].lower(), match["top"]))
    scheme, wrote = schemes[0], f"{top}/{IN}"
    variant = next(
        (v for v in (scheme.own, *scheme.variants) if (v.top, v.fans) == (top, (IN,))), None
    )
    if variant is None:
        because = f"{scheme.condition} ({scheme.own.source})"
        message = f"{scheme.name}’s variance is not {wrote}"
        true = f"{scheme.own.top}/({' + '.join(scheme.own.fans)})"
        return Verdict(Ruling.REFUTED, message, (Counterexample(wrote, true, because),), message)
    if variant is scheme.own:
        steps = (*scheme.steps, ("solved", f"Var w = {wrote}"))
        message = f"{scheme.name}’s variance is {wrote}"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    message = f"true only if fan_in = fan_out: {wrote} is LeCun’s, not {scheme.name}’s variance"
    without = "fan_in = 10, fan_out = 5: 1/10 against 2/15"
    missing = Missing((Assumption(variant.needs),), without)
    return Verdict(Ruling.CONDITIONAL, message, (missing,), f"only if {variant.needs}")


def _sigmoid(scheme: Scheme) -> Verdict:
    message = "true for sigmoid only if its weights are made four times as large: σ′(0) = 1/4"
    needed = (
        Assumption("weights of a sigmoid layer are multiplied by 4, or its gradients by 16"),
        Assumption("small signals: φ(z) ≈ φ(0) + φ′(0) z, the linear regime"),
    )
    without = (
        f"{scheme.name}’s derivation takes φ(0) = 0 and φ′(0) = 1, as tanh has; with sigmoid the "
        "variance of gradients falls to 1/16 in each layer: 16^(-10) after ten"
    )
    return Verdict(
        Ruling.CONDITIONAL, message, (Missing(needed, without),), "for sigmoid only if scaled by 4"
    )
