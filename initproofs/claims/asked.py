"""What a note asks of the variance of its weights: ``n Var(w) = 1``, or two variances made equal.

In: the formulas of a note. Out: for ``½ n Var(w) = 1`` the variance that solves it; for
``Var(z) = n Var(w) Var(x)`` with ``Var(z) = Var(x)`` wanted behind it, the same. What is not of the
first degree in the variance of the weights asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..given.links import Replay
from ..given.scales import scale
from ..given.spell import plain
from ..given.statements import statements
from ..nouns import Formula, Node, Span
from ..terms import Head, Number, Product, Quotient, Symbol, Term, heads, is_obscure
from .nearby import Surroundings
from .scale_parts import is_variance, variance_of

WEIGHTS = Head("Var w")
_WANTED = re.compile(
    r"\b(?:want(?:ed|s)?|need(?:ed|s)?|requir\w+|conditions?|must|should|keep\w*|preserv\w+|goal|"
    r"ensure|would like|desire\w*|maintain\w*)\b",
    re.I,
)
_OTHERWISE = re.compile(r"\b(?:not|never|cannot|if|gradients?|backward)\b|n['’]t\b", re.I)
_INDEX = re.compile(r"_(?:\{?\(?[ijk]{1,2}\)?\}?)")


@dataclass(frozen=True)
class Criterion:
    """``factor · Var(w) = value`` at a place, solved for the variance."""

    solution: Term
    factor: str
    value: str
    block: int
    span: Span


def criteria(replay: Replay, around: Surroundings) -> tuple[Criterion, ...]:
    """In the order in which the note asks."""
    found = []
    known: dict[Head, Term] = {}
    for number, formula in enumerate(replay.notes.formulas):
        for tree in statements(formula.tree) if formula is not None else ():
            assert formula is not None
            found += list(_criterion(tree, formula, number))
            found += list(_kept(tree, formula, number, known, around))
            known |= _forward(tree, formula)
    return tuple(found)


def _sides(tree: Node) -> list[Node]:
    signs = {child.value for child in tree.children if child.kind == "op"}
    return [child for child in tree.children if child.kind != "op"] if signs == {"="} else []


def _term(node: Node, formula: Formula) -> Term:
    return scale(node, formula.span, named=_named)


def _named(node: Node) -> str:
    """A variance counts as one letter, of the weights or of what stands in it."""
    squared = node.kind == "script" and node.value == "^" and node.children[-1].value == "2"
    if is_variance(node) or (squared and node.children[0].value == "σ"):
        return str(WEIGHTS)
    inside = variance_of(node)
    return f"Var {_INDEX.sub('', inside)}" if inside else ""


def _criterion(tree: Node, formula: Formula, block: int) -> Iterator[Criterion]:
    sides = _sides(tree)
    if len(sides) != 2:
        return
    left, value = (_term(side, formula) for side in sides)
    if not isinstance(value, Number) or is_obscure(left) or left == Symbol(WEIGHTS):
        return
    yield from _solved(left, value, block, formula.span(tree))


def _solved(left: Term, value: Number, block: int, span: Span) -> Iterator[Criterion]:
    factor = _factor(left)
    others = [head for head in heads(left) if head != WEIGHTS]
    if factor is None or not others or any(str(head).startswith("Var ") for head in others):
        return
    share, rest = _share(factor)
    if share == 0:
        return
    solution = Quotient(Number(value.value / share), rest) if rest else Quotient(value, factor)
    yield Criterion(solution, plain(factor), plain(value), block, span)


def _share(term: Term) -> tuple[Fraction, Term | None]:
    """``½ · n``: the number in a product, and what else there is."""
    match term:
        case Number(value):
            return value, None
        case Quotient(top, Number(below)) if below:
            share, rest = _share(top)
            return share / below, rest
        case Product(left, right):
            (one, first), (other, second) = _share(left), _share(right)
            both = Product(first, second) if first and second else first or second
            return one * other, both
    return Fraction(1), term


def _factor(term: Term) -> Term | None:
    """F of ``F · Var w``, with the variance as a whole factor."""
    match term:
        case Product(left, right) if right == Symbol(WEIGHTS):
            return left
        case Product(left, right) if left == Symbol(WEIGHTS):
            return right
        case Product(left, right):
            if (inner := _factor(left)) is not None and WEIGHTS not in heads(right):
                return Product(inner, right)
            if (inner := _factor(right)) is not None and WEIGHTS not in heads(left):
                return Product(left, inner)
        case Quotient(top, bottom) if top == Symbol(WEIGHTS):
            return Quotient(Number(Fraction(1)), bottom)
        case Quotient(top, bottom) if WEIGHTS not in heads(bottom):
            inner = _factor(top)
            return Quotient(inner, bottom) if inner is not None else None
    return None


def _forward(tree: Node, formula: Formula) -> dict[Head, Term]:
    """``Var(z) = n Var(w) Var(x)``: what the variance of an output is made of."""
    sides = [_term(side, formula) for side in _sides(tree)]
    if len(sides) < 2 or not isinstance(sides[0], Symbol):
        return {}
    made = [side for side in sides[1:] if not is_obscure(side) and WEIGHTS in heads(side)]
    return {sides[0].head: made[-1]} if made else {}


def _kept(
    tree: Node, formula: Formula, block: int, known: dict[Head, Term], around: Surroundings
) -> Iterator[Criterion]:
    """``Var(z) = Var(x)``, where the note wants it: its own rule says what that takes."""
    sides = [_term(side, formula) for side in _sides(tree)]
    if len(sides) != 2 or not all(isinstance(side, Symbol) for side in sides):
        return
    output, inputs = (side.head for side in sides if isinstance(side, Symbol))
    words = around.leading(block)
    if output not in known or WEIGHTS in (output, inputs):
        return
    if not _WANTED.search(words) or _OTHERWISE.search(words):
        return
    ratio = _without(known[output], inputs)
    if ratio is not None and inputs not in heads(ratio):
        yield from _solved(ratio, Number(Fraction(1)), block, formula.span(tree))


def _without(term: Term, head: Head) -> Term | None:
    """The other factors of a product that a letter is a factor of."""
    match term:
        case Product(left, right):
            if left == Symbol(head):
                return right
            if right == Symbol(head):
                return left
            if (inner := _without(left, head)) is not None:
                return Product(inner, right)
            if (inner := _without(right, head)) is not None:
                return Product(left, inner)
    return None
