"""``s_i = e^{z_i} / Σ_j e^{z_j}``, where the words around it speak of softmax → what it is.

In: a replayed note. Out: each such formula with its verdict. Any other form is left alone: a shift
of all z, a temperature and a sum over some of the classes are softmax too, or may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...nouns import Proof, Ruling, Span, Verdict
from ...terms import Applied, Head, Index, Power, Quotient, Symbol, Term
from .naming import EULER, Naming, naming

NAME = "softmax"


def softmaxes(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    statements = statements_of(replay)
    names = naming(replay)
    for statement in statements:
        if len(statement.members) != 2 or statement.relations != ("=",):
            continue
        if _is_softmax(statement) and _said(names, statement):
            message = "this is softmax: positive numbers that add up to 1"
            steps = (
                ("definition of softmax", "softmax(z)_i = e^z_i / Σ_j e^z_j"),
                ("the sum over i", "Σ_i e^z_i / Σ_j e^z_j = 1"),
            )
            yield statement.span, Verdict(Ruling.PROVED, message, (Proof(steps),), message)


def _is_softmax(statement: Statement) -> bool:
    match statement.members[1]:
        case Quotient(top, Applied("Σ", (each, Symbol(index)))):
            one, other = _exponent(top), _exponent(each)
            if one is None or other is None or len(one.indices) != 1 or index.indices:
                return False
            return other == replace(one, indices=(Index(index.name, 0),)) and one != other
    return False


def _exponent(term: Term) -> Head | None:
    """The letter in e^z_i."""
    match term:
        case Power(base, Symbol(head)) if base == EULER:
            return head
        case Applied("exp", (Symbol(head),)):
            return head
    return None


def _said(names: Naming, statement: Statement) -> bool:
    one = statement.members[0]
    inner = one.arguments[0] if isinstance(one, Applied) and one.function == "entry" else one
    named = isinstance(inner, Applied) and inner.function.lower() == NAME
    return named or names.said_around(statement.block) == NAME
