"""Equations → the same with labels where their names carry indices that are no entries.

``W_1``, ``z_l``: layers, where nothing has a label above. ``W_{xh}``: a name of its own. Left as
they are: indices that a sum runs over, and names that stand for entries anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..terms import Applied, Head, Indexed, Symbol, Term, walk
from .numbered import numbered_biases, numbered_units
from .program import letter_of
from .rewriting import with_heads

if TYPE_CHECKING:
    from .equations import Equation

WRITTEN_BELOW = frozenset("WwZzAabBHhsδ")
TRAINED = frozenset("WUVb")
ENDS = frozenset("xhyos")  # of W_xh


def named_by_ends(found: list[Equation]) -> list[Equation]:
    """``W_{xh}``, ``b_h``: named by what they lead from and to, where no letter is an index."""
    heads = {part.head for part in parts_of(found) if isinstance(part, Symbol)}
    alone = {head.name for head in heads if not head.indices}
    ends = {h for h in heads if h.indices and letter_of(h)[0] in TRAINED and h.label is None}
    counting = {i.base for h in heads - ends for i in h.indices}
    counting |= {part.index for part in parts_of(found) if isinstance(part, Indexed)}

    def named(head: Head) -> Head:
        letters = [index.base for index in head.indices if not index.offset]
        if head not in ends or len(letters) < len(head.indices) or counting & set(letters):
            return head
        if not all(letter in ENDS and letter in alone | {"y"} for letter in letters):
            return head
        return Head(f"{head.name}_{''.join(letters)}", None, (), head.brackets)

    return [
        replace(e, left=with_heads(e.left, named), right=with_heads(e.right, named)) for e in found
    ]


def relabelled(found: list[Equation]) -> list[Equation]:
    """``W_1``, ``dZ_2``, ``w_{i+1}``: layers, where nothing carries a label.

    One index of a capital is a layer; so is one that is counted on from, as no entry ever is.
    """
    everything = [part.head for part in parts_of(found) if isinstance(part, Symbol)]
    if any(h.label is not None for h in everything):
        return _of_one_kind(found, everything)
    steps = {i.base for h in everything for i in h.indices if i.base and i.offset}
    steps |= {"L"} if "l" in steps else set()
    said = (e for e in found if not isinstance(e.left, Applied))  # σ(z) = … is of any z
    small = numbered_units(parts_of(said)) | numbered_biases(parts_of(found))
    capitals = any(letter_of(h)[0].isupper() and len(h.indices) == 1 for h in everything)

    def label(head: Head) -> Head:
        known, bold = letter_of(head)
        if len(head.indices) != 1 or not (known in WRITTEN_BELOW or known.isupper()):
            return head
        counted_on = head.indices[0].base in steps
        beside = known in small or (known in "bδ" and capitals)
        if known.isupper() or bold or counted_on or beside:
            return Head(head.name, head.indices[0], (), "_")
        return head

    return [
        replace(e, left=with_heads(e.left, label), right=with_heads(e.right, label)) for e in found
    ]


def _of_one_kind(found: list[Equation], everything: list[Head]) -> list[Equation]:
    """``Z_1`` beside ``Z^[1]`` in one note: the same layer, where no entry is ever spoken of."""
    above = {h.name for h in everything if h.label is not None and not h.indices}
    entries = {h.name for h in everything if h.label is not None and len(h.indices) == 1}
    below = {h for h in everything if h.label is None and len(h.indices) == 1}
    layers = {
        h
        for h in below
        if letter_of(h)[0] in WRITTEN_BELOW and h.name not in entries and not h.indices[0].base
    }
    mixed = any({h.name, "d" + h.name, subject_of(h.name)} & above for h in layers)
    capitals = any(letter_of(h)[0].isupper() for h in layers)
    if not (mixed and capitals):
        return found

    def label(head: Head) -> Head:
        return Head(head.name, head.indices[0], (), "_") if head in layers else head

    return [
        replace(e, left=with_heads(e.left, label), right=with_heads(e.right, label)) for e in found
    ]


def parts_of(found: Iterable[Equation]) -> Iterator[Term]:
    """Everything that stands on either side of some equations."""
    for equation in found:
        yield from walk(equation.left)
        yield from walk(equation.right)


def subject_of(name: str) -> str:
    """``W`` of ``dW``."""
    return name[1:] if len(name) > 1 and name[0] == "d" and name[1].isalpha() else ""
