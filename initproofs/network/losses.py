"""Losses: outputs and targets go in, one number per network and its gradient come out.

Losses are means over the examples of one batch. Cross-entropies take logits, so that they stay
finite for certain and wrong predictions. Shapes that do not fit are refused by broadcasting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .activations import Array, sigmoid, softplus


@dataclass(frozen=True)
class Loss:
    """``value(outputs, targets, units)`` is the mean over the examples, in the ensemble's shape;
    ``slope`` is the gradient of each example's own loss, in the outputs' shape: whoever needs that
    of the mean divides last, so that gradients which cancel cancel exactly.
    ``units`` is the axis of the units, −2 (examples are columns) or −1 (rows)."""

    name: str
    value: Callable[[Array, Array, int], Array]
    slope: Callable[[Array, Array, int], Array]


def mean(parts: Array, units: int) -> Array:
    """Sum over the units, mean over the examples."""
    each = parts.sum(units)
    return each.sum(-1) / each.shape[-1]


def examples(outputs: Array, units: int) -> int:
    """How many examples a batch holds: the length of the axis that is not the units'."""
    return int(outputs.shape[-1 if units == -2 else -2])


def _squared(outputs: Array, targets: Array, units: int) -> Array:
    away = outputs - targets
    return mean(away * away, units) / 2


def _squared_slope(outputs: Array, targets: Array, _units: int) -> Array:
    return outputs - targets


def _binary(logits: Array, targets: Array, units: int) -> Array:
    surprise = targets * softplus(-logits) + (1 - targets) * softplus(logits)
    return mean(surprise, units)


def _binary_slope(logits: Array, targets: Array, _units: int) -> Array:
    return sigmoid(logits) - targets


def _log_softmax(logits: Array, units: int) -> Array:
    shifted = logits - np.max(logits.real, axis=units, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=units, keepdims=True))


def _softmax(logits: Array, targets: Array, units: int) -> Array:
    return -mean(targets * _log_softmax(logits, units), units)


def _softmax_slope(logits: Array, targets: Array, units: int) -> Array:
    weight = targets.sum(axis=units, keepdims=True)
    return weight * np.exp(_log_softmax(logits, units)) - targets


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("squared", _squared, _squared_slope),  # ½|a − y|²
        Loss("binary-cross-entropy", _binary, _binary_slope),  # of logits, y in [0, 1]
        Loss("softmax-cross-entropy", _softmax, _softmax_slope),  # of logits, y a distribution
    )
}
