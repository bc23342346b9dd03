r"""# initializer

The scale of random weights: Glorot (Xavier), He (Kaiming), LeCun.

## What it does
Finds the standard deviation, variance or limit that a note gives for a scheme that it names, in
formulas, tables and words, and compares it for all sizes with every variance that the literature
has under this name; a limit is √3 standard deviations, and N(·, ·) may be meant with either.
Another scheme’s formula under the name of Glorot or Xavier (1/fan_in) is called conditional; a
formula that no source has under this name is refuted. Gains, leaks and the fans of convolutions are
judged for all values; so is the variance that is given for a uniform law, a cut normal law, or a
sum of independent numbers. Other formulas without a name are left alone.

## Example
He initialisation for ReLU: $\sigma = \sqrt{\frac{2}{n_{in}}}$ <!-- expect: PROVED -->

Glorot uniform: $W \sim U[-a, a]$, limit $a = \sqrt{6/(n_{in} + n_{out})}$ <!-- expect: PROVED -->

He initialisation: $\mathrm{Var}(W) = \frac{1}{n_{in}}$ <!-- expect: REFUTED "2/n_in" -->

Glorot: $\mathrm{Var}(W) = \frac{1}{n_{in}}$ <!-- expect: CONDITIONAL "n_in = fan_out" -->

We want $n Var(w) = 1$, so $Var(w) = \frac{2}{n}$. <!-- expect: REFUTED "1/n" -->

The law $U[-\frac{1}{\sqrt{n}}, \frac{1}{\sqrt{n}}]$ has the variance $\frac{3}{n}$.
<!-- expect: REFUTED "1/(3·n)" -->

`nn.init.calculate_gain('relu')` returns $2$. <!-- expect: REFUTED "√(2)" -->

## References
Glorot and Bengio, 2010; He, Zhang, Ren and Sun, 2015; LeCun, Bottou, Orr and Müller, 1998;
PyTorch 2.13, torch.nn.init.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..given.links import Replay
from ..nouns import Claim, Ruling, Span, Verdict
from .asked import Criterion, criteria
from .convolutions import fans_said, in_channels_only, of_convolution
from .criteria import Told, by_criterion, by_purpose, right_behind
from .fitting import Scale
from .forms import LIMIT, STD, UNIFORM, VARIANCE, Form
from .gains import gains
from .kind import Kind
from .laws import uniform_laws
from .laws_in_words import laws_in_words
from .nearby import Nearby, Surroundings
from .parameters import with_parameter
from .scales import Named, weigh
from .schemes import HE
from .schemes import named as names
from .spoken import spoken
from .stated import Stated, stated, told

NAME = "initializer"
_SO = re.compile(r"\b(?:so|hence|thus|therefore)\b", re.I)
_RELU = re.compile(r"\brelu\b|\brectif", re.I)
_SOON = 6  # blocks
# “He scales by 2/n”: the weights or their variance?
_SCALES_BY = re.compile(r"\bscales? by\W*(?:‹\d+›)?\W*$")


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    around = Surroundings(replay)
    said, known = told(replay), criteria(replay, around)
    told_of: set[Span] = set()
    for span, verdict in uniform_laws(around):  # what a law says goes before what a name says
        if span not in told_of:
            told_of.add(span)
            yield _claim(span, verdict, source)
    latest: Stated | None = None  # the last one under the name of a scheme
    for stands in stated(replay, around):
        place = _going_on(stands, latest)
        latest = stands if stands.nearby.schemes else latest
        verdict_of = None if place.form.span in told_of else _judged(place, said, known, source)
        if verdict_of is not None:
            told_of.add(place.form.span)
            yield _claim(place.form.span, verdict_of, source)
    others = (spoken, gains, fans_said, laws_in_words)
    for span, verdict in (pair for found in others for pair in found(around)):
        if span not in told_of:
            told_of.add(span)
            yield _claim(span, verdict, source)


def _going_on(place: Stated, latest: Stated | None) -> Stated:
    """“So with ReLU we take …”, soon after He's formula, goes on to speak of it."""
    words = place.nearby.text
    if place.nearby.schemes or latest is None or latest.nearby.schemes[0] is not HE:
        return place
    near = place.block - latest.block <= _SOON and not place.nearby.otherwise
    if not near or not _SO.search(words) or not _RELU.search(words):
        return place
    return replace(place, nearby=replace(place.nearby, schemes=(HE,), close=True))


def _claim(span: Span, verdict: Verdict, source: str) -> Claim:
    return Claim(NAME, source[span.start : span.end], span, verdict)


def _judged(place: Stated, said: Told, known: tuple[Criterion, ...], source: str) -> Verdict | None:
    meanings = meant(place.form, place.nearby)
    if not meanings:
        return None
    scale = Scale(place.form.term, meanings, said)
    if not place.nearby.schemes:
        return by_criterion(place, scale, known, said) or by_purpose(place, scale)
    named = Named(scale, place.form, place.nearby, place.code, source)
    if in_channels_only(place.form.term, place.nearby.text):
        return of_convolution(named)
    verdict = with_parameter(named) or of_convolution(named) or weigh(named)
    if verdict is None or (verdict.ruling is Ruling.REFUTED and not names(place.nearby.before)):
        return right_behind(place, scale, known, said) or verdict  # the note's own condition
    return verdict


def meant(form: Form, nearby: Nearby) -> tuple[str, ...]:
    """What a term may be: as its formula says, else as the words near it say."""
    if form.letter:
        return (LIMIT,) if nearby.law == UNIFORM else form.meanings
    if not form.bare:
        return form.meanings
    if nearby.spoken:
        if nearby.spoken == (STD,) and _SCALES_BY.search(nearby.before):
            return STD, VARIANCE
        both = nearby.spoken == (STD,) and nearby.law == UNIFORM
        return (LIMIT, STD) if both else nearby.spoken
    if nearby.law:
        return (LIMIT,) if nearby.law == UNIFORM else (STD, VARIANCE)
    return STD, VARIANCE, LIMIT


def judge(claim: Claim) -> Verdict:
    assert isinstance(claim.statement, Verdict)
    return claim.statement


KIND = Kind(NAME, find, judge, __doc__ or "")
