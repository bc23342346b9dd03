"""What stands at the end of a network where a note leaves it open: its last activation, its loss.

Cross-entropy is the loss of a sigmoid or of a softmax: where nothing says what the last activation
is, it is that one. A formula for a loss that cannot be computed still shows which loss it is.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.families import ACTIVATIONS, OUTPUTS, PREDICTIONS, names_loss
from ..given.log import Fact
from ..given.usual import Rules
from ..terms import Applied, Head, Index, Symbol, heads
from .gradient_ends import Focus
from .gradient_forms import form
from .gradient_readings import ANY, SOFTMAX, Reading


def is_loss(fact: Fact) -> bool:
    return fact.body is not None and names_loss(fact.head.name) and fact.head.label is None


def beside(facts: tuple[Fact, ...], focus: Focus) -> tuple[Fact, ...]:
    """The losses of a neuron beside the layers that a claim speaks of, with their predictions."""
    if not (focus.layered and focus.names):
        return ()
    rules = {fact.head: fact for fact in facts if fact.body is not None}
    found: list[Fact] = []
    for loss in filter(is_loss, facts):
        inside = _below(loss, rules)
        below = [rules[head] for head in inside if head in rules]
        layered = any(head.label is not None for head in inside)
        ends = [fact for fact in below if fact.head.name in PREDICTIONS]
        open_ends = any(h.name in (*PREDICTIONS, *OUTPUTS) and h not in rules for h in inside)
        found += [] if layered or open_ends else [loss, *ends]
    return tuple(found)


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


def without_loss(known: Rules, named: bool) -> Rules:
    """The rules without a loss that cannot be computed; its form is kept, or its name in words."""
    lost = [fact for fact in known.own if is_loss(fact)]
    found = (form(fact.body) for fact in lost if fact.body is not None)
    forms = tuple(dict.fromkeys(one for one in found if one is not None))
    own = tuple(fact for fact in known.own if fact not in lost)
    return replace(known, own=own, losses=forms or (() if named else (ANY,)))


def with_last_activation(facts: tuple[Fact, ...], reading: Reading, depth: int) -> tuple[Fact, ...]:
    """The rules with a sigmoid or a softmax in the last layer, in the place of any function."""
    name = "softmax" if reading.loss == SOFTMAX else "sigmoid"
    found = []
    for fact in facts:
        match fact.body:
            case Applied(function, (Symbol(total),), 0) if function in ACTIVATIONS:
                label = fact.head.label
                if label is None or label == Index("", depth) or label == Index("L", 0):
                    found.append(replace(fact, body=Applied(name, (Symbol(total),))))
                    continue
                if label.base and total.label == label:
                    last = Index("", depth)
                    head, inner = replace(fact.head, label=last), replace(total, label=last)
                    if not any(other.head == head for other in facts):
                        body = Applied(name, (Symbol(inner),))
                        found += [replace(fact, head=head, body=body)]
        found.append(fact)
    return tuple(found)
