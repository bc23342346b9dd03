"""Random LaTeX spellings of a meaning, in everything that the canonical form does not keep.

A bar or a slash, a dot or nothing, braces or none, stretched brackets or plain ones, spaces, fonts,
the order of scripts: whoever draws a spelling decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .meanings import (
    Bracket,
    Call,
    Fraction,
    Meaning,
    Name,
    Number,
    Product,
    Relation,
    Root,
    Sum,
    Table,
    Total,
)

Choose = Callable[[list[str]], str]

GREEK = {"σ": r"\sigma", "η": r"\eta", "δ": r"\delta", "α": r"\alpha"}
SIGNS = {"*": ["*", r"\ast "], "×": [r"\times "], "⊙": [r"\odot "], "∘": [r"\circ "]}
HEADS = {
    "σ": [r"\sigma", r"{\sigma}"],
    "g": ["g", "{g}"],
    "tanh": [r"\tanh", r"\operatorname{tanh}", r"\mathrm{tanh}"],
    "max": [r"\max", r"\operatorname{max}"],
    "Var": [r"\operatorname{Var}", r"\mathrm{Var}", r"\text{Var}", "Var"],
    "E": [r"\mathbb{E}", r"\mathrm{E}", r"\operatorname{E}", "E", r"\mathbb E"],
}
RELATIONS = {
    "=": ["="],
    "≈": [r"\approx "],
    "≠": [r"\neq ", r"\ne "],
    "≤": [r"\le ", r"\leq "],
    "<": ["<", r"\lt "],
    "→": [r"\to ", r"\rightarrow "],
    "∈": [r"\in "],
}


@dataclass(frozen=True)
class Spelling:
    """Writes a meaning in LaTeX; every freedom of the notation is put to ``choose``."""

    choose: Choose

    def write(self, meaning: Meaning) -> str:
        match meaning:
            case Number(digits):
                return digits
            case Name():
                return self.name(meaning)
            case Sum(terms):
                return self.sum(terms)
            case Product():
                return self.product(meaning)
            case Bracket(inside, squared):
                power = self.choose(["^2", "^{2}", "^{ 2 }"]) if squared else ""
                return self.fenced(self.write(inside), "()") + power
            case Fraction(above, below):
                return self.fraction(above, below)
            case Root(radicand):
                return self.root(radicand)
            case Call():
                return self.call(meaning)
            case Total():
                return self.total(meaning)
            case Table(rows):
                return self.table(rows)
            case Relation(sides, signs):
                parts = [self.write(sides[0])]
                for sign, side in zip(signs, sides[1:], strict=True):
                    parts += [self.space(), self.choose(RELATIONS[sign]), self.write(side)]
                return "".join(parts)

    def space(self) -> str:
        return self.choose(["", " ", r"\,", r"\; ", r"\!", "  "])

    def fenced(self, inside: str, pair: str) -> str:
        opening, closing = pair
        left, right = self.choose(
            [" ", r"\left \right", r"\bigl \bigr", r"\big \big", r"\Big \Big"]
        ).split(" ")
        return f"{left}{opening}{self.space()}{inside}{self.space()}{right}{closing}"

    def letter(self, name: Name) -> str:
        plain = GREEK.get(name.letter, name.letter)
        if name.font == "bf":
            plain = self.choose([rf"\mathbf{{{plain}}}", rf"\mathbf {plain}", rf"{{\bf {plain}}}"])
        if name.accent:
            return rf"\{name.accent}{{{plain}}}"
        return plain + " " if name.letter in GREEK else plain

    def name(self, name: Name) -> str:
        primes = self.choose(["'" * name.primes, "^{" + r"\prime" * name.primes + "}"])
        if name.sup is not None or not name.primes:
            primes = "'" * name.primes
        scripts = [f"_{self.argument(name.sub)}"] if name.sub else []
        if name.sup is not None and name.label:
            inside = self.write(name.sup)
            scripts.append(f"^{{{name.label[0]}{inside}{name.label[1]}}}")
        elif name.sup is not None:
            scripts.append(f"^{self.argument(name.sup)}")
        crossed = name.primes and name.sup is not None  # TeX: x'_1^2 has two superscripts
        if crossed or self.choose(["as read", "the other way"]) == "the other way":
            scripts.reverse()
        return self.letter(name) + primes + "".join(scripts)

    def argument(self, meaning: Meaning) -> str:
        """Braces may be left out around one sign."""
        inside = self.write(meaning)
        braced = f"{{{inside}}}"
        return self.choose([f"{inside} ", braced, f" {inside} "]) if len(inside) == 1 else braced

    def sum(self, terms: tuple[tuple[str, Meaning], ...]) -> str:
        parts: list[str] = []
        for at, (sign, term) in enumerate(terms):
            shown = sign if at or sign == "-" else ""
            parts += [shown, self.space() if shown else "", self.write(term), self.space()]
        return "".join(parts)

    def product(self, product: Product) -> str:
        parts = [self.factor(product.factors[0])]
        for before, sign, factor in zip(
            product.factors, product.signs, product.factors[1:], strict=False
        ):
            written = self.factor(factor)
            ways = SIGNS.get(sign) or [r"\cdot ", "·", *self.beside(before, factor, written)]
            parts += [self.space(), self.choose(ways), written]
        return "".join(parts)

    @staticmethod
    def beside(before: Meaning, after: Meaning, written: str) -> list[str]:
        """Nothing at all, where side by side can only be a product."""
        slashed = isinstance(after, Fraction) and "frac" not in written[:6]
        if (slashed or isinstance(after, Bracket)) and isinstance(before, Name):
            return []  # a letter before a bracket may be a function
        return [" "] if isinstance(after, Call) else ["", " "]  # gf(x) is g·f(x), or gf of x

    def factor(self, factor: Meaning) -> str:
        if isinstance(factor, Fraction) and self.choose(["bar", "slash"]) == "slash":
            return self.fenced(self.slash(factor.above, factor.below), "()")
        if isinstance(factor, Fraction):
            return self.bar(factor.above, factor.below)
        return self.write(factor)

    def fraction(self, above: Meaning, below: Meaning) -> str:
        bar = self.choose(["bar", "slash"]) == "bar"
        return self.bar(above, below) if bar else self.slash(above, below)

    def bar(self, above: Meaning, below: Meaning) -> str:
        command = self.choose([r"\frac", r"\dfrac", r"\tfrac"])
        top, bottom = self.write(above), self.write(below)
        if len(top) == len(bottom) == 1 and self.choose(["braced", "bare"]) == "bare":
            return f"{command} {top}{bottom}"
        return f"{command}{{{top}}}{{{bottom}}}"

    def slash(self, above: Meaning, below: Meaning) -> str:
        parts = []
        for part in (above, below):
            inside = self.write(part)
            closed = isinstance(part, Sum | Product | Fraction | Total)
            parts.append(self.fenced(inside, "()") if closed else inside)
        return "/".join(parts)

    def root(self, radicand: Meaning) -> str:
        inside = self.write(radicand)
        single = len(inside) == 1 and self.choose(["braced", "bare"]) == "bare"
        return rf"\sqrt {inside}" if single else rf"\sqrt{{{inside}}}"

    def call(self, call: Call) -> str:
        inside = ",".join(self.write(argument) + self.space() for argument in call.arguments)
        power = self.choose(["^2", "^{2}"]) if call.squared else ""
        return self.choose(HEADS[call.head]) + self.fenced(inside, call.brackets) + power

    def total(self, total: Total) -> str:
        head = {"Σ": r"\sum", "Π": r"\prod"}[total.head]
        place = self.choose(["", r"\limits", r"\nolimits"])
        limits = [
            f"_{{{total.index}{self.space()}={self.space()}1}}",
            f"^{self.argument(total.last)}",
        ]
        if self.choose(["as read", "the other way"]) == "the other way":
            limits.reverse()
        return head + place + "".join(limits) + " " + self.write(total.body)

    def table(self, rows: tuple[tuple[Meaning, ...], ...]) -> str:
        body = r" \\ ".join(" & ".join(map(self.write, row)) for row in rows)
        body += self.choose(["", r" \\", r"\\ "])
        name = self.choose(["bmatrix", "pmatrix", "array", "matrix"])
        if name in ("bmatrix", "pmatrix"):
            return rf"\begin{{{name}}} {body} \end{{{name}}}"
        columns = "{" + "c" * len(rows[0]) + "}" if name == "array" else ""
        inner = rf"\begin{{{name}}}{columns} {body} \end{{{name}}}"
        inner = self.choose([inner, f"{{{inner}}}"])
        return self.choose([rf"\left[ {inner} \right]", rf"\left( {inner} \right)"])
