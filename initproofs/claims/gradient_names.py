"""Names of a network: how else they are written, what they rest on, which functions they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ..given.families import ACTIVATIONS, OUTPUTS, SUMS
from ..given.graph import Instance
from ..given.rewriting import mapped
from ..terms import Applied, Head, Index, Product, Sum, Symbol, Term, heads, walk

KNOWN_NAMES = {
    "relu": "relu",
    "ReLU": "relu",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "exp": "exp",
    "np.exp": "exp",
    "log": "ln",
    "ln": "ln",
    "np.log": "ln",
    "identity": "identity",
    "np.tanh": "tanh",
}


EITHER_CASE = frozenset(
    "ZzAaBbWw"
)  # as the shift key has it, where only one of both is in the note


def applications(instance: Instance, argument: Head) -> set[str]:
    """What is done to a head in the rules: the functions of it, or nothing (``""``)."""
    found: set[str] = set()
    program = instance.program
    for head in instance.shapes:
        rule = program.rule(head)
        match rule[0].body if rule else None:
            case Applied(name, (Symbol(inner),)) if rule:
                found |= {name} if program.meant(inner.at(rule[1])) == argument else set()
            case Symbol(inner) if rule:
                found |= {""} if program.meant(inner.at(rule[1])) == argument else set()
    return found


def with_slopes(instance: Instance, term: Term, env: dict[str, int]) -> Term:
    """``g'(z)`` as the slope of what is applied to z, where no rule of the note has a g."""
    match term:
        case Applied(name, (Symbol(head),), primes) if primes and name in ACTIVATIONS:
            here = head.at({**env, "L": instance.program.depth})
            found = applications(instance, instance.program.meant(replace(here, indices=())))
            if len(found) == 1 and "" not in found and not _is_ruled(instance, name):
                return replace(term, function=found.pop(), label=None)
    return mapped(term, lambda inner: with_slopes(instance, inner, env))


def _is_ruled(instance: Instance, name: str) -> bool:
    """Does a rule speak of a function of this name, or does the note say what it is?"""
    log = instance.program.log
    bodies = [fact.body for fact in log.facts if fact.body is not None]
    applied = {p.function for body in bodies for p in walk(body) if isinstance(p, Applied)}
    return name in applied or any(known == name for known, _ in log.functions)


def upstream(instance: Instance) -> dict[Head, set[Head]]:
    """For every head with a rule, all that it is computed from."""
    found: dict[Head, set[Head]] = {}
    program = instance.program

    def visit(head: Head) -> set[Head]:
        rule = program.rule(head)
        if rule is None or rule[0].body is None:
            return set()
        if head not in found:
            found[head] = set()
            for part in heads(rule[0].body):
                inner = program.meant(part.at(rule[1]))
                found[head] |= {inner} | visit(inner)
        return found[head]

    for head in instance.shapes:
        visit(head)
    return found


def sum_names(instance: Instance, usual: list[str], sums: bool) -> list[str]:
    """Names of what is computed with a product (``sums``) or without; the usual ones first."""
    found = dict.fromkeys(usual)
    for head in instance.shapes:
        rule = instance.program.rule(head)
        if rule is not None and isinstance(rule[0].body, Sum | Product) == sums:
            found[head.name] = None
    return list(found)


@lru_cache(4096)
def spellings(head: Head) -> tuple[Head, ...]:
    """``w'_11`` is ``w^1_11`` in notes that count the layers by primes; ``w^new`` is w."""
    plain = replace(head, name=head.name.removesuffix("^new").removesuffix("^old"))
    marks = len(plain.name) - len(plain.name.rstrip("'"))
    found = [head, plain]
    if marks and head.label is None:
        found.append(replace(plain, name=plain.name.rstrip("'"), label=Index("", marks)))
    if plain.name in EITHER_CASE:
        found.append(replace(plain, name=plain.name.swapcase()))
    if not marks and head.label is not None and not head.label.base and 0 < head.label.offset < 4:
        found.append(replace(plain, name=plain.name + "'" * head.label.offset, label=None))
    return tuple(dict.fromkeys(found))


def counterparts(found: Iterable[Head], vocabulary: Iterable[Head]) -> Iterator[Head]:
    """``a_j^l`` of ``z_j^l``, and the other way round, by the names that a note has for them."""
    names = list(dict.fromkeys(head.name for head in vocabulary))
    for head in found:
        for mine, theirs in ((SUMS, OUTPUTS), (OUTPUTS, SUMS)):
            if head.name in mine:
                alike = [n for n in names if n in theirs and n.isupper() == head.name.isupper()]
                yield from (replace(head, name=name) for name in alike)
