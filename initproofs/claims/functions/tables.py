"""Tables of activation functions: a row that names one, a column headed “derivative” → claims.

In: a replayed note. Out: for each such cell its place and its verdict. A cell that does not read as
one formula in the argument and the output of the function is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ...evidence.functions.catalogue import TITLES, substitute
from ...evidence.functions.equal import Apart, Equal, compare, leaks_otherwise, letters
from ...evidence.functions.show import show
from ...given.analysis import COMPARISONS, Analysis
from ...given.links import Replay
from ...notation import Reading, parse
from ...nouns import (
    Assumption,
    Block,
    BlockKind,
    Counterexample,
    Formula,
    Node,
    Proof,
    Ruling,
    Span,
    Verdict,
)
from ...terms import Applied, Head, Symbol, Term, is_obscure
from .function_words import functions_in
from .naming import named_plainly
from .wording import spelled

DERIVATIVE = re.compile(r"^\W*(?:derivatives?|gradients?|slopes?|[a-zσ]['′]\s*\(\w\))\b", re.I)
BRANCH = re.compile(r"\s*(?P<value>[^;,]+?)\s+(?:if|when|for)\s+(?P<condition>[^;,]+)\s*")
OTHERWISE = re.compile(r"\s*(?P<value>[^;,]+?)\s+(?:otherwise|else)\s*")
OUTPUTS = frozenset("aAyfhg")  # letters for the value of the function
ARGUMENTS = frozenset("zxZXu")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    blocks: tuple[Block, ...]

    @property
    def span(self) -> Span:
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)


def cells(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    """The derivatives in the tables of a note."""
    header: list[Cell] = []
    last = -2
    for line, row in rows(replay):
        if line > last + 2:
            header = row
        elif len(row) == len(header):
            yield from _judged(replay, header, row)
        last = line


def rows(replay: Replay) -> Iterator[tuple[int, list[Cell]]]:
    document = replay.notes.document
    shown = [b for b in document.blocks if b.kind not in (BlockKind.CODE, BlockKind.DISPLAY)]
    for number, blocks in groupby(shown, lambda b: document.place(b.span.start)[0]):
        span = document.line(number)
        if document.source[span.start : span.end].lstrip().startswith("|"):
            found = [tuple(cell) for _, cell in groupby(blocks, lambda b: b.paragraph)]
            yield number, [Cell("".join(b.text for b in cell), cell) for cell in found]


def _judged(replay: Replay, header: list[Cell], row: list[Cell]) -> Iterator[tuple[Span, Verdict]]:
    named = functions_in(row[0].text)
    if len(named) != 1 or named[0] not in TITLES or len(row[0].text.split()) > 4:
        return
    for title, cell in zip(header[1:], row[1:], strict=True):
        if DERIVATIVE.match(title.text):
            term = _read(replay, cell)
            verdict = compared(named[0], term) if term is not None else None
            if verdict is not None:
                yield cell.span, verdict


def _read(replay: Replay, cell: Cell) -> Term | None:
    parts = re.split(r"[;,]", cell.text)
    branches = [BRANCH.fullmatch(part) for part in parts]
    last = OTHERWISE.fullmatch(parts[-1])
    if len(parts) == 1 and branches[0] is None:
        return _formula(replay, cell.text)
    terms: list[Term | None] = []
    for branch in branches[: -1 if last else None]:
        if branch is None:
            return None
        terms += [_formula(replay, branch["value"]), _condition(replay, branch["condition"])]
    terms.append(_formula(replay, last["value"]) if last else Applied("undefined", ()))
    known = [term for term in terms if term is not None]
    return Applied("cases", tuple(known)) if len(known) == len(terms) else None


def _formula(replay: Replay, text: str) -> Term | None:
    found = _analysed(replay, text)
    if found is None or found[1].kind == "chain":
        return None
    term = found[0].term(found[1])
    return None if is_obscure(term) else named_plainly(term)


def _condition(replay: Replay, text: str) -> Term | None:
    found = _analysed(replay, text)
    term = found[0].condition(found[1]) if found is not None else None
    known = isinstance(term, Applied) and term.function in COMPARISONS and not is_obscure(term)
    return term if known else None


def _analysed(replay: Replay, text: str) -> tuple[Analysis, Node] | None:
    reading = parse(text, True)
    if not isinstance(reading, Reading) or reading.literal is not None:
        return None
    block = Block(BlockKind.PLAIN, text, range(len(text) + 1), Span(0, len(text)))
    places = tuple(Span(token.start, token.end) for token in reading.tokens)
    formula = Formula(block, reading.tree, places)
    return Analysis(formula, replay.notes.names), reading.tree


def compared(name: str, term: Term) -> Verdict | None:
    """A formula in the argument and the output of a function, against its derivative."""
    names = letters(term)
    arguments = [head for head in names if head.name in ARGUMENTS]
    outputs = [head for head in names if head.name in OUTPUTS]
    if len(arguments) > 1 or len(outputs) > 1 or len(names) > len(arguments) + len(outputs):
        return None
    variable = arguments[0] if arguments else Head("z")
    value = Applied(name, (Symbol(variable),))
    slope = Applied(name, (Symbol(variable),), 1)
    written = substitute(term, dict.fromkeys(outputs, value))
    found = compare(slope, written)
    used = tuple(Assumption(f"{head} is the value of the function") for head in outputs)
    if isinstance(found, Equal) and not found.demands:
        message = f"this is the derivative of {TITLES[name]}"
        return Verdict(Ruling.PROVED, message, (Proof(found.steps),), message, used)
    if leaks_otherwise(slope, written):
        return None
    if isinstance(found, Apart) and (found.everywhere or _has_cases(term)):
        at = f"{found.at[0][0]} = {found.at[0][1]}" if found.at else "every point"
        values = f"{spelled(found.left)}, not {spelled(found.right)}"
        message = f"the derivative of {TITLES[name]} at {at} is {values}"
        wrong = Counterexample(show(term), values, message, ((at, values),))
        return Verdict(Ruling.REFUTED, message, (wrong,), message, used)
    return None


def _has_cases(term: Term) -> bool:
    return isinstance(term, Applied) and term.function == "cases"
