"""A step of an optimiser → its verdict.

A step against the gradient lowers the loss to first order, whatever positive numbers it is scaled
by; the weights of a running mean add up to one; and a running mean that starts at zero is divided
by 1 − β^t. What steps along the gradient of another parameter, upwards, or from twice the weights,
is refuted, and so are weights of a mean that add up to something else.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.equations import subject_of
from ..given.latex import quoting
from ..given.numpy_text import coding
from ..given.rewriting import mapped
from ..given.spell import plain
from ..nouns import Assumption, Counterexample, Proof, Ruling, Verdict
from ..terms import Derivative, Head, Sum, Symbol, Term
from .gradient_updates import CORRECTED, MEAN, MISCORRECTED, NO_MEAN, Update


def judge(found: Update) -> Verdict:
    if found.says == MEAN:
        proof = Proof((("weights of a mean", "β + (1 − β) = 1"),))
        message = "a running mean: its weights add up to one"
        return Verdict(Ruling.PROVED, message, (proof,), message)
    if found.says == CORRECTED:
        steps = (
            ("geometric series", "v_t = (1 − β) Σ_s β^(t−s) g = (1 − β^t) g for a constant g"),
            ("division", "v_t / (1 − β^t) = g"),
        )
        used = (Assumption("the running mean starts at zero"),)
        message = "the mean of a constant gradient is that gradient"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)
    if found.says in (NO_MEAN, MISCORRECTED):
        return _refuted_mean(found)
    return _judged_step(found)


def _refuted_mean(found: Update) -> Verdict:
    equation, better = found.equation, found.better
    assert better is not None
    wrote = f"{plain(equation.left)} = {plain(equation.right)}"
    true = f"{plain(equation.left)} = {plain(better)}"
    if found.says == NO_MEAN:
        message = "the weights of a running mean add up to one"
        because = "of a constant g the mean is g: v = β v + (1 − β) g has no other solution"
    else:
        message = "a running mean that starts at zero is divided by 1 − β^t"
        if found.other is not None:
            message = f"this running mean has the weight {plain(found.other)}"
        because = "of a constant g it is (1 − β) Σ_s β^(t−s) g = (1 − β^t) g"
    example = Counterexample(wrote, true, because, (("β", "1/2"), ("g", "1"), ("t", "1")))
    text = _spelled(found, better)
    return Verdict(
        Ruling.REFUTED, message, (example,), message, (), text or None, (equation.sides[1],)
    )


def _spelled(found: Update, term: Term) -> str:
    """As the note spells it, in LaTeX or in code."""
    equation = found.equation
    if not found.code:
        return quoting(found.source, equation.right).term(term)
    line = found.source[equation.sides[1].start : equation.sides[1].end]
    return coding(found.source, line, [equation.right, equation.left]).line(term)


def _judged_step(found: Update) -> Verdict:
    name = str(found.head)
    if found.better is not None:
        text = _spelled(found, found.better)
        return _refuted_step(found, f"a step begins at {name} itself", text)
    if found.sign < 0 and found.by == found.head:
        step = f"J({name} − α d{name}) = J({name}) − α ‖d{name}‖² + o(α)"
        used = (Assumption("the step size is positive"),)
        message = "a step against the gradient lowers the loss to first order"
        return Verdict(Ruling.PROVED, message, (Proof((("Taylor", step),)),), message, used)
    equation = found.equation
    assert isinstance(equation.right, Sum)
    (kept, first), (sign, moved) = equation.right.terms
    if found.by != found.head:
        assert found.head is not None
        own = Sum(((kept, first), (-1, _along(moved, found.head))))
        message = f"the gradient by {found.by} cannot be subtracted from {name}"
        return _refuted_step(found, message, _spelled(found, own))
    better = Sum(((kept, first), (-sign, moved)))
    text = _spelled(found, better)
    return _refuted_step(found, "the sign is wrong: this step climbs", text)


def _along(term: Term, head: Head) -> Term:
    """The same step along the gradient by another parameter."""
    match term:
        case Derivative(_, Symbol()):
            return replace(term, by=Symbol(head))
        case Symbol(own) if subject_of(own.name):
            return Symbol(replace(head, name="d" + head.name))
    return mapped(term, lambda part: _along(part, head))


def _refuted_step(found: Update, message: str, correction: str) -> Verdict:
    equation = found.equation
    wrote = f"{plain(equation.left)} = {plain(equation.right)}"
    name = str(found.head)
    example = Counterexample(
        wrote,
        f"{name} = {name} − α d{name}",
        "J = ½w² has dw = w: from w = 1 a step of 0.1 against it leads to 0.9 and J = 0.405, "
        "one along it to 1.1 and J = 0.605",
        (("w", "1"), ("dw", "1"), ("α", "0.1")),
    )
    marks = (equation.sides[1],)
    return Verdict(Ruling.REFUTED, message, (example,), message, (), correction or None, marks)
