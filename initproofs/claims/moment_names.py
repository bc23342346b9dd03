"""What the chains of a note say of its names: which are random, which enter, which are alike."""

from __future__ import annotations

from dataclasses import dataclass

from ..given.moment_facts import NUMBERS, is_moment, variables
from ..given.statements import Chain
from ..nouns import Span
from ..terms import Head, Index, Number, Symbol, Term


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
