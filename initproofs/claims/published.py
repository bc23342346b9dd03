"""Results that can be known: those of a zero start, and those of public runs → verdicts.

A zero start makes every output ½, whatever is trained, as long as the classes balance. A public run
is known by the digits of its loss; what a note says around it is compared with the run's recipe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ..evidence.figures import agree, guessing_loss
from ..evidence.runs import Run, Start, known
from ..nouns import (
    Assumption,
    Bound,
    Counterexample,
    Missing,
    Reproduction,
    Ruling,
    Span,
    Verdict,
)
from .results import ACCURACY, LOSS, Passage, Result

Told = tuple[Span, Verdict]
_ZERO = re.compile(
    r"\bzero[- ]initiali[sz]|\binitiali[sz](?:ed|ing|e)\s+(?:\w+\s+){0,4}?(?:with|to|at|as|by)\s+"
    r"(?:all\s+)?(?:zeros?|0)\b|\bzeros?\s*\||(?:^|\|)\s*zeros?\b|\.zeros\b|\ball[- ]zero\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:random(?!\.zeros)\w*|randn|he initiali\w*|xavier|glorot|kaiming|lecun|large|"
    r"orthogonal)\b",
    re.I,
)
_FAILS = re.compile(
    r"\b(?:is|was)(?: not|n['’]t)\s+(?:\w+\s+)?(?:successful|useful|working|effective|helpful)\b|"
    r"\b(?:fails?|failed)\b|\b(?:does|did)(?: not|n['’]t) (?:work|learn|train)\b|"
    r"\bno better than (?:guessing|chance)\b",
    re.I,
)
_BETTER = re.compile(r"\b(?:improvement|improves?|better|beats?)\b", re.I)
_THAN_BEFORE = re.compile(r"\bprevious\b|\bboth (?:of the )?others?\b|\bthe other two\b", re.I)
_DENIED = re.compile(r"\b(?:not|no|never|than expected)\b|n['’]t\b|\?", re.I)
_DEPTH = re.compile(
    r"(?<![\w-])(?P<count>one|two|three|four|five|six|\d{1,3})(?:\s+|-)hidden(?:\s+|-)layers?\b",
    re.I,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NETWORK = re.compile(r"\b(?:net|network|model)\b", re.I)


def judged(said: tuple[Passage, ...], found: list[Result]) -> list[Told]:
    """Every result, and every sentence about results, that these rules can judge."""
    runs = {result.span: run for result in found if (run := _known(result))}
    told = [*_zero_starts(said, found), *_losses(runs, found), *_accuracies(runs, found)]
    told += _depths(said, runs, found)
    told += _comparisons(said, found)
    return sorted(told, key=lambda pair: pair[0])


def _known(result: Result) -> tuple[Run, Start] | None:
    return known(result.printed) if result.quantity == LOSS else None


def _from_zero(said: tuple[Passage, ...], result: Result) -> bool:
    """What the nearest words above say of the weights at the start."""
    for passage in reversed(said[: result.sentence + 1]):
        zero = max((m.end() for m in _ZERO.finditer(passage.text)), default=-1)
        other = max((m.end() for m in _OTHER.finditer(passage.text)), default=-1)
        if zero != other:
            return zero > other
    return False


def _zero_starts(said: tuple[Passage, ...], found: list[Result]) -> Iterator[Told]:
    ln2 = guessing_loss(2)
    for result in found:
        if result.quantity != LOSS or not _from_zero(said, result):
            continue
        decimals = len(result.printed.partition(".")[2])
        if decimals < 2 or not agree(ln2, result.value, decimals):
            continue
        message = "ln 2: the loss of an output that is ½ for every example"
        yield result.span, _bounded(message, ln2.low, ln2.high, "−ln ½")
        for other in found:
            half = other.quantity == ACCURACY and other.value == Fraction(1, 2)
            if half and other.sentence == result.sentence and decimals >= 4:
                words = "a constant answer is right on half of two balanced classes"
                yield other.span, _bounded(words, other.value, other.value, "balanced classes")
                yield from _failing(said, other)


def _bounded(message: str, low: Fraction, high: Fraction, what: str) -> Verdict:
    bound = Bound(f"{float(low):.16g}", f"{float(high):.16g}", what)
    return Verdict(Ruling.CONFIRMED, message, (bound,), message)


def _failing(said: tuple[Passage, ...], accuracy: Result) -> Iterator[Told]:
    """“Clearly, this does not work”: said of a result that is no better than guessing."""
    for passage in said[accuracy.sentence + 1 : accuracy.sentence + 3]:
        match = _FAILS.search(passage.text)
        if match and _ZERO.search(passage.text):
            message = "50 % is what guessing gives"
            evidence = Reproduction("compared with guessing between two classes", 1, 1)
            span = passage.span(match.start(), match.end())
            yield span, Verdict(Ruling.CONFIRMED, message, (evidence,), message)


def _losses(runs: dict[Span, tuple[Run, Start]], found: list[Result]) -> Iterator[Told]:
    for result in found:
        if result.span not in runs or result.steps is None:
            continue
        run, start = runs[result.span]
        if result.steps == start.iteration:
            evidence = Reproduction(f"{run.name}: {run.recipe}", 1, 1)
            message = f"the loss of iteration {start.iteration}, as in {run.source}"
            yield result.span, Verdict(Ruling.CONFIRMED, message, (evidence,), message[:60])
        elif result.steps == run.iterations:
            yield result.span, _too_late(result, run, start)


def _too_late(result: Result, run: Run, start: Start) -> Verdict:
    true = f"this is the loss of iteration {start.iteration}; after {run.iterations} it is about "
    true += start.at_the_end
    because = f"these digits are those of a public run ({run.source}): {run.recipe}"
    evidence = Counterexample(f"{result.steps} iterations: {result.printed}", true, because)
    again = Reproduction(f"{run.name}: {run.recipe}", 0, 1)
    return Verdict(
        Ruling.REFUTED,
        true,
        (evidence, again),
        f"the loss of iteration {start.iteration}, not {run.iterations}",
        correction=f"after iteration {start.iteration}",
        marks=(result.span,),
    )


def _accuracies(runs: dict[Span, tuple[Run, Start]], found: list[Result]) -> Iterator[Told]:
    """The accuracy beside a loss that is known: that of the test, or of the training set."""
    for loss in found:
        if loss.span not in runs:
            continue
        run, start = runs[loss.span]
        for result in found:
            if result.quantity == ACCURACY and result.sentence == loss.sentence:
                verdict = _accuracy(result, run, start)
                if verdict is not None:
                    yield result.span, verdict


def _accuracy(result: Result, run: Run, start: Start) -> Verdict | None:
    def printed(share: Fraction) -> bool:
        return abs(share - result.value) <= result.unit / 2

    train = f"{float(100 * start.training):.4g} %"
    if printed(start.test) and result.on == "test":
        evidence = Reproduction(f"{run.name}: {run.recipe}", 1, 1)
        message = f"the test accuracy of {run.source}"
        return Verdict(Ruling.CONFIRMED, message, (evidence,), "as in the public run")
    if printed(start.test) and not result.on and not printed(start.training):
        assumption = Assumption("the accuracy is that of the test set")
        without = f"on the training set the same network is right on {train}"
        message = f"true of the test set only; on the training set it is {train}"
        missing = Missing((assumption,), without)
        return Verdict(Ruling.CONDITIONAL, message, (missing,), "true of the test set only")
    if printed(start.test) and result.on == "training" and not printed(start.training):
        true = f"on the training set it is {train}"
        because = f"{result.printed} % is the accuracy on the test set ({run.source})"
        counter = Counterexample(f"training accuracy {result.printed} %", true, because)
        return Verdict(Ruling.REFUTED, true, (counter,), true, correction=train)
    return None


def _depths(
    said: tuple[Passage, ...], runs: dict[Span, tuple[Run, Start]], found: list[Result]
) -> Iterator[Told]:
    """“A network with three hidden layers”, where the digits are those of a network with two."""
    sentences = [result.sentence for result in found if result.span in runs]
    if not sentences:
        return
    run, start = next(iter(runs.values()))
    mentions = [
        (passage, match)
        for passage in said[: sentences[0] + 1]
        if _NETWORK.search(passage.text)
        for match in _DEPTH.finditer(passage.text)
    ]
    if len(mentions) != 1:
        return
    passage, match = mentions[0]
    word = match["count"].lower()
    count = _COUNTS.get(word) or int(word)
    span = passage.span(match.start(), match.end())
    evidence = Reproduction(f"{run.name}: {run.recipe}", int(count == run.hidden_layers), 1)
    if count == run.hidden_layers:
        message = f"the network of these figures has {count} hidden layers"
        yield span, Verdict(Ruling.CONFIRMED, message, (evidence,), message)
        return
    true = f"the printed losses are those of a network with {run.hidden_layers} hidden layers"
    because = f"{run.name} gives {start.loss}, to 12 digits ({run.source})"
    counter = Counterexample(f"{count} hidden layers", true, because)
    correction = f"{run.hidden_layers} hidden layers"
    yield span, Verdict(Ruling.REFUTED, true, (counter, evidence), true, correction=correction)


def _comparisons(said: tuple[Passage, ...], found: list[Result]) -> Iterator[Told]:
    """“An improvement over the previous ones”: the last result against those before it."""
    for number, passage in enumerate(said):
        match = _BETTER.search(passage.text)
        if not match or not _THAN_BEFORE.search(passage.text) or _DENIED.search(passage.text):
            continue
        before = [result for result in found if number - 3 <= result.sentence < number]
        latest = max((result.sentence for result in before), default=-1)
        better = [_beats(result, found) for result in before if result.sentence == latest]
        known_to_be = [answer for answer in better if answer is not None]
        span = passage.span(match.start(), match.end())
        if known_to_be and all(known_to_be):
            evidence = Reproduction("compared with every result above", len(better), len(better))
            message = "better than every result printed above"
            yield span, Verdict(Ruling.CONFIRMED, message, (evidence,), message)
        elif known_to_be and not any(known_to_be):
            true = "worse than a result printed above"
            counter = Counterexample(match[0], true, "compared figure by figure")
            yield span, Verdict(Ruling.REFUTED, true, (counter,), true)


def _beats(result: Result, found: list[Result]) -> bool | None:
    """Is it better than every earlier figure of its quantity? None if there is none."""
    same = [r for r in found if r.quantity == result.quantity and r.on == result.on]
    earlier = [r.value for r, after in pairwise(same) if after.span <= result.span]
    if not earlier or result.quantity not in (LOSS, ACCURACY):
        return None
    if result.quantity == LOSS:
        return result.value < min(earlier)
    return result.value > max(earlier)
