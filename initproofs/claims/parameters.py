"""A scale with a gain or a leak in it: ``gain·√(2/(n_in + n_out))``, ``√(2/((1 + a²)·n_in))``.

In: a named scale one of whose letters is no size. Out: its verdict, by the variance that the scheme
has for every value of that letter; None where another letter is in it or nothing is sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic.surds import Surd, rational, surd
from ..given.fans import instances, roles
from ..given.scales import evaluate
from ..given.spell import plain
from ..nouns import Counterexample, Proof, Ruling, Verdict
from ..terms import heads
from .fitting import GRID, IN, OUT, SHARE, number
from .forms import LIMIT, STD, VARIANCE
from .nearby import Nearby
from .scale_words import OTHERWISE
from .scales import Named
from .schemes import GLOROT, HE, LECUN, Scheme

VALUES = tuple(map(Fraction, (1, 2, 3, 5)))
_SLOPE = re.compile(r"\bleak\w*|\bprelu|\bslopes?\b", re.I)
_LEAKS = frozenset({"a", "α", "alpha", "negative_slope", "slope", "negative-slope"})
_OWN_WORDS = re.compile(r"\bgains?\b|\bleaky\b|\bp?relu\b|\bslopes?\b|\bsquared?\b", re.I)


@dataclass(frozen=True)
class Parameter:
    """``factor`` is what it makes of the variance 1/fan; ``said`` how that is written."""

    name: str
    factor: Callable[[Fraction], Fraction]
    said: str
    why: str


def parameter(names: tuple[str, ...], nearby: Nearby) -> Parameter | None:
    """The one letter that is a gain, or a leak in a text that speaks of leaky ReLU."""
    if "gain" in names:
        return Parameter("gain", lambda g: g * g, "gain^2", "a gain multiplies the deviation")
    leaks = sorted(_LEAKS & set(names))
    if len(leaks) == 1 and _SLOPE.search(nearby.text):
        (name,) = leaks
        why = "a leaky ReLU keeps (1 + a²)/2 of the second moment (He and others, 2015)"
        return Parameter(name, lambda a: 2 / (1 + a * a), f"2/(1 + {name}^2)", why)
    return None


def with_parameter(named: Named) -> Verdict | None:
    schemes = named.nearby.schemes
    names = tuple(dict.fromkeys(str(head) for head in heads(named.form.term)))
    found = parameter(names, named.nearby)
    if found is None or not schemes or schemes[0] not in (GLOROT, HE, LECUN):
        return None
    if found.name != "gain" and schemes[0] is not HE:
        return None
    sizes = roles([name for name in names if name != found.name], dict(named.scale.said))
    if not sizes:
        return None
    cases = [
        (meaning, _agrees(named, meaning, reading, found, schemes[0]))
        for meaning in named.scale.meanings
        for reading in instances(sizes, False)
    ]
    if None in (agreed for _, agreed in cases):
        return None
    meaning = next((meaning for meaning, agreed in cases if agreed), "")
    if meaning:
        return _proved(named, schemes[0], found, meaning)
    sure = len(named.scale.meanings) == 1 and not named.form.bare
    other = OTHERWISE.search(_OWN_WORDS.sub(" ", named.nearby.text))
    return _refuted(named, schemes[0], found) if sure and not other else None


def _wanted(
    scheme: Scheme, found: Parameter, value: Fraction, fans: dict[str, Fraction]
) -> Fraction:
    share = scheme.own.variance(fans) / (2 if scheme is HE else 1)
    return share * found.factor(value)


def _agrees(
    named: Named, meaning: str, reading: dict[str, str], found: Parameter, scheme: Scheme
) -> bool | None:
    """For all sizes and values of the parameter; None where it has no exact value."""
    agrees = True
    for fans in GRID[::5]:
        for value in VALUES:
            sizes = {name: surd(fans[role]) for name, role in reading.items()}
            written = evaluate(named.form.term, {**sizes, found.name: surd(value)})
            if written is None:
                return None
            swapped = {IN: fans[OUT], OUT: fans[IN]}
            wanted = {_wanted(scheme, found, value, way) for way in (fans, swapped)}
            agrees = agrees and _variance(meaning, written) in wanted
    return agrees


def _variance(meaning: str, written: Surd) -> Fraction | None:
    if meaning == VARIANCE:
        return rational(written)
    return written.square * SHARE[meaning] if written.sign > 0 else None


def spelled(named: Named, scheme: Scheme, found: Parameter, meaning: str) -> str:
    """``gain·√(6/(n_in + n_out))`` in the author's names."""
    top = {VARIANCE: 1, STD: 1, LIMIT: 3}[meaning] * (2 if scheme is GLOROT else 1)
    names = roles(
        [n for n in dict.fromkeys(map(str, heads(named.form.term))) if n != found.name],
        dict(named.scale.said),
    )
    known = list(names or {})
    below = " + ".join(known)
    below = f"({below})" if len(known) > 1 else below
    if found.name != "gain":
        leak = f"((1 + {found.name}^2)·{below})"
        return f"{2 * top}/{leak}" if meaning == VARIANCE else f"√({2 * top}/{leak})"
    if meaning == VARIANCE:
        return f"gain^2·{top}/{below}" if top > 1 else f"gain^2/{below}"
    return f"gain·√({top}/{below})" if top > 1 else f"gain/√({below})"


def _proved(named: Named, scheme: Scheme, found: Parameter, meaning: str) -> Verdict:
    shown = spelled(named, scheme, found, meaning)
    message = f"{scheme.name}’s {meaning} with its {_called(found)}: {shown}"
    steps = (*scheme.steps, (found.why, f"the variance is {found.said} times {_base(scheme)}"))
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message)


def _called(found: Parameter) -> str:
    return "gain" if found.name == "gain" else f"leak {found.name}"


def _base(scheme: Scheme) -> str:
    return "2/(fan_in + fan_out)" if scheme is GLOROT else "1/fan"


def _refuted(named: Named, scheme: Scheme, found: Parameter) -> Verdict:
    (meaning,) = named.scale.meanings
    shown = spelled(named, scheme, found, meaning)
    message = f"{scheme.name}’s {meaning} with its {_called(found)} is {shown}"
    fans, value = {IN: Fraction(250), OUT: Fraction(100)}, Fraction(2)
    wanted = _wanted(scheme, found, value, fans)
    example = (
        ("fan_in", "250"),
        ("fan_out", "100"),
        (found.name, "2"),
        (f"variance of {scheme.name}", number(wanted)),
    )
    counter = Counterexample(plain(named.form.term), shown, found.why, example)
    marks = (named.form.term.span,)
    return Verdict(Ruling.REFUTED, message, (counter,), message, marks=marks)
