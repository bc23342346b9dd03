"""A moment that each layer passes on with a factor: its closed form, and statements about it.

Comes in: ``M_k = f_k M_(k-1)`` and a statement about several layers. Goes out: a decision; a proof
is by induction over the layers, the refutation by numbers for the factors. Refuses what it cannot
bring to the form of a product over layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from ...terms import (
    Applied,
    Head,
    Index,
    Number,
    Over,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    heads,
    parts,
)
from .algebra import Algebra, Setting
from .decide import Answer, Decision, Statement
from .enumeration import Enumerated, Law
from .expression import Unsupported
from .roots import cleared
from .trials import SEED, Broken

DEPTHS = (2, 3)
ONE = Number(Fraction(1))


@dataclass(frozen=True)
class Recurrence:
    """``moment`` of layer ``letter`` is ``factor`` times that of the layer below.

    ``moment`` is written for layer ``letter``, ``start`` is the moment of the input, layer
    ``first``, and ``outputs`` are moments that stand for the layer with the given label.
    """

    moment: Term
    name: str
    letter: str
    factor: Term
    start: Term
    outputs: Mapping[Term, Index]
    first: int = 0  # the layer that the input is


def closed(recurrence: Recurrence, label: Index) -> Term:
    """``M_l = Π_(k=1)^l f_k · M_0``."""
    low = Number(Fraction(recurrence.first + 1))
    over = Over("Π", recurrence.letter, low, as_term(label), recurrence.factor)
    return Product(over, recurrence.start)


def decide_by_layers(statement: Statement, recurrence: Recurrence, setting: Setting) -> Decision:
    """Both sides in closed form: equal, or different for some factors."""
    left, right = (_closed_in(side, recurrence) for side in (statement.left, statement.right))
    try:
        algebra = Algebra(setting)
        rest = cleared(algebra.value(left) - algebra.value(right))
    except Unsupported as reason:
        return Decision(Answer.OPEN, why=str(reason))
    if not rest.terms:
        step = ("induction over the layers", f"{_label_of(recurrence)} from the recurrence")
        return Decision(Answer.PROVED, (step, *algebra.steps))
    broken = _broken(left, right, setting)
    if broken is None:
        return Decision(Answer.OPEN, why="neither proved nor refuted over the layers")
    return Decision(Answer.FAILS, broken=broken)


def _label_of(recurrence: Recurrence) -> str:
    return f"the product over the layers {recurrence.letter} = 1, 2, …"


def label_in(term: Term, recurrence: Recurrence) -> Index | None:
    """The layer whose moment this is, if it is one."""
    output = recurrence.outputs.get(term)
    if output is not None:
        return output
    if not isinstance(term, Applied):
        return None
    labels = {head.label for head in heads(term) if head.name == recurrence.name}
    label = labels.pop() if len(labels) == 1 else None
    if label is None or _at_layer(recurrence, label) != _bare(term):
        return None
    return label


def _at_layer(recurrence: Recurrence, label: Index) -> Term:
    """The moment of the recurrence, of another layer."""
    return _bare(_relabelled(recurrence.moment, recurrence.name, label))


def _relabelled(term: Term, name: str, label: Index) -> Term:
    if isinstance(term, Symbol):
        known = term.head.name == name
        return replace(term, head=replace(term.head, label=label)) if known else term
    return _rebuilt(term, tuple(_relabelled(p, name, label) for p in parts(term)))


def _bare(term: Term) -> Term:
    """Without the indices of entries: all entries of a layer are alike."""
    if isinstance(term, Symbol):
        return Symbol(Head(term.head.name, term.head.label))
    return _rebuilt(term, tuple(map(_bare, parts(term))))


def _rebuilt(term: Term, new: tuple[Term, ...]) -> Term:
    match term:
        case Applied(name):
            return Applied(name, new)
        case Power():
            return Power(new[0], new[1])
        case Product(_, _, sign):
            return Product(new[0], new[1], sign)
        case Quotient():
            return Quotient(new[0], new[1])
        case Sum(terms):
            return Sum(tuple((s, p) for (s, _), p in zip(terms, new, strict=True)))
        case Over(sign, index):
            return Over(sign, index, new[0], new[1], new[2])
    return term


def _closed_in(term: Term, recurrence: Recurrence) -> Term:
    label = label_in(term, recurrence)
    if label is not None:
        return closed(recurrence, label)
    if term == recurrence.start:
        return term
    return _rebuilt(term, tuple(_closed_in(part, recurrence) for part in parts(term)))


def as_term(index: Index) -> Term:
    """``K - 1`` as a number."""
    if not index.base:
        return Number(Fraction(index.offset))
    base = Symbol(Head(index.base))
    if not index.offset:
        return base
    sign = 1 if index.offset > 0 else -1
    return Sum(((1, base), (sign, Number(Fraction(abs(index.offset))))))


class _Layered(Enumerated):
    """Moments of single variables are positive numbers of their own, drawn once."""

    def __init__(self, setting: Setting, depth: int, rng: Random) -> None:
        super().__init__(setting, Law((Fraction(1),), {}, {}))
        self.depth = depth
        self.rng = rng
        self.drawn: dict[str, Fraction] = {}

    def _symbol(self, head: Head) -> Fraction:
        if not head.indices and head.label is None and head.name in ("K", "L"):
            return Fraction(self.depth)
        return self._number(str(head.at(self.letters | self._depths())))

    def _applied(self, term: Applied) -> Fraction:
        places = self.letters | self._depths()
        inside = ", ".join(str(head.at(places)) for head in heads(term))
        return self._number(f"{term.function}({inside})")

    def _depths(self) -> dict[str, int]:
        return {"K": self.depth, "L": self.depth}

    def _number(self, key: str) -> Fraction:
        drawn = Fraction(self.rng.choice((2, 3, 5, 7)))
        return self.drawn.setdefault(key, drawn)


def _broken(left: Term, right: Term, setting: Setting) -> Broken | None:
    rng = Random(SEED)  # noqa: S311 - random numbers, not secrets
    for depth in DEPTHS:
        for _ in range(3):
            run = _Layered(setting, depth, rng)
            try:
                a, b = run.number(left), run.number(right)
            except Unsupported:
                continue
            if a != b:
                constants = [(Head(name), value) for name, value in sorted(run.drawn.items())]
                return Broken(a, b, (), tuple(constants))
    return None
