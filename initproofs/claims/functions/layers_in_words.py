"""What notes say in words of weights and what passes through them, with the test of each phrase.

In: the words that matched and their sentence. Out: verdicts, each with an exact example.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from ...nouns import Verdict
from .properties import conditional, proved, refuted

_LARGE = r"(?:very |too )?(?:large|big|high|huge)"
_BY = r"(?:the |its |our )?(?:(?:same |random |large |small )?weight )?matri(?:x|ces)"


def large_weights(match: re.Match[str], text: str) -> Verdict | None:
    """Large weights give a large z, unless the input is zero."""
    del match, text
    return conditional(
        "true only if the input is not 0; of random weights a few units still get a small z",
        "x ≠ 0 (then z is large with high probability, not always)",
        "x = 0 gives z = b for every W, however large",
    )


def stretches(match: re.Match[str], text: str) -> Verdict | None:
    """Along a singular direction a matrix multiplies lengths by its singular value."""
    del text
    grows = match["grow"] is not None
    above = bool(re.search(r"greater|larger|more|above|exceed", match["side"], re.I))
    if grows is above:
        steps = (
            ("singular value decomposition", "W vᵢ = sᵢ uᵢ with ‖uᵢ‖ = ‖vᵢ‖ = 1"),
            ("norm", f"‖W vᵢ‖ = sᵢ ‖vᵢ‖, and sᵢ {'>' if above else '<'} 1"),
        )
        return proved("‖W v‖ = s ‖v‖ along a singular direction", steps)
    example = (("W", "(2)" if above else "(1/2)"), ("v", "(1)"), ("W v", "2" if above else "1/2"))
    wrong = "lengths grow where singular values are above 1, and shrink where they are below"
    return refuted(wrong, match[0], wrong, example)


def repeated(match: re.Match[str], text: str) -> Verdict | None:
    """“can explode or vanish”: one example of each, exactly."""
    del text
    depth = 20
    grown, shrunk = Fraction(3, 2) ** depth, Fraction(1, 2) ** depth
    steps = (
        ("powers of one number", f"1.5^{depth} = {float(grown):.0f}, growing without bound"),
        ("powers of one number", f"0.5^{depth} = {float(shrunk):.1e}, tending to 0"),
    )
    del match
    return proved("with 1×1 matrices: w^L grows for w > 1 and vanishes for 0 < w < 1", steps)


def depends_on_output(match: re.Match[str], text: str) -> Verdict | None:
    """σ′ = a(1 − a) and tanh′ = 1 − a² see the output; ReLU′ sees its sign only."""
    del match, text
    return conditional(
        "true of a smooth non-linear activation; of ReLU only the sign matters",
        "g is smooth and non-linear, such as sigmoid or tanh",
        "ReLU, two active units with the same input and outgoing weight: a = 1 and a = 2, "
        "and equal dw and db",
    )


LARGE_WEIGHTS = (
    rf"(?:if|when) (?:we |you )?(?:initiali[sz]e )?(?:the |our )?weights? "
    rf"(?:(?:are|were)(?: initiali[sz]ed)? )?(?:to |with |at |as )?{_LARGE}"
    rf"(?: numbers| values)?,?(?: then)?,? (?:‹\d+›|z|the pre-?activations?) "
    rf"(?:will be|is|are|becomes?|will become) {_LARGE}\b"
)
STRETCHES = (
    r"(?:(?P<grow>expansion|expands?|stretch(?:es)?|grow(?:s|th)?)|"
    r"(?P<shrink>shrink(?:s|age)?|contract(?:ion|s)?|compress(?:ion|es)?)) "
    r"(?:in|along) (?:the )?directions? (?:where|in which|along which) (?:the |their )?"
    rf"singular values? (?:of {_BY} )?(?:are|is) "
    r"(?P<side>greater than|larger than|more than|above|less than|smaller than|below) "
    r"(?:one|1)\b"
)
REPEATED = (
    rf"multiplications? by {_BY} (?:can|may|could|might) (?:lead to|cause|result in|produce) "
    r"(?:[*_]*(?:exploding|vanishing)[*_]*)(?: (?:or|and) [*_]*(?:exploding|vanishing)[*_]*)? "
    r"(?:gradients?|signals?|activations?)"
)
DEPENDS = (
    r"(?:derivatives?|gradients?) of (?:both )?(?:the )?(?:[wb]|weights?|bias(?:es)?|‹\d+›) and "
    r"(?:the )?(?:[wb]|weights?|bias(?:es)?|‹\d+›) (?:depends? on|(?:(?:will be|are|is) )?"
    r"(?:updated|computed|changed) depending on) (?:the values? of )?"
    r"(?:a|the activations?|the outputs?|‹\d+›)(?!\w)"
)
SAYINGS: tuple[tuple[str, Callable[[re.Match[str], str], Verdict | None]], ...] = (
    (LARGE_WEIGHTS, large_weights),
    (STRETCHES, stretches),
    (REPEATED, repeated),
    (DEPENDS, depends_on_output),
)
