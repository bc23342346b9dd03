"""Term → the letters in it that stand for any entry, and those that stand for any layer."""

from __future__ import annotations

from ..terms import Applied, Head, Indexed, Symbol, Term, parts, walk


def free_indices(term: Term) -> set[str]:
    """The letters that stand for any entry; those that a sum runs over are bound in it."""
    found: set[str] = set()
    match term:
        case Symbol(head):
            found = {index.base for index in head.indices if index.base}
        case Applied("entry" | "example", (inner, Symbol(Head(index)))):
            found = free_indices(inner) | ({index} if not index.isdigit() else set())
        case Indexed(index, body, without):
            found = free_indices(body) - {index}
            found |= {without.base} if without and without.base else set()
        case _:
            for part in parts(term):
                found |= free_indices(part)
    return found


def layer_letters(term: Term) -> set[str]:
    """The letters that stand for any layer."""
    found = {
        part.head.label.base
        for part in walk(term)
        if isinstance(part, Symbol) and part.head.label is not None and part.head.label.base
    }
    return found | {
        part.label.base
        for part in walk(term)
        if isinstance(part, Applied) and part.label is not None and part.label.base
    }
