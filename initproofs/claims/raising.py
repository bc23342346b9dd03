"""Calls of NumPy that stop with an error or make an array of the wrong shape.

In: the lines of a note. Out: what is wrong with a call, and what to write: names that NumPy has
not, one tuple where single sizes are wanted (and the other way round), labels of layers for their
sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..given.calls import Call, calls
from ..given.fans import labelled, roles
from ..given.scales import flat
from ..nouns import Node, Span
from .lines import Line
from .packages import missing

SEPARATE = frozenset({"randn", "rand"})  # of np.random: single sizes
TOGETHER = frozenset({"zeros", "ones", "empty"})  # one shape, and then the type
PARAMETERS = re.compile(r"[wWbBθ]|[wW]eights?|[bB]ias(?:es)?|param(?:eter)?s?")
SHAPED = frozenset({"randn", "rand", "zeros", "ones", "empty", "random", "standard_normal"})


@dataclass(frozen=True)
class Fault:
    """A wrong piece of a line: what was written, what is right, and why."""

    span: Span
    message: str
    wrote: str
    true: str
    because: str
    correction: str | None = None
    example: tuple[tuple[str, str], ...] = ()


def faults(line: Line, source: str) -> Iterator[Fault]:
    for call in calls(line.tree):
        yield from _absent(call, line)
        yield from _arguments(call, line, source)
        yield from _labels(call, line, source)


def _text(node: Node, line: Line, source: str) -> str:
    span = line.where(node)
    return source[span.start : span.end]


def _absent(call: Call, line: Line) -> Iterator[Fault]:
    found = missing(call.name)
    if found is None:
        return
    name, instead = found
    yield Fault(
        line.where(call.head),
        f"NumPy has no {name}; this line stops with an error",
        call.name,
        instead or "no such name",
        "AttributeError: the list of names of the module does not have it (NumPy 1.17 to 2.4)",
        instead or None,
    )


def _arguments(call: Call, line: Line, source: str) -> Iterator[Fault]:
    module, _, name = call.name.rpartition(".")
    if module in ("np.random", "numpy.random") and name in SEPARATE:
        yield from _separate(call, name, line, source)
    elif module in ("np", "numpy") and name in TOGETHER:
        yield from _together(call, name, line, source)
    elif module in ("np.random", "numpy.random", "rng") and name in ("normal", "uniform"):
        yield from _beyond_the_size(call, name, line, source)


def _beyond_the_size(call: Call, name: str, line: Line, source: str) -> Iterator[Fault]:
    """``np.random.normal(0, 1, n, m)``: the shape is one argument, the third."""
    given = call.positional
    if len(given) < 4 or not line.python:
        return
    first, shape = (
        ", ".join(_text(node, line, source) for node in part) for part in (given[:2], given[2:])
    )
    yield Fault(
        line.where(call.node),
        f"{name} takes the shape as one tuple; this line stops with a TypeError",
        f"{name}({first}, {shape})",
        f"{name}({first}, ({shape}))",
        f"np.random.{name} has three arguments: two of the law, and size",
        f"{_text(call.head, line, source)}({first}, ({shape}))",
    )


def _separate(call: Call, name: str, line: Line, source: str) -> Iterator[Fault]:
    """``randn((3, 2))`` and ``rand(A.shape)``."""
    given = call.positional
    if len(given) != 1 or call.keywords:
        return
    only = given[0]
    if only.kind == "fence" and only.value in ("( )", "[ ]") and _is_list(only):
        right = _text(only, line, source)[1:-1].strip().rstrip(",")
        inside = f"(({right}))"
    elif flat(only).endswith(".shape"):
        right, inside = "*" + _text(only, line, source), f"({_text(only, line, source)})"
    else:
        return
    head = _text(call.head, line, source)
    yield Fault(
        line.where(call.node),
        f"{name} takes the sizes one by one; a tuple stops with a TypeError",
        f"{name}{inside}",
        f"{name}({right})",
        "np.random.randn and np.random.rand take each size as an argument of its own",
        f"{head}({right})",
    )


def _together(call: Call, name: str, line: Line, source: str) -> Iterator[Fault]:
    """``np.zeros(3, 2)``: the second argument is the type of the entries."""
    given = call.positional
    if len(given) < 2 or not line.python or not all(_is_size(node) for node in given[:2]):
        return
    shape = ", ".join(_text(node, line, source) for node in given)
    head = _text(call.head, line, source)
    yield Fault(
        line.where(call.node),
        f"{name} takes the shape as one tuple; this line stops with a TypeError",
        f"{name}({shape})",
        f"{name}(({shape}))",
        "the second argument is the type of the entries",
        f"{head}(({shape}))",
    )


def _is_list(fence: Node) -> bool:
    return bool(fence.children) and fence.children[0].kind == "list"


def _is_size(node: Node) -> bool:
    name = flat(node)
    sized = name and (roles([name], {}) is not None or labelled(name))
    return (node.kind == "number" and node.value.isdigit()) or bool(sized)


def _labels(call: Call, line: Line, source: str) -> Iterator[Fault]:
    """``W[l] = randn(l-1, l)``: l numbers the layers."""
    name = call.name.rpartition(".")[2]
    letters = {_letter(target) for target in line.targets} - {""}
    given = call.positional
    if len(given) == 1 and given[0].kind == "fence" and _is_list(given[0]):
        given = [c for c in given[0].children[0].children if c.kind != "op"]
    if name not in SHAPED or len(letters) != 1 or len(given) != 2:
        return
    (letter,) = letters
    offsets = [_offset(node, letter) for node in given]
    known = [offset for offset in offsets if offset is not None]
    if len(known) != 2 or abs(known[0] - known[1]) != 1:
        return
    sizes = [f"n[{letter}{offset:+d}]" if offset else f"n[{letter}]" for offset in known]
    written = ", ".join(_text(node, line, source) for node in given)
    at_one = ", ".join(str(1 + offset) for offset in known)
    span = Span(line.where(given[0]).start, line.where(given[1]).end)
    yield Fault(
        span,
        f"{letter} is the number of a layer, not its size: the shape is ({at_one}) for "
        f"{letter} = 1",
        f"({written})",
        f"({', '.join(sizes)})",
        f"{line.targets[0]} has the label {letter}; its shape is made of the sizes of two layers",
        ", ".join(sizes),
        ((letter, "1"), ("shape", f"({at_one})")),
    )


def _letter(target: str) -> str:
    """The label of ``W[l]``, ``W^[l]``, ``W_l``."""
    base, bracket, label = target.replace("^[", "[").partition("[")
    if bracket and PARAMETERS.fullmatch(base) and label.endswith("]") and label[:-1].isalpha():
        return label[:-1]
    return ""


def _offset(node: Node, letter: str) -> int | None:
    if flat(node) == letter:
        return 0
    if node.kind == "sum" and len(node.children) == 3:
        first, sign, last = node.children
        if flat(first) == letter and last.kind == "number" and last.value == "1":
            return {"+": 1, "-": -1}.get(sign.value)
    return None
