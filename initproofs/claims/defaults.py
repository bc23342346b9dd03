"""What a note says that a framework does by default, against its source.

``kernel_initializer='glorot_uniform'`` called the default of Keras. Names that Keras does not know
are placeholders of the author and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..nouns import BlockKind, Counterexample, Reproduction, Ruling, Span, Verdict
from .nearby import Surroundings
from .packages import KERAS, KERAS_NAMES

_SET = re.compile(rf"{KERAS.pattern.pattern}\s*=\s*[\"'](?P<name>\w+)[\"']")
_DEFAULT = re.compile(r"\bdefaults?\b", re.I)
_CALLED = re.compile(r"\bdefaults?\b[^.;]{0,30}$", re.I)
_CHANGED = re.compile(
    r"\b(?:change[sd]?|instead|rather|replac\w+|overrid\w+|unlike|not|other|differ\w*|but)\b", re.I
)
_SHOWN = frozenset({BlockKind.SNIPPET, BlockKind.PLAIN, BlockKind.CODE})


def defaults(around: Surroundings) -> Iterator[tuple[Span, Verdict]]:
    for number, block in enumerate(around.document.blocks):
        match = _SET.search(block.text) if block.kind in _SHOWN else None
        if match is None or match["name"] not in KERAS_NAMES:
            continue
        words = around.leading(number)
        span = block.at(match.start(), match.end())
        if match["name"] == KERAS.value and _DEFAULT.search(words):
            yield span, _confirmed()
        elif _CALLED.search(words) and not _CHANGED.search(words) and match["name"] != KERAS.value:
            yield span, _refuted(match["name"])


def _confirmed() -> Verdict:
    message = f"the default is {KERAS.value}"
    how = Reproduction(f"read in the source: {KERAS.source}", 1, 1)
    return Verdict(Ruling.CONFIRMED, message, (how,), message)


def _refuted(name: str) -> Verdict:
    message = f"the default of Keras is {KERAS.value}, not {name}"
    counter = Counterexample(name, KERAS.value, KERAS.source)
    return Verdict(Ruling.REFUTED, message, (counter,), message, correction=KERAS.value)
