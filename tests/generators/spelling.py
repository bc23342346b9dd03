"""How a term is written in LaTeX: one ``Style`` is one author's habits.

In go terms and matrices, out comes LaTeX; nothing here knows what is true.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from .exact import Entry, Matrix, Sigmoid, shape
from .terms import (
    Apply,
    Hadamard,
    Literal,
    Minus,
    Name,
    OverExamples,
    Plus,
    Scaled,
    Slope,
    Term,
    Times,
    Transpose,
)

ENVIRONMENTS = {
    "bmatrix": (r"\begin{bmatrix}", r"\end{bmatrix}"),
    "pmatrix": (r"\begin{pmatrix}", r"\end{pmatrix}"),
    "array": (r"\left[\begin{array}{%}", r"\end{array}\right]"),
    "round array": (r"\left(\begin{array}{%}", r"\end{array}\right)"),
    "braced array": (r"\left[ {\begin{array}{}", r"\end{array} } \right]"),
    "matrix": (r"\left[\begin{matrix}", r"\end{matrix}\right]"),
    "round matrix": (r"\left( \begin{matrix}", r"\end{matrix} \right)"),
}
TRANSPOSES = {"^T": "T", "^{T}": "T", r"^\top": r"\top", r"^{\top}": r"\top",
              r"^{\intercal}": r"\intercal", r"^{\mathsf{T}}": r"\mathsf{T}"}  # fmt: skip
LETTERS = {
    "X": "X", "W": "W", "b": "b", "Z": "Z", "A": "A", "Y": "Y", "g": "g", "rate": r"\alpha",
    "Yhat": r"\hat{Y}", "dW": "dW", "db": "db", "dZ": "dZ", "dA": "dA", "m": "m", "J": "J",
}  # fmt: skip
GRADIENTS = {
    "d": {},
    "delta": {"dZ": r"\delta"},
    "partial": {"dZ": r"\delta", "dW": r"\frac{\partial J}{\partial %}", "db": "same"},
    "nabla": {"dZ": r"\delta", "dW": r"\nabla_{%} J", "db": "same"},
}
ALPHABETS: tuple[Mapping[str, str], ...] = (
    {},
    {},
    {"Yhat": r"\hat Y", "rate": r"\eta"},
    {"Z": "S", "A": "H", "dZ": "dS", "dA": "dH"},
    {"W": "U", "dW": "dU", "g": "f"},
    {"W": r"\Theta", "dW": r"d\Theta", "g": r"\varphi", "rate": r"\eta"},
    {"X": "P", "Y": "R", "Yhat": r"\hat{R}", "g": r"\phi"},
)


@dataclass(frozen=True, slots=True)
class Style:
    """One author's habits of notation."""

    label: str = "[l]"  # [l] (l) _l ^l
    environment: str = "bmatrix"
    transpose: str = "^T"
    label_transpose: str = "group"  # {W^{[2]}}^T, run: W^{[2]T}, paren: (W^{[2]})^T
    hadamard: str = r"\odot"
    times: str = " "  # between names
    literal_times: str = " "  # between matrices written out
    fraction: str = "frac"  # frac tfrac bare slash
    gradients: str = "d"
    letters: Mapping[str, str] = field(default_factory=lambda: LETTERS)
    indexed_g: str = ""  # "": g(Z), "plain": g^{[1]}(Z), with primes after, inside or before
    trailing: bool = False  # a last \\ before \end
    broken: bool = False  # every row of a matrix on a line of its own
    sized: str = "("  # "(" or "\left("
    early_transpose: bool = True
    assign: str = ":="
    tuples: bool = False  # (1, 2, 3)^T for a column

    def letter(self, symbol: str) -> str:
        return self.letters[symbol]


def draw_style(rng: Random) -> Style:
    label = rng.choice(("[l]", "[l]", "(l)", "_l", "^l"))
    inside = ("group", "paren", "run") if label in ("[l]", "(l)") else ("group", "paren")
    return Style(
        label=label,
        environment=rng.choice(("bmatrix", "pmatrix", "array", *ENVIRONMENTS)),
        transpose=rng.choice(tuple(TRANSPOSES)),
        label_transpose=rng.choice(inside),
        hadamard=rng.choice((r"\odot", r"\odot", "*", r"\circ")),
        times=rng.choice(("", " ", " ", r"\,", r" \cdot ")),
        literal_times=rng.choice((" ", " ", r" \cdot ", r" \times ")),
        fraction=rng.choice(("frac", "frac", "tfrac", "bare", "slash")),
        gradients=rng.choice(("d", "d", "d", "delta", "partial", "nabla")),
        letters=LETTERS | dict(rng.choice(ALPHABETS)),
        indexed_g=rng.choice(("", "", "plain", "before")),
        trailing=rng.random() < 0.2,
        broken=rng.random() < 0.15,
        sized=rng.choice(("(", r"\left(")),
        early_transpose=rng.random() < 0.7,
        tuples=rng.random() < 0.08,
        assign=rng.choice((":=", r"\leftarrow")),
    )


def labelled(base: str, layer: int | str | None, style: Style) -> str:
    if layer is None:
        return base
    if style.label == "_l":
        return f"{base}_{layer}" if len(str(layer)) == 1 else f"{base}_{{{layer}}}"
    if style.label == "^l":
        return f"{base}^{layer}" if len(str(layer)) == 1 else f"{base}^{{{layer}}}"
    return f"{base}^{{{style.label.replace('l', str(layer))}}}"


def spell_name(name: Name, style: Style) -> str:
    named = GRADIENTS[style.gradients]
    if name.symbol in ("dW", "db") and "dW" in named:
        inner = labelled(style.letter(name.symbol[1]), name.layer, style)
        return named["dW"].replace("%", inner)
    return labelled(named.get(name.symbol, style.letter(name.symbol)), name.layer, style)


def spell_transposed(name: Name, style: Style) -> str:
    written = spell_name(name, style)
    if name.layer is None and len(written.replace("\\", "")) == 1:
        return written + style.transpose
    if style.label_transpose == "run" and written.endswith(("]}", ")}")):
        return written[:-1] + TRANSPOSES[style.transpose] + "}"
    if style.label_transpose == "paren":
        return f"({written}){style.transpose}"
    return f"{{{written}}}{style.transpose}"


def spell_number(value: Fraction, style: Style) -> str:
    """A whole number, a finite decimal of up to six digits, or a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    digits = next((d for d in range(1, 7) if (value * 10**d).denominator == 1), None)
    if digits is not None and style.fraction != "tfrac":
        return f"{float(value):.{digits}f}"
    return spell_fraction(value, style)


def spell_fraction(value: Fraction, style: Style) -> str:
    top, bottom, sign = abs(value.numerator), value.denominator, "-" if value < 0 else ""
    if style.fraction == "slash":
        return f"{sign}{top}/{bottom}"
    if style.fraction == "bare" and top < 10 and bottom < 10:
        return rf"{sign}\frac{top}{bottom}"
    command = "tfrac" if style.fraction == "tfrac" else "frac"
    return rf"{sign}\{command}{{{top}}}{{{bottom}}}"


def spell_entry(entry: Entry, style: Style, digits: int | None = None) -> str:
    if isinstance(entry, Sigmoid):
        return rf"\sigma({spell_number(entry.argument, style)})"
    if digits is not None:
        return f"{float(entry):.{digits}f}"
    return spell_number(entry, style)


def spell_matrix(matrix: Matrix, style: Style, digits: int | None = None) -> str:
    start, end = ENVIRONMENTS[style.environment]
    rows = [" & ".join(spell_entry(entry, style, digits) for entry in row) for row in matrix]
    gap = "\n" if style.broken else " "
    body = f" \\\\{gap}".join(rows) + (r" \\" if style.trailing else "")
    return f"{start.replace('%', 'c' * shape(matrix)[1])}{gap}{body}{gap}{end}"


def spell_value(matrix: Matrix, style: Style, digits: int | None = None) -> str:
    """A matrix standing alone on a side, where a column may be written as a transposed tuple."""
    if not style.tuples or min(shape(matrix)) > 1 or max(shape(matrix)) == 1:
        return spell_matrix(matrix, style, digits)
    entries = ", ".join(spell_entry(entry, style, digits) for row in matrix for entry in row)
    return f"({entries})" + (style.transpose if len(matrix) > 1 else "")


def bracketed(inside: str, style: Style) -> str:
    return rf"\left({inside}\right)" if style.sized == r"\left(" else f"({inside})"


def spell_function(name: str, style: Style, layer: int | str | None, primed: bool) -> str:
    base, prime = style.letter("g"), "'" if primed else ""
    if name == "sigmoid":
        return r"\sigma" + prime
    if not style.indexed_g or layer is None or style.label in ("_l", "^l"):
        return base + prime
    if style.indexed_g == "plain" and primed:
        return f"{{{labelled(base, layer, style)}}}'"
    return labelled(base + prime, layer, style)


def spell_factor(factor: str | Fraction, style: Style) -> str:
    if factor == "mean":
        m = style.letter("m")
        return {"tfrac": rf"\tfrac{{1}}{{{m}}} ", "bare": rf"\frac1{m} "}.get(
            style.fraction, rf"\frac{{1}}{{{m}}} "
        )
    if factor == "rate":
        return style.letter("rate") + r" \, "
    if isinstance(factor, Fraction) and factor.numerator == 1 and factor.denominator > 1:
        if factor.denominator in (10, 100, 1000):
            return spell_number(factor, style) + r" \cdot "
        return spell_fraction(factor, style if style.fraction != "slash" else Style()) + " "
    return spell_number(Fraction(factor), style) + r" \cdot "


def juxtaposed(left: str, right: str, sign: str) -> str:
    """Two factors side by side, kept apart where a command would swallow a letter."""
    command = re.search(r"\\[A-Za-z]+$", left) and right[0].isalpha()
    return left + (sign or " " * bool(command)) + right


def spell(term: Term, style: Style) -> str:
    """A term as its author writes it."""

    def tight(part: Term) -> str:
        loose = isinstance(part, Plus | Minus | Hadamard)
        return bracketed(spell(part, style), style) if loose else spell(part, style)

    match term:
        case Name():
            return spell_name(term, style)
        case Literal(matrix):
            return spell_matrix(matrix, style)
        case Times(left, right):
            written = isinstance(left, Literal) or isinstance(right, Literal)
            return juxtaposed(
                tight(left), tight(right), style.literal_times if written else style.times
            )
        case Hadamard(left, right):
            before = spell(left, style)
            if isinstance(left, Times | Scaled | Plus | Minus):
                before = bracketed(before, style)
            return f"{before} {style.hadamard} {spell(right, style)}"
        case Plus(left, right):
            return f"{spell(left, style)} + {spell(right, style)}"
        case Minus(left, right):
            return f"{spell(left, style)} - {tight(right)}"
        case Transpose(Name() as body):
            return spell_transposed(body, style)
        case Transpose(Literal(matrix)):
            return spell_matrix(matrix, style) + style.transpose
        case Transpose(body):
            return bracketed(spell(body, style), style) + style.transpose
        case Scaled(factor, body):
            return spell_factor(factor, style) + tight(body)
        case _:
            return spell_applied(term, style)


def spell_applied(term: Term, style: Style) -> str:
    match term:
        case Apply("relu", Literal() as body):
            return rf"\max\left(0, {spell(body, style)}\right)"
        case Apply(function, body, layer):
            written = isinstance(body, Literal)
            inside = spell(body, style)
            head = spell_function(function, style, layer, False)
            return head + (rf"\left({inside}\right)" if written else f"({inside})")
        case Slope(function, body, layer):
            return f"{spell_function(function, style, layer, True)}({spell(body, style)})"
        case OverExamples(body, axis):
            return spell_sum(body, axis, style)
    raise TypeError(f"no spelling for {term!r}")


def spell_sum(body: Term, axis: int, style: Style) -> str:
    ones = r"\mathbf{1}"
    if axis == 0:
        return f"{ones}{style.transpose} {spell(body, style)}"
    return f"{spell(body, style)} {ones}"
