"""Small letters with a number below that are layers: ``z_1`` beside ``W_1``, the b of ``Uh + b_2``.

Comes in: every part of the equations of a document. Goes out: letters. Refused: letters that have
another index anywhere, since the numbers may be entries then.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..terms import Head, Product, Sum, Symbol, Term
from .program import letter_of


def numbered_units(parts: Iterable[Term]) -> frozenset[str]:
    """The z and a of ``z_1``, ``a_1`` beside ``W_1``, ``W_2``."""
    everything = [part.head for part in parts if isinstance(part, Symbol)]
    several = {h for h in everything if letter_of(h)[0] == "W"}
    if len({h.indices for h in several}) < 2 or not all(map(_is_numbered, several)):
        return frozenset()
    letters = {letter_of(h)[0] for h in everything} & frozenset("zahs")
    alike = (n for n in letters if all(_is_numbered(h) for h in everything if letter_of(h)[0] == n))
    return frozenset(alike)


def numbered_biases(parts: Iterable[Term]) -> frozenset[str]:
    """The b of ``Wx + b_1`` and ``Uh + b_2``: whole vectors, and no entries of one."""
    everything = list(parts)
    biases = [p.head for p in everything if isinstance(p, Symbol) and p.head.name == "b"]
    added = any(isinstance(part, Sum) and _adds_a_bias(part) for part in everything)
    return frozenset("b" if added and all(map(_is_numbered, biases)) else ())


def _adds_a_bias(term: Sum) -> bool:
    """``Wx + b_1``."""
    products = [t.left for _, t in term.terms if isinstance(t, Product)]
    biases = [t for _, t in term.terms if isinstance(t, Symbol) and t.head.name == "b"]
    matrices = (f for f in products if isinstance(f, Symbol) and f.head.name.isupper())
    return bool(biases) and any(matrices)


def _is_numbered(head: Head) -> bool:
    return len(head.indices) == 1 and not head.indices[0].base
