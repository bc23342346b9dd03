r"""# statement

Sentences of the field that are known to be true, false, or true under a condition.

## What it does
Compares sentences with a catalogue: proved statements, misconceptions, statements that lack a
condition, and the papers that notes cite. A sentence is taken for one of them only if it says so in
the words of the catalogue, as its author's own statement: questions, reports of what others think,
denials and suppositions are left alone. Beside whole phrases, ideas are put together (“random
weights”, “break symmetry”): such a sentence is understood only if every word of it is. A
misconception is answered with a small example, a missing condition with a case in which the
statement fails without it.

## Example
The network has $L$ layers: we need initial weights to start gradient descent.
<!-- expect: PROVED -->

A good initialization of $W$ also ensures that we do not keep oscillating around the minimum.
<!-- expect: REFUTED "step" -->

Leaky ReLU solves the vanishing gradient problem. <!-- expect: CONDITIONAL "sat" -->

Xavier initialization is designed for ReLU networks. <!-- expect: REFUTED "cuts off" -->

## References
Each entry of the catalogue names its own; most are in Goodfellow, Bengio and Courville (2016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import Assumption, Claim, Counterexample, Missing, Proof, Ruling, Verdict
from .citations import cited
from .kind import Kind
from .symmetry_state import FAR, surroundings
from .thoughts import Thought, thoughts

NAME = "statement"
_NOT = re.compile(r"\b(?:not|never|no|without|nor)\b|n't\b")
_IF = ("if", "when", "whenever", "provided", "as-long-as", "so-long-as", "assuming")
ABOVE = 4  # sentences above that may say what a sentence is about


def find(replay: Replay) -> Iterator[Claim]:
    found = surroundings(replay)
    source = replay.notes.document.source
    for place, words in enumerate(found.wordings):
        if not found.asked[place] and not words.sentence.heading:
            near = " ".join(w.text for w in found.wordings[max(0, place - ABOVE) : place])
            opened = max(found.opened[place], place - FAR)
            above = " ".join(w.text for w in found.wordings[opened:place])
            for thought in thoughts(words, near, above):
                text = source[thought.span.start : thought.span.end]
                yield Claim(NAME, text, thought.span, thought)
    for span, verdict in cited(found.wordings):
        yield Claim(NAME, source[span.start : span.end], span, verdict)


def judge(claim: Claim) -> Verdict:
    if isinstance(claim.statement, Verdict):
        return claim.statement
    assert isinstance(claim.statement, Thought)
    return _of_thought(claim, claim.statement)


def _of_thought(claim: Claim, thought: Thought) -> Verdict:
    saying, why = thought.saying, thought.saying.why
    if saying.missing:
        example = "; ".join(f"{name}: {value}" for name, value in why.example)
        gap = Missing(tuple(map(Assumption, saying.missing)), f"{why.because} ({example})")
        return Verdict(Ruling.CONDITIONAL, why.is_so, (gap,), why.is_so)
    if thought.holds:
        return Verdict(Ruling.PROVED, why.is_so, (Proof(why.steps),), why.is_so)
    shown = Counterexample(claim.source, why.is_so, f"{why.because} ({why.reference})", why.example)
    correction, marks = why.correction or None, (claim.span,)
    return Verdict(Ruling.REFUTED, why.is_so, (shown,), why.is_so, (), correction, marks)


KIND = Kind(NAME, find, judge, __doc__ or "")
