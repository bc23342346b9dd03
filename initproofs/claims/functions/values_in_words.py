"""Values, slopes and limits of activations, said in words → verdicts that are computed.

“The derivative of the sigmoid at zero is 0.25”, “for large negative inputs tanh approaches −1”,
“the gradient of ReLU is zero for negative inputs”. In: a whole clause that says this and nothing
else. Out: a verdict, or None where the words leave open what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from ...arithmetic.enclosure import Real
from ...evidence.bounds.balls import NoValue, enclose
from ...evidence.functions.building import Z, num, when
from ...evidence.functions.equal import Equal, compare
from ...evidence.functions.limits import limit
from ...evidence.functions.slopes import NoSlope, plain
from ...nouns import Verdict
from ...terms import Applied
from .function_words import WORDS, functions_in
from .properties import TITLES, function, proved, refuted

NUMBERS = {
    "zero": Fraction(0),
    "one": Fraction(1),
    "minus one": Fraction(-1),
    "one half": Fraction(1, 2),
    "one-half": Fraction(1, 2),
    "½": Fraction(1, 2),
    "a half": Fraction(1, 2),
    "one quarter": Fraction(1, 4),
    "one-quarter": Fraction(1, 4),
    "a quarter": Fraction(1, 4),
    "¼": Fraction(1, 4),
}
KNOWN = ("sigmoid", "tanh", "relu", "leaky relu", "softplus")
PIECEWISE = ("relu",)  # a leaky one has a slope of its own on the left

_NAMES = "|".join(words for _, words in WORDS)
_N = rf"(?P<n>[-−]?\d+(?:\.\d+)?(?:/\d+)?|{'|'.join(NUMBERS)})"
_BEGIN = r"(?:^|(?<=[.;:,]\s)|(?<=\b(?:and|but)\s)|(?<=\bthat\s)|(?<=\bwhile\s)|(?<=\bwhereas\s))"
_END = r"(?=\s*(?:[.;,!](?!\d)|$|and\b|while\b|whereas\b|but\b|so\b|because\b))"
_WHAT = (
    r"(?:(?:the |its )?(?P<slope>gradients?|derivatives?|slopes?)(?: value)? of |"
    r"(?:the )?(?:value|outputs?) of )?"
    rf"(?:the |a |an )?(?P<f>\b(?:{_NAMES})\b)(?: activations?| functions?| units?| outputs?)*"
)
_AT = (
    r"(?:at|in) (?:the origin|[zx] ?= ?(?P<at1>[-−]?\d+(?:\.\d+)?)|(?P<at>[-−]?\d+(?:\.\d+)?|zero))"
)
_IS = r"(?:is|equals|has the value|takes the value)(?: exactly| equal to| always)*"
_TENDS = (
    r"(?:is|are|equals|approach(?:es)?|tends? to|goes? to|go to|converges? to|saturates? at)"
    r"(?: (?:very |almost |approximately |nearly |about )*(?:close to|near|equal to)?)? ?"
)
_WHERE = (
    r"(?:for|at|when [zx] is|when (?:the|its) (?:input|argument|inputs|arguments) (?:is|are))"
    r"(?P<very> very| extremely)?(?P<large> large| big)?(?:,)?(?P<side> positive| negative)?"
    r"(?: (?:inputs?|values?|arguments?|numbers?|[zx]|values? of [zx]))?"
)


def at_a_point(match: re.Match[str], text: str) -> Verdict | None:
    """“the derivative of the sigmoid at zero is 0.25”."""
    del text
    name, said = _named(match), _number(match["n"])
    place = _number(match["at"] or match["at1"] or "0")
    if name is None or said is None or place is None:
        return None
    term = Applied(name, (num(place),), 1 if match["slope"] else 0)
    found = compare(term, num(said))
    if isinstance(found, Equal):
        return proved(f"{_shown(name, match)}({place}) = {said}", found.steps)
    value = _enclosed(term)
    if value is None or _rounds_to(value, match["n"]):
        return None
    true = f"{_shown(name, match)}({place}) = {_written(value)}"
    return refuted(true, match["n"], true, (("z", str(place)), ("value", _written(value))))


def in_a_region(match: re.Match[str], text: str) -> Verdict | None:
    """“for large negative inputs the sigmoid is close to 0”; “ReLU is zero for negative inputs”."""
    del text
    name, said = _named(match), _number(match["n"])
    if name is None or said is None:
        return None
    side = (match["side"] or "").strip()
    if match["large"] or (match["very"] and side):
        return _far_out(match, name, said, side)
    return _on_a_side(match, name, said, side) if side and name in PIECEWISE else None


def _far_out(match: re.Match[str], name: str, said: Fraction, side: str) -> Verdict | None:
    """The limit on the side that is named, or on both."""
    primes = 1 if match["slope"] else 0
    ends = [
        (sign, limit(function(name, primes), Z.head, sign == "∞"))
        for sign in {"positive": ("∞",), "negative": ("−∞",)}.get(side, ("∞", "−∞"))
    ]
    if any(end is None for _, end in ends):
        return None
    values = {end.value for _, end in ends if end is not None}
    true = ", ".join(f"{_shown(name, match)}(z) → {end} as z → {sign}" for sign, end in ends)
    if values == {said}:
        return proved(true, tuple(end.step for _, end in ends if end is not None))
    if said in values:
        return None  # it depends on the side, and the one that is meant may be the right one
    return refuted(true, match["n"], true, (("limit", true),))


def _on_a_side(match: re.Match[str], name: str, said: Fraction, side: str) -> Verdict | None:
    """A function of straight pieces, on one of them."""
    primes = 1 if match["slope"] else 0
    relation = ">" if side == "positive" else "<"
    here = when((function(name, primes), relation, Z, num(0)), otherwise=num(said))
    found = compare(here, num(said))
    where = f"for z {relation} 0"
    if isinstance(found, Equal):
        return proved(f"{_shown(name, match)}(z) = {said} {where}", found.steps)
    value = _enclosed(Applied(name, (num(1 if side == "positive" else -1),), primes))
    other = _enclosed(Applied(name, (num(2 if side == "positive" else -2),), primes))
    if value is None or other is None or not value.meets(other) or value.meets(Real(said, said)):
        return None  # not one value on this side
    true = f"{_shown(name, match)}(z) = {_written(value)} {where}"
    return refuted(true, match["n"], true, (("z", "±1"), ("value", _written(value))))


def _named(match: re.Match[str]) -> str | None:
    found = functions_in(match["f"])
    return found[0] if found and found[0] in KNOWN else None


def _shown(name: str, match: re.Match[str]) -> str:
    title = {"sigmoid": "σ", "relu": "ReLU"}.get(name, TITLES.get(name, name))
    return f"{title}′" if match["slope"] else title


def _number(words: str) -> Fraction | None:
    found = words.lower().replace("−", "-")
    return NUMBERS[found] if found in NUMBERS else Fraction(found)


def _enclosed(term: Applied) -> Real | None:
    try:
        return enclose(plain(term), {})
    except (NoValue, NoSlope):
        return None


def _rounds_to(value: Real, written: str) -> bool:
    """0.76 for tanh(1): right to the digits that are written."""
    said = _number(written)
    digits = len(written.partition(".")[2]) if "." in written else 0
    return said is not None and digits > 0 and abs(value.middle - said) <= Fraction(1, 10**digits)


def _written(value: Real) -> str:
    return f"{float(value.middle):.4g}"


SAYINGS: tuple[tuple[str, Callable[[re.Match[str], str], Verdict | None]], ...] = (
    (rf"{_BEGIN}{_WHAT} {_AT} {_IS} {_N}{_END}", at_a_point),
    (rf"{_BEGIN}{_WHAT} {_IS} {_N} {_AT}{_END}", at_a_point),
    (rf"{_BEGIN}{_AT},? {_WHAT} {_IS} {_N}{_END}", at_a_point),
    (rf"{_BEGIN}{_WHERE},? {_WHAT} {_TENDS}{_N}{_END}", in_a_region),
    (rf"{_BEGIN}{_WHAT} {_TENDS}{_N} {_WHERE}{_END}", in_a_region),
)
