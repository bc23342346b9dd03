"""A formula in a world of finite laws -> its exact value, every expectation a sum over outcomes.

A world knows the laws of the random quantities, the sizes, and what is defined from them. What it
does not know, and what has no exact value (a root that is none), is refused by `NoValue`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import isqrt, prod

from ...nouns import Node
from .law import Outcome, Table, outcomes
from .quantity import Letters, Quantity, bare, bound, is_label, quantity, spelled

LARGEST_POWER = 64
HALF, ONE = Fraction(1, 2), Fraction(1)
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
        return _Evaluation(self, self.letters)(node)

    def has_law(self, name: Quantity) -> bool:
        """Whether some table is the law of ``name``."""
        return any(table.place(name) is not None for table in self.tables)

    def speaks_of(self, base: str) -> bool:
        """Whether a name of so many letters is one name here, and no product."""
        owners = [name for table in self.tables for name in table.names]
        owners += [*self.sizes, *(name for name, _ in self.definitions)]
        return any(name.base == base for name in owners)


class _Asked(Outcome):
    """An outcome that takes down which quantities it is asked for."""

    def __missing__(self, name: Quantity) -> Fraction:
        return self.setdefault(name, ONE)


@dataclass(frozen=True)
class _Evaluation:
    """Values in one world, for given index letters, at one outcome (None: outside expectations)."""

    world: World
    letters: Letters
    outcome: Outcome | None = None

    def __call__(self, node: Node) -> Fraction:
        method = getattr(self, f"_{node.kind}", None)
        if method is None:
            raise NoValue(f"“{node.value or node.kind}” has no exact value")
        result: Fraction = method(node)
        return result

    def _number(self, node: Node) -> Fraction:
        return Fraction(node.value)

    def _group(self, node: Node) -> Fraction:
        return self(node.children[0])

    def _fence(self, node: Node) -> Fraction:
        inner = self(node.children[0])
        return abs(inner) if node.value == "| |" else inner

    def _name(self, node: Node) -> Fraction:
        """``AB`` is a product, unless something is called that."""
        if len(node.value) == 1 or self.world.speaks_of(node.value):
            return self._quantity(Quantity(node.value))
        return _product(self._quantity(Quantity(letter)) for letter in node.value)

    def _named(self, node: Node) -> Fraction:
        name = quantity(node, self.letters)
        if name is None:
            raise NoValue(f"“{spelled(node)}” names nothing")
        return self._quantity(name)

    _symbol = _text = _font = _accent = _named

    def _quantity(self, name: Quantity) -> Fraction:
        """A size, an index, a value drawn, or what the definition makes of those."""
        if name in self.world.sizes:
            return self.world.sizes[name]
        if self.world.has_law(name):
            if self.outcome is None:
                raise NoValue(f"{name} is random, and stands in no expectation")
            return self.outcome[name]
        rules = [(bound(pattern, name, True), body) for pattern, body in self.world.definitions]
        fitting = [(letters, body) for letters, body in rules if letters is not None]
        if fitting:
            letters, body = min(fitting, key=lambda rule: len(rule[0]))
            return replace(self, letters={**self.world.letters, **letters})(body)
        if not name.indices and not name.label and self.letters.get(name.base, "").isdecimal():
            return Fraction(self.letters[name.base])
        raise NoValue(f"{name} has no law, no size and no definition here")

    def _sum(self, node: Node) -> Fraction:
        total, sign = Fraction(0), 1
        for child in node.children:
            if child.kind != "op":
                total += sign * self(child)
            elif child.value not in "+-":
                raise NoValue(f"“{child.value}” has no exact value")
            sign = -1 if child.kind == "op" and child.value == "-" else 1
        return total

    def _product(self, node: Node) -> Fraction:
        result, divide = ONE, False
        for child in node.children:
            if child.kind != "op":
                result = _quotient(result, self(child)) if divide else result * self(child)
            divide = child.kind == "op" and child.value == "/"
        return result

    def _fraction(self, node: Node) -> Fraction:
        return _quotient(self(node.children[0]), self(node.children[1]))

    def _root(self, node: Node) -> Fraction:
        if len(node.children) > 1:
            raise NoValue("only square roots have a value here")
        return _power(self(node.children[0]), HALF)

    def _script(self, node: Node) -> Fraction:
        """Scripts that name, and then the power, if there is one."""
        base, naming, powers = named_and_powers(node)
        value = self._named(naming) if naming else self(base)
        for power in powers:
            value = _power(value, self(power))
        return value

    def _juxtaposed(self, node: Node) -> Fraction:
        head, bracket = node.children
        if spelled(bare(head)) in FUNCTIONS:
            return self._call(node)
        return self(head) * self(bracket)

    def _big(self, node: Node) -> Fraction:
        head, body = node.children
        letter, low, high = self._limits(head)
        terms = [
            replace(self, letters={**self.letters, letter: str(at)})(body)
            for at in range(low, high + 1)
        ]
        return sum(terms, Fraction(0)) if head.children[0].value == "Σ" else _product(terms)

    def _limits(self, head: Node) -> tuple[str, int, int]:
        """``i``, 1 and n of ``Σ_{i=1}^{n}``."""
        if head.kind != "script" or set(head.value) != {"_", "^"}:
            raise NoValue("a sum or a product without both its limits")
        scripts = dict(zip(head.value, head.children[1:], strict=True))
        start = bare(scripts["_"])
        if start.kind != "chain" or len(start.children) != 3 or start.children[1].value != "=":
            raise NoValue("a sum or a product without a first index")
        low, high = self(start.children[2]), self(scripts["^"])
        if low.denominator != 1 or high.denominator != 1:
            raise NoValue("limits that are no whole numbers")
        return spelled(start.children[0]), int(low), int(high)

    def _call(self, node: Node) -> Fraction:
        head, bracket = (bare(child) for child in node.children)
        powers: list[Node] = []
        if head.kind == "script":
            head, _, powers = named_and_powers(head)
        name, arguments = spelled(bare(head)), _arguments(bracket)
        if name in (*MEANS, "Var", "Cov", "Std"):
            value = self._moment("E" if name in MEANS else name, arguments)
        elif name in FUNCTIONS:
            value = FUNCTIONS[name](*map(self, arguments))
        else:
            raise NoValue(f"“{name}” has no exact value")
        for power in powers:
            value = _power(value, self(power))
        return value

    def _moment(self, name: str, inside: list[Node]) -> Fraction:
        if len(inside) != (2 if name == "Cov" else 1):
            raise NoValue(f"{name} of {len(inside)} quantities")
        if name == "E":
            return self._mean(inside)
        pair = inside if name == "Cov" else inside * 2
        spread = self._mean(pair) - _product(self._mean([part]) for part in pair)
        return _power(spread, HALF) if name == "Std" else spread

    def _mean(self, factors: Sequence[Node]) -> Fraction:
        """The expectation of a product."""
        asked = _Asked()
        for factor in factors:
            replace(self, outcome=asked)(factor)
        total = Fraction(0)
        for outcome, chance in outcomes(self.world.tables, list(asked)):
            here = replace(self, outcome=outcome)
            total += chance * _product(map(here, factors))
        return total


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


def _product(factors: Iterable[Fraction]) -> Fraction:
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
