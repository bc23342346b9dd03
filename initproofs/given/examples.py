"""``x^{(i)}`` → the i-th of the examples, where a note adds up over i what carries it.

A rule for the i-th example (``z^{(i)} = w^T x^{(i)} + b``) is a rule for all of them; what a sum
over i adds up stays an example, and so does what is said of the gradients of one. Refused (left as
it is): letters that no sum runs over, and the letters of layers.
"""

from __future__ import annotations

from dataclasses import replace

from ..terms import Applied, Derivative, Head, Indexed, Symbol, Term, walk
from .rewriting import mapped, with_heads

EXAMPLE = "example"
ENTRY = "entry"
ROUND = "()"


Sides = tuple[Term, Term]


def of_examples(found: list[Sides]) -> list[Sides]:
    """Equations, by their sides, with every name of an example read as such."""
    letters = _letters(found)
    return [_read(sides, letters) for sides in found] if letters else found


def _letters(found: list[Sides]) -> set[str]:
    """Letters that a sum runs over, and that stand in round brackets above what it adds up."""
    return {
        part.index
        for sides in found
        for side in sides
        for part in walk(side)
        if isinstance(part, Indexed) and part.index not in ("l", "k")
        if any(_example(p.head) == part.index for p in walk(part.body) if isinstance(p, Symbol))
    }


def _example(head: Head) -> str:
    """The letter of the example that a name is of: ``i`` of ``y^{(i)}`` and of ``a^{[2](i)}``."""
    if head.name.endswith(")") and "^(" in head.name:
        return head.name.rpartition("^(")[2][:-1]
    plain = head.label is not None and head.brackets == ROUND and not head.label.offset
    return head.label.base if plain and head.label is not None else ""


def _all(head: Head) -> Head:
    """The name for all examples."""
    if head.name.endswith(")") and "^(" in head.name:
        return replace(head, name=head.name.rpartition("^(")[0])
    return replace(head, label=None, brackets="")


def _read(sides: Sides, letters: set[str]) -> Sides:
    parts = [part for side in sides for part in walk(side)]
    derived = any(isinstance(part, Derivative) for part in parts) or _is_error(sides[0])
    added = any(isinstance(part, Indexed) and part.index in letters for part in parts)
    if derived or added:
        return _single(sides[0], letters), _single(sides[1], letters)

    def every(head: Head) -> Head:
        return _all(head) if _example(head) in letters else head

    return with_heads(sides[0], every), with_heads(sides[1], every)


def _is_error(term: Term) -> bool:
    return isinstance(term, Symbol) and term.head.name[:1] in "dδ" and len(term.head.name) > 1


def _single(term: Term, letters: set[str]) -> Term:
    if not isinstance(term, Symbol):
        return mapped(term, lambda inner: _single(inner, letters))
    letter = _example(term.head)
    if letter not in letters:
        return term
    bare = _all(term.head)
    one = Applied(
        EXAMPLE,
        (replace(term, head=replace(bare, indices=())), Symbol(Head(letter))),
        0,
        None,
        term.span,
    )
    if not bare.indices:
        return one
    if len(bare.indices) > 1:
        return term
    index = bare.indices[0]
    place = Symbol(Head(index.base or str(index.offset)))
    return Applied(ENTRY, (one, place), 0, None, term.span)
