"""A wrong term → the terms one small edit away, the likeliest slips first, each with its name.

One thing is changed at one place: a transposition, an index, a sign, the order of two factors, the
kind of product, a prime, an operand, a factor. The first that holds is the correction to offer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from ..given.rewriting import places, with_heads
from ..given.spell import plain
from ..terms import (
    UNSAID,
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    walk,
)
from .additions import added, divided, factors, grown, lengthened, product
from .edits_of_functions import other_arguments, powers, primed, stands_for

ORDER = "the factors stand in the wrong order"
ENTRYWISE = "this product is taken entry by entry (⊙)"
TWO = Number(Fraction(2))
Change = Callable[[Term], Iterator[tuple[str, Term]]]


@dataclass(frozen=True, slots=True)
class Edit:
    """``says`` is what is wrong, in words; ``term`` what should stand there."""

    says: str
    term: Term


@dataclass(frozen=True, slots=True)
class Known:
    """What could be meant: the links that a chain ``lacks``, what stands ``near`` the formula, what
    the note has ``elsewhere``; its ``count`` of examples. ``numbers``: no matrix is in it."""

    lacks: tuple[Term, ...] = ()
    near: tuple[Term, ...] = ()
    elsewhere: tuple[Term, ...] = ()
    count: Head | None = None
    numbers: bool = False


def edits(term: Term, known: Known) -> Iterator[Edit]:
    """Every single edit, the likeliest slips first."""
    families: tuple[Change, ...] = (
        _turned,
        _along,
        _shifted,
        _moved,
        _signs,
        primed,
        _products,
        _swapped,
        _indices,
        _rebracketed,
        lambda part: other_arguments(part, everything),
        _without_number,
    )
    everything = tuple(dict.fromkeys([*known.near, *known.elsewhere]))
    yield from (Edit(says, more) for says, more in added(term, known.lacks))
    for family in families:
        yield from _everywhere(term, family)
    yield from _throughout(term, everything)
    if known.numbers:
        yield from _everywhere(term, powers)
    yield from (Edit(says, more) for says, more in grown(term, known.near, known.numbers))
    yield from (Edit(says, more) for says, more in lengthened(term, known.near))
    yield from _everywhere(term, lambda part: _siblings(part, everything))
    yield from _everywhere(term, powers)
    yield from _everywhere(term, _dropped)
    yield from _whole(term, known.count)
    yield from (Edit(says, more) for says, more in added(term, everything))
    yield from _everywhere(term, lambda part: _operands(part, everything))
    yield from (Edit(says, more) for says, more in grown(term, known.elsewhere, known.numbers))
    yield from (Edit(says, more) for says, more in divided(term, everything))


def _throughout(term: Term, known: tuple[Term, ...]) -> Iterator[Edit]:
    """``1 - A2 ⊙ A2`` for ``1 - A1 ⊙ A1``: one operand wherever it stands."""
    found = Counter(part.head for part in walk(term) if isinstance(part, Symbol))
    others = [other.head for other in known if isinstance(other, Symbol)]
    for head in (head for head, count in found.items() if count > 1):
        near = [new for new in (_next(head, -1), _next(head, 1)) if new is not None]
        for new in dict.fromkeys((*near, *others)):
            if new != head and (new.name == head.name or _beside(head, new)):
                says = stands_for(Symbol(head), Symbol(new))
                yield Edit(says, with_heads(term, partial(_named, {head: new})))


def _named(names: dict[Head, Head], head: Head) -> Head:
    return names.get(head, head)


def _everywhere(term: Term, change: Change) -> Iterator[Edit]:
    for says, changed in change(term):
        yield Edit(says, changed)
    for inside, rebuild in places(term):
        for edit in _everywhere(inside, change):
            yield Edit(edit.says, rebuild(edit.term))


def _turned(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Transposed):
        yield f"{plain(term.term)} must not be transposed", term.term
    elif isinstance(term, Symbol):
        yield f"{plain(term)} must be transposed", Transposed(term)


def _along(term: Term) -> Iterator[tuple[str, Term]]:
    """``np.sum(dZ)`` for ``np.sum(dZ, axis=1)``."""
    if isinstance(term, Applied) and term.function == "np.sum":
        for axis in (Number(Fraction(1)), Number(Fraction(0))):
            if term.arguments[1:] != (axis,):
                says = f"the sum is taken along axis {axis.value}, over the examples"
                yield says, replace(term, arguments=(term.arguments[0], axis))


def _moved(term: Term) -> Iterator[tuple[str, Term]]:
    """``∂z_2/∂w_2`` for ``∂z_1/∂w_1``: a derivative at another layer or unit."""
    match term:
        case Derivative(Symbol(of), Symbol(by)):
            for step in (1, -1):
                above, below = _next(of, step), _next(by, step)
                if above is not None and below is not None:
                    new = replace(term, of=Symbol(above), by=Symbol(below))
                    yield f"{plain(term)} stands where {plain(new)} belongs", new


def _next(head: Head, step: int) -> Head | None:
    if head.brackets == UNSAID:
        return None
    if head.label is not None:
        label = Index(head.label.base, head.label.offset + step)
        return replace(head, label=label) if label.base or label.offset >= 0 else None
    if len(head.indices) != 1:
        return None
    index = Index(head.indices[0].base, head.indices[0].offset + step)
    return replace(head, indices=(index,)) if index.base or index.offset > 0 else None


def _shifted(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Symbol) and term.head.label and term.head.brackets != UNSAID:
        for step in (1, -1):
            label = Index(term.head.label.base, term.head.label.offset + step)
            if label.base or label.offset >= 0:
                head = replace(term.head, label=label)
                yield f"{term.head} stands where {head} belongs", replace(term, head=head)


def _indices(term: Term) -> Iterator[tuple[str, Term]]:
    """``w_jk`` for ``w_kj``, ``x_1`` for ``x_2``, ``z_11`` for ``z_12``."""
    if not isinstance(term, Symbol) or not term.head.indices:
        return
    found = term.head.indices
    others: list[tuple[Index, ...]] = [found[::-1]] if len(found) == 2 else []
    for place, index in enumerate(found if term.head.brackets != UNSAID else ()):
        for other in _other_indices(index):
            others.append((*found[:place], other, *found[place + 1 :]))
    for indices in others:
        if indices != found:
            head = replace(term.head, indices=indices)
            yield f"{term.head} stands where {head} belongs", replace(term, head=head)


def _other_indices(index: Index) -> list[Index]:
    if index.base:
        return [Index(base, 0) for base in "ijk" if base != index.base]
    return [Index("", value) for value in range(3) if value != index.offset]


def _signs(term: Term) -> Iterator[tuple[str, Term]]:
    if not isinstance(term, Sum):
        return
    if len(term.terms) == 1 and term.terms[0][0] < 0:
        yield "the sign is wrong", term.terms[0][1]
    for place in (*range(1, len(term.terms)), 0):  # the first has a sign of its own but rarely
        sign, inner = term.terms[place]
        if len(term.terms) > 1:
            terms = (*term.terms[:place], (-sign, inner), *term.terms[place + 1 :])
            yield f"the sign of {plain(inner)} is wrong", replace(term, terms=terms)
    if len(term.terms) > 1:
        turned = tuple((-sign, inner) for sign, inner in term.terms)
        yield "every sign is turned", replace(term, terms=turned)


def _products(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Product):
        entrywise = term.sign in "⊙∘*⋆"
        says = (
            "the matrix product belongs here, not the one entry by entry"
            if entrywise
            else ENTRYWISE
        )
        yield says, replace(term, sign="·" if entrywise else "⊙")


def _swapped(term: Term) -> Iterator[tuple[str, Term]]:
    """Two neighbours in a product or in a list change places, or a factor stands at its end."""
    if isinstance(term, Applied) and term.function == "vector":
        for place in range(len(entries := term.arguments) - 1):
            turned = (*entries[:place], *entries[place : place + 2][::-1], *entries[place + 2 :])
            yield "the entries stand in the wrong order", replace(term, arguments=turned)
    if not isinstance(term, Product):
        return
    found = factors(term, term.sign)
    for place in range(len(found) - 1):
        if not isinstance(found[place], Number | Quotient):
            order = [*found[:place], found[place + 1], found[place], *found[place + 2 :]]
            yield ORDER, product(order, term.sign)
    ends = ([*found[1:], found[0]], [found[-1], *found[:-1]]) if len(found) > 2 else ()
    yield from ((ORDER, product(order, term.sign)) for order in ends)


def _rebracketed(term: Term) -> Iterator[tuple[str, Term]]:
    """``W^T (δ ⊙ σ′)`` for ``(W^T δ) ⊙ σ′``."""
    says = "the brackets stand in the wrong place"
    match term:
        case Product(left, Product(middle, right, inner), outer) if inner != outer:
            yield says, Product(Product(left, middle, outer), right, inner)
        case Product(Product(left, middle, inner), right, outer) if inner != outer:
            yield says, Product(left, Product(middle, right, outer), inner)


def _whole(term: Term, count: Head | None) -> Iterator[Edit]:
    one, two = Number(Fraction(1)), Number(Fraction(2))
    yield Edit("the sign is wrong", Sum(((-1, term),)))
    if count is not None:
        yield Edit(f"the factor 1/{count} is missing", Product(Quotient(one, Symbol(count)), term))
    yield Edit("the factor 2 is missing", Product(two, term))
    yield Edit("it is twice what it should be", Product(Quotient(one, two), term))
    yield Edit("it is written transposed", _transposed(term))


def _transposed(term: Term) -> Term:
    match term:  # (A Bᵀ)ᵀ is B Aᵀ
        case Transposed(inner):
            return inner
        case Product(left, right, "·") if not isinstance(left, Product | Number | Quotient):
            return Product(_transposed(right), _transposed(left))
    return Transposed(term)


def _without_number(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Product) and isinstance(term.left, Number):
        yield f"the factor {plain(term.left)} does not belong here", term.right


def _dropped(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Product):
        yield f"the factor {plain(term.left)} does not belong here", term.right
        yield f"the factor {plain(term.right)} does not belong here", term.left
    if isinstance(term, Quotient):
        yield f"the division by {plain(term.bottom)} does not belong here", term.top
    if isinstance(term, Sum) and len(term.terms) > 1:
        for place, (_, lost) in enumerate(term.terms):
            rest = (*term.terms[:place], *term.terms[place + 1 :])
            yield f"the term {plain(lost)} does not belong here", replace(term, terms=rest)
    if isinstance(term, Applied) and len(term.arguments) == 1:
        yield f"{term.function} is not applied here", term.arguments[0]


def _siblings(term: Term, known: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    """``dA^[l]`` for ``dZ^[l]``; one derivative of the note for another one."""
    for other in known:
        match term, other:
            case Symbol(head), Symbol(new) if head != new and _beside(head, new):
                yield stands_for(term, other), replace(term, head=new)
            case Derivative(), Derivative() if term != other:
                yield stands_for(term, other), other


def _beside(head: Head, other: Head) -> bool:
    same = (head.label, head.indices) == (other.label, other.indices)
    return same and (head.name[0] in "dδ") == (other.name[0] in "dδ")


def _operands(term: Term, known: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Symbol):
        for other in known:
            if isinstance(other, Symbol) and other != term:
                yield stands_for(term, other), replace(term, head=other.head)
