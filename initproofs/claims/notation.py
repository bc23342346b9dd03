r"""# notation

What is written cannot be meant: a bracket without its partner, an index that breaks its pattern.

## What it does
Finds brackets that do not pair and offers the insertion that reads; weights whose indices break the
pattern of the formula before; an index letter in the wrong case; a chain of equals that names one
member twice and leaves one out; a lost caret; one symbol spelled in several ways; a lone dot where
dots are meant. It says nothing where two conventions could both be meant.

## Example
$$z_1 = g(w_{11} x_1 + w_{21} x_2)$$

$$z_2 = g(w_{12} x_1 + w_{22} x_2)$$ <!-- expect: CONFIRMED -->

$$z_3 = g(w_{31} x_1 + w_{32} x_2)$$ <!-- expect: REFUTED "w_13" -->

$$v_K = H_{K-1} w_K H_{k-2} w_{K-1} v_{K-2}$$ <!-- expect: REFUTED "H_(K-2)" -->

$$\operatorname{Var}(z = H \operatorname{Var}(w)$$ <!-- expect: REFUTED "is missing" -->

## References
The pattern of indices is the note's own: whichever of w_ij and w_ji it uses first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import Claim, Counterexample, Reproduction, Ruling, Verdict
from . import brackets, indices, letters, spellings
from .finding import Finding
from .kind import Kind

NAME = "notation"
FINDERS = (
    brackets.unbalanced,
    indices.weights,
    indices.repeated_members,
    letters.cases_mixed,
    spellings.lost_carets,
    spellings.several_spellings,
    spellings.lone_dots,
    spellings.sums_for_lists,
)


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    for finder in FINDERS:
        for finding in finder(replay):
            text = source[finding.span.start : finding.span.end]
            yield Claim(NAME, text, finding.span, finding)


def judge(claim: Claim) -> Verdict:
    finding = claim.statement
    assert isinstance(finding, Finding)
    if not finding.wrong:
        compared = Reproduction(finding.because, 1, 1)
        return Verdict(Ruling.CONFIRMED, finding.message, (compared,), finding.message)
    shown = Counterexample(finding.wrote, finding.true, finding.because)
    return Verdict(
        Ruling.REFUTED,
        finding.message,
        (shown,),
        finding.message,
        correction=finding.correction,
        marks=finding.marks,
    )


KIND = Kind(NAME, find, judge, __doc__ or "")
