"""Which equations for gradients state a derivative, and which only speak of one.

Comes in: an equation with a gradient on its left. Goes out: yes or no. Refused are worked examples,
sums that are added up, means of random gradients, and comparisons at a point.
"""

from __future__ import annotations

from ..given.equations import Equation, parts_of
from ..given.moment_facts import OPERATORS
from ..terms import Applied, Derivative, Matrix, Symbol, heads, is_numeric


def states_a_derivative(equation: Equation) -> bool:
    others = (_compares, _has_matrix, _of_laws, _adds_up)
    return not any(is_another(equation) for is_another in others)


def _has_matrix(equation: Equation) -> bool:
    """Numbers in a matrix are a worked example."""
    return any(
        isinstance(part, Matrix)
        or (isinstance(part, Applied) and part.function == "vector" and is_numeric(part))
        for part in parts_of([equation])
    )


def _adds_up(equation: Equation) -> bool:
    """``Δ := Δ + …`` adds up over the examples, and says nothing of a derivative."""
    match equation.left:
        case Symbol(head) if equation.relation in "≔←":
            return head in heads(equation.right)
    return False


def _of_laws(equation: Equation) -> bool:
    """``E[δ_j] = 0`` is said of a random gradient, and no rule for it."""
    return any(
        isinstance(part, Applied) and part.function in OPERATORS for part in parts_of([equation])
    )


def _compares(equation: Equation) -> bool:
    """``∂L/∂w_1 = ∂L/∂w_2`` is said of a point; it is no rule for a derivative."""
    match equation.left, equation.right:
        case Derivative(of, Symbol(by)), Derivative(other, Symbol(variable)):
            return of == other and by != variable and by.name == variable.name
        case Symbol(one), Symbol(two):
            return one.name == two.name
    return False
