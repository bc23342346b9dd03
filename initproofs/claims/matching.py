"""A statement → the ideas that its words belong to, and the words that belong to none.

In: the words of one statement. Out: its ideas without overlaps, what is left over, and what denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..catalogue.predicates import PREDICATES
from ..catalogue.sayings import SAYINGS
from ..catalogue.things import THINGS
from ..catalogue.words import GLUE, VOCABULARY
from ..given.assertions import Wording, phrase
from ..given.starting_words import VOCABULARY as SPELLING_OF_STARTS
from ..given.starting_words import mentions
from ..given.starts import OUTGOING, Reach

_DENIES = re.compile(r"\b(?:not|never|no|cannot|neither|nor|does not|doesn't|without)\b|n't\b")
_DENYING_IDEA = re.compile(
    r"\bfail\w* to\b|\b(?:prevents?|stops?) (?:\w+ ){1,4}from breaking\b|"
    r"\bno (?:unit|neuron|need)\b|\b(?:not|never|cannot)\b|n't\b"
)
# Ideas that say “no” and mean it: nothing is denied of them by it.
_DENY_THEMSELVES = frozenset(
    {
        "no gradient trouble",
        "no harm",
        "does not see inputs",
        "no symmetry",
        "no hidden layer",
        "does not learn",
    }
    | {saying.name for saying in SAYINGS if saying.denies}
)
_WORDS = re.compile(r"⟨[^⟩]*⟩|[^\W\d_]+(?:'[a-z]+)?|\d+")
HEDGES = frozenset("can could may might often usually typically generally".split())
STARTED = ("weights", "biases")
_WHOLE = frozenset(saying.name for saying in SAYINGS if saying.phrases)
OWN = _WHOLE | frozenset(PREDICATES)


@dataclass(frozen=True, slots=True)
class Found:
    name: str
    start: int
    end: int


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    whole = {saying.name: saying.phrases for saying in SAYINGS if saying.phrases}
    return tuple(
        (name, phrase(p, VOCABULARY))
        for name, lines in (THINGS | PREDICATES | whole).items()
        for p in lines
    )


@cache
def _stems() -> frozenset[str]:
    """The beginnings of the words that ideas are spelled with."""
    spelled = [pattern.pattern for _, pattern in _patterns()] + list(SPELLING_OF_STARTS.values())
    return frozenset(
        run
        for text in spelled
        for run in re.findall(r"(?<!\\)[a-z]{2,}(?!\?)(?![a-z])|(?<!\\)[a-z]+(?=[a-z]\?)", text)
    )


def can_be_understood(text: str) -> bool:
    """Does every word begin as one of an idea does, or hold a sentence together?"""
    stems, held = _stems(), GLUE | HEDGES
    return all(
        word in held or any(word[:k] in stems for k in range(2, len(word) + 1))
        for word in re.findall(r"[a-z]{3,}", text)
    )


def ideas_in(words: Wording, whole: bool) -> Iterator[Found]:
    """The ideas of a text without overlaps: what is said as a whole, then starts, then the longest
    of the others."""
    found = list(_matches(words.text))
    pieces = [f for f in found if f.name in _WHOLE]
    found = [f for f in found if f.name not in _WHOLE]
    taken: list[Found] = []
    if whole:
        _take(taken, pieces)
    _take(taken, list(_starts(words)))
    _take(taken, found)
    rest = _without(words.text, taken)
    if not set(_WORDS.findall(rest)) <= GLUE | HEDGES:
        _take(taken, _matches(rest))  # “ReLU” where “units output” was one idea
    yield from taken


@lru_cache(4096)  # one text is taken apart in several ways
def _matches(text: str) -> tuple[Found, ...]:
    """Every idea, wherever it may stand, the longest first."""
    found = [
        Found(name, *match.span())
        for name, pattern in _patterns()
        for match in pattern.finditer(text)
        if match[0].strip()
    ]
    return tuple(sorted(found, key=lambda f: f.start - f.end))


def _without(text: str, found: Sequence[Found]) -> str:
    blank = list(text)
    for idea in found:
        blank[idea.start : idea.end] = "|" * (idea.end - idea.start)
    return "".join(blank)


def _starts(words: Wording) -> Iterator[Found]:
    for mention in mentions(words, heading=True):
        place = max(mention.begin, 0), max(mention.end, 0)
        if mention.denied or mention.begin < 0 or mention.subject == OUTGOING:
            yield Found("another start", *place)
            continue
        where = "" if mention.reach is Reach.NETWORK else " in a layer"
        yield Found(f"{mention.subject} {mention.start}{where}", *place)


def _take(taken: list[Found], found: Sequence[Found]) -> None:
    """What overlaps with nothing that is taken; two ideas may be told by the very same words."""
    before = list(taken)
    for idea in found:
        inside = any(t.start < idea.end and idea.start < t.end for t in before)
        twin = any((t.start, t.end) == (idea.start, idea.end) for t in taken) and (
            idea.name.split()[0] in STARTED
        )
        if inside or (not twin and any(t.start < idea.end and idea.start < t.end for t in taken)):
            continue
        taken.append(idea)


def left_over(text: str, found: Sequence[Found]) -> tuple[list[str], list[str]]:
    """The words that belong to no idea, and the denials of what is said; one that stands before
    something else is left over."""
    rest = _without(text, found)
    denials, left = [], _WORDS.findall(_DENIES.sub(" ", rest))
    for denial in _DENIES.finditer(rest):
        behind = [f for f in found if f.start >= denial.end()]
        said = min(behind, key=lambda f: f.start, default=None)
        if said is None or said.name not in OWN or denial[0] == "without":
            left.append(denial[0])
        else:
            denials.append(denial[0])
    for idea in found:
        if idea.name not in _DENY_THEMSELVES:
            denials += _DENYING_IDEA.findall(text[idea.start : idea.end])
    return left, denials
