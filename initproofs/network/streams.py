"""Random streams: a seed and a chunk's number go in, the same draws come out on every machine with
the same NumPy kernels, whoever computes the chunk and whenever.

Fresh weights cost more time than anything that is done with them, so float32 normals come from
Box and Muller (1958) on vectorised logarithms and cosines, block by block in the cache. Their tails
end at 6.5 standard deviations: they serve second and fourth moments, never tails.
"""

from __future__ import annotations

import math
import threading

import numpy as np

from .activations import Array
from .initialisers import LAWS

BLOCK = 1 << 16  # normals at a time: the buffers of one block stay in the cache
ONE = np.float32(2.0**-31)  # what a whole number of 31 bits is a fraction of
HALF_TURN = np.float32(math.pi * 2.0**-31)


def chunk_stream(seed: int, chunk: int) -> np.random.Generator:
    """The stream of one chunk: SFC64 started from a hash of the seed and the chunk's number."""
    sequence = np.random.SeedSequence(seed, spawn_key=(chunk,))
    return np.random.Generator(np.random.SFC64(sequence))


# Fresh pages of memory for every call would cost a fifth of the time; each thread keeps its own.
SCRATCH = threading.local()


def _scratch() -> tuple[Array, Array]:
    """Room for the radii and the angles of one block."""
    if not hasattr(SCRATCH, "room"):
        SCRATCH.room = tuple(np.empty(BLOCK // 2, np.float32) for _ in range(2))
    room: tuple[Array, Array] = SCRATCH.room
    return room


def _pairs(
    stream: np.random.Generator, out: Array, room: tuple[Array, Array], scale: float
) -> None:
    """Fills ``out`` with N(0, scale²): R cos θ and R sin θ, R² = −2 scale² ln U.

    Every word of 64 random bits serves for both: one half is the angle, a signed fraction of π, and
    the other, made odd, is ±U: never zero, and all the finer the smaller it is.
    """
    half = (out.size + 1) // 2
    radius, angle = (part[:half] for part in room)
    words = stream.bit_generator.random_raw(half).view(np.int32)
    turns, odd = words[:half], words[half:]
    np.copyto(angle, turns, casting="unsafe")
    np.multiply(angle, HALF_TURN, out=angle)
    np.bitwise_or(odd, 1, out=odd)
    np.copyto(radius, odd, casting="unsafe")
    np.absolute(radius, out=radius)
    np.multiply(radius, ONE, out=radius)
    np.log(radius, out=radius)
    np.multiply(radius, np.float32(-2 * scale * scale), out=radius)
    np.sqrt(radius, out=radius)
    cosine, sine = out[:half], out[half:]
    np.cos(angle, out=cosine)
    np.multiply(cosine, radius, out=cosine)
    np.sin(angle[: sine.size], out=sine)
    np.multiply(sine, radius[: sine.size], out=sine)


def fill_normals(stream: np.random.Generator, out: Array, scale: float) -> None:
    """Fills a contiguous array with independent N(0, scale²).

    Float32 by Box and Muller, float64 by NumPy's own ziggurat.
    """
    flat = out.reshape(-1)
    if out.dtype == np.float64:
        stream.standard_normal(out=flat)
        flat *= scale
        return
    room = _scratch()
    for start in range(0, flat.size, BLOCK):
        _pairs(stream, flat[start : start + BLOCK], room, scale)


def fill(stream: np.random.Generator, out: Array, scale: float, law: str = "normal") -> None:
    """Fills (networks, fan_out, fan_in) with weights of standard deviation ``scale``."""
    if law == "normal":
        fill_normals(stream, out, scale)
    else:
        np.multiply(LAWS[law].draw(stream, out.shape), scale, out=out, casting="same_kind")
