"""A sentence → the phrases in it that speak of symmetry or of a zero start, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..given.assertions import Wording, phrase
from .symmetry_words import PHRASES, WORDS, Says

_DEEPER = "            "


@cache
def compiled() -> tuple[tuple[Says, re.Pattern[str]], ...]:
    return tuple(
        (says, phrase(line, WORDS)) for says, text in PHRASES.items() for line in lines(text)
    )


def lines(text: str) -> list[str]:
    """The phrases of a list, those that run over several lines put together."""
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith(_DEEPER):
            found[-1] += line[len(_DEEPER) :]
        elif line.strip():
            found.append(line[len(_DEEPER) - 4 :])
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase in a sentence, ``words.text[start:end]``."""

    says: Says
    start: int
    end: int


def phrases(words: Wording) -> Iterator[Said]:
    """Every phrase of the list in a sentence; where two overlap, the longer one."""
    found = [
        Said(says, *match.span())
        for says, pattern in compiled()
        for match in pattern.finditer(words.text)
    ]
    found = [said for said in found if not _of_something(words, said)]
    found.sort(key=lambda said: said.start - said.end)
    kept: list[Said] = []
    for said in found:
        if not any(said.start < k.end and k.start < said.end for k in kept):
            kept.append(said)
    yield from sorted(kept, key=lambda said: said.start)


_BEFORE = re.compile(
    r"(?:\b(?:into|from|of|between|by|connected to|respect to|at|for)|(?<!result)(?<!results)"
    r"(?<!resulting)\s+in)\s+$"
)
_UNITS_FIRST = re.compile(r"[\w ]*?\b(?:units?|neurons?|nodes?)\b|they\b|these\b|them\b")


_OUTER = re.compile(
    r"\b(?:output|final|last|input) (?:units?|neurons?|nodes?)\b|"
    r"\b(?:units?|neurons?|nodes?) (?:of|in) (?:the )?(?:output|final|last|input)\b"
)
OF_UNITS = (Says.FORWARD, Says.GRADIENTS, Says.LASTING, Says.APART, Says.APART_NOW, Says.ONE_UNIT)


def _of_something(words: Wording, said: Said) -> bool:
    """“the weights of all units are the same” says nothing of the units themselves, “the output
    units part” nothing of hidden ones, “they give one output for every input” is said of units."""
    before, phrase_itself = words.text[: said.start], words.text[said.start : said.end]
    if _BEFORE.search(before) and _UNITS_FIRST.match(phrase_itself):
        return True
    if said.says is Says.CONSTANT_OUTPUT:
        clause = words.text[words.clause(said.start).start : said.start]
        return bool(re.search(r"\b(?:units?|neurons?|nodes?|they)\b", clause))
    return said.says in OF_UNITS and bool(_OUTER.search(phrase_itself))


ANY_ALGORITHM = re.compile(
    r"\b(?:whichever|whatever|any|every|no matter (?:which|what)|regardless of the|"
    r"independent of the) (?:optimi[sz]ation )?(?:algorithm|optimi[sz]er|update rule|method)"
)
UNUSUAL = re.compile(
    r"\b(?:dropout|noise|noisy|stochastic depth|prelu|asymmetric|randomness|mask(?:s|ed|ing)?|"
    r"skip connections?|residual|convolution\w*|lstm|rnn|recurrent|attention|embedding|"
    r"prun\w*|regulari\w*|decays?|lora|fixup|rezero|batch ?norm\w*|layer ?norm\w*|perceptron|"
    r"logistic regression|"
    r"no hidden layers?|single-layer|linear regression|svm|tied|xavier|glorot|kaiming|"
    r"different activation functions|activation functions (?:are different|differ)|"
    r"inputs? (?:is|are) (?:all )?(?:zeros?|0|the same|equal))\b"
)
