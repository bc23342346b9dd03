"""Sentences about a computed matrix → what they say of it, and whether it is so.

``the columns of dW^[1] are equal``, ``Z^[1] has duplicate rows``, ``all entries of A^[1] are
equal``, ``Z^[1] is 3 × 3``. What supposes, wishes or denies in another way is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..arithmetic.grids import shape, transpose
from ..given.cases import STEP
from ..given.choices import Choices, outcomes
from ..given.evaluate import Evaluation, Value, is_grid
from ..given.fields import Reals
from ..given.links import Replay
from ..given.log import Fact, When
from ..given.meaning import Meaning
from ..given.phrases import cue
from ..given.sentences import Sentence
from ..given.statements import statements
from ..given.view import Mode, View
from ..nouns import Node, Span
from ..terms import Head, Symbol

_EACH_OTHER = r"(?: to| of| from)? (?:each other|one another)"
_SAME = (
    rf"duplicates?(?:{_EACH_OTHER})?|duplicated|identical|equal(?:{_EACH_OTHER})?|the same|"
    rf"copies(?:{_EACH_OTHER})|all alike|alike"
)
_APART = (
    rf"(?:all |pairwise )?(?:different|distinct)(?:{_EACH_OTHER})?|"
    r"not (?:all )?(?:equal|identical|the same)|not duplicates?"
)
_PARTS = r"columns|rows|entries|elements"
_LIST = r"(?:‹\d+›)(?:\s*(?:,|and|,\s*and)\s*‹\d+›)*"
_WHAT = r"(?:the\s+)?(?:matri(?:x|ces)\s+|vector\s+|gradients?\s+)?"
_STAY = (
    r"(?:are|stay|remain|become|come out)\s+"
    r"(?:again |still |also |all |now |therefore |thus |both |indeed |exactly )*"
)
_OF = re.compile(
    r"\b(?:the |all |all the |both )?(?:(?P<count>two|three|four)\s+)?"
    rf"(?P<parts>{_PARTS})\s+(?:of|in)\s+{_WHAT}(?P<names>{_LIST})\s+{_STAY}"
    rf"(?:(?P<apart>{_APART})|(?P<same>{_SAME}))\b",
    re.I,
)
_HAS = re.compile(
    rf"(?P<names>{_LIST})\s+(?:has|have)\s+(?:again |still |also |now |two |three )*"
    r"(?:(?P<same>duplicated?|identical|equal)|(?P<apart>different|distinct))\s+"
    rf"(?P<parts>{_PARTS})\b",
    re.I,
)
_SHAPE = re.compile(
    r"(?P<names>‹\d+›)\s+"
    r"(?:is|has (?:the )?(?:shape|size|dimensions?)(?: of)?|is of (?:shape|size))"
    r"\s+(?:an?\s+)?‹(?P<shape>\d+)›",
    re.I,
)
_COUNTS = re.compile(
    r"(?P<names>‹\d+›)\s+has\s+(?P<rows>\d+|one|two|three|four|five|six)\s+rows?\s+and\s+"
    r"(?P<columns>\d+|one|two|three|four|five|six)\s+columns?\b",
    re.I,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OTHER_MOODS = re.compile(
    r"\b(?:so that|such that|in order|would|should|could|might|may|must|will|unless|whether|want|"
    r"if|when|suppose|assume|let|initiali[sz]e[ds]?|can)\b",
    re.I,
)
_SEEING = re.compile(
    r"\b(?:we )?(?:can )?(?:see|note|notice|observe|check|verify|conclude)\b(?: that)?", re.I
)
SAME, APART, SHAPE = "same", "apart", "shape"


@dataclass(frozen=True)
class Said:
    """What a sentence says of one matrix: ``parts`` are rows, columns or entries."""

    replay: Replay
    head: Head
    fact: Fact
    says: str
    parts: str
    span: Span
    when: When
    size: tuple[int, int] | None = None
    several: bool = False  # “duplicates” speaks of two at least, “equal” may be empty

    def mended(self) -> Any:
        """The matrix computed afresh from the data and the note's rules, if that can be done."""

        def compute(choices: Choices) -> Value:
            view = View(self.replay.log, self.when, Mode.MENDED)
            return Evaluation(Reals(), view, choices)(Symbol(self.head))

        return next((o.result for o in outcomes(compute) if o.result is not None), None)

    def turned(self) -> Said:
        """What is typed as (1, 2, 3) is a row where the note's own rules give a row."""
        value, computed = transpose(self.fact.value), self.mended()
        if computed is None or not is_grid(computed) or shape(computed) != shape(value):
            return self
        return replace(self, fact=replace(self.fact, value=value))


def said(replay: Replay) -> Iterator[Said]:
    for sentence in replay.sentences:
        for pattern, says in ((_OF, ""), (_HAS, ""), (_SHAPE, SHAPE), (_COUNTS, SHAPE)):
            for match in pattern.finditer(sentence.text):
                if _is_stated(sentence.text[: match.end()]):
                    yield from _each(replay, sentence, match, says)


def _is_stated(words: str) -> bool:
    """Nothing before or in the phrase makes a supposition or a wish of it."""
    without_seeing = _SEEING.sub("", words)
    return not _OTHER_MOODS.search(without_seeing) and cue(without_seeing.replace("not", "")) == ""


def _each(replay: Replay, sentence: Sentence, match: re.Match[str], says: str) -> Iterator[Said]:
    groups = match.groupdict()
    if not says:
        says = APART if groups.get("apart") else SAME
    size = _size(replay, groups) if says == SHAPE else None
    if says == SHAPE and size is None:
        return
    span = sentence.span(match.start(), match.end())
    for number in re.findall(r"\d+", groups["names"]):
        for head in _heads(replay, int(number)):
            when = _when(replay, span)
            fact = replay.log.value_of(head, when)
            if fact is not None and is_grid(fact.value) and same_subject(replay, fact, span):
                parts = (groups.get("parts") or "").lower().replace("elements", "entries")
                several = "duplicat" in match[0].lower() or "cop" in match[0].lower()
                one = Said(replay, head, fact, says, parts, span, when, size, several)
                yield one.turned() if fact.free else one


def same_subject(replay: Replay, fact: Fact, span: Span) -> bool:
    """A bare W under a later heading need not be the matrix that was written out before it."""
    if fact.head.label is not None or fact.head.indices or len(fact.head.name) > 1:
        return True
    low, high = sorted((fact.span.start, span.start))
    blocks = replay.notes.document.blocks
    between = (b for b in blocks if b.heading and low < b.outer.start < high)
    return all(STEP.match(block.text) for block in between)


def _when(replay: Replay, span: Span) -> When:
    before = sum(fact.span.start < span.start for fact in replay.log.facts)
    block = max(
        (i for i, b in enumerate(replay.notes.document.blocks) if b.outer.start <= span.start),
        default=0,
    )
    return When(before, replay.cases[block])


def _heads(replay: Replay, block: int) -> list[Head]:
    """The names that one piece of maths lists: ``dW^[1], dW^[2]``."""
    formula = replay.notes.formulas[block]
    if formula is None or statements(formula.tree):
        return []
    meaning = Meaning(formula, replay.notes.names)
    pieces = formula.tree.children if formula.tree.kind == "list" else (formula.tree,)
    terms = [meaning.term(piece) for piece in pieces if piece.kind != "op"]
    return (
        [t.head for t in terms if isinstance(t, Symbol)]
        if all(isinstance(t, Symbol) for t in terms)
        else []
    )


def _size(replay: Replay, groups: dict[str, str | None]) -> tuple[int, int] | None:
    if groups.get("shape"):
        formula = replay.notes.formulas[int(groups["shape"] or 0)]
        return _times(formula.tree) if formula is not None else None
    return _number(groups["rows"] or ""), _number(groups["columns"] or "")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _times(tree: Node) -> tuple[int, int] | None:
    """``3 \\times 2`` or ``(3, 2)``."""
    if tree.kind == "fence":
        tree = tree.children[0]
    numbers = [child for child in tree.children if child.kind == "number" and child.value.isdigit()]
    joints = [child.value for child in tree.children if child.kind == "op"]
    if len(numbers) == 2 and len(tree.children) == 3 and joints in (["×"], [","]):
        return int(numbers[0].value), int(numbers[1].value)
    return None


def holds(value: Any, says: str, parts: str, size: tuple[int, int] | None) -> bool | None:
    """Is it so of this matrix? None where the sentence does not fit it."""
    if says == SHAPE:
        return (len(value), len(value[0])) == size
    pieces = list(value) if parts == "rows" else list(transpose(value))
    if parts == "entries":
        pieces = [entry for row in value for entry in row]
    if len(pieces) < 2:
        return None
    if says == SAME:
        return all(piece == pieces[0] for piece in pieces)
    distinct = len(set(pieces))
    if distinct == 1:
        return False
    return True if distinct == len(pieces) else None
