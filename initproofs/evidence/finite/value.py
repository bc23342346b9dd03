"""A formula in a world of finite laws -> its exact value, every expectation a sum over outcomes.

A world knows the laws of the random quantities, the sizes, and what is defined from them. What it
does not know, and what has no exact value (a root that is none), is refused by `NoValue`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import isqrt, prod
from operator import mul

from ...nouns import Node
from .law import Table, outcomes
from .program import Place, Program
from .quantity import Letters, Quantity, bare, bound, is_label, quantity, spelled

LARGEST_POWER = 64
HALF, ONE, ZERO = Fraction(1, 2), Fraction(1), Fraction(0)
MEANS = ("E", "𝔼")
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "ReLU": lambda x: max(x, Fraction(0)),
    "relu": lambda x: max(x, Fraction(0)),
    "max": max,
    "min": min,
}


class NoValue(Exception):
    """There is no exact value, for the reason given."""


@dataclass(frozen=True)
class World:
    """``sizes`` and ``definitions`` by the name they give a value to; ``letters`` fixed indices."""

    tables: Sequence[Table] = ()
    sizes: Mapping[Quantity, Fraction] = field(default_factory=dict)
    definitions: Sequence[tuple[Quantity, Node]] = ()
    letters: Letters = field(default_factory=dict)

    def value(self, node: Node) -> Fraction:
        """The exact value of a formula in which every random quantity stands in an expectation."""
        alone = Program()
        found = alone.known(_Reading(self, self.letters, alone)(node))
        if found is None:
            raise NoValue(f"{next(iter(alone.drawn))} is random, and stands in no expectation")
        return found

    def has_law(self, name: Quantity) -> bool:
        """Whether some table is the law of ``name``."""
        return any(table.place(name) is not None for table in self.tables)

    def speaks_of(self, base: str) -> bool:
        """Whether a name of so many letters is one name here, and no product."""
        owners = [name for table in self.tables for name in table.names]
        owners += [*self.sizes, *(name for name, _ in self.definitions)]
        return any(name.base == base for name in owners)


@dataclass(frozen=True)
class _Reading:
    """A formula in one world, for given index letters, into the steps that compute it."""

    world: World
    letters: Letters
    program: Program

    def __call__(self, node: Node) -> Place:
        method = getattr(self, f"_{node.kind}", None)
        if method is None:
            raise NoValue(f"“{node.value or node.kind}” has no exact value")
        result: Place = method(node)
        return result

    def _number(self, node: Node) -> Place:
        return self.program.number(Fraction(node.value))

    def _group(self, node: Node) -> Place:
        return self(node.children[0])

    def _fence(self, node: Node) -> Place:
        inner = self(node.children[0])
        return self.program.step(abs, inner) if node.value == "| |" else inner

    def _name(self, node: Node) -> Place:
        """``AB`` is a product, unless something is called that."""
        if len(node.value) == 1 or self.world.speaks_of(node.value):
            return self._quantity(Quantity(node.value))
        return self.program.step(_product, *(self._quantity(Quantity(x)) for x in node.value))

    def _named(self, node: Node) -> Place:
        name = quantity(node, self.letters)
        if name is None:
            raise NoValue(f"“{spelled(node)}” names nothing")
        return self._quantity(name)

    _symbol = _text = _font = _accent = _named

    def _quantity(self, name: Quantity) -> Place:
        """A size, an index, a value drawn, or what the definition makes of those."""
        if name in self.world.sizes:
            return self.program.number(self.world.sizes[name])
        if self.world.has_law(name):
            return self.program.draw(name)
        if name in self.program.defined:
            return self.program.defined[name]
        rules = [(bound(pattern, name, True), body) for pattern, body in self.world.definitions]
        fitting = [(letters, body) for letters, body in rules if letters is not None]
        if fitting:
            letters, body = min(fitting, key=lambda rule: len(rule[0]))
            place = replace(self, letters={**self.world.letters, **letters})(body)
            return self.program.defined.setdefault(name, place)
        if not name.indices and not name.label and self.letters.get(name.base, "").isdecimal():
            return self.program.number(Fraction(self.letters[name.base]))
        raise NoValue(f"{name} has no law, no size and no definition here")

    def _sum(self, node: Node) -> Place:
        signs, places, sign = list[int](), list[Place](), 1
        for child in node.children:
            if child.kind != "op":
                signs.append(sign)
                places.append(self(child))
            elif child.value not in "+-":
                raise NoValue(f"“{child.value}” has no exact value")
            sign = -1 if child.kind == "op" and child.value == "-" else 1
        return self.program.step(lambda *terms: sum(map(mul, signs, terms), ZERO), *places)

    def _product(self, node: Node) -> Place:
        result, divide = self.program.number(ONE), False
        for child in node.children:
            if child.kind != "op":
                result = self.program.step(_quotient if divide else mul, result, self(child))
            divide = child.kind == "op" and child.value == "/"
        return result

    def _fraction(self, node: Node) -> Place:
        return self.program.step(_quotient, *map(self, node.children[:2]))

    def _root(self, node: Node) -> Place:
        if len(node.children) > 1:
            raise NoValue("only square roots have a value here")
        return self.program.step(_power, self(node.children[0]), self.program.number(HALF))

    def _script(self, node: Node) -> Place:
        """Scripts that name, and then the power, if there is one."""
        base, naming, powers = named_and_powers(node)
        return self._raised(self._named(naming) if naming else self(base), powers)

    def _raised(self, place: Place, powers: list[Node]) -> Place:
        for power in powers:
            place = self.program.step(_power, place, self(power))
        return place

    def _juxtaposed(self, node: Node) -> Place:
        head, bracket = node.children
        if spelled(bare(head)) in FUNCTIONS:
            return self._call(node)
        return self.program.step(mul, self(head), self(bracket))

    def _big(self, node: Node) -> Place:
        head, body = node.children
        letter, low, high = self._limits(head)
        terms = [
            replace(self, letters={**self.letters, letter: str(at)})(body)
            for at in range(low, high + 1)
        ]
        return self.program.step(_sum if head.children[0].value == "Σ" else _product, *terms)

    def _limits(self, head: Node) -> tuple[str, int, int]:
        """``i``, 1 and n of ``Σ_{i=1}^{n}``."""
        if head.kind != "script" or set(head.value) != {"_", "^"}:
            raise NoValue("a sum or a product without both its limits")
        scripts = dict(zip(head.value, head.children[1:], strict=True))
        start = bare(scripts["_"])
        if start.kind != "chain" or len(start.children) != 3 or start.children[1].value != "=":
            raise NoValue("a sum or a product without a first index")
        low, high = (self.program.known(self(x)) for x in (start.children[2], scripts["^"]))
        if low is None or high is None or low.denominator != 1 or high.denominator != 1:
            raise NoValue("limits that are no whole numbers")
        return spelled(start.children[0]), int(low), int(high)

    def _call(self, node: Node) -> Place:
        head, bracket = (bare(child) for child in node.children)
        powers: list[Node] = []
        if head.kind == "script":
            head, _, powers = named_and_powers(head)
        name, arguments = spelled(bare(head)), _arguments(bracket)
        if name in (*MEANS, "Var", "Cov", "Std"):
            place = self.program.number(self._moment("E" if name in MEANS else name, arguments))
        elif name in FUNCTIONS:
            place = self.program.step(FUNCTIONS[name], *map(self, arguments))
        else:
            raise NoValue(f"“{name}” has no exact value")
        return self._raised(place, powers)

    def _moment(self, name: str, inside: list[Node]) -> Fraction:
        if len(inside) != (2 if name == "Cov" else 1):
            raise NoValue(f"{name} of {len(inside)} quantities")
        if name == "E":
            return self._mean(inside)
        pair = inside if name == "Cov" else inside * 2
        spread = self._mean(pair) - _product(*(self._mean([part]) for part in pair))
        return _power(spread, HALF) if name == "Std" else spread

    def _mean(self, factors: Sequence[Node]) -> Fraction:
        """The expectation of a product."""
        inner = Program()
        read = replace(self, program=inner)
        whole = inner.step(_product, *map(read, factors))
        drawn = outcomes(self.world.tables, list(inner.drawn))
        return sum((chance * inner.at(outcome, whole) for outcome, chance in drawn), ZERO)


def named_and_powers(node: Node) -> tuple[Node, Node | None, list[Node]]:
    """What a script stands on, the name its other scripts make of that, and its powers."""
    base = node.children[0]
    pairs = list(zip(node.value, node.children[1:], strict=True))
    powers = [script for mark, script in pairs if mark == "^" and not is_label(script)]
    naming = [(mark, script) for mark, script in pairs if script not in powers]
    if not naming:
        return base, None, powers
    marks = "".join(mark for mark, _ in naming)
    scripts = (script for _, script in naming)
    return base, Node("script", node.start, node.end, marks, (base, *scripts)), powers


def _arguments(bracket: Node) -> list[Node]:
    inner = bare(bracket.children[0]) if bracket.kind == "fence" else bracket
    return [c for c in inner.children if c.kind != "op"] if inner.kind == "list" else [inner]


def _sum(*terms: Fraction) -> Fraction:
    return sum(terms, ZERO)


def _product(*factors: Fraction) -> Fraction:
    return prod(factors, start=ONE)


def _quotient(top: Fraction, bottom: Fraction) -> Fraction:
    if not bottom:
        raise NoValue("a division by zero")
    return top / bottom


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent == HALF and base >= 0:
        root = Fraction(isqrt(base.numerator), isqrt(base.denominator))
        if root * root == base:
            return root
    if exponent.denominator != 1 or abs(exponent) > LARGEST_POWER or (not base and exponent < 0):
        raise NoValue(f"({base})^({exponent}) has no exact value")
    return base ** int(exponent)
