"""Values and terms → the plain form a reader sees, and LaTeX to paste."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..arithmetic.enclosure import Real
from ..terms import (
    Applied,
    Derivative,
    Indexed,
    Matrix,
    Number,
    Obscure,
    Over,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
)
from .evaluate import is_grid

WIDEST = 60  # characters of a matrix spelled out in a message
LONGEST = 400  # binary digits of a number that is spelled out
PLACES = 6  # decimals of a number that is no fraction


def spell(value: Any) -> str:
    """``(3 1 2; 6 2 4)``, ``35/3``, ``0.731059``; large matrices by their shape."""
    if not is_grid(value):
        return number(value)
    text = "(" + "; ".join(" ".join(map(number, row)) for row in value) + ")"
    return text if len(text) <= WIDEST else f"({len(value)} × {len(value[0])} numbers)"


def number(value: Real) -> str:
    if not value.exact:
        return f"{float(value.middle):.{PLACES}f}".rstrip("0").rstrip(".")
    return fraction(value.low)


def fraction(value: Fraction) -> str:
    """A decimal where it ends soon, else a fraction in lowest terms; the huge only roughly."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST:
        return f"{Decimal(value.numerator) / Decimal(value.denominator):.6g}"
    for places in range(5 if value.denominator < 1000 else 9):
        if (value * 10**places).denominator == 1:
            return f"{float(value):.{places}f}" if abs(value) < 10**12 else str(value)
    text = str(value)
    return text if len(text) < 24 else f"{float(value):.6g}"


def latex(value: Any, environment: str = "bmatrix") -> str:
    if not is_grid(value):
        return _latex_number(value)
    rows = r" \\ ".join(" & ".join(map(_latex_number, row)) for row in value)
    return rf"\begin{{{environment}}} {rows} \end{{{environment}}}"


def _latex_number(value: Real) -> str:
    text = number(value)
    if "/" not in text:
        return text
    top, bottom = text.split("/")
    sign = "-" if top.startswith("-") else ""
    return rf"{sign}\frac{{{top.lstrip('-')}}}{{{bottom}}}"


def plain(term: Term) -> str:
    """A term as a message shows it: ``dW^[l] = (1/m) · (A^[l-1])^T · dZ^[l]``."""
    match term:
        case Number(value):
            return fraction(value)
        case Symbol(head):
            return str(head)
        case Sum(terms):
            return _plain_sum(terms)
        case Product(left, right, sign):
            shown = sign if sign in "⊙∘×*" else "·"
            return f"{_factor(left)} {shown} {_factor(right)}"
        case Quotient(top, bottom):
            return f"{_tight(top)}/{_tight(bottom)}"
        case Power(base, Number(value)) if value == Fraction(1, 2):
            return f"√{_tight(base)}"
        case Power(base, exponent):
            below = f"({plain(base)})" if isinstance(base, Power) else _tight(base)
            return f"{below}^{_tight(exponent)}"
        case Transposed(inner):
            bare = isinstance(inner, Symbol) and inner.head.label is None
            return f"{plain(inner)}^T" if bare else f"({plain(inner)})^T"
        case Applied(name, arguments, primes, label):
            shown = (
                "" if name == "vector" else name + "'" * primes + (f"^[{label}]" if label else "")
            )
            return f"{shown}({', '.join(map(plain, arguments))})"
        case Matrix(rows):
            return "(" + "; ".join(" ".join(map(_tight, row)) for row in rows) + ")"
        case Over(sign, index, low, high, body):
            return f"{sign}_({index}={_tight(low)})^{_tight(high)} {_factor(body)}"
        case Derivative(of, by):
            return f"∂{_tight(of)}/∂{_tight(by)}"
        case Indexed(index, body, without):
            excepted = f"≠{without}" if without else ""
            return f"Σ_{index}{excepted} {_factor(body)}"
        case Obscure():
            return "…"


def _plain_sum(terms: tuple[tuple[int, Term], ...]) -> str:
    text = "-" if terms[0][0] < 0 else ""
    text += plain(terms[0][1])
    for sign, term in terms[1:]:
        text += f" {'-' if sign < 0 else '+'} {plain(term)}"
    return text


def _factor(term: Term) -> str:
    if isinstance(term, Sum | Quotient):
        return f"({plain(term)})"
    return plain(term)


def _tight(term: Term) -> str:
    text = plain(term).replace(" ", "")
    compound = isinstance(term, Sum | Product | Quotient)
    return f"({text})" if compound else text
