"""The distributional shortcut: for Gaussian weights a layer's outputs and its backward products are
drawn from their exact joint law, without its weights; every other law is refused.

Forward, the rows of Z = WA are independent N(0, σ²AᵀA). Backward, given the whole forward pass,
W = Z A⁺ + W̃(1 − P) with fresh W̃ and P on the span of A, so that

    WᵀΔ = A (AᵀA)⁺ (ZᵀΔ − AᵀU) + U,   rows of U independent N(0, σ²ΔᵀΔ),

which costs the width where drawing weights costs its square. Taking WᵀΔ for U alone, as if the
backward pass had weights of its own, is wrong: U knows nothing of Z. Equal, dead or too many
inputs make AᵀA singular; its square root and inverse are then taken on its range.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .activations import Array
from .direct import direct, product
from .ensemble import RandomNetwork
from .measure import Core, Room
from .streams import fill_normals

CACHE = 800_000  # bytes of one layer's pre-activations at a time
PIVOT = 1e-5  # a Cholesky pivot below this share of the largest calls for eigenvectors
CUT = {np.dtype(np.float32): 1e-5, np.dtype(np.float64): 1e-12}  # eigenvalues taken for zero


def _block(network: RandomNetwork, examples: int, dtype: Any) -> int:
    return max(1, int(CACHE // (max(network.widths) * examples * np.dtype(dtype).itemsize)))


def _no_weights(_network: RandomNetwork, _block: int) -> list[tuple[int, ...]]:
    return []


def gram(columns: Array) -> Array:
    """AᵀA of every network, symmetric to the last bit, float64."""
    inner = np.matmul(columns.swapaxes(1, 2), columns).astype(np.float64)
    return (inner + inner.swapaxes(1, 2)) / 2


def spectrum(inner: Array, cut: float) -> tuple[Array, Array, Array]:
    """Eigenvalues, which of them are above rounding, and eigenvectors."""
    values, vectors = np.linalg.eigh(inner)
    return values, values > cut * np.maximum(values[..., -1:], 0), vectors


def triangle(inner: Array) -> Array | None:
    """Cholesky factors, or None where one of the matrices is singular or nearly so."""
    try:
        factor = np.linalg.cholesky(inner)
    except np.linalg.LinAlgError:
        return None
    pivots = np.diagonal(factor, axis1=1, axis2=2)
    return factor if (pivots.min(1) > PIVOT * pivots.max(1)).all() else None


def root(inner: Array, cut: float) -> Array:
    """F with F Fᵀ = the Gram matrix."""
    if inner.shape[-1] == 1:
        return np.sqrt(inner)
    factor = triangle(inner)
    if factor is not None:
        return factor
    values, alive, vectors = spectrum(inner, cut)
    return vectors * np.sqrt(np.where(alive, values, 0))[..., None, :]


def inverse(inner: Array, cut: float) -> Array:
    """The (pseudo-)inverse of the Gram matrices."""
    if inner.shape[-1] == 1:
        return np.where(inner > 0, 1 / np.where(inner > 0, inner, 1), 0)
    if triangle(inner) is not None:
        return np.linalg.inv(inner)
    values, alive, vectors = spectrum(inner, cut)
    scaled = vectors * np.where(alive, 1 / np.where(alive, values, 1), 0)[..., None, :]
    return scaled @ vectors.swapaxes(-1, -2)


def _spread(stream: np.random.Generator, out: Array, factor: Array, deviation: float) -> None:
    """Rows N(0, deviation² F Fᵀ) into ``out``."""
    factor = (deviation * factor).astype(out.dtype)
    if out.shape[2] == 1:
        fill_normals(stream, out, 1.0)
        out *= factor
    else:
        draws = np.empty_like(out)
        fill_normals(stream, draws, 1.0)
        np.matmul(draws, factor.swapaxes(1, 2), out=out)


def _push(network: RandomNetwork, place: int, room: Room, stream: np.random.Generator) -> None:
    below, cut = room.post[place], CUT[room.post[place].dtype]
    inner = gram(below) if below.shape[2] > 1 else room.squared[:, place, None, None]
    room.inverse[place][...] = inverse(inner, cut)
    _spread(stream, room.pre[place], root(inner, cut), network.variances[place] ** 0.5)


def _dots(a: Array, b: Array) -> Array:
    """AᵀB of every network."""
    if a.shape[2] == 1:
        return np.einsum("nub,nub->n", a, b)[:, None, None]
    return np.matmul(a.swapaxes(1, 2), b)


def _pull(network: RandomNetwork, place: int, room: Room, stream: np.random.Generator) -> None:
    below, delta, fresh = room.post[place], room.delta[place], room.gradient[place]
    outer = _dots(delta, delta).astype(np.float64)
    factor = root((outer + outer.swapaxes(1, 2)) / 2, CUT[delta.dtype])
    _spread(stream, fresh, factor, network.variances[place] ** 0.5)
    known = _dots(room.pre[place], delta) - _dots(below, fresh)
    along = (room.inverse[place] @ known).astype(fresh.dtype)
    fresh += below * along if below.shape[2] == 1 else np.matmul(below, along)


CONDITIONAL = Core(_block, _no_weights, _push, _pull, product)


def suits(network: RandomNetwork, examples: int) -> bool:
    """Whether the shortcut is exact for this network and cheaper than drawing its weights."""
    return network.gaussian and 4 * examples <= max(network.widths[1:])


def core_for(network: RandomNetwork, examples: int, wanted: str = "auto") -> Core:
    """The core to use: ``wanted`` is ``"auto"``, ``"direct"`` or ``"shortcut"``."""
    if wanted == "shortcut" and not network.gaussian:
        raise ValueError(f"the shortcut needs Gaussian weights, not {network.initialiser.law}")
    if wanted == "shortcut" or (wanted == "auto" and suits(network, examples)):
        return CONDITIONAL
    return direct(network, examples)
