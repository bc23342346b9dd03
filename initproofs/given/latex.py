r"""Term → LaTeX to paste, in the letters of the note: ``\frac{1}{m} A^{[l-1]T} dZ^{[l]}``.

What stands unchanged in the note is quoted as its author spelled it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..terms import (
    UNSAID,
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
    walk,
)
from .differentials import COMPOSED, ENTRY, NORM_SQUARED
from .spell import fraction

VECTOR = "vector"  # entries side by side
SIGNS = {"⊙": r" \odot ", "∘": r" \circ ", "*": " * ", "×": r" \times ", "·": " ", "@": " "}
TRANSPOSES = re.compile(r"\^\{?(?:\\top|\\intercal|\\mathsf\{T\}|\\mathrm\{T\}|T)(?![A-Za-z])\}?")
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


@dataclass(frozen=True)
class Quoting:
    """``source`` of the note, and the terms of a formula that was read from it."""

    source: str = ""
    known: frozenset[int] = frozenset()  # identities of the terms that may be quoted
    transposed: str = "^T"

    def term(self, term: Term) -> str:
        if id(term) in self.known:
            return self.source[term.span.start : term.span.end]
        match term:
            case Number(value):
                return fraction(value) if value.denominator == 1 else _fraction(value)
            case Symbol(head):
                return latex_head(head)
            case Sum(terms):
                return self._sum(terms)
            case Product():
                return self._product(term)
            case Quotient(top, bottom):
                return rf"\frac{{{self.term(top)}}}{{{self.term(bottom)}}}"
            case Power(base, exponent):
                return f"{self._base(base)}^{{{self.term(exponent)}}}"
            case Transposed(inner):
                return self._base(inner) + self.transposed
            case Derivative(of, by) if self._operator(term):
                return f"{self._operator(term)} {self._factor(of)}"
            case Derivative(of, by):
                return rf"\frac{{\partial {self.term(of)}}}{{\partial {self.term(by)}}}"
            case Indexed(index, body, without):
                below = index if without is None else rf"{index} \neq {without}"
                return rf"\sum_{{{below}}} {self._factor(body)}"
            case Matrix(rows):
                lines = r" \\ ".join(" & ".join(map(self.term, row)) for row in rows)
                return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"
            case Applied():
                return self._applied(term)
        return ""

    def _operator(self, term: Derivative) -> str:
        r"""``\nabla_W`` as it stands before what it is applied to."""
        text = self.source[term.span.start : term.span.end]
        return text if text.startswith((r"\nabla", "∇")) else ""

    def _sum(self, terms: tuple[tuple[int, Term], ...]) -> str:
        text = ""
        for place, (sign, inner) in enumerate(terms):
            mark = " - " if sign < 0 else " + "
            lead = mark if place else mark.strip().replace("+", "")
            text += lead + self._factor(inner)
        return text

    def _product(self, term: Product) -> str:
        left, right, sign = term.left, term.right, term.sign
        if sign == COMPOSED:
            return rf"\text{{prod}}({self.term(left)}, {self.term(right)})"
        mixed = isinstance(left, Product) and _is_mixed(left.sign, sign) and not _is_mean(left)
        first = rf"({self.term(left)})" if mixed else self._factor(left)
        second = rf"({self.term(right)})" if isinstance(right, Product) else self._factor(right)
        return f"{first}{SIGNS.get(sign, ' ')}{second}"

    def _factor(self, term: Term) -> str:
        return f"({self.term(term)})" if isinstance(term, Sum) else self.term(term)

    def _base(self, term: Term) -> str:
        if isinstance(term, Symbol):
            text = self.term(term)
            return f"{{{text}}}" if "^" in text or "'" in text else text
        return f"({self.term(term)})"

    def _applied(self, term: Applied) -> str:
        if term.function == NORM_SQUARED:
            return rf"\|{self.term(term.arguments[0])}\|^2"
        if term.function == ENTRY:
            return f"{self._base(term.arguments[0])}_{{{self.term(term.arguments[1])}}}"
        if term.function == VECTOR:
            opening = self.source[term.span.start : term.span.start + 1]
            pair = {"[": "[]"}.get(opening, "()")
            return f"{pair[0]}{', '.join(map(self.term, term.arguments))}{pair[1]}"
        name = _letter(term.function)
        label = f"^{{[{term.label}]}}" if term.label is not None else ""
        inside = ", ".join(map(self.term, term.arguments))
        return f"{name}{label}{chr(39) * term.primes}({inside})"


_RUN = re.compile(r"[A-Za-z]*")


def quoting(source: str, original: Term) -> Quoting:
    """A printer that quotes the parts of a formula, and transposes as the note does."""
    within = {id(inner) for p in walk(original) for inner in _bases(p) if inner.span == p.span}
    quotable = {id(part) for part in walk(original) if _is_quotable(part, source)}
    known = frozenset(quotable - within)
    used = TRANSPOSES.search(source)
    return Quoting(source, known, used[0] if used else "^T")


def _is_mixed(inner: str, outer: str) -> bool:
    """Would another product begin that binds as this one does? A cross is a dot of numbers."""
    return inner != outer and not {inner, outer} <= {"·", "×"}


def _bases(term: Term) -> tuple[Term, ...]:
    """``dZ`` of ``dZ^{[2]T}``, ``x`` of ``x^2`` and ``e^x``: it has no place of its own."""
    match term:
        case Transposed(inner):
            return (inner,)
        case Power(base, exponent):
            return (base, exponent)
        case Applied(_, arguments):
            return arguments
    return ()


def _is_quotable(part: Term, source: str) -> bool:
    """Has it a place of its own, with all its brackets? Products share that of the whole."""
    text = source[part.span.start : part.span.end]
    whole = text.count("(") == text.count(")") and text.count("{") == text.count("}")
    if text.startswith((r"\nabla", "∇")):
        return False  # what it is applied to stands behind it
    if isinstance(part, Quotient):
        return whole and text.startswith("\\frac")
    base = part.term if isinstance(part, Transposed) else part
    run = _RUN.match(text)
    if isinstance(base, Symbol) and run and len(run[0]) > len(base.head.name):
        return False  # “dZX”: the run of its letters holds another name, too
    if isinstance(part, Power):
        return whole and isinstance(part.base, Symbol) and part.base.span == part.span
    return bool(text) and whole and isinstance(part, Symbol | Transposed | Derivative | Applied)


def _is_mean(term: Product) -> bool:
    return isinstance(term.left, Quotient | Number)


def _fraction(value: object) -> str:
    top, bottom = str(value).split("/")
    sign = "-" if top.startswith("-") else ""
    return rf"{sign}\frac{{{top.lstrip('-')}}}{{{bottom}}}"


def latex_head(head: Head) -> str:
    name, primes = head.name.rstrip("'"), len(head.name) - len(head.name.rstrip("'"))
    first = name[0] if len(name) > 1 and name[0] in "dδ" else ""
    shown = (r"\delta " if first == "δ" else first) + _letter(name[len(first) :])
    shown += "'" * primes
    indices = "".join(map(str, head.indices))
    if head.label is not None and head.brackets == "_":
        return f"{shown}_{{{head.label}}}"
    below = f"_{{{indices}}}" if len(indices) > 1 else f"_{indices}" if indices else ""
    if head.label is None or head.brackets == UNSAID:
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
