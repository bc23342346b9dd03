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
LONGEST_TITLE = 8  # words
_NO_TITLE = re.compile(
    r"\b(?:is|are|was|has|have|than|better|worse|can|use[sd]?|instead|or|vs|versus|not|than|and|"
    r"of|like|similar|shift\w*)\b|[?]",
    re.I,
)


@lru_cache(4096)  # the titles of a note are asked again for every formula below them
def functions_in(text: str) -> tuple[str, ...]:
    """The functions of the catalogue that a text names, each once, in their order."""
    found = [WORDS[int((m.lastgroup or "_0")[1:])][0] for m in ANY.finditer(text)]
    return tuple(dict.fromkeys(found))


def only_function(text: str) -> str:
    found = functions_in(text)
    return found[0] if len(found) == 1 else ""


# “The sigmoid is ‹1›”, “Leaky ReLU: ‹1›”; a hard sigmoid and a scaled tanh are other functions.
_PLAINLY = re.compile(
    r"(?:^|[.:;,(*]\s*|\b(?:the|our|an?|standard|usual|recall|define|with|use)\s)\s*$", re.I
)
_IS = re.compile(
    r"\*{0,2}(?:\s+activations?)?(?:\s+functions?)?\*{0,2}\s*(?:\([A-Za-z ]{2,30}\))?\s*"
    r"(?:[:=,–—-]|(?:is|reads|equals)(?: simply| just| the function)?"
    r"(?: given by| defined (?:as|by|to be))?:?|"
    r"has the (?:form|formula):?)?\s*"
)


def given_as(text: str, block: int) -> str:
    """The function whose name stands right before the formula ``‹block›`` that says what it is."""
    before = text.partition(f"‹{block}›")[0]
    for match in ANY.finditer(before):
        if _IS.fullmatch(before, match.end()) and _PLAINLY.search(before[: match.start()]):
            return WORDS[int((match.lastgroup or "_0")[1:])][0]
    return ""


def is_title(text: str) -> bool:
    """A line that names its subject and says nothing of it: “(ii) Tanh in hidden layer:”."""
    return len(text.split()) <= LONGEST_TITLE and not _NO_TITLE.search(text)


# What may stand beside the name of a function in a title that names nothing else.
_FILLER = re.compile(
    r"\b(?:the|a|an|of|activations?|functions?|units?|derivatives?|gradients?|slopes?|and|its|"
    r"definition|properties|hidden|layers?|in|for|with|i+v?|rectified linear unit)\b|[\W\d_]",
    re.I,
)


def names_nothing_else(text: str) -> bool:
    """Are all other words of a title such as “the … activation function”?"""
    return not _FILLER.sub(" ", ANY.sub(" ", text)).strip()
