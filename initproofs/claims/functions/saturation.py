"""Saturation, said in words: large arguments flatten σ and tanh, small ones never do.

In: the words that matched and their sentence. Out: a verdict, or None where the words leave open
what is large and what is small.
"""

from __future__ import annotations

import re

from ...evidence.functions.building import Z, exp, num, times
from ...evidence.functions.limits import limit
from ...evidence.functions.signs import Steps, at_most
from ...nouns import Verdict
from ...terms import Applied
from .function_words import functions_in
from .properties import SYMMETRIC, TITLES, conditional, function, peak_of, proved, refuted

LARGE = re.compile(
    r"\b(?:large|larger|big|high|higher|huge|extreme|far from (?:zero|0|the origin))\b|"
    r"\bsaturat(?:ed|ion|ing)\b",
    re.I,
)
SMALL = re.compile(
    r"\b(?:small|smaller|tiny|low)\b(?! (?:gradient|slope|derivative|learning))|"
    r"\b(?:close|near)(?: to)? (?:zero|0)\b(?! (?:gradient|slope))",
    re.I,
)
WEIGHTS_OF_A_SIZE = (
    r"(?:(?:too |very )?(?:low|small|tiny|large|high|big|huge)(?: (?:initial|starting|random))? "
    r"weights?|weights? (?:that are )?(?:too |very )?(?:low|small|tiny|large|high|big|huge|"
    r"(?:close to|near) (?:zero|0)))"
)
VERY_LOW = re.compile(r"\b(?:very|extremely|too) (?:low|small)\b|negative", re.I)
_WEIGHTS_ARE = r"\bweights? (?:are|is|were|start|get|become)[^.,;]{0,30}?\b"
# What puts the arguments of a function near zero, said beyond doubt.
NEAR_ZERO = re.compile(
    r"\b(?:small|tiny|low) (?:initial |random |starting )?weights?\b|"
    r"\bweights? (?:that are )?(?:too |very )?(?:small|tiny|low|(?:close to|near) (?:zero|0))\b|"
    rf"{_WEIGHTS_ARE}(?:small|tiny|low|(?:close to|near) (?:zero|0))\b|"
    r"\b(?:inputs?|z|pre-?activations?|arguments?) (?:is|are) (?:close to|near) "
    r"(?:zero|0)\b(?! or)",
    re.I,
)
_SMALL_WEIGHTS = re.compile(
    rf"\b(?:small|tiny) (?:initial |random )?weights?\b|{_WEIGHTS_ARE}(?:small|tiny)\b", re.I
)
DENIED = re.compile(
    r"\b(?:not|no|never|rarely|seldom|hardly|prevent\w*|avoid\w*|keeps?|stops?|without|less|away|"
    r"unsaturated|outputs?)\b|n['’]t\b",
    re.I,
)
WEIGHTS = re.compile(r"\bweights?\b|\binitiali[sz]", re.I)
# Where the size of the weights is not that of the arguments.
_RESCALED = re.compile(
    r"\b(?:batch|layer|group|weight)[- ]?norm|\bnormali[sz]|\bstandardi[sz]|\brescal|"
    r"\binputs? (?:is|are) (?:all )?(?:zeros?|0|small|tiny)\b",
    re.I,
)
# What is said before these words is said of another case.
_OTHER_CASE = re.compile(
    r";|,? \b(?:and|but|while|whereas)\b,? (?=(?:when|if|as|for|once|with)\b)", re.I
)
_OF_SLOPE = re.compile(r"\b(?:gradients?|derivatives?|slopes?) of $", re.I)
DECAY = {"sigmoid": (1, 1), "tanh": (4, 2)}  # φ′(z) ≤ c·e^(−k|z|)


def saturates(match: re.Match[str], text: str) -> Verdict | None:
    """Large arguments make the slope of a sigmoid or tanh vanish; small ones make it largest."""
    names = [name for name in functions_in(match[0]) if name in SYMMETRIC]
    if not names or len(names) != len(functions_in(match[0])):
        return None
    around = text[: text.find(match[0]) + len(match[0]) + 60] if match[0] in text else text
    around = _OTHER_CASE.split(around)[-1]
    said = match.groupdict().get("verb") or match[0]
    clause = around.replace(said, " ")
    large, small = bool(LARGE.search(clause)), bool(SMALL.search(clause))
    if DENIED.search(clause) or (WEIGHTS.search(clause) and _RESCALED.search(text)):
        return None
    if small:
        return None if large else _steep(names, clause)
    return _flat(names) if large else None


def _flat(names: list[str]) -> Verdict | None:
    steps: Steps = ()
    said = []
    for name in names:
        factor, rate = DECAY[name]
        size = Applied("abs", (Z,))
        bound = times(num(factor), exp(times(num(-rate), size)))
        found = at_most(function(name, 1), bound, Z.head)
        if found is None:
            return None
        times_ = f"{factor}" if factor > 1 else ""
        said.append(f"{name}′(z) ≤ {times_}e^(-{rate if rate > 1 else ''}|z|)")
        steps = (*steps, *found, (f"bound for {name}", said[-1]))
    return proved("for large |z|: " + ", ".join(said), steps)


def _steep(names: list[str], clause: str) -> Verdict | None:
    of_weights = _SMALL_WEIGHTS.search(clause) and "negative" not in clause
    if not NEAR_ZERO.search(clause) or (VERY_LOW.search(clause) and not of_weights):
        return None  # a “very small” argument may be one far below zero
    name = names[0]
    peak = peak_of(name)
    if peak is None:
        return None
    message = f"near 0 the slope of {TITLES[name]} is largest: {name}′(0) = {peak}"
    example = (("z", "0"), (f"{name}′(0)", str(peak)))
    return refuted(message, "small arguments saturate", "large |z| saturates", example)


def near_one(match: re.Match[str], text: str) -> Verdict | None:
    """“with large weights σ is near 1”: near 1 or near 0, as the sign of z has it."""
    names = functions_in(match[0])
    if names != ("sigmoid",) or not LARGE.search(text) or SMALL.search(text):
        return None
    if re.search(r"\bnegative\b", text) or _OF_SLOPE.search(match.string[: match.start()]):
        return None  # on the left it is near 0, and so is the slope
    if re.search(r"\bpositive\b", text) or not WEIGHTS.search(text):
        steps = limit(function("sigmoid"), Z.head, True)
        return proved("σ(z) tends to 1 as z → ∞", (steps.step,)) if steps else None
    return conditional(
        "near 1 only where z is positive; large weights of random sign give σ near 0 as often",
        "the sign of z is positive: inputs and weights are such that z is large and positive",
        "z = -30 is large in size, and σ(-30) = 9·10⁻¹⁴: near 0",
    )
