"""What the names of one statement stand for: definitions of its variables, limits of its sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ..evidence.moments.generators import family
from ..given.index_sums import UNKNOWN_END, rebuilt
from ..given.moment_facts import outside, with_heads
from ..given.statements import Chain
from ..terms import Applied, Head, Index, Over, Symbol, Term, heads, parts, walk
from .moment_entries import entry, is_vectorial
from .moment_names import Definition
from .moment_note import MomentNote

# Names of sizes: never negative, and ends of sums.
SIZES = frozenset("n n̂ N H m M K L d D k fan_in fan_out n_in n_out".split())


def limited(note: MomentNote, term: Term) -> Term:
    """Sums without limits get those that the note gives their index elsewhere."""
    new = tuple(limited(note, part) for part in parts(term))
    found = rebuilt(term, new) if new else term
    if isinstance(found, Over) and isinstance(found.high, Symbol):
        name = found.high.head.name
        known = note.ranges.get(name.removeprefix(UNKNOWN_END), note.ranges.get(""))
        if name.startswith(UNKNOWN_END) and known is not None:
            return replace(found, low=known[0], high=known[1])
    return found


def unbound_indices(sides: list[Term]) -> list[Term]:
    """``Var(Σ_i X_i) = n Var(X_i)``: where i is free, any member of the family is meant."""
    bound = [{p.index for p in walk(side) if isinstance(p, Over)} for side in sides]
    found = []
    for side, own, other in zip(sides, bound, reversed(bound), strict=True):
        free = other - own

        def bare(head: Head, free: set[str] = free) -> Head:
            kept = tuple(i for i in head.indices if i.base not in free)
            return head if len(kept) == len(head.indices) else replace(head, indices=())

        found.append(with_heads(side, bare) if free else side)
    return found


def fitting(
    note: MomentNote, made: dict[Head, Term], sides: list[Term], block: int
) -> dict[Head, Term]:
    """Definitions that fit: one that knows nothing of the other side is of another example."""
    random = note.random

    def families(term: Term) -> set[str]:
        return {family(head) for head in heads(term) if head.name in random}

    right = families(sides[1])
    found = {}
    for head, body in made.items():
        others = families(sides[0]) - {family(head)}
        inner = {f for _, signal in activations(note, (body,), block) for f in families(signal)}
        if right <= families(body) | inner | others | {family(head)}:
            found[head] = body
    return found


def sized(sides: list[Term], rules: dict[Head, Term]) -> tuple[list[Term], dict[Head, Term]]:
    """A sum whose end nobody names ends at the one size that the statement speaks of."""
    everything = (*sides, *rules.values())
    ends = {h for term in everything for h in heads(term) if h.name.startswith(UNKNOWN_END)}
    if len(ends) != 1:
        return sides, rules
    sizes = {h for side in sides for h in outside(side) if h.name in SIZES}
    (end,) = ends
    size = sizes.pop() if len(sizes) == 1 else Head("n")

    def named(head: Head) -> Head:
        return size if head == end else head

    return [with_heads(side, named) for side in sides], {
        head: with_heads(rule, named) for head, rule in rules.items()
    }


def rules(note: MomentNote, chain: Chain, sides: list[Term]) -> Iterator[tuple[Head, Term]]:
    """What the variables on the left are defined as, at their own indices."""
    for head in dict.fromkeys(_random_heads(note, sides[0])):
        for definition in note.definitions:
            if definition.block > chain.block or not note.sees(chain.block, definition.block):
                continue
            values = _match(definition, head)
            entry_ = _entry(note, definition, head) if values is not None else None
            if values is not None and entry_ is not None:
                body = limited(note, entry_)
                yield head, with_heads(body, partial(_shifted, values))
                break


def is_activation(body: Term) -> bool:
    match body:
        case Applied(_, (Symbol(),)):
            return True
    return False


def activations(
    note: MomentNote, terms: tuple[Term, ...], block: int
) -> Iterator[tuple[Head, Term]]:
    """``a_i = ReLU(z_i)``: signals that are a function of one variable, said before or later.

    What is so only from a later place on, under a later heading or “if x is the output of a ReLU”,
    is not yet so.
    """
    for head in dict.fromkeys(h for term in terms for h in heads(term) if h.name in note.random):
        for definition in note.definitions:
            values = _match(definition, head)
            later = definition.block > block and note.begins_later(definition.block, block)
            if values is not None and is_activation(definition.body) and not later:
                yield head, with_heads(definition.body, partial(_shifted, values))
                break


def _entry(note: MomentNote, definition: Definition, head: Head) -> Term | None:
    """A definition as it stands, or what it says of one entry if it is one of vectors."""
    if not is_vectorial(definition.body):
        return definition.body
    several = bool(head.indices) or definition.head.name in note.indexed
    found = entry(definition.body, several, note.random)
    return found and with_heads(found, note.spelling.entry)


def _random_heads(note: MomentNote, term: Term) -> list[Head]:
    return [p.head for p in walk(term) if isinstance(p, Symbol) and p.head.name in note.random]


def _match(definition: Definition, head: Head) -> dict[str, Index] | None:
    """The letters of a definition for which it defines this head."""
    known = definition.head
    if known.name != head.name or (known.label is None) != (head.label is None):
        return None
    if head.indices and known.indices and len(known.indices) != len(head.indices):
        return None
    found: dict[str, Index] = {}
    pairs = list(zip(known.indices, head.indices, strict=False))
    if known.label is not None and head.label is not None:
        pairs.append((known.label, head.label))
    for pattern, actual in pairs:
        if pattern == actual:
            continue
        if not pattern.base or pattern.offset:
            return None
        found[pattern.base] = actual
    return found


def _shifted(values: dict[str, Index], head: Head) -> Head:
    def put(index: Index) -> Index:
        new = values.get(index.base)
        return index if new is None else Index(new.base, new.offset + index.offset)

    label = put(head.label) if head.label else None
    return replace(head, label=label, indices=tuple(map(put, head.indices)))


def sigmas(
    terms: tuple[Term, ...], random: frozenset[str], rules: dict[Head, Term]
) -> Iterator[tuple[Head, Term]]:
    """``σ_X`` and ``μ_X`` are the standard deviation and the mean of X, wherever X is random."""
    for term in terms:
        for part in walk(term):
            if not isinstance(part, Symbol) or part.head in rules:
                continue
            head = part.head
            if head.name in ("σ", "μ") and len(head.indices) == 1:
                (index,) = head.indices
                if index.base in random and not index.offset:
                    operator = "Std" if head.name == "σ" else "E"
                    of = Symbol(Head(index.base, head.label, (), head.brackets))
                    yield head, Applied(operator, (of,))
