"""A term → the terms with one more factor or divisor, each with the words for what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..given.spell import plain
from ..terms import Applied, Derivative, Product, Quotient, Sum, Symbol, Term, Transposed


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


def joined(term: Term, known: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    """One more factor or divisor at any place: ``(W^T δ) ⊙ σ′`` for ``δ ⊙ σ′``, ``y / a`` for y."""
    names = [factor for factor in known if isinstance(factor, Symbol)]
    for factor in (*names, *(f for f in known if f not in names)):
        says = f"the factor {plain(factor)} is missing"
        yield says, Product(factor, term)
        yield says, Product(term, factor)
        yield says, Product(factor, term, "⊙")
        if isinstance(factor, Symbol):
            yield (
                f"the factor {plain(Transposed(factor))} is missing",
                Product(Transposed(factor), term),
            )
            yield f"the division by {plain(factor)} is missing", Quotient(term, factor)


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
