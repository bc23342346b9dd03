"""A sentence → the ideas it is made of, and what is known of them; None where a word is left over.

The guard of this reader is that nothing is skipped: every word of a statement belongs to an idea of
the catalogue or to those that only hold a sentence together, there is one denial at most, and it
stands beside what is denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..catalogue.saying import Saying
from ..catalogue.sayings import SAYINGS
from ..catalogue.words import GLUE
from ..given.assertions import Mood, Wording, mood
from ..nouns import Span
from .matching import HEDGES, OWN, can_be_understood, ideas_in, left_over
from .parts import Part, parts

_MODAL = re.compile(
    r"\b(?P<may>(?:can|may) (?:safely |simply |just |all |also )*(?:be\b|(?=start ))|"
    r"(?:you|we|one) (?:can|may) (?:safely |simply |just |also )*(?=initiali[sz]e |set |start ))"
    r"|\b(?P<not>(?:should|must|can|may) (?:not|never) be\b|cannot be\b|(?:should|must)n't be\b|"
    r"(?:(?:you|we|one) )?(?:should|must) (?:not|never) (?=initiali[sz]e |set |start ))"
)
_ALWAYS = re.compile(r"\b(?:always|never|guarantee\w*|any|every time|under all)\b")
_NOT_ALWAYS = re.compile(r"(?:\bnot|n't)\s+(?:always|all|every|any|both)\b")
_HEDGE = re.compile(rf"\b(?:{'|'.join(sorted(HEDGES))})\b")


@dataclass(frozen=True, slots=True)
class Thought:
    """Ideas put together in one statement, affirmed or denied, and where they stand."""

    saying: Saying
    affirmed: bool
    span: Span

    @property
    def holds(self) -> bool:
        return self.saying.true is self.affirmed


def thoughts(words: Wording, near: str = "", above: str = "") -> Iterator[Thought]:
    """What is known of each statement of a sentence.

    ``near`` is what stands shortly before it and ``above`` what stands before that: some things
    are false of one model, true of another.
    """
    carried: frozenset[str] = frozenset()  # what the part before it is about
    for part in parts(words):
        if not can_be_understood(part.words.text):
            continue
        found, starts = _read(words, part, carried)
        carried = starts
        written = words.sentence.text.lower()  # with what stands in brackets
        if found is not None and _is_meant(found.saying, f"{words.text} {written}", near, above):
            yield found


def _is_meant(saying: Saying, text: str, near: str, above: str) -> bool:
    told = not saying.about or re.search(saying.about, f"{near} {text}")
    return bool(told) and not (saying.unless and re.search(saying.unless, f"{above} {text}"))


def _read(
    words: Wording, part: Part, carried: frozenset[str]
) -> tuple[Thought | None, frozenset[str]]:
    """The thought of a part, alone or with the label before it, and the things it is about."""
    for seen in (part.words, part.label):
        if seen is None:
            continue
        for modal, whole in ((False, True), (False, False), (True, True)):
            read = _Reading(words, seen, modal, whole)
            if read.useless or (seen is part.label and not read.is_label(part)):
                continue
            thought = read.thought(part, carried & SETTINGS) or read.thought(part, carried)
            if thought is not None:
                return thought, read.things or carried
    return None, _Reading(words, part.words, False, False).things or carried


class _Reading:
    """One part of a sentence, taken apart. ``modal``: “can be zero” is a start and good as well;
    ``whole``: what is said in one piece is looked for, too."""

    def __init__(self, words: Wording, part: Wording, modal: bool, whole: bool) -> None:
        self.words = words
        text, added = _without_modals(part.text) if modal else (part.text, frozenset())
        self.useless = modal and not added
        self.text, self.added = text, added
        self.found = [] if self.useless else list(ideas_in(replace(part, text=text), whole))
        self.things = frozenset(f.name for f in self.found if f.name not in OWN)

    def thought(self, part: Part, carried: frozenset[str]) -> Thought | None:
        told = carried - SETTINGS - self.things
        if told and not _POINTS_BACK.match(self.text[part.start :]):
            return None
        left, denials = left_over(self.text, self.found)
        denied = len(denials) + ("denied" in self.added)
        if not set(left) <= GLUE | HEDGES or denied > 1:
            return None
        ideas = {f.name for f in self.found} | (self.added - {"denied"}) | carried
        for saying in _known(ideas, bool(denied)):
            if _may_be_said(saying, self.text, denied == 1) and self._stated(saying):
                return Thought(saying, not denied, _span(self.words, part))
        return None

    def is_label(self, part: Part) -> bool:
        """Does what stands before the colon name a thing, and say nothing of its own?"""
        before = [f for f in self.found if f.end <= part.start]
        return bool(before) and not any(f.name in OWN for f in before)

    def _stated(self, saying: Saying) -> bool:
        """Is what is said of the start the author's own statement?"""
        predicates = [f for f in self.found if f.name in OWN]
        if not predicates:
            latest = max(self.found, key=lambda f: f.start)
            before = max((f.end for f in self.found if f is not latest), default=-1)
            meant = mood(self.words, latest.start, latest.end, before)
            return meant in (Mood.STATED, Mood.HEDGED)
        said = min(predicates, key=lambda f: f.start)
        supposed = max((f.end for f in self.found if f.end <= said.start), default=-1)
        start = said.start
        last = self.words.clause(max(said.end - 1, start))
        if last.start > start:  # a condition that is part of the phrase is no supposition
            start = supposed = min(last.start + 1, said.end - 1)
        meant = mood(self.words, start, said.end, supposed)
        return meant in (Mood.STATED, Mood.HEDGED) or (saying.purpose and meant is Mood.ADVISED)


# What all that follows in a sentence is said of.
SETTINGS = frozenset(
    ("logistic regression", "no hidden layer", "skip connections", "batch norm", "dropout")
)
# What goes on from the part before it.
_POINTS_BACK = re.compile(
    r"[\s|]*(?:it|its|they|their|this|then|there|no|all|every|each|the (?:units|neurons))\b"
)


def _span(words: Wording, part: Part) -> Span:
    text = words.text[part.start : part.end]
    lead = re.match(r"[\s,.;:–—-]*(?:(?:and|because|since)\s+)?", text)
    tail = len(text) - len(text.rstrip(" .,;:!"))
    return words.span(part.start + (lead.end() if lead else 0), part.end - tail)


def _without_modals(text: str) -> tuple[str, frozenset[str]]:
    """“can be zero” is a start as “are zero” is, and good as well."""
    found: set[str] = set()

    def plain(match: re.Match[str]) -> str:
        found.update(("good", "denied") if match["not"] else ("possible",))
        return ("are" if match[0].endswith("be") else "to").ljust(len(match[0]))

    return _MODAL.sub(plain, text), frozenset(found)


def _known(ideas: set[str], denied: bool) -> Iterator[Saying]:
    """The sayings that are about these ideas, and about all of them; of several things that are
    said at once, the first that is not so."""
    yield from _about(ideas)
    said = sorted(ideas & OWN)
    if denied or len(said) < 2:
        return
    each = [next(_about((ideas - OWN) | {one}), None) for one in said]
    known = [saying for saying in each if saying is not None and not saying.missing]
    if len(known) == len(said):
        yield next((saying for saying in known if not saying.true), known[0])


def _about(ideas: set[str]) -> Iterator[Saying]:
    for saying, allowed in _ALLOWED:
        if ideas <= allowed and not any(ideas.isdisjoint(place) for place in saying.places):
            yield saying


_ALLOWED = tuple((saying, frozenset(saying.beside).union(*saying.places)) for saying in SAYINGS)


def _may_be_said(saying: Saying, text: str, denied: bool) -> bool:
    if denied and (not saying.deniable or _NOT_ALWAYS.search(text)):
        return False
    holds = saying.true is not denied
    if _ALWAYS.search(text) and holds and not saying.everywhere:
        return False
    return saying.hedged is None or saying.hedged is bool(_HEDGE.search(text))
