"""What small letters stand for in a document’s equations: matrices, numbers, or either.

In: the equations, and what they are written in. Out: the readings, the likeliest first. Signs that
only matrices need, transposes, ⊙, bold letters, free indices, leave no choice.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.equations import Equation, parts_of
from ..given.rewriting import with_heads
from ..terms import Derivative, Head, Product, Symbol, Term, Transposed

MATHS, TABLE, CODE = "maths", "a row of a table", "code"  # what a document is written in
MATRICES, NUMBERS = "matrices", "numbers"


def smalls(found: list[Equation], written: str) -> tuple[str, ...]:
    """Small letters with a layer are matrices, or numbers where one of them is derived by another:
    ``∂z^l/∂w^l`` of matrices is none."""
    if not _needs_matrices(found, written):
        return (NUMBERS,)
    unlabelled = [replace(e, left=_bare(e.left), right=_bare(e.right)) for e in found]
    between = any(
        isinstance(p, Derivative)
        and all(isinstance(x, Symbol) and x.head.label is not None for x in (p.of, p.by))
        for p in parts_of(found)
    )
    if between and written == MATHS and not _needs_matrices(unlabelled, written):
        return (NUMBERS, MATRICES)
    return (MATRICES,)


def _bare(term: Term) -> Term:
    """Without labels on small letters."""

    def unlabelled(head: Head) -> Head:
        return replace(head, label=None) if head.name[-1:].islower() else head

    return with_heads(term, unlabelled)


def _needs_matrices(found: list[Equation], written: str) -> bool:
    """Is there anything that numbers would not need?

    In code they are multiplied by a star; in a table even what carries a layer may be a number.
    """
    signs = "·" if written == CODE else "⊙∘@"
    for part in parts_of(found):
        match part:
            case Transposed():
                return True
            case Product(_, _, sign) if sign in signs:
                return True
            case Symbol(head) if not head.indices and _is_bold(head.name):
                return True
            case Symbol(head) if not head.indices and head.label is not None and written != TABLE:
                return True
            case Symbol(head) if any(index.base for index in head.indices):
                return True
    return False


def _is_bold(name: str) -> bool:
    return any("𝐀" <= character <= "𝐳" for character in name)
