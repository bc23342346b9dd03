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

If $g$ is used, leaky ReLU solves the vanishing gradient problem. <!-- expect: CONDITIONAL "sat" -->

Xavier initialization is designed for ReLU networks. <!-- expect: REFUTED "cuts off" -->

## References
Each entry of the catalogue names its own; most are in Goodfellow, Bengio and Courville (2016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..catalogue import CATALOGUE, WORDS, Known
from ..given.assertions import Mood, Wording, denied, mood, phrase
from ..given.links import Replay
from ..nouns import Assumption, Claim, Counterexample, Missing, Proof, Ruling, Span, Verdict
from .citations import cited
from .kind import Kind
from .symmetry_state import FAR, surroundings
from .thoughts import Thought, thoughts

NAME = "statement"
_UNTRUE = re.compile(r"\b(?:myths?|misconceptions?|fallac(?:y|ies)|not true|untrue)\b")
_NOT = re.compile(r"\b(?:not|never|no|without|nor)\b|n't\b")
# What a misconception is no longer when it is said of less.
_NARROWED = re.compile(r"\s*(?:for|on|when|whenever|if|at|as long|only|unless|until|provided)\b")
_IF = ("if", "when", "whenever", "provided", "as-long-as", "so-long-as", "assuming")
ABOVE = 4  # sentences above that may say what a sentence is about


@cache
def _compiled(known: Known) -> tuple[re.Pattern[str], ...]:
    return tuple(phrase(pattern, WORDS) for pattern in known.phrases)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of the catalogue, found in a note."""

    known: Known
    wrote: str
    span: Span


def find(replay: Replay) -> Iterator[Claim]:
    found = surroundings(replay)
    source = replay.notes.document.source
    for place, words in enumerate(found.wordings):
        if not found.asked[place] and not words.sentence.heading:
            for spoken in _in(words, found.wordings[max(0, place - ABOVE) : place]):
                text = source[spoken.span.start : spoken.span.end]
                yield Claim(NAME, text, spoken.span, spoken)
            above = " ".join(
                w.text for w in found.wordings[max(found.opened[place], place - FAR) : place]
            )
            for thought in thoughts(words, above):
                text = source[thought.span.start : thought.span.end]
                yield Claim(NAME, text, thought.span, thought)
    for span, verdict in cited(found.wordings):
        yield Claim(NAME, source[span.start : span.end], span, verdict)


def _in(words: Wording, above: Sequence[Wording]) -> Iterator[Spoken]:
    context = " ".join(other.text for other in (*above, words))
    said = f"{words.text} {words.sentence.text.lower()}"  # what stands in brackets as well
    for known in CATALOGUE:
        found = [match for p in _compiled(known) if (match := p.search(words.text))]
        if not found or (known.about and not re.search(known.about, context)):
            continue
        if known.unless and re.search(known.unless, said):
            continue
        match = next((match for match in found if _is_said(words, match, known)), None)
        if match:
            yield Spoken(known, match[0].strip(), words.span(match.start(), match.end()))


def _is_said(words: Wording, match: re.Match[str], known: Known) -> bool:
    """Is it the author's own? A condition that is part of the phrase is no supposition."""
    last = words.clause(max(match.end() - 1, match.start()))
    start = max(match.start(), min(last.start + 1, match.end() - 1))
    inside = start if last.start >= match.start() else _own_condition(words, start, known)
    meant = mood(words, start, match.end(), inside)
    allowed = {Mood.STATED}
    if known.advised:
        allowed.add(Mood.ADVISED)
    if known.possible:
        allowed.add(Mood.HEDGED)
    if known.ruling is not Ruling.PROVED and _NARROWED.match(words.text, match.end()):
        return False
    turned = denied(words, match.start()) or _other_condition(words, match.start(), known)
    if turned or _UNTRUE.search(match[0]):
        return False
    return meant in allowed and (known.denies or not _NOT.search(match[0]))


def _other_condition(words: Wording, start: int, known: Known) -> bool:
    """“If the units are linear, …”: what is said under a condition of its own may be true there."""
    otherwise = re.search(r"\b(?:otherwise|or else)\b", words.text[: start + len("otherwise")])
    if known.ruling is Ruling.PROVED or otherwise:
        return False
    before = [c for c in words.clauses if c.opener in _IF and c.end <= start]
    told = [words.text[c.start : c.end] for c in before]
    return any(not re.search(known.about or "$^", text) and " use" not in text for text in told)


def _own_condition(words: Wording, start: int, known: Known) -> int:
    """“With ReLU, …” where the statement is about ReLUs: it holds under this very condition."""
    clause = words.clause(start)
    before = words.text[clause.start : start]
    own = clause.opener in ("with", "for") and known.about and re.search(known.about, before)
    return start if own else -1


def judge(claim: Claim) -> Verdict:
    if isinstance(claim.statement, Verdict):
        return claim.statement
    if isinstance(claim.statement, Thought):
        return _of_thought(claim, claim.statement)
    assert isinstance(claim.statement, Spoken)
    known, wrote = claim.statement.known, claim.statement.wrote
    if known.ruling is Ruling.PROVED:
        return Verdict(known.ruling, known.message, (Proof(known.steps),), known.name)
    if known.ruling is Ruling.REFUTED:
        because = f"{known.because} ({known.reference})"
        shown = Counterexample(wrote, known.message, because, known.example)
        return Verdict(
            known.ruling,
            known.message,
            (shown,),
            known.message,
            (),
            known.correction,
            (claim.span,),
        )
    example = "; ".join(f"{name}: {value}" for name, value in known.example)
    gap = Missing(tuple(map(Assumption, known.missing)), f"{known.because} ({example})")
    return Verdict(known.ruling, known.message, (gap,), known.message, (), known.correction)


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
