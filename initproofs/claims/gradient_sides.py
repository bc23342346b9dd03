"""A side of a chain that is not the derivative → another side of the same chain that is.

``dσ/dx = e^(-x) / (1 + e^(-x))² = … = (1 − σ) σ``: where a wrong side is far from a right one, its
neighbours tell what it should be. Only sides of numbers, powers and functions that everybody knows
are so corrected: there is nothing in them that could be read in another way.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from ..terms import Applied, Number, Power, Product, Quotient, Sum, Symbol, Term, walk
from .edits import Edit
from .gradient_document import Document
from .gradient_network import Network
from .gradient_trials import tried

KNOWN = frozenset("exp ln log tanh sigmoid sin cos".split())
BEFORE = "it is not what stands before it"
BEHIND = "it is not what stands behind it"


def by_another_side(document: Document, number: int, made: Network) -> Edit | None:
    equation, log = document.equations[number], document.replay.log
    told = KNOWN | {name for name, _ in log.functions} | ({"σ"} if log.sigmoid_is_named else set())
    if not _is_elementary(equation.right, told):
        return None
    for says, side in _sides(document, number):
        if side != equation.right and _is_elementary(side, told):
            start = document.equations[document.start(number)].left
            trial = tried(replace(equation, left=start, right=side), made)
            if trial.holds and not trial.choices:
                return Edit(says, side)
    return None


def _sides(document: Document, number: int) -> Iterator[tuple[str, Term]]:
    found = document.equations
    for place in range(number + 1, len(found)):
        if not found[place].derives:
            break
        yield BEHIND, found[place].right
    while found[number].derives:
        yield BEFORE, found[number].left
        number -= 1


def _is_elementary(term: Term, told: Set[str]) -> bool:
    """Numbers, bare names and what everybody, or the note, says how to compute from them."""
    return all(_is_known(part, told) for part in walk(term))


def _is_known(part: Term, told: Set[str]) -> bool:
    if isinstance(part, Symbol):
        return not part.head.indices and part.head.label is None
    if isinstance(part, Applied):
        return part.primes == 0 and part.label is None and part.function in told
    return isinstance(part, Number | Sum | Product | Quotient | Power)
