"""Equations → the forward rules that a derivative rests on: the note's own, else the usual network.

The first equation for a name defines it; where a note turns to another f, the latest one before the
claim does. Numbers define nothing here: a derivative is judged at every point. What a note leaves
out (``Z = WA + b`` of a table of gradients only) is added as everybody means it, and is marked so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from ..terms import (
    Applied,
    Derivative,
    Head,
    Symbol,
    Term,
    heads,
    is_numeric,
    walk,
)
from .entrywise_rules import is_open, whole_rule
from .equations import Equation, is_gradient, is_gradient_name, subject_of
from .families import (
    ACTIVATIONS,
    BIASES,
    COLUMN,
    COUNTERS,
    LAYOUTS,
    LOSSES,
    NAMED_FUNCTIONS,
    ROW,
    UNKNOWN,
    WEIGHTS,
)
from .lifted import lifted
from .links import Replay
from .log import Fact, Log, Status
from .unnamed_sums import with_sums
from .usual import Rules, products_missing, usual, usual_fact


def definitions(found: list[Equation], replay: Replay) -> list[Fact]:
    """What the equations of a document define, in order; ``order`` is the equation's number."""
    facts: list[Fact] = []
    for number, equation in enumerate(found):
        head = _defined(equation)
        if head is None or is_numeric(equation.right) or is_gradient(equation.right):
            continue
        if head in heads(equation.right) or not equation.first:
            continue
        if head.name in COUNTERS and head == Head(head.name) and _counts(equation.right):
            continue  # l = L - 1, …, 1
        if (
            isinstance(equation.right, Symbol)
            and isinstance(equation.left, Symbol)
            and (equation.right.head.indices)
        ):
            continue  # z_1 = z_2 compares, and defines nothing
        again = any(_covers(f.head, head) or _restated(f, head, equation.right) for f in facts)
        if equation.computed and again:
            continue  # a step of an example, and no rule
        case = replay.cases[equation.block]
        whole = whole_rule(head, equation.right)
        if whole is not None and any(fact.head == whole[0] for fact in facts):
            continue  # the same once more, entry by entry
        head, body = whole or (head, equation.right)
        facts.append(Fact(head, Status.DEFINED, equation.span, number, case, body=body))
    return with_sums(facts, vocabulary(found))


def _counts(body: Term) -> bool:
    """Is it said with nothing but letters that count? A loss may be called l, too."""
    return all(len(head.name) == 1 and head.name in "ijklmnKLMNT" for head in heads(body))


def _covers(general: Head, head: Head) -> bool:
    """Is it the rule for every layer of what a head is one layer of, or for the head itself?"""
    if general.label is None or head.label is None or general.name != head.name:
        return False
    return general == head or bool(general.label.base)


def _restated(fact: Fact, head: Head, body: Term) -> bool:
    """Is it the rule for this name once more, perhaps with its factors in another order?"""
    if fact.head != head or fact.body is None:
        return False
    return Counter(heads(fact.body)) == Counter(heads(body))


def _defined(equation: Equation) -> Head | None:
    """``Z`` of ``Z = …``, ``f`` of ``f(x, y) = …``."""
    match equation.left:
        case Symbol(head) if not is_gradient_name(head.name):
            return head
        case Applied(name, arguments, 0, None) if all(isinstance(a, Symbol) for a in arguments):
            base = name.partition("_")[0]
            return Head(base) if base in NAMED_FUNCTIONS | LOSSES else None
    return None


def in_force(facts: list[Fact], at: int, case: tuple[int, ...]) -> tuple[Fact, ...]:
    """One rule for each name: the latest before a place, else the first behind it.

    What is said in the same example goes before what is said elsewhere.
    """
    by_head: dict[Head, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_head[fact.head].append(fact)
    chosen = []
    for candidates in by_head.values():
        near = [f for f in candidates if case[: len(f.case)] == f.case] or candidates
        before = [f for f in near if f.order < at]
        if candidates[0].head.label is not None:
            before = before[:1]  # a second rule for the same layer is a claim
        chosen.append(replace((before or near[:1])[-1], case=()))
    return tuple(sorted(chosen, key=lambda fact: fact.order))


def vocabulary(found: list[Equation]) -> tuple[Head, ...]:
    """Every name of the equations, with the variables that the gradients are taken by."""
    seen: dict[Head, None] = {}
    for equation in found:
        for side in (equation.left, equation.right):
            for head in heads(side):
                seen[head] = None
                subject = subject_of(head.name)
                if subject:
                    seen[replace(head, name=subject)] = None
    return tuple(seen)


def functions(found: list[Equation]) -> tuple[str, ...]:
    """Activations by name, those with a prime first."""
    parts = [p for e in found for s in (e.left, e.right) for p in walk(s) if isinstance(p, Applied)]
    primed = [p.function for p in parts if p.primes]
    return tuple(
        dict.fromkeys([*primed, *(p.function for p in parts if p.function in ACTIVATIONS)])
    )


def rules(facts: tuple[Fact, ...], found: list[Equation]) -> Rules:
    words = vocabulary(found)
    facts = (*facts, *lifted(facts, found), *_unknown_functions(facts, found))
    bare = Rules(facts, words, functions(found), ())
    needed = bool(usual(bare, COLUMN))
    if needed and products_missing(bare):
        return replace(bare, layouts=LAYOUTS)
    if any(fact.body is not None and is_open(fact.body) for fact in facts):
        return replace(bare, layouts=(COLUMN, ROW))
    return replace(bare, layouts=("usual",) * needed)


def _unknown_functions(facts: tuple[Fact, ...], found: list[Equation]) -> list[Fact]:
    """``∂ŷ/∂a_1`` of a ŷ that is nowhere defined: an unknown function of all such variables."""
    defined = {fact.head: fact for fact in facts}
    arguments: dict[Head, dict[Head, None]] = defaultdict(dict)
    for of, by in spoken_of(found):
        if not (isinstance(of, Symbol) and isinstance(by, Symbol)):
            continue
        unknown = not any(_names(head, of.head) for head in defined) and of.head.name not in LOSSES
        around = of.head == by.head or of.head in arguments.get(by.head, ())  # ∂x/∂x is 1
        if unknown and not around and _is_definite(of.head, by.head):
            arguments[of.head][by.head] = None
    return [
        usual_fact(head, Applied(UNKNOWN + str(head), tuple(map(Symbol, nearest))))
        for head, taken in arguments.items()
        if (nearest := [h for h in taken if not _leads_to(h, set(taken) - {h}, defined)])
        and not all(h.name in WEIGHTS + BIASES for h in nearest)
    ]


def _names(ruled: Head, head: Head) -> bool:
    """``a^[l]`` has a rule for ``a_1^[3]``, too."""
    general = ruled.label is not None and bool(ruled.label.base) and head.label is not None
    return ruled == head or (general and ruled.name == head.name and not ruled.indices)


def _is_definite(*several: Head) -> bool:
    return all(not head.generic and (head.label is None or head.indices) for head in several)


def _leads_to(head: Head, others: set[Head], defined: dict[Head, Fact]) -> bool:
    """Is one of the others computed from it? Then the function takes that one."""
    return any(head in _rests_on(other, defined, set()) for other in others)


def _rests_on(head: Head, defined: dict[Head, Fact], seen: set[Head]) -> set[Head]:
    fact = defined.get(head)
    if fact is None or fact.body is None or head in seen:
        return set()
    seen.add(head)
    found = set(heads(fact.body))
    return found.union(*(_rests_on(inner, defined, seen) for inner in found))


def log_of(facts: tuple[Fact, ...], like: Log, top: int) -> Log:
    """A log that holds just these rules, in a document with the conventions of another log."""
    fresh = replace(
        like,
        facts=[],
        by_name=defaultdict(list),
        by_case=defaultdict(list),
        rules=defaultdict(list),
        top=top,
    )
    for order, fact in enumerate(facts):
        fresh.add(replace(fact, order=order))
    return fresh


def spoken_of(found: list[Equation]) -> list[tuple[Term, Term]]:
    """Every derivative of a document, as what is derived and by what."""
    return [
        (part.of, part.by)
        for equation in found
        for side in (equation.left, equation.right)
        for part in walk(side)
        if isinstance(part, Derivative)
    ]
