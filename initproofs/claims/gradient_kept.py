"""Which equations for gradients state a derivative, and which only speak of one.

Comes in: an equation with a gradient on its left. Goes out: yes or no. Refused are worked examples,
sums that are added up, means of random gradients, comparisons at a point, and numbers that a
gradient is given.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..given.equations import Equation, is_gradient, parts_of
from ..given.moment_facts import OPERATORS
from ..terms import Applied, Derivative, Matrix, Number, Symbol, heads, is_numeric


def states_a_derivative(equation: Equation) -> bool:
    others = (_compares, _has_matrix, _of_laws, _adds_up, _passes)
    return not any(is_another(equation) for is_another in others)


def seeds(found: Iterable[Equation]) -> bool:
    """``dz = 2.0``: another number than one is passed back, which every gradient must take up."""
    return any(
        isinstance(e.right, Number) and e.right.value not in (0, 1)
        for e in found
        if isinstance(e.left, Symbol) and is_gradient(e.left)
    )


def takes_up(equation: Equation) -> bool:
    """Does it speak of another gradient, or is it a derivative of one thing by another?"""
    return isinstance(equation.left, Derivative) or is_gradient(equation.right)


def _passes(equation: Equation) -> bool:
    """``dz = 2.0`` is a number that is passed back; ``∂z/∂x = 2`` says what it is."""
    return isinstance(equation.left, Symbol) and is_numeric(equation.right)


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
