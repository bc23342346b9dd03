"""Words for activations: a text goes in, the functions of the catalogue it names come out."""

from __future__ import annotations

import re
from functools import lru_cache

# Words for functions; the first that fits a place is meant.
WORDS: tuple[tuple[str, str], ...] = (
    ("leaky relu", r"leaky[- ]?re-?lus?|leaky rectif\w+(?: linear units?)?"),
    ("selu", r"selus?|scaled exponential linear units?"),
    ("gelu", r"gelus?|gaussian error linear units?"),
    ("elu", r"elus?|exponential linear units?"),
    ("relu", r"re-?lus?|rectified linear(?: units?)?|rectifiers?"),
    ("sigmoid", r"sigmoids?|logistic(?! regression| loss| unit)(?: function| sigmoid)?"),
    ("tanh", r"tanh|hyperbolic tangents?"),
    ("softplus", r"softplus"),
    ("softsign", r"softsign"),
    ("silu", r"silus?|swish"),
    ("softmax", r"softmax"),
)
ANY = re.compile("|".join(rf"(?P<_{i}>\b(?:{w})\b)" for i, (_, w) in enumerate(WORDS)), re.I)


@lru_cache(4096)  # the titles of a note are asked again for every formula below them
def functions_in(text: str) -> tuple[str, ...]:
    """The functions of the catalogue that a text names, each once, in their order."""
    found = [WORDS[int((m.lastgroup or "_0")[1:])][0] for m in ANY.finditer(text)]
    return tuple(dict.fromkeys(found))


def only_function(text: str) -> str:
    found = functions_in(text)
    return found[0] if len(found) == 1 else ""
