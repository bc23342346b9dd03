"""What is said in words: a visible list of phrases, each with the fact it states.

Phrases are matched conservatively: a fact that is not said in one of these ways is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..nouns import Span
from .sentences import Sentence

_BE = r"(?:is|be|are|as|denotes?|means?|stands for|=|to be|for|being)"
_ARTICLE = r"(?:\s+(?:the|a|an|just|simply))*"
_FUNCTION = r"(?:\s+(?:activation|function|non-?linearity|map|unit|units|activations))*"
ACTIVATIONS: tuple[tuple[str, str], ...] = (
    ("identity", r"identity|(?<!non[-‐– ])linear(?= activation)"),
    ("relu", r"relu|rectified linear(?: unit)?|rectifier"),
    ("sigmoid", r"sigmoid|logistic(?: function| sigmoid)?"),
    ("tanh", r"tanh|hyperbolic tangent"),
)
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in ACTIVATIONS)
# “g is the identity”, “g and h are ReLU”: the symbol is named.
_NAMED = re.compile(rf"‹(?P<symbol>\d+)›(?:\s+\w+){{0,3}}?\s+{_BE}{_ARTICLE}\s+(?:{_ANY})\b", re.I)
# “with activation function g = identity” and “the sigmoid function σ”, “a ReLU activation g”
_BEHIND = re.compile(rf"\b(?:{_ANY}){_FUNCTION}\s+‹(?P<symbol>\d+)›(?!\s*(?:is|are)\b)", re.I)
# “as activation function g we take the ReLU”, “we use the ReLU as activation function g”
_TAKE = r"(?:take|use|choose|pick|have)"
_ACTIVATION = r"activations?(?:\s+functions?)?"
_TAKEN = re.compile(
    rf"\b{_ACTIVATION},?\s+‹(?P<symbol>\d+)›,?\s+(?:we|I)\s+{_TAKE}{_ARTICLE}\s+(?:{_ANY})\b", re.I
)
_USED = re.compile(
    rf"\b(?:{_ANY}){_FUNCTION}\s+(?:as|for)(?:\s+(?:the|our|an))?\s+{_ACTIVATION}\s+"
    r"‹(?P<symbol>\d+)›",
    re.I,
)
_USED_UNNAMED = re.compile(
    rf"\b{_TAKE}{_ARTICLE}\s+(?:{_ANY}){_FUNCTION}\s+(?:as|for)(?:\s+(?:the|our|an))?\s+"
    rf"{_ACTIVATION}(?!\s*(?:‹|in|of|at|for))",
    re.I,
)
# “with f the ReLU activation”
_APPOSED = re.compile(
    rf"‹(?P<symbol>\d+)›,?\s+(?:the|an?)\s+(?:{_ANY})\s+"
    r"(?:activations?(?:\s+functions?)?|functions?|non-?linearity|maps?)\b",
    re.I,
)
# “the activation is the identity”, “identity activation”: whatever the symbol is.
_UNNAMED = re.compile(rf"activations?(?:\s+functions?)?\s+{_BE}{_ARTICLE}\s+(?:{_ANY})\b", re.I)
_ADJECTIVE = re.compile(
    rf"\b(?:{_ANY})\s+(?:activations?(?:\s+functions?)?|hidden units|units)\b", re.I
)
_NO_BIAS = re.compile(
    r"\b(?:(?:all|every|each|the|both)?\s*(?:of the\s+)?bias(?:es|\s+(?:vectors?|terms?))?\s+"
    r"(?:is|are|=|be|set to|initiali[sz]ed (?:to|as|with|at)|(?:is|are) (?:set|initiali[sz]ed) to|"
    r"start at)\s+"
    r"(?:all\s+|equal to\s+|identically\s+)?(?:zeros?\b|0\b)|no bias(?:es)?\b|"
    r"without (?:any )?bias(?:es)?\b|"
    r"(?:ignore|drop|omit|leave out|neglect|skip)\s+(?:the\s+|all\s+)?bias(?:es)?\b|"
    r"(?:set|with|take|keep)\s+(?:the\s+|all\s+)?bias(?:es)?\s+(?:to|at|equal to)\s+(?:zero|0)\b|"
    r"zero bias(?:es)?\b|bias(?:es)?(?:-|\s)free\b)",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|n['’]t|no longer|never|unless|if|instead of|rather than)\b", re.I)
# Sentences that speak of others, of another time or of a sentence state nothing of this network.
_HEDGED = re.compile(
    r"\b(?:some|many|most|others?|often|usually|sometimes|popular|claims?|false|people|authors|"
    r"approximat\w*|regime|next|later|chapter|in general|networks? without|networks? with no|"
    r"would|could|can(?:not)?|"
    r"may|might|sign|replace[ds]?|bias(?:es)? gradients?|"
    r"gradients? of (?:the |all )?bias(?:es)?)\b",
    re.I,
)
_LAYERED = re.compile(r"\b(?:hidden|output|last|final|first|second|third)\b", re.I)


_EXAMPLE = r"(?:examples?|samples?|observations?|data points?|instances?)"
_EXAMPLES = (
    re.compile(
        rf"\b(?P<side>rows|columns) of (?:the (?:input |data )?(?:matrix )?)?‹(?P<symbol>\d+)› "
        rf"(?:are|hold|contain|correspond to|represent) (?:the |our |different )?{_EXAMPLE}",
        re.I,
    ),
    re.compile(
        rf"\b(?:each|every|one) (?P<side>row|column) of ‹(?P<symbol>\d+)› "
        rf"(?:is|holds|contains|corresponds to|represents) (?:one |an? |a single ){_EXAMPLE}",
        re.I,
    ),
)


_EACH_ENTRY = r"(?:element|entry|component)(?:[- ]?wise|[- ]by[- ](?:element|entry|component))"
_BY_ENTRIES = (
    # “$*$ denotes the elementwise product”, “$\\odot$ multiplies entry by entry”
    re.compile(
        rf"‹(?P<symbol>\d+)›(?:\s+\w+){{0,3}}?\s+(?:the\s+|an?\s+)?(?:{_EACH_ENTRY}|hadamard)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:{_EACH_ENTRY}|hadamard)\s+(?:product|multiplication)s?\s+"
        r"(?:is |are |will be )?(?:written|denoted|marked)?\s*(?:as |by |with )?‹(?P<symbol>\d+)›",
        re.I,
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact in words. ``about`` is the block of its symbol, None for “the activation”."""

    what: str
    value: str
    about: int | None
    span: Span
    block: int


def said(sentence: Sentence) -> Iterator[Said]:
    named = list(_named(sentence))
    yield from named
    hedged = _HEDGED.search(sentence.text)
    if not named and not hedged:
        yield from _unnamed(sentence)
    for pattern in _EXAMPLES:
        for match in pattern.finditer(sentence.text):
            span, side = sentence.span(match.start(), match.end()), match["side"].lower()
            side = side if side.endswith("s") else side + "s"
            yield Said("examples", side, int(match["symbol"]), span, sentence.first_block)
    for pattern in _BY_ENTRIES:
        for match in pattern.finditer(sentence.text):
            if not _NEGATED.search(sentence.text, match.start(), match.end()):
                span = sentence.span(match.start(), match.end())
                yield Said("product", "entrywise", int(match["symbol"]), span, sentence.first_block)
    for match in _NO_BIAS.finditer(sentence.text):
        denied = _NEGATED.search(sentence.text, max(0, match.start() - 12), match.end())
        if not denied and not hedged:
            span = sentence.span(match.start(), match.end())
            yield Said("bias", "0", None, span, sentence.first_block)


def _named(sentence: Sentence) -> Iterator[Said]:
    for pattern in (_NAMED, _APPOSED, _BEHIND, _TAKEN, _USED):
        for match in pattern.finditer(sentence.text):
            if not _NEGATED.search(sentence.text, match.start(), match.end()):
                yield _fact(sentence, match, int(match["symbol"]))


def _unnamed(sentence: Sentence) -> Iterator[Said]:
    for pattern in (_UNNAMED, _ADJECTIVE, _USED_UNNAMED):
        for match in pattern.finditer(sentence.text):
            if not _NEGATED.search(sentence.text, max(0, match.start() - 20), match.end()):
                yield _fact(sentence, match, None)


def _fact(sentence: Sentence, match: re.Match[str], about: int | None) -> Said:
    value = next(name for name, _ in ACTIVATIONS if match[name])
    layered = _LAYERED.search(sentence.text[: match.end()]) if about is None else None
    what = "layer activation" if layered else "activation"
    return Said(what, value, about, sentence.span(match.start(), match.end()), sentence.first_block)


# What the words before a formula make of it: a supposition holds until a consequence is drawn.
_RESULT = re.compile(
    r"\b(?:then|we get|gets?|gives?|giving|obtain|obtains|yields?|so|thus|hence|therefore|becomes?|"
    r"compute|computes|computing|calculate|find|it follows)\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:iterations?|epochs?|after that|afterwards|later|previously|time step|"
    r"suppose|supposing|supposed|assume|assumed|assuming|imagine|pretend|say(?=[, ])|"
    r"if|when|whenever|(?:let['’]?s|let us)\s+(?:just |simply |now |also )?"
    r"(?:assume|say|suppose|pretend|take|choose|set|pick))\b"
    r"|\blet\s*(?=‹|$)",
    re.I,
)
_MENTIONED = re.compile(
    r"\b(?:mistakes?|wrong(?:ly)?|incorrect(?:ly)?|instead of|rather than|not|never|"
    r"forget(?:s|ting)?|tempting|beware|want|wish)\b|n['’]t\b",
    re.I,
)
# What is aimed at is no result, in the languages that notes are written in.
_GOAL = re.compile(
    r"\b(?:goals?|aims?|objective|(?:to|we|must) (?:reach|get to|arrive at)|so that|until|"
    r"target (?=‹|is\b|of\b)|ziel|soll|objetivo|objectif)\b|目标|目的|到达|达到|希望|想让",
    re.I,
)
_CLAUSE = re.compile(r"[,;:.，；：。]")


def cue(words: str, display: bool = False) -> str:
    """``supposed``, ``mentioned``, ``goal`` or nothing: what the words before make of a formula.

    A supposition that has its formula in its own sentence does not reach the display after it.
    """
    if _MENTIONED.search(words):
        return "mentioned"
    if not display and _GOAL.search(_CLAUSE.split(words)[-1]):
        return "goal"
    supposed = max((match.end() for match in _SUPPOSED.finditer(words)), default=-1)
    drawn = max((match.end() for match in _RESULT.finditer(words)), default=-1)
    if display and "‹" in words[max(supposed, 0) :]:
        return ""
    return "supposed" if supposed > drawn else ""
