"""``δ_1 = ∂J/∂θ``: an error that a note defines → the derivative in its place, wherever it stands.

Comes in: the equations of a document. Goes out: the same without the definitions. Left as they are:
the usual ones, ``δ^l = ∂C/∂z^l`` by the sum of the same layer, which are claims where the network
has such a sum, and errors that are defined twice.
"""

from __future__ import annotations

from dataclasses import replace

from ..terms import Derivative, Head, Symbol, Term, mapped
from .equations import Equation
from .families import ERRORS, OUTPUTS, SUMS, names_loss


def without_named_errors(found: list[Equation]) -> list[Equation]:
    """The equations with every error that is given a meaning of its own written out."""
    defined: dict[Head, Derivative] = {}
    twice: set[Head] = set()
    for equation in found:
        match equation.left, equation.right:
            case Symbol(head), Derivative() as meaning if _defines(head, meaning):
                twice |= {head} if defined.get(head, meaning) != meaning else set()
                defined[head] = meaning
    known = {head: meaning for head, meaning in defined.items() if head not in twice}
    if not known:
        return found
    written = [_written_out(equation, known) for equation in found]
    return [e for e in written if e.left != e.right]


def _defines(head: Head, meaning: Derivative) -> bool:
    """Is it an error by something else than the sum or the output that goes by its number?"""
    match meaning:
        case Derivative(Symbol(loss), Symbol(by)) if head.name in ERRORS:
            same = replace(head, name=by.name, brackets=by.brackets) == by
            usual = same and by.name in (*SUMS, *OUTPUTS)
            return names_loss(loss.name) and not head.generic and not usual
    return False


def _written_out(equation: Equation, known: dict[Head, Derivative]) -> Equation:
    def change(term: Term) -> Term:
        match term:
            case Symbol(head) if head in known:
                return replace(known[head], span=term.span)
        return mapped(term, change)

    return replace(equation, left=change(equation.left), right=change(equation.right))
