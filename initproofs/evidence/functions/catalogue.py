"""The activation functions of the field, each by its definition as a term in z.

Nothing comes in. Out: the definitions, what is known of each, and the substitution of definitions
for names. A name that is not in ``DEFINITIONS`` stays what it is.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ...terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Over,
    Power,
    Symbol,
    Term,
    mapped,
)
from .building import Z, add, exp, ln, neg, num, over, squared, sub, times, when

ALPHA = Symbol(Head("α"))
LEAK = num(Fraction(1, 100))  # Maas, Hannun and Ng, 2013
SELU_SCALE = num(Fraction("1.0507009873554804934193349852946"))  # Klambauer and others, 2017
SELU_ALPHA = num(Fraction("1.6732632423543772848170429916717"))

SIGMOID = over(num(1), add(num(1), exp(neg(Z))))
TANH = over(sub(exp(Z), exp(neg(Z))), add(exp(Z), exp(neg(Z))))


def _elu(alpha: Term) -> Applied:
    return when((Z, ">", Z, num(0)), otherwise=times(alpha, sub(exp(Z), num(1))))


# Elementary functions and activations, each as a term in z.
DEFINITIONS: dict[str, Term] = {
    "identity": Z,
    "sigmoid": SIGMOID,
    "tanh": TANH,
    "relu": when((Z, ">", Z, num(0)), otherwise=num(0)),
    "leaky relu": when((Z, ">", Z, num(0)), otherwise=times(LEAK, Z)),
    "prelu": when((Z, ">", Z, num(0)), otherwise=times(ALPHA, Z)),
    "elu": _elu(ALPHA),
    "unit elu": _elu(num(1)),
    "selu": times(SELU_SCALE, _elu(SELU_ALPHA)),
    "softplus": ln(add(num(1), exp(Z))),
    "silu": over(Z, add(num(1), exp(neg(Z)))),
    "gelu": times(Z, Applied("Φ", (Z,))),
    "normal density": over(
        exp(neg(over(squared(Z), num(2)))),
        Power(times(num(2), Symbol(Head("π"))), over(num(1), num(2))),
    ),
    "softsign": over(Z, add(num(1), Applied("abs", (Z,)))),
    "sinh": over(sub(exp(Z), exp(neg(Z))), num(2)),
    "cosh": over(add(exp(Z), exp(neg(Z))), num(2)),
    "sech": over(num(2), add(exp(Z), exp(neg(Z)))),
    "coth": over(add(exp(Z), exp(neg(Z))), sub(exp(Z), exp(neg(Z)))),
    "abs": when((Z, ">", Z, num(0)), otherwise=neg(Z)),
    "step": when((num(1), ">", Z, num(0)), otherwise=num(0)),
}
TITLES = {
    "identity": "the identity",
    "sigmoid": "the sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky relu": "leaky ReLU",
    "prelu": "leaky ReLU",
    "elu": "ELU",
    "unit elu": "ELU",
    "selu": "SELU",
    "softplus": "softplus",
    "silu": "SiLU",
    "gelu": "GELU",
    "softsign": "softsign",
}


def substitute(term: Term, values: dict[Head, Term]) -> Term:
    """A term with terms in place of its letters."""
    if isinstance(term, Symbol):
        return values.get(term.head, term)
    return rebuilt(term, lambda part: substitute(part, values))


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The same construction with its parts changed by a function; a derivative and a sum over an
    index bind their letters and stay as they are."""
    return term if isinstance(term, Derivative | Indexed | Over) else mapped(term, change)
