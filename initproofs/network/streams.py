"""Random streams: a seed and a chunk's number go in, the same draws come out on every machine with
the same NumPy kernels, whoever computes the chunk and whenever.

Fresh weights cost more time than anything that is done with them, so float32 normals come from
Box and Muller (1958) on vectorised logarithms and cosines, block by block in the cache. Their tails
end at 5.8 standard deviations: they serve second and fourth moments, never tails.
"""

from __future__ import annotations

import math

import numpy as np

from .activations import Array
from .initialisers import LAWS

BLOCK = 1 << 14  # normals at a time: the buffers of one block stay in the first caches
TURN = np.float32(2 * math.pi)


def chunk_stream(seed: int, chunk: int) -> np.random.Generator:
    """The stream of one chunk: SFC64 started from a hash of the seed and the chunk's number."""
    sequence = np.random.SeedSequence(seed, spawn_key=(chunk,))
    return np.random.Generator(np.random.SFC64(sequence))


def _pairs(stream: np.random.Generator, f: Array, g: Array, u: Array, scale: float) -> None:
    """Fills f and g, of f's length or one shorter, with independent N(0, scale²)."""
    stream.random(out=u, dtype=np.float32)
    stream.random(out=f, dtype=np.float32)
    np.subtract(np.float32(1), u, out=u)  # from [0, 1) to (0, 1], where the logarithm is finite
    np.log(u, out=u)
    np.multiply(u, np.float32(-2 * scale * scale), out=u)
    np.sqrt(u, out=u)
    np.multiply(f, TURN, out=f)
    np.sin(f[: g.size], out=g)
    np.cos(f, out=f)
    np.multiply(f, u, out=f)
    np.multiply(g, u[: g.size], out=g)


def fill_normals(stream: np.random.Generator, out: Array, scale: float) -> None:
    """Fills a contiguous array with independent N(0, scale²).

    Float32 by Box and Muller, float64 by NumPy's own ziggurat.
    """
    flat = out.reshape(-1)
    if out.dtype == np.float64:
        stream.standard_normal(out=flat)
        flat *= scale
        return
    u = np.empty(BLOCK // 2, np.float32)
    for start in range(0, flat.size, BLOCK):
        block = flat[start : start + BLOCK]
        half = (block.size + 1) // 2
        _pairs(stream, block[:half], block[half:], u[:half], scale)


def fill(stream: np.random.Generator, out: Array, scale: float, law: str = "normal") -> None:
    """Fills (networks, fan_out, fan_in) with weights of standard deviation ``scale``."""
    if law == "normal":
        fill_normals(stream, out, scale)
    else:
        np.multiply(LAWS[law].draw(stream, out.shape), scale, out=out, casting="same_kind")
