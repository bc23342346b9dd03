"""Backpropagation written out in scalars, stage by stage: every ``dv`` against the derivative of
the result in v.

In: the lines of a note in order. Out: verdicts on lines such as ``dden = (-1 / den**2) * dinvden``
and ``dfdx = dfdq * dqdx``. The lines are read into trees and these are evaluated here in complex
numbers; a step along the imaginary axis (Squire and Trapp, 1998) gives each derivative to all
digits, at the note's own inputs and at others. What has matrices in it, or names that nothing gives
a value, is left alone.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from ..given.calls import calls
from ..given.letters import nodes
from ..given.scales import flat
from ..nouns import Counterexample, Node, Reproduction, Ruling, Span, Verdict
from .lines import Line

STEP = 1e-30
CLOSE, TINY = 1e-9, 1e-14  # of what is compared, and of what cancels
LONGEST = 100  # lines of one computation
LARGEST = 50.0  # of an exponent or a power
Value = complex | list[complex]
FUNCTIONS: dict[str, Callable[[complex], complex]] = {
    **dict.fromkeys(("math.exp", "np.exp", "exp"), cmath.exp),
    **dict.fromkeys(("math.log", "np.log", "log"), cmath.log),
    **dict.fromkeys(("math.sqrt", "np.sqrt", "sqrt"), cmath.sqrt),
    **dict.fromkeys(("math.tanh", "np.tanh", "tanh"), cmath.tanh),
}


@dataclass
class Stage:
    """Lines that compute a result, and then the lines that go back through them."""

    forward: list[Line] = field(default_factory=list)
    backward: list[Line] = field(default_factory=list)


def staged(lines: Sequence[Line]) -> Iterator[tuple[Span, Verdict]]:
    for stage in _stages(lines):
        if stage.backward and len(stage.forward) <= LONGEST:
            yield from _Check(stage).verdicts()


def _stages(lines: Sequence[Line]) -> list[Stage]:
    stages = [Stage()]
    for line in lines:
        if not line.python or len(line.targets) != 1 or line.tree.kind != "chain":
            continue
        stage = stages[-1]
        known = [name for other in stage.forward for name in other.targets]
        if _of_which(line.targets[0], known):
            stage.backward.append(line)
            continue
        if stage.backward:
            stages.append(Stage())
        stages[-1].forward.append(line)
    return stages


def _of_which(name: str, known: Sequence[str]) -> tuple[str, str] | None:
    """``dfdx`` is (f, x); ``dx`` is ("", x); other names are no derivatives."""
    if not name.startswith("d") or len(name) < 2:
        return None
    if name[1:] in known:
        return "", name[1:]
    for top in dict.fromkeys(known):
        if name.startswith(f"d{top}d") and name[len(top) + 2 :] in known:
            return top, name[len(top) + 2 :]
    return None


class _Check:
    """One stage, run at the note's inputs and at random ones."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.known = [name for line in stage.forward for name in line.targets]
        self.runs = [{}, self._others()]
        self.agrees = [self._agreements(inputs) for inputs in self.runs]

    def _others(self) -> dict[str, Value]:
        """Other inputs: wherever the note gives plain numbers."""
        golden = (complex(0.3 + 1.4 * (0.6180339887 * k % 1)) for k in count(1))
        found: dict[str, Value] = {}
        for line in self.stage.forward:
            value = _value(line.body, {})
            if isinstance(value, list):
                found[line.targets[0]] = [next(golden) for _ in value]
            elif value is not None:
                found[line.targets[0]] = next(golden)
        return found

    def _forward(
        self, inputs: Mapping[str, Value], moved: str = "", place: int = 0
    ) -> dict[str, Value]:
        """The values of all names, with one of them moved along the imaginary axis."""
        names: dict[str, Value] = {}
        for line in self.stage.forward:
            name = line.targets[0]
            value = inputs.get(name, _value(line.body, names))
            if value is None or _sign(line) != "=":
                names.pop(name, None)
                continue
            if name == moved:
                value = _moved(value, place)
            names[name] = value
        return names

    def _derivative(self, of: str, name: str, inputs: Mapping[str, Value]) -> Value | None:
        at = self._forward(inputs).get(name)
        if at is None:
            return None
        places = range(len(at)) if isinstance(at, list) else range(1)
        found = []
        for place in places:
            result = self._forward(inputs, name, place).get(of)
            if not isinstance(result, complex):
                return None
            found.append(complex(result.imag / STEP))
        return found if isinstance(at, list) else found[0]

    def _agreements(self, inputs: Mapping[str, Value]) -> dict[str, tuple[bool, Value, Value]]:
        """For each derivative: whether the lines give it, what they give, and what it is."""
        names = self._forward(inputs)
        result = next((n for n in reversed(self.known) if isinstance(names.get(n), complex)), "")
        for line in self.stage.backward:
            value = _value(line.body, names)
            target, sign = line.targets[0], _sign(line)
            before = names.get(target)
            if sign == "+=" and isinstance(value, complex) and isinstance(before, complex):
                value = before + value
            elif sign != "=":
                value = None
            if value is None:
                names.pop(target, None)
            else:
                names[target] = value
        found = {}
        for target in dict.fromkeys(line.targets[0] for line in self.stage.backward):
            of, name = _of_which(target, self.known) or ("", "")
            true, given = self._derivative(of or result, name, inputs), names.get(target)
            if true is not None and given is not None:
                found[target] = _close(given, true), given, true
        return found

    def verdicts(self) -> Iterator[tuple[Span, Verdict]]:
        right = {t for t in self.agrees[0] if all(r.get(t, (False,))[0] for r in self.agrees)}
        for line in self.stage.backward:
            target = line.targets[0]
            if not any(node.kind == "name" for node in nodes(line.body)):
                continue
            if target in right:
                yield line.span, self._confirmed(target)
            elif self._is_wrong(line, right):
                yield line.span, self._refuted(line)

    def _confirmed(self, target: str) -> Verdict:
        of, name = _of_which(target, self.known) or ("", "")
        message = f"{target} is the derivative of {of or 'the result'} in {name}"
        what = "derivatives by a step along the imaginary axis, at the note’s inputs and at others"
        return Verdict(Ruling.CONFIRMED, message, (Reproduction(what, 2, 2),), message)

    def _is_wrong(self, line: Line, right: set[str]) -> bool:
        """All that it is built on is right, it is the only line of its kind, and it differs."""
        target = line.targets[0]
        lines = [other for other in self.stage.backward if other.targets[0] == target]
        used = {n.value for n in nodes(line.body) if n.kind == "name"}
        derived = {name for name in used if _of_which(name, self.known)}
        differs = all(target in run and not run[target][0] for run in self.agrees)
        return differs and len(lines) == 1 and len(right) > 1 and derived <= right and bool(derived)

    def _refuted(self, line: Line) -> Verdict:
        target = line.targets[0]
        of, name = _of_which(target, self.known) or ("", "")
        _, given, true = self.agrees[0][target]
        message = f"{target} is not the derivative of {of or 'the result'} in {name}"
        counter = Counterexample(
            f"{target} = {_shown(given)}",
            f"{target} = {_shown(true)}",
            "derivative of the lines above, at the note’s own inputs",
        )
        return Verdict(Ruling.REFUTED, message, (counter,), message)


def _sign(line: Line) -> str:
    return line.tree.children[1].value


def _moved(value: Value, place: int) -> Value:
    if isinstance(value, list):
        return [v + 1j * STEP if i == place else v for i, v in enumerate(value)]
    return value + 1j * STEP


def _close(one: Value, other: Value) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        same = isinstance(one, list) and isinstance(other, list) and len(one) == len(other)
        return same and all(map(_close, one, other))  # type: ignore[arg-type]
    return abs(one - other) <= CLOSE * max(abs(one), abs(other)) + TINY


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return f"{value.real:.4g}"


def _value(node: Node, names: Mapping[str, Value]) -> Value | None:
    """The value of a tree; None where something in it has none."""
    inner = node
    while inner.kind in ("fence", "group") and inner.children and inner.value != "[ ]":
        inner = inner.children[0]
    if inner.kind == "fence":
        return _listed(inner, names)
    name = flat(inner)
    if name in names:
        return names[name]
    return _scalar(inner, names)


def _listed(node: Node, names: Mapping[str, Value]) -> Value | None:
    inside = node.children[0] if node.children else node
    items = [c for c in inside.children if c.kind != "op"] if inside.kind == "list" else [inside]
    values = [_value(item, names) for item in items]
    numbers = [value for value in values if isinstance(value, complex)]
    return numbers if numbers and len(numbers) == len(values) else None


def _scalar(node: Node, names: Mapping[str, Value]) -> complex | None:
    try:
        return _computed(node, names)
    except (ArithmeticError, ValueError):
        return None


def _computed(node: Node, names: Mapping[str, Value]) -> complex | None:
    if node.kind == "number":
        return complex(float(node.value))
    if node.kind == "juxtaposed":
        return _entry(node, names)
    if node.kind == "call":
        found = next(calls(node), None)
        function = FUNCTIONS.get(found.name) if found else None
        if found is None or function is None or len(found.positional) != 1:
            return None
        argument = _value(found.positional[0], names)
        small = isinstance(argument, complex) and abs(argument) < LARGEST
        return function(argument) if small and isinstance(argument, complex) else None
    if node.kind == "script":
        base, power = (_value(child, names) for child in node.children[:2])
        fine = isinstance(base, complex) and isinstance(power, complex) and abs(power) < LARGEST
        return base**power if fine and node.value == "^" else None  # type: ignore[operator]
    return _joined(node, names) if node.kind in ("sum", "product") else None


def _entry(node: Node, names: Mapping[str, Value]) -> complex | None:
    """``w[0]``."""
    head, bracket = node.children
    values, index = names.get(flat(head)), bracket.children[0] if bracket.children else bracket
    if not isinstance(values, list) or index.kind != "number" or not index.value.isdigit():
        return None
    return values[int(index.value)] if int(index.value) < len(values) else None


def _joined(node: Node, names: Mapping[str, Value]) -> complex | None:
    """Sums and products of scalars, from left to right."""
    total, sign = (0j, "+") if node.kind == "sum" else (1 + 0j, "*")
    for child in node.children:
        if child.kind == "op":
            sign = child.value
            continue
        value = _value(child, names)
        if not isinstance(value, complex):
            return None
        if sign not in ("+", "-", "*", "/"):
            return None
        total = _join(total, sign, value)
    return total


def _join(one: complex, sign: str, other: complex) -> complex:
    if sign in "+-":
        return one + other if sign == "+" else one - other
    return one * other if sign == "*" else one / other
