"""Gradients and steps with a penalty on the weights: ``dW + (λ/m) W``, ``(1 − αλ/m) W − α dW``.

In: a replayed note. Out: verdicts on its lines, in formulas and in code, that add a decay to a
gradient, differentiate the penalty, or let the weights decay in a step. The derivative of c ΣW² by
W is 2c W (Krogh and Hertz, 1991). Refuted are another sign than that of the gradient, other weights
than those of the left side, and another factor than the note's own penalty gives; where the note
states no penalty its factor may be any. What is no such line is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ..given.equations import Equation, equations
from ..given.latex import quoting
from ..given.links import Replay
from ..given.numpy_text import coding
from ..given.rewriting import mapped
from ..given.spell import plain
from ..nouns import Counterexample, Proof, Ruling, Span, Verdict
from ..terms import Product, Symbol, Term, walk
from .edits import Edit, Known, edits
from .monomials import monomial, penalties
from .penalty_forms import MATRICES, Form, Penalty, form_of
from .penalty_lines import penalty_equations, readable

DECOUPLED = re.compile(r"\bdecoupled|\badamw\b|loshchilov", re.I)
CLIMBS = re.compile(
    r"maximi[sz]|\bascent\b|\breward|(?<!negative )(?<!neg )\blog.?likelihood|"
    r"-[^=\n]*\blam\w*[^=\n]*sum",
    re.I,
)
MOST = 300  # edits tried for one line
RULE = ("derivative of the penalty", "∂(c ΣW²)/∂W = 2c W")
DIFFERS = "the penalty of the note gives another line"


def decays(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    source = replay.notes.document.source
    scales, names = penalties(source)
    slopes = tuple(replace(c, number=2 * c.number) for c in scales)
    climbs = CLIMBS.search(source) is not None
    penalty = Penalty(slopes, bool(DECOUPLED.search(source)), names)
    for code, lines in ((False, equations(replay.notes)), (True, [*penalty_equations(replay)])):
        readables = list(filter(readable, lines))
        for equation in readables:
            form = form_of(equation.left, penalty)
            holds = form.holds(equation.right) if form else None
            if form is not None and holds is False and not climbs:
                yield equation.span, _refuted(source, equation, form, readables if code else None)
            elif form is not None and holds and slopes and form.whole(equation.right):
                message = "the derivative of the loss with the note’s penalty"
                yield equation.span, Verdict(Ruling.PROVED, message, (Proof((RULE,)),), message)


def _refuted(
    source: str, equation: Equation, form: Form, code: Sequence[Equation] | None
) -> Verdict:
    edit = _nearest(equation, form)
    message = edit.says if edit else DIFFERS
    left, wrote = plain(equation.left), plain(equation.right)
    true = f"{left} = {plain(edit.term)}" if edit else f"another {left}"
    counter = Counterexample(f"{left} = {wrote}", true, f"{RULE[0]}: {RULE[1]}")
    correction = _spelled(source, equation, edit.term, form, code) if edit else None
    marks = (equation.sides[1],)
    return Verdict(Ruling.REFUTED, message, (counter,), message, (), correction, marks)


def _nearest(equation: Equation, form: Form) -> Edit | None:
    both = (equation.left, equation.right)
    known = dict.fromkeys(p for side in both for p in walk(side) if isinstance(p, Symbol))
    known[Symbol(form.head)] = None
    for edit in islice(edits(equation.right, Known(elsewhere=tuple(known))), MOST):
        if form.holds(edit.term):
            return edit
    built = form.built(equation.right)
    return Edit(DIFFERS, built) if built is not None else None


def _spelled(
    source: str, equation: Equation, term: Term, form: Form, code: Sequence[Equation] | None
) -> str | None:
    if code is None:
        return quoting(source, equation.right).term(term)
    line = source[equation.sides[1].start : equation.sides[1].end]
    spoken = frozenset(name for _, name in form.penalty.names)
    terms = [side for e in (equation, *code) for side in (e.right, e.left)]
    return coding(source, line, terms, spoken=spoken).line(_starred(term)) or None


def _starred(term: Term) -> Term:
    """Scalars are multiplied with a star."""
    term = mapped(term, _starred)
    match term:
        case Product(left, right, "·"):
            factors = (monomial(side, MATRICES) for side in (left, right))
            if any(found is not None and not found.matrices for found in factors):
                return replace(term, sign="⊙")
    return term
