"""Lines that only sketch code (``dZ1 = W2.T·dZ2 * g'(Z1)``) → the same in Python, place by place.

In: the text of a block, and the language it names. Out: a text as long, with Python's signs for
those of mathematics, where nothing in the block is Python proper. Refuses nothing: what has no
meaning in the end is left to the reader of code.
"""

from __future__ import annotations

import re

PRIME = "ʹ"  # a letter to Python, of which it has no primes
ACTIVATION = re.compile(
    rf"(?P<name>[gfhφϕσ]|[Ss]igmoid|[Rr]e[Ll][Uu]|tanh){PRIME}?(?P<layer>\d)?{PRIME}?"
    r"(?P<slope>_(?:deriv(?:ative)?|prime|grad(?:ient)?))?"
)
TOGETHER = re.compile(r"(W\d?)([AXax]\d?)")  # “W2A1” of a sketch
LANGUAGES = frozenset(["text", "txt", "plaintext", "plain", "pseudo", "pseudocode"])
_PYTHON = re.compile(
    r"\b(?:np|numpy|torch|math|tf)\.\w|^\s*(?:import|from|def|class|return)\b", re.M
)
_SIGNS = str.maketrans(
    {"·": "@", "•": "@", "⋅": "@", "×": "*", "⊙": "*", "∘": "*", "−": "-", "–": "-"}
)
_PRIMED = re.compile(r"(?<=\w)['’′](?=\d?\()")
_TRANSPOSED = re.compile(r"(?<=\w)\^(?=T\b)|(?<=\])\^(?=T\b)")
_REMARK = re.compile(r"(?:←|<--?|→).*$", re.M)


def sketched(text: str, language: str) -> str | None:
    """The text in Python's signs; None where it is Python, or another language."""
    if (language and language.lower() not in LANGUAGES) or _PYTHON.search(text):
        return None
    text = _REMARK.sub(lambda remark: " " * len(remark[0]), text)
    text = _TRANSPOSED.sub(".", _PRIMED.sub(PRIME, text))
    return text.translate(_SIGNS)
