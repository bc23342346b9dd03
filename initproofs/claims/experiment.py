r"""# experiment

Printed losses, accuracies and scores.

## What it does
Refutes what arithmetic forbids: a share above 1, an F1 that the accuracy beside it does not allow
or that is not the mean of precision and recall, a share that no number of examples gives. Knows the
loss of guessing, and figures of public runs that notes repeat: those are told by their digits and
compared with what was measured when the run was done again. Every other figure stays undecided: a
result can be judged only with its recipe.

## Example
With zero initialization we obtained loss = 0.6931 and $50\%$ accuracy. <!-- expect: CONFIRMED -->

On the test set we got an accuracy of 60 % and $F_1 = 0.9$. <!-- expect: REFUTED "at most 0.75" -->

## References
C. J. van Rijsbergen, Information Retrieval (1979), for F1; deeplearning.ai, Improving Deep Neural
Networks, week 1 (2017), for the two circles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import Claim, Reason, Ruling, Verdict
from . import published, scores
from .kind import Kind
from .results import Passage, passages, results

NAME = "experiment"
_REPORTED = re.compile(
    r"\b(?:obtain(?:ed|s)?|results?|got|get|gives?|gave|reach(?:es|ed)|achiev(?:es?|ed)|trained|"
    r"iterations?|epochs?|measured|ended?)\b",
    re.I,
)


def find(replay: Replay) -> Iterator[Claim]:
    said = passages(replay.notes.document)
    found = list(results(said))
    source = replay.notes.document.source
    told = published.judged(said, found)
    for span, verdict in told:
        yield Claim(NAME, source[span.start : span.end], span, verdict)
    spoken = {span for span, _ in told}
    excused = {result.sentence for result in found if result.span in spoken}
    for result in found:
        if result.span in spoken:
            continue
        passage = said[result.sentence]
        beside = tuple(other for other in found if other.sentence == result.sentence)
        ruled = scores.judge(scores.Stated(result, beside, passage))
        if ruled is None and result.sentence not in excused:
            ruled = _unknown(passage, result.expected)
        if ruled is not None:
            excused.add(result.sentence)
            span = result.span
            yield Claim(NAME, source[span.start : span.end], span, ruled)


def _unknown(passage: Passage, expected: bool) -> Verdict | None:
    """A result that is reported as one: what its note must state before it can be judged."""
    if expected or not _REPORTED.search(passage.text):
        return None
    why = "the recipe of the run is not stated (data, sizes, seeds, rate, iterations)"
    return Verdict(Ruling.UNDECIDED, why, (Reason(why),), "the recipe of the run is not stated")


def judge(claim: Claim) -> Verdict:
    assert isinstance(claim.statement, Verdict)
    return claim.statement


KIND = Kind(NAME, find, judge, __doc__ or "")
