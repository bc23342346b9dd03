"""The cost of the road, printed: ``python -m tests.benchmarks.road``.

Start-up beside bare Python's, a sample of notes as a whole process, and the cost per claim and the
peak of memory for notes of 100, 1,000 and 10,000 claims. Runs are interleaved and medians shown:
on a shared machine only ratios in one table mean anything. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .notes import note_of

NOTES = Path(__file__).parents[1] / "notes"
SIZES = (100, 1_000, 10_000)
PYTHON = [sys.executable]
MAIN = "import sys; from initproofs.cli import main; sys.exit(main())"
INITPROOFS = [*PYTHON, "-c", MAIN]
Run = tuple[float, float, str]  # seconds, peak in MB, output


def run(command: list[str]) -> Run:
    """One process from beginning to end; its own peak of memory, not that of all before it."""
    program = (
        "import resource, subprocess, sys, time; start = time.perf_counter();"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE);"
        "took = time.perf_counter() - start;"
        "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024;"
        "sys.stdout.buffer.write(f'{took} {peak}\\n'.encode() + done.stdout)"
    )
    answer = subprocess.run(
        [*PYTHON, "-c", program, *command], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    figures, _, output = answer.partition("\n")
    took, peak = map(float, figures.split())
    return took, peak, output


def interleaved(commands: dict[str, list[str]], times: int) -> dict[str, list[Run]]:
    """Each command so many times, taking turns, so that a busy moment hits all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(run(command))
    return runs


def median(runs: list[Run], figure: Callable[[Run], float]) -> float:
    return statistics.median(map(figure, runs))


def start_up(folder: Path, times: int) -> None:
    samples = folder / "samples"
    samples.mkdir()
    for number in range(5):
        (samples / f"{number}.md").write_text(note_of(8, number), "utf8")
    commands = {
        "python -c pass": [*PYTHON, "-c", "pass"],
        "initproofs --help": [*INITPROOFS, "--help"],
        "initproofs check, the sample note": [*INITPROOFS, "check", str(NOTES)],
        "initproofs check, five notes": [*INITPROOFS, "check", str(samples)],
        "initproofs read, five notes": [*INITPROOFS, "read", str(samples)],
    }
    bars = {"initproofs --help": 0.1, "initproofs check, five notes": 2.0}
    runs = interleaved(commands, times)
    print(f"{'whole process':40}{'ms':>8}{'least':>8}{'peak MB':>9}{'bar ms':>8}")
    for name, some in runs.items():
        took, peak = median(some, lambda r: r[0]), median(some, lambda r: r[1])
        least = min(r[0] for r in some)
        bar = f"{bars[name] * 1e3:8.0f}" if name in bars else ""
        print(f"{name:40}{took * 1e3:8.0f}{least * 1e3:8.0f}{peak:9.0f}{bar}")


def growth(folder: Path, sizes: tuple[int, ...], times: int) -> None:
    commands = {}
    for size in sizes:
        path = folder / f"{size}.md"
        path.write_text(note_of(size), "utf8")
        words = ["check", "--format", "json", "--fail-on", "never", str(path)]
        commands[f"{size:,}"] = [*INITPROOFS, *words]
    runs = interleaved(commands, times)
    print(f"\n{'claims':>8}{'judged':>8}{'s':>9}{'ms a claim':>12}{'peak MB':>9}{'kB a claim':>12}")
    bare = run([*INITPROOFS, "check", "--format", "json", str(folder / "samples" / "0.md")])
    for name, some in runs.items():
        judged = sum(json.loads(some[0][2])["summary"].values())
        took, peak = median(some, lambda r: r[0]), median(some, lambda r: r[1])
        each, memory = took / max(judged, 1) * 1e3, (peak - bare[1]) / max(judged, 1) * 1024
        print(f"{name:>8}{judged:8,}{took:9.2f}{each:12.2f}{peak:9.0f}{memory:12.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs of each, interleaved")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="claims in a note")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name), 2 * options.times + 1)
        growth(Path(name), tuple(map(int, options.sizes.split(","))), max(options.times // 2, 1))
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    print(f"\nmedians of interleaved runs, {time.strftime('%Y-%m-%d')}, own time {whole:.1f} s")


if __name__ == "__main__":
    main()
