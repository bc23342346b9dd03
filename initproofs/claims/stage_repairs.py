"""A wrong line of scalar code → the nearest line that is right: a small edit, else the chain rule.

What is offered must be right whatever is passed to it, use only what stands above it, and make the
lines for its name add up to the derivative.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..given.numpy_text import Coding, coding
from ..given.spell import plain
from ..terms import Head, Sum, Symbol, Term, walk
from .edits import Edit, Known, edits
from .stage_slopes import ONE, ZERO, slope, times
from .stage_trials import Trials, Which
from .stage_values import Step, names_of

MOST = 300  # edits tried for one line, or one entry of a list
CHAIN_RULE = "the chain rule gives another line"
Repair = tuple[str, str]


def repaired(trials: Trials, place: int, source: str) -> Repair | None:
    """What is wrong, in words, and the right side as it should be."""
    step = trials.backward[place]
    printer = _printer(trials, step, source)
    known = _operands(trials, place)
    for entry, body in enumerate(step.bodies):
        for edit in islice(_candidates(trials, place, entry, body, known), MOST):
            bodies = _with(step, entry, edit.term)
            if _fits(trials, place, bodies):
                text = _said(printer, step, bodies)
                if text:
                    return edit.says, text
    return None


def _with(step: Step, entry: int, body: Term) -> tuple[Term, ...]:
    return (*step.bodies[:entry], body, *step.bodies[entry + 1 :])


def _fits(trials: Trials, place: int, bodies: tuple[Term, ...]) -> bool:
    step = trials.backward[place]
    if not trials.holds(step, bodies):
        return False
    meant = trials.which(step.name)
    if meant is None or not meant.told:
        return True
    ends = (meant.of,) if meant.of else trials.ends
    points = range(len(trials.inputs))
    return any(all(trials.total(step.name, p, e, {place: bodies}) for p in points) for e in ends)


def _candidates(
    trials: Trials, place: int, entry: int, body: Term, known: tuple[Term, ...]
) -> Iterator[Edit]:
    for part in known:
        if isinstance(part, Symbol) and trials.derivatives((part,)):
            yield Edit(f"the factor {plain(part)} is missing", times(body, part))
    yield from edits(body, Known(elsewhere=known, numbers=True))
    step = trials.backward[place]
    meant = trials.which(step.name)
    if meant is not None:
        for derived in _derived(trials, place, meant, entry if step.listed else None):
            yield Edit(CHAIN_RULE, derived)


def _operands(trials: Trials, place: int) -> tuple[Term, ...]:
    """Derivatives that are known by then, and the values near the one that is moved."""
    step = trials.backward[place]
    meant = trials.which(step.name)
    above = [other.name for other in trials.backward[:place] if other.name != step.name]
    found = [Symbol(Head(name)) for name in dict.fromkeys(above)]
    for other in trials.forward:
        spoken = [p for b in other.bodies for p in walk(b) if isinstance(p, Symbol)]
        if meant and (other.name == meant.by or meant.by in names_of_all(other)):
            found += [*spoken, Symbol(Head(other.name))]
    return tuple(dict.fromkeys(found))


def names_of_all(step: Step) -> frozenset[str]:
    return frozenset().union(*map(names_of, step.bodies))


def _derived(trials: Trials, place: int, meant: Which, entry: int | None) -> Iterator[Term]:
    """``Σ du · ∂u/∂v`` over all u that v stands in, as far as each du is known by then; and each
    of these alone, for a line that only adds its part."""
    above = [other.name for other in trials.backward[:place]]
    names = {w.by: n for n in above if (w := trials.which(n)) and w.of == meant.of}
    by = _head(trials, meant.by, entry)
    terms: list[tuple[int, Term]] = []
    for step in trials.forward:
        local = slope(step.bodies[0], Symbol(Head(step.name)), by) if not step.listed else ZERO
        if local == ZERO:
            continue
        last = step.name == meant.of or step.name in trials.ends
        passed: Term | None = Symbol(Head(names[step.name])) if step.name in names else None
        passed = passed or (ONE if last else None)
        if local is not None and passed is not None:
            terms.append((1, times(local, passed)))
    if len(terms) > 1:
        yield Sum(tuple(terms))
    yield from (term for _, term in terms)


def _head(trials: Trials, name: str, entry: int | None) -> Head:
    """As the forward lines spell it: ``x1`` has a label."""
    for step in trials.forward:
        for part in (p for body in step.bodies for p in walk(body)):
            if isinstance(part, Symbol) and part.head.label is not None:
                head = part.head
                at = part.head.label.offset
                if name in (f"{head.name}{at}", f"{head.name}_{at}") or (
                    name == head.name and at == entry
                ):
                    return head
    return Head(name)


def _printer(trials: Trials, step: Step, source: str) -> Coding:
    terms = [body for other in (*trials.forward, *trials.backward) for body in other.bodies]
    names = [*trials.known, *(other.name for other in trials.backward)]
    own = [*step.bodies, *terms]
    return coding(source, step.line.source, own, scalar=True, spoken=frozenset(names))


def _said(printer: Coding, step: Step, bodies: tuple[Term, ...]) -> str:
    lines = [printer.line(body) for body in bodies]
    if not all(lines):
        return ""
    return f"[{', '.join(lines)}]" if step.listed else lines[0]
