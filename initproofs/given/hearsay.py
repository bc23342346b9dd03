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

REPORTED = re.compile(
    r"\b(?:think|thinks|thinking|thought|believe[sd]?|claim(?:s|ed)?|guess(?:es|ed)?|"
    r"suspect(?:s|ed)?|argue[sd]?|wrote|asked|according to(?! (?:an? |the |some )?"
    r"(?:[\w-]+ ){0,2}(?:distribution|law|formula|rule|gaussian|normal|uniform|scheme|method))|"
    r"supposedly|allegedly|"
    r"it is (?:often |sometimes |commonly |widely )?(?:said|believed|claimed|thought|assumed)|"
    r"people (?:say|assume)|some say|they say|one would expect|might expect|naively|myths?|"
    r"misconceptions?|fallacy|mistaken(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?|false|untrue|not true|"
    r"tempting|contrary to|not sure|doubt\w*|remains to be|would be nice|(?:we|i|they) hope|hoped|"
    r"wish(?:es)? that|goal is that|(?:suppose|assume|imagine) that (?:if|when|even)|unclear|or so|"
    r"(?:was|were|been) told|imho|as if|as though|pretend|contradict\w*|hypothetically|"
    r"(?:nobody|no one|none of \w+) (?:has |have |ever )*(?:shows?|shown|proved?|says?|said))\b"
)
# What is said behind it, or in brackets, and takes it back.
DISOWNED = re.compile(
    r",? (?:they|some|people) say\b|,? or so \w+|\bsupposedly\b|\b(?:is|was) (?:just )?(?:a |an )?"
    r"(?:myth|misconception|wrong|false|not (?:true|so|the case|correct)(?! (?:for|of)\b)|"
    r"untrue|nonsense)\b|"
    r"\([^()]*\b(?:false|wrong|not true|untrue|myth|incorrect)\b[^()]*\)|"
    r",? but (?:only|not|this is not|that is not|it is not|never)\b|,? except (?:in|for|when|if)\b"
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
