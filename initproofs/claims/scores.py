"""Results printed side by side → what arithmetic says of them: impossible, right, or nothing.

Averages over classes obey other laws than the scores of one class: where a note speaks of them, or
of many classes, scores are not compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ..evidence.figures import (
    agree,
    f1_between,
    guessing_loss,
    highest_f1,
    is_a_share_of,
)
from ..nouns import Bound, Counterexample, Ruling, Verdict
from .results import ACCURACY, F1, LOSS, PRECISION, RECALL, SHARES, Passage, Result

_AVERAGED = re.compile(r"\b(?:macro|micro|weighted|averaged?|multi-?class)\b", re.I)
_POSITIVE_LOSS = re.compile(r"\b(?:cross[- ]entropy|log[- ]loss|squared|mse)\b", re.I)
_COUNTED = re.compile(
    r"\b(?P<hits>\d{1,18}+)\s+(?:out\s+)?of\s+(?:the\s+)?(?P<all>\d{1,18}+)\b(?=[^.]*\b(?:correct|right)\w*)",
    re.I,
)
_SIZE = re.compile(
    r"\b(?:on|of|over)\s+(?:the\s+|all\s+|our\s+)?(?P<all>\d{1,18}+)\s+(?:test\s+|validation\s+)?"
    r"(?:examples|images|points|samples)\b",
    re.I,
)
_CLASSES = re.compile(r"\b(?P<classes>\d{1,18}+)[- ](?:balanced\s+)?class(?:es)?\b", re.I)
_START = re.compile(
    r"\b(?:initial|first|starting|expected)\s+(?:\w+\s+)?(?:loss|cost)|"
    r"\b(?:loss|cost)\b[^.]*\b(?:at initiali[sz]ation|before training|at the start)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A result, those of its sentence (itself among them), and the sentence."""

    result: Result
    beside: tuple[Result, ...]
    passage: Passage

    def only(self, name: str) -> Result | None:
        found = [other for other in self.beside if other.quantity == name]
        return found[0] if len(found) == 1 else None


def judge(stated: Stated) -> Verdict | None:
    """The verdict of arithmetic on a result; None where it has nothing to say."""
    for rule in RULES:
        found = rule(stated)
        if found is not None:
            return found
    return None


def _range(result: Result) -> tuple[Fraction, Fraction]:
    return result.value - result.unit / 2, result.value + result.unit / 2


def _refuted(result: Result, true: str, because: str, correction: str | None = None) -> Verdict:
    wrote = f"{result.quantity} {result.printed}"
    return Verdict(
        Ruling.REFUTED,
        true,
        (Counterexample(wrote, true, because),),
        true if len(true.split()) <= 12 else f"no such {result.quantity}",
        correction=correction,
        marks=(result.span,),
    )


def _confirmed(message: str, low: Fraction, high: Fraction, what: str) -> Verdict:
    return Verdict(Ruling.CONFIRMED, message, (Bound(shown(low), shown(high), what),), message)


def shown(value: Fraction, digits: int = 6) -> str:
    return f"{float(value):.{digits}g}"


def _out_of_range(stated: Stated) -> Verdict | None:
    result = stated.result
    if result.quantity not in SHARES or 0 <= result.value <= 1:
        return None
    return _refuted(result, f"{result.quantity} lies between 0 and 1", "it is a share of a whole")


def _negative(stated: Stated) -> Verdict | None:
    result = stated.result
    if (
        result.quantity != LOSS
        or result.value >= 0
        or not _POSITIVE_LOSS.search(stated.passage.text)
    ):
        return None
    return _refuted(result, "this loss is never negative", "it is a sum of terms that are not")


def _forbidden(stated: Stated) -> Verdict | None:
    result = stated.result
    accuracy = stated.only(ACCURACY)
    if result.quantity != F1 or accuracy is None or _AVERAGED.search(stated.passage.text):
        return None
    if accuracy.on and result.on and accuracy.on != result.on:
        return None
    most = highest_f1(min(_range(accuracy)[1], Fraction(1)))
    if _range(result)[0] <= most:
        return None
    limit = shown(most, 3)
    because = "F1 = 2 TP/(2 TP + errors), the errors are 1 - accuracy, and TP is at most accuracy"
    return _refuted(result, f"with this accuracy F1 is at most {limit}", because)


def _harmonic(stated: Stated) -> Verdict | None:
    result = stated.result
    precision, recall = stated.only(PRECISION), stated.only(RECALL)
    if (
        result.quantity != F1
        or not precision
        or not recall
        or _AVERAGED.search(stated.passage.text)
    ):
        return None
    low, high = f1_between(_range(precision), _range(recall))
    below, above = result.value - result.unit, result.value + result.unit  # rounded or cut off
    if below <= high and low <= above:
        what = "F1 = 2·precision·recall/(precision + recall)"
        return _confirmed("the harmonic mean of precision and recall", low, high, what)
    middle = shown((low + high) / 2, 3)
    because = "F1 is the harmonic mean of precision and recall"
    return _refuted(result, f"these give F1 = {middle}", because, middle)


def _counted(stated: Stated) -> Verdict | None:
    result = stated.result
    match = _COUNTED.search(stated.passage.text)
    if result.quantity != ACCURACY or match is None or not int(match["all"]):
        return None
    share = Fraction(int(match["hits"]), int(match["all"]))
    if result.value - result.unit / 2 <= share <= result.value + result.unit:
        what = f"{match['hits']} of {match['all']}"
        return _confirmed(f"{what} is {shown(100 * share, 4)} %", share, share, what)
    true = f"{match['hits']} of {match['all']} is {shown(100 * share, 4)} %"
    return _refuted(result, true, "accuracy is the share that is right", shown(share, 4))


def _sized(stated: Stated) -> Verdict | None:
    result = stated.result
    match = _SIZE.search(stated.passage.text)
    if result.quantity != ACCURACY or match is None or not int(match["all"]):
        return None
    count = int(match["all"])
    if is_a_share_of(result.value - result.unit / 2, result.value + result.unit, count):
        return None
    near = round(result.value * count)
    true = (
        f"no share of {count} examples: {near} of them are {shown(Fraction(100 * near, count))} %"
    )
    return _refuted(result, true, "accuracy is a whole number of examples over their number")


def _guessing(stated: Stated) -> Verdict | None:
    """“With 10 classes the initial loss is about 2.3”: that of equal probabilities."""
    result = stated.result
    match = _CLASSES.search(stated.passage.text)
    text = stated.passage.text
    if result.quantity != LOSS or match is None or not _START.search(text):
        return None
    classes = int(match["classes"])
    if not 2 <= classes <= 10**9:
        return None
    decimals = len(result.printed.partition(".")[2])
    exact = guessing_loss(classes)
    if agree(exact, result.value, decimals) or agree(exact, result.value, decimals, cut=True):
        message = f"ln {classes}: the loss of {classes} equal probabilities"
        return _confirmed(message, exact.low, exact.high, f"ln {classes}")
    if not result.expected or abs(exact.middle - result.value) <= exact.middle / 20:
        return None  # what came out of random weights need not be the loss of guessing
    true = f"equal probabilities of {classes} classes give ln {classes} = {shown(exact.middle, 4)}"
    because = "the loss is -ln of the probability of the right class, and that is 1/C"
    return _refuted(result, true, because, shown(exact.middle, 4))


RULES = (_out_of_range, _negative, _forbidden, _harmonic, _counted, _sized, _guessing)
