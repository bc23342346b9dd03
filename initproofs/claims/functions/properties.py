"""Properties of one activation function, said in words → verdicts that are computed.

In: the words that matched and their sentence. Out: a verdict, or None where the words leave open
what is meant.
"""

from __future__ import annotations

import re
from fractions import Fraction

from ...evidence.bounds.balls import NoValue, enclose
from ...evidence.functions.building import Z, neg, num
from ...evidence.functions.equal import Equal, compare
from ...evidence.functions.limits import limit
from ...evidence.functions.signs import Steps, at_most
from ...evidence.functions.slopes import plain
from ...nouns import Assumption, Counterexample, Missing, Proof, Ruling, Verdict
from ...terms import Applied
from .function_words import functions_in

TITLES = {"sigmoid": "the sigmoid", "tanh": "tanh", "relu": "ReLU", "softplus": "softplus"}
WORDS = (
    r"zero[- ]cent(?:er|re)(?:e?d)?|monotonic(?:ally increasing)?|monotone|"
    r"(?:not |non[- ]?)?differentiable|odd(?: function)?|even(?: function)?|bounded|unbounded|"
    r"non-?negative|(?:strictly )?positive"
)
SYMMETRIC = ("sigmoid", "tanh")


def function(name: str, primes: int = 0) -> Applied:
    return Applied(name, (Z,), primes)


def proved(message: str, steps: Steps) -> Verdict:
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message)


def refuted(message: str, wrote: str, true: str, example: tuple[tuple[str, str], ...]) -> Verdict:
    wrong = Counterexample(wrote, true, message, example)
    return Verdict(Ruling.REFUTED, message, (wrong,), message)


def conditional(message: str, missing: str, without: str) -> Verdict:
    needs = Missing((Assumption(missing),), without)
    return Verdict(Ruling.CONDITIONAL, message, (needs,), message, (Assumption(missing),))


def peak_of(name: str) -> Fraction | None:
    """The slope at 0, if it is proved to be the largest."""
    value = enclose(plain(Applied(name, (num(0),), 1)), {})
    peak = value.middle.limit_denominator(1000)
    return peak if at_most(function(name, 1), num(peak), Z.head) is not None else None


def has(match: re.Match[str], text: str) -> Verdict | None:
    """“tanh is zero-centred”, “the sigmoid is not differentiable at 0”."""
    del text
    name, said = functions_in(match["f"])[0], match["property"].lower()
    denied = bool(match["no"]) or bool(re.match(r"not |non[- ]?d", said))
    for word, test in PROPERTIES:
        if re.search(word, said):
            found = test(name, match["where"].strip())
            if found is None:
                return None
            truth, why, steps = found
            if truth is not denied:
                return proved(why, steps)
            return refuted(why, match[0], why, (("function", name),))
    return None


Found = tuple[bool, str, Steps] | None


def _zero_centred(name: str, where: str) -> Found:
    """An odd function has mean 0 over a symmetric law; a positive one never has."""
    del where
    odd = _parity(name, -1)
    if odd is not None:
        return True, f"{name}(-z) = -{name}(z): a symmetric z gives mean 0", odd
    below = at_most(num(0), function(name), Z.head)
    return (False, f"{name}(z) is never negative: its mean is above 0", below) if below else None


def _parity(name: str, sign: int) -> Steps | None:
    mirrored = Applied(name, (neg(Z),))
    found = compare(mirrored, neg(function(name)) if sign < 0 else function(name))
    return found.steps if isinstance(found, Equal) else None


def _is_odd(name: str, where: str) -> Found:
    del where
    found = _parity(name, -1)
    return (True, f"{name}(-z) = -{name}(z)", found) if found else _not_mirrored(name, -1)


def _is_even(name: str, where: str) -> Found:
    del where
    found = _parity(name, 1)
    return (True, f"{name}(-z) = {name}(z)", found) if found else _not_mirrored(name, 1)


def _not_mirrored(name: str, sign: int) -> Found:
    try:
        left = enclose(plain(Applied(name, (num(-1),))), {})
        right = enclose(plain(Applied(name, (num(1),))), {})
    except NoValue:
        return None
    other = -right if sign < 0 else right
    if left.meets(other):
        return None
    values = f"{name}(-1) = {float(left.middle):.4g} and {name}(1) = {float(right.middle):.4g}"
    return False, values, (("values at ±1", values),)


def _monotone(name: str, where: str) -> Found:
    del where
    found = at_most(num(0), function(name, 1), Z.head)
    return (True, f"{name}′(z) ≥ 0 for every z", found) if found else None


def _differentiable(name: str, where: str) -> Found:
    if name in ("relu", "leaky relu"):
        slope = "0" if name == "relu" else "0.01"
        why = f"at 0 the slope is {slope} from the left and 1 from the right"
        return False, why, (("one-sided derivatives", why),)
    if name in (*SYMMETRIC, "softplus", "silu", "gelu"):
        del where
        return True, f"{name} is smooth: a quotient of sums of exponentials", (("smooth", name),)
    return None


def _bounded(name: str, where: str) -> Found:
    del where
    ends = [limit(function(name), Z.head, up) for up in (True, False)]
    if any(end is None for end in ends):
        return None
    infinite = [end for end in ends if end is not None and end.value is None]
    if infinite:
        return False, f"{name}(z) has no bound", (infinite[0].step,)
    said = " and ".join(str(end) for end in ends)
    return True, f"it lies between its limits {said}", tuple(end.step for end in ends if end)


def _unbounded(name: str, where: str) -> Found:
    found = _bounded(name, where)
    return None if found is None else (not found[0], *found[1:])


def _nonnegative(name: str, where: str) -> Found:
    del where
    found = at_most(num(0), function(name), Z.head)
    return (True, f"{name}(z) ≥ 0 for every z", found) if found else _negative_somewhere(name)


def _negative_somewhere(name: str) -> Found:
    value = enclose(plain(Applied(name, (num(-1),))), {})
    shown = f"{name}(-1) = {float(value.middle):.4g}"
    return (False, shown, (("value at -1", shown),)) if value.high < 0 else None


PROPERTIES = (
    (r"zero", _zero_centred),
    (r"monoton", _monotone),
    (r"differentiable", _differentiable),
    (r"^odd", _is_odd),
    (r"^even", _is_even),
    (r"unbounded", _unbounded),
    (r"^bounded", _bounded),
    (r"non-?negative", _nonnegative),
)


def ranges(match: re.Match[str], text: str) -> Verdict | None:
    """“tanh outputs values between -1 and 1”."""
    name = functions_in(match["f"])[0]
    low, high = number(match["low"], text), number(match["high"], text)
    ends = [limit(function(name), Z.head, up) for up in (False, True)]
    if low is None or high is None or ends[0] is None or ends[1] is None:
        return None
    if (ends[0].value, ends[1].value) == (low, high):
        steps = at_most(num(low), function(name), Z.head)
        above = at_most(function(name), num(high), Z.head)
        if steps is None or above is None:
            return None
        bounds = (*steps, *above, ends[0].step, ends[1].step)
        return proved(f"{name} lies between {low} and {high} and comes as near as you like", bounds)
    if name not in SYMMETRIC or {low, high} - {-1, 0, 1}:
        return None
    true = f"{name} lies between {ends[0]} and {ends[1]}"
    return refuted(true, f"between {low} and {high}", true, (("limits", f"{ends[0]}, {ends[1]}"),))


def number(words: str, text: str) -> Fraction | None:
    """A number in words or digits; a formula is left to those who read formulas."""
    del text
    known = {"quarter": Fraction(1, 4), "half": Fraction(1, 2), "¼": Fraction(1, 4)}
    for word, value in (*known.items(), ("½", Fraction(1, 2))):
        if word in words:
            return value
    digits = words.replace("−", "-").replace("+", "")
    return Fraction(digits) if re.fullmatch(r"-?\d+(?:\.\d+)?(?:/[1-9]\d*)?", digits) else None


def steepest(match: re.Match[str], text: str) -> Verdict | None:
    """“the largest derivative of the sigmoid is 0.25”."""
    name, said = functions_in(match["f"])[0], number(match["n"], text)
    if name not in SYMMETRIC or said is None:
        return None
    peak = peak_of(name)
    steps = at_most(function(name, 1), num(peak), Z.head) if peak is not None else None
    if peak is None or steps is None:
        return None
    message = f"the largest slope of {TITLES[name]} is {peak}, at 0"
    if said == peak:
        return proved(message, steps)
    return refuted(message, str(said), str(peak), (("z", "0"), (f"{name}′(0)", str(peak))))
