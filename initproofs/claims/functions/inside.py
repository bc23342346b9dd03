"""A formula → the function of the catalogue that it is, of some argument: σ of w·x + b.

In: a term. Out: the function’s name and its argument, by proof; None for anything else.
"""

from __future__ import annotations

from ...evidence.functions.building import Z
from ...evidence.functions.catalogue import rebuilt
from ...evidence.functions.equal import letters
from ...terms import Applied, Power, Sum, Symbol, Term, walk
from .naming import EULER, named_plainly, recognise


def recognise_inside(term: Term) -> tuple[str, Term] | None:
    """The function of the catalogue that a formula is of some argument: σ of w·x + b."""
    body = named_plainly(term)
    candidates: list[Term] = []
    if len(letters(body)) == 1:
        candidates.append(Symbol(letters(body)[0]))
    for part in walk(body):
        exponent = part.exponent if isinstance(part, Power) and part.base == EULER else None
        if isinstance(part, Applied) and part.function == "exp":
            (exponent,) = part.arguments
        if exponent is not None:
            negated = isinstance(exponent, Sum) and [s for s, _ in exponent.terms] == [-1]
            inner = exponent.terms[0][1] if negated and isinstance(exponent, Sum) else exponent
            candidates.append(inner)
    for inside in dict.fromkeys(candidates):
        whole = _with_letter(body, inside)
        name = recognise(Z.head, whole) if letters(whole) == [Z.head] else ""
        if name and name != "identity":
            return name, inside
    return None


def _with_letter(term: Term, inside: Term) -> Term:
    if term == inside:
        return Z
    return rebuilt(term, lambda part: _with_letter(part, inside))
