"""The same digits for any number of workers, for any executor, and when a worker dies."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from initproofs.network.ensemble import RandomNetwork, combine
from initproofs.network.workers import Chunk, digest, measured, run_chunks, scheduler

CHUNKS = tuple(
    Chunk(RandomNetwork((40, 64, 64, 10)), 7, number, 5, np.ones((40, 1)), core, "float32")
    for core in ("direct", "shortcut")
    for number in range(6)
)


@pytest.fixture(scope="module")
def alone():
    return digest(list(run_chunks(measured, CHUNKS)))


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_do_not_change_a_digit(alone, workers):
    assert digest(list(run_chunks(measured, CHUNKS, workers))) == alone


def test_any_executor_serves(alone):
    with ThreadPoolExecutor(3) as pool:
        assert digest(list(run_chunks(measured, CHUNKS, executor=pool))) == alone


def test_the_digest_sees_the_order_and_every_digit(alone):
    samples = list(run_chunks(measured, CHUNKS))
    assert digest(samples[::-1]) != alone
    samples[3].signal[0, 0] = np.nextafter(samples[3].signal[0, 0], 9)
    assert digest(samples) != alone
    assert digest([combine(samples[:2])]) == digest([combine(samples[:2])])


def dying_once(folder, chunk):
    """Computes a chunk; the first process that gets number 4 dies of it."""
    if chunk.number == 4 and chunk.core == "direct":
        try:
            (Path(folder) / "died").touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return measured(chunk)


def test_chunks_of_a_worker_that_died_are_computed_again(alone, tmp_path):
    found = list(run_chunks(partial(dying_once, tmp_path), CHUNKS, 2))
    assert (tmp_path / "died").exists()
    assert digest(found) == alone


def always_dying(_chunk):
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_chunk_that_kills_every_worker_is_not_tried_for_ever():
    with pytest.raises(BrokenProcessPool):
        list(run_chunks(always_dying, [1, 2], 2))


def failing(number):
    if number == 3:
        raise OverflowError("three")
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_chunk_raises_is_raised(workers):
    with pytest.raises(OverflowError, match="three"):
        list(run_chunks(failing, range(8), workers))


def test_no_worker_is_no_way_to_work():
    with pytest.raises(ValueError, match="at least one worker"):
        list(run_chunks(abs, [1], 0))


def test_a_scheduler_that_is_not_there_is_named():
    pytest.importorskip("distributed")
    with (
        pytest.raises(ConnectionError, match="no dask scheduler answers"),
        scheduler("tcp://127.0.0.1:9"),
    ):
        pass


def test_dask_gives_the_same_digits_when_a_worker_is_killed(alone, tmp_path):
    distributed = pytest.importorskip("distributed")
    options = {"threads_per_worker": 1, "dashboard_address": None, "local_directory": str(tmp_path)}
    with (
        distributed.LocalCluster(n_workers=2, processes=True, **options) as cluster,
        scheduler(cluster.scheduler_address) as executor,
    ):
        found = list(run_chunks(partial(dying_once, tmp_path), CHUNKS, executor=executor))
    assert (tmp_path / "died").exists()
    assert digest(found) == alone
