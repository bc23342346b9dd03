r"""Term → LaTeX to paste, in the letters of the note: ``\frac{1}{m} A^{[l-1]T} dZ^{[l]}``."""

from __future__ import annotations

from ..terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Matrix,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
)
from .differentials import ENTRY, NORM_SQUARED
from .spell import fraction

SIGNS = {"⊙": r" \odot ", "∘": r" \circ ", "*": " * ", "×": r" \times ", "·": " ", "@": " "}
COMMANDS = {
    "σ": r"\sigma",
    "ϕ": r"\phi",
    "φ": r"\varphi",
    "ψ": r"\psi",
    "ρ": r"\rho",
    "δ": r"\delta",
    "λ": r"\lambda",
    "η": r"\eta",
    "α": r"\alpha",
    "β": r"\beta",
    "ℒ": r"\mathcal{L}",
    "𝒜": r"\mathcal{A}",
    "𝒥": r"\mathcal{J}",
    "ℓ": r"\ell",
    "ŷ": r"\hat{y}",
    "Ŷ": r"\hat{Y}",
    "tanh": r"\tanh",
    "exp": r"\exp",
    "ln": r"\ln",
    "log": r"\log",
    "relu": r"\mathrm{ReLU}",
    "𝟏": r"\mathbf{1}",
}


def latex_term(term: Term) -> str:
    match term:
        case Number(value):
            return fraction(value) if value.denominator == 1 else _fraction(value)
        case Symbol(head):
            return latex_head(head)
        case Sum(terms):
            return _sum(terms)
        case Product(left, right, sign):
            return f"{_factor(left)}{SIGNS.get(sign, ' ')}{_factor(right, right_of=True)}".strip()
        case Quotient(top, bottom):
            return rf"\frac{{{latex_term(top)}}}{{{latex_term(bottom)}}}"
        case Power(base, exponent):
            return f"{_base(base)}^{{{latex_term(exponent)}}}"
        case Transposed(inner):
            return f"{_base(inner)}^T"
        case Derivative(of, by):
            return rf"\frac{{\partial {latex_term(of)}}}{{\partial {latex_term(by)}}}"
        case Indexed(index, body, without):
            below = index if without is None else rf"{index} \neq {without}"
            return rf"\sum_{{{below}}} {_factor(body)}"
        case Matrix(rows):
            lines = r" \\ ".join(" & ".join(map(latex_term, row)) for row in rows)
            return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"
        case Applied():
            return _applied(term)
    return ""


def _fraction(value: object) -> str:
    top, bottom = str(value).split("/")
    sign = "-" if top.startswith("-") else ""
    return rf"{sign}\frac{{{top.lstrip('-')}}}{{{bottom}}}"


def _sum(terms: tuple[tuple[int, Term], ...]) -> str:
    text = ""
    for place, (sign, inner) in enumerate(terms):
        mark = " - " if sign < 0 else " + "
        lead = mark if place else mark.strip().replace("+", "")
        text += lead + (f"({latex_term(inner)})" if isinstance(inner, Sum) else latex_term(inner))
    return text


def _factor(term: Term, right_of: bool = False) -> str:
    bracketed = isinstance(term, Sum) or (right_of and isinstance(term, Product))
    return rf"\left({latex_term(term)}\right)" if bracketed else latex_term(term)


def _base(term: Term) -> str:
    if isinstance(term, Symbol):
        scripted = term.head.label is not None or term.head.indices or len(term.head.name) > 1
        return f"{{{latex_head(term.head)}}}" if scripted else latex_head(term.head)
    return rf"\left({latex_term(term)}\right)"


def _applied(term: Applied) -> str:
    if term.function == NORM_SQUARED:
        return rf"\|{latex_term(term.arguments[0])}\|^2"
    if term.function == ENTRY:
        return f"{_base(term.arguments[0])}_{{{latex_term(term.arguments[1])}}}"
    name = _letter(term.function)
    label = f"^{{[{term.label}]}}" if term.label is not None else ""
    inside = ", ".join(map(latex_term, term.arguments))
    return f"{name}{label}{chr(39) * term.primes}({inside})"


def latex_head(head: Head) -> str:
    name, primes = head.name.rstrip("'"), len(head.name) - len(head.name.rstrip("'"))
    first = name[0] if len(name) > 1 and name[0] in "dδ" else ""
    shown = (r"\delta " if first == "δ" else first) + _letter(name[len(first) :])
    shown += "'" * primes
    indices = "".join(map(str, head.indices))
    if head.label is not None and head.brackets == "_":
        return f"{shown}_{{{head.label}}}"
    below = f"_{{{indices}}}" if len(indices) > 1 else f"_{indices}" if indices else ""
    if head.label is None:
        return shown + below
    opening, closing = (head.brackets[:1], head.brackets[1:]) if head.brackets != "^" else ("", "")
    above = f"^{{{opening}{head.label}{closing}}}"
    return shown + below + above


def _letter(name: str) -> str:
    if name in COMMANDS:
        return COMMANDS[name]
    if len(name) == 1 and "𝐀" <= name <= "𝐳":
        place = ord(name) - 0x1D400
        return rf"\mathbf{{{chr(ord('A') + place) if place < 26 else chr(ord('a') + place - 26)}}}"
    return name
