"""Functions of a note’s code that are named after an activation: ``def sigmoid(z): return …``.

In: the lines of a note. Out: whether what is returned is the function of that name, or its
derivative, in the argument or in the function’s value; what is returned may be made of names that
the lines above it gave a value, one each. A function of several arguments is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..evidence.functions.catalogue import TITLES, rebuilt, substitute
from ..evidence.functions.edits import nearest
from ..evidence.functions.equal import Apart, Equal, compare, leaks_otherwise, letters
from ..evidence.functions.show import show
from ..given.analysis import SPELLINGS, Analysis
from ..given.links import Replay
from ..nouns import (
    Assumption,
    BlockKind,
    Counterexample,
    Formula,
    Node,
    Proof,
    Ruling,
    Span,
    Verdict,
)
from ..terms import Applied, Head, Symbol, Term, is_obscure
from .functions.naming import named_plainly
from .functions.wording import spelled
from .lines import Line

Told = tuple[Span, Verdict]
NAMES = {"sigmoid": "sigmoid", "logistic": "sigmoid", "tanh": "tanh", "relu": "relu"}
NAMES |= {
    "leaky_relu": "leaky relu",
    "lrelu": "leaky relu",
    "softplus": "softplus",
    "softsign": "softsign",
    "silu": "silu",
    "swish": "silu",
}
_FUNCTION = re.compile(
    rf"(?P<before>d_?|deriv\w*_(?:of_)?|grad_)?(?P<name>{'|'.join(NAMES)})"
    r"(?P<behind>_?(?:prime|deriv\w*|grad(?:ient)?|der|dash|backward_scalar))?"
)


def returned(replay: Replay, lines: Sequence[Line]) -> Iterator[Told]:
    for line in lines:
        match = _FUNCTION.fullmatch(line.function) if line.python else None
        if match is None or not line.source.startswith("return"):
            continue
        above = _above(line, lines)
        parameter = _parameter(line, replay, len(above) + 1)
        term = _returned(above, line, replay) if parameter else None
        if term is None or is_obscure(term) or letters(term) != [Head(parameter)]:
            continue
        slope = bool(match["before"] or match["behind"])
        verdict = _verdict(NAMES[match["name"]], slope, Head(parameter), term)
        if verdict is not None:
            yield line.span, verdict


def _above(line: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines of its function before it."""
    same = [o for o in lines if o.block == line.block and o.function == line.function and o.python]
    return [other for other in same if other.span.start < line.span.start]


def _returned(above: Sequence[Line], line: Line, replay: Replay) -> Term | None:
    """What is returned, with what the lines above it say of its names; None where they say more."""
    values: dict[Head, Term] = {}
    for other in above:
        term = _term(other, replay, other.body)
        if len(other.targets) != 1 or is_obscure(term) or Head(other.targets[0]) in values:
            return None
        values[Head(other.targets[0])] = substitute(term, values)
    return substitute(_term(line, replay, line.tree), values)


def _parameter(line: Line, replay: Replay, rows: int) -> str:
    """The one argument of the function that a line stands in, if it has one and so many lines."""
    block = replay.notes.document.blocks[line.block]
    if block.kind is not BlockKind.CODE:
        return ""
    head = re.search(
        rf"^[ \t]*def\s+{re.escape(line.function)}\(([^()]*)\)[^:\n]*:"
        r"(?P<body>(?:\n[ \t]+[^\n]*|\n)*)",
        block.text,
        re.M,
    )
    if head is None:
        return ""
    names = [part.split("=")[0].split(":")[0].strip() for part in head[1].split(",")]
    body = re.sub(r"(?s)\"\"\".*?\"\"\"|'''.*?'''|#[^\n]*", "", head["body"])
    names = [name for name in names if name and name != "self"]
    alone = len([row for row in body.split("\n") if row.strip()]) == rows
    return names[0] if len(names) == 1 and names[0].isidentifier() and alone else ""


def _term(line: Line, replay: Replay, tree: Node) -> Term:
    read = _Read(line, replay)
    return named_plainly(_bare(read.term(tree)))


class _Read(Analysis):
    """A line of code, whose parts stand where the line says."""

    def __init__(self, line: Line, replay: Replay) -> None:
        block = replay.notes.document.blocks[line.block]
        super().__init__(Formula(block, line.tree, (line.span,)), replay.notes.names)
        self.line = line

    def span(self, node: Node) -> Span:
        return self.line.where(node)


def _bare(term: Term) -> Term:
    """``self.sigmoid(z)`` as ``sigmoid(z)``."""
    inside = rebuilt(term, _bare)
    if isinstance(inside, Applied) and inside.function.removeprefix("self.") in SPELLINGS:
        return Applied(inside.function.removeprefix("self."), inside.arguments, inside.primes)
    return inside


def _verdict(name: str, slope: bool, parameter: Head, term: Term) -> Verdict | None:
    argument = Symbol(parameter)
    wanted = Applied(name, (argument,), int(slope))
    title = TITLES[name]
    what = f"the derivative of {title}" if slope else title
    found = compare(wanted, term)
    if isinstance(found, Equal) and not found.demands:
        message = f"this returns {what}"
        return Verdict(Ruling.PROVED, message, (Proof(found.steps),), message)
    if slope:
        of_value = compare(wanted, substitute(term, {parameter: Applied(name, (argument,))}))
        if isinstance(of_value, Equal) and not of_value.demands:
            message = f"this returns {what}, from its value {parameter}"
            used = (Assumption(f"{parameter} is the value of the function"),)
            return Verdict(Ruling.PROVED, message, (Proof(of_value.steps),), message, used)
        if not isinstance(of_value, Apart):
            return None
    if not isinstance(found, Apart) or leaks_otherwise(wanted, term):
        return None
    if not found.everywhere and nearest(wanted, term) is None:
        return None
    at = f"{found.at[0][0]} = {found.at[0][1]}" if found.at else "every argument"
    values = f"{spelled(found.right)}, and {what} is {spelled(found.left)}"
    message = f"this is not {what}: at {at} it returns {values}"
    counter = Counterexample(show(term), what, message, ((at, values),))
    return Verdict(Ruling.REFUTED, message, (counter,), message)
