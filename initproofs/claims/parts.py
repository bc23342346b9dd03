"""A sentence → the statements it is made of, each with the conditions that it stands under.

In: the wording of a sentence. Out: its parts, cut where a new statement begins (“…, so they …”,
“…; …”, “…, because …”). A sentence in which one part takes back what another says has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..catalogue.words import ASIDES, LEADS
from ..given.assertions import Wording

_SUBJECT = (
    r"(?:every|each|all|the|they|it|we|you|no|this|these|both|hence|thus|so|therefore|then|"
    r"gradients?|learning|training|deep|its|their|theoretically)\b"
)
_JOINTS = re.compile(
    r"(?P<arrow>\s*(?:→|⇒|=>|->)\s*)"
    r"|(?P<colon>:\s+)"
    r"|(?P<dots>\s*\.{2,}\s*)"
    r"|(?P<hard>\s*;\s*|\s[–—-]+\s|,?\s(?:i\.e\.|namely|that is),?\s)"
    r"|(?P<asks>,\s(?=(?:so |but |and )?(?:what|why|how)\b))"
    r"|(?P<but>,?\s(?:but|while|whereas|although|though|even though|yet)\s)"
    r"|(?P<because>,?\s(?:because|since|due to|(?<!long )as (?=(?:it|they|this|their|its) (?:do|does|is|are|"
    r"has|have|will|would|can)\b))\s?)"
    r"|(?P<so>,?\s(?:and\s)?(?:so(?! that\b| long\b| far\b)|thus|hence|therefore|consequently|"
    r"meaning(?: that)?)\s)"
    r"|(?P<which>,\s(?=(?:which (?:also |then |in turn )?(?:means|implies|leads|causes|makes|"
    r"results|prevents|slows|renders|can|will)|where|(?:making|causing|leading|"
    r"resulting|rendering|forcing|also ensuring)\b)))"
    rf"|(?P<and>,\sand\s(?={_SUBJECT})|,\sor\s|\s(?:so that|and)\s"
    r"(?=(?:they|it|each|every|we|no|"
    r"this|theoretically)\b))"
    r"|(?P<otherwise>,?\s(?=(?:otherwise|or else)\b))"
    r"|(?P<list>,\s(?:and\s)?)"
)
# Words that take back, or narrow, what another part of the sentence says.
_TAKES_BACK = re.compile(
    r"\b(?:only(?! (?:after|when|once) the \w+ layer)|unless|except|until(?! (?:it|deep|they))|"
    r"provided that|true|false|wrong|incorrect|holds?|applies|not the case|in theory|myths?|says?|"
    r"said|claims?|claimed|argue[sd]?|believe[sd]?|thinks?|thought|suppose|supposed|assumes?|"
    r"assuming|depends?|sometimes|not necessarily|not always|exceptions?|questions?|wonders?|"
    r"asks?|whether|doubt\w*|misleading|hardly|no longer|nonsense|joke|absurd|misconceptions?|"
    r"not really|not quite|in some|in certain|hypothetical\w*|contrary|surprising\w*)\b"
)
_NOT_BUT = re.compile(r"^\W*(?:not|only|this|that|it|in|for|with|when|if|they|these|just|if)\b")
_FRONT = re.compile(rf"^\W*(?:{LEADS})+")
_ASIDE = re.compile(rf"(?<![\w-])(?:{ASIDES})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Part:
    """``words`` is the sentence with all else blanked; ``text[start:end]`` is the part itself."""

    words: Wording
    start: int
    end: int
    label: Wording | None = None  # the same with what stands before its colon or arrow


def parts(words: Wording) -> Iterator[Part]:
    segments = list(_segments(words))
    for place, (start, end, joint) in enumerate(segments):
        others = [s for s in _together(segments, place) if s != segments[place]]
        if any(_takes_back(words.text, segment) for segment in others):
            continue
        conditions = _conditions(words, segments[: place + 1])
        kept = [*conditions, (start, end)]
        label = None
        if joint == "asks":
            continue
        if joint in ("arrow", "colon"):
            before = next(s for s in reversed(segments[:place]) if s[2] != joint)
            label = _only(words, [*kept, before[:2]])
        yield Part(_only(words, kept), start, end, label)


def _together(
    segments: Sequence[tuple[int, int, str]], place: int
) -> Iterator[tuple[int, int, str]]:
    """Those that belong to one sentence: dots begin another."""
    first = max(n for n in range(place + 1) if n == 0 or segments[n][2] == "dots")
    for number in range(first, len(segments)):
        if number > place and segments[number][2] == "dots":
            return
        yield segments[number]


def _segments(words: Wording) -> Iterator[tuple[int, int, str]]:
    """From where to where, and the kind of joint in front; a list of items has one for each."""
    start, kind = 0, ""
    for joint in _JOINTS.finditer(words.text):
        found = str(joint.lastgroup)
        if found == "list" and kind != "arrow":
            continue
        if joint.start() <= start or not words.text[start : joint.start()].strip(" ,"):
            continue
        if found not in ("arrow", "colon", "otherwise") and _in_a_condition(words, joint):
            continue
        yield start, joint.start(), kind
        start = joint.end()
        kind = "arrow" if kind == "arrow" and found in ("list", "and") else found
    if words.text[start:].strip(" .,!"):
        yield start, len(words.text), kind


def _in_a_condition(words: Wording, joint: re.Match[str]) -> bool:
    """Inside a condition, or where the condition in front of a statement ends."""
    return any(
        c.conditional and c.start < joint.start() <= c.end < len(words.text) for c in words.clauses
    )


def _takes_back(text: str, segment: tuple[int, int, str]) -> bool:
    start, end, joint = segment
    said = text[start:end]
    return bool(_TAKES_BACK.search(said)) or (joint == "but" and bool(_NOT_BUT.match(said)))


def _conditions(words: Wording, segments: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The conditions in front of the parts up to the last one that hold for it, too."""
    found: list[tuple[int, int]] = []
    for start, end, joint in segments[:-1]:
        first = words.clause(start + 1)
        if joint in ("hard", "dots", "otherwise", "but"):
            found = []
        if first.conditional and first.end < end and first.start >= start - 1:
            found = [(first.start, first.end)]
    *_, joint = segments[-1]
    return [] if joint in ("hard", "dots", "otherwise", "but") else found


def _only(words: Wording, kept: Sequence[tuple[int, int]]) -> Wording:
    """The words of some places; what leads in and what is said by the way is blank, too."""
    text = list("|" * len(words.text))
    for start, end in kept:
        text[start:end] = words.text[start:end]
    shown = "".join(text)
    for start, end in kept:
        lead = _FRONT.match(shown[start:end])
        if lead:
            shown = shown[:start] + " " * lead.end() + shown[start + lead.end() :]
    shown = _ASIDE.sub(lambda aside: " " * len(aside[0]), shown)
    return replace(words, text=shown)
