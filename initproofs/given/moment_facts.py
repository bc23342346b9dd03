"""Terms of a note about random variables, brought to one spelling of names; and what is random.

A vector stands for any of its entries, so ``𝐰`` and ``w`` are one name. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from unicodedata import normalize

from ..terms import Applied, Head, Number, Over, Power, Symbol, Term, parts, walk
from .index_sums import UNKNOWN_END, rebuilt
from .statements import Chain

OPERATORS = frozenset({"E", "Var", "Cov", "Std", "Corr"})
# Letters that are numbers unless a note says that they are random.
NUMBERS = frozenset("a b c d e k l m n p q r t α β γ κ λ μ ν ρ σ τ θ C D H K L M N P π".split())
VECTOR = "\u20d7"


def plain_name(name: str) -> str:
    """``𝐰`` and ``w⃗`` → ``w``: in a moment a vector stands for any of its entries."""
    bare = normalize("NFKC", name) if any(0x1D400 <= ord(c) <= 0x1D6FF for c in name) else name
    return bare.replace(VECTOR, "")


def with_heads(term: Term, change: Callable[[Head], Head]) -> Term:
    if isinstance(term, Symbol):
        return replace(term, head=change(term.head))
    return rebuilt(term, tuple(with_heads(part, change) for part in parts(term)))


def in_plain_names(chain: Chain) -> Chain:
    def plain(head: Head) -> Head:
        return replace(head, name=plain_name(head.name))

    return replace(chain, members=tuple(with_heads(m, plain) for m in chain.members))


def is_moment(term: Term) -> bool:
    """Does it contain an operator of moments?"""
    return any(isinstance(p, Applied) and p.function in OPERATORS for p in walk(term))


def single_moment(term: Term) -> tuple[str, Head] | None:
    """``E[X]``, ``Var(w_i)``: the moment of one variable, and of which."""
    if isinstance(term, Applied) and term.function in OPERATORS and len(term.arguments) == 1:
        (argument,) = term.arguments
        if isinstance(argument, Symbol):
            return term.function, argument.head
    return None


def inside(term: Term) -> Iterator[Head]:
    """The names that stand inside an operator."""
    for part in walk(term):
        if isinstance(part, Applied) and part.function in OPERATORS:
            yield from variables(part)


def outside(term: Term) -> Iterator[Head]:
    """The names that stand outside all operators."""
    if isinstance(term, Symbol):
        yield term.head
    elif not (isinstance(term, Applied) and term.function in OPERATORS):
        for part in parts(term):
            yield from outside(part)


def variables(term: Term) -> Iterator[Head]:
    """The names in a term, but for those in the limits of its sums."""
    if isinstance(term, Symbol):
        yield term.head
    elif isinstance(term, Over):
        yield from variables(term.body)
    else:
        for part in parts(term):
            yield from variables(part)


def random_names(chains: tuple[Chain, ...], said: frozenset[str]) -> frozenset[str]:
    """Names that are random: said so, or averaged somewhere and no number by convention."""
    averaged: set[str] = set()
    alone: set[str] = set()
    numbers: set[str] = set()
    for chain in chains:
        if not any(map(is_moment, chain.members)):
            continue
        literal = _says_constant(chain)
        for member in chain.members:
            averaged |= {head.name for head in inside(member)}
            numbers |= {head.name for head in outside(member)}
            if not literal:
                alone |= {h.name for h in _alone(member)}
    return said | frozenset(
        name
        for name in averaged
        if (name in alone and name not in numbers) or (name not in NUMBERS and name not in numbers)
    )


def _says_constant(chain: Chain) -> bool:
    """``Var(c) = 0``: whoever gives a variance the value zero may speak of a number."""
    spread = any(
        isinstance(part, Applied) and part.function in OPERATORS - {"E"}
        for member in chain.members
        for part in walk(member)
    )
    return spread and any(isinstance(m, Number) and not m.value for m in chain.members)


def _alone(term: Term) -> Iterator[Head]:
    for part in walk(term):
        match part:
            case Applied(name, (Symbol(head),)) if name in OPERATORS:
                yield head
            case Applied("E", (Power(Symbol(head), _),)):
                yield head


def is_power(term: Term) -> bool:
    """``E[X²]``, ``E[w⁴]``."""
    match term:
        case Applied("E", (Power(Symbol(), Number()),)):
            return True
    return False


def is_covariance(term: Term) -> bool:
    return isinstance(term, Applied) and term.function == "Cov"


def is_drawn(chain: Chain) -> bool:
    law = chain.members[1] if len(chain.members) > 1 else None
    return (
        chain.relations[0] == "~"
        and isinstance(chain.members[0], Symbol)
        and isinstance(law, Applied)
        and plain_name(law.function) in ("N", "U", "Uniform", "Normal")
    )


def is_endless(over: Over) -> bool:
    return isinstance(over.high, Symbol) and over.high.head.name.startswith(UNKNOWN_END)
