"""What notes say in words of one step back through a layer, with the test of each phrase.

One step back is ``dA = Wᵀ dZ`` (Rumelhart, Hinton and Williams, 1986): linear in the weights and in
the gradient that comes from behind, without the biases. A list of phrases says which sentences
speak of it; a denial, or a question, is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from ..given.assertions import Mood, denied, mood, worded
from ..given.links import Replay
from ..given.sentences import Sentence
from ..nouns import Assumption, Counterexample, Missing, Proof, Ruling, Span, Verdict

STEP_BACK = (
    ("forward rule", "Z = W A + b"),
    ("chain rule", "∂L/∂A_k = Σ_j ∂L/∂Z_j · ∂Z_j/∂A_k = Σ_j dZ_j W_jk: dA = Wᵀ dZ"),
)
_GRADIENT = r"\b(?:gradients?|errors?|deltas?)\b"
_ALL = r"(?:all (?:of )?)?(?:the |its |their |these )?"
# Where a gradient goes back by other ways, too.
_OTHER_WAYS = re.compile(r"\b(?:skip|residual|shortcut|highway|recurrent)\b|\bexcept\b", re.I)
# Words between those of a phrase, and no denial among them.
_ON = r"(?:(?!\b(?:not|never|no|cannot|without)\b|n['’]t\b)[^.;!?])"


def _proved(message: str, *more: tuple[str, str]) -> Verdict:
    return Verdict(Ruling.PROVED, message, (Proof((*STEP_BACK, *more)),), message)


def by_the_weights(match: re.Match[str], before: str) -> Verdict | None:
    """The gradient goes back through the weights; the biases have no part in it."""
    del before
    if match["by"].lower().startswith("weight"):
        return _proved("one step back is dA = Wᵀ dZ: the weights are in it, the biases are not")
    example = (("W", "(2)"), ("b", "(5)"), ("dZ", "(1)"), ("dA", "(2)"))
    message = "a gradient goes back through the weights: dA = Wᵀ dZ has no bias in it"
    wrong = Counterexample(match[0], "dA = Wᵀ dZ", "∂(WA + b)/∂A = W", example)
    return Verdict(Ruling.REFUTED, message, (wrong,), message)


def without_the_bias(match: re.Match[str], before: str) -> Verdict | None:
    """Neither biases nor the loss stand in one step back; they are in what comes from behind."""
    del match, before
    return _proved("one step back is dA = Wᵀ dZ: all else has its part in dZ only")


def zero_weights(match: re.Match[str], before: str) -> Verdict | None:
    """``Wᵀ dZ`` is 0 where W is."""
    if match["it"] and not re.search(rf"{_GRADIENT}.*\bweights\b", before, re.I):
        return None
    return _proved("through zero weights no gradient goes back", ("W = 0", "dA = 0ᵀ dZ = 0"))


def blocked(match: re.Match[str], before: str) -> Verdict | None:
    """What is 0 at one layer is 0 at every layer before it."""
    del before
    if re.match(r"later|subsequent|higher|following", match["which"], re.I):
        message = "a gradient goes back from the loss: the layers behind do not need that one"
        example = (("Z_1", "w_1 x"), ("Z_2", "w_2 Z_1"), ("dZ_2", "1"), ("dW_2", "Z_1"))
        wrong = Counterexample(match[0], "dW_2 = dZ_2 Z_1 for w_2 = 0 too", message, example)
        return Verdict(Ruling.REFUTED, message, (wrong,), message)
    steps = (
        ("entry by entry", "dZ = dA ⊙ g′(Z) = 0 where dA = 0"),
        ("one step back", "dA before it = Wᵀ dZ = 0, and so on to the first layer"),
        ("parameters", "dW = dZ Aᵀ = 0 and db = dZ = 0"),
    )
    return _proved("zero times anything: every layer before it gets the gradient 0", *steps)


def proportional(match: re.Match[str], before: str) -> Verdict | None:
    """Linear in the next weights, but those are in the output and so in what comes back, too."""
    del match, before
    missing = Assumption("the upstream gradient dZ of the following layer is held fixed")
    without = (
        "L = ½(v w x − y)² has ∂L/∂w = (v w x − y) v x: for w = x = y = 1 it is 0 at v = 1 "
        "and 2 at v = 2, not twice as much"
    )
    message = "true only if the upstream gradient is held fixed: it changes with these weights too"
    evidence = Missing((missing,), without)
    return Verdict(Ruling.CONDITIONAL, message, (evidence,), message, (missing,))


BY_THE_WEIGHTS = (
    rf"{_GRADIENT}{_ON}{{0,80}}\b(?:multiply\w*|multiplied|times|weighted)\b{_ON}{{0,80}}"
    r"\bby (?:the |its |their )?(?P<by>weights|bias(?:es)?)\b,? ?\(?(?:and |but )?not "
    r"(?:by )?(?:the |its |their )?(?:weights|bias(?:es)?)"
)
WITHOUT_THE_BIAS = (
    r"\bbias(?:es)?(?:,[^.;!?()]{0,60})? (?:is|are) not "
    r"(?:involved|used|needed|present|part of it) in (?:that|this|the backward) step"
)
ZERO_WEIGHTS = (
    rf"(?:(?P<it>\b(?:this|it))|{_GRADIENT}{_ON}{{0,30}} (?:going|passed|sent) back{_ON}"
    r"{0,40}) (?:will be|would be|is|becomes) (?:zero|0) if "
    rf"{_ALL}weights (?:are|were) (?:all )?(?:zero|0)\b"
)
BLOCKED = (
    r"(?:gradients? of (?:zero|0)|zero gradients?)\b"
    rf"{_ON}{{0,60}}\b(?:cause|make|force|leave|give)s? {_ALL}"
    r"(?P<which>earlier|previous|preceding|lower|later|subsequent|higher|following) layers\b"
    r"(?:\s?\([^()]*\))?(?: to)? (?:receive|get|have|with) "
    r"(?:zero gradients?|gradients? of (?:zero|0)|no gradients?)"
    r"(?:,? (?:and )?(?:thus|so|hence|therefore)\b[^.;!?]{0,20} not (?:be )?(?:update|train|learn)"
    r"[^.;!?]{0,60})?"
)
PROPORTIONAL = (
    rf"{_GRADIENT} of (?:the |a )?layer(?: \w+| ‹\d+›)? (?:is|are) (?:directly )?proportional "
    r"to the weights? of the (?:following|next|subsequent) layer"
)
SAYINGS: tuple[tuple[str, Callable[[re.Match[str], str], Verdict | None]], ...] = (
    (BY_THE_WEIGHTS, by_the_weights),
    (WITHOUT_THE_BIAS, without_the_bias),
    (ZERO_WEIGHTS, zero_weights),
    (BLOCKED, blocked),
    (PROPORTIONAL, proportional),
)
_COMPILED = tuple((re.compile(pattern, re.I), judge) for pattern, judge in SAYINGS)


def said(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    """Every phrase of the list in the sentences of a note, with what is to be said of it."""
    before: Sentence | None = None
    for sentence in replay.sentences:
        for pattern, judge in _COMPILED:
            match = _stated(sentence, pattern)
            near = before is not None and before.paragraph == sentence.paragraph
            found = judge(match, before.text if near and before else "") if match else None
            if match and found is not None:
                yield sentence.span(match.start(), match.end()), found
        before = sentence


def _stated(sentence: Sentence, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """A phrase that its author says, and neither asks, supposes, reports nor denies."""
    match = pattern.search(sentence.text)
    if match is None:
        return None
    words = worded(sentence, str)
    start, end = (bisect_left(words.at, place) for place in match.span())
    if _OTHER_WAYS.search(sentence.text):
        return None
    stated = mood(words, start, end) in (Mood.STATED, Mood.HEDGED)
    return match if stated and not denied(words, start) else None
