r"""# activation

What a note says of its activation functions: formulas, slopes, limits, bounds, linearisations.

## What it does
Finds out which function a name stands for (from a definition, a title, a sentence), replaces names
by definitions, and proves the statement by a normal form in e^z, by Sturm's theorem, or by the
leading terms. A statement is refuted at a rational point, with both sides enclosed rigorously, and
only if it is surely meant for every argument. At the kink of ReLU every convention is accepted.
Softmax, log-sum-exp and cross-entropy are judged in numbered letters and in vectors of any length.

## Example
The sigmoid is $\sigma(z) = \frac{1}{1 + e^{-z}}$.

$$\sigma'(z) = \sigma(z)(1 - \sigma(z))$$ <!-- expect: PROVED "derivative of the sigmoid" -->

$$\max_z \sigma'(z) = \frac12$$ <!-- expect: REFUTED "1/4" -->

$$\tanh'(z) = 1 - \tanh(z)$$ <!-- expect: REFUTED "tanh(z)^2" -->

$$\lim_{z \to -\infty} \sigma(z) = 0$$ <!-- expect: PROVED -->

For small $x$ we have $\tanh(x) \approx x$. <!-- expect: PROVED "|x|^3/3" -->

The output is $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, for any number of classes.

$$\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} + p_j)$$ <!-- expect: REFUTED "δ_ij - p_j" -->

## References
Glorot and Bengio (2010), “Understanding the difficulty of training deep feedforward neural
networks”. Sturm (1829). Ball arithmetic: Johansson (2017), “Arb”.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import Claim, Span, Verdict
from .functions.answers import answer
from .functions.classes import of_classes
from .functions.expectations import expected
from .functions.questions import questions
from .functions.sayings import said
from .functions.scaled import scaled
from .functions.slopes_in_words import slopes_said
from .functions.softmax import softmaxes
from .functions.tables import cells
from .kind import Kind

NAME = "activation"


def find(replay: Replay) -> Iterator[Claim]:
    places: set[Span] = set()
    for question in questions(replay):
        if question.about_activation:
            verdict = answer(question)
            if verdict is not None:
                places.add(question.span)
                yield _claim(replay, question.span, verdict)
    others = (said, cells, expected, scaled, softmaxes, of_classes, slopes_said)
    for span, verdict in (told for found in others for told in found(replay)):
        if not any(p.start <= span.start and span.end <= p.end for p in places):
            places.add(span)
            yield _claim(replay, span, verdict)


def _claim(replay: Replay, span: Span, verdict: Verdict) -> Claim:
    return Claim(NAME, replay.notes.document.source[span.start : span.end], span, verdict)


def judge(claim: Claim) -> Verdict:
    assert isinstance(claim.statement, Verdict)
    return claim.statement


KIND = Kind(NAME, find, judge, __doc__ or "")
