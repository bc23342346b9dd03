"""Softmax, log-sum-exp and cross-entropy of a note, as terms in numbered letters.

In: the statements of a note. Out: what it calls its outputs, scores and losses, and formulas with
these names replaced by what they stand for. Refuses (``Unnamed``) a function that is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...evidence.functions.catalogue import rebuilt
from ...evidence.functions.indexed import cross_entropy, free, log_sum_exp, softmax
from ...given.analysis import SPELLINGS
from ...given.functional import Statement
from ...terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    walk,
)
from .naming import EULER, Unnamed

LSE = frozenset({"LSE", "lse", "logsumexp", "LogSumExp"})
SOFTMAX = frozenset({"softmax", "Softmax", "SoftMax"})
ONES = frozenset({"𝟏", "𝟙"})
_GRADIENT = re.compile(r"∂(\w+)/∂(\w+)")
SUMMED = "k"


@dataclass
class Vectors:
    """``outputs`` maps the name of softmax’s output to that of its scores; ``losses`` a name to
    the terms that the note gives for it."""

    outputs: dict[str, str] = field(default_factory=dict)
    losses: dict[str, list[Term]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    summed: set[str] = field(default_factory=set)  # x of Σ_j e^(x_j + c)
    _several: set[str] = field(default_factory=set)

    def read(self, statement: Statement) -> None:
        if set(statement.relations) - {"=", "≡", "≔"}:
            return
        first, *others = statement.members
        for member in statement.members:
            self.summed |= set(_summed(member))
        for other in others:
            self._output(first, other)
            self._loss(first, other)

    def _output(self, first: Term, other: Term) -> None:
        scores = scores_of(other)
        if isinstance(first, Symbol) and scores and not first.head.label:
            name = first.head.name
            if self.outputs.get(name, scores) != scores or name == scores:
                self._several.add(name)
            self.outputs[name] = scores

    def _loss(self, first: Term, other: Term) -> None:
        name = first.function if isinstance(first, Applied) else ""
        if isinstance(first, Symbol) and not first.head.indices and not first.head.label:
            name = first.head.name
        logs = [p for p in walk(other) if isinstance(p, Applied) and p.function in ("log", "ln")]
        if name and name not in SPELLINGS and logs and not scores_of(other) and not _slopes(other):
            self.losses.setdefault(name, []).append(other)
            self.labels |= set(_labels(other))

    def known(self, name: str) -> str:
        return "" if name in self._several else self.outputs.get(name, "")

    @property
    def names(self) -> set[str]:
        """Letters that stand for vectors."""
        outputs = {name for name in self.outputs if self.known(name)}
        return outputs | {self.outputs[name] for name in outputs} | self.labels | self.summed

    def explicit(self, term: Term, losses: dict[str, Term] | None = None) -> Term:
        """A term in numbered letters with outputs and losses written out."""
        match term:
            case Symbol(head) if head.indices and head.name == "e":
                raise Unnamed("e with an index, as in e^z_i")
            case Symbol(head) if head.indices and self.known(head.name):
                (index,) = head.indices
                return _softmax(Symbol(Head(self.outputs[head.name])), index, self)
            case Symbol(head) if losses and head.name in losses and not head.indices:
                return self.explicit(losses[head.name])
            case Power(base, exponent) if base == EULER:
                return Applied("exp", (self.explicit(exponent, losses),))
            case Applied("entry", (Applied(name, (inside,)), Symbol(Head(index, None, ())))) if (
                name in SOFTMAX
            ):
                return _softmax(inside, Index(index, 0), self)
            case Applied(name, (Symbol(Head(scores, None, (index,))),)) if name in SOFTMAX:
                return _softmax(Symbol(Head(scores)), index, self)
            case Applied(name, (inside,)) if name in LSE:
                return log_sum_exp(self.entry(inside, Index(SUMMED, 0)), SUMMED)
            case Applied(name, arguments) if losses and name in losses and len(arguments) > 1:
                return self.explicit(losses[name])
            case Applied(name, (inside,)) if SPELLINGS.get(name) in ("exp", "ln"):
                return Applied(SPELLINGS[name], (self.explicit(inside, losses),))
            case Applied("d/d", (body, Symbol(by) as letter)):
                return Applied("d/d", (_resting_on(by, self.explicit(body, losses)), letter))
            case Applied("Σ", (body, index)):
                return Applied("Σ", (self.explicit(body, losses), index))
            case Applied("cases" | "=" | "≠" | "undefined"):
                return rebuilt(term, lambda part: self.explicit(part, losses))
            case Sum((*_, (_, Product(Transposed()))) | ((_, Product(Transposed())), *_)):
                return self._inner(term, losses)
            case Applied(name):
                raise Unnamed(name)
        return rebuilt(term, lambda part: self.explicit(part, losses))

    def _inner(self, term: Sum, losses: dict[str, Term] | None) -> Term:
        """``-y^T log p`` is a cross-entropy."""
        match term:
            case Sum(((-1, Product(Transposed(Symbol(label)), Applied(name, (Symbol(output),)))),)):
                if name in ("log", "ln") and self.known(output.name):
                    at = Index(SUMMED, 0)
                    numbered = [Symbol(replace(head, indices=(at,))) for head in (label, output)]
                    return self.explicit(cross_entropy(numbered[0], numbered[1], SUMMED), losses)
        raise Unnamed("this product of vectors")

    def entry(self, term: Term, index: Index) -> Term:
        """One entry of a term in vectors; a letter that is no vector is one number."""
        match term:
            case Symbol(head) if head.name in ONES:
                return Number(1)  # type: ignore[arg-type]
            case Symbol(head) if not head.indices and head.name in self.names:
                return self.explicit(Symbol(replace(head, indices=(index,))))
            case Symbol() | Number():
                return term
            case Applied(name, (inside,)) if name in SOFTMAX:
                return _softmax(inside, index, self)
            case Applied(name, (inside,)) if SPELLINGS.get(name) in ("exp", "ln"):
                return Applied(SPELLINGS[name], (self.entry(inside, index),))
            case Sum() | Quotient():
                return rebuilt(term, lambda part: self.entry(part, index))
            case Product(left, right) if min(self._vectors(left), self._vectors(right)) == 0:
                return rebuilt(term, lambda part: self.entry(part, index))
        raise Unnamed("this vector")

    def _vectors(self, term: Term) -> int:
        return sum(
            (isinstance(part, Symbol) and part.head.name in self.names)
            or (isinstance(part, Applied) and part.function in SOFTMAX)
            for part in walk(term)
        )

    def square(self, term: Term, row: Index, column: Index) -> Term:
        """One entry of ``diag(p) - p pᵀ``."""
        match term:
            case Sum(terms):
                return Sum(tuple((sign, self.square(part, row, column)) for sign, part in terms))
            case Applied("diag" | "Diag", (Symbol() as inside,)):
                delta = Symbol(Head("δ", None, (row, column)))
                return Product(delta, self.entry(inside, row))
            case Product(Symbol() as left, Transposed(Symbol() as right)):
                return Product(self.entry(left, row), self.entry(right, column))
        raise Unnamed("this matrix")


def _resting_on(by: Head, body: Term) -> Term:
    """What is derived; an L that the note does not explain may depend on the letter or not."""
    if any(isinstance(part, Symbol) and part.head.name == by.name for part in walk(body)):
        return body
    raise Unnamed("the note does not say how it depends on that")


def _softmax(inside: Term, index: Index, vectors: Vectors) -> Term:
    if isinstance(inside, Symbol) and not inside.head.indices:
        vectors = Vectors({"": inside.head.name}, {}, {inside.head.name})
    elif not vectors._vectors(inside) and not free(inside):
        raise Unnamed("which of these letters is a vector")
    taken = {place.base for place in (*free(inside), index)}
    summed = next(name for name in (SUMMED, "m", "n", "q") if name not in taken)
    at = Index(summed, 0)
    return softmax(vectors.entry(inside, index), vectors.entry(inside, at), summed)


def scores_of(term: Term) -> str:
    """z of ``e^(z_i) / Σ_k e^(z_k)``, ``softmax(z)`` and ``softmax(z)_i``."""
    match term:
        case Quotient(top, Applied("Σ", (each, Symbol(index)))):
            one, other = _exponent(top), _exponent(each)
            if one and other and len(one.indices) == 1 and one != other:
                same = other == replace(one, indices=(Index(index.name, 0),))
                return one.name if same and not one.label else ""
        case Applied("entry", (Applied(name, (Symbol(head),)), _)) if name in SOFTMAX:
            return head.name if not head.indices and not head.label else ""
        case Applied(name, (Symbol(head),)) if name in SOFTMAX:
            return head.name if not head.label else ""
    return ""


def _exponent(term: Term) -> Head | None:
    match term:
        case Power(base, Symbol(head)) if base == EULER:
            return head
        case Applied("exp", (Symbol(head),)):
            return head
    return None


def _summed(term: Term) -> Iterator[str]:
    """The letters whose exponentials a sum runs over: ``Σ_j e^(x_j + c)``."""
    for part in walk(term):
        match part:
            case Applied("Σ", (Power(base, exponent), Symbol(index))) if base == EULER:
                at = (Index(index.name, 0),)
                inner = (p.head for p in walk(exponent) if isinstance(p, Symbol))
                yield from (head.name for head in inner if head.indices == at and not head.label)


def _slopes(term: Term) -> bool:
    return any(isinstance(part, Applied) and part.function == "d/d" for part in walk(term))


def _labels(term: Term) -> Iterator[str]:
    """The letters that weigh the logarithms of a loss: ``Σ_i y_i log p_i``, ``yᵀ log p``."""
    for part in walk(term):
        match part:
            case Product(Symbol(head), Applied("log" | "ln")) if len(head.indices) == 1:
                yield head.name
            case Product(Transposed(Symbol(head)), Applied("log" | "ln")):
                yield head.name


def as_derivative(term: Term) -> Term:
    """``∇_z L`` is one name, ∂L/∂z."""
    if isinstance(term, Symbol) and (match := _GRADIENT.fullmatch(term.head.name)):
        return Derivative(Symbol(Head(match[1])), Symbol(Head(match[2])))
    return term


def is_exp(term: Term) -> bool:
    match term:
        case Applied("exp") | Power(Symbol(Head("e"))):
            return True
    return False
