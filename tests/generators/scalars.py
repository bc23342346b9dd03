"""Examples without matrices: one neuron, or two in a row, worked out with plain numbers.

In goes a seed, out comes a ``Note`` of known truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from . import words
from .exact import Matrix, number
from .faults import faulty_terms, usable
from .network import Rule
from .page import Draft, Page, draw_page
from .terms import (
    Apply,
    Literal,
    Minus,
    Name,
    Plus,
    Scaled,
    Slope,
    Term,
    Times,
    filled,
    places,
    value,
)
from .truth import Label, Ledger, Note, label_of
from .words import say
from .working import Habits, Working, commit, faulty_values_of, one_of_a_kind, stated

ONE = Literal(((Fraction(1),),))
SPOKEN = {"da": r"da", "dz": "dz", "L": "L", "yhat": r"\hat{y}", "dyhat": r"d\hat{y}"}


@dataclass(frozen=True, slots=True)
class Line:
    """``left = right``, worked out in one line of the note."""

    left: Name
    right: Term
    update: bool = False


def plain(symbol: str, index: int | None = None) -> Name:
    return Name(symbol, index)


def weighted_sum(inputs: int) -> Term:
    """w_1 x_1 + … + b."""
    indices = [None] if inputs == 1 else list(range(1, inputs + 1))
    total: Term = Times(plain("w", indices[0]), plain("x", indices[0]))
    for index in indices[1:]:
        total = Plus(total, Times(plain("w", index), plain("x", index)))
    return Plus(total, plain("b"))


def neuron(inputs: int, function: str, squared: bool) -> list[Line]:
    """One neuron: forward, the error, the gradients, one step of descent."""
    a, y, z, dz = plain("a"), plain("y"), plain("z"), plain("dz")
    gap = Minus(a, y)
    lines = [Line(z, weighted_sum(inputs)), Line(a, Apply(function, z))]
    if squared:
        lines.append(Line(plain("L"), Scaled(Fraction(1, 2), Times(gap, gap))))
    slope = Times(a, Minus(ONE, a))
    lines.append(Line(dz, Times(gap, slope) if squared and function == "sigmoid" else gap))
    for index in [None] if inputs == 1 else list(range(1, inputs + 1)):
        w, dw, x = plain("w", index), plain("dw", index), plain("x", index)
        lines.append(Line(dw, Times(dz, x)))
        lines.append(Line(w, Minus(w, Scaled("rate", dw)), update=True))
    lines.append(Line(plain("b"), Minus(plain("b"), Scaled("rate", dz)), update=True))
    return lines


def two_in_a_row(function: str) -> list[Line]:
    """x to h to ŷ, and back."""
    x, h, y, out = plain("x"), plain("h"), plain("y"), plain("yhat")
    w1, w2, b1, b2 = plain("w", 1), plain("w", 2), plain("b", 1), plain("b", 2)
    z, dh = plain("z"), plain("dh")
    back: Term = Times(dh, Slope(function, z)) if function == "relu" else dh
    return [
        Line(z, Plus(Times(w1, x), b1)),
        Line(h, Apply(function, z)),
        Line(out, Plus(Times(w2, h), b2)),
        Line(plain("dyhat"), Minus(out, y)),
        Line(plain("dw", 2), Times(plain("dyhat"), h)),
        Line(dh, Times(plain("dyhat"), w2)),
        Line(plain("dz"), back),
        Line(plain("dw", 1), Times(plain("dz"), x)),
        Line(w1, Minus(w1, Scaled("rate", plain("dw", 1))), update=True),
        Line(w2, Minus(w2, Scaled("rate", plain("dw", 2))), update=True),
    ]


def spell_decimal(amount: Fraction, digits: int | None = None) -> str:
    if digits is not None:
        return f"{float(amount):.{digits}f}"
    if amount.denominator == 1:
        return str(amount.numerator)
    exact = next((d for d in range(1, 9) if (amount * 10**d).denominator == 1), None)
    if exact is None:
        return rf"\frac{{{amount.numerator}}}{{{amount.denominator}}}"
    return f"{float(amount):.{exact}f}"


@dataclass(frozen=True, slots=True)
class Pen:
    """How one author writes plain numbers."""

    dot: str = r" \cdot "
    rate: str = r"\alpha"
    spaced: str = ""

    def spell(self, term: Term, first: bool = True) -> str:
        match term:
            case Name(symbol, layer):
                base = SPOKEN.get(symbol, symbol)
                return base if layer is None else f"{base}_{layer}"
            case Literal(((amount,),)):
                written = spell_decimal(number(amount))
                return written if first or amount >= 0 else f"({written})"
            case Times(left, right) if left == right and not isinstance(left, Name | Literal):
                return f"({self.spell(left)})^2"
            case Times(left, right):
                return self.product(left, right, first)
            case Plus(left, right):
                return f"{self.spell(left, first)} + {self.tight(right, False)}"
            case Minus(left, right):
                return f"{self.spell(left, first)} - {self.tight(right, False)}"
            case Scaled(factor, body):
                return self.scaled(factor, body)
            case Apply(function, body):
                return self.applied(function, body)
            case Slope(_, body):
                return f"g'({self.spell(body)})"
        raise TypeError(f"no spelling for {term!r}")

    def tight(self, term: Term, first: bool) -> str:
        if isinstance(term, Plus | Minus):
            return f"({self.spell(term)})"
        return self.spell(term, first)

    def product(self, left: Term, right: Term, first: bool) -> str:
        numeric = any(isinstance(part, Literal) for part, _ in places(Times(left, right)))
        dot = self.dot if numeric else self.spaced or " "
        return f"{self.tight(left, first)}{dot}{self.tight(right, False)}"

    def scaled(self, factor: str | Fraction, body: Term) -> str:
        if factor == "rate":
            return rf"{self.rate} {self.tight(body, False)}"
        if factor == Fraction(1, 2) and isinstance(body, Times):
            return rf"\frac{{1}}{{2}} {self.tight(body, False)}"
        return f"{spell_decimal(Fraction(factor))}{self.dot}{self.tight(body, False)}"

    def applied(self, function: str, body: Term) -> str:
        inside = self.spell(body)
        heads = {"sigmoid": r"\sigma(", "tanh": r"\tanh(", "relu": r"\max(0, ", "identity": "g("}
        return f"{heads[function]}{inside})"


def faulty_lines(right: Working, line: Line, ledger: Ledger, habits: Habits,
                 rng: Random) -> Iterator[Working]:  # fmt: skip
    """One mistake in a line of plain numbers."""
    known = set(ledger.mind)
    swaps = [
        ("wrong operand", put(other))
        for part, put in places(line.right)
        if isinstance(part, Name)
        for other in sorted(known - {part}, key=str)
    ]
    rng.shuffle(swaps)
    for fault, term in [*faulty_terms(line.right, 0), *swaps[:6]]:
        if usable(term, known) and "doubled" not in fault and "entrywise" not in fault:
            yield from with_term(right, fault, term, ledger, habits)
    yield from faulty_values_of(right, line.right, ledger, rng, reshaped=False)


def with_term(right: Working, fault: str, term: Term, ledger: Ledger,
              habits: Habits) -> Iterator[Working]:  # fmt: skip
    result = stated(value(term, ledger.mind, ledger.factors), habits.digits)
    yield replace(right, result=result, fault=fault)
    if right.numbers is not None and not isinstance(term, Name):
        numbers = filled(term, ledger.mind, ledger.factors)
        yield replace(right, numbers=numbers, result=result, fault=fault)


def plain_values(rng: Random, inputs: int, fine: bool) -> dict[Name, Matrix]:
    over = 10 if fine else 1
    drawn: dict[Name, Matrix] = {}
    indices = [None] if inputs == 1 else list(range(1, inputs + 1))
    for symbol in ("x", "w"):
        for index in indices:
            drawn[plain(symbol, index)] = one(
                rng.choice((-2, -1, 1, 2, 3)) * rng.randint(1, over), over
            )
    drawn[plain("b")] = one(rng.randint(-2 * over, 2 * over), over)
    drawn[plain("y")] = one(rng.choice((0, 1)), 1)
    return drawn


def chained_values(rng: Random) -> dict[Name, Matrix]:
    names = [plain("x"), plain("w", 1), plain("b", 1), plain("w", 2), plain("b", 2), plain("y")]
    return {name: one(rng.choice((-2, -1, 1, 2, 3, 4)), 1) for name in names}


def one(top: int, bottom: int) -> Matrix:
    return ((Fraction(top, bottom),),)


def write_line(page: Page, pen: Pen, line: Line, working: Working, found: tuple[Label, int],
               habits: Habits) -> Draft:  # fmt: skip
    parts = [pen.spell(part) for part in (working.symbols, working.numbers) if part is not None]
    parts.append(spell_decimal(number(working.result.matrix[0][0]), working.result.digits))
    signs = ["="] * len(parts)
    if working.result.digits is not None:
        signs[-1] = r"\approx"
    if line.update:
        signs[0] = ":="
    said = pen.spell(line.left) + "".join(
        f" {sign} {part}" for sign, part in zip(signs, parts, strict=True)
    )
    return Draft(said, found[0], line.left.symbol, working.fault, found[1], numeric=True)


def scalar_note(seed: int) -> Note:
    """The note of a seed: a neuron, or two in a row."""
    rng = Random(f"scalar {seed}")
    page = draw_page(rng)
    page.joined = "apart" if page.joined in ("aligned", "one display") else page.joined
    inputs, chained = rng.choice((1, 1, 2, 3)), rng.random() < 0.3
    function = rng.choice(
        ("relu", "identity") if chained else ("sigmoid", "sigmoid", "tanh", "relu", "identity")
    )
    squared = function in ("identity", "sigmoid") and rng.random() < 0.4
    lines = two_in_a_row(function) if chained else neuron(inputs, function, squared)
    given = chained_values(rng) if chained else plain_values(rng, inputs, rng.random() < 0.4)
    smooth = function in ("sigmoid", "tanh")
    habits = Habits(digits=rng.choice((2, 3, 4)) if smooth else None, symbols=0.8, numbers=0.8)
    pen = Pen(rng.choice((r" \cdot ", r" \times ")), rng.choice((r"\alpha", r"\eta")))
    ledger = Ledger.opened(given, {"rate": Fraction(1, rng.choice((1, 2, 10, 100)))})
    faults = rng.choice((0, 0, 1, 1, 2))
    chosen = set(rng.sample(range(len(lines)), faults))
    open_scalar(page, pen, rng, lines, given, function, ledger)
    for index, line in enumerate(lines):
        step = scalar_step(line, ledger, habits, rng, index in chosen)
        if step is None:
            break
        working, found = step
        page.show([write_line(page, pen, line, working, found, habits)], say(rng, words.LEADS))
    page.write(say(rng, words.CLOSINGS))
    return Note(page.text, tuple(page.truths), {
        "family": "two neurons" if chained else "neuron", "activation": function,
        "delimiter": page.delimiter, "digits": str(habits.digits), "inputs": str(inputs),
    })  # fmt: skip


def open_scalar(page: Page, pen: Pen, rng: Random, lines: list[Line], given: dict[Name, Matrix],
                function: str, ledger: Ledger) -> None:  # fmt: skip
    page.heading(say(rng, words.TITLES))
    page.write(say(rng, words.OPENINGS))
    spoken = {"relu": r"g(z) = \max(0, z)", "identity": "g(z) = z"}
    if function in spoken:
        page.write(f"The activation is {page.maths(spoken[function])}.")
    drafts = [
        Draft(f"{pen.spell(name)} = {spell_decimal(number(matrix[0][0]))}", what="given")
        for name, matrix in given.items()
    ]
    drafts.append(Draft(f"{pen.rate} = {spell_decimal(ledger.factors['rate'])}", what="given"))
    between = Page(delimiter="inline $", inline=page.inline, joined="apart")
    if page.inline == r"\(":
        between.delimiter = r"inline \("
    between.text, between.truths = page.text, page.truths
    between.show(drafts, say(rng, words.VALUES))
    page.text = between.text


def scalar_step(line: Line, ledger: Ledger, habits: Habits, rng: Random,
                faulty: bool) -> tuple[Working, tuple[Label, int]] | None:  # fmt: skip
    """One line and its label; None where a slope would be asked for at a kink."""
    result = stated(value(line.right, ledger.mind, ledger.factors), habits.digits)
    numbers = None
    if not isinstance(line.right, Name) and rng.random() < habits.numbers:
        numbers = filled(line.right, ledger.mind, ledger.factors)
    right = Working(line.right, numbers, result)
    options = one_of_a_kind(faulty_lines(right, line, ledger, habits, rng), rng) if faulty else []
    for working in [*options, right]:
        found = label_of(line.right, working.members[1:], ledger)
        if found and (found[0] is Label.WRONG) == bool(working.fault):
            if line.left.symbol == "z" and not number(working.result.matrix[0][0]):
                return None
            rule = Rule(line.left, line.right, "forward")
            commit(working, rule, found[0], ledger, (line.left,))
            return working, found
    return None
