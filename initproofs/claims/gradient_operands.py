"""What may be missing in a wrong gradient equation, and which corrections nobody means.

Comes in: a document and the number of an equation. Goes out: names, slopes, derivatives and
products that could be meant, the likeliest first, with the letters of this equation: what its chain
and the equations for the same gradient have, then what stands near, then what the forward rules
speak of. A correction that only says again what the chain has said, or breaks it, is doubtful.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from ..given.equations import Equation, subject_of
from ..given.families import BIASES
from ..given.log import Fact
from ..given.usual import Rules
from ..terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Number,
    Product,
    Sum,
    Symbol,
    Term,
    heads,
    parts,
    walk,
)
from .additions import gaps, links, pieces
from .edits import Known
from .gradient_activations import factors_of_sums, slopes_at
from .gradient_document import Document
from .gradient_names import counterparts
from .gradient_readings import CODE, NUMBERS

MOST_OPERANDS = 30
MOST_NEAR = 12
REPEATED, BROKEN = 2, 1


def operands(document: Document, number: int, known: Rules, *, numbers: bool) -> Known:
    equation = document.equations[number]
    letters = _letters(equation)
    begins, *_ = before(document, number)
    near = [*_by_rule(known, begins), *_beside(document, number)]
    near += [_at_entry(part, equation.left) for part in near]
    near += _to_the_variable(begins, equation.right)
    left = {*leaves(begins), *_behind(document, number)}
    counts = document.replay.log.counts
    ranked = sorted(
        dict.fromkeys(p for p in near if p not in left and _may_stand(p, letters, counts)),
        key=lambda part: _is_unlikely(part, chained=False),
    )
    elsewhere = _elsewhere(document, number, letters, left)
    own = _heads(equation)
    labels = dict.fromkeys(h.label for h in own if h.label is not None)
    ruled = [part for fact in known.own for part in _ruled(fact, own)]
    moved = slopes_at(document.gradient_equations, tuple(labels))
    moved += [part for part in ruled if isinstance(part, Applied)]
    across = [Symbol(head) for head in counterparts(own, known.vocabulary)]
    return Known(
        tuple(gaps(begins, equation.right)),
        tuple(ranked[:MOST_NEAR]),
        tuple(dict.fromkeys([*moved, *across, *elsewhere, *ruled[:MOST_OPERANDS]])),
        _count(document),
        numbers,
    )


def doubtful(document: Document, number: int, term: Term) -> int:
    """How unlikely is it that a right side was meant? 0 where nothing speaks against it."""
    equation, earlier = document.equations[number], before(document, number)
    said = {key for member in earlier for key in _products(member)}
    if _key(term) in map(_key, earlier) or (_products(term) - _products(equation.right)) & said:
        return REPEATED
    several = sum(isinstance(part, Derivative) for part in walk(equation.right)) > 1
    parted = several and not links(earlier[0], term)
    alone = any(h.label is not None for h in _heads(equation)) and not any(
        map(_is_numbered, _heads(equation))
    )
    mixed = alone and any(map(_is_numbered, heads(term)))
    return BROKEN if parted or mixed or any(map(_has_slope_of_slope, walk(term))) else 0


def _has_slope_of_slope(term: Term) -> bool:
    """``g'(z ∂y/∂z)``: nobody applies an activation to a derivative."""
    inside = [part for argument in parts(term) for part in walk(argument)]
    return isinstance(term, Applied) and term.primes > 0 and any(map(_is_derivative, inside))


def _is_derivative(term: Term) -> bool:
    return isinstance(term, Derivative)


def _is_numbered(head: Head) -> bool:
    """``W^[2]``, which is nothing to say of every layer."""
    return head.label is not None and not head.label.base


def before(document: Document, number: int) -> list[Term]:
    """The sides of its chain that stand before the one to be corrected, from the first."""
    found = [document.equations[number].left]
    while document.equations[number].derives:
        number -= 1
        found.append(document.equations[number].left)
    return found[::-1]


def _beside(document: Document, number: int) -> Iterator[Term]:
    """The factors of its own chain, of the other equations for the same gradient, and of those for
    the derivatives that its chain has."""
    everything = document.equations
    begins, *earlier = before(document, number)
    later = number + 1
    after: list[Term] = []
    while later < len(everything) and everything[later].sides[0] == everything[later - 1].sides[1]:
        after.append(everything[later].right)
        later += 1
    own = everything[number]
    members = (*earlier[::-1], *after)
    named = {part for side in members for part in leaves(side) if isinstance(part, Derivative)}
    same = [e.right for e in everything if e.left == begins and e.right != own.right]
    worked_out = [e.right for e in everything if e.left in named]
    for side in (*members, *same, *worked_out, own.right):
        yield from pieces(side)
    yield from worked_out


def _by_rule(known: Rules, begins: Term) -> Iterator[Term]:
    """``g'(z)`` where a rule makes ``g(z)`` of what is derived by, and x where it has ``W x``."""
    by = begins.by if isinstance(begins, Derivative) else begins
    if not isinstance(by, Symbol):
        return
    head = replace(by.head, name=subject_of(by.head.name) or by.head.name)
    for fact in known.own:
        match fact.body:
            case Applied(_, (Symbol(own),), 0) if own == head:
                yield replace(fact.body, primes=1)
        for part in walk(fact.body) if fact.body is not None else ():
            if isinstance(part, Product) and Symbol(head) in (part.left, part.right):
                yield part.right if part.left == Symbol(head) else part.left


def _to_the_variable(begins: Term, right: Term) -> Iterator[Term]:
    """``∂p_k/∂o_i``, where ``∂L/∂o_i`` is to be and p_k stands."""
    if isinstance(begins, Derivative) and isinstance(begins.by, Symbol):
        for part in walk(right):
            if isinstance(part, Symbol) and part.head.name != begins.by.head.name:
                yield Derivative(part, begins.by)


def _elsewhere(document: Document, number: int, letters: set[str], left: set[Term]) -> list[Term]:
    """Names, slopes and derivatives of the note's gradients, what is near before what is far."""
    equation = document.equations[number]
    found: dict[Term, None] = {}
    near = sorted(document.claims, key=lambda other: abs(other - number))
    for other in (*(document.equations[n] for n in near), *document.equations):
        for part in (*leaves(other.left), *leaves(other.right), *factors_of_sums(other.right)):
            if part not in left and _may_stand(part, letters, document.replay.log.counts):
                found[part] = None
    at_entry = (_at_entry(part, equation.left) for part in found)
    chained = any(isinstance(part, Derivative) for part in walk(equation.right))
    ordered = sorted(
        dict.fromkeys([*at_entry, *found]), key=lambda part: _is_unlikely(part, chained)
    )
    return ordered[:MOST_OPERANDS]


def _behind(document: Document, number: int) -> set[Term]:
    """What code gives a value only behind a line is nothing that the line could use."""
    if document.written != CODE or document.left_open.smalls != (NUMBERS,):
        return set()
    before = {e.left for e in document.equations[:number]}
    return {e.left for e in document.equations[number:]} - before


def _heads(equation: Equation) -> list[Head]:
    return [h for side in (equation.left, equation.right) for h in heads(side)]


def _letters(equation: Equation) -> set[str]:
    """The letters that an equation speaks of, those of its sums included."""
    sums = [p.index for p in walk(equation.right) if isinstance(p, Indexed)]
    return {letter for h in _heads(equation) for letter in h.generic} | set(sums)


def _may_stand(term: Term, letters: set[str], counted: Collection[str]) -> bool:
    """Has it no other letters, and is it no count of examples? ``1/m`` is an edit of its own."""
    bound = {part.index for part in walk(term) if isinstance(part, Indexed)}
    counts = isinstance(term, Symbol) and term.head.name in counted
    return not counts and {letter for h in heads(term) for letter in h.generic} - bound <= letters


def _at_entry(part: Term, left: Term) -> Term:
    """``σ'(z_j)`` of ``σ'(z)``, for what is said of ``δ_j``."""
    entry = left.by if isinstance(left, Derivative) else left
    match part, entry:
        case Applied(_, (Symbol(whole),)), Symbol(Head(_, label, (index,))) if part.primes:
            if whole.label == label and not whole.indices:
                return replace(part, arguments=(Symbol(replace(whole, indices=(index,))),))
    return part


def _is_unlikely(term: Term, chained: bool) -> bool:
    """With one example ``db`` is ``dZ``, and nobody means it; a chain is short of a derivative."""
    by = term.by if isinstance(term, Derivative) else term
    name = by.head.name if isinstance(by, Symbol) else ""
    bias = (name if isinstance(term, Derivative) else subject_of(name)) in BIASES
    return bias or (chained and not isinstance(term, Derivative))


def _ruled(fact: Fact, own: Collection[Head]) -> Iterator[Term]:
    """What a rule speaks of, at the layers of these names; of ``g(Z)`` its slope too."""
    if fact.body is None:
        return
    label = fact.head.label
    labels = dict.fromkeys(head.label for head in own)
    if label is None or not label.base:
        spoken = {fact.head, *heads(fact.body)} & set(own) if label is None else label in labels
        labels = {label: None} if spoken else {}
    for here in labels:
        if (here is None) != (label is None):
            continue
        match fact.body:
            case Applied(_, (Symbol(inner),), 0) if inner.label == label:
                function = here if fact.body.label is not None else None
                argument = Symbol(replace(inner, label=here))
                yield replace(fact.body, arguments=(argument,), primes=1, label=function)
                yield argument
        yield Symbol(replace(fact.head, label=here))


def _count(document: Document) -> Head | None:
    found = [h for e in document.equations for s in (e.left, e.right) for h in heads(s)]
    counts = document.replay.log.counts
    return next((h for h in found if h.name in counts and h.label is None), None)


def leaves(term: Term) -> Iterator[Term]:
    """Names, derivatives and slopes of a term."""
    if isinstance(term, Symbol | Derivative):
        yield term
        return
    if isinstance(term, Applied) and term.primes:
        yield term
    for part in parts(term):
        yield from leaves(part)


def _key(term: Term) -> object:
    """Equal for terms that differ only in the order of factors, and in how these are joined."""
    match term:
        case Product():
            return ("product", _sorted(map(_key, _flat(term))))
        case Sum(((1, only),)):
            return _key(only)
        case Sum(terms):
            return ("sum", _sorted((sign, _key(part)) for sign, part in terms))
        case Applied(name, _, primes):
            return (name, primes, *map(_key, term.arguments))
        case Indexed(index, body, without):
            return (index, without, _key(body))
    inside = parts(term)
    return (type(term).__name__, *map(_key, inside)) if inside else term


def _products(term: Term) -> set[object]:
    """Every product of a term as a whole, without those of only some of its factors."""
    if isinstance(term, Product):
        return set().union({_key(term)}, *map(_products, _flat(term)))
    return set().union(*map(_products, parts(term)))


def _flat(term: Term) -> Iterator[Term]:
    if isinstance(term, Product):
        yield from _flat(term.left)
        yield from _flat(term.right)
    elif not (isinstance(term, Number) and term.value == 1):
        yield term


def _sorted(keys: Iterable[object]) -> tuple[object, ...]:
    return tuple(sorted(keys, key=repr))
