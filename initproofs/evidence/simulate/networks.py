"""Samplers for claims about random networks: a network and what is claimed of it go in, a sampler
for `decide` comes out, whose statistics are normalised by the claim; nothing is refused here.

They look at every layer by itself, given the layer below: deep and narrow networks have tails too
heavy for means of the signal (a true claim of fifty ReLU layers of ten units would be refuted by
three runs in four), and no such tails layer by layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...network.activations import Array
from ...network.ensemble import RandomNetwork
from ...network.initialisers import LAWS
from ...network.measure import measure
from ...network.shortcut import core_for
from .run import Sampler


def forward_gains(network: RandomNetwork, claimed: Sequence[float], networks: int) -> Sampler:
    """|z|²/(s|a|²) of every layer that is alive, s the variance ``claimed`` of its weights, and the
    layer's units: for `Scale`, if the weights are Gaussian."""

    def sampler(stream: np.random.Generator) -> tuple[Any, ...]:
        sample = drawn(network, networks, stream)
        return _pooled(sample.forward, network.widths[1:], network, claimed)

    return sampler


def backward_gains(network: RandomNetwork, claimed: Sequence[float], networks: int) -> Sampler:
    """|P⊥Wᵀδ|²/(s|δ|²) of every layer but the first, and its inputs less one: for `Scale`, if the
    weights are Gaussian, whatever the loss."""

    def sampler(stream: np.random.Generator) -> tuple[Any, ...]:
        sample = drawn(network, networks, stream)
        return _pooled(sample.backward, np.array(network.widths[:-1]) - 1, network, claimed)

    return sampler


def mean_gains(network: RandomNetwork, claimed: Sequence[float], networks: int) -> Sampler:
    """|z|²/(Hs|a|²) of every layer that is alive: for `KnownVariance` with `gain_variance`."""

    def sampler(stream: np.random.Generator) -> tuple[Any, ...]:
        sample = drawn(network, networks, stream)
        gains, units = _pooled(sample.forward, network.widths[1:], network, claimed)
        return (gains / units,)

    return sampler


def gain_variance(network: RandomNetwork) -> float:
    """The largest relative variance of |z|² given the layer below: (2 + (κ − 3)Σa⁴/|a|⁴)/H for
    independent weights of kurtosis κ, at most 2/H for κ ≤ 3 and (κ − 1)/H above."""
    kurtosis = LAWS[network.initialiser.law].kurtosis
    return max(2.0, kurtosis - 1) / min(network.widths[1:])


def drawn(network: RandomNetwork, networks: int, stream: np.random.Generator) -> Any:
    """A sample of the network on the input (1, …, 1)."""
    inputs = np.ones((network.widths[0], 1))
    return measure(core_for(network, 1), network, networks, stream, inputs, shares=False)


def _pooled(
    statistic: Array,
    degrees: Sequence[int] | Array,
    network: RandomNetwork,
    claimed: Sequence[float],
) -> tuple[Array, Array]:
    """The layers of all the networks in one row, scaled from the true variance to the claimed."""
    scaled = statistic * (np.array(network.variances) / np.asarray(claimed))
    dof = np.broadcast_to(np.asarray(degrees, dtype=float), statistic.shape)
    alive = np.isfinite(scaled) & (dof > 0)
    return scaled[alive], dof[alive]
