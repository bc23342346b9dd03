"""A second reader of the formulas of theorems: LaTeX and finite laws -> exact values.

Written for the tests and sharing no line with the product: it works on the characters of the page
itself, has an expectation run over every joint outcome, and gives up (`Unknown`) on what it does
not know. What it calls false, is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import isqrt

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+|[A-Za-z]|\S")
SILENT = (r"\,", r"\;", r"\!", r"\left", r"\right", r"\cdot", r"\big", r"\quad")
GREEK = (r"\sigma", r"\delta", r"\kappa", r"\mu", r"\gamma", r"\lambda")
Value = Callable[["Point"], Fraction]


class Unknown(Exception):
    """It cannot be said what this is worth."""


@dataclass
class Laws:
    """Joint laws by their heads, numbers by their names, and what is defined from them."""

    tables: list[tuple[list[str], list[tuple[list[Fraction], Fraction]]]]
    numbers: dict[str, Fraction]
    rules: list[tuple[str, Value]] = field(default_factory=list)


@dataclass
class Point:
    """Where a formula is worked out: indices by letter, drawn values (None: outside any E)."""

    laws: Laws
    letters: dict[str, str]
    drawn: dict[tuple[int, str], list[Fraction]] | None = None
    met: set[tuple[int, str]] | None = None


def settle(index: str, letters: dict[str, str]) -> str:
    """``k-1`` with k known is a number; otherwise it stays as it is written."""
    found = re.sub(r"[A-Za-z]", lambda m: letters.get(m[0], m[0]), index)
    parts = re.fullmatch(r"([A-Za-z]?)((?:[+-]?\d+)*)", found)
    if not parts:
        return found
    total = sum(int(part) for part in re.findall(r"[+-]?\d+", parts[2]))
    return parts[1] + (f"{total:+d}" if total else "") if parts[1] else str(total)


def match(pattern: str, name: str, shifts: str = "") -> dict[str, str] | None:
    """The letters of ``w_i,j^k`` that make it ``name``; one without indices is the first of all."""
    (base, below, above), (own, low, high) = pieces(pattern), pieces(name)
    low = low or ["1"] * len(below)
    if base != own or len(below) != len(low):
        return None
    found: dict[str, str] = {}
    for letter, value in zip([*below, above], [*low, high], strict=True):
        if letter != value and not (
            re.fullmatch("[a-z]", letter) and re.fullmatch(rf"[\w{shifts}]+", value)
        ):
            return None
        if found.setdefault(letter, value) != value:
            return None
    return found


def pieces(name: str) -> tuple[str, list[str], str]:
    base, _, above = name.partition("^")
    base, _, below = base.partition("_")
    return base, below.split(",") if below else [], above


class Reader:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, latex: str) -> None:
        self.tokens = [t for t in TOKEN.findall(latex) if t not in SILENT]
        self.at = 0

    @property
    def here(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.here
        if not token or (wanted and token != wanted):
            raise Unknown(f"{wanted or 'more'} expected, {token!r} found")
        self.at += 1
        return token

    def whole(self) -> Value:
        value = self.sum()
        if self.here:
            raise Unknown(self.here)
        return value

    def sum(self) -> Value:
        sign = self.take() if self.here == "-" else "+"
        value = self.term() if sign == "+" else minus(zero, self.term())
        while self.here in ("+", "-"):
            join = plus if self.take() == "+" else minus
            value = join(value, self.term())
        return value

    def term(self) -> Value:
        value = self.factor()
        while self.here and self.here not in ("+", "-", ")", "]", "}", ",", "=", "|"):
            if self.here == "/":
                self.take()
                value = over(value, self.factor())
            else:
                value = times(value, self.factor())
        return value

    def factor(self) -> Value:
        value = self.base()
        while self.here == "^":
            self.take()
            value = power(value, self.group())
        return value

    def group(self) -> Value:
        """What stands in braces, or one token."""
        if self.here == "{":
            return self.closed("{", "}")
        return self.base()

    def closed(self, opening: str, closing: str) -> Value:
        self.take(opening)
        value = self.sum()
        self.take(closing)
        return value

    def base(self) -> Value:
        token = self.take()
        if token.isdigit():
            return lambda p: Fraction(int(token))
        if token in ("(", "["):
            self.at -= 1
            return self.closed(token, ")" if token == "(" else "]")
        if token in (r"\frac", r"\tfrac"):
            return over(self.group(), self.group())
        if token == r"\sqrt":
            return power(self.group(), lambda p: Fraction(1, 2))
        if token in (r"\sum", r"\prod"):
            return self.many(token)
        if token in (r"\operatorname", r"\mathbb"):
            return self.operator(self.word())
        if token == r"\max":
            return self.largest()
        if token.isalpha() or token in GREEK:
            return self.name(token)
        raise Unknown(token)

    def word(self) -> str:
        self.take("{")
        end = self.tokens.index("}", self.at)
        word = "".join(self.tokens[self.at : end])
        self.at = end + 1
        return word

    def many(self, sign: str) -> Value:
        self.take("_")
        letter, _, first = self.word().partition("=")
        self.take("^")
        last = self.group()
        body = self.term()

        def value(p: Point) -> Fraction:
            total = Fraction(sign == r"\prod")
            for at in range(int(first), int(last(p)) + 1):
                one = body(Point(p.laws, {**p.letters, letter: str(at)}, p.drawn, p.met))
                total = total * one if sign == r"\prod" else total + one
            return total

        return value

    def operator(self, word: str) -> Value:
        exponent: Value | None = None
        if self.here == "^":
            self.take()
            exponent = self.group()
        opening = self.take()
        inside = [self.sum()]
        while self.here == ",":
            self.take()
            inside.append(self.sum())
        self.take({"(": ")", "[": "]"}[opening])
        value = moment(word, inside)
        return power(value, exponent) if exponent else value

    def largest(self) -> Value:
        self.take("(")
        left = self.sum()
        self.take(",")
        right = self.sum()
        self.take(")")
        return lambda p: max(left(p), right(p))

    def name(self, letter: str) -> Value:
        below, above = "", ""
        while self.here in ("_", "^"):
            mark, start = self.take(), self.at
            text = self.word() if self.here == "{" else self.take()
            if mark == "_":
                below = text if re.search(r"[+-]", text) else ",".join(text.replace(",", ""))
            elif text.startswith("("):
                above = text[1:-1]
            else:
                self.at = start - 1  # a power, for others to take
                break
        return lambda p: look_up(p, letter, below, above)


def zero(_: Point) -> Fraction:
    return Fraction(0)


def plus(left: Value, right: Value) -> Value:
    return lambda p: left(p) + right(p)


def minus(left: Value, right: Value) -> Value:
    return lambda p: left(p) - right(p)


def times(left: Value, right: Value) -> Value:
    return lambda p: left(p) * right(p)


def over(left: Value, right: Value) -> Value:
    return lambda p: left(p) / right(p)


def power(base: Value, exponent: Value) -> Value:
    def value(p: Point) -> Fraction:
        low, high = base(p), exponent(p)
        if high == Fraction(1, 2):
            root = Fraction(isqrt(low.numerator), isqrt(low.denominator)) if low >= 0 else low
            if root * root != low:
                raise Unknown("a root that is not rational")
            return root
        return low ** int(high)

    return value


def moment(word: str, inside: list[Value]) -> Value:
    if word == "ReLU":
        return lambda p: max(inside[0](p), Fraction(0))
    if word == "E":
        return lambda p: mean(p, inside[0])
    if word not in ("Var", "Cov"):
        raise Unknown(word)
    x, y = inside[0], inside[-1]
    return lambda p: mean(p, lambda q: x(q) * y(q)) - mean(p, x) * mean(p, y)


def mean(p: Point, value: Value) -> Fraction:
    """The sum over every joint outcome of the laws that are met."""
    known, met = {}, set()
    while True:
        probe = Point(p.laws, p.letters, {key: rows[0][0] for key, rows in known.items()}, met)
        try:
            value(probe)
        except KeyError:
            new = met - set(known)
            known |= {key: p.laws.tables[key[0]][1] for key in new}
            continue
        break
    total = Fraction(0)
    for rows in product(*known.values()):
        drawn = {key: values for key, (values, _) in zip(known, rows, strict=True)}
        chance = Fraction(1)
        for _, one in rows:
            chance *= one
        total += chance * value(Point(p.laws, p.letters, drawn, met))
    return total


def look_up(p: Point, letter: str, below: str, above: str) -> Fraction:
    indices = ",".join(settle(index, p.letters) for index in below.split(",")) if below else ""
    name = letter + (f"_{indices}" if below else "")
    name += f"^{settle(above, p.letters)}" if above else ""
    if name in p.laws.numbers:
        return p.laws.numbers[name]
    for number, (heads, _) in enumerate(p.laws.tables):
        for place, head in enumerate(heads):
            if match(head, name) is not None:
                return drawn(p, number, place, name, heads)
    found = [(match(head, name, "+-"), body) for head, body in p.laws.rules]
    fitting = [(letters, body) for letters, body in found if letters is not None]
    if fitting:
        letters, body = min(fitting, key=lambda rule: len(rule[0]))
        fixed = {n: str(v) for n, v in p.laws.numbers.items() if len(n) == 1}
        return body(Point(p.laws, {**fixed, **letters}, p.drawn, p.met))
    if name in p.letters and p.letters[name].isdigit():
        return Fraction(p.letters[name])
    raise Unknown(f"{name} has no value")


def drawn(p: Point, number: int, place: int, name: str, heads: list[str]) -> Fraction:
    if p.drawn is None or p.met is None:
        raise Unknown(f"{name} is random")
    own = "" if len(heads) > 1 else first(heads[0], name)
    p.met.add((number, own))
    return p.drawn[number, own][place]


def first(head: str, name: str) -> str:
    base, below, above = pieces(name)
    below = below or ["1"] * len(pieces(head)[1])
    return f"{base}_{','.join(below)}^{above}"


def row(line: str) -> list[str]:
    return [cell.strip().strip("$") for cell in line.strip().strip("|").split("|")]


def head(latex: str, letters: dict[str, str]) -> str:
    """``w_{ij}^{(k)}`` as ``w_i,j^k``."""
    found = re.fullmatch(
        r"(\\?[A-Za-z]+)(?:_(?:\{([^}]*)\}|(\w)))?(?:\^\{\(([^)]*)\)\})?", latex.strip()
    )
    if not found:
        raise Unknown(latex)
    below = found[2] or found[3] or ""
    if below and not re.search(r"[+-]", below):
        below = ",".join(settle(index, letters) for index in below.replace(",", ""))
    above = settle(found[4], letters) if found[4] else ""
    below = settle(below, letters) if re.search(r"[+-]", below) else below
    return found[1] + (f"_{below}" if below else "") + (f"^{above}" if above else "")


def laws(text: str, rules: str) -> Laws:
    """The tables and sizes of a piece of a page; ``rules`` is where it defines its names."""
    numbers: dict[str, Fraction] = {}
    empty = Point(Laws([], {}), {})
    sizes = re.findall(r"(?<!\$)\$([^$=]+?) = ([^$=]+?)\$(?!\$)", text)
    for name, value in sizes:
        try:
            numbers[head(name, {})] = Reader(value).whole()(empty)
        except Unknown:
            continue
    letters = {name: str(value) for name, value in numbers.items() if len(name) == 1}
    numbers = {head_again(name, letters): value for name, value in numbers.items()}
    tables = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        lines = [row(line) for line in block.splitlines()]
        if lines[0][-1] != "probability":
            continue
        atoms = [[Reader(cell).whole()(empty) for cell in line] for line in lines[2:]]
        heads = [head(name, letters) for name in lines[0][:-1]]
        tables.append((heads, [(atom[:-1], atom[-1]) for atom in atoms]))
    return Laws(tables, numbers, list(definitions(rules)))


def head_again(name: str, letters: dict[str, str]) -> str:
    base, below, above = pieces(name)
    settled = ",".join(settle(index, letters) for index in below)
    return base + (f"_{settled}" if below else "") + (f"^{settle(above, letters)}" if above else "")


def definitions(text: str) -> Iterator[tuple[str, Value]]:
    for formula in re.findall(r"\$\$(.+?)\$\$|(?<!\$)\$([^$]+)\$(?!\$)", text, re.DOTALL):
        left, equals, right = "".join(formula).partition(" = ")
        try:
            if equals:
                yield head(left, {}), Reader(right.partition(" = ")[0]).whole()
        except (Unknown, ValueError):
            continue


def holds(formula: str, world: Laws) -> bool | None:
    """Whether all members of an equation are worth the same; None where nobody can say."""
    letters = {name: str(value) for name, value in world.numbers.items() if len(name) == 1}
    try:
        members = [Reader(part).whole()(Point(world, letters)) for part in formula.split(" = ")]
    except (Unknown, ZeroDivisionError, ValueError, OverflowError, RecursionError):
        return None
    return len(members) > 1 and len(set(members)) == 1
