"""A sentence → the ideas it is made of, and what is known of them; None where a word is left over.

The guard of this reader is that nothing is skipped: every word belongs to an idea of the catalogue
or to those that only hold a sentence together, there is one denial at most, and it stands beside
what is denied. A reason behind the statement (“…, because …”) is read apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..catalogue.ideas import GLUE, PREDICATES, THINGS, VOCABULARY
from ..catalogue.sayings import SAYINGS, Saying
from ..given.assertions import Mood, Wording, mood, phrase
from ..given.starting_words import mentions
from ..given.starts import OUTGOING, Reach
from ..nouns import Span
from .symmetry_phrases import UNUSUAL

_MODAL = re.compile(
    r"\b(?P<may>(?:can|may) (?:safely |simply |just |all |also )*be)\b"
    r"|\b(?P<not>(?:should|must|can|may) (?:not|never) be|cannot be|(?:should|must)n't be)\b"
)
_DENIES = re.compile(r"\b(?:not|never|no|cannot|neither|nor|does not|doesn't|without)\b|n't\b")
_DENYING_IDEA = re.compile(r"\bfail\w* to\b|\bno (?:unit|neuron)\b|\b(?:not|never|cannot)\b|n't\b")
_NOTHING = re.compile(r"(?!)")
_LABEL = re.compile(r"[\W\d]*(?:[a-z-]+ ){0,3}[a-z-]+: ")  # “Vanishing gradients: …”
DENIES_ITSELF = "no gradient trouble"
_ALWAYS = re.compile(r"\b(?:always|never|guarantee\w*|any|every time|under all)\b")
_NOT_ALWAYS = re.compile(r"(?:\bnot|n't)\s+(?:always|all|every|any|both)\b")
_WORDS = re.compile(r"⟨[^⟩]*⟩|[^\W\d_]+(?:'[a-z]+)?|\d+")
_HEDGES = frozenset("can could may might often usually typically".split())
_HEDGE = re.compile(rf"\b(?:{'|'.join(sorted(_HEDGES))})\b")
_REASONS = ("because", "since", "due-to")
_QUALIFIES = re.compile(r"\b(?:unless|only|except|until|provided|but|although|though|however)\b")


@dataclass(frozen=True, slots=True)
class Thought:
    """Ideas put together in one clause, affirmed or denied, ``text[start:end]`` of the wording."""

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
    return tuple(
        (name, phrase(p, VOCABULARY))
        for name, lines in (THINGS | PREDICATES).items()
        for p in lines
    )


_WORTH = re.compile(
    r"symmetr|same|identical|equal|differen|distinct|saturat|vanish|explod|shrink|cent|varianc|"
    r"designed|suited|suitable|meant|good|fine|okay|safe|bad|mistake|should be|can be|may be|norm|"
    r"recommended|ideal|right|appropriate|best|intended|learn|break|invarian|sensitive|regime|decay|"
    r"choice|copies|zero|blow|output"
)


def thoughts(words: Wording, above: str = "") -> Iterator[Thought]:
    """What is known of the statement of a sentence, and of the reason behind it.

    ``above`` is what was said before it: some things are false of one model, true of another.
    """
    if "?" in words.text or not _WORTH.search(words.text):
        return
    for start, end in _parts(words):
        found = _read(words, start, end)
        if found is None or _of_something_else(found.saying, f"{above} {words.text}"):
            return  # who asks, supposes or reports may do so of the reason as well
        yield found


def _of_something_else(saying: Saying, context: str) -> bool:
    return bool(saying.unless and re.search(saying.unless, context))


def _parts(words: Wording) -> Iterator[tuple[int, int]]:
    """The statement with the conditions in front of it, and every reason behind it."""
    if _QUALIFIES.search(words.text):
        return
    label = _LABEL.match(words.text)
    begin = label.end() if label else 0
    for clause in words.clauses:
        if clause.opener in _REASONS and clause.start > begin:
            yield begin, clause.start
            begin = clause.start
    yield begin, len(words.text)


def _read(words: Wording, start: int, end: int) -> Thought | None:
    text = words.text[start:end]
    if UNUSUAL.sub(_special, text) != text:
        return None
    plain, modal = _without_modals(text)
    part = replace(words, text=plain, at=words.at[start:end])
    found = list(_ideas(part))
    ideas = {f.name for f in found} | modal
    left, denials = _left(plain, found)
    if not set(left) <= GLUE | _HEDGES:
        return None
    denied = len(denials) + ("denied" in ideas)
    saying = _known(ideas - {"denied"})
    if saying is None or denied > 1:
        return None
    if not _may_be_said(saying, text, denied == 1) or not _stated(part, found, saying):
        return None
    lead = re.match(r"[\s,.;:–—-]*(?:(?:and|because|since)\s+)?", text)
    tail = len(text) - len(text.rstrip(" .,;:!"))
    span = words.span(start + (lead.end() if lead else 0), end - tail)
    return Thought(saying, not denied, span)


def _special(match: re.Match[str]) -> str:
    """Unusual networks are left alone but for those that sayings are about."""
    known = r"logistic regression|linear regression|perceptrons?|dropout|batch ?norm\w*|xavier|"
    known += r"glorot|kaiming|no hidden layers?|single-layer"
    return match[0] if re.fullmatch(known, match[0]) else ""


def _without_modals(text: str) -> tuple[str, set[str]]:
    """“can be zero” is a start as “are zero” is, and good as well."""
    found: set[str] = set()

    def plain(match: re.Match[str]) -> str:
        found.add("good")
        if match["not"]:
            found.add("denied")
        return "are".ljust(len(match[0]))

    return _MODAL.sub(plain, text), found


def _ideas(words: Wording) -> Iterator[_Found]:
    """The ideas of a text without overlaps, starts first, then the longest."""
    taken: list[_Found] = []
    for mention in mentions(words, heading=True):
        if mention.denied or mention.begin < 0 or mention.subject == OUTGOING:
            yield _Found("another start", max(mention.begin, 0), max(mention.end, 0))
            continue
        where = "" if mention.reach is Reach.NETWORK else " in a layer"
        name = f"{mention.subject} {mention.start}{where}"
        taken.append(_Found(name, mention.begin, mention.end))
    starts = tuple(taken)
    found = [
        _Found(name, *match.span())
        for name, pattern in _patterns()
        for match in pattern.finditer(words.text)
    ]
    for idea in sorted(found, key=lambda f: f.start - f.end):
        inside = any(t.start < idea.end and idea.start < t.end for t in taken)
        if not inside:
            taken.append(idea)
    yield from starts
    yield from taken[len(starts) :]


def _left(text: str, found: Sequence[_Found]) -> tuple[list[str], list[str]]:
    """The words that belong to no idea, and the denials among all words."""
    blank = list(text)
    for idea in found:
        blank[idea.start : idea.end] = " " * (idea.end - idea.start)
    rest = "".join(blank)
    denials = [m[0] for m in _DENIES.finditer(rest)]
    for idea in found:
        inside = _NOTHING if idea.name == DENIES_ITSELF else _DENYING_IDEA
        denials += inside.findall(text[idea.start : idea.end])
    return _WORDS.findall(_DENIES.sub(" ", rest)), denials


def _known(ideas: set[str]) -> Saying | None:
    """The saying that is about these ideas, and about all of them."""
    for saying in SAYINGS:
        allowed = {idea for place in saying.of for idea in place} | set(saying.beside)
        if ideas <= allowed and all(ideas & set(place) for place in saying.of):
            return saying
    return None


def _may_be_said(saying: Saying, text: str, denied: bool) -> bool:
    if denied and not saying.deniable:
        return False
    if denied and _NOT_ALWAYS.search(text):
        return False
    holds = saying.true is not denied
    if _ALWAYS.search(text) and holds and not saying.everywhere:
        return False
    return saying.hedged is None or saying.hedged is bool(_HEDGE.search(text))


def _stated(words: Wording, found: list[_Found], saying: Saying) -> bool:
    """Is what is said of the start the author's own statement?"""
    predicates = [f for f in found if f.name in PREDICATES]
    if not predicates:
        return True
    said = min(predicates, key=lambda f: f.start)
    supposed = max((f.end for f in found if f.end <= said.start), default=-1)
    meant = mood(words, said.start, said.end, supposed)
    return meant in (Mood.STATED, Mood.HEDGED) or (saying.purpose and meant is Mood.ADVISED)
