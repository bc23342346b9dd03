"""Verdicts on softmax and its like, in words: what was proved, or at which numbers it fails."""

from __future__ import annotations

import re

from ...evidence.functions.equal import Apart
from ...evidence.functions.show import show
from ...nouns import Assumption, Counterexample, Proof, Ruling, Span, Verdict
from ...terms import Applied, Head, Symbol, Term
from .vectors import Vectors
from .wording import spelled


def holds(one: Term, shown: str, units: frozenset[str]) -> Verdict:
    """Proved: the normal forms of both sides are the same."""
    steps = (
        ("e^(z_k) and their sum are independent", "Σ_k e^(z_k) is one positive number"),
        ("normal form of both sides, for equal and for different indices", shown),
    )
    used = tuple(Assumption(f"the entries of {name} add up to 1") for name in units)
    left = show(one)
    message = f"{left if len(left) < 40 else 'this'} is right for vectors of every length"
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)


def fails(one: Term, other: Term, apart: Apart, marked: Span, vectors: Vectors) -> Verdict:
    """Refuted: by three numbers."""
    at = ", ".join(f"{head} = {value}" for head, value in apart.at)
    values = f"{spelled(apart.left)} ≠ {spelled(apart.right)}"
    true = _true(one, vectors)
    wrote = f"{show(one)} = {show(other)}"
    message = f"{show(one)} = {true}" if true else f"it fails at {at}: {values}"
    because = f"at {at} the left side is {spelled(apart.left)}, the right {spelled(apart.right)}"
    example = tuple((str(head), str(value)) for head, value in apart.at)
    counter = Counterexample(wrote, true or values, because, (*example, ("the sides", values)))
    return Verdict(
        Ruling.REFUTED, message, (counter,), message, correction=_tex(true), marks=(marked,)
    )


def _tex(true: str) -> str | None:
    """To paste: every index in braces."""
    return re.sub(r"_(\w+)", r"_{\1}", true.replace("δ", r"\delta")) or None


def _true(one: Term, vectors: Vectors) -> str:
    """The derivative of softmax, and of its cross-entropy, as every course writes them."""
    match one:
        case Applied("d/d", (Symbol(Head(p, None, (i,))), Symbol(Head(_, None, (j,))))):
            return f"{p}_{i}(δ_{i}{j} - {p}_{j})" if i != j else f"{p}_{i}(1 - {p}_{i})"
        case Applied("d/d", (Symbol(loss), Symbol(Head(z, None, (k,))))) if (
            loss.name in vectors.losses and len(vectors.labels) == 1
        ):
            outputs = [p for p, scores in vectors.outputs.items() if scores == z]
            (label,) = vectors.labels
            return f"{outputs[0]}_{k} - {label}_{k}" if len(outputs) == 1 else ""
    return ""
