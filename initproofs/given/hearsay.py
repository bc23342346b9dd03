"""Sentences → which of them stand where nothing is meant as said: in a quiz, or in a list of myths.

A heading or a line that ends in a colon opens such a list; the next heading closes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .sentences import Sentence

_QUIZ = re.compile(
    r"which of the following|true or false|true/false|select all|choose all|multiple choice|"
    r"check all that apply|\bquiz\b"
)
_MYTHS = re.compile(
    r"\b(?:myths?|misconceptions?|fallac(?:y|ies)|misunderstandings?|urban legends?|"
    r"(?:false|wrong|incorrect|mistaken) (?:beliefs?|claims?|statements?|answers?|ideas?)|"
    r"(?:common|popular) beliefs?|debunk\w*)\b"
)


def unmeant(sentences: Sequence[Sentence]) -> list[bool]:
    found: list[bool] = []
    section, inside = -1, False
    for sentence in sentences:
        text = sentence.text.lower()
        if sentence.heading and sentence.first_block != section:
            section, inside = sentence.first_block, False
        opens = bool(sentence.heading) or text.rstrip().endswith(":")
        inside = inside or bool(_QUIZ.search(text)) or (opens and bool(_MYTHS.search(text)))
        found.append(inside)
    return found
