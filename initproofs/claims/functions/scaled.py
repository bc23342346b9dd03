"""E and Var of functions of a Gaussian number with any variance: ``E[ReLU(z)] = σ/√(2π)``.

In: a replayed note. Out: for two neighbours of a chain, moments of functions of one letter z and
terms in its standard deviation, whether they agree, where the note says z ~ N(0, σ²) before. Both
sides are enclosed at several σ. What is called an approximation is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ...evidence.bounds.balls import NoValue, enclose
from ...evidence.bounds.gaussian import expectation
from ...evidence.functions.building import squared
from ...evidence.functions.catalogue import rebuilt
from ...evidence.functions.equal import letters
from ...evidence.functions.show import show
from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...given.words import cues
from ...nouns import Bound, Counterexample, Ruling, Span, Verdict
from ...terms import Applied, Head, Symbol, Term, is_obscure, walk
from .expectations import NORMAL, resolved
from .naming import Naming, named_plainly, naming

_SQUARE = r"\s*(?P<name>\\sigma|σ)\s*(?:_\s*\{?(?P<of>\w+)\}?)?\s*\^\s*\{?\s*2\b"
DEVIATIONS = (Fraction(1), Fraction(2), Fraction(3))
NEAR = Fraction(1, 10**9)
MOMENTS = ("E", "Var")


def scaled(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    moods = dict(cues(replay.notes.document, replay.sentences))
    names = naming(replay)
    for statement in statements_of(replay):
        if moods.get(statement.block) == "mentioned" or any(map(is_obscure, statement.members)):
            continue
        for place, (one, other) in enumerate(pairwise(statement.members)):
            inside = {part for side in (one, other) for part in _moments(side)}
            if statement.relations[place] != "=" or not inside:
                continue
            verdict = _compared(replay, names, statement, one, other)
            if verdict is not None:
                span = Span(statement.spans[place].start, statement.spans[place + 1].end)
                yield span, verdict


def _moments(term: Term) -> Iterator[Applied]:
    for part in walk(term):
        if isinstance(part, Applied) and part.function in MOMENTS and len(part.arguments) == 1:
            yield part


def _compared(
    replay: Replay, names: Naming, statement: Statement, one: Term, other: Term
) -> Verdict | None:
    values: list[tuple[Fraction, Fraction]] = []
    for deviation in DEVIATIONS:
        left = _valued(replay, names, statement, one, deviation)
        right = _valued(replay, names, statement, other, deviation)
        if left is None or right is None:
            return None
        values.append((left, right))
    shown = f"{show(one)} = {show(other)}"
    agree = [abs(a - b) <= NEAR * max(abs(a), Fraction(1)) for a, b in values]
    if all(agree):
        message = "holds for a Gaussian number, by rigorous quadrature"
        bounds = [f"{float(side):.12g}" for side in values[0]]
        return Verdict(Ruling.CONFIRMED, message, (Bound(bounds[0], bounds[1], shown),), message)
    if any(agree):
        return None
    left, right = values[0]
    message = f"{show(one)} is {float(left):.4g} for σ = 1, and {show(other)} is {float(right):.4g}"
    example = Counterexample(shown, f"{float(left):.6g} ≠ {float(right):.6g}", message)
    return Verdict(Ruling.REFUTED, message, (example,), message, (), None, (statement.spans[-1],))


def _valued(
    replay: Replay, names: Naming, statement: Statement, term: Term, deviation: Fraction
) -> Fraction | None:
    """A side at one standard deviation; None where anything in it is not known."""
    at: dict[Head, Fraction] = {}
    known = True

    def replaced(part: Term) -> Term:
        nonlocal known
        if not isinstance(part, Applied) or part.function not in MOMENTS:
            return rebuilt(part, replaced)
        value = _moment(replay, names, statement, part, deviation)
        known = known and value is not None
        name = Head(f"moment {len(at)}")
        at[name] = value or Fraction(0)
        return Symbol(name)

    plain = named_plainly(replaced(term))
    free = [head for head in letters(plain) if head not in at]
    spread = {head for head in free if _is_deviation(replay, head, statement.block)}
    if not known or len(spread) != len(free):
        return None
    try:
        return enclose(plain, at | dict.fromkeys(spread, deviation)).middle
    except NoValue:
        return None


def _moment(
    replay: Replay, names: Naming, statement: Statement, part: Applied, deviation: Fraction
) -> Fraction | None:
    body = resolved(names, statement, _opened(replay, part.arguments[0]))
    found = letters(body) if body is not None else []
    if body is None or len(found) != 1 or _deviation(replay, found[0], statement.block) is None:
        return None
    try:
        mean = expectation(body, found[0], deviation).middle
        if part.function == "E":
            return mean
        return expectation(squared(body), found[0], deviation).middle - mean * mean
    except NoValue:
        return None


def _opened(replay: Replay, term: Term) -> Term:
    """With what ``h = ReLU(z)`` says of h in its place, where the note says one thing of it."""
    said: dict[Head, set[Term]] = {}
    for statement in statements_of(replay):
        match statement.members:
            case (Symbol(head), Applied(function, (Symbol(),)) as body, *_):
                if not head.indices and head.label is None and function not in MOMENTS:
                    said.setdefault(head, set()).add(body)

    def replaced(part: Term) -> Term:
        if isinstance(part, Symbol) and len(said.get(part.head, ())) == 1:
            return next(iter(said[part.head]))
        return rebuilt(part, replaced)

    return replaced(term)


def _deviation(replay: Replay, letter: Head, block: int) -> tuple[str, str] | None:
    """The letter and the script of σ in ``z ~ N(0, σ_z²)``, as said last."""
    if letter.label is not None or letter.indices:
        return None
    found = None
    for here in replay.notes.document.blocks[: block + 1]:
        said = re.search(rf"(?<![\w\\]){re.escape(letter.name)}\s*{NORMAL}{_SQUARE}", here.text)
        found = ("σ", said["of"] or "") if said else found
    return found


def _is_deviation(replay: Replay, head: Head, block: int) -> bool:
    """Is it the σ of some Gaussian letter that the note has spoken of by then?"""
    script = "".join(index.base for index in head.indices)
    blocks = replay.notes.document.blocks[: block + 1]
    laws = (re.search(rf"{NORMAL}{_SQUARE}", here.text) for here in blocks)
    said = {law["of"] or "" for law in laws if law}
    return head.name == "σ" and head.label is None and said == {script}
