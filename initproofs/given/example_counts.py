"""Source → the letters that count its examples: m and N by custom, others where words say so.

In: the text of a document. Out: names of counts. Refused: letters that words give to anything else.
"""

from __future__ import annotations

import re

CUSTOMARY = ("m", "N")
_LETTER = r"(?<![\w\\^_{])\$?(?P<letter>[a-zA-Z])\$?(?![\w^_}])"
_EXAMPLES = (
    r"(?:(?:training|labell?ed|data|input)[ -])?"
    r"(?:examples?|samples|observations|data points|datapoints|instances|patterns)"
)
_BATCH = r"(?:(?:mini-?)?batch size|size of the (?:mini-?)?batch|batch)"
_SAID = (
    rf"{_LETTER} {_EXAMPLES}\b",
    rf"{_LETTER} (?:is|denotes|being|stands for|=) the (?:number of {_EXAMPLES}|{_BATCH})\b",
    rf"\b(?:number of {_EXAMPLES}|{_BATCH})(?: of| is|,|:)? {_LETTER}",
    rf"\b{_EXAMPLES} \({_LETTER}\)",
)


def counts_in(source: str) -> tuple[str, ...]:
    """The letters that stand for the number of examples."""
    text = " ".join(source.split())
    found = [match["letter"] for pattern in _SAID for match in re.finditer(pattern, text)]
    named = (letter for letter in found if letter not in "aAIlijxXyYwW")
    return tuple(dict.fromkeys([*CUSTOMARY, *named]))


def says_how_many(source: str) -> bool:
    """Is a letter given to the number of examples?"""
    text = " ".join(source.split())
    return any(re.search(pattern, text) for pattern in _SAID)


_MEAN = re.compile(
    r"\b(?:mean|averaged?)\b(?: of)?(?: the)?(?: (?:binary|logistic|negative|squared?|quadratic))?"
    r"[ -](?:loss|cost|cross[ -]entropy|log[ -](?:loss|likelihood)|errors?)\b"
    r"|\b(?:loss|cost|cross[ -]entropy)\b[^.;]{0,40}\b(?:averaged|an? (?:average|mean)) over\b",
    re.I,
)


def says_mean(source: str) -> bool:
    """Is the loss called a mean over the examples?"""
    return _MEAN.search(" ".join(source.split())) is not None
