"""``z_1 = z_2`` and ``∂L/∂w_11 = ∂L/∂w_12`` under a start → their rulings."""

from __future__ import annotations

from ..evidence.symmetry import theorems as t
from ..evidence.symmetry import without
from ..given.starts import BIAS_NAMES, WEIGHT_NAMES, Start
from ..nouns import Counterexample, Ruling
from ..terms import Head, heads
from .symmetry_decided import Decided
from .symmetry_formulas import Pair, defined_alike, is_backward, is_first_layer, network_wide
from .symmetry_layout import FIRST, SECOND, meets_the_input
from .symmetry_rulings import judged
from .symmetry_words import Says


def decided(pair: Pair) -> Decided | None:
    if not is_backward(pair):
        return _forward(pair)
    if not network_wide(pair.state) or pair.state.biases is Start.RANDOM:
        return None
    weight = pair.gradient_of.rstrip("'")
    if weight not in WEIGHT_NAMES:
        return judged(Says.GRADIENTS, False, pair.state, False, False)
    return _weights(pair)


def _forward(pair: Pair) -> Decided | None:
    found = judged(Says.FORWARD, False, pair.state, False, _bias_is_open(pair))
    alike = defined_alike(pair)
    if found is None or alike is None:
        return found if pair.state.reach and network_wide(pair.state) else None
    return found if alike[0] == alike[1] or found.ruling is Ruling.CONDITIONAL else None


def _bias_is_open(pair: Pair) -> bool:
    """Does the definition add a bias of whose start nothing is said?"""
    names = {
        part
        for fact in pair.found.replay.log.by_name.get(pair.left.name, ())
        if fact.head in (pair.left, pair.right) and fact.body is not None
        for part in (head.name for head in heads(fact.body))
    }
    return pair.state.biases is None and bool(names & BIAS_NAMES)


def _weights(pair: Pair) -> Decided | None:
    """Gradients of two weights of one layer."""
    index = pair.found.input_index
    readings = (index,) if index is not None else (FIRST, SECOND)
    first = is_first_layer(pair)
    if first is False:
        return _equal("inputs of this layer are equal units")
    same = [pair.left.indices[k] == pair.right.indices[k] for k in readings]
    if all(same):
        return _equal("the same input, and two units with equal outgoing weights")
    if index is None or first is None or pair.state.weights is Start.ZERO:
        return None
    if not meets_the_input(pair.found.replay, pair.left):
        return None
    return _other_input(pair, index)


def _equal(why: str) -> Decided:
    return Decided(
        Ruling.PROVED, f"proved: equal units, equal gradients ({why})", t.EQUAL_GRADIENTS
    )


def _other_input(pair: Pair, index: int) -> Decided:
    """Weights that leave two different inputs: their gradients are in proportion to these."""
    i, k = pair.left.indices[index], pair.right.indices[index]
    fixed = list(pair.right.indices)
    fixed[index] = i
    right = Head(pair.right.name, pair.right.label, tuple(fixed), pair.right.brackets)
    says = f"x_{i} : x_{k}"
    message = f"the weights leave different inputs: the two are as {says}"
    shown = Counterexample(
        f"{pair.left} = {pair.right}",
        f"{pair.left} : {pair.right} = {says}",
        without.two_inputs(),
        (("x", "(1, 2)"),),
    )
    fix = f"{pair.left} = {right}" if right != pair.left else None
    return Decided(Ruling.REFUTED, message, t.EQUAL_GRADIENTS, counterexample=shown, correction=fix)
