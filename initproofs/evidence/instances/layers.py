"""Layers as maps (convolutions, rotations, normalised batches) → how many instances agreed.

Everything is a fraction. A rotation is Cayley's (1 − S)(1 + S)⁻¹ of a skew matrix S; a batch that
is normalised is compared by sign and square, since its deviation is a root.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

from .agreeing import agreeing

PIXELS = 7  # of a ring: no kernel below reaches round it
SHAPES = tuple(product((1, 2, 3), (1, 2), (1, 2, 3)))  # kernel, channels in, channels out


def convolution_fans(_seed: int = 0) -> int:
    """A unit hears k²·C_in others, and is heard by k²·C_out: counted on a ring of pixels."""
    return agreeing("fans of a convolution", SHAPES, lambda shape: _fans(*shape))


def _fans(kernel: int, channels_in: int, channels_out: int) -> bool:
    pixels = tuple(product(range(PIXELS), repeat=2))
    steps = tuple(product(range(kernel), repeat=2))
    hears: Counter[tuple[object, ...]] = Counter()
    heard: Counter[tuple[object, ...]] = Counter()
    for (x, y), (i, j) in product(pixels, steps):
        source = ((x + i) % PIXELS, (y + j) % PIXELS)
        for below, above in product(range(channels_in), range(channels_out)):
            hears[x, y, above] += 1
            heard[*source, below] += 1
    square = kernel * kernel
    return {*hears.values()} == {square * channels_in} and {*heard.values()} == {
        square * channels_out
    }


def rotations_keep_lengths(seed: int = 0) -> int:
    """|Qx|² = |x|² and |Qᵀδ|² = |δ|², through several layers."""
    random = Random(seed)  # noqa: S311
    return agreeing("orthogonal weights keep lengths", range(8), lambda _: _kept(random))


def _kept(random: Random) -> bool:
    x = first = (Fraction(random.randint(-5, 5)), Fraction(random.randint(1, 5)))
    for _ in range(4):
        s = Fraction(random.randint(-9, 9), random.randint(1, 9))
        cosine, sine = (1 - s * s) / (1 + s * s), 2 * s / (1 + s * s)
        x = cosine * x[0] - sine * x[1], sine * x[0] + cosine * x[1]
        back = cosine * x[0] + sine * x[1], -sine * x[0] + cosine * x[1]
        if _square(back) != _square(first):
            return False
    return _square(x) == _square(first)


def _square(x: tuple[Fraction, Fraction]) -> Fraction:
    return x[0] * x[0] + x[1] * x[1]


def normalised_batches(seed: int = 0) -> int:
    """c·z + b is normalised to what z is, for every c > 0 and every b."""
    random = Random(seed)  # noqa: S311
    return agreeing("batch norm forgets the scale", range(20), lambda _: _forgets(random))


def _forgets(random: Random) -> bool:
    batch = [Fraction(random.randint(-9, 9)) for _ in range(4)] + [Fraction(10)]
    scale = Fraction(random.randint(1, 9), random.randint(1, 9))
    shift = Fraction(random.randint(-9, 9))
    return _normalised(batch) == _normalised([scale * z + shift for z in batch])


def _normalised(batch: list[Fraction]) -> list[tuple[bool, Fraction]]:
    mean = sum(batch, Fraction(0)) / len(batch)
    variance = sum(((z - mean) ** 2 for z in batch), Fraction(0)) / len(batch)
    return [(z > mean, (z - mean) ** 2 / variance) for z in batch]
