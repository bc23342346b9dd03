"""The labels of a note worked out again from its text alone, with floats and NumPy.

In goes a note's text and the places of its claims, out comes for each place whether every link
holds on the values stated so far. It takes every statement at its word: slips of the pen, which a
kind reader forgives, are broken links here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .reading import Tree, UnreadError, members

Array = np.ndarray
ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "identity": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
}
SLOPES: dict[str, Callable[[Array], Array]] = {
    "identity": np.ones_like,
    "relu": lambda z: (z > 0).astype(float),
}

WEIGHTS = ("W", "U", r"\Theta")


class UnknownError(UnreadError):
    """A name that has neither a value nor a rule."""


@dataclass
class Reread:
    """What a reader knows after so many formulas."""

    prose: str
    near: str  # the rest of the note, from the example on
    rules: dict[tuple[str, str], Tree] = field(default_factory=dict)
    values: dict[tuple[str, str], Array] = field(default_factory=dict)

    @property
    def activation(self) -> str:
        if re.search(r"ReLU|\\max", self.prose):
            return "relu"
        if re.search(r"identity|\(z\) = z", self.prose):
            return "identity"
        raise UnknownError("the activation")

    def holds(self, latex: str) -> bool | None:
        """Whether every link of a chain holds; None for a rule or a first value."""
        sides, relations = members(latex)
        head, rest = sides[0], sides[1:]
        if head[0] != "name":
            return self.equal_all(sides)
        if not relations:
            raise UnreadError(latex)
        names = [(head[1], head[2])]
        while len(rest) > 1 and rest[0][0] == "name" and self.is_alias(head, rest[0]):
            names.append((rest[0][1], rest[0][2]))
            rest = rest[1:]
        if relations[0] in (":=", r"\leftarrow"):
            return self.settle(names, rest, self.equal_all(rest))
        return self.stated(names, rest)

    def is_alias(self, head: Tree, tree: Tree) -> bool:
        """Z^[1] = A^[1] = …: the same layer, first stated here."""
        return (
            head[1] in ("Z", "S") and head[2] == tree[2] and (tree[1], tree[2]) not in self.values
        )

    def stated(self, names: list[tuple[str, str]], rest: list[Tree]) -> bool | None:
        if not numeric(rest[-1]):
            if len(rest) > 1:
                raise UnreadError("a chain without a result")
            return self.define(names[0], rest[0])
        if names[0] in self.values and len(rest) == 1 and not self.ruled(names[0]):
            self.values[names[0]] = self.evaluate(rest[0])  # a new example
            return None
        try:
            known = self.rule_value(names[0])
        except UnknownError:
            known = None
        if known is None and len(rest) == 1:
            self.values[names[0]] = self.evaluate(rest[0])
            return None
        sound = self.equal_all(rest)
        if known is not None:
            sound = sound and self.close(known, self.evaluate(rest[0]), digits(rest[0]))
        return self.settle(names, rest, sound)

    def define(self, name: tuple[str, str], body: Tree) -> None:
        self.rules[name] = body
        self.values.pop(name, None)

    def settle(self, names: list[tuple[str, str]], rest: list[Tree], sound: bool) -> bool:
        last = self.evaluate(rest[-1])
        for name in names:
            self.values[name] = last
        return sound

    def equal_all(self, sides: list[Tree]) -> bool:
        values = [self.evaluate(side) for side in sides]
        return all(
            self.close(a, b, min_digits(one, other))
            for (one, a), (other, b) in zip(
                zip(sides, values, strict=True),
                zip(sides[1:], values[1:], strict=True),
                strict=False,
            )
        )

    @staticmethod
    def close(a: Array | None, b: Array | None, places: int) -> bool:
        if a is None or b is None:
            return False
        if a.shape != b.shape and 1 not in (a.size, b.size):
            return False
        if (a.size == 1) != (b.size == 1):
            return False
        scale = 1e-9 * (1 + float(np.max(np.abs(a))))
        return bool(np.max(np.abs(a.ravel() - b.ravel())) <= 0.5 * 10.0**-places + scale)

    def ruled(self, name: tuple[str, str]) -> bool:
        return self.rule_for(name) is not None

    def rule_for(self, name: tuple[str, str]) -> Tree | None:
        if name in self.rules:
            return self.rules[name]
        if not name[1].isdigit() or (name[0], "l") not in self.rules:
            return None
        if not 0 < int(name[1]) <= self.depth:
            return None
        return relabelled(self.rules[name[0], "l"], int(name[1]))

    @property
    def depth(self) -> int:
        return max((int(label or 1) for base, label in self.values if base in WEIGHTS), default=0)

    def rule_value(self, name: tuple[str, str]) -> Array | None:
        rule = self.rule_for(name)
        return None if rule is None else self.evaluate(rule)

    def lookup(self, name: tuple[str, str]) -> Array | None:
        if name in self.values:
            return self.values[name]
        if name[0] == "b":
            return np.zeros((1, 1))
        if name[0] in (r"\alpha", r"\eta"):
            said = re.search(re.escape(name[0]) + r" = ([\d.]+)", self.near)
            if not said:
                raise UnknownError(name)
            return np.array([[float(said[1].rstrip("."))]])
        if name[0] == "m":
            return np.array([[float(self.batch())]])
        if name[1] == "0" and (name[0], "0") not in self.rules:
            first = next((key for key in self.values if key in (("X", ""), ("P", ""))), None)
            if first:
                return self.values[first]
        if not self.ruled(name):
            raise UnknownError(name)
        return self.rule_value(name)

    def batch(self) -> int:
        """m: as many as Y, or dZ, or X has examples."""
        match = re.search(r"\bm = (\d)", self.prose)
        if match:
            return int(match[1])
        inputs = self.values.get(("X", ""), self.values.get(("P", "")))
        assert inputs is not None
        first = next(v for (base, label), v in self.values.items() if base in WEIGHTS)
        columns = fits(first, inputs)
        written = re.search(r"[ZS](?:[\^_]\S*)? &?= ([XPHAWU]|\\Theta)(?!\S* &?=)", self.prose)
        if written and columns and fits(inputs, first):
            columns = written[1] in WEIGHTS
        return inputs.shape[1 if columns else 0]

    def evaluate(self, tree: Tree) -> Array | None:
        """The value of a tree; None where shapes do not fit."""
        match tree:
            case ("number", digits_):
                return np.array([[float(digits_)]])
            case ("matrix", rows):
                return matrix(self, rows)
            case ("name", base, label):
                return self.lookup((base, label))
            case ("T", inside):
                value = self.evaluate(inside)
                return None if value is None else value.T
            case ("neg", inside):
                value = self.evaluate(inside)
                return None if value is None else -value
            case ("call", function, primed, inside):
                return self.apply(function, primed, self.evaluate(inside))
            case ("ones",):
                return np.ones((self.batch(), 1))
            case ("power", inside, exponent):
                return self.evaluate(inside) ** int(exponent)
            case (operation, left, right):
                return combined(operation, self.evaluate(left), self.evaluate(right))
        raise UnreadError(str(tree))

    def apply(self, function: str, primed: bool, value: Array | None) -> Array | None:
        if value is None:
            return None
        names = {r"\sigma": "sigmoid", r"\tanh": "tanh", r"\max": "relu"}
        return (SLOPES if primed else ACTIVATIONS)[names.get(function) or self.activation](value)


def matrix(reader: Reread, rows: list[list[Tree]]) -> Array | None:
    if len({len(row) for row in rows}) != 1:
        raise UnreadError("a ragged matrix")
    return np.array([[float(reader.evaluate(cell)[0, 0]) for cell in row] for row in rows])


def combined(operation: str, a: Array | None, b: Array | None) -> Array | None:
    if a is None or b is None:
        return None
    try:
        match operation:
            case "times":
                return a * b if 1 in (a.size, b.size) and not fits(a, b) else a @ b
            case "had":
                return a * b if a.shape == b.shape else None
            case "add":
                return a + b
            case "sub":
                return a - b
            case "over":
                return a / b
    except ValueError:
        return None
    raise UnreadError(operation)


def fits(a: Array, b: Array) -> bool:
    return a.shape[1] == b.shape[0]


def numeric(tree: Tree) -> bool:
    """Whether a tree is written with numbers only."""
    if tree[0] == "name" or tree[0] == "ones":
        return False
    return all(numeric(part) for part in tree[1:] if isinstance(part, tuple))


def relabelled(tree: Tree, layer: int) -> Tree:
    """A general rule for one layer: l becomes a number."""
    if tree[0] == "name" and tree[2].startswith("l"):
        return ("name", tree[1], str(layer + int(tree[2][1:] or 0)))
    return tuple(relabelled(p, layer) if isinstance(p, tuple) else p for p in tree)


def digits(tree: Tree) -> int:
    """How many digits after the point a number or a matrix shows; many where it is exact."""
    if tree[0] in ("neg", "T"):
        return digits(tree[1])
    if tree[0] not in ("number", "matrix"):
        return 9
    found = [places for places in decimals(tree) if places]
    return max(found) if found and numeric(tree) else 9


def min_digits(one: Tree, other: Tree) -> int:
    return min(digits(one), digits(other))


def decimals(tree: object) -> list[int]:
    if isinstance(tree, tuple) and tree and tree[0] == "number":
        return [len(tree[1].partition(".")[2])]
    if isinstance(tree, tuple | list):
        return [places for part in tree for places in decimals(part)]
    return []


def reread(text: str, places: list[tuple[int, int]]) -> list[bool | None]:
    """For every formula of a note, in order, whether it holds; a new example forgets values."""
    reader, answers, before = Reread(text, text), [], 0
    for start, end in places:
        if "example\n" in text[before:start]:
            reader.values.clear()
            reader.near = text[start:]
        answers.append(reader.holds(text[start:end]))
        before = end
    return answers
