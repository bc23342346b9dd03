"""A scale that stands under a scheme's name → its verdict, or None where nothing should be said.

Proved: the scheme's own formula, for all sizes. Refuted: no scheme named near has it, under no
reading. A variant of the literature is conditional if it is the scheme's own formula for equal
fans, and else left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..given.spell import plain
from ..nouns import Assumption, Counterexample, Missing, Proof, Ruling, Verdict
from ..terms import Sum, Symbol, walk
from .fitting import IN, OUT, Scale, fitting, number, pasted, spelled
from .forms import LIMIT, STD, VARIANCE, Form
from .nearby import Nearby
from .numbers import in_numbers
from .schemes import LECUN, SCHEMES, Scheme, Variant, perhaps

EXAMPLE = {IN: Fraction(250), OUT: Fraction(100)}
_USE = re.compile(r"(?:\buses?|\busing|\btakes?|\bchooses?|\bset|:|\binitiali[sz]ation)\s*$", re.I)
_AUTHORS = re.compile(r"glorot|bengio", re.I)
# Words of a derivation: one of the conditions that a compromise is made of.
_PARTS = re.compile(
    r"\b(?:forward|backward|require[sd]?|requirement|conditions?|compromise|averag\w*|both|"
    r"mean of|criteri\w+|preserv\w+|maintain\w*|keep\w*|kept)\b",
    re.I,
)
_LAW = {LIMIT: "variance of a uniform law", STD: "square of the standard deviation"}


@dataclass(frozen=True)
class Named:
    """A scale in its place; ``source`` is the whole file."""

    scale: Scale
    form: Form
    nearby: Nearby
    code: bool
    source: str

    @property
    def wrote(self) -> str:
        return plain(self.form.term)

    def brings_up(self, scheme: Scheme) -> bool:
        """Do the words near bring up a scheme without its name?"""
        return scheme.hallmark is not None and bool(scheme.hallmark.search(self.nearby.text))

    @property
    def sources(self) -> dict[str, str]:
        """How the author writes each fan, to paste."""
        roles = self.scale.roles or {}
        return {
            roles[str(part.head)]: self.source[part.span.start : part.span.end]
            for part in walk(self.form.term)
            if isinstance(part, Symbol) and str(part.head) in roles
        }


def weigh(named: Named) -> Verdict | None:
    schemes = named.nearby.schemes
    if not schemes:
        return None
    if not named.scale.names:
        return in_numbers(named.scale, named.form, named.nearby)
    if not named.scale.computable:
        return None
    found = fitting(named.scale, (schemes[0].own,))
    if found:
        sure = named.scale.certain or len(schemes[0].own.fans) == 2
        told = not named.form.bare or len(named.scale.meanings) == 1 or found[1] == STD
        return _proved(named, schemes[0], found[1]) if sure and told else None
    admitted = (*schemes, *perhaps(named.nearby.text))
    known = [variant for scheme in admitted for variant in (scheme.own, *scheme.variants)]
    variant = fitting(named.scale, known)
    if variant:
        return _varied(named, schemes, *variant[:2])
    if named.nearby.otherwise or not _is_meant(named):
        return None
    others = [s for s in SCHEMES if fitting(named.scale, (s.own,))]
    close = named.nearby.close or named.brings_up(schemes[0])
    if others and (not close or any(map(named.brings_up, others))):
        return None
    return _refuted(named, schemes)


def _is_meant(named: Named) -> bool:
    """A bare formula inside a sentence may be anything, unless words say what it is."""
    if not named.form.bare:
        return True
    if not any(sign in named.wrote for sign in "/√^"):
        return False
    near = named.nearby
    return bool(near.alone or near.spoken or near.law or _USE.search(near.before))


def _proved(named: Named, scheme: Scheme, meaning: str) -> Verdict:
    own = scheme.own
    variance = spelled(own, VARIANCE, named.scale)
    steps = [*scheme.steps, ("solved", f"Var w = {variance}")]
    if meaning != VARIANCE:
        shown = spelled(own, meaning, named.scale)
        steps.append((_LAW[meaning], f"{shown} gives {variance}"))
    message = f"{scheme.name}’s {meaning}: {scheme.condition}"
    brief = f"{scheme.name}’s {meaning} ({own.source})"
    return Verdict(Ruling.PROVED, message, (Proof(tuple(steps)),), brief, _used(named))


def _used(named: Named) -> tuple[Assumption, ...]:
    roles = named.scale.roles or {}
    words = {IN: "counts the inputs of a unit", OUT: "counts the outputs"}
    free = [name for name, role in roles.items() if role not in words]
    return tuple(Assumption(f"{name} {words[IN]}") for name in free)


def _varied(
    named: Named, schemes: tuple[Scheme, ...], variant: Variant, meaning: str
) -> Verdict | None:
    """Another source's formula under the name: said gently where it is another scheme's."""
    scheme = schemes[0]
    if not variant.needs or variant not in scheme.variants or not named.scale.certain:
        return None
    if named.nearby.otherwise or not _is_meant(named) or _PARTS.search(named.nearby.text):
        return None
    if not _AUTHORS.search(named.nearby.text):
        return _in_another_sense(named, scheme, meaning) if variant.fans == (IN,) else None
    own = spelled(scheme.own, meaning, named.scale)
    needed = f"{named.scale.named(IN)} = {named.scale.named(OUT)}"
    if named.scale.named(IN) == named.scale.named(OUT):
        needed = variant.needs
    message = f"true only if {needed}: {scheme.name}’s {meaning} is {own}"
    written = variant.variance(EXAMPLE)
    without = (
        f"fan_in = {EXAMPLE[IN]}, fan_out = {EXAMPLE[OUT]}: the variance is {number(written)}, "
        f"{scheme.name}’s {number(scheme.own.variance(EXAMPLE))}; "
        f"the formula is that of {variant.source}"
    )
    missing = Missing((Assumption(needed),), without)
    correction = pasted(scheme.own, meaning, named.sources, named.code)
    return Verdict(
        Ruling.CONDITIONAL, message, (missing,), f"only if {needed}", correction=correction
    )


def _in_another_sense(named: Named, scheme: Scheme, meaning: str) -> Verdict:
    """“Xavier” alone is LeCun's formula to many."""
    own = spelled(scheme.own, meaning, named.scale)
    sense = "“Xavier” in the sense of Caffe and of Ng’s course: 1/fan_in"
    message = f"LeCun’s {meaning}, which many call Xavier; Glorot and Bengio’s is {own}"
    steps = (*LECUN.steps, ("solved", f"Var w = {spelled(LECUN.own, VARIANCE, named.scale)}"))
    used = (*_used(named), Assumption(sense))
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)


def _refuted(named: Named, schemes: tuple[Scheme, ...]) -> Verdict:
    scheme, scale = schemes[0], named.scale
    meaning = _likely(named)
    own = spelled(scheme.own, meaning, scale)
    message = f"{scheme.name}’s {meaning} is {own}"
    slip = _slip(named, scheme, meaning)
    message = f"{message}: {slip}" if slip else message
    known = [variant for s in schemes for variant in s.variants]
    counter = Counterexample(
        named.wrote,
        own,
        f"{scheme.condition} ({scheme.own.source})",
        _instance(scale, scheme, meaning),
        _tried(named) + tuple(f"{spelled(v, VARIANCE, scale)} ({v.source})" for v in known),
    )
    correction = pasted(scheme.own, meaning, named.sources, named.code)
    return Verdict(
        Ruling.REFUTED,
        message,
        (counter,),
        message,
        correction=correction,
        marks=(named.form.term.span,),
    )


def _tried(named: Named) -> tuple[str, ...]:
    """The readings of what was written, where there are several."""
    scale = named.scale
    free = sorted(set(scale.sizes[0]) if len(scale.sizes) > 1 else ())
    shown = tuple(
        f"{name} as {' or '.join(dict.fromkeys(sizes[name] for sizes in scale.sizes))}"
        for name in free
    )
    several = tuple(f"as the {meaning}" for meaning in scale.meanings)
    return (several if len(several) > 1 else ()) + shown


def _likely(named: Named) -> str:
    """N(0, √…) is meant as a standard deviation."""
    both = STD in named.scale.meanings and VARIANCE in named.scale.meanings
    if both:
        return STD if "√" in named.wrote else VARIANCE
    return named.scale.meanings[0]


def _instance(scale: Scale, scheme: Scheme, meaning: str) -> tuple[tuple[str, str], ...]:
    reading = scale.sizes[0]
    written = scale.variance(meaning, reading, EXAMPLE)
    sizes = [
        (fan, str(EXAMPLE[fan]))
        for fan in (IN, OUT)
        if fan in {*reading.values(), *scheme.own.fans}
    ]
    shown = "no variance" if written is None else number(written)
    return (
        *sizes,
        ("variance as written", shown),
        (f"variance of {scheme.name}", number(scheme.own.variance(EXAMPLE))),
    )


def _slip(named: Named, scheme: Scheme, meaning: str) -> str:
    """Which small slip gives what is written."""
    scale, own = named.scale, scheme.own
    for name, other in _slips(own).items():
        if fitting(scale, (other,)) and meaning in scale.meanings:
            return name
    for wrong, words in ((VARIANCE, "a root is missing"), (STD, "the root is too much")):
        if wrong != meaning and fitting(Scale(scale.term, (wrong,), scale.said), (own,)):
            return words if {wrong, meaning} == {VARIANCE, STD} else f"that is its {wrong}"
    sums = [part for part in walk(scale.term) if isinstance(part, Sum)]
    over = any("/" in plain(term) for part in sums for _, term in part.terms)
    if len(own.fans) == 2 and over:
        return "the bracket around the sum of the fans is missing"
    return ""


def _slips(own: Variant) -> Mapping[str, Variant]:
    other = {(IN,): (OUT,), (OUT,): (IN,)}
    slips = {f"that is the formula of {s.name}": s.own for s in SCHEMES if s.own != own}
    if own.fans in other:
        slips["that is the other fan"] = Variant(own.top, other[own.fans], "")
    return slips


__all__ = ["Named", "weigh"]
