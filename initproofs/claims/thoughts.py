"""A sentence → the ideas it is made of, and what is known of them; None where a word is left over.

The guard of this reader is that nothing is skipped: every word of a statement belongs to an idea of
the catalogue or to those that only hold a sentence together, there is one denial at most, and it
stands beside what is denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..catalogue.predicates import PREDICATES
from ..catalogue.saying import Saying
from ..catalogue.sayings import SAYINGS
from ..catalogue.things import THINGS
from ..catalogue.words import GLUE, VOCABULARY
from ..given.assertions import Mood, Wording, mood, phrase
from ..given.starting_words import mentions
from ..given.starts import OUTGOING, Reach
from ..nouns import Span
from .parts import Part, parts

_MODAL = re.compile(
    r"\b(?P<may>(?:can|may) (?:safely |simply |just |all |also )*(?:be\b|(?=start ))|"
    r"(?:you|we|one) (?:can|may) (?:safely |simply |just |also )*(?=initiali[sz]e |set |start ))"
    r"|\b(?P<not>(?:should|must|can|may) (?:not|never) be\b|cannot be\b|(?:should|must)n't be\b|"
    r"(?:(?:you|we|one) )?(?:should|must) (?:not|never) (?=initiali[sz]e |set |start ))"
)
_DENIES = re.compile(r"\b(?:not|never|no|cannot|neither|nor|does not|doesn't|without)\b|n't\b")
_DENYING_IDEA = re.compile(
    r"\bfail\w* to\b|\b(?:prevents?|stops?) (?:\w+ ){1,4}from breaking\b|\bno (?:unit|neuron|need)\b|\b(?:not|never|cannot)\b|n't\b"
)
# Ideas that say “no” and mean it: nothing is denied of them by it.
DENY_THEMSELVES = frozenset(
    {
        "no gradient trouble",
        "no harm",
        "does not see inputs",
        "no symmetry",
        "no hidden layer",
        "does not learn",
        "no hidden layer",
    }
    | {saying.name for saying in SAYINGS if saying.denies}
)
_ALWAYS = re.compile(r"\b(?:always|never|guarantee\w*|any|every time|under all)\b")
_NOT_ALWAYS = re.compile(r"(?:\bnot|n't)\s+(?:always|all|every|any|both)\b")
_WORDS = re.compile(r"⟨[^⟩]*⟩|[^\W\d_]+(?:'[a-z]+)?|\d+")
_HEDGES = frozenset("can could may might often usually typically generally".split())
_HEDGE = re.compile(rf"\b(?:{'|'.join(sorted(_HEDGES))})\b")
_WHOLE = frozenset(saying.name for saying in SAYINGS if saying.phrases)
_OWN = _WHOLE | frozenset(PREDICATES)


@dataclass(frozen=True, slots=True)
class Thought:
    """Ideas put together in one statement, affirmed or denied, and where they stand."""

    saying: Saying
    affirmed: bool
    span: Span

    @property
    def holds(self) -> bool:
        return self.saying.true is self.affirmed


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    end: int


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    whole = {saying.name: saying.phrases for saying in SAYINGS}
    return tuple(
        (name, phrase(p, VOCABULARY))
        for name, lines in (THINGS | PREDICATES | whole).items()
        for p in lines
    )


def thoughts(words: Wording, near: str = "", above: str = "") -> Iterator[Thought]:
    """What is known of each statement of a sentence.

    ``near`` is what stands shortly before it and ``above`` what stands before that: some things
    are false of one model, true of another.
    """
    carried: frozenset[str] = frozenset()  # what the part before it is about
    for part in parts(words):
        found, starts = _read(words, part, carried)
        carried = starts
        if found is not None and _is_meant(found.saying, words.text, near, above):
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
        self.found = [] if self.useless else list(_ideas(replace(part, text=text), whole))
        self.things = frozenset(f.name for f in self.found if f.name not in _OWN)

    def thought(self, part: Part, carried: frozenset[str]) -> Thought | None:
        told = carried - SETTINGS - self.things
        if told and not _POINTS_BACK.match(self.text[part.start :]):
            return None
        left, denials = _left(self.text, self.found)
        denied = len(denials) + ("denied" in self.added)
        if not set(left) <= GLUE | _HEDGES or denied > 1:
            return None
        ideas = {f.name for f in self.found} | (self.added - {"denied"}) | carried
        for saying in _known(ideas, bool(denied)):
            if _may_be_said(saying, self.text, denied == 1) and self._stated(saying):
                return Thought(saying, not denied, _span(self.words, part))
        return None

    def is_label(self, part: Part) -> bool:
        """Does what stands before the colon name a thing, and say nothing of its own?"""
        before = [f for f in self.found if f.end <= part.start]
        return bool(before) and not any(f.name in _OWN for f in before)

    def _stated(self, saying: Saying) -> bool:
        """Is what is said of the start the author's own statement?"""
        predicates = [f for f in self.found if f.name in _OWN]
        if not predicates:
            return mood(self.words, *self._first()) is not Mood.ASKED
        said = min(predicates, key=lambda f: f.start)
        supposed = max((f.end for f in self.found if f.end <= said.start), default=-1)
        start = said.start
        last = self.words.clause(max(said.end - 1, start))
        if last.start > start:  # a condition that is part of the phrase is no supposition
            start = supposed = min(last.start + 1, said.end - 1)
        meant = mood(self.words, start, said.end, supposed)
        return meant in (Mood.STATED, Mood.HEDGED) or (saying.purpose and meant is Mood.ADVISED)

    def _first(self) -> tuple[int, int]:
        first = min(self.found, key=lambda f: f.start)
        return first.start, first.end


_STARTED = ("weights", "biases")
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


def _ideas(words: Wording, whole: bool) -> Iterator[_Found]:
    """The ideas of a text without overlaps: what is said as a whole, then starts, then the longest
    of the others."""
    every = _matches(words.text)
    pieces = [f for f in every if f.name in _WHOLE]
    found = [f for f in every if f.name not in _WHOLE]
    taken: list[_Found] = []
    if whole:
        _take(taken, pieces)
    _take(taken, list(_starts(words)))
    _take(taken, found)
    _take(taken, list(_matches(_without(words.text, taken))))  # “ReLU” where “units output” was one
    yield from taken


@lru_cache(4096)  # one text is taken apart in several ways
def _matches(text: str) -> tuple[_Found, ...]:
    """Every idea, wherever it may stand, the longest first."""
    found = [
        _Found(name, *match.span())
        for name, pattern in _patterns()
        for match in pattern.finditer(text)
        if match[0].strip()
    ]
    return tuple(sorted(found, key=lambda f: f.start - f.end))


def _without(text: str, found: Sequence[_Found]) -> str:
    blank = list(text)
    for idea in found:
        blank[idea.start : idea.end] = "|" * (idea.end - idea.start)
    return "".join(blank)


def _starts(words: Wording) -> Iterator[_Found]:
    for mention in mentions(words, heading=True):
        place = max(mention.begin, 0), max(mention.end, 0)
        if mention.denied or mention.begin < 0 or mention.subject == OUTGOING:
            yield _Found("another start", *place)
            continue
        where = "" if mention.reach is Reach.NETWORK else " in a layer"
        yield _Found(f"{mention.subject} {mention.start}{where}", *place)


def _take(taken: list[_Found], found: Sequence[_Found]) -> None:
    """What overlaps with nothing that is taken; two ideas may be told by the very same words."""
    before = list(taken)
    for idea in found:
        inside = any(t.start < idea.end and idea.start < t.end for t in before)
        twin = any((t.start, t.end) == (idea.start, idea.end) for t in taken) and (
            idea.name.split()[0] in _STARTED
        )
        if inside or (not twin and any(t.start < idea.end and idea.start < t.end for t in taken)):
            continue
        taken.append(idea)


def _left(text: str, found: Sequence[_Found]) -> tuple[list[str], list[str]]:
    """The words that belong to no idea, and the denials of what is said; one that stands before
    something else is left over."""
    rest = _without(text, found)
    denials, left = [], _WORDS.findall(_DENIES.sub(" ", rest))
    for denial in _DENIES.finditer(rest):
        behind = [f for f in found if f.start >= denial.end()]
        said = min(behind, key=lambda f: f.start, default=None)
        if said is None or said.name not in _OWN or denial[0] == "without":
            left.append(denial[0])
        else:
            denials.append(denial[0])
    for idea in found:
        if idea.name not in DENY_THEMSELVES:
            denials += _DENYING_IDEA.findall(text[idea.start : idea.end])
    return left, denials


def _known(ideas: set[str], denied: bool) -> Iterator[Saying]:
    """The sayings that are about these ideas, and about all of them; of several things that are
    said at once, the first that is not so."""
    yield from _about(ideas)
    said = sorted(ideas & _OWN)
    if denied or len(said) < 2:
        return
    each = [next(_about((ideas - _OWN) | {one}), None) for one in said]
    known = [saying for saying in each if saying is not None and not saying.missing]
    if len(known) == len(said):
        yield next((saying for saying in known if not saying.true), known[0])


def _about(ideas: set[str]) -> Iterator[Saying]:
    for saying in SAYINGS:
        allowed = {idea for place in saying.places for idea in place} | set(saying.beside)
        if ideas <= allowed and all(ideas & set(place) for place in saying.places):
            yield saying


def _may_be_said(saying: Saying, text: str, denied: bool) -> bool:
    if denied and (not saying.deniable or _NOT_ALWAYS.search(text)):
        return False
    holds = saying.true is not denied
    if _ALWAYS.search(text) and holds and not saying.everywhere:
        return False
    return saying.hedged is None or saying.hedged is bool(_HEDGE.search(text))
