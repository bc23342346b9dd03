"""What notation itself says of random variables: shared moments, named moments, usual letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..evidence.moments.algebra import Setting
from ..evidence.moments.decide import Statement
from ..evidence.moments.generators import family
from ..evidence.moments.premises import Alike, Premise
from ..given.moment_facts import OPERATORS, with_heads
from ..terms import Applied, Head, Index, Number, Power, Symbol, Term, heads, walk

WEIGHTS = frozenset("w W θ Θ u v".split())
INPUTS = frozenset("x X".split())
DRAWN_AT_THE_START = re.compile(
    r"\bweights?\b[^.;]{0,40}\b(?:initiali[sz]|random|drawn|sampled)|"
    r"\b(?:initiali[sz]\w*|random(?:ly)?|draw|sample)\b[^.;]{0,30}\bweights?\b",
    re.I,
)
GRADIENTS = frozenset("δ Δ g".split())
BIASES = frozenset("b B".split())


def shared_by_notation(terms: tuple[Term, ...], families: dict[str, set[Head]]) -> set[Premise]:
    """``E[x²]`` beside ``x_i``: all x_i have this second moment; ``Var(wx)``: all w_i x_i have."""
    found: set[Premise] = set()
    for term in terms:
        for part in walk(term):
            if not isinstance(part, Applied) or part.function not in OPERATORS:
                continue
            inside = [p.head for p in walk(part) if isinstance(p, Symbol)]
            several = len(set(inside)) > 1
            for head in inside:
                name = family(head)
                others = families.get(name, set())
                if not head.indices and any(h.indices for h in others):
                    found |= {Alike(name, "variance")}
                    if part.function == "E" or several:
                        found |= {Alike(name, "mean")}
    return found


USUAL = {"μ": ("E", "the mean"), "m": ("E", "the mean"), "σ": ("Std", "the standard deviation")}


def usual_names(statement: Statement, setting: Setting) -> Iterator[tuple[Head, Term, str]]:
    """``μ`` that nobody introduces, as the mean of each variable that the statement speaks of."""
    found = dict.fromkeys(h for side in (statement.left, statement.right) for h in heads(side))
    variables = [head for head in found if head.name in setting.random]
    for head in found:
        if head.name in USUAL and head not in setting.rules and head not in variables:
            operator, words = USUAL[head.name]
            for of in variables:
                yield head, Applied(operator, (Symbol(of),)), f"{head} is {words} of {of}"


def named(value: Term, operator: str, head: Head) -> tuple[Head, Term] | None:
    """The name that a moment is given: ``σ²`` for a variance names the standard deviation."""
    moment = Applied(operator, (Symbol(head),))
    match value:
        case Symbol(name):
            return name, moment
        case Power(Symbol(name), Number(degree)) if operator == "Var" and degree == 2:
            return name, Applied("Std", (Symbol(head),))
    return None


def carried(value: Term, said_of: Head, here: Head) -> Term | None:
    """What is said of layer k, for another layer; nothing of one member is said of all."""
    if any(not index.base for index in said_of.indices):
        return None
    if said_of.label == here.label:
        return value
    if said_of.label is None or here.label is None or not said_of.label.base:
        return None
    base, step = said_of.label.base, here.label.offset - said_of.label.offset

    def put(index: Index) -> Index:
        moved = Index(here.label.base if here.label else "", index.offset + step)
        return moved if index.base == base else index

    def shifted(head: Head) -> Head:
        label = put(head.label) if head.label else None
        return replace(head, label=label, indices=tuple(map(put, head.indices)))

    return with_heads(value, shifted)


def can_mean(noun: str, name: str) -> bool:
    """Which letters “the weights”, “the biases” and “the inputs” stand for."""
    if noun == "weights":
        return name in WEIGHTS
    if noun == "biases":
        return name in BIASES
    if noun == "gradients":
        return name in GRADIENTS or name.startswith("Δ")
    return noun == "all" or name not in WEIGHTS | BIASES


def is_zero(term: Term) -> bool:
    return isinstance(term, Number) and term.value == 0


def goes_on(text: str) -> bool:
    """Does a sentence go on from a display: “if X and Y are independent”?"""
    word = text.lstrip(" ,.;").split(" ")[0].lower() if text.strip() else ""
    return word in (
        "if",
        "when",
        "provided",
        "where",
        "whenever",
        "for",
        "since",
        "because",
        "assuming",
        "as",
        "by",
        "given",
        "with",
    )
