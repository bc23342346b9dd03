"""Terms of scalar code → complex numbers, and derivatives by a step along the imaginary axis.

In: the assignments of a computation, in order. Out: the value of every name at given inputs, and
the exact slope of what is computed later in what was moved (Squire and Trapp, 1998). What is no
scalar, and names that nothing gives a value, have no value: None.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ..given.calls import calls
from ..given.code_terms import CodeTerms
from ..given.letters import nodes
from ..given.scripts import as_index, stripped
from ..nouns import Node
from ..terms import (
    Applied,
    Head,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    walk,
)
from .lines import Line

STEP = 1e-30
CLOSE, TINY = 1e-9, 1e-14  # of what is compared, and of what cancels
LARGEST, DEEPEST = 50.0, 600.0  # of a power, and of what a function is applied to
HALF = Number(Fraction(1, 2))
Value = complex | list[complex]
FUNCTIONS: dict[str, Callable[[complex], complex]] = {
    "exp": cmath.exp,
    "ln": cmath.log,
    "tanh": cmath.tanh,
    "sigmoid": lambda x: 1 / (1 + cmath.exp(-x)),
    "relu": lambda x: x if x.real > 0 else 0j,
    "sin": cmath.sin,
    "cos": cmath.cos,
}
ROOTS = frozenset(["math.sqrt", "np.sqrt", "sqrt"])
CALLED = {
    **{f"{room}{name}": name for room in ("math.", "np.", "") for name in ("sin", "cos", "tanh")},
    "exp": "exp",
    "log": "ln",
}


class StageTerms(CodeTerms):
    """Scalar code: ``weights[0]`` is an entry of a list, and a root is a power."""

    def _juxtaposed(self, node: Node) -> Term:
        head, bracket = node.children
        if head.kind == "name" and bracket.kind == "fence" and bracket.value == "[ ]":
            index = as_index(bracket.children[0])
            if index is not None and not index.base:
                return Symbol(Head(head.value, index, (), "[]"), self.span(node))
        return super()._juxtaposed(node)

    def _call(self, node: Node) -> Term:
        call = next(calls(node), None)
        if call is not None and call.node is node and len(call.positional) == 1:
            argument, place = self.term(call.positional[0]), self.span(node)
            if call.name in ROOTS:
                return Power(argument, HALF, place)
            if call.name in CALLED:
                return Applied(CALLED[call.name], (argument,), span=place)
        return super()._call(node)


@dataclass(frozen=True)
class Step:
    """``name = body``, or ``name += body``; a list has a body for each of its entries."""

    line: Line
    name: str
    sign: str
    bodies: tuple[Term, ...]
    listed: bool

    @property
    def constant(self) -> bool:
        """Is it given as plain numbers?"""
        return not self.uses

    @property
    def uses(self) -> frozenset[str]:
        """The names on its right side, whether or not that can be read."""
        return frozenset(node.value for node in nodes(self.line.body) if node.kind == "name")

    def value(self, names: Mapping[str, Value]) -> Value | None:
        found = [value(body, names) for body in self.bodies]
        known = [one for one in found if one is not None]
        if len(known) < len(found):
            return None
        return known if self.listed else known[0]


def step_of(line: Line) -> Step | None:
    """An assignment to one name, as far as it is understood."""
    tree = line.tree
    if not line.python or len(line.targets) != 1 or tree.kind != "chain":
        return None
    code, body = StageTerms(line.where), stripped(line.body)
    listed = body.kind == "fence" and body.value == "[ ]"
    entries = _entries(body) if listed else [line.body]
    bodies = tuple(code.term(entry) for entry in entries)
    return Step(line, line.targets[0], tree.children[1].value, bodies, listed) if bodies else None


def _entries(body: Node) -> list[Node]:
    inside = stripped(body.children[0])
    return [c for c in inside.children if c.kind != "op"] if inside.kind == "list" else [inside]


def names_of(term: Term) -> frozenset[str]:
    """The names of a term as code spells them, a list without the place in it."""
    return frozenset(name for p in walk(term) if isinstance(p, Symbol) for name in spelled(p.head))


def spelled(head: Head) -> tuple[str, ...]:
    """``x1`` and ``x_1``, or the list ``x`` that ``x[1]`` is an entry of."""
    if head.label is None:
        return (head.name,)
    return f"{head.name}{head.label}", f"{head.name}_{head.label}", head.name


@dataclass
class Run:
    """The values of all names, and for those held fast how they would have moved."""

    names: dict[str, Value]
    moved: dict[str, complex] = field(default_factory=dict)


def run(
    steps: Sequence[Step],
    inputs: Mapping[str, Value],
    variable: str = "",
    place: int = 0,
    held: frozenset[str] = frozenset(),
) -> Run:
    """All names in order; ``variable`` is moved along the imaginary axis, ``held`` are not."""
    last = {step.name: step for step in steps}
    found = Run(dict(inputs))
    if variable not in last and variable in inputs:
        found.names[variable] = _pushed(inputs[variable], place)
    for step in steps:
        value = inputs.get(step.name, step.value(found.names))
        if value is None or step.sign != "=":
            found.names.pop(step.name, None)
            continue
        if step.name == variable and step is last[step.name]:
            value = _pushed(value, place)
        elif step.name in held and step is last[step.name] and isinstance(value, complex):
            found.moved[step.name] = value.imag / STEP + 0j
            value = value.real + 0j
        found.names[step.name] = value
    return found


def _pushed(value: Value, place: int) -> Value:
    if isinstance(value, list):
        return [v + 1j * STEP if i == place else v for i, v in enumerate(value)]
    return value + 1j * STEP


def value(term: Term, names: Mapping[str, Value]) -> complex | None:
    """The value of a term; None where something in it has none."""
    try:
        return _value(term, names)
    except (ArithmeticError, ValueError):
        return None


def _value(term: Term, names: Mapping[str, Value]) -> complex | None:
    match term:
        case Number(number):
            return complex(number)
        case Symbol(head):
            return _named(head, names)
        case Sum(terms):
            found = [(sign, _value(inner, names)) for sign, inner in terms]
            known = [sign * one for sign, one in found if one is not None]
            return sum(known, 0j) if len(known) == len(found) else None
        case Product(left, right) | Quotient(left, right):
            one, other = _value(left, names), _value(right, names)
            if one is None or other is None:
                return None
            return one / other if isinstance(term, Quotient) else one * other
        case Power(base, exponent):
            one, other = _value(base, names), _value(exponent, names)
            if one is None or other is None or abs(other) > LARGEST:
                return None
            return complex(one**other)
        case Applied(name, (argument,), 0) if name in FUNCTIONS:
            one = _value(argument, names)
            return FUNCTIONS[name](one) if one is not None and abs(one) < DEEPEST else None
    return None


def _named(head: Head, names: Mapping[str, Value]) -> complex | None:
    for name in spelled(head):
        found = names.get(name)
        if isinstance(found, complex) and (head.label is None or name != head.name):
            return found
        if isinstance(found, list) and name == head.name and head.label is not None:
            place = head.label.offset
            return found[place] if 0 <= place < len(found) else None
    return None


def close(one: Value, other: Value) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        same = isinstance(one, list) and isinstance(other, list) and len(one) == len(other)
        return same and all(map(close, one, other))  # type: ignore[arg-type]
    return abs(one - other) <= CLOSE * max(abs(one), abs(other)) + TINY
