"""What the chains of a note say of its names: which are random, which enter, which are alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..given.moment_facts import NUMBERS, is_moment, single_moment, variables
from ..given.statements import Chain
from ..nouns import Span
from ..terms import Applied, Head, Index, Number, Power, Symbol, Term


@dataclass(frozen=True)
class Definition:
    """``head`` stands for ``body``: ``z_j`` for ``Σ_i w_ij x_i``."""

    head: Head
    body: Term
    block: int
    span: Span


@dataclass(frozen=True)
class Fact:
    """Something supposed of random variables by a formula: ``left = right``."""

    left: Term
    right: Term
    block: int
    span: Span
    words: str


def made_of(chains: tuple[Chain, ...], random: frozenset[str]) -> frozenset[str]:
    """What a random variable is made of is random too, unless its letter is a number's."""
    for _ in range(4):
        more = {
            head.name
            for chain in chains
            if isinstance(chain.members[0], Symbol) and chain.members[0].head.name in random
            if not any(map(is_moment, chain.members)) and set(chain.relations) <= set("=≈≔")
            for body in chain.members[1:]
            for head in variables(body)
            if head.name not in NUMBERS
        }
        more |= {
            chain.members[0].head.name
            for chain in chains
            if isinstance(chain.members[0], Symbol) and not any(map(is_moment, chain.members))
            if set(chain.relations) <= set("=≈≔")
            if any(head.name in random for b in chain.members[1:] for head in variables(b))
            if not isinstance(chain.members[1], Symbol | Number)
        }
        if more <= random:
            break
        random |= more
    return random


def entering(chains: tuple[Chain, ...], layered: frozenset[str]) -> dict[str, str]:
    """``z^(0) = x``: what is said of the input x, layers made alike pass on to every z."""
    found = {}
    for chain in chains:
        match chain.members:
            case (Symbol(left), Symbol(right)) if left.label == Index("", 0):
                if left.name in layered and chain.relations == ("=",):
                    found[right.name] = left.name
    return found


def constants(chains: tuple[Chain, ...]) -> dict[Head, Term]:
    """``g_k = g``: all of a family of numbers are the same."""
    found: dict[Head, Term] = {}
    for chain in chains:
        match chain.members:
            case (Symbol(left), Symbol(right) as same) if chain.relations == ("=",):
                if left.name == right.name and left.indices and not right.indices:
                    found[left] = same
    return found


def namings(chains: tuple[Chain, ...], random: frozenset[str]) -> tuple[Fact, ...]:
    """``μ = E[X]`` and ``σ² = Var(X)``: letters that name a moment."""
    found = []
    for chain in chains:
        if not set(chain.relations) <= set("=≔"):
            continue
        for left, right in pairwise(chain.members):
            named = _named(left, right)
            if named is not None and named[0].name not in random:
                span = Span(chain.spans[0].start, chain.spans[-1].end)
                found.append(Fact(Symbol(named[0]), named[1], chain.block, span, ""))
    return tuple(found)


def _named(left: Term, right: Term) -> tuple[Head, Term] | None:
    moment = single_moment(right)
    match left:
        case Symbol(head) if moment is not None:
            return head, right
        case Power(Symbol(head), Number(degree)) if degree == 2 and moment and moment[0] == "Var":
            return head, Applied("Std", (Symbol(moment[1]),))
    return None
