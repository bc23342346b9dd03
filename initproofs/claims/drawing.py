"""A line that draws weights, beside the scheme or the formula that it is meant to follow.

In: a line, the words around it, the formulas before it. Out: verdicts on its standard deviation,
for all sizes or for the numbers in it. A line that nothing is said of has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from ..arithmetic.surds import Surd, surd
from ..evidence.functions.catalogue import substitute
from ..given.fans import IN, OUT
from ..given.scales import evaluate
from ..given.spell import plain
from ..nouns import BlockKind, Counterexample, Proof, Reproduction, Ruling, Span, Verdict
from ..terms import Head, Number, Term, heads
from .beside import beside
from .fitting import Scale, number
from .forms import NORMAL, STD, UNIT, Form, forms
from .lines import Line
from .nearby import Nearby, Surroundings
from .parameters import with_parameter
from .remarks import remarked
from .scales import Named, weigh
from .schemes import Scheme
from .stated import Stated

_EXAMPLE = re.compile(r"\b(?:examples?|e\.g\.|for instance|such as)", re.I)
_RIGHT = re.compile(r"\b(?:correct|right|proper|good|better|recommended)\b", re.I)
_SMALL = re.compile(r"\b(?:small|tiny|low)\b", re.I)
_LARGE = re.compile(r"\b(?:large|big|high|huge)\b", re.I)
_NUMBER = r"\$?(?:10\s*\^\s*\{?-?\d+\}?|\d*\.?\d+(?:\s*\\mathrm\{e\}\s*\^\s*\{-?\d+\}|e-?\d+)?)\$?"
_DEVIATION = re.compile(
    rf"(?P<before>{_NUMBER})\s+(?:standard deviation|std\b)|"
    rf"(?:standard deviation|\bstd)\s*(?:of|is|=|:)?\s*(?P<behind>{_NUMBER})",
    re.I,
)
_NEAR = 6  # blocks between a formula and its example
Told = tuple[tuple[str, str], ...]
NOTHING: Mapping[Head, Term] = MappingProxyType({})


@dataclass(frozen=True)
class Desk:
    """What every line of a note is judged with; ``formulas`` are the scales that it states."""

    around: Surroundings
    said: Told
    source: str
    formulas: tuple[Stated, ...]


def drawn(
    line: Line, desk: Desk, known: Mapping[Head, Term] = NOTHING
) -> Iterator[tuple[Span, Verdict]]:
    """``known`` are the scales that lines above have given names."""
    for plainly in forms(line.tree, line.where, line.python):
        form = replace(plainly, term=substitute(plainly.term, dict(known)))
        verdict = _judged(form, line, desk) if form.sampler else _assigned(form, line, desk)
        if verdict is not None:
            yield form.span, verdict


def _assigned(form: Form, line: Line, desk: Desk) -> Verdict | None:
    """``limit = np.sqrt(6 / (fan_in + fan_out))  # Xavier``, in a block of code."""
    block = desk.around.document.blocks[line.block]
    own = line.own_words()
    if block.kind is not BlockKind.CODE or form.bare or form.letter or own is None:
        return None
    scale = Scale(form.term, form.meanings, desk.said)
    named = Named(scale, form, own, True, desk.source)
    return with_parameter(named) or weigh(named) if scale.names else None


def _judged(form: Form, line: Line, desk: Desk) -> Verdict | None:
    nearby = line.nearby(desk.around)
    scale = Scale(form.term, form.meanings, desk.said)
    if form.law == UNIT:
        scaled = nearby.schemes and _scaled(form)
        return _unit(form, nearby, desk.source) if scaled else remarked(line, form)
    if not scale.names:
        return _numbers(form, line, nearby, desk)
    named = Named(scale, form, nearby, True, desk.source)
    return weigh(named) or remarked(line, form) or beside(scale, line, desk.formulas, desk.around)


def _scaled(form: Form) -> bool:
    """By a root or by a size, and not by a mere number."""
    return bool(heads(form.term)) or "√" in plain(form.term)


def _unit(form: Form, nearby: Nearby, source: str) -> Verdict | None:
    """``rand`` draws from U(0, 1)."""
    if nearby.otherwise and nearby.close:
        return None
    scheme = nearby.schemes[0]
    written = source[form.span.start : form.span.end]
    name = form.sampler.rpartition(".")[2]
    right = re.sub(rf"\b{name}\b", "randn", written, count=1)
    message = f"{name} draws from U(0, 1), with mean ½; {scheme.name}’s weights have mean 0: randn"
    counter = Counterexample(
        f"{name}: mean ½, variance 1/12, no weight negative",
        "randn: mean 0, variance 1",
        f"{scheme.condition} ({scheme.own.source}), for weights of mean zero",
        (("mean of a weight", f"{plain(form.term)} / 2"),),
    )
    return Verdict(Ruling.REFUTED, message, (counter,), f"{name} for randn", correction=right)


def _value(form: Form) -> Surd | None:
    value = evaluate(form.term, {})
    return value if value is not None and value.sign > 0 else None


def _sizes(form: Form) -> list[dict[str, Fraction]]:
    """Both ways to take the numbers asked for as fans: rows or columns are the inputs."""
    numbers = [part.value for part in form.sizes if isinstance(part, Number)]
    if len(numbers) != 2 or len(form.sizes) != 2 or min(numbers) < 1:
        return []
    first, second = numbers
    ways = [{IN: first, OUT: second}, {IN: second, OUT: first}]
    return ways[:1] if first == second else ways


def _numbers(form: Form, line: Line, nearby: Nearby, desk: Desk) -> Verdict | None:
    """A line in numbers: an example of the formula before it, or called small, large or right."""
    value, ways = _value(form), _sizes(form)
    if value is None or form.law != NORMAL:
        return None
    if not ways:
        return _told_after(value, desk.around.following(line.block, 2))
    before = nearby.before
    if nearby.schemes and nearby.close and not nearby.otherwise:
        return _of_scheme(form, value, ways, nearby.schemes)
    if _EXAMPLE.search(before):
        beside = _formula_before(line, desk.formulas)
        if beside is not None and not _SMALL.search(before) and not _LARGE.search(before):
            return _of_formula(form, value, ways, beside, desk)
    if _RIGHT.search(before):
        return _right(form, value, ways)
    return _sized(value, ways, before)


def _told_after(value: Surd, words: str) -> Verdict | None:
    """“Gaussian with a standard deviation of 0.01”, said of the line before."""
    told = [_number(m["before"] or m["behind"]) for m in _DEVIATION.finditer(words)]
    if not any(number is not None and surd(number) == value for number in told):
        return None
    message = f"the standard deviation is {number(value)}, as said below"
    how = Reproduction("the factor of a draw from N(0, 1)", 1, 1)
    return Verdict(Ruling.CONFIRMED, message, (how,), message)


def _number(text: str) -> Fraction | None:
    """``0.01``, ``1e-2``, ``10^{-2}``, ``1\\mathrm{e}^{-2}``."""
    plain_text = re.sub(r"[{}\\\s$]|mathrm|times|cdot", "", text)
    power = re.fullmatch(r"10\^(-?\d{1,2})", plain_text)
    if power:
        return Fraction(10) ** int(power[1])
    match = re.fullmatch(r"(\d*\.?\d+)(?:e\^?(-?\d{1,2}))?", plain_text)
    return Fraction(match[1]) * Fraction(10) ** int(match[2] or 0) if match else None


def _formula_before(line: Line, formulas: Sequence[Stated]) -> Stated | None:
    near = [f for f in formulas if line.block - _NEAR <= f.block < line.block]
    standing = [f for f in near if heads(f.form.term) and _is_scale(f)]
    return standing[-1] if standing else None


def _is_scale(stated: Stated) -> bool:
    """Is it said to be a standard deviation, by its formula, a scheme's name or a word?"""
    said = stated.nearby.schemes or stated.nearby.spoken == (STD,)
    if not any(sign in plain(stated.form.term) for sign in "/√^"):
        return False
    return stated.form.meanings == (STD,) if not stated.form.bare else bool(said)


def _of_formula(
    form: Form, value: Surd, ways: list[dict[str, Fraction]], beside: Stated, desk: Desk
) -> Verdict | None:
    """The example of a formula that the note states right before."""
    scale = Scale(beside.form.term, (STD,), desk.said)
    wanted = {
        variance
        for fans in ways
        for _, reading in scale.readings()
        if (variance := scale.variance(STD, reading, fans)) is not None
    }
    formula = plain(beside.form.term)
    return _compared(form, value, wanted, formula, f"the formula before it is {formula}")


def _of_scheme(
    form: Form, value: Surd, ways: list[dict[str, Fraction]], schemes: tuple[Scheme, ...]
) -> Verdict | None:
    own = {schemes[0].own.variance(fans) for fans in ways}
    if value.square not in own and value.square in {
        variant.variance(fans)
        for scheme in schemes
        for variant in (scheme.own, *scheme.variants)
        for fans in ways
    }:
        return None
    name = schemes[0].name
    because = f"{schemes[0].condition} ({schemes[0].own.source})"
    return _compared(form, value, own, f"{name}’s", because)


def _compared(
    form: Form, value: Surd, wanted: set[Fraction], what: str, because: str
) -> Verdict | None:
    if not wanted:
        return None
    if value.square in wanted:
        message = f"the standard deviation is {number(value)}, as {what} asks"
        how = Reproduction("the standard deviation for these sizes, squared, in fractions", 1, 1)
        return Verdict(Ruling.CONFIRMED, message, (how,), message)
    asked = " or ".join(f"√({v}) ≈ {number(Surd(1, v))}" for v in sorted(wanted))
    message = f"the standard deviation is {number(value)}; {what} asks for {asked}"
    sizes = " × ".join(plain(size) for size in form.sizes)
    counter = Counterexample(
        f"{plain(form.term)} = {number(value)}",
        asked,
        because,
        (("sizes", sizes),),
        ("the rows are the inputs", "the columns are the inputs"),
    )
    right = sorted(wanted)
    correction = f"np.sqrt({right[0]})" if len(right) == 1 else None
    return Verdict(Ruling.REFUTED, message, (counter,), message, correction=correction)


def _right(form: Form, value: Surd, ways: list[dict[str, Fraction]]) -> Verdict | None:
    """Called the right way: it is, where every unit keeps the variance of its inputs."""
    kept = [fans for fans in ways if fans[IN] * value.square == 1]
    if not kept:
        slips = {power for fans in ways for power in (fans[IN] ** -2, fans[IN], fans[IN] ** 2)}
        if value.square not in slips or "." in plain(form.term):
            return None
        what, because = "√(1/fan_in)", "fan_in·Var w = 1 (LeCun and others, 1998)"
        return _compared(form, value, {1 / fans[IN] for fans in ways}, what, because)
    steps = (
        ("variance of a sum of independent products", "Var z = fan_in · Var w · E a²"),
        ("in numbers", f"{kept[0][IN]} · {value.square} = 1 (LeCun and others, 1998)"),
    )
    message = "fan_in · Var w = 1: a unit keeps the variance of its inputs"
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message)


def _sized(value: Surd, ways: list[dict[str, Fraction]], before: str) -> Verdict | None:
    """Called small or large: by what a layer multiplies the signal, √fan_in · σ."""
    small, large = bool(_SMALL.search(before)), bool(_LARGE.search(before))
    gains = [float(Surd(1, fans[IN] * value.square)) for fans in ways]
    shrinks, grows = max(gains) < 0.5, min(gains) > 2
    if small == large or not ((small and shrinks) or (large and grows)):
        return None
    word, effect = ("small", "shrinks") if small else ("large", "grows")
    message = f"{word}: √fan_in · {number(value)} = {gains[0]:.3g}, the signal {effect} by layer"
    how = Reproduction("gain of one linear layer, √fan_in times the standard deviation", 1, 1)
    return Verdict(Ruling.CONFIRMED, message, (how,), message)
