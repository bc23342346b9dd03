"""A line of a note → whether it is a title, and whether it names a function and nothing else."""

from __future__ import annotations

import re

from .function_words import ANY

LONGEST_TITLE = 8  # words
_NO_TITLE = re.compile(
    r"\b(?:is|are|was|has|have|than|better|worse|can|use[sd]?|instead|or|vs|versus|not|than|and|"
    r"of|like|similar|shift\w*)\b|[?]",
    re.I,
)

# What may stand beside the name of a function in a title that names nothing else.
_FILLER = re.compile(
    r"\b(?:the|a|an|of|activations?|functions?|units?|derivatives?|gradients?|slopes?|and|its|"
    r"definition|properties|hidden|layers?|in|for|with|i+v?|rectified linear unit)\b|[\W\d_]",
    re.I,
)


def is_title(text: str) -> bool:
    """A line that names its subject and says nothing of it: “(ii) Tanh in hidden layer:”."""
    return len(text.split()) <= LONGEST_TITLE and not _NO_TITLE.search(text)


def names_nothing_else(text: str) -> bool:
    """Are all other words of a title such as “the … activation function”?"""
    return not _FILLER.sub(" ", ANY.sub(" ", text)).strip()
