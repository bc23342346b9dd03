"""One step of a worked example: the chain that states it, right or with one mistake in it.

In go a rule, the ledger and the author's habits, out comes a ``Draft`` whose label was worked out
by ``truth``; a mistake that changes nothing is not offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from .exact import Matrix, MisfitError, Stated, mapped, number, rounded, scaled, truncated
from .faults import constant_slopes, faulty_terms, faulty_values, miscopied, usable
from .network import Rule
from .page import Draft
from .spelling import Style, spell, spell_factor, spell_matrix, spell_value
from .terms import (
    Apply,
    Hadamard,
    Literal,
    Minus,
    Name,
    Plus,
    Scaled,
    Term,
    Times,
    Transpose,
    filled,
    names,
    places,
    value,
)
from .truth import Label, Ledger, Member, label_of


@dataclass(frozen=True, slots=True)
class Habits:
    """How much an author writes down: beyond ``Style``, which is how it looks."""

    digits: int | None = None  # decimals are rounded to so many digits; None: exact fractions
    factored: bool = False  # 1/m stays in front of the result
    approx: bool = False  # rounded values follow \approx
    aligned: bool = False  # every member of a chain on a line of its own
    symbols: float = 0.4  # how often a step is written in symbols first
    numbers: float = 0.5  # how often its factors are written out
    star_said: bool = True
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Working:
    """What stands in one chain, from left to right."""

    symbols: Term | None
    numbers: Term | None
    result: Stated
    fault: str = ""
    meant: Stated | None = None  # where only the pen slipped: what the writer goes on with

    @property
    def members(self) -> list[Member]:
        return [part for part in (self.symbols, self.numbers, self.result) if part is not None]


def stated(matrix: Matrix, digits: int | None) -> Stated:
    """A value as it will be written: rounded only where it must be."""
    if digits is None:
        return Stated(matrix)
    entries = [entry for row in matrix for entry in row]
    if all(isinstance(e, Fraction) and (e * 10**digits).denominator == 1 for e in entries):
        return Stated(matrix)
    return Stated(mapped(matrix, lambda entry: rounded(number(entry), digits)), digits)


def worth_numbers(term: Term) -> bool:
    """Whether writing the factors out shows anything."""
    match term:
        case Times() | Hadamard() | Plus() | Minus():
            return True
        case Scaled(_, body):
            return worth_numbers(body)
        case Apply(function):
            return function == "relu"
        case _:
            return False


def written_out(term: Term, ledger: Ledger, style: Style) -> Term:
    """The term with its numbers; a bias of zeros is not written."""
    bare = without_zeros(term, ledger)
    return filled(bare, ledger.mind, ledger.factors, style.early_transpose)


def unwieldy(term: Term) -> bool:
    """Whether a matrix in it was never rounded, because the note does not state it."""
    return any(
        number(entry).denominator > 10**6
        for part, _ in places(term)
        if isinstance(part, Literal)
        for row in part.matrix
        for entry in row
        if isinstance(entry, Fraction)
    )


def right_working(rule: Rule, ruled: bool, ledger: Ledger, habits: Habits, style: Style,
                  rng: Random) -> Working:  # fmt: skip
    """The step as it should be, on what its writer has in mind."""
    term = rule.right
    shown = rng.random() < habits.symbols or not ruled or rule.phase == "update"
    result = stated(value(term, ledger.mind, ledger.factors), habits.digits)
    written = worth_numbers(term) and rng.random() < habits.numbers
    numbers = written_out(term, ledger, style) if written else None
    if numbers is not None and unwieldy(numbers):
        numbers = None
    return Working(term if shown else None, numbers, result)


def faulty_workings(right: Working, rule: Rule, ledger: Ledger, habits: Habits, style: Style,
                    reshaped: bool, rng: Random) -> Iterator[Working]:  # fmt: skip
    """Every way to get one step wrong."""
    known = set(ledger.mind)
    for fault, term in faulty_terms(rule.right, habits.depth):
        if not usable(term, known) or says_the_same(term, rule.right, ledger):
            continue
        if habits.star_said or "entrywise" not in fault:
            yield from by_term(right, fault, term, ledger, habits, style)
    yield from faulty_values_of(right, rule.right, ledger, rng, reshaped)
    if right.numbers is not None:
        for fault, numbers in miscopied(right.numbers, rng):
            yield replace(right, numbers=numbers, fault=fault)
            computed = stated(value(numbers, ledger.mind, ledger.factors), habits.digits)
            yield replace(right, numbers=numbers, result=computed, fault=fault)


def faulty_values_of(right: Working, term: Term, ledger: Ledger, rng: Random,
                     reshaped: bool) -> Iterator[Working]:  # fmt: skip
    """A right chain that ends in a wrong value, which its writer believes or only wrote."""
    digits = right.result.digits
    for fault, matrix in faulty_values(right.result.matrix, rng, digits, reshaped):
        yield replace(right, result=Stated(matrix, digits), fault=fault)
        if fault not in ("last digit", "extra row", "extra column"):
            yield replace(right, result=Stated(matrix, digits), fault=fault, meant=right.result)
    if digits is not None:
        exact = value(term, ledger.mind, ledger.factors)
        cut = mapped(exact, lambda entry: truncated(number(entry), digits))
        yield replace(right, result=Stated(cut, digits), fault="truncated")


def says_the_same(term: Term, rule: Term, ledger: Ledger) -> bool:
    """A bias of zeros, however it is written, is nothing, and the slope of the identity is 1."""

    def bare(part: Term) -> Term:
        return constant_slopes(without_zeros(part, ledger))

    return bare(term) == bare(rule)


def without_zeros(term: Term, ledger: Ledger) -> Term:
    """A term without the biases that are zero."""
    for part, put in places(term):
        if isinstance(part, Plus | Minus):
            bias = part.right.body if isinstance(part.right, Transpose) else part.right
            if isinstance(bias, Name) and bias.symbol == "b" and is_zero(ledger.mind[bias]):
                return without_zeros(put(part.left), ledger)
    return term


def is_zero(matrix: Matrix) -> bool:
    return not any(map(any, matrix))


def one_of_a_kind(workings: Iterable[Working], rng: Random) -> list[Working]:
    """One mistake of every kind, in random order."""
    options: dict[str, list[Working]] = {}
    for one in workings:
        options.setdefault(one.fault, []).append(one)
    kinds = list(options)
    rng.shuffle(kinds)
    return [rng.choice(options[kind]) for kind in kinds]


def by_term(right: Working, fault: str, term: Term, ledger: Ledger, habits: Habits,
            style: Style) -> Iterator[Working]:  # fmt: skip
    """One wrong term: in the symbols, in the numbers, or only in the head."""
    symbols_only = replace(right, symbols=term, fault=f"{fault} (symbols only)")
    try:
        result = stated(value(term, ledger.mind, ledger.factors), habits.digits)
    except (MisfitError, KeyError):
        if right.symbols is not None and fault != "matrix product for entrywise":
            yield symbols_only  # a product that cannot be one may be meant entry by entry
        return
    if right.symbols is not None:
        yield symbols_only
    yield replace(right, result=result, fault=fault)
    numbers = None
    if right.numbers is not None and worth_numbers(term):
        numbers = written_out(term, ledger, style)
        yield replace(right, numbers=numbers, result=result, fault=fault)
    if right.symbols is not None:
        yield Working(term, numbers, result, fault)


def spell_result(working: Working, rule: Rule, habits: Habits, style: Style,
                 factor: Fraction) -> str:  # fmt: skip
    result = working.result
    entries = [entry for row in result.matrix for entry in row]
    outside = habits.factored and isinstance(rule.right, Scaled) and rule.right.factor == "mean"
    if outside and result.digits is None and any(e.denominator != 1 for e in entries):
        inside = spell_matrix(scaled(1 / factor, result.matrix), style)
        return spell_factor(factor, style) + inside
    return spell_value(result.matrix, style, result.digits)


def chain(working: Working, head: str, rule: Rule, habits: Habits, style: Style,
          factor: Fraction) -> str:  # fmt: skip
    """The LaTeX of a whole chain."""
    parts = [spell(part, style) for part in (working.symbols, working.numbers) if part is not None]
    parts.append(spell_result(working, rule, habits, style, factor))
    signs = ["="] * len(parts)
    if habits.approx and working.result.digits is not None:
        signs[-1] = r"\approx"
    if rule.phase == "update" and head:
        signs[0] = style.assign
    if not head:
        head, parts, signs = parts[0], parts[1:], signs[1:]
    if habits.aligned and len(parts) > 1:
        rows = [f"&{sign} {part}" for sign, part in zip(signs, parts, strict=True)]
        return f"\\begin{{aligned}}\n{head} " + " \\\\\n".join(rows) + "\n\\end{aligned}"
    return head + "".join(f" {sign} {part}" for sign, part in zip(signs, parts, strict=True))


def settle(working: Working, rule: Rule, ruled: bool, ledger: Ledger) -> tuple[Label, int] | None:
    """The label of a chain; without a rule in the note, its first member is the rule."""
    if ruled or working.symbols is None:
        return label_of(rule.right, working.members, ledger)
    if not usable(working.symbols, set(ledger.stated)):
        return None
    return label_of(working.symbols, working.members[1:], ledger)


def draft(working: Working, latex: str, rule: Rule, label: Label, broken: int) -> Draft:
    name = f"{rule.left.symbol}{rule.left.layer or ''}"
    return Draft(latex, label, name, working.fault, broken, numeric=True)


def commit(working: Working, rule: Rule, label: Label, ledger: Ledger,
           stating: tuple[Name, ...]) -> None:  # fmt: skip
    """The ledger after a step: later lines build on what was stated."""
    tainted = label is Label.WRONG or any(part in ledger.tainted for part in names(rule.right))
    for name in stating:
        ledger.record(name, rule.right, working.result, working.meant or working.result)
        if tainted:
            ledger.tainted.add(name)
