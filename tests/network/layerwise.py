"""Exact χ² statistics of one layer: its inputs, outputs and weights' variance go in, a statistic
and its degrees of freedom come out; layers without a signal are left out, with no degrees.

For Gaussian weights N(0, σ²), independent of a layer's inputs A, the rows of Z = WA are N(0, σ²AᵀA)
whatever the activation; and given the whole forward pass, what WᵀΔ has outside the span of A is
fresh: its rows there are N(0, σ²ΔᵀΔ), whatever the loss and the bias. Both hold at every depth,
where the moments of the signal itself have tails too heavy to be averaged.
"""

from __future__ import annotations

import numpy as np

from initproofs.network.activations import Array

CUT = 1e-12  # eigenvalues of a Gram matrix below this share of the largest are rounding


def _whitening(gram: Array) -> tuple[Array, Array]:
    """The pseudo-inverse of symmetric matrices (…, m, m), and their ranks (…)."""
    values, vectors = np.linalg.eigh(gram)
    alive = values > CUT * np.maximum(values[..., -1:], 0)
    inverse = np.where(alive, 1 / np.where(alive, values, 1), 0)
    return (vectors * inverse[..., None, :]) @ vectors.swapaxes(-1, -2), alive.sum(-1)


def forward_statistic(inputs: Array, pre: Array, variance: float) -> tuple[Array, Array]:
    """tr(Z(σ²AᵀA)⁺Zᵀ) and its degrees of freedom, units × rank A.

    ``inputs`` A is (…, fan_in, examples) and ``pre`` Z = WA is (…, fan_out, examples), bias taken
    off; with one example it is |z|²/(σ²|a|²).
    """
    inverse, rank = _whitening(inputs.swapaxes(-1, -2) @ inputs)
    statistic = np.einsum("...hi,...ij,...hj->...", pre, inverse, pre) / variance
    return statistic, np.broadcast_to(rank * pre.shape[-2], statistic.shape)


def backward_statistic(
    inputs: Array, delta: Array, gradient: Array, variance: float
) -> tuple[Array, Array]:
    """|P⊥ WᵀΔ|² in the metric (σ²ΔᵀΔ)⁺, and (fan_in − rank A) × rank Δ degrees of freedom.

    ``delta`` Δ is (…, fan_out, examples) and ``gradient`` WᵀΔ is (…, fan_in, examples); P⊥ takes
    off the span of A. With one example it is |P⊥Wᵀδ|²/(σ²|δ|²).
    """
    inner, rank = _whitening(inputs.swapaxes(-1, -2) @ inputs)
    outside = gradient - inputs @ (inner @ (inputs.swapaxes(-1, -2) @ gradient))
    inverse, kept = _whitening(delta.swapaxes(-1, -2) @ delta)
    statistic = np.einsum("...hi,...ij,...hj->...", outside, inverse, outside) / variance
    return statistic, np.broadcast_to((inputs.shape[-2] - rank) * kept, statistic.shape)
