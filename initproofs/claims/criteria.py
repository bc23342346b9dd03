"""A variance that no scheme’s name stands beside: judged by what the note itself asks for.

``n Var(w) = 1`` is a condition on the weights, and ``Var(w) = 1/n`` right after it its solution. A
law that a note with such a condition draws its weights from is its solution for all sizes, for
equal fans only, or is left alone. “A good value for the scale is 1/√n” asks for the same condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..given.fans import IN, OUT
from ..given.links import Replay
from ..given.scales import scale
from ..given.spell import plain
from ..given.statements import statements
from ..nouns import Assumption, Counterexample, Formula, Missing, Node, Proof, Ruling, Span, Verdict
from ..terms import Number, Quotient, Term, is_obscure
from .fitting import Scale, fitting, number
from .forms import STD, VARIANCE, is_variance
from .schemes import HE, LECUN
from .stated import Stated

_DRAWN = re.compile(r"\binitiali[sz]|\bsampl|\bdrawn?\b|\bdraw(?:s|ing)\b", re.I)
_GOOD = re.compile(
    r"\b(?:good|reasonable|recommended|suitable|proper|should|choose|want|use|set|need)\b", re.I
)
_RELU = re.compile(r"\brelu\b|\brectif", re.I)
_WEIGHTS = re.compile(r"\bscale\b|\bweights?\b|\bw[ij]*\b|\binitiali", re.I)
Told = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Criterion:
    """``factor · Var(w) = value`` at a place, solved for the variance."""

    solution: Term
    factor: str
    value: str
    block: int
    span: Span


def criteria(replay: Replay) -> tuple[Criterion, ...]:
    return tuple(
        found
        for number, formula in enumerate(replay.notes.formulas)
        if formula is not None
        for tree in statements(formula.tree)
        for found in _criterion(tree, formula, number)
    )


def _criterion(tree: Node, formula: Formula, block: int) -> Iterator[Criterion]:
    if len(tree.children) != 3 or tree.children[1].value != "=":
        return
    left, _, right = tree.children
    if left.kind != "product":
        return
    factors = [child for child in left.children if child.kind != "op"]
    signs = {child.value for child in left.children if child.kind == "op"}
    of_weights = [child for child in factors if is_variance(child)]
    if len(of_weights) != 1 or len(factors) != 2 or signs - {"·", "×", "*"}:
        return
    (rest,) = (child for child in factors if child is not of_weights[0])
    term, value = scale(rest, formula.span), scale(right, formula.span)
    if is_obscure(term) or not isinstance(value, Number):
        return
    solution = Quotient(value, term)
    yield Criterion(solution, plain(term), plain(value), block, formula.span(tree))


def by_criterion(place: Stated, known: tuple[Criterion, ...], said: Told) -> Verdict | None:
    """By the latest condition on the weights that stands before it."""
    before = [criterion for criterion in known if criterion.block < place.block]
    if not before or VARIANCE not in place.form.meanings:
        return None
    one = Scale(place.form.term, (VARIANCE,), said)
    wanted = Scale(before[-1].solution, (VARIANCE,), said)
    if not one.computable or not wanted.computable or _backward(before, wanted):
        return None
    if _same(one, wanted, equal=False):
        return _solved(before[-1], place)
    if len(place.form.meanings) == 1:
        adjacent = before[-1].block == place.block - 1
        return _unsolved(before[-1], place) if adjacent else None
    if not _DRAWN.search(place.nearby.text) or not _same(one, wanted, equal=True):
        return None
    return _for_equal_fans(before[-1], one)


def _backward(before: list[Criterion], wanted: Scale) -> bool:
    """Two conditions that ask for different things are met by a compromise."""
    others = [Scale(criterion.solution, (VARIANCE,), wanted.said) for criterion in before]
    return any(not _same(other, wanted, equal=False) for other in others)


def _same(one: Scale, other: Scale, equal: bool) -> bool:
    """The same variance for all sizes, or for all equal ones, under one reading of the names."""
    for fan_in in (2, 3, 5, 7, 11):
        fan_out = fan_in if equal else fan_in + 17
        fans = {IN: Fraction(fan_in), OUT: Fraction(fan_out)}
        values = [s.variance(VARIANCE, s.sizes[0], fans) for s in (one, other) if s.sizes]
        if len(values) != 2 or values[0] is None or values[0] != values[1]:
            return False
    return True


def _solved(criterion: Criterion, place: Stated) -> Verdict:
    asked = f"{criterion.factor} · Var w = {criterion.value}"
    steps = (
        ("the note’s condition", asked),
        ("divided by the factor of Var w", f"Var w = {plain(place.form.term)}"),
    )
    message = f"this is {asked}, solved"
    used = (Assumption(asked, criterion.span),)
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)


def _unsolved(criterion: Criterion, place: Stated) -> Verdict:
    asked = f"{criterion.factor} · Var w = {criterion.value}"
    true = plain(criterion.solution)
    message = f"{asked} gives Var w = {true}"
    counter = Counterexample(plain(place.form.term), true, f"the line before asks {asked}")
    used = (Assumption(asked, criterion.span),)
    return Verdict(Ruling.REFUTED, message, (counter,), message, used)


def _for_equal_fans(criterion: Criterion, scale: Scale) -> Verdict:
    asked = f"{criterion.factor} · Var w = {criterion.value}"
    needed = f"{scale.named(IN)} = {scale.named(OUT)}"
    fans = {IN: Fraction(100), OUT: Fraction(400)}
    variance = scale.variance(VARIANCE, scale.sizes[0], fans) or Fraction(0)
    without = (
        f"{scale.named(IN)} = 100, {scale.named(OUT)} = 400: the forward gain is "
        f"{number(100 * variance)}, not 1; as a compromise with the backward signal "
        "it is Glorot’s variance"
    )
    message = f"meets {asked} only if {needed}; in general it is a compromise, Glorot’s"
    missing = Missing((Assumption(needed),), without)
    used = (Assumption(asked, criterion.span),)
    return Verdict(Ruling.CONDITIONAL, message, (missing,), f"only if {needed}", used)


def by_purpose(place: Stated, scale: Scale) -> Verdict | None:
    """“A good value for the scale is 1/√n”: the variance that keeps the signal."""
    text = place.nearby.text
    if not (_GOOD.search(text) and _WEIGHTS.search(text)) or place.nearby.otherwise:
        return None
    if not place.nearby.spoken and place.form.bare:
        return None
    scheme = HE if _RELU.search(text) else LECUN
    found = fitting(scale, (scheme.own,)) if scale.computable else None
    if found is None or not scale.certain or found[1] not in (STD, VARIANCE):
        return None
    message = f"{scheme.condition}, for every number of inputs"
    steps = (*scheme.steps, ("solved", f"the {found[1]} is {plain(place.form.term)}"))
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
