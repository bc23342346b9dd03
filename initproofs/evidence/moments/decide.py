"""A statement about moments and what may be supposed → what can be said of it, with the evidence.

``proved`` under the premises that are stated; ``holds`` only with more, the weakest set found;
``fails`` with a law that satisfies every sensible premise; or ``open``, with the reason. Proofs are
enumerated exactly on random laws; should the two disagree, nothing is said at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ...terms import Applied, Head, Symbol, Term, heads
from .algebra import Algebra, Setting
from .expression import Expression, Unsupported
from .generators import family
from .premises import Equation, Premise, Premises, Shared, ZeroMean
from .roots import cleared
from .sensible import admissible, candidates, rarer
from .trials import Broken, breaks, enumerated

LATEST = 1000  # statements whose normal forms are kept: one is asked in several settings


class Answer(StrEnum):
    PROVED = "proved"
    HOLDS = "holds under more"
    FAILS = "fails"
    OPEN = "open"


class InternalDisagreement(AssertionError):
    """The algebra proved what enumeration refutes: a fault of ours."""


@dataclass(frozen=True)
class Statement:
    left: Term
    right: Term


@dataclass(frozen=True)
class Decision:
    """``missing`` is the weakest further set; ``broken`` a law without it, or against the claim."""

    answer: Answer
    steps: tuple[tuple[str, str], ...] = ()
    missing: tuple[Premise, ...] = ()
    broken: Broken | None = None
    cases: int = 0  # laws that were enumerated beside the proof
    why: str = ""


def decide(
    statement: Statement, setting: Setting, barred: frozenset[str] = frozenset()
) -> Decision:
    """``barred`` are words of premises that the note itself denies: they rescue nothing."""
    try:
        return attempt(statement, setting) or _rescued(statement, setting, barred)
    except Unsupported as reason:
        return Decision(Answer.OPEN, why=str(reason))


def attempt(statement: Statement, setting: Setting) -> Decision | None:
    """The proof under exactly these premises, or nothing."""
    held, steps = holds(statement, setting)
    return _proved(statement, setting, steps) if held else None


def difference(statement: Statement, setting: Setting) -> tuple[Expression, Algebra]:
    algebra = Algebra(setting)
    return cleared(algebra.value(statement.left) - algebra.value(statement.right)), algebra


def is_determined(term: Term, setting: Setting) -> bool:
    """Do the premises leave one number only that it can be?"""
    try:
        return Algebra(setting).value(term).number is not None
    except Unsupported:
        return False


@lru_cache(maxsize=LATEST)
def holds(statement: Statement, setting: Setting) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Do both sides have one normal form under exactly these premises? With the rules used."""
    rest, algebra = difference(statement, setting)
    return not rest.terms, algebra.steps


def _proved(statement: Statement, setting: Setting, steps: tuple[tuple[str, str], ...]) -> Decision:
    cases, broken = enumerated(statement.left, statement.right, setting)
    if broken is not None:
        raise InternalDisagreement(f"{statement} is proved, but fails for {broken}")
    return Decision(Answer.PROVED, steps, cases=cases)


def refuted(statement: Statement, setting: Setting) -> Decision | None:
    """A law that satisfies all that could sensibly be supposed, where algebra reaches no further:
    what it breaks holds under nothing less."""
    try:
        strongest = _with(setting, _sensible(statement, setting, frozenset()))
        broken = breaks(statement.left, statement.right, strongest)
    except Unsupported:
        return None
    return Decision(Answer.FAILS, broken=broken) if broken is not None else None


def _sensible(statement: Statement, setting: Setting, barred: frozenset[str]) -> list[Premise]:
    """What else the author may have meant, strongest first; no mean that is given is zero."""
    given = [premise.left for premise in setting.premises if isinstance(premise, Equation)]
    averaged = {family(head) for left in given for head in _averaged(left)}
    valued = {family(h) for left in given for h in heads(left)}
    extra = [
        premise
        for premise in candidates((statement.left, statement.right), setting)
        if str(premise) not in barred and premise not in setting.premises
        if not (isinstance(premise, ZeroMean) and premise.family in averaged)
        if not (isinstance(premise, Shared) and premise.families <= valued)
    ]
    return admissible(statement.right, setting, extra)


def _averaged(left: Term) -> Iterator[Head]:
    match left:
        case Applied("E", (Symbol(head),)):
            yield head


def _rescued(statement: Statement, setting: Setting, barred: frozenset[str]) -> Decision:
    extra = _sensible(statement, setting, barred)
    strongest = _with(setting, extra)
    held, steps = holds(statement, strongest)
    if not held:
        sides = statement.left, statement.right
        rare = rarer(*sides, setting, strongest)
        further = [premise for premise in rare if str(premise) not in barred]
        held, steps = holds(statement, _with(strongest, further)) if further else (False, ())
        extra = [*extra, *further]
    if not held:
        return _failed(statement, strongest)
    missing = _weakest(statement, setting, extra)
    under = setting.with_premises(setting.premises | frozenset(missing))
    cases, broken = enumerated(statement.left, statement.right, under)
    if broken is not None:
        raise InternalDisagreement(f"{statement} holds under {missing}, but fails for {broken}")
    without = breaks(statement.left, statement.right, setting)
    if without is None:
        return Decision(Answer.OPEN, why="no example shows what is missing")
    return Decision(Answer.HOLDS, steps, missing, without, cases)


def _weakest(statement: Statement, setting: Setting, extra: list[Premise]) -> tuple[Premise, ...]:
    """Premises are taken out, the strongest first, as long as the statement still holds.

    Equal means ask for less than means of zero, and are more to say where the means must vanish
    for another reason, too: the shorter list is taken.
    """
    kept = _needed(statement, setting, extra)
    if not any(isinstance(premise, Shared) for premise in extra):
        return kept
    means = [premise for premise in extra if isinstance(premise, ZeroMean)]
    others = [premise for premise in extra if premise not in means]
    return min(_needed(statement, setting, [*others, *means]), kept, key=len)


def _needed(statement: Statement, setting: Setting, extra: list[Premise]) -> tuple[Premise, ...]:
    kept = list(extra)
    for premise in extra:
        fewer = [p for p in kept if p != premise]
        if holds(statement, _with(setting, fewer))[0]:
            kept = fewer
    return tuple(kept)


def _with(setting: Setting, more: list[Premise]) -> Setting:
    return replace(setting, premises=setting.premises | frozenset(more))


def _failed(statement: Statement, strongest: Setting) -> Decision:
    """Refuted only by a law that satisfies all that could sensibly be supposed."""
    broken = breaks(statement.left, statement.right, strongest)
    if broken is None:
        return Decision(Answer.OPEN, why="neither proved nor refuted by small examples")
    return Decision(Answer.FAILS, broken=broken)


def weakened(statement: Statement, premises: Premises, setting: Setting) -> dict[Premise, Broken]:
    """For each premise a law that satisfies all the others and breaks the statement."""
    found: dict[Premise, Broken] = {}
    for premise in sorted(premises, key=str):
        without = setting.with_premises(premises - {premise})
        broken = breaks(statement.left, statement.right, without)
        if broken is not None:
            found[premise] = broken
    return found
