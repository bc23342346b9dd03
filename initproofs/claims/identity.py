r"""# identity

Algebra that holds for every value of its letters, and the steps of a derivation.

## What it does
Compares both sides of an equation that needs nothing but its own letters, by exact normal forms:
rational functions, powers, exponentials, logarithms, and derivatives of formulas that stand in the
note. A logarithm or a root is taken where the formula itself takes it. An equation is refuted only
if it fails nearly everywhere and one small change makes it true: definitions, updates and equations
to be solved are no identities.

## Example
$$1 - \frac{1}{1 + e^{-z}} = \frac{e^{-z}}{1 + e^{-z}}$$ <!-- expect: PROVED -->

$$\log(ab) = \log a + \log b$$ <!-- expect: PROVED -->

$$(a + b)^2 = a^2 + ab + b^2$$ <!-- expect: REFUTED "2·a·b" -->

$$f(x) = \frac{1}{x} \rightarrow \frac{df}{dx} = \frac{1}{x^2}$$ <!-- expect: REFUTED "-1/x^2" -->

## References
Normal forms of rational functions over ℚ; e^x and x are algebraically independent, so that nothing
but equal polynomials is called equal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import Claim, Verdict
from .functions.answers import answer
from .functions.questions import questions
from .kind import Kind

NAME = "identity"


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    for question in questions(replay):
        if question.about_activation:
            continue
        verdict = answer(question)
        if verdict is not None:
            span = question.span
            yield Claim(NAME, source[span.start : span.end], span, verdict)


def judge(claim: Claim) -> Verdict:
    assert isinstance(claim.statement, Verdict)
    return claim.statement


KIND = Kind(NAME, find, judge, __doc__ or "")
