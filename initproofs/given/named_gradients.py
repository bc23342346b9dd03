r"""Equations → the same with what the note calls a derivative in its own words put in its place.

``δ_out = ∂E/∂a`` says what δ_out is, and ``\bar v = ∂L/∂v`` what a bar is: no claims, definitions.
Refused (left as they are): errors of a layer (``δ^l = ∂C/∂z^l``), of which it is known what they
are, and names with two such meanings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unicodedata import normalize

from ..terms import Derivative, Head, Power, Symbol, Term
from .equations import Equation
from .families import names_loss
from .rewriting import mapped

ERRORS = ("δ", "𝛅", "Δ")
UNITS = frozenset("oh")  # above an error: of the output, of what is hidden
MARKS = frozenset("\u0304\u0307\u0303\u0305")  # a bar, a dot, a tilde; a hat is a prediction


def with_derivatives(found: list[Equation]) -> list[Equation]:
    """The equations without those that only say what a name of a derivative is."""
    pairs = [pair for e in found for pair in _defined(e)]
    meant: dict[Term, Derivative] = {}
    for name, derivative in pairs:
        if meant.setdefault(name, derivative) != derivative:
            return found
    marks = {mark: d for e in found for mark, d in _marked(e)}
    if not meant and not marks:
        return found

    def named(term: Term) -> Term:
        known = meant.get(term)
        if known is None and isinstance(term, Symbol):
            known = _unmarked(term.head, marks)
        if known is not None:
            return replace(known, span=getattr(term, "span", known.span))
        return mapped(term, named)

    changed = ((e, replace(e, left=named(e.left), right=named(e.right))) for e in found)
    return [new for old, new in changed if new.left != new.right or old == new]


def _defined(equation: Equation) -> Iterator[tuple[Term, Derivative]]:
    name, right = equation.left, equation.right
    inner = name.base if isinstance(name, Power) else name
    if not isinstance(inner, Symbol) or not isinstance(right, Derivative) or not equation.first:
        return
    own, of, by = inner.head, right.of, right.by
    if not (isinstance(of, Symbol) and names_loss(of.head.name) and isinstance(by, Symbol)):
        return
    label = own.label
    layered = label is not None and label.base not in UNITS
    usual = name is inner and own.name in ERRORS and not (label and label.base in UNITS)
    if own.name.startswith(ERRORS) and not layered and not usual:
        yield name, right


def _marked(equation: Equation) -> Iterator[tuple[str, Derivative]]:
    """The bar of ``\\bar v = ∂L/∂v``."""
    match equation.left, equation.right:
        case Symbol(name), Derivative(Symbol(of), Symbol(by)) as derivative:
            mark = _mark(name)
            if mark and names_loss(of.name) and _bare(name) == by:
                yield mark, derivative


def _mark(head: Head) -> str:
    last = normalize("NFD", head.name)[-1:]
    return last if last in MARKS else ""


def _bare(head: Head) -> Head:
    return replace(head, name=normalize("NFC", normalize("NFD", head.name)[:-1]))


def _unmarked(head: Head, marks: dict[str, Derivative]) -> Derivative | None:
    known = marks.get(_mark(head))
    return replace(known, by=Symbol(_bare(head))) if known is not None else None
