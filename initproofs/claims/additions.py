"""A term → the terms with one more factor or divisor, each with the words for what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..given.rewriting import Rebuild, places
from ..given.spell import plain
from ..terms import (
    Applied,
    Derivative,
    Indexed,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    parts,
)


def factors(term: Term, sign: str) -> list[Term]:
    if isinstance(term, Product) and term.sign == sign:
        return [*factors(term.left, sign), *factors(term.right, sign)]
    return [term]


def product(factors: list[Term], sign: str) -> Term:
    found = factors[0]
    for factor in factors[1:]:
        found = Product(found, factor, sign)
    return found


def added(term: Term, known: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    """One more factor: between two that are there, behind, or in front."""
    present = factors(term, "·")
    for factor in known:
        says = f"the factor {plain(factor)} is missing"
        for place in (*range(1, len(present) + 1), 0):
            if isinstance(factor, Derivative) and not _chains(present, place, factor):
                continue
            yield says, product([*present[:place], factor, *present[place:]], "·")
        if isinstance(factor, Symbol):
            turned = f"the factor {plain(Transposed(factor))} is missing"
            yield turned, Product(term, Transposed(factor))
            yield turned, Product(Transposed(factor), term)
        if isinstance(factor, Applied | Sum):  # a slope, by its name or written out
            yield says, Product(term, factor, "⊙")


def grown(term: Term, known: Sequence[Term], numbers: bool = False) -> Iterator[tuple[str, Term]]:
    """One more factor at any place: ``(W^T δ) ⊙ σ′`` for ``δ ⊙ σ′``, ``y_k p_i`` for ``p_i``.

    The likeliest factors are tried at every place first. Among ``numbers`` their order is idle.
    """
    for factor in known:
        says = f"the factor {plain(factor)} is missing"
        for inside, rebuild in _spots(term):
            if numbers:
                yield says, rebuild(Product(factor, inside))
                continue
            for new in _placed(inside, factor):
                yield says, rebuild(new)
            if isinstance(factor, Symbol):
                turned = f"the factor {plain(Transposed(factor))} is missing"
                for new in _placed(inside, Transposed(factor)):
                    yield turned, rebuild(new)


def lengthened(term: Term, known: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """One more term: ``δ x^T + λ W`` for ``δ x^T``."""
    before = term.terms if isinstance(term, Sum) else ((1, term),)
    for more in known:
        for sign in (1, -1):
            yield f"the term {plain(more)} is missing", Sum((*before, (sign, more)))


def divided(term: Term, known: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """``y / a`` for y."""
    for factor in known:
        if isinstance(factor, Symbol):
            for inside, rebuild in _spots(term):
                says = f"the division by {plain(factor)} is missing"
                yield says, rebuild(Quotient(inside, factor))


def _placed(term: Term, factor: Term) -> Iterator[Term]:
    """A factor between those of a matrix product, and one entry by entry."""
    present = factors(term, "·")
    for place in range(len(present) + 1):
        yield product([*present[:place], factor, *present[place:]], "·")
    yield Product(term, factor, "⊙")
    if isinstance(factor, Product):
        yield Product(factor, term, "⊙")


def _spots(term: Term, within: Term | None = None) -> Iterator[tuple[Term, Rebuild]]:
    """What one more factor can multiply: whole products, the terms of a sum, arguments."""
    if isinstance(term, Derivative | Number | Transposed):
        if within is None or not isinstance(term, Number):
            yield term, _itself
        return
    part_of = isinstance(within, Product) and isinstance(term, Product) and within.sign == term.sign
    entrywise = isinstance(term, Product) and term.sign != "·"
    if not (part_of or entrywise):
        yield term, _itself
    for part, rebuild in places(term):
        whole = isinstance(term, Product) and not entrywise
        if whole and not isinstance(part, Product | Sum | Indexed | Applied):
            continue  # the factor beside it is reached with the whole product
        for inside, around in _spots(part, term):
            yield inside, _through(rebuild, around)
    if entrywise and not part_of:
        yield term, _itself  # a factor of one side of it is likelier


def _itself(term: Term) -> Term:
    return term


def _through(outer: Rebuild, inner: Rebuild) -> Rebuild:
    return lambda new: outer(inner(new))


def pieces(term: Term) -> Iterator[Term]:
    """What a formula multiplies: the factors of its products, those in brackets together, too."""
    if isinstance(term, Product):
        for factor in factors(term, term.sign):
            if not isinstance(factor, Number):
                yield factor
    elif isinstance(term, Symbol | Derivative) or (isinstance(term, Applied) and term.primes):
        yield term
    for part in parts(term) if not isinstance(term, Derivative) else ():
        yield from pieces(part)


def links(left: Term, right: Term) -> bool:
    """Does every link of a chain of derivatives go on where the one before it ends?"""
    found = [part for part in factors(right, "·") if isinstance(part, Derivative)]
    starts = not (isinstance(left, Derivative) and found) or found[0].of == left.of
    return starts and all(one.by == two.of for one, two in pairwise(found))


def gaps(left: Term, right: Term) -> Iterator[Derivative]:
    """The links that a chain of derivatives lacks: ``∂z/∂w`` of ``∂L/∂w = ∂L/∂a ∂a/∂z``."""
    links = [part for part in factors(right, "·") if isinstance(part, Derivative)]
    if not (isinstance(left, Derivative) and links):
        return
    pairs = [(left.of, links[0].of), *((x.by, y.of) for x, y in pairwise(links))]
    for of, by in (*pairs, (links[-1].by, left.by)):
        if of != by and isinstance(by, Symbol):
            yield Derivative(of, by)


def linked(left: Term, right: Term) -> Iterator[tuple[str, Term]]:
    """``∂f/∂q ∂q/∂x`` for the ∂q/∂x alone: all the links that a chain lacks, in their places."""
    links = factors(right, "·")
    lacking = list(gaps(left, right))
    whole = all(isinstance(part, Derivative) for part in links)
    if not (whole and lacking and isinstance(left, Derivative)):
        return
    found: list[Term] = []
    at = left.of
    for link in (*links, None):
        if link is None or (isinstance(link, Derivative) and link.of != at):
            found += [gap for gap in lacking if gap.of == at]
        if isinstance(link, Derivative):
            found.append(link)
            at = link.by
    words = "the factor {} is missing" if len(lacking) == 1 else "the factors {} are missing"
    yield words.format(" · ".join(map(plain, lacking))), product(found, "·")


def _chains(present: list[Term], place: int, factor: Derivative) -> bool:
    """Does the factor link with the one before or behind it, or is it the only derivative?"""
    if place == 0 and not any(isinstance(other, Derivative) for other in present):
        return True
    before = present[place - 1] if place else None
    after = present[place] if place < len(present) else None
    return (isinstance(before, Derivative) and before.by == factor.of) or (
        isinstance(after, Derivative) and after.of == factor.by
    )
