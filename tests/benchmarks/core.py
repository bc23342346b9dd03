"""`python -m tests.benchmarks.core`: the core beside its bars, in one interleaved run, one thread.

Only ratios of medians mean anything on a shared machine. PyTorch is used where it is installed.
"""

import gc
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from initproofs.network.direct import direct
from initproofs.network.ensemble import RandomNetwork
from initproofs.network.measure import measure
from initproofs.network.shortcut import CONDITIONAL
from initproofs.network.streams import chunk_stream, fill_normals
from initproofs.network.workers import Chunk, digest, measured, run_chunks

try:
    import torch
except ImportError:
    torch = None

SINGLE = np.float32


def interleaved(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median processor seconds of every run, in turns, after one round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name, run in runs.items():
            gc.collect()
            start = time.process_time()
            run()
            if turn:
                seconds[name].append(time.process_time() - start)
    return {name: median(times) for name, times in seconds.items()}


def line(bar: int, what: str, ratio: float, wanted: float, detail: str = "") -> None:
    verdict = ("holds" if ratio >= wanted else "FAILS") if wanted else "no bar"
    print(
        f"bar {bar}  {what:<58} {ratio:8.2f}x  wanted {wanted:>6g}x  {verdict}  {detail}",
        flush=True,
    )


def square(width: int, depth: int) -> RandomNetwork:
    return RandomNetwork((width,) * (depth + 1))


def ends(width: int, examples: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.normal(size=(width, examples)), rng.normal(size=(width, examples))


def bar_one() -> None:
    """The shortcut over the direct core, 50 layers."""
    cases = ((256, 1, 4, 1000, 50), (1024, 1, 1, 300, 300), (4096, 1, 1, 100, 1000),
             (1024, 32, 1, 10, 8), (4096, 32, 1, 6, 40))  # fmt: skip
    for width, examples, some, many, wanted in cases:
        network, (x, u) = square(width, 50), ends(width, examples)
        core = direct(network, examples)

        def run(core, networks, network=network, x=x, u=u):
            return measure(core, network, networks, chunk_stream(1, 0), x, u, SINGLE, shares=False)

        took = interleaved(
            {
                "direct": lambda run=run, some=some, core=core: run(core, some),
                "shortcut": lambda run=run, many=many: run(CONDITIONAL, many),
            },
            1 if width == 4096 else 3,
        )
        slow, fast = took["direct"] / some, took["shortcut"] / many
        what = f"shortcut over direct, H = {width}, K = 50, batch {examples}"
        line(
            1,
            what,
            slow / fast,
            wanted,
            f"{slow * 1e3:.1f} ms against {fast * 1e3:.3f} ms a network",
        )


def student(width: int, depth: int, networks: int, x: np.ndarray, u: np.ndarray) -> np.ndarray:
    """What a student writes: one network after the other, float64."""
    rng, sums = np.random.default_rng(1), np.zeros((depth, 4))
    for _ in range(networks):
        weights, post, pre = [], [x], []
        for k in range(depth):
            weights.append(rng.standard_normal((width, width)) * np.sqrt(2 / width))
            pre.append(weights[-1] @ post[-1])
            post.append(np.maximum(pre[-1], 0))
            sums[k, :2] += pre[-1].sum(), (pre[-1] ** 2).sum()
        delta = u * (pre[-1] > 0)
        for k in range(depth - 1, -1, -1):
            slope = delta @ post[k].T
            sums[k, 2:] += slope.sum(), (slope**2).sum()
            if k:
                delta = (weights[k].T @ delta) * (pre[k - 1] > 0)
    return sums


def torch_run(width: int, depth: int, networks: int, x, u, at_once: int) -> np.ndarray:
    """The same in PyTorch, batched over ``at_once`` networks, with no gradient tape."""
    sums = np.zeros((depth, 4))
    x, u = torch.from_numpy(x.astype(SINGLE)), torch.from_numpy(u.astype(SINGLE))
    with torch.inference_mode():
        for start in range(0, networks, at_once):
            count = min(at_once, networks - start)
            weights, post, pre = [], [x.expand(count, *x.shape)], []
            for k in range(depth):
                weights.append(torch.empty(count, width, width).normal_(0, (2 / width) ** 0.5))
                pre.append(torch.bmm(weights[-1], post[-1]))
                post.append(torch.relu(pre[-1]))
                flat = pre[-1].view(-1)
                sums[k, :2] += pre[-1].sum().item(), torch.dot(flat, flat).item()
            delta = u * (pre[-1] > 0)
            for k in range(depth - 1, -1, -1):
                slope = torch.bmm(delta, post[k].transpose(1, 2))
                flat = slope.view(-1)
                sums[k, 2:] += slope.sum().item(), torch.dot(flat, flat).item()
                if k:
                    delta = torch.bmm(weights[k].transpose(1, 2), delta) * (pre[k - 1] > 0)
    return sums


def bar_two() -> None:
    """The direct core over PyTorch, chunked as suits PyTorch best, and over a student's loop."""
    for width, depth, networks, examples, wanted in (
        (8, 10, 8192, 1, 1.5), (8, 10, 8192, 32, 0), (64, 10, 400, 32, 1.0),
        (256, 10, 30, 32, 1.1), (1024, 10, 2, 32, 1.1),
    ):  # fmt: skip
        network, (x, u) = square(width, depth), ends(width, examples)
        runs: dict[str, Callable[[], object]] = {
            "ours": lambda n=network, m=networks, x=x, u=u: measure(
                direct(n, x.shape[1]), n, m, chunk_stream(1, 0), x, u, SINGLE, shares=False
            ),
            "student": lambda w=width, d=depth, m=-(-networks // 4), x=x, u=u: student(
                w, d, m, x, u
            ),
        }
        sizes = sorted(
            {max(1, min(networks, int(b // (4 * width**2)))) for b in (25e4, 1e6, 4e6, 32e6)}
        )
        if torch:
            for size in sizes:
                runs[f"torch {size}"] = lambda w=width, d=depth, m=networks, x=x, u=u, s=size: (
                    torch_run(w, d, m, x, u, s)
                )
        took = interleaved(runs, 5)
        mine, loop = took.pop("ours"), took.pop("student") * networks / -(-networks // 4)
        where = f"H = {width}, K = {depth}, batch {examples}"
        if took:
            best = min(took, key=lambda name: took[name])
            line(2, f"direct over torch, {where}", took[best] / mine, wanted, f"best: {best}")
        line(2, f"direct over a student's loop, {where}", loop / mine, 2)


def bar_three() -> None:
    """Normals, into a buffer that stays in the cache, as the cores fill theirs."""
    size, times = 1 << 16, 40
    out, stream = np.empty(size, SINGLE), chunk_stream(1, 0)

    def often(fill: Callable[[], object]) -> Callable[[], object]:
        return lambda: [fill() for _ in range(times)]

    runs = {
        "ours": often(lambda: fill_normals(stream, out, 1.0)),
        "numpy": often(lambda: stream.standard_normal(out=out, dtype=SINGLE)),
    }
    if torch:
        buffer = torch.empty(size)
        runs["torch"] = often(lambda: buffer.normal_())
    took = interleaved(runs, 25)
    each = ", ".join(f"{name} {took[name] / size / times * 1e9:.2f} ns" for name in took)
    line(3, "normals over standard_normal(float32)", took["numpy"] / took["ours"], 3, each)
    if torch:
        line(3, "normals over torch", took["torch"] / took["ours"], 1.1)


def bar_four() -> None:
    """One hash for any number of workers, and what a chunk costs to hand out."""
    network, x = RandomNetwork((64,) * 6), np.ones((64, 1))
    chunks = [Chunk(network, 7, number, 40, x, "direct") for number in range(24)]
    hashes = {w: digest(list(run_chunks(measured, chunks, w)))[:12] for w in (1, 2, 4)}
    same = len(set(hashes.values())) == 1
    print(f"bar 4  one hash for 1, 2 and 4 workers: {'holds' if same else 'FAILS'}  {hashes}")
    count = 4000
    with ProcessPoolExecutor(2) as pool:
        list(run_chunks(abs, range(640), 2, pool))
        start = time.perf_counter()
        list(run_chunks(abs, range(count), 2, pool))
        each = (time.perf_counter() - start) / count * 1e6
    verdict = "holds" if each <= 20 else "FAILS"
    print(f"bar 4  dispatch {each:.1f} µs a chunk, wanted at most 20: {verdict}")


def main() -> None:
    if torch:
        torch.set_num_threads(1)
    else:
        print("PyTorch is not installed: bars against it are left out.")
    bars = (bar_one, bar_two, bar_three, bar_four)
    chosen = [bars[int(word) - 1] for word in sys.argv[1:]] or bars
    with threadpool_limits(1):
        for bar in chosen:
            bar()


if __name__ == "__main__":
    main()
