"""A right side that lacks several factors → the formula that it is a part of.

``dW = 1/m`` for ``dW = 1/m dZ Aᵀ``: no single edit leads there. Candidates are what the note itself
says of the same gradient, elsewhere or at another layer, and one step back by the forward rules:
``dZ Qᵀ`` and ``Pᵀ dZ`` for Z = PQ, and ``dA ⊙ g′(Z)`` for A = g(Z). Only a candidate that all the
written factors stand in is offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from ..given.equations import parts_of, subject_of
from ..given.log import Fact
from ..given.rewriting import with_heads
from ..given.spell import plain
from ..given.usual import Rules
from ..terms import (
    Applied,
    Head,
    Index,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    heads,
    parts,
    rebuilt,
    walk,
)
from .edits import Edit
from .gradient_document import Document
from .gradient_readings import CODE, Reading

ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))


def wholes(document: Document, number: int, known: Rules, reading: Reading) -> Iterator[Edit]:
    equation = document.equations[number]
    written = leaves(equation.right)
    for candidate in _candidates(document, number, known, reading):
        lacking = leaves(candidate) - written
        if not written - leaves(candidate) and sum(lacking.values()) > 0:
            words = " · ".join(plain(part) for part in lacking)
            yield Edit(f"factors are missing: {words}", candidate)


def leaves(term: Term) -> Counter[Term]:
    """The factors of a term, whatever joins them; a slope by what it is taken at."""
    match term:
        case Product(left, right):
            return leaves(left) + leaves(right)
        case Quotient(top, bottom):
            below = {Quotient(ONE, part): n for part, n in leaves(bottom).items()}
            return leaves(top) + Counter(below)
        case Number(value) if value == 1:
            return Counter()
        case Applied("np.sum", (inner, *_)):
            return leaves(inner)
        case Applied(_, arguments, primes) if primes:
            return Counter([Applied("slope", arguments, primes)])
    return Counter([term])


def _candidates(document: Document, number: int, known: Rules, reading: Reading) -> Iterator[Term]:
    equation = document.equations[number]
    left = equation.left
    if not isinstance(left, Symbol):
        return
    near = sorted(document.claims, key=lambda other: abs(other - number))
    for other in (document.equations[n] for n in near if n != number):
        if isinstance(other.left, Symbol) and other.left.head.name == left.head.name:
            moved = _moved(other.right, other.left.head.label, left.head.label)
            if moved is not None:
                yield moved
    steps = _Steps(document, tuple(known.completed(reading.layout)))
    scales = _scales(equation.right)
    for term in steps.back_to(left.head):
        yield from (Product(scale, term) for scale in scales)
        yield term


def _scales(right: Term) -> list[Term]:
    """``1/m``, if it is written."""
    found = [p for p in walk(right) if isinstance(p, Quotient) and p.top == ONE]
    divided = [Quotient(ONE, p.bottom) for p in walk(right) if isinstance(p, Quotient)]
    return list(dict.fromkeys([*found, *divided]))


def _moved(term: Term, own: Index | None, to: Index | None) -> Term | None:
    """The same formula at another layer."""
    if own == to:
        return term
    if own is None or to is None or own.base != to.base:
        return None
    step = to.offset - own.offset

    def at(head: Head) -> Head:
        label = head.label
        if label is None or label.base != own.base:
            return head
        return replace(head, label=Index(label.base, label.offset + step))

    return _relabelled(with_heads(term, at), own, step)


def _relabelled(term: Term, own: Index, step: int) -> Term:
    """``g[1]'`` of the formula for layer 1 is g[2]' of that for layer 2."""
    match term:
        case Applied(_, _, _, Index(base, offset)) if base == own.base:
            term = replace(term, label=Index(base, offset + step))
    inside = tuple(_relabelled(part, own, step) for part in parts(term))
    return rebuilt(term, inside)


@dataclass(frozen=True)
class _Steps:
    """One step back, and two where the first has a name that the note does not speak of."""

    document: Document
    facts: tuple[Fact, ...]

    @cached_property
    def spoken(self) -> frozenset[str]:
        return frozenset(h.name for e in self.document.equations for h in heads(e.left))

    def back_to(self, gradient: Head) -> Iterator[Term]:
        for fact in self.facts:
            for term in self._one_step(fact, gradient):
                if self.spoken.issuperset(h.name for h in heads(term) if subject_of(h.name)):
                    yield term
                match term:
                    case Product(Symbol(outer), slope, "⊙"):
                        inner = (t for f in self.facts for t in self._one_step(f, outer))
                        yield from (Product(t, slope, "⊙") for t in inner)

    def _one_step(self, fact: Fact, gradient: Head) -> Iterator[Term]:
        subject = self._named(subject_of(gradient.name))
        if fact.body is None:
            return
        for part in walk(fact.body):
            match part:
                case Product(left, right, "·"):
                    yield from self._products(fact.head, left, right, gradient, subject)
                case Applied(_, (Symbol(inner),), 0) if part is fact.body and inner.name in subject:
                    back = self._back(fact.head, inner, gradient)
                    at = Symbol(replace(inner, label=gradient.label))
                    if back is not None:
                        yield Product(
                            Symbol(back), self._slope(replace(part, arguments=(at,))), "⊙"
                        )
        yield from self._bias(fact, gradient, subject)

    def _products(
        self, total: Head, left: Term, right: Term, gradient: Head, subject: frozenset[str]
    ) -> Iterator[Term]:
        for own, other, first in ((left, right, True), (right, left, False)):
            match own:
                case Symbol(head) | Transposed(Symbol(head)) if head.name in subject:
                    back = self._back(total, head, gradient)
                    beside = _shifted(other, head, gradient)
                    if back is not None and beside is not None:
                        passed: Term = Symbol(back)
                        found = (passed, _turned(beside)) if first else (_turned(beside), passed)
                        turned = isinstance(own, Transposed)
                        yield Product(*(map(_turned, found[::-1]) if turned else found))

    def _bias(self, fact: Fact, gradient: Head, subject: frozenset[str]) -> Iterator[Term]:
        """``db`` adds dZ up over the examples."""
        match fact.body:
            case Sum(terms):
                own = [t.head for _, t in terms if isinstance(t, Symbol) and t.head.name in subject]
                back = self._back(fact.head, own[0], gradient) if own else None
                if back is not None and self.document.written == CODE:
                    for axis in (ONE, ZERO):
                        yield Applied("np.sum", (Symbol(back), axis))
                    yield Applied("np.sum", (Symbol(back),))

    def _named(self, name: str) -> frozenset[str]:
        """Z for ``dz`` too, where the note has no z."""
        return frozenset([name, name.swapcase()])

    def _slope(self, applied: Applied) -> Applied:
        """``g'[1](Z[1])`` as the note has it."""
        slopes = [
            p for p in parts_of(self.document.equations) if isinstance(p, Applied) and p.primes
        ]
        for same in slopes:
            if same.arguments == applied.arguments:
                return same
        return replace(applied, primes=1)

    def _back(self, total: Head, own: Head, gradient: Head) -> Head | None:
        """``dZ^[l+1]`` for the gradient ``dA^[l]`` by the rule ``Z^[l] = W^[l] A^[l-1]``."""
        found = _shifted(Symbol(total), own, gradient)
        if not isinstance(found, Symbol):
            return None
        names = self.spoken
        own_name = next((n for n in sorted(names) if subject_of(n) == total.name.swapcase()), None)
        written = f"d{total.name}"
        return replace(found.head, name=written if written in names or not own_name else own_name)


def _turned(term: Term) -> Term:
    return term.term if isinstance(term, Transposed) else Transposed(term)


def _shifted(term: Term, own: Head, gradient: Head) -> Term | None:
    """A part of a rule where its ``own`` name is at the layer of the gradient."""
    if own.label is None or gradient.label is None:
        return term if own.label == gradient.label else None
    step = gradient.label.offset - own.label.offset
    base = gradient.label.base

    def at(head: Head) -> Head:
        label = head.label
        return head if label is None else replace(head, label=Index(base, label.offset + step))

    general = bool(own.label.base)
    return with_heads(term, at) if general else term if step == 0 else None
