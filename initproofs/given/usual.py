"""What a note leaves out between its input and its last layer, as everybody means it.

A table of gradients has no ``Z = WA + b``: it is added in the note's own letters, in each layout
that is possible. Nothing is added for what the note defines: a rule for a single neuron defines no
layers, and a rule for the last layer none of the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..nouns import Span
from ..terms import Applied, Head, Index, Product, Sum, Symbol, Term, Transposed, heads, walk
from .entrywise_rules import is_open, laid_out
from .families import (
    BIASES,
    INPUTS,
    OUTPUTS,
    PREDICTIONS,
    ROW,
    SUMS,
    TURNED,
    WEIGHTS,
    names_loss,
)
from .log import Fact, Status
from .program import letter_of


@dataclass(frozen=True)
class Rules:
    """Facts in force for a claim; ``layouts`` are the ways to complete them, if they need it."""

    own: tuple[Fact, ...]
    vocabulary: tuple[Head, ...]
    functions: tuple[str, ...]
    layouts: tuple[str, ...]
    losses: tuple[str, ...] = ()  # what the loss may be, where its formula cannot be computed
    averaged: bool | None = None  # is that formula a mean over the examples, or a sum? None: open

    def completed(self, layout: str) -> tuple[Fact, ...]:
        own = tuple(_laid_out(fact, layout == ROW) for fact in self.own)
        return (*own, *usual(self, layout)) if layout else own

    @cached_property
    def ruled(self) -> frozenset[Head]:
        return frozenset(fact.head for fact in self.own)

    def defines(self, head: Head) -> bool:
        """Is there a rule for what a name stands for wherever the note uses it?"""
        own = [rule for rule in self.ruled if rule.name == head.name]
        layered = [h for h in self.vocabulary if h.name == head.name and h.label is not None]
        if not layered or any(h.label is not None and h.label.base for h in own):
            return bool(own)
        labels = {h.label for h in own}
        return all(h.label in labels or h.label == Index("", 0) for h in layered)


def _laid_out(fact: Fact, rows: bool) -> Fact:
    if fact.body is None or not is_open(fact.body):
        return fact
    return replace(fact, body=laid_out(fact.body, rows))


def products_missing(known: Rules) -> bool:
    return any(not known.defines(total) for total in _totals(known))


def _first(letters: list[str], known: Rules, like: Head | None = None) -> Head | None:
    """The name out of a family that a note uses: in the same type, with a label if it ever has."""
    found = [h for h in known.vocabulary if h.name in letters]
    same = [h for h in found if like is None or _type(h) == _type(like)]
    same = same or [h for h in found if not known.defines(h)] or found
    labelled = [h for h in same if h.label is not None]
    return next(iter([*labelled, *same]), None)


def _type(head: Head) -> tuple[bool, bool]:
    letter, bold = letter_of(head)
    return letter.isupper(), bold


def _totals(known: Rules) -> list[Head]:
    """The sums z by every name that the note has for them, or that its errors δ imply.

    Where the note has rules for Z, a z without any is a slip of the shift key.
    """
    found = {h.name: h for h in sorted(known.vocabulary, key=_unlabelled) if h.name in SUMS}
    ruled = {name for name, head in found.items() if known.defines(head)}
    found = {n: h for n, h in found.items() if n in ruled or n.swapcase() not in ruled}
    error = next((h for h in known.vocabulary if h.name in ("δ", "𝛅")), None)
    weight = _first(WEIGHTS, known)
    rules = [f.body for f in known.own if f.body is not None and not names_loss(f.head.name)]
    products = any(isinstance(part, Product) for body in rules for part in walk(body))
    if not (found or products) and error is not None and weight is not None:
        name = "Z" if _type(weight)[0] and _first(OUTPUTS[:1], known) else "z"
        return [Head(name, error.label, (), error.brackets)]
    return list(found.values())


def _unlabelled(head: Head) -> bool:
    return head.label is not None  # those with a label last, so that they are kept


def usual(known: Rules, layout: str) -> list[Fact]:
    """What is missing between the input and the last layer, in the note's own letters."""
    added: list[Fact] = []
    for total in _totals(known):
        weight, output = _first(WEIGHTS, known, total), _first(OUTPUTS, known, total)
        label = next((h for h in (total, weight, output) if h is not None and h.label), None)
        if weight is not None and not known.defines(total):
            added += _summed(known, total, weight, output, label, layout)
        if output is not None and not known.defines(output):
            added.append(_activated(known, _at(output, label, 0), _at(total, label, 0)))
        added += _inputs(known, added, output, label)
        added += _predictions(known, [f.head.name for f in added], output, label)
    return added


def _at(head: Head, label: Head | None, offset: int) -> Head:
    if label is None:
        return Head(head.name)
    return Head(head.name, Index("l", offset), (), label.brackets)


def _summed(
    known: Rules, total: Head, weight: Head, output: Head | None, label: Head | None, layout: str
) -> list[Fact]:
    source = _first(INPUTS, known, total)
    before = _at(output, label, -1) if output is not None and label is not None else source
    if before is None:
        before = Head("x") if label is None else _at(Head("a"), label, -1)
    w, a = Symbol(_at(weight, label, 0)), Symbol(before)
    product: Term = {
        ROW: Product(a, w),
        TURNED: Product(Transposed(w), a),
    }.get(layout, Product(w, a))
    bias = _first(BIASES, known)
    body = Sum(((1, product), (1, Symbol(_at(bias, label, 0))))) if bias is not None else product
    return [usual_fact(_at(total, label, 0), body)]


def _activated(known: Rules, output: Head, total: Head) -> Fact:
    name = known.functions[0] if known.functions else "g"
    return usual_fact(output, Applied(name, (Symbol(total),)))


def _inputs(known: Rules, added: list[Fact], output: Head | None, label: Head | None) -> list[Fact]:
    """``A^[0] = X``, where only the gradients speak of X."""
    source = _first(INPUTS, known, output)
    mentioned = {h.name for f in (*known.own, *added) if f.body is not None for h in heads(f.body)}
    if source is None or output is None or label is None or source.label is not None:
        return []
    first = Head(output.name, Index("", 0), (), label.brackets)
    if source.name in mentioned or any(f.head == first for f in known.own):
        return []
    return [usual_fact(first, Symbol(Head(source.name)))]


def _predictions(
    known: Rules, added: list[str], output: Head | None, label: Head | None
) -> list[Fact]:
    """``ŷ`` is what comes out of the last layer."""
    prediction = _first(PREDICTIONS, known)
    defined = {fact.head.name for fact in known.own} | set(added)
    if prediction is None or output is None or prediction.name in defined:
        return []
    last = Head(output.name, Index("L", 0) if label is not None else None, (), "[]")
    return [usual_fact(Head(prediction.name), Symbol(last))]


def usual_fact(head: Head, body: Term) -> Fact:
    return Fact(head, Status.CONVENTION, Span(0, 0), 10_000_000, body=body)
