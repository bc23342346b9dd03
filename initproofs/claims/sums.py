"""Sums over the wrong thing: a bias gradient summed over units too, a variance about zero, a
division by the variance.

In: the lines of one note in order. Out: what is wrong, where another line of the same note shows
what its author means. A line without such a neighbour is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..given.calls import Call, calls
from ..given.letters import nodes
from ..given.scales import flat
from ..nouns import Node
from .lines import Line
from .raising import Fault

SUMS = frozenset({"np.sum", "numpy.sum", "np.mean", "numpy.mean"})
_BIAS = re.compile(r"d(?:b|B)(?:\^)?\[?\d?\w?\]?")
_VARIANCE = re.compile(r"(?:var|variances?|sigma2|sigma_sq|sigma_squared)(?:_\w+)?", re.I)
_MEAN = re.compile(r"(?:means?|mu|avg|average|μ|mean_\w+)(?:_\w+)?", re.I)


def sum_faults(lines: Sequence[Line], source: str) -> Iterator[tuple[int, Fault]]:
    """The place of a line in the sequence, and what is wrong with it."""
    for place, line in enumerate(lines):
        if not line.python or len(line.targets) != 1:
            continue
        for fault in (
            _without_axis(line, lines, source),
            _about_zero(place, lines, source),
            _by_the_variance(place, lines, source),
        ):
            if fault is not None:
                yield place, fault


@dataclass(frozen=True)
class _Summed:
    """``db[1] = 1/m * np.sum(dZ[1])``: the names without labels, and the call."""

    target: str
    argument: str
    call: Call

    @property
    def axis(self) -> bool:
        return "axis" in self.call.keywords or len(self.call.positional) > 1


def _summed(line: Line) -> _Summed | None:
    if len(line.targets) != 1:
        return None
    found = [call for call in calls(line.body) if call.name in SUMS]
    if len(found) != 1 or not found[0].positional:
        return None
    argument = flat(found[0].positional[0])
    target = line.targets[0]
    if "[" not in argument or "[" not in target:
        return None
    return _Summed(target.partition("[")[0], argument.partition("[")[0], found[0])


def _without_axis(line: Line, lines: Sequence[Line], source: str) -> Fault | None:
    """The same gradient is summed along an axis for another layer of this code."""
    mine = _summed(line)
    if mine is None or mine.axis or not _BIAS.fullmatch(mine.target):
        return None
    near = [other for other in lines if abs(other.block - line.block) <= 1]
    others = [s for other in near if (s := _summed(other)) is not None and s.axis]
    twin = next((s for s in others if (s.target, s.argument) == (mine.target, mine.argument)), None)
    if twin is None:
        return None
    written = _text(mine.call.node, line, source)
    options = _options(twin.call, next(o for o in near if _is_of(o, twin)), source)
    right = f"{written[:-1]}, {options})"
    return Fault(
        line.span,
        f"sums over the units as well: every bias of the layer gets the same number; {options}",
        written,
        right,
        f"the other layer has {options}; one bias belongs to one unit",
        line.source.replace(written, right, 1),
    )


def _is_of(line: Line, summed: _Summed) -> bool:
    found = _summed(line)
    return found is not None and found.call == summed.call


def _options(call: Call, line: Line, source: str) -> str:
    return ", ".join(
        f"{name}={_text(node, line, source)}" for name, node in call.keywords.items()
    ) or ", ".join(f"axis={_text(node, line, source)}" for node in call.positional[1:])


def _text(node: Node, line: Line, source: str) -> str:
    span = line.where(node)
    return source[span.start : span.end]


def _about_zero(place: int, lines: Sequence[Line], source: str) -> Fault | None:
    """``variance = np.sum(Z**2) / m`` where the mean of Z was taken and not subtracted."""
    line = lines[place]
    if not _VARIANCE.fullmatch(line.targets[0]):
        return None
    squared = _squared(line.body)
    if squared is None:
        return None
    name = flat(squared)
    earlier = [other for other in lines[:place] if other.block == line.block]
    means = [other for other in earlier if _is_mean_of(other, name)]
    if not name or not means or any(name in other.targets for other in earlier):
        return None
    mean = means[-1].targets[0]
    if any(flat(node) == mean for node in nodes(line.body)):
        return None
    written = _text(squared, line, source)
    return Fault(
        line.span,
        f"this is the mean square of {name}, not its variance: {mean} is not subtracted",
        line.source,
        line.source.replace(written, f"{written} - {mean}", 1),
        f"Var {name} = E[({name} − E {name})²]; {mean} is computed before and not used here",
        line.source.replace(written, f"{written} - {mean}", 1),
        ((f"{name}", "mean 3, variance 1"), ("mean square", "10")),
    )


def _squared(body: Node) -> Node | None:
    """What is squared and averaged: ``np.power(Z, 2)``, ``Z**2``, ``np.square(Z)``."""
    if not any(call.name in SUMS or call.name.endswith(".sum") for call in calls(body)):
        return None
    for call in calls(body):
        name, given = call.name.rpartition(".")[2], call.positional
        if name == "square" and len(given) == 1:
            return given[0]
        if name == "power" and len(given) == 2 and given[1].value == "2":
            return given[0]
        if call.name in SUMS and given and given[0].kind == "script":
            base, exponent = given[0].children[0], given[0].children[-1]
            return base if exponent.value == "2" else None
    return None


def _is_mean_of(line: Line, name: str) -> bool:
    if len(line.targets) != 1 or not _MEAN.fullmatch(line.targets[0]):
        return False
    found = list(calls(line.body))
    return any(call.name in (f"{name}.sum", f"{name}.mean") for call in found) or any(
        call.name in SUMS and call.positional and flat(call.positional[0]) == name for call in found
    )


def _by_the_variance(place: int, lines: Sequence[Line], source: str) -> Fault | None:
    """``X = X / variances`` after ``X = X - means``."""
    line = lines[place]
    name = line.targets[0]
    body = line.body
    if body.kind != "product" or [c.value for c in body.children if c.kind == "op"] != ["/"]:
        return None
    top, _, bottom = body.children
    divisor = flat(bottom)
    if flat(top) != name or not _VARIANCE.fullmatch(divisor):
        return None
    earlier = [other for other in lines[:place] if other.block == line.block]
    if not any(_subtracts_mean(other, name) for other in earlier):
        return None
    if any(divisor in other.targets and _is_root(other) for other in earlier):
        return None
    written = _text(bottom, line, source)
    return Fault(
        line.span,
        f"divided by the variance, {name} has the variance 1/σ², not 1: divide by its root",
        line.source,
        f"{name} / √({divisor})",
        "Var(X/c) = Var(X)/c², which is 1 for c = σ",
        line.source.replace(f"/ {written}", f"/ np.sqrt({written})", 1),
        (("σ", "5"), ("standard deviation after", "0.2")),
    )


def _subtracts_mean(line: Line, name: str) -> bool:
    body = line.body
    if line.targets != (name,) or body.kind != "sum" or len(body.children) != 3:
        return False
    first, sign, last = body.children
    return flat(first) == name and sign.value == "-" and bool(_MEAN.fullmatch(flat(last)))


def _is_root(line: Line) -> bool:
    """Is what it computes a standard deviation, whatever its name is?"""
    if any(call.name.rpartition(".")[2] in ("sqrt", "std") for call in calls(line.body)):
        return True
    return any(node.kind == "number" and node.value == "0.5" for node in nodes(line.body))
