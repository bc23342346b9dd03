"""A variance that no scheme’s name stands beside: judged by what the note itself asks for.

``n Var(w) = 1`` is a condition on the weights, and ``Var(w) = 1/n`` right after it its solution. A
law that a note with such a condition draws its weights from is its solution for all sizes, for
equal fans only, or is left alone. “A good value for the scale is 1/√n” asks for the same condition.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product

from ..given.fans import IN, OUT
from ..given.spell import plain
from ..nouns import Assumption, Counterexample, Missing, Proof, Ruling, Verdict
from ..terms import Number, Power, Product, Quotient, Term
from .asked import Criterion
from .fitting import Scale, fitting, number, spelled
from .forms import STD, VARIANCE
from .schemes import GLOROT, HE, LECUN, SCHEMES, Scheme
from .stated import Stated

_DRAWN = re.compile(r"\binitiali[sz]|\bsampl|\bdrawn?\b|\bdraw(?:s|ing)\b", re.I)
_GOOD = re.compile(
    r"\b(?:good|reasonable|recommended|suitable|proper|should|choose|want|use|set|need)\b", re.I
)
# What the scale is for, in words of its own.
_KEPT = re.compile(
    r"\b(?:keep\w*|kept|preserv\w+|maintain\w*|normali[sz]\w+|stabili[sz]\w+)\b[^.;]{0,40}?"
    r"\bvariances?\b|\bunit variance\b|\bvariance (?:of )?(?:1|one)\b|\bsame variance\b",
    re.I,
)
_ALL = tuple(variant for scheme in SCHEMES for variant in (scheme.own, *scheme.variants))
# What a sentence speaks of, and the variances that are for it.
_CASES = (
    (re.compile(r"\brelu\b|\brectif|\bleaky", re.I), (HE.own, *HE.variants)),
    (
        re.compile(r"\bbackward|\bgradients?\b|\bboth\b", re.I),
        tuple(variant for variant in _ALL if OUT in variant.fans),
    ),
    (re.compile(r"\btanh\b|\blinear\b", re.I), (GLOROT.own, LECUN.own)),
)
_SPELLED_OUT = re.compile(r"\bstandard deviations?\b|\bstd\b", re.I)
_SIZES = {IN: Fraction(100), OUT: Fraction(100)}
_RELU = re.compile(r"\brelu\b|\brectif", re.I)
NEXT = 2  # blocks from a condition to what solves it: words may stand between
_WEIGHTS = re.compile(r"\bscale\b|\bweights?\b|\bw[ij]*\b|\binitiali", re.I)
Told = tuple[tuple[str, str], ...]


def by_criterion(
    place: Stated, scale: Scale, known: tuple[Criterion, ...], said: Told
) -> Verdict | None:
    """By the latest condition on the weights that stands before it."""
    start = place.form.span.start
    before = [one for one in known if one.block <= place.block and one.span.end <= start]
    if not before or not {STD, VARIANCE} & set(scale.meanings):
        return None
    asked = before[-1]
    next_to_it = place.block - asked.block <= NEXT
    if scale.meanings == (STD,) or place.form.bare:
        plainly = asked.block == place.block or not place.nearby.otherwise
        sure = next_to_it and len(scale.meanings) == 1 and plainly
        return _right_behind(asked, place, scale, said) if sure else None
    values = _values(place.form.term, asked.solution, said)
    if values is None or _backward(before, said):
        return None
    if all(one == other for _, one, other in values):
        return _solved(asked, place)
    if len(scale.meanings) == 1:
        sure = next_to_it and not _for_another_case(scale, place)
        return _unsolved(asked, place) if sure else None
    if not _DRAWN.search(place.nearby.text) or place.nearby.otherwise:
        return None
    if all(one == other for equal, one, other in values if equal):
        return _for_equal_fans(asked, place, said)
    return _unmet(asked, place, said)


def _right_behind(asked: Criterion, place: Stated, scale: Scale, said: Told) -> Verdict | None:
    """A standard deviation, or a variance in words, that stands next to the condition."""
    term = place.form.term
    if scale.meanings == (STD,):
        term = Power(term, Number(Fraction(2)))
    values = _values(term, asked.solution, said)
    if values is None:
        return None
    if all(one == other for _, one, other in values):
        return _solved(asked, place, scale.meanings[0])
    return None if _for_another_case(scale, place) else _unsolved(asked, place, scale.meanings[0])


def _for_another_case(scale: Scale, place: Stated) -> bool:
    """The variance of a scheme, in a sentence about what that scheme is for."""
    return any(
        pattern.search(place.nearby.text) and fitting(scale, variants)
        for pattern, variants in _CASES
    )


def right_behind(
    place: Stated, scale: Scale, known: tuple[Criterion, ...], said: Told
) -> Verdict | None:
    """A scale under a scheme's name that says nothing of it, next to a condition of the note."""
    reach = 0 if place.nearby.otherwise else NEXT
    near = [one for one in known if 0 <= place.block - one.block <= reach]
    scheme = place.nearby.schemes[0]
    if not near or len(scale.meanings) != 1 or fitting(scale, (scheme.own, *scheme.variants)):
        return None
    return by_criterion(place, scale, known, said)


Values = tuple[tuple[bool, Fraction | None, Fraction | None], ...]


def _values(one: Term, other: Term, said: Told) -> Values | None:
    """Both variances at many sizes, equal ones too, with the names of both read together."""
    joint = Scale(Product(one, other), (VARIANCE,), said)
    if not joint.computable:
        return None
    reading = joint.sizes[0]
    scales = [Scale(term, (VARIANCE,), said) for term in (one, other)]
    found = []
    for fan_in, away in product((2, 3, 5, 7, 11), (0, 17, 26)):
        fans = {IN: Fraction(fan_in), OUT: Fraction(fan_in + away)}
        first, second = (scale.variance(VARIANCE, reading, fans) for scale in scales)
        found.append((away == 0, first, second))
    return tuple(found)


def _backward(before: list[Criterion], said: Told) -> bool:
    """Two conditions that ask for different things are met by a compromise."""
    pairs = [_values(criterion.solution, before[-1].solution, said) for criterion in before]
    return any(values is None or any(a != b for _, a, b in values) for values in pairs)


def _unmet(criterion: Criterion, place: Stated, said: Told) -> Verdict | None:
    """A law under no name that meets the condition for no sizes, and is no known scheme's."""
    scale = Scale(place.form.term, place.form.meanings, said)
    if not scale.computable or fitting(scale, _ALL):
        return None
    return _unsolved(criterion, place)


def _solved(criterion: Criterion, place: Stated, what: str = VARIANCE) -> Verdict:
    asked = f"{criterion.factor} · Var w = {criterion.value}"
    steps = (
        ("the note’s condition", asked),
        ("divided by the factor of Var w", f"Var w = {plain(criterion.solution)}"),
        ("as written", f"the {what} {plain(place.form.term)}"),
    )
    message = f"this is {asked}, solved"
    used = (Assumption(asked, criterion.span),)
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)


def _unsolved(criterion: Criterion, place: Stated, what: str = VARIANCE) -> Verdict:
    asked = f"{criterion.factor} · Var w = {criterion.value}"
    true = plain(criterion.solution)
    true = true if what == VARIANCE else f"√({true})"
    message = f"{asked} gives {'Var w' if what == VARIANCE else 'the standard deviation'} = {true}"
    counter = Counterexample(plain(place.form.term), true, f"the note asks for {asked}")
    used = (Assumption(asked, criterion.span),)
    return Verdict(Ruling.REFUTED, message, (counter,), message, used)


def _for_equal_fans(criterion: Criterion, place: Stated, said: Told) -> Verdict:
    asked = f"{criterion.factor} · Var w = {criterion.value}"
    joint = Scale(Product(place.form.term, criterion.solution), (VARIANCE,), said)
    first, second = joint.named(IN), joint.named(OUT)
    needed = f"{first} = {second}"
    scale = Scale(place.form.term, (VARIANCE,), said)
    fans = {IN: Fraction(100), OUT: Fraction(400)}
    variance = scale.variance(VARIANCE, joint.sizes[0], fans) or Fraction(0)
    without = f"{first} = 100, {second} = 400: the forward gain is {number(100 * variance)}, not 1"
    message = f"meets {asked} only if {needed}"
    if fitting(scale, (GLOROT.own,)):
        message = f"{message}; in general it is Glorot’s compromise with the backward signal"
    missing = Missing((Assumption(needed),), without)
    used = (Assumption(asked, criterion.span),)
    return Verdict(Ruling.CONDITIONAL, message, (missing,), f"only if {needed}", used)


def by_purpose(place: Stated, scale: Scale) -> Verdict | None:
    """“A good value for the scale is 1/√n”: the variance that keeps the signal."""
    text = place.nearby.text
    kept = _KEPT.search(text)
    if not ((_GOOD.search(text) or kept) and _WEIGHTS.search(text)) or place.nearby.otherwise:
        return None
    if (not place.nearby.spoken and place.form.bare) or not scale.computable or not scale.certain:
        return None
    scheme = HE if _RELU.search(text) else LECUN
    found = fitting(scale, (scheme.own,))
    if found is not None and found[1] in (STD, VARIANCE):
        message = f"{scheme.condition}, for every number of inputs"
        steps = (*scheme.steps, ("solved", f"the {found[1]} is {plain(place.form.term)}"))
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    squared = fitting(Scale(scale.term, (VARIANCE,), scale.said), (scheme.own,))
    if kept and squared and scale.meanings == (STD,) and _SPELLED_OUT.search(text):
        return _without_its_root(place, scale, scheme)
    told = scale.meanings in ((STD,), (VARIANCE,)) and _GOOD.search(text)
    upside = Scale(Quotient(Number(Fraction(1)), scale.term), scale.meanings, scale.said)
    return _upside_down(place, scale, scheme) if told and fitting(upside, (scheme.own,)) else None


def _upside_down(place: Stated, scale: Scale, scheme: Scheme) -> Verdict:
    """“A good variance is n”, where 1/n keeps the signal."""
    (meaning,) = scale.meanings
    true = spelled(scheme.own, meaning, scale)
    message = f"upside down: the {meaning} that keeps the signal is {true}"
    because = f"{scheme.condition} ({scheme.own.source})"
    example = (("n", "100"), ("n · Var w as written", "at least 5000"))
    counter = Counterexample(plain(place.form.term), true, because, example)
    return Verdict(Ruling.REFUTED, message, (counter,), message, marks=(place.form.term.span,))


def _without_its_root(place: Stated, scale: Scale, scheme: Scheme) -> Verdict:
    """The standard deviation 1/n, where 1/n is the variance."""
    true = spelled(scheme.own, STD, scale)
    message = f"the standard deviation that keeps the variance is {true}: a root is missing"
    because = f"{scheme.condition} ({scheme.own.source})"
    example = (
        ("n", "100"),
        ("n · Var w as written", number(100 * scheme.own.variance(_SIZES) ** 2)),
    )
    counter = Counterexample(plain(place.form.term), true, because, example)
    return Verdict(Ruling.REFUTED, message, (counter,), message, marks=(place.form.term.span,))
