"""A request goes in, a report comes out: an ensemble is drawn in chunks and compared with theory.

What makes no ensemble is refused with a ValueError that says why; a signal that leaves floating
point with an OverflowError, where it cannot be followed by its logarithm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from ..network.ensemble import RandomNetwork, combine
from ..network.initialisers import Initialiser
from ..network.shortcut import CONDITIONAL, core_for
from ..network.workers import Chunk, measured, run_chunks
from ..simulation import SimulationReport, SimulationRequest
from .compare import compared

MOST = 50_000_000  # numbers that are kept: networks × layers
CHUNK = 4_000_000  # weights, or units with the shortcut, that a chunk draws
Heard = Callable[[int, int], None]


def deaf(_done: int, _total: int) -> None:
    """For those who do not want to be told how far the work is."""


def simulate(
    request: SimulationRequest,
    workers: int = 1,
    executor: Executor | None = None,
    heard: Heard = deaf,
) -> SimulationReport:
    """Measures the ensemble in fixed chunks, whoever computes them, and sets theory beside it.

    ``heard`` is told how many of how many networks are done.
    """
    network = network_of(request)
    start = time.perf_counter()
    shortcut = core_for(network, 1, request.core) is CONDITIONAL
    chunks, parts, done = chunked(request, network, shortcut), [], 0
    for chunk, part in zip(chunks, run_chunks(measured, chunks, workers, executor), strict=True):
        parts.append(part)
        done += chunk.networks
        heard(done, request.samples)
    report = compared(request, network, combine(parts))
    seconds, core = time.perf_counter() - start, "shortcut" if shortcut else "direct"
    return replace(report, core=core, workers=workers, seconds=seconds)


def network_of(request: SimulationRequest) -> RandomNetwork:
    """The ensemble that is asked for, or a ValueError saying why there is none."""
    network = RandomNetwork(
        request.widths, request.activation, Initialiser(request.init, request.law)
    )
    if request.samples < 2:
        raise ValueError(f"an interval needs two networks or more, not {request.samples}")
    if request.samples * network.depth > MOST:
        raise ValueError(
            f"{request.samples} networks of {network.depth} layers are more than I keep "
            f"({MOST:,} layers); ask for at most {MOST // network.depth:,} networks"
        )
    if request.seed < 0:
        raise ValueError(f"a seed is a whole number from 0 on, not {request.seed}")
    core_for(network, 1, request.core)  # refuses a shortcut there is none of
    return network


def chunked(request: SimulationRequest, network: RandomNetwork, shortcut: bool) -> list[Chunk]:
    """The chunks: how many networks each has depends on the request alone."""
    fans = network.architecture.fans
    cost = 2 * sum(network.widths) if shortcut else sum(into * out for into, out in fans)
    size, inputs = max(1, CHUNK // cost), np.ones((request.widths[0], 1))
    # Rescaled signals never leave float32, and there weights come four times as fast.
    numbers = "float64" if shortcut or not network.homogeneous else "float32"
    firsts = range(0, request.samples, size)
    counts = [min(size, request.samples - first) for first in firsts]
    return [
        Chunk(network, request.seed, number, count, inputs, request.core, numbers)
        for number, count in enumerate(counts)
    ]
