"""Words about functions: what a proved formula is called, and the phrases for “near zero”."""

from __future__ import annotations

import re

from ...arithmetic.enclosure import Real
from ...evidence.functions.catalogue import TITLES
from ...evidence.functions.show import show
from ...terms import Applied, Term, walk
from .questions import Question

NEAR_ZERO = re.compile(
    r"\b(?:near|around|close to|about|in the vicinity of|at)\s+(?:zero|0|the origin|‹)|"
    r"\b(?:small|tiny|linear (?:regime|region|part|range)|lineari[sz]\w+|first[- ]order|taylor)\b",
    re.I,
)

TO_SOLVE = re.compile(
    r"\b(?:solv\w+|roots?|solutions?|equations?|minimi[sz]\w+|maximi[sz]\w+|sets?|optim\w+|"
    r"boundary|hyperplane|constraints?|such that|so that|fixed points?|when|if|iff|only if|"
    r"choos\w+|requir\w+|conditions?|want|need\w*|should|must|let|assum\w+|suppos\w+|update\w*)\b",
    re.I,
)


def slopes_of(term: Term) -> bool:
    """Does a term contain a derivative?"""
    return any(isinstance(p, Applied) and (p.primes or p.function == "d/d") for p in walk(term))


def said_of(question: Question) -> str:
    """What a proved equation is, in a few words."""
    names = [
        TITLES[part.function]
        for side in (question.left, question.right)
        for part in walk(side)
        if isinstance(part, Applied) and part.function in TITLES
    ]
    title = names[0] if names else ""
    if question.defines and title:
        return f"this is {title}"
    if slopes_of(question.wrote[0]) and title:
        return f"this is the derivative of {title}"
    left, right = map(show, question.wrote)
    shown = f"{left} = {right}"
    return f"holds for all values: {shown}" if len(shown) < 70 else "holds for all values"


def spelled(value: Real) -> str:
    """A number exactly if it is a short fraction, else to four digits."""
    middle = value.middle
    return str(middle) if value.exact and middle.denominator < 1000 else f"{float(middle):.4g}"
