"""A gradient that fails → the names, slopes and derivatives that could be missing from it.

In: the equation in its document. Out: terms with its own letters, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ..given.equations import subject_of
from ..given.families import BIASES
from ..given.log import Fact
from ..given.usual import Rules
from ..terms import Applied, Derivative, Head, Symbol, Term, heads, parts, walk
from .additions import gaps
from .gradient_activations import factors_of_sums, slopes_at
from .gradient_document import Document
from .gradient_names import counterparts
from .gradient_readings import CODE, NUMBERS

MOST_OPERANDS = 30


def operands(document: Document, number: int, known: Rules) -> tuple[Term, ...]:
    """Names, slopes and derivatives of the note's gradients, with the letters of this one.

    The links that its chain lacks go first, what stands near it before what is far; then what the
    forward rules speak of, at the layers that this one speaks of.
    """
    equation = document.equations[number]
    own = [h for side in (equation.left, equation.right) for h in heads(side)]
    letters = {letter for h in own for letter in h.generic}
    begins = begun(document, number)[-1]
    left = {*leaves(begins), *_behind(document, number)}
    found: dict[Term, None] = {}
    near = sorted(document.claims, key=lambda other: abs(other - number))
    for other in (*(document.equations[n] for n in near), *document.equations):
        for part in (*leaves(other.left), *leaves(other.right), *factors_of_sums(other.right)):
            if part not in left and {x for h in heads(part) for x in h.generic} <= letters:
                found[part] = None
    for part in [p for p in found if isinstance(p, Applied)]:
        found |= dict.fromkeys(_at_entry(part, equation.left))
    chained = any(isinstance(part, Derivative) for part in walk(equation.right))
    ordered = sorted(found, key=lambda part: _is_unlikely(part, chained))[:MOST_OPERANDS]
    labels = dict.fromkeys(h.label for h in own if h.label is not None)
    ruled = [part for fact in known.own for part in _ruled(fact, own)]
    lacking = gaps(begins, equation.right)
    moved = slopes_at(document.gradient_equations, tuple(labels))
    slopes = [part for part in ruled if isinstance(part, Applied)] + moved
    across = [Symbol(head) for head in counterparts(own, known.vocabulary)]
    return tuple(dict.fromkeys([*lacking, *slopes, *across, *ordered, *ruled[:MOST_OPERANDS]]))


def _behind(document: Document, number: int) -> set[Term]:
    """What code gives a value only behind a line is nothing that the line could use."""
    if document.written != CODE or document.left_open.small != NUMBERS:
        return set()
    before = {e.left for e in document.equations[:number]}
    return {e.left for e in document.equations[number:]} - before


def _at_entry(slope: Applied, left: Term) -> Iterator[Term]:
    """``σ'(z_j)`` of ``σ'(z)``, for what is said of ``δ_j``."""
    entry = left.by if isinstance(left, Derivative) else left
    match slope.arguments, entry:
        case (Symbol(whole),), Symbol(Head(_, label, (index,))) if not whole.indices:
            if whole.label == label:
                yield replace(slope, arguments=(Symbol(replace(whole, indices=(index,))),))


def _is_unlikely(term: Term, chained: bool) -> bool:
    """With one example ``db`` is ``dZ``, and nobody means it; a chain is short of a derivative."""
    bias = isinstance(term, Symbol) and subject_of(term.head.name) in BIASES
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


def begun(document: Document, number: int) -> list[Term]:
    """The sides of its chain that stand before the one to be corrected."""
    found = [document.equations[number].left]
    while document.equations[number].derives:
        number -= 1
        found.append(document.equations[number].left)
    return found


def leaves(term: Term) -> Iterator[Term]:
    if isinstance(term, Symbol | Derivative):
        yield term
        return
    if isinstance(term, Applied) and term.primes:
        yield term
    for part in parts(term):
        yield from leaves(part)
