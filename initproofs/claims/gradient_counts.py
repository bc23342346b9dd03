"""``1/2`` in a note with two examples: the number of examples, written out."""

from __future__ import annotations

from dataclasses import replace

from ..given.equations import Equation
from ..given.evaluate import is_grid
from ..given.families import INPUTS
from ..given.log import Log
from ..given.rewriting import mapped
from ..terms import Head, Number, Quotient, Symbol, Term


def numbers_of_examples(log: Log) -> frozenset[int]:
    """What the number of examples may be: as stated, or a side of the input."""
    found: set[int] = set()
    for fact in log.facts:
        if fact.value is None:
            continue
        if is_grid(fact.value) and fact.head.name in (*log.inputs, *INPUTS):
            found |= {len(fact.value), len(fact.value[0])}
        elif not is_grid(fact.value) and fact.head in (Head(name) for name in log.counts):
            found.add(int(fact.value.low))
    return frozenset(found - {0, 1})


def counted(equation: Equation, numbers: frozenset[int]) -> Equation | None:
    """The equation with m for the number that it divides by, if that may be m."""

    def named(term: Term) -> Term:
        match term:
            case Number(value) if value.numerator == 1 and value.denominator in numbers:
                return Quotient(Number(value * value.denominator), Symbol(Head("m")), term.span)
            case Quotient(top, Number(value)) if value in numbers:
                return Quotient(named(top), Symbol(Head("m")), term.span)
        return mapped(term, named)

    changed = replace(equation, right=named(equation.right))
    return None if changed.right == equation.right else changed
