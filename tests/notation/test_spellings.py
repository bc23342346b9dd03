"""Random meanings in random notation: every spelling reads the same, and no slip like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from .canonical import paragraphs, readings
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
    canonical,
)
from .spellings import Spelling

INTRODUCED = r"a, b, c, g, k, l, m, n, w, x, y, A, B, W, X, Z, \eta, \delta, \alpha, \mathbf{w}"
SPELLINGS = 3
SEEDS = st.integers(0, 10**6)
# Without shrinking, which takes minutes on formulas: depths are drawn from the least upwards.
FIXED = settings(max_examples=120, deadline=None, derandomize=True, phases=[Phase.generate])

NUMBERS = st.sampled_from(["0", "1", "2", "3", "12", "0.5"]).map(Number)
BARE = st.sampled_from("abcwxyABWXZηδα").map(Name)
INDICES = st.sampled_from(
    [
        Name("i"),
        Name("k"),
        Number("1"),
        Number("12"),
        Sum((("+", Name("k")), ("-", Number("1")))),
        Sum((("+", Name("l")), ("+", Number("1")))),
    ]
)
POWERS = st.sampled_from([Number("2"), Number("3"), Name("n")])
LIMITS = st.sampled_from([Name("n"), Name("m"), Sum((("+", Name("k")), ("-", Number("1"))))])


@st.composite
def dressed(draw: st.DrawFn) -> Name:
    """A letter with scripts, primes, an accent or a font."""
    letter = draw(st.sampled_from("abcwxyABWXZ"))
    font = draw(st.sampled_from(["", "bf"])) if letter in "wx" else ""
    accent = draw(st.sampled_from(["hat", "bar", ""])) if letter in "ay" else ""
    kind = draw(st.sampled_from(["", "", "()", "[]", "power"]))
    sup = draw(POWERS if kind == "power" else INDICES) if kind else None
    label = kind if kind in ("()", "[]") else ""
    primes = draw(st.sampled_from([0, 0, 1, 2]))
    return Name(letter, font, accent, primes, draw(st.none() | INDICES), sup, label)


@cache
def factors(depth: int) -> st.SearchStrategy[Meaning]:
    """What may stand in a product."""
    simple = BARE | dressed()
    if not depth:
        return simple
    inside = formulas(depth - 1)
    calls = st.builds(
        Call, st.sampled_from(["σ", "g", "tanh"]), st.tuples(inside), st.just("()"), st.booleans()
    )
    moments = st.builds(
        Call, st.sampled_from(["Var", "E"]), st.tuples(inside), st.sampled_from(["()", "[]"])
    )
    largest = st.builds(Call, st.just("max"), st.tuples(inside, inside))
    fractions = st.builds(Fraction, formulas(depth - 1), formulas(depth - 1))
    brackets = st.builds(Bracket, sums(depth - 1), st.booleans())
    roots = st.builds(Root, inside)
    return simple | fractions | brackets | roots | calls | moments | largest


@cache
@st.composite
def products(draw: st.DrawFn, depth: int) -> Product:
    """Numbers stand first, a sum over an index last."""
    parts = draw(st.lists(factors(depth), min_size=2, max_size=3))
    if draw(st.sampled_from([True, False, False])):
        parts[0] = draw(NUMBERS)
    if depth and draw(st.sampled_from([True, False, False])):
        parts[-1] = draw(totals(depth - 1))
    signs = st.sampled_from(["·", "·", "·", "·", "*", "×", "⊙", "∘"])
    return Product(tuple(parts), tuple(draw(signs) for _ in parts[1:]))


@cache
def totals(depth: int) -> st.SearchStrategy[Meaning]:
    body = factors(depth) | products(depth)
    return st.builds(Total, st.sampled_from("ΣΠ"), st.sampled_from("ij"), LIMITS, body)


@cache
def terms(depth: int) -> st.SearchStrategy[Meaning]:
    return NUMBERS | factors(depth) | products(depth) | totals(depth)


@cache
@st.composite
def sums(draw: st.DrawFn, depth: int) -> Sum:
    first = (draw(st.sampled_from("++-")), draw(terms(depth)))
    others = st.tuples(st.sampled_from("+-"), terms(depth))
    return Sum((first, *draw(st.lists(others, min_size=1, max_size=2))))


@cache
def formulas(depth: int) -> st.SearchStrategy[Meaning]:
    return (terms(depth) | sums(depth)).map(unwrapped)


def unwrapped(meaning: Meaning) -> Meaning:
    """Without brackets around the whole of it: √(a + b) is spelled with and without them."""
    bare = isinstance(meaning, Bracket) and not meaning.squared
    return meaning.inside if bare else meaning


@st.composite
def tables(draw: st.DrawFn) -> Table:
    cells = NUMBERS | dressed() | sums(0) | products(0)
    width, height = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return Table(tuple(tuple(draw(cells) for _ in range(width)) for _ in range(height)))


@st.composite
def statements(draw: st.DrawFn) -> Meaning:
    depth = draw(st.integers(0, 2))
    sides = draw(st.lists(formulas(depth) | tables(), min_size=1, max_size=3))
    if len(sides) == 1:
        return sides[0]
    if isinstance(sides[0], Name) and not sides[0].label:
        sides[0] = replace(sides[0], sup=None)  # x^2 = …: a power, or x of layer 2
    signs = st.sampled_from(["=", "=", "≈", "≠", "≤", "<", "→", "∈"])
    return Relation(tuple(sides), tuple(draw(signs) for _ in sides[1:]))


def changed(meaning: Meaning) -> Iterator[Meaning]:
    """Everything that a single slip of the reader would make of a meaning."""
    match meaning:
        case Name(letter, font, accent, primes, sub, sup, label):
            yield replace(meaning, letter=letter.swapcase() if letter.isascii() else "β")
            yield replace(meaning, primes=primes - 1 if primes else 1)
            if font or accent:
                yield replace(meaning, font="", accent="")
            if sub or sup:
                yield replace(meaning, sub=None, sup=None, label="")
                yield replace(meaning, sub=sup if not label else None, sup=sub, label="")
        case Sum(((sign, first), *rest)):
            yield Sum((("-" if sign == "+" else "+", first), *rest))
        case Product(parts, signs):
            yield Product(parts, ("⊙" if signs[0] == "·" else "·", *signs[1:]))
            if not isinstance(parts[0], Number) and not isinstance(parts[1], Total):
                yield Product((parts[1], parts[0], *parts[2:]), signs)
        case Bracket(inside, squared):
            yield Bracket(inside, not squared)
        case Fraction(above, below):
            yield Fraction(below, above)
        case Root(radicand):
            yield radicand
        case Call(arguments=arguments, squared=squared):
            yield replace(meaning, squared=not squared)
            yield from (
                replace(meaning, arguments=(a, *arguments[1:])) for a in changed(arguments[0])
            )
        case Total(head, body=body):
            yield replace(meaning, head="Π" if head == "Σ" else "Σ")
            yield from (replace(meaning, body=b) for b in changed(body))
        case Table(rows):
            yield Table(tuple(zip(*rows, strict=True)))
        case Relation((first, *others), signs):
            yield Relation((first, *others), ("≤" if signs[0] == "=" else "=", *signs[1:]))
            yield from (Relation((one, *others), signs) for one in changed(first))


@FIXED
@given(statements(), SEEDS)
def test_every_spelling_reads_as_the_meaning(meaning: Meaning, seed: int):
    spelling = Spelling(Random(seed).choice)
    spelled = [spelling.write(meaning) for _ in range(SPELLINGS)]
    printed = readings(paragraphs([INTRODUCED, *spelled]))[1:]
    assert printed == [canonical(meaning)] * SPELLINGS, spelled


@FIXED
@given(statements(), SEEDS)
def test_no_slip_reads_like_the_meaning(meaning: Meaning, seed: int):
    slips = [slip for slip in changed(meaning) if slip != meaning][:4]
    spelling = Spelling(Random(seed).choice)
    spelled = [spelling.write(one) for one in (meaning, *slips)]
    first, *others = readings(paragraphs([INTRODUCED, *spelled]))[1:]
    assert first not in others, spelled
