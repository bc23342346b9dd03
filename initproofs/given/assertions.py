"""Sentence → its words with formulas as tokens, its clauses, and how each phrase in it is meant.

A phrase of the field is found by a pattern; whether its author *says* it is another question. A
phrase may be denied, asked, supposed, hedged, advised or reported of others, and then it is not a
claim. In doubt it is not one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..nouns import Span
from .hearsay import DISOWNED, REPORTED
from .sentences import Sentence

_FORMULA = re.compile(r"‹(\d+)›")
_ASIDE = re.compile(r"(?<=[\w⟩ ])\([^()]*\)")
_STRAIGHT = str.maketrans("’‘ʼ“”„‐‑\n\r\t\xa0", "'''\"\"\"--    ")


class Mood(StrEnum):
    """How a phrase is meant."""

    STATED = "stated"
    SUPPOSED = "supposed"  # if …, suppose …
    ASKED = "asked"  # a question or an exercise
    REPORTED = "reported"  # what others think, or what is called wrong
    HEDGED = "hedged"  # may, often, unless …
    ADVISED = "advised"  # we should, in order to …


@dataclass(frozen=True)
class Wording:
    """``text`` is the sentence in small letters with straight quotes, each formula as ``⟨name⟩``;
    ``at[i]`` is where its character i stands in the sentence's own text."""

    sentence: Sentence
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return self.sentence.span(self.at[start], self.at[max(end - 1, start)] + 1)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(_clauses(self.text))

    def clause(self, start: int) -> Clause:
        """The clause in which a place of the text lies."""
        return next(c for c in self.clauses if start < c.end or c is self.clauses[-1])


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]``; ``opener`` is the word that joins it to the rest, if any."""

    start: int
    end: int
    opener: str = ""

    @property
    def conditional(self) -> bool:
        return self.opener in _CONDITIONS


def worded(sentence: Sentence, name: Callable[[int], str]) -> Wording:
    """``name(7)`` is what stands for block 7: ``w`` for a weight, ``w=0`` for a statement."""
    text: list[str] = []
    at: list[int] = []
    last = 0
    for match in (*_FORMULA.finditer(sentence.text), None):
        end = match.start() if match else len(sentence.text)
        text.append(_small(sentence.text[last:end]))
        at += range(last, end)
        if match:
            token = f"⟨{name(int(match[1]))}⟩"
            text += token
            middle = [match.start() + 1] * (len(token) - 2)
            at += [match.start(), *middle, match.end() - 1]
            last = match.end()
    return _without_asides(Wording(sentence, "".join(text), tuple(at)))


def _small(text: str) -> str:
    """Small letters and straight quotes, one for each character."""
    small = text.translate(_STRAIGHT).lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower()[:1] for letter in text.translate(_STRAIGHT))


def _without_asides(words: Wording) -> Wording:
    """Brackets in a sentence add to it and do not change what it says."""
    if "(" not in words.text:
        return words
    keep = [True] * len(words.text)
    for aside in _ASIDE.finditer(words.text):
        keep[aside.start() : aside.end()] = [False] * len(aside[0])
    text = "".join(letter for letter, kept in zip(words.text, keep, strict=True) if kept)
    at = tuple(place for place, kept in zip(words.at, keep, strict=True) if kept)
    return Wording(words.sentence, text, at)


def phrase(pattern: str, vocabulary: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern in words: ``{NAME}`` is looked up, a space is any space, the ends are word ends.

    What begins with a comma or a space goes on from what stands before it.
    """
    while names := re.findall(r"\{([A-Z_]+)\}", pattern):
        for name in names:
            pattern = pattern.replace(f"{{{name}}}", f"(?:{vocabulary[name]})")
    first = "" if pattern.startswith((",", " ")) else r"(?<![\w-])"
    spaced = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"{first}(?:{spaced})(?![\w-])")


_CONDITIONS = frozenset(
    "if when whenever suppose supposing say assume assuming imagine let consider with given where "
    "provided once after as-long-as so-long-as even-if in-case for".split()
)
_IMAGINED = frozenset("suppose supposing say assume assuming imagine let".split())
_REASONS = frozenset("because since as due-to".split())
_OPENERS = (
    r"as long as|so long as|even if|in case|if|when|whenever|suppose|supposing|say|assume|assuming|"
    r"imagine|let's say|let us say|let's|let us|let|consider|with|given|where|provided|once|after|"
    r"for|because|since|due to|as"
)
_START = re.compile(
    rf"^[\W_]*(?:(?:and|but|so|then|now|e\.g\.|for example|for instance|in particular|also|i\.e\.|"
    rf"yes|yeah|well|ok|hence|thus|therefore|note that|this means? that|that is)[\s,]+)*"
    rf"(?P<opener>{_OPENERS})(?![\w-])"
)
_CUTS = re.compile(
    r"(?P<hard>[;:•→⇒]|\s[–—-]+\s|\s[=-]>\s|\((?=\w{2})|(?<=\w{2})\)|\.\s|"
    r",?\s\b(?:but|however|although|though|whereas|while|i\.e\.|that is|which means(?: that)?|"
    r"meaning(?: that)?|thus|hence|therefore|consequently|then|and so|so(?! that\b| long\b)|"
    r"or else|otherwise)(?![\w-]))"
    r"|,?\s(?P<opener>because|since|(?<!\bas )if|when|whenever|unless|provided that|as long as|"
    r"so long as|even if|due to|until)(?![\w-])"
)


def _clauses(text: str) -> Iterator[Clause]:
    """Cut at connectives; a condition in front ends at its comma or at “then”."""
    start, opener = 0, ""
    cuts = [*_CUTS.finditer(text)]
    for cut in (*cuts, None):
        end = cut.start() if cut else len(text)
        if end > start:
            yield from _opened(text, start, end, opener)
            start = end
        opener = (cut["opener"] or "").replace(" ", "-") if cut else ""


def _opened(text: str, start: int, end: int, opener: str) -> Iterator[Clause]:
    found = _START.match(text[start:end])
    opener = opener or (found["opener"].replace(" ", "-") if found else "")
    opener = {"let's-say": "say", "let-us-say": "say", "let's": "let", "let-us": "let"}.get(
        opener, opener
    )
    inside = start + found.end() if found else min(start + 2, end)
    if opener in _CONDITIONS | _REASONS and (comma := _first_comma(text, inside, end)):
        yield Clause(start, comma, opener)
        yield Clause(comma, end)
    else:
        yield Clause(start, end, opener)


_GOES_ON = re.compile(r",\s*(?:and|or)\s+(?:the\s+)?(?:bias|⟨b|all the same)")


def _first_comma(text: str, start: int, end: int) -> int:
    """The comma that ends a clause in front: not one of a list of things."""
    opened = text.find(",", start, end)
    while opened > 0 and _GOES_ON.match(text, opened):
        opened = text.find(",", opened + 1, end)
    return max(opened, 0)


_EXERCISE = re.compile(
    r"^\W*(?:\(?\w{1,2}[.)]\s*)?(?:question|exercise|problem|quiz|task|show|prove|explain|verify|"
    r"discuss|check|determine|decide|find out|argue|convince yourself|true or false|t/f|why|how|"
    r"what|which|is it|does|do(?! not))(?![\w-])"
)
# “…, what if they are zero?” asks after it has said something.
_ASKS_LATER = re.compile(
    r"[,;:]\s(?:so |but |and |then )?(?:what|why|how|is|are|does|do|can|could|"
    r"will|would|should)\b[^.]*\?\s*$"
)
_WHAT_IF = re.compile(
    r"\bwhat (?:if|happens|will happen|would happen|goes wrong)\b[^.]*$|\bto see if\b|"
    r"\bwhether(?! or not)\b[^.]*$"
)
# A definition says what a word means, and not that it is so.
_NAMING = re.compile(
    r"\b(?:refers? to|defined as|the process of|the requirement that|the act of|the art of|"
    r"(?:so-)?called|known as|referred to as|termed|named|dubbed)\b"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|can|perhaps|maybe|possibly|probably|presumably|likely|unlikely|seems?|"
    r"appears?|tends? to|often|usually|typically|sometimes|generally|mostly|not necessarily|"
    r"almost|nearly|approximately|roughly|more or less|similar|in practice|sort of|kind of|"
    r"unless|except|until|in (?:some|certain|special|rare|a few|many) (?:\w+ )?cases|"
    r"only if|if and only if|whether|would have|no guarantee|risk|hope|"
    r"only (?:by|in|with|when|after|under)|had (?:we|you|one|it|they|the)|were it|"
    r"suggests?|a good chance|chances?|intuitively)\b"
)
# “If you do the sums you will find that …” states what follows.
_IF_YOU_LOOK = re.compile(
    r"^\W*(?:if|when|once) (?:you|we|one) [\w ']{1,50}?\b(?:find|see|notice|realise|realize) "
    r"that (?:the )?$"
)
_SEEING = re.compile(
    r"\b(?:we|you|one|i)?\s*(?:can|could|will|may|might)?\s*(?:also |easily |clearly |now |then )*"
    r"(?:see|saw|show|note|notice|observe|check|verify|conclude|prove|find|say|deduce|infer|"
    r"(?:be (?:seen|shown|proved|proven|checked|verified)))(?:s|d)?(?: that)?\b"
)
_ADVISED = re.compile(
    r"\b(?:should|must|ought|need to|needs to|have to|has to|in order to|to avoid|to prevent|"
    r"to ensure|(?:we|you|one|i|they|people) (?:do not |don't |would |might |may |also )*(?:"
    r"want|wish|like|need)|make sure|goal|aim|try to|avoid|avoids|prevents?|"
    r"prevented)\b"
)
_PURPOSE = re.compile(
    r"(?<!fail)(?<!fails)(?<!failed)(?<!failing)(?<!lead)(?<!leads)\s+to\s+$|^to\s+$"
)
_DENIAL = re.compile(
    r"\b(?:not|never|no(?! matter| doubt)|none|neither|nor|cannot|without|hardly|"
    r"fail(?:s|ed|ing)? to|no longer|"
    r"rather than|instead of|stops?|stopped|far from|lacks?)\b|n't\b"
)
_LET = re.compile(
    r"(?:(?:^|[,;:.]\s*|\b(?:now|and|we|so)\s+)let|\b(?:suppose|assume|assuming|imagine|pretend))"
    r"\s+(?:that\s+)?$"
)
# What follows from a phrase is said of its consequences, and no longer of the phrase.
_CONSEQUENCE = re.compile(
    r",|\s(?:and|which|that|so|leading|making|causing|preventing|resulting|rendering)\b"
)
_AFTERWARDS = re.compile(r"\b(?:no longer|any ?more|any longer|stops? being|ceases?)\b")


def mood(words: Wording, start: int, end: int, supposed: int = -1) -> Mood:
    """How the phrase ``text[start:end]`` is meant; what stands inside it counts for nothing.

    A condition without a comma, “if all is zero nothing moves”, ends at ``supposed``; with a
    comma behind the phrase, “if zeros broke it, we would”, the phrase belongs to the condition.
    """
    text, clause = words.text, words.clause(start)
    last = words.clause(max(end - 1, start))
    before = text[_goes_on_at(text, clause.start, start) : start]
    behind = _CONSEQUENCE.split(text[end : last.end])[0]
    asks = text.rstrip().endswith("?") and not _ASKS_LATER.search(text, end)
    if asks or _EXERCISE.match(text) or _WHAT_IF.search(text[:start]):
        return Mood.ASKED
    if REPORTED.search(text[:start]) or REPORTED.search(text[end : last.end]):
        return Mood.REPORTED
    disowned = DISOWNED.search(text, end) or DISOWNED.search(words.sentence.text.lower())
    if disowned or _quoted(text, start, end) or _NAMING.search(before):
        return Mood.REPORTED
    imagined = clause.opener in _IMAGINED and clause.end > end
    closed = clause.start < supposed <= start and not text.startswith(",", clause.end)
    closed = closed and not imagined
    closed = closed or bool(_IF_YOU_LOOK.search(before))
    if (clause.conditional and not closed) or clause.opener == "unless" or _LET.search(before):
        return Mood.SUPPOSED
    plain = _SEEING.sub(" ", before)
    hedged = _HEDGED.search(plain) or _HEDGED.search(behind)
    if hedged or _AFTERWARDS.search(f"{before} … {behind}") or _open_condition(words):
        return Mood.HEDGED
    if _ADVISED.search(plain) or _PURPOSE.search(text[:start]):
        return Mood.ADVISED
    return Mood.STATED


def _quoted(text: str, start: int, end: int) -> bool:
    """Inside quotation marks that were opened before the phrase and close behind it."""
    return text[:start].count('"') % 2 == 1 and '"' in text[end:]


def _open_condition(words: Wording) -> bool:
    return any(clause.opener in ("unless", "until") for clause in words.clauses)


_NEXT = re.compile(r",\s*(?:and|so)\s+(?=(?:they|it|we|you|all|each|every|both|the|this)\b)")


def denied(words: Wording, start: int) -> bool:
    """Does its clause deny the phrase that begins here? Two denials are none."""
    text, clause = words.text, words.clause(start)
    return len(_DENIAL.findall(text, _goes_on_at(text, clause.start, start), start)) % 2 == 1


def _goes_on_at(text: str, first: int, start: int) -> int:
    """Behind the last “, and they …” before a place: what stands before it is said of others."""
    return max((m.end() for m in _NEXT.finditer(text, first) if m.end() <= start), default=first)
