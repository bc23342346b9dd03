"""Equations → the forward rules that a derivative rests on: the note's own, else the usual network.

The first equation for a name defines it; where a note turns to another f, the latest one before the
claim does. Numbers define nothing here: a derivative is judged at every point. What a note leaves
out (``Z = WA + b`` of a table of gradients only) is added as everybody means it, and is marked so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from ..nouns import Span
from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Product,
    Sum,
    Symbol,
    Term,
    Transposed,
    heads,
    is_numeric,
    walk,
)
from .equations import Equation, is_gradient, is_gradient_name, subject_of
from .links import Replay
from .log import Fact, Log, Status
from .program import letter_of

WEIGHTS = "W w 𝐖 𝐰 Θ θ".split()
BIASES = "b 𝐛 B".split()
SUMS = "Z z 𝐙 𝐳".split()
OUTPUTS = "A a 𝐀 𝐚 H h 𝐇 𝐡".split()
INPUTS = "X x 𝐗 𝐱".split()
PREDICTIONS = "Ŷ ŷ".split()
LOSSES = frozenset("L ℒ J C E ℓ l 𝒥 𝒞 ℰ Loss Cost loss cost 𝐿 𝐽 Err Error".split())
UNKNOWN = "an unknown function: "
LAYER = Index("l", 0)
ROW, COLUMN, TURNED = "rows", "columns", "columns, Wᵀ"
LAYOUTS = (COLUMN, ROW, TURNED)
NAMED_FUNCTIONS = frozenset("f g h u v q F G".split())  # f(x, y) = … is a thing to derive
COUNTERS = frozenset("i j k l".split())
ACTIVATIONS = frozenset("σ g f φ ϕ h 𝒜 ρ ψ".split())


@dataclass(frozen=True)
class Rules:
    """Facts in force for a claim; ``layouts`` are the ways to complete them, if they need it."""

    own: tuple[Fact, ...]
    vocabulary: tuple[Head, ...]
    functions: tuple[str, ...]
    layouts: tuple[str, ...]

    def completed(self, layout: str) -> tuple[Fact, ...]:
        return (*self.own, *_usual(self, layout)) if layout else self.own


def definitions(found: list[Equation], replay: Replay) -> list[Fact]:
    """What the equations of a document define, in order; ``order`` is the equation's number."""
    facts = []
    for number, equation in enumerate(found):
        head = _defined(equation)
        if head is None or is_numeric(equation.right) or is_gradient(equation.right):
            continue
        if head in heads(equation.right) or not equation.first:
            continue
        if (
            isinstance(equation.right, Symbol)
            and isinstance(equation.left, Symbol)
            and (equation.right.head.indices)
        ):
            continue  # z_1 = z_2 compares, and defines nothing
        case = replay.cases[equation.block]
        span = equation.span
        facts.append(Fact(head, Status.DEFINED, span, number, case, body=equation.right))
    return facts


def _only_compares(equation: Equation) -> bool:
    """``z_1 = z_2`` and ``i = j`` define nothing."""
    match equation.left, equation.right:
        case Symbol(left), Symbol(right):
            return bool(right.indices) or left.name in COUNTERS
    return False


def _defined(equation: Equation) -> Head | None:
    """``Z`` of ``Z = …``, ``f`` of ``f(x, y) = …``."""
    match equation.left:
        case Symbol(head) if not is_gradient_name(head.name):
            return head
        case Applied(name, arguments, 0, None) if all(isinstance(a, Symbol) for a in arguments):
            base = name.partition("_")[0]
            return Head(base) if base in NAMED_FUNCTIONS else None
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
    facts = (*facts, *_unknown_functions(facts, found))
    bare = Rules(facts, words, functions(found), ())
    needed = bool(_usual(bare, COLUMN))
    return replace(
        bare, layouts=LAYOUTS if needed and _products_missing(bare) else ("usual",) * needed
    )


def _products_missing(known: Rules) -> bool:
    defined = {fact.head.name for fact in known.own}
    return any(total.name not in defined for total in _totals(known))


def _unknown_functions(facts: tuple[Fact, ...], found: list[Equation]) -> list[Fact]:
    """``∂ŷ/∂a_1`` of a ŷ that is nowhere defined: an unknown function of all such variables."""
    defined = {fact.head: fact for fact in facts}
    arguments: dict[Head, dict[Head, None]] = defaultdict(dict)
    for of, by in spoken_of(found):
        if not (isinstance(of, Symbol) and isinstance(by, Symbol)):
            continue
        unknown = of.head not in defined and of.head.name not in LOSSES
        if unknown and _is_definite(of.head, by.head):
            arguments[of.head][by.head] = None
    return [
        _fact(head, Applied(UNKNOWN + str(head), tuple(map(Symbol, nearest))))
        for head, taken in arguments.items()
        if (nearest := [h for h in taken if not _leads_to(h, set(taken) - {h}, defined)])
        and not all(h.name in WEIGHTS + BIASES for h in nearest)
    ]


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


def _first(letters: list[str], known: Rules, like: Head | None = None) -> Head | None:
    """The name out of a family that a note uses: in the same type, with a label if it ever has."""
    found = [h for h in known.vocabulary if h.name in letters]
    same = [h for h in found if like is None or _type(h) == _type(like)] or [
        h for h in found if like is None or h.name not in {f.head.name for f in known.own}
    ]
    labelled = [h for h in same if h.label is not None]
    return next(iter([*labelled, *same]), None)


def _type(head: Head) -> tuple[bool, bool]:
    letter, bold = letter_of(head)
    return letter.isupper(), bold


def _totals(known: Rules) -> list[Head]:
    """The sums z by every name that the note has for them, or that its errors δ imply."""
    found = {h.name: h for h in sorted(known.vocabulary, key=_unlabelled) if h.name in SUMS}
    error = next((h for h in known.vocabulary if h.name in ("δ", "𝛅")), None)
    weight = _first(WEIGHTS, known)
    if not found and error is not None and weight is not None:
        name = "Z" if _type(weight)[0] and _first(OUTPUTS[:1], known) else "z"
        return [Head(name, error.label, (), error.brackets)]
    return list(found.values())


def _unlabelled(head: Head) -> bool:
    return head.label is not None  # those with a label last, so that they are kept


def _usual(known: Rules, layout: str) -> list[Fact]:
    """What is missing between the input and the last layer, in the note's own letters."""
    defined = {fact.head.name for fact in known.own}
    added: list[Fact] = []
    for total in _totals(known):
        weight, output = _first(WEIGHTS, known, total), _first(OUTPUTS, known, total)
        label = next((h for h in (total, weight, output) if h is not None and h.label), None)
        if weight is not None and total.name not in defined:
            added += _summed(known, total, weight, output, label, layout)
        if output is not None and output.name not in defined:
            added.append(_activated(known, _at(output, label, 0), _at(total, label, 0)))
        added += _inputs(known, added, output, label)
        added += _predictions(known, [f.head.name for f in added], output, label)
    return added


def _at(head: Head, label: Head | None, offset: int) -> Head:
    if label is None:
        return Head(head.name)
    return Head(head.name, Index("l", offset), (), label.brackets)


def _summed(
    known: Rules, total: Head, weight: Head, output: Head | None, label: Head | None, layout: str
) -> list[Fact]:
    source = _first(INPUTS, known, total)
    before = _at(output, label, -1) if output is not None and label is not None else source
    if before is None:
        before = Head("x") if label is None else _at(Head("a"), label, -1)
    w, a = Symbol(_at(weight, label, 0)), Symbol(before)
    product: Term = {
        ROW: Product(a, w),
        TURNED: Product(Transposed(w), a),
    }.get(layout, Product(w, a))
    bias = _first(BIASES, known)
    body = Sum(((1, product), (1, Symbol(_at(bias, label, 0))))) if bias is not None else product
    return [_fact(_at(total, label, 0), body)]


def _activated(known: Rules, output: Head, total: Head) -> Fact:
    name = known.functions[0] if known.functions else "g"
    return _fact(output, Applied(name, (Symbol(total),)))


def _inputs(known: Rules, added: list[Fact], output: Head | None, label: Head | None) -> list[Fact]:
    """``A^[0] = X``, where only the gradients speak of X."""
    source = _first(INPUTS, known, output)
    mentioned = {h.name for f in (*known.own, *added) if f.body is not None for h in heads(f.body)}
    if source is None or output is None or label is None or source.label is not None:
        return []
    first = Head(output.name, Index("", 0), (), label.brackets)
    if source.name in mentioned or any(f.head == first for f in known.own):
        return []
    return [_fact(first, Symbol(Head(source.name)))]


def _predictions(
    known: Rules, added: list[str], output: Head | None, label: Head | None
) -> list[Fact]:
    """``ŷ`` is what comes out of the last layer."""
    prediction = _first(PREDICTIONS, known)
    defined = {fact.head.name for fact in known.own} | set(added)
    if prediction is None or output is None or prediction.name in defined:
        return []
    last = Head(output.name, Index("L", 0) if label is not None else None, (), "[]")
    return [_fact(Head(prediction.name), Symbol(last))]


def _fact(head: Head, body: Term) -> Fact:
    return Fact(head, Status.CONVENTION, Span(0, 0), 10_000_000, body=body)


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
