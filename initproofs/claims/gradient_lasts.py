"""What stands at the end of a network where a note leaves it open: its last activation, its loss.

Cross-entropy is the loss of a sigmoid or of a softmax: where nothing says what the last activation
is, it is that one. A formula for a loss that cannot be computed still shows which loss it is. In a
note about the softmax, what has entries that are derived by the entries of something else is one.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.equations import Equation
from ..given.families import ACTIVATIONS, OUTPUTS, PREDICTIONS, names_loss
from ..given.forward import spoken_of
from ..given.log import Fact, Status
from ..given.usual import Rules, usual_fact
from ..terms import Applied, Derivative, Head, Index, Symbol, Term, heads, walk
from .gradient_ends import Focus
from .gradient_forms import form, is_mean
from .gradient_readings import ANY, SOFTMAX, Reading


def is_loss(fact: Fact) -> bool:
    return fact.body is not None and names_loss(fact.head.name) and fact.head.label is None


def _as_yet(facts: tuple[Fact, ...], equation: Equation, number: int) -> tuple[Fact, ...]:
    """Not ``x = t`` behind a derivative by x: x depends on nothing there."""
    by = [part.by for part in walk(equation.left) if isinstance(part, Derivative)]

    def behind(fact: Fact) -> bool:
        return fact.order > number and isinstance(fact.body, Symbol) and Symbol(fact.head) in by

    return tuple(fact for fact in facts if not behind(fact))


def within(
    given: tuple[Fact, ...], focus: Focus, equation: Equation, number: int
) -> tuple[Fact, ...]:
    """Of a claim about layers not the losses of a neuron beside them, and of none what is not yet
    said of what it derives by."""
    facts = _as_yet(given, equation, number)
    if not (focus.layered and focus.names):
        return facts
    rules = {fact.head: fact for fact in facts if fact.body is not None}
    apart: list[Fact] = []
    for loss in filter(is_loss, facts):
        inside = _below(loss, rules)
        loose = any(h.name in (*PREDICTIONS, *OUTPUTS) and h not in rules for h in inside)
        layered = any(head.label is not None for head in inside)
        apart += [] if layered or loose else [loss]
    return tuple(fact for fact in facts if fact not in apart)


def _below(fact: Fact, rules: dict[Head, Fact]) -> set[Head]:
    found: set[Head] = set()
    waiting = [fact.body]
    while waiting:
        body = waiting.pop()
        for head in heads(body) if body is not None else ():
            if head not in found:
                found.add(head)
                waiting += [rules[head].body] if head in rules else []
    return found


def without_loss(known: Rules) -> Rules:
    """The rules without a loss that cannot be computed; its form is kept."""
    lost = [fact for fact in known.own if is_loss(fact)]
    forms = [form(fact.body) for fact in lost if fact.body is not None]
    named = tuple(dict.fromkeys(found for found in forms if found is not None))
    own = tuple(fact for fact in known.own if fact not in lost)
    averaged = is_mean(lost[0].body) if len(lost) == 1 and lost[0].body is not None else None
    return replace(known, own=own, losses=named or (ANY,), averaged=averaged)


def with_last_activation(facts: tuple[Fact, ...], reading: Reading, depth: int) -> tuple[Fact, ...]:
    """The rules with a sigmoid or a softmax in the last layer, in the place of any function."""
    name = "softmax" if reading.loss == SOFTMAX else "sigmoid"
    bodies = [f.body for f in facts if f.body is not None and not is_loss(f)]
    goes_on = {h for body in bodies if not isinstance(body, Symbol) for h in heads(body)}
    found = []
    for fact in facts:
        match fact.body:
            case Applied(function, (inside,), 0) if function in ACTIVATIONS:
                label = fact.head.label
                last = label is None and fact.head not in goes_on
                if last or label in (Index("", depth), Index("L", 0)):
                    found.append(replace(fact, body=Applied(name, (inside,))))
                    continue
                total = inside.head if isinstance(inside, Symbol) else None
                if total is not None and label and label.base and total.label == label:
                    top = Index("", depth)
                    head, inner = replace(fact.head, label=top), replace(total, label=top)
                    if not any(other.head == head for other in facts):
                        body = Applied(name, (Symbol(inner),))
                        found += [replace(fact, head=head, body=body)]
        found.append(fact)
    return tuple(found)


def softmaxes(found: list[Equation], facts: list[Fact], source: str) -> list[Fact]:
    """``p`` of ``∂p_k/∂o_i`` and ``∂log p_k/∂o_i``, where the note says softmax and has no rule."""
    if "softmax" not in source.lower():
        return []
    ruled = {fact.head.name for fact in facts}
    pairs = {(_entry(of), _entry(by)) for of, by in spoken_of(found)}
    return [
        usual_fact(Head(of), Applied("softmax", (Symbol(Head(by)),)))
        for of, by in sorted((of, by) for of, by in pairs if of and by)
        if of != by and not {of, by} & ruled and not names_loss(of)
    ]


def about(facts: tuple[Fact, ...], names: frozenset[str]) -> tuple[Fact, ...]:
    """Of a claim about such a softmax only its own rule: y may belong to other outputs too."""
    own = tuple(f for f in facts if f.status is Status.CONVENTION and f.head.name in names)
    return own or facts


def _entry(term: Term) -> str:
    """The name of what a letter picks one entry of, or its logarithm."""
    match term:
        case Applied("log" | "ln", (inner,), 0):
            return _entry(inner)
        case Symbol(Head(name, None, (Index(base, 0),))) if base:
            return name
    return ""
