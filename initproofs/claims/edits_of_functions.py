"""A function or a power → the same one small slip away: a prime, an argument, an exponent.

Comes in: one part of a wrong term, and what else the note has. Goes out: what could stand in its
place, each with the words for it. Refuses nothing; what holds is found by others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..given.spell import plain
from ..terms import Applied, Number, Power, Sum, Symbol, Term

TWO = Number(Fraction(2))


def primed(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Applied) and len(term.arguments) == 1:
        name = term.function
        if term.primes:
            yield f"the derivative of {name} stands where {name} belongs", replace(term, primes=0)
        else:
            yield f"{name} stands where its derivative belongs", replace(term, primes=1)


def other_arguments(term: Term, known: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    """``σ'(z_j)`` for ``σ'(a_j)``, where other slopes of the note are taken at a z."""
    match term:
        case Applied(_, (Symbol(head),), primes) if primes:
            slopes = [k.arguments[0] for k in known if isinstance(k, Applied) and k.primes]
            names = [at.head.name for at in slopes if isinstance(at, Symbol)]
            for name in dict.fromkeys(names):
                new = replace(head, name=name)
                if new != head:
                    argument = Symbol(new)
                    yield stands_for(Symbol(head), argument), replace(term, arguments=(argument,))


def powers(term: Term) -> Iterator[tuple[str, Term]]:
    """``1/x`` for ``1/x²``, ``e^x`` for ``e^(-x)``."""
    match term:
        case Power(base, Number(value)):
            yield f"the power {plain(Number(value))} does not belong here", base
        case Symbol() | Sum():
            yield f"the square of {plain(term)} is missing", Power(term, TWO)
        case Power(_, exponent):
            says = f"the sign of {plain(exponent)} is wrong"
            yield says, replace(term, exponent=_turned_sign(exponent))
        case Applied("exp", (inner,)):
            yield (
                f"the sign of {plain(inner)} is wrong",
                replace(term, arguments=(_turned_sign(inner),)),
            )


def _turned_sign(term: Term) -> Term:
    match term:
        case Sum(((-1, inner),)):
            return inner
    return Sum(((-1, term),))


def stands_for(term: Term, other: Term) -> str:
    return f"{plain(term)} stands where {plain(other)} belongs"
