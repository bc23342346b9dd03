"""Chunks of work for any number of workers: a function and its chunks go in, their results come out
in the order of the chunks; an executor that breaks again and again is refused.

A chunk is a pure function of its argument, with its own stream and with BLAS on one thread, and
results are merged in order: so the digits are the same for any number of workers, for any
`concurrent.futures` executor, and whether or not a worker died on the way.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from .activations import Array
from .ensemble import RandomNetwork, Sample
from .measure import measure
from .shortcut import core_for
from .streams import chunk_stream

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Argument = TypeVar("Argument")
Outcome = TypeVar("Outcome")

AT_ONCE = 256  # chunks handed out together, so that handing out costs next to nothing
BREAKS = 2  # pools that may break one after the other without a chunk being finished


@dataclass(frozen=True)
class Chunk:
    """So many networks of one ensemble, drawn from the stream of their own number."""

    network: RandomNetwork
    seed: int
    number: int
    networks: int
    inputs: Array
    core: str = "auto"  # or "direct", or "shortcut"
    dtype: str = "float64"


def measured(chunk: Chunk) -> Sample:
    """Computes one chunk, wherever it is."""
    core = core_for(chunk.network, chunk.inputs.shape[1], chunk.core)
    stream = chunk_stream(chunk.seed, chunk.number)
    return measure(
        core, chunk.network, chunk.networks, stream, chunk.inputs, dtype=np.dtype(chunk.dtype)
    )


def digest(samples: Sequence[Sample]) -> str:
    """SHA-256 of every digit of the samples."""
    total = hashlib.sha256()
    for sample in samples:
        for column in vars(sample).values():
            total.update(np.ascontiguousarray(column).tobytes())
    return total.hexdigest()


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _together(work: Callable[[Argument], Outcome], part: Sequence[Argument]) -> list[Outcome]:
    with _threads().limit(limits=1):
        return [work(argument) for argument in part]


def run_chunks(
    work: Callable[[Argument], Outcome],
    arguments: Sequence[Argument],
    workers: int = 1,
    executor: Executor | None = None,
) -> Iterator[Outcome]:
    """``work`` of every argument, in order: here, in a local pool of ``workers`` processes, or in
    the ``executor`` given. ``work`` and what it takes and gives must be picklable then."""
    if workers < 1:
        raise ValueError(f"work needs at least one worker, not {workers}")
    size = max(1, min(AT_ONCE, len(arguments) // (4 * workers)))
    parts = [arguments[start : start + size] for start in range(0, len(arguments), size)]
    if executor is not None:
        futures = [executor.submit(_together, work, part) for part in parts]
        for future in futures:
            yield from future.result()
    elif workers == 1:
        for argument in arguments:
            yield from _together(work, [argument])
    else:
        yield from _pooled(work, parts, workers)


def _pooled(
    work: Callable[[Argument], Outcome], parts: Sequence[Sequence[Argument]], workers: int
) -> Iterator[Outcome]:
    """A local pool; when a worker dies, a new pool gets the parts that have no result yet."""
    finished: dict[int, list[Outcome]] = {}
    given, breaks = 0, 0
    # A forked child of a process whose BLAS has threads can hang: workers start from a clean one.
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    while given < len(parts):
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            missing = [i for i in range(given, len(parts)) if i not in finished]
            futures = {i: pool.submit(_together, work, parts[i]) for i in missing}
            try:
                while given < len(parts):
                    found = finished.pop(given, None)
                    yield from futures[given].result() if found is None else found
                    given, breaks = given + 1, 0
            except BrokenProcessPool:
                breaks += 1
                if breaks > BREAKS:
                    raise
            finally:
                pool.shutdown(cancel_futures=True)
            finished |= {
                i: future.result() for i, future in futures.items() if kept(i, future, given)
            }


def kept(place: int, future: Future[Any], given: int) -> bool:
    """Whether a part was finished before its pool broke, and not handed on yet."""
    done = future.done() and not future.cancelled() and future.exception() is None
    return place >= given and done


@contextmanager
def scheduler(address: str) -> Iterator[Executor]:
    """An executor of the dask scheduler at ``address`` (the extra ``initproofs[dask]``).

    Its workers need this package; chunks of a worker that dies go to another.
    """
    try:
        from distributed import Client
    except ImportError as missing:
        raise ConnectionError("a scheduler needs dask: pip install 'initproofs[dask]'") from missing
    try:
        client: Any = Client(address, timeout=3)
    except (OSError, ValueError) as silent:
        raise ConnectionError(f"no dask scheduler answers at {address}") from silent
    with client:
        yield client.get_executor(pure=False, retries=BREAKS)
