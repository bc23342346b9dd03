"""A replayed note → the results of experiments that it prints, with what stands around each.

A result is a quantity of a visible list beside a number, in one sentence or one cell of a table.
What is supposed, denied, asked or wished for is no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ..nouns import BlockKind, Document, Span

LOSS, ACCURACY, PRECISION, RECALL, F1 = "loss", "accuracy", "precision", "recall", "F1"
SHARES = (ACCURACY, PRECISION, RECALL, F1)
_QUANTITIES: tuple[tuple[str, str], ...] = (
    (LOSS, r"(?:(?:log|training|train|test|final|initial|cross[- ]entropy)[- ])?(?:loss|cost)"),
    (ACCURACY, r"accuracy"),
    (PRECISION, r"precision"),
    (RECALL, r"recall"),
    (F1, r"f_?1(?:[- ]?(?:score|measure))?"),
)
_JOIN = (
    r"\s*(?:=|:|≈|~|\||(?:is|was|of|at|about|around|only|just|to|equals|reach(?:es|ed)|drops?|"
    r"dropped|falls?|fell|rises?|rose|goes|went|stays?|stayed|with|a|an|score|should|would|be|"
    r"before training|at the start|at initiali[sz]ation|"
    r"after\s+iteration\s+\d[\d,]*+\s*:)\b\s*)+\s*"
)
LONGEST = 40  # characters of a number that somebody printed
# Digits are taken all at once and never given back: a line of a million of them is read once.
_NUMBER = r"(?P<{0}>-?\d++(?:\.\d++)?)(?!\.\d)\s*(?P<{0}_percent>\\?%|per ?cent\b)?"
_NAMES = "|".join(f"(?P<{name}>{words})" for name, words in _QUANTITIES)
_BARE = r"\s+(?=\d*+\.\d|\d++\s*\\?%)"  # “loss 0.12”, “accuracy 91 %”
_STATED = re.compile(rf"\b(?:{_NAMES})\b(?:{_JOIN}|{_BARE}){_NUMBER.format('number')}", re.I)
_BEFORE = re.compile(
    r"(?<![\d.])(?P<number>\d++(?:\.\d++)?)\s*(?P<number_percent>\\?%|per ?cent\b)\s+"
    rf"(?:(?:test|training|train|validation)\s+)?(?:{_NAMES})\b",
    re.I,
)
_NO_RESULT = re.compile(
    r"\b(?:suppose|supposing|assume|assuming|imagine|if|could|might|may|want|hope|wish|aim|goal|"
    r"not|never|cannot|claims?|unlike|impossible)\b|n['’]t\b|\?",
    re.I,
)
_EXPECTED = re.compile(r"\b(?:should|would|expect(?:s|ed)?|theory)\b", re.I)
_SET = (
    ("test", re.compile(r"\btest(?:ing)?\b|\bheld[- ]out\b|\bvalidation\b", re.I)),
    ("training", re.compile(r"\btrain(?:ing)?\s+(?:set|accuracy|data|examples)\b", re.I)),
)
_STEPS = re.compile(
    r"\b(?P<how>after|for|at|in)\s+(?:iteration\s+)?(?P<count>\d[\d,]{0,15}+)(?![\d,])"
    r"(?:\s*(?:iterations|steps|epochs)\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Result:
    """``value`` is a share between 0 and 1 where it was printed with %; ``unit`` its last digit."""

    quantity: str
    printed: str
    value: Fraction
    unit: Fraction
    span: Span
    sentence: int
    on: str = ""  # test or training set, where it is said
    steps: int | None = None
    expected: bool = False  # what should come out, not what came out


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its formulas written out: ``places[i]`` is where ``text[i]`` stands."""

    text: str
    places: tuple[int, ...]
    heading: int = 0

    def span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)


_END = re.compile(r"(?<=[.!?])\s+(?=[^a-z\s])|\n\s*\n")


def passages(document: Document) -> tuple[Passage, ...]:
    """The sentences of the note; the cells of one row of a table are one sentence."""
    found = []
    for _, group in groupby(document.blocks, key=lambda block: block.paragraph):
        blocks = [b for b in group if b.kind is not BlockKind.CODE]
        text = "".join(block.text for block in blocks)
        places = [place for block in blocks for place in block.origin[:-1]]
        start = 0
        for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
            if text[start:end].strip():
                heading = blocks[0].heading
                found.append(Passage(text[start:end], tuple(places[start:end]), heading))
            start = end
    return tuple(found)


def results(said: tuple[Passage, ...]) -> Iterator[Result]:
    """Every printed result, in reading order."""
    for number, passage in enumerate(said):
        if _NO_RESULT.search(passage.text):
            continue
        taken: list[range] = []
        for pattern in (_STATED, _BEFORE):
            for match in pattern.finditer(passage.text):
                here = range(*match.span("number"))
                if len(here) > LONGEST:
                    continue
                if not any(set(here) & set(other) for other in taken):
                    taken.append(here)
                    yield _result(match, passage, number)


def _result(match: re.Match[str], passage: Passage, number: int) -> Result:
    quantity = next(name for name, _ in _QUANTITIES if match[name])
    printed = match["number"]
    decimals = len(printed.partition(".")[2])
    value, unit = Fraction(printed), Fraction(1, 10**decimals)
    if match["number_percent"] or (quantity in SHARES and value > 1 and printed.isdigit()):
        value, unit = value / 100, unit / 100
    about = passage.text[max(0, match.start() - 40) : match.end() + 30]
    on = next((name for name, words in _SET if words.search(about)), "")
    steps = _STEPS.search(passage.text)
    counted = steps and re.search(r"iteration|steps|epochs", steps[0], re.I)
    return Result(
        quantity,
        printed,
        value,
        unit,
        passage.span(*match.span()),
        number,
        on,
        int(steps["count"].replace(",", "")) if steps and counted else None,
        bool(_EXPECTED.search(passage.text)),
    )
