"""What polynomials of moments are made of: constants, random variables, and their moments.

A generator is a frozen value with a written form, by which generators are ordered, and with indices
that may be bound by a sum. Nothing here knows what is true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ...terms import Head, Index

if TYPE_CHECKING:
    from .expression import Expression

Renaming = dict[str, Index]


def renamed(index: Index, names: Renaming) -> Index:
    """``i - 1`` with i replaced: by a number, or by another letter."""
    new = names.get(index.base)
    return index if new is None else Index(new.base, new.offset + index.offset)


def _head_at(head: Head, names: Renaming) -> Head:
    label = renamed(head.label, names) if head.label is not None else None
    return replace(head, label=label, indices=tuple(renamed(i, names) for i in head.indices))


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that is not random: ``n``, ``a_i``, ``H_(k-1)``."""

    head: Head

    def at(self, names: Renaming) -> Constant:
        return Constant(_head_at(self.head, names))

    def __str__(self) -> str:
        return str(self.head)


@dataclass(frozen=True, slots=True)
class Variable:
    """A random number, or a function of one: ``w_ij^(k)``, ``relu(z)``."""

    head: Head
    function: str = ""

    def at(self, names: Renaming) -> Variable:
        return Variable(_head_at(self.head, names), self.function)

    @property
    def family(self) -> str:
        """The variables that have a name and a layer in common."""
        return family(self.head)

    def __str__(self) -> str:
        return f"{self.function}({self.head})" if self.function else str(self.head)


@dataclass(frozen=True, slots=True)
class Moment:
    """``E[X² Y]``: the expectation of a product that nothing known takes apart."""

    parts: tuple[tuple[Variable | Given, str], ...]  # with powers as written fractions

    def at(self, names: Renaming) -> Moment:
        return Moment(tuple(sorted(((v.at(names), p) for v, p in self.parts), key=str)))

    def __str__(self) -> str:
        return f"E[{_product(self.parts)}]"


@dataclass(frozen=True, slots=True)
class Given:
    """``E[X² Y | Z]``: still random, through what is given."""

    parts: tuple[tuple[Variable, str], ...]
    on: tuple[Head, ...]

    def at(self, names: Renaming) -> Given:
        on = tuple(_head_at(head, names) for head in self.on)
        return Given(tuple(sorted(((v.at(names), p) for v, p in self.parts), key=str)), on)

    def __str__(self) -> str:
        return f"E[{_product(self.parts)} | {', '.join(map(str, self.on))}]"


@dataclass(frozen=True, slots=True)
class Spread:
    """``Var(X)`` of one variable."""

    of: Variable

    def at(self, names: Renaming) -> Spread:
        return Spread(self.of.at(names))

    def __str__(self) -> str:
        return f"Var({self.of})"


@dataclass(frozen=True, slots=True)
class Absolute:
    """``|a|`` of a generator that may be negative."""

    of: Constant | Moment

    def at(self, names: Renaming) -> Absolute:
        return Absolute(self.of.at(names))

    def __str__(self) -> str:
        return f"|{self.of}|"


@dataclass(frozen=True, slots=True)
class Whole:
    """A sum that stands under a root (exponent ½) or below a fraction bar (exponent -1)."""

    body: Expression

    def at(self, names: Renaming) -> Whole:
        return Whole(self.body.at(names))

    def __str__(self) -> str:
        return f"({self.body})"


@dataclass(frozen=True, slots=True)
class Repeated:
    """``Π_(k=1)^K`` of a body that is one product; its letter is ``‹k›``."""

    low: Expression
    high: Expression
    body: Expression

    def at(self, names: Renaming) -> Repeated:
        inner = {letter: new for letter, new in names.items() if letter != FACTOR}
        return Repeated(self.low.at(inner), self.high.at(inner), self.body.at(inner))

    def __str__(self) -> str:
        return f"Π_({FACTOR}={self.low})^({self.high}) {self.body}"


@dataclass(frozen=True, slots=True)
class Raised:
    """A base with a symbolic exponent: ``c^K``."""

    base: Expression
    exponent: Expression

    def at(self, names: Renaming) -> Raised:
        return Raised(self.base.at(names), self.exponent.at(names))

    def __str__(self) -> str:
        return f"({self.base})^({self.exponent})"


FACTOR = "‹k›"  # the letter that a product runs over
Generator = Constant | Variable | Moment | Given | Spread | Absolute | Whole | Repeated | Raised


def family(head: Head) -> str:
    return str(Head(head.name, head.label, (), head.brackets and "()"))


def _product(parts: tuple[tuple[Variable | Given, str], ...]) -> str:
    return " ".join(str(v) + ("" if power == "1" else f"^{power}") for v, power in parts)


@cache
def written(generator: Generator) -> str:
    return str(generator)
