"""The left side of a line with a penalty → what its right side must be, tried on any right side.

Three forms: ``dW = gradient + 2c W``, ``∂(c ΣW²)/∂W = 2c W`` and ``W = (1 − 2αc) W − α dW``. Each
says of a right side that it is right, wrong, or (None) no such thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ..given.equations import names_gradient, subject_of
from ..given.families import WEIGHTS, names_loss
from ..terms import (
    Derivative,
    Head,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    heads,
    walk,
)
from ..terms import (
    parts as inside,
)
from .gradient_updates import RATES, REGULARISED
from .monomials import Monomial, monomial

MATRICES = frozenset(WEIGHTS)
PENALTIES = ("l2", "reg", "penalty", "decay", "s", "r", "ω")  # what names of a penalty begin with
ONE = Number(Fraction(1))


@dataclass(frozen=True)
class Penalty:
    """The factors 2c of the note's penalties c ΣW², if all of them were understood."""

    slopes: tuple[Monomial, ...]
    decoupled: bool
    names: tuple[tuple[str, str], ...] = ()  # of λ and m, where it is stated

    def admits(self, scale: Monomial) -> bool | None:
        """Is it such a factor? None where that cannot be told."""
        known = {name for slope in self.slopes for name in slope.powers} | {"λ", "m"}
        if not self.slopes:
            return True if scale.powers.get("λ") == 1 else None
        if set(scale.powers) - known:
            return None
        return any(scale == slope for slope in self.slopes)


def form_of(left: Term, penalty: Penalty) -> Form | None:
    match left:
        case Symbol(head) if head.name in MATRICES:
            return Step(head, penalty)
        case Symbol(head) if names_gradient(head) and (subject := _subject(head)) is not None:
            return Gradient(subject, penalty)
        case Derivative(Symbol(of), Symbol(by)) if by.name in MATRICES:
            if _names_penalty(of.name):
                return Slope(by, penalty)
            return Gradient(by, penalty) if names_loss(of.name) else None
    return None


def _subject(head: Head) -> Head | None:
    """``W^[l]`` of ``dW_reg^[l]``."""
    name, _, rest = subject_of(head.name).partition("_")
    fine = name in MATRICES and (not rest or rest.startswith(REGULARISED))
    return replace(head, name=name) if fine else None


def _names_penalty(name: str) -> bool:
    return name.lower().startswith(PENALTIES[:4]) or name.lower() in PENALTIES


def expanded(term: Term) -> Iterator[tuple[int, Term]]:
    """The terms of a sum, with brackets multiplied out."""
    match term:
        case Sum(terms):
            for sign, inner in terms:
                for own, part in expanded(inner):
                    yield sign * own, part
        case Product(left, right, joint):
            for one, first in expanded(left):
                for other, second in expanded(right):
                    yield one * other, Product(first, second, joint)
        case _:
            yield 1, term


@dataclass(frozen=True)
class Parts:
    """A right side: terms with weights or λ in them, and all others."""

    decays: tuple[tuple[int, Monomial], ...]
    others: tuple[tuple[int, Term], ...]


def parts_of(term: Term) -> Parts:
    decays: list[tuple[int, Monomial]] = []
    others: list[tuple[int, Term]] = []
    for sign, part in expanded(term):
        found = None if _gradients(part) else monomial(part, MATRICES)
        if found is not None and (found.matrices or found.powers.get("λ")):
            decays.append((sign, found))
        else:
            others.append((sign, part))
    return Parts(tuple(decays), tuple(others))


def _gradients(term: Term) -> list[Term]:
    named = (p for p in walk(term) if isinstance(p, Symbol | Derivative))
    return [p for p in named if isinstance(p, Derivative) or names_gradient(p.head)]


def _outside(term: Term) -> frozenset[Head]:
    """The names of a term that are no part of a derivative."""
    if isinstance(term, Derivative):
        return frozenset()
    inner = [_outside(part) for part in inside(term)]
    return frozenset([term.head] if isinstance(term, Symbol) else ()).union(*inner)


def _of_weights(head: Head, found: Monomial) -> bool | None:
    """Is it of these weights, and not transposed?"""
    match found.matrices:
        case (Symbol(own),):
            return own == head if own.name == head.name else None
        case () | (Transposed(),):
            return False
    return None


@dataclass(frozen=True)
class Slope:
    """``∂(c ΣW²)/∂W``."""

    head: Head
    penalty: Penalty

    def holds(self, right: Term) -> bool | None:
        found = monomial(right, MATRICES)
        if found is None or not self.penalty.slopes or not (found.matrices or found.powers):
            return None
        own = [p.head for p in found.matrices if isinstance(p, Symbol)]
        weights = _of_weights(own[0] if own and own[0].name == self.head.name else self.head, found)
        admitted = self.penalty.admits(found.scale)
        if weights is None or admitted is None:
            return None
        return weights and admitted

    def whole(self, right: Term) -> bool:
        return bool(heads(right))

    def built(self, right: Term) -> Term | None:
        own = next((h for h in heads(right) if h.name == self.head.name), self.head)
        return Product(_scale(self.penalty, right), Symbol(own), "⊙")


@dataclass(frozen=True)
class Gradient:
    """``dW = gradient + 2c W``."""

    head: Head
    penalty: Penalty

    def holds(self, right: Term) -> bool | None:
        parts = parts_of(right)
        if len(parts.decays) != 1 or not any(_gradients(p) for _, p in parts.others):
            return None
        if any(self.head in _outside(part) for _, part in parts.others):
            return None  # a product with the weights is no gradient by them
        (sign, decay), bare = parts.decays[0], self._bare(parts)
        if not decay.powers.get("λ") and not self.penalty.slopes:
            return None
        weights, admitted = _of_weights(self.head, decay), self.penalty.admits(decay.scale)
        turned = bool(decay.matrices) and isinstance(decay.matrices[0], Transposed)
        if weights is None or (bare is None and (turned or any(s < 0 for s, _ in parts.others))):
            return None
        if sign < 0 or not weights or bare is False:
            return False
        return admitted

    def whole(self, right: Term) -> bool:
        """Is nothing in it but what is judged here?"""
        return self._bare(parts_of(right)) is True

    def _bare(self, parts: Parts) -> bool | None:
        """Is all else the gradient itself? It may be another one, or another multiple of it."""
        if len(parts.others) != 1:
            return None
        sign, term = parts.others[0]
        scale = Fraction(1)
        while isinstance(term, Product) and isinstance(term.left, Number):
            scale, term = scale * term.left.value, term.right
        inner = term.term if isinstance(term, Transposed) else term
        match inner:
            case Symbol(head) if (own := _subject(head)) is not None and own.name == self.head.name:
                return sign > 0 and scale == 1 and own == self.head and inner is term
            case Derivative(_, Symbol(by)) if by.name == self.head.name:
                return sign > 0 and scale == 1 and by == self.head and inner is term
        return None

    def built(self, right: Term) -> Term | None:
        gradient = next((g for _, p in parts_of(right).others for g in _gradients(p)), None)
        if gradient is None or self._bare(parts_of(right)) is None:
            return None
        own = Product(_scale(self.penalty, right), Symbol(self.head), "⊙")
        return Sum(((1, gradient), (1, own)))


@dataclass(frozen=True)
class Step:
    """``W = (1 − 2αc) W − α dW``."""

    head: Head
    penalty: Penalty

    def holds(self, right: Term) -> bool | None:
        parts = parts_of(right)
        plain = [
            s * d.number for s, d in parts.decays if not d.powers and _of_weights(self.head, d)
        ]
        decays = [(s, d) for s, d in parts.decays if d.powers]
        if len(parts.others) != 1 or len(decays) != 1 or len(plain) + 1 != len(parts.decays):
            return None
        if not self.penalty.slopes or self.penalty.decoupled:
            return None
        (sign, decay), (down, moved) = decays[0], parts.others[0]
        rate, taken = self._rate(moved)
        if rate is None or not _of_weights(self.head, decay):
            return None
        by = Monomial(powers={rate.head.name: -1})
        admitted = self.penalty.admits(decay.scale.times(by))
        wrong = sum(plain) != 1 or sign > 0 or down > 0 or taken != self.head
        return False if wrong or rate.head.name not in decay.powers else admitted

    def _rate(self, moved: Term) -> tuple[Symbol | None, Head | None]:
        """``α dW``: the rate, and the weights whose gradient is taken."""
        names = [p for p in walk(moved) if isinstance(p, Symbol)]
        rates = [p for p in names if p.head.name in RATES]
        taken = [
            by
            for p in _gradients(moved)
            for by in (_subject(p.head) if isinstance(p, Symbol) else _variable(p),)
            if by is not None
        ]
        simple = isinstance(moved, Product) and len(rates) == len(taken) == 1
        regularised = any("_" in p.head.name for p in names if names_gradient(p.head))
        return (rates[0], taken[0]) if simple and not regularised else (None, None)

    def whole(self, right: Term) -> bool:
        return bool(heads(right))

    def built(self, right: Term) -> Term | None:
        moved = next((p for _, p in parts_of(right).others), None)
        rate, _ = self._rate(moved) if moved is not None else (None, None)
        if rate is None or moved is None:
            return None
        decay = Product(rate, _scale(self.penalty, right), "⊙")
        kept = Product(Sum(((1, ONE), (-1, decay))), Symbol(self.head), "⊙")
        return Sum(((1, kept), (-1, moved)))


Form = Slope | Gradient | Step


def _variable(term: Term) -> Head | None:
    match term:
        case Derivative(_, Symbol(by)):
            return by
    return None


def _scale(penalty: Penalty, right: Term) -> Term:
    """The factor of the note's penalty, in the names of the line."""
    slope = penalty.slopes[0] if penalty.slopes else Monomial(powers={"λ": 1})
    names = {meant: Symbol(Head(name)) for meant, name in penalty.names}
    for head in heads(right):
        found = monomial(Symbol(head), MATRICES)
        if found is not None and len(found.powers) == 1:
            names[next(iter(found.powers))] = Symbol(head)
    above: list[Term] = [Number(slope.number)] if slope.number != 1 else []
    below: list[Term] = []
    for name, power in sorted(slope.powers.items(), key=lambda item: item[0] != "λ"):
        (above if power > 0 else below).append(names.get(name, Symbol(Head(name))))
    top = _joined(above or [ONE])
    return Quotient(top, _joined(below)) if below else top


def _joined(terms: list[Term]) -> Term:
    found = terms[0]
    for term in terms[1:]:
        found = Product(found, term, "⊙")
    return found
