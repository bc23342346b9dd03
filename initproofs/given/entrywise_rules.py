"""A rule for any entry of a vector → the same rule for the whole vector.

``z_j = Σ_k w_jk a_k + b_j`` is ``z = w a + b``, ``a_j = σ(z_j)`` is ``a = σ(z)``, and
``p_i = e^{z_i} / Σ_k e^{z_k}`` is ``p = softmax(z)``. Refused (None): all that mixes entries in
another way, such as names with several indices outside a sum of products. Whether the vectors are
columns or rows such a rule does not say: its products carry a sign of their own until ``laid_out``.
"""

from __future__ import annotations

from dataclasses import replace

from ..terms import (
    Applied,
    Head,
    Indexed,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    walk,
)
from .rewriting import mapped

EITHER_WAY = "Σ"  # the sign of a product of a matrix with a vector that is a column or a row
EXPONENTIALS = frozenset(["exp", "np.exp"])


def whole_rule(head: Head, body: Term) -> tuple[Head, Term] | None:
    """The rule for all entries at once, if that is what a rule for one of them says."""
    softmax = _softmax(body)
    if softmax is not None and (not head.indices or _index(head) == softmax[0]):
        return _bare(head), Applied("softmax", (Symbol(softmax[1]),), span=body.span)
    index = _index(head)
    if not index:
        return None
    whole = _whole(body, index)
    return None if whole is None else (_bare(head), whole)


def _index(head: Head) -> str:
    """The letter that stands for any entry, if a name has just one."""
    one = len(head.indices) == 1 and head.indices[0].base and not head.indices[0].offset
    return head.indices[0].base if one else ""


def _bare(head: Head) -> Head:
    return replace(head, indices=())


def _softmax(body: Term) -> tuple[str, Head] | None:
    """``e^{z_i} / Σ_k e^{z_k}``: the letter i, and z."""
    match body:
        case Quotient(top, Indexed(over, bottom, None)):
            above, below = _exponent(top), _exponent(bottom)
            if above is None or below is None or _index(below) != over:
                return None
            same = _bare(above) == _bare(below) and _index(above) not in ("", over)
            return (_index(above), _bare(above)) if same else None
    return None


def _exponent(term: Term) -> Head | None:
    match term:
        case Power(Symbol(Head("e", None, ())), Symbol(head)):
            return head
        case Applied(name, (Symbol(head),), 0) if name in EXPONENTIALS:
            return head
    return None


def _whole(term: Term, index: str) -> Term | None:
    match term:
        case Number():
            return term
        case Symbol(head):
            if _index(head) == index:
                return replace(term, head=_bare(head))
            return term if not head.indices else None
        case Sum(terms):
            parts = [(sign, _whole(inner, index)) for sign, inner in terms]
            found = tuple((sign, inner) for sign, inner in parts if inner is not None)
            return replace(term, terms=found) if len(found) == len(parts) else None
        case Applied(_, (argument,)):
            inner = _whole(argument, index)
            return replace(term, arguments=(inner,)) if inner is not None else None
        case Product(Number() as factor, right):
            inner = _whole(right, index)
            return replace(term, left=factor, right=inner) if inner is not None else None
        case Indexed(over, Product(Symbol() as one, Symbol() as other), None):
            return _summed(one, other, index, over) or _summed(other, one, index, over)
        case Product(Symbol() as weight, Symbol() as vector) if _is_row(weight, vector, index):
            return Product(replace(weight, head=_bare(weight.head)), vector, EITHER_WAY, term.span)
    return None


def _summed(weight: Symbol, vector: Symbol, index: str, over: str) -> Term | None:
    """``Σ_k w_jk a_k``: the matrix with its row j, or, transposed, with its column j."""
    if len(weight.head.indices) != 2 or _index(vector.head) != over:
        return None
    if any(i.offset or not i.base for i in weight.head.indices):
        return None
    letters = tuple(i.base for i in weight.head.indices)
    matrix: Term = replace(weight, head=_bare(weight.head))
    if letters == (over, index):
        matrix = Transposed(matrix, weight.span)
    elif letters != (index, over):
        return None
    return Product(matrix, replace(vector, head=_bare(vector.head)), EITHER_WAY, weight.span)


def _is_row(weight: Symbol, vector: Symbol, index: str) -> bool:
    """``w_j a``, the row j of the weights times all that comes in."""
    return _index(weight.head) == index and not vector.head.indices


def is_open(term: Term) -> bool:
    """Is it open whether the vectors of a rule are columns or rows?"""
    return any(isinstance(part, Product) and part.sign == EITHER_WAY for part in walk(term))


def laid_out(term: Term, rows: bool) -> Term:
    """``W a`` for columns, ``a Wᵀ`` for rows."""
    if isinstance(term, Product) and term.sign == EITHER_WAY:
        matrix, vector = term.left, term.right
        if not rows:
            return replace(term, sign="·")
        turned = matrix.term if isinstance(matrix, Transposed) else Transposed(matrix)
        return Product(vector, turned, "·", term.span)
    return mapped(term, lambda inner: laid_out(inner, rows))
