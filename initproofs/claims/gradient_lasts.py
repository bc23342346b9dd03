"""What stands at the end of a network where a note leaves it open: its last activation, its loss.

Cross-entropy is the loss of a sigmoid or of a softmax: where nothing says what the last activation
is, it is that one. A formula for a loss that cannot be computed still shows which loss it is.
"""

from __future__ import annotations

from dataclasses import replace

from ..given.families import ACTIVATIONS, names_loss
from ..given.log import Fact
from ..given.usual import Rules
from ..terms import Applied, Index, Symbol
from .gradient_forms import form
from .gradient_readings import ANY, SOFTMAX, Reading


def is_loss(fact: Fact) -> bool:
    return fact.body is not None and names_loss(fact.head.name) and fact.head.label is None


def without_loss(known: Rules) -> Rules:
    """The rules without a loss that cannot be computed; its form is kept."""
    lost = [fact for fact in known.own if is_loss(fact)]
    forms = [form(fact.body) for fact in lost if fact.body is not None]
    named = tuple(dict.fromkeys(found for found in forms if found is not None))
    own = tuple(fact for fact in known.own if fact not in lost)
    return replace(known, own=own, losses=named or (ANY,))


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
