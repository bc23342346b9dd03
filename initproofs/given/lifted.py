"""A rule for one neuron, in a note that goes on in layers → the same rule for any layer.

``z = w^T x + b`` and ``dw_i = dz_i x^T``: the note takes its neuron for layer i, and x for what
comes into it. Refused (nothing is added): notes with a rule for layers, and notes whose gradients
do not speak of the x of the neuron.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..terms import Applied, Head, Index, Symbol, heads
from .equations import Equation, subject_of
from .families import INPUTS, OUTPUTS, SUMS, WEIGHTS
from .log import Fact
from .rewriting import with_heads

ANY_LAYER = "l"


def lifted(facts: tuple[Fact, ...], found: list[Equation]) -> list[Fact]:
    """The rules for any layer, each with the place of the rule for one neuron."""
    spoken = [_about(e) for e in found]
    single = {f.head: f for f in facts if f.head.label is None and not f.head.indices}
    rule = next((single[Head(name)] for name in SUMS if Head(name) in single), None)
    if rule is None or rule.body is None or any(f.head.label is not None for f in facts):
        return []
    inside = {head.name for head in heads(rule.body)}
    source = next((name for name in INPUTS if name in inside), "")
    label = next((h for named in spoken for h in named if h.label and h.label.base), None)
    in_layers = {head.name for named in spoken for head in named if head.label is not None}
    weights = inside & {*WEIGHTS}
    needed = {rule.head.name} | weights
    if not (source and weights and label and needed <= in_layers and source not in in_layers):
        return []
    if not any(_mixes(named, source) for named in spoken):
        return []
    return list(_rules(rule, single, source, label))


def _about(equation: Equation) -> list[Head]:
    """The names of an equation, W of ``dW`` too."""
    found = [h for side in (equation.left, equation.right) for h in heads(side)]
    return found + [replace(h, name=subject_of(h.name)) for h in found if subject_of(h.name)]


def _mixes(named: list[Head], source: str) -> bool:
    return Head(source) in named and any(head.label is not None for head in named)


def _rules(rule: Fact, single: dict[Head, Fact], source: str, label: Head) -> Iterator[Fact]:
    assert rule.body is not None

    def at(head: Head, offset: int = 0) -> Head:
        return Head(head.name, Index(ANY_LAYER, offset), (), label.brackets)

    total = at(rule.head)
    yield replace(rule, head=total, body=with_heads(rule.body, at))
    output, function = Head(OUTPUTS[1]), "g"
    for head, fact in single.items():
        match fact.body:
            case Applied(name, (Symbol(argument),), 0) if argument == rule.head:
                output, function = head, name
    yield replace(rule, head=at(output), body=Applied(function, (Symbol(total),)))
    yield replace(rule, head=at(Head(source)), body=Symbol(at(output, -1)))
