"""A small note and a report on it, both made by hand: every ruling, every kind of evidence.

What the report says of the note is invented here; these tests look at how it is told.
"""

import json
from dataclasses import replace

from initproofs.listed import Listed, Role
from initproofs.nouns import (
    Assumption,
    Bound,
    Claim,
    Counterexample,
    Document,
    Enumeration,
    Missing,
    Proof,
    Reason,
    Report,
    Reproduction,
    Ruling,
    Simulation,
    Span,
    Unread,
    Verdict,
)

SOURCE = r"""# Two layers

Rows of $X$ are examples, and every bias is zero. $dW = \frac1m X^T dZ$

$$dW = \begin{bmatrix} 6 \\ 3 \end{bmatrix}$$

$$dA = \begin{bmatrix} 1 \\ 2 \end{bmatrix} \begin{bmatrix} 6 & 3 \end{bmatrix} = \begin{bmatrix} 6 & 3 \\ 12 & 6 \end{bmatrix}$$

If two units start alike, every
step leaves them alike. With He's weights $\operatorname{Var}(z)$ stays,
and the loss ends at 0.07. $a \rightsquigarrow b$ and $f(x$ cost nothing.
"""  # noqa: E501


def span(text, after=""):
    start = SOURCE.index(text, SOURCE.index(after) if after else 0)
    return Span(start, start + len(text))


def claim(kind, text, after=""):
    return Claim(kind, text, span(text, after))


ROOT = claim("worked-example", r"dW = \begin{bmatrix} 6 \\ 3 \end{bmatrix}")
LATER = claim("worked-example", r"\begin{bmatrix} 6 & 3 \\ 12 & 6 \end{bmatrix}")
WRONG = claim("worked-example", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \begin{bmatrix} 6 & 3")
TWINS = claim("symmetry", "If two units start alike, every\nstep leaves them alike.")
VARIANCE = claim("moments", r"\operatorname{Var}(z)")
LOSS = claim("experiment", "the loss ends at 0.07.")
BRACKET = claim("notation", "f(x")
END = Span(BRACKET.span.end, BRACKET.span.end)

FINDINGS = (
    (
        claim("gradient", r"dW = \frac1m X^T dZ"),
        Verdict(Ruling.PROVED, "holds", (Proof((("chain rule", "dW = (1/m) · X^T · dZ"),)),)),
    ),
    (
        ROOT,
        Verdict(
            Ruling.REFUTED,
            "the factor 1/m of line 3 is missing",
            (
                Counterexample(
                    "dW = (6; 3)",
                    "dW = (2; 1)",
                    "line 3 divides by m, and m = 3.",
                    (("m", "3"),),
                    ("rows are examples", "columns are examples"),
                ),
            ),
            correction="dW = \\begin{bmatrix}\n2 \\\\ 1 \\end{bmatrix}",
            marks=(span("6", r"dW = \begin"), span("3 \\end", r"dW = \begin")),
        ),
    ),
    (
        WRONG,
        Verdict(
            Ruling.REFUTED,
            "dW stands where W belongs",
            (Counterexample("dA = dZ · dW^T", "dA = dZ · W^T", "the row (6 3) is dW."),),
            used=(Assumption("every bias is zero", span("every bias is zero")),),
            marks=(span(r"\begin{bmatrix} 6 & 3"),),
        ),
    ),
    (
        LATER,
        Verdict(
            Ruling.CONFIRMED,
            "right, but built on the error of line 7",
            (
                Enumeration(4, "every entry computed", 2),
                Bound("0.069", "0.071", "loss"),
                Reproduction("the product of line 7", 4, 4),
                Simulation(0.5, 0.01, 1000, 5, 1.8e-8, 2e-6, 0.02),
            ),
            follows=WRONG.span,
        ),
    ),
    (
        TWINS,
        Verdict(
            Ruling.CONDITIONAL,
            "true only if the two units also have equal outgoing weights",
            (
                Missing(
                    (Assumption("the two units have equal outgoing weights"),),
                    "W = (3; 1) gives dW = (3 1): they part in the first step.",
                ),
            ),
            brief="true only if their outgoing weights are equal too",
        ),
    ),
    (
        VARIANCE,
        Verdict(Ruling.UNDECIDED, "stopped after 10 s", (Reason("more time may help"),)),
    ),
    (
        LOSS,
        Verdict(
            Ruling.UNDECIDED,
            "the recipe of the run is not stated",
            (Reason("the recipe of the run is not stated"),),
        ),
    ),
    (
        BRACKET,
        Verdict(
            Ruling.REFUTED,
            "one “)” is missing",
            (Counterexample("f(x", "f(x)", "the bracket is never closed."),),
            correction="f(x)",
            marks=(END,),
        ),
    ),
)
UNREAD = Unread(span(r"\rightsquigarrow"), r"“\rightsquigarrow” has no meaning in this note")
DOCUMENT = Document("note.md", SOURCE, ())
REPORT = Report(DOCUMENT, FINDINGS, 9, (UNREAD,))
HOLDS = Report(
    DOCUMENT, tuple(f for f in FINDINGS if f[1].ruling.holds and not f[1].follows), 3, ()
)
EMPTY = Report(Document("empty.md", "", ()))
READINGS = (
    Listed(
        span(r"dW = \frac1m X^T dZ"),
        r"dW = \frac1m X^T dZ",
        "given",
        "dW = (1/m) · X^T · dZ",
        (
            Role("dW", "gradient of J", "line 1"),
            Role("m", "3", "number of examples, line 1"),
            Role("X", "matrix, 3 × 2", "rows are examples, line 3; value in line 18"),
        ),
    ),
    Listed(span(r"a \rightsquigarrow b"), r"a \rightsquigarrow b", "claim", "", (), (UNREAD,)),
)


def at(path, report=REPORT):
    """The same report, of a note with another name."""
    return replace(report, document=Document(str(path), report.document.source, ()))


def only(ruling):
    """A report with the findings of one ruling."""
    return replace(REPORT, findings=tuple(f for f in FINDINGS if f[1].ruling is ruling), unread=())


def parsed(text):
    """JSON as strict parsers read it: no NaN, no name twice."""

    def once(pairs):
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), names
        return dict(pairs)

    def refuse(word):
        raise AssertionError(word)

    return json.loads(text, object_pairs_hook=once, parse_constant=refuse)
