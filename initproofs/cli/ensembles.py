"""``initproofs simulate``: options go in, the table or its JSON comes out, and a plot where asked.

Words that name no ensemble are refused, each with the option it stands in.
"""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..report import SIMULATION_FORMATS
from ..report.as_simulation_plot import as_simulation_plot
from ..report.style import Style
from ..simulation import SimulationRequest
from .arguments import UsageError, one_of
from .progress import Progress

TYPE_CHECKING = False  # importing typing for its own would cost --help its speed
if TYPE_CHECKING:
    from concurrent.futures import Executor

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
DEEPEST = 1_000_000  # layers
CORES = ("auto", "direct", "shortcut")


def add_options(parser: ArgumentParser) -> None:
    """What may be said to ``simulate``."""
    parser.add_argument(
        "--widths", required=True, metavar="784,256x20,10", help="inputs to outputs"
    )
    parser.add_argument("--activation", default="relu", metavar="NAME", help="relu, tanh, …")
    parser.add_argument("--init", default="he", metavar="NAME", help="he | glorot | lecun | zeros")
    parser.add_argument("--law", default="normal", metavar="NAME", help="normal | uniform | …")
    parser.add_argument("--samples", default="200", metavar="N", help="networks (200)")
    parser.add_argument("--seed", default="1", metavar="N", help="of the random numbers (1)")
    parser.add_argument("--core", default="auto", help=" | ".join(CORES))
    parser.add_argument("--workers", default="1", metavar="N", help="processes (1)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a dask scheduler, tcp://…")
    parser.add_argument("--all", dest="everything", action="store_true", help="fold no layers")
    parser.add_argument("--format", default="text", help=" | ".join(SIMULATION_FORMATS))
    parser.add_argument("--plot", metavar="FILE.svg", help="draw it as well")


def asked(options: Namespace) -> SimulationRequest:
    """The ensemble that the options name."""
    from ..network.activations import ACTIVATIONS
    from ..network.initialisers import LAWS, SCHEMES

    one_of("--activation", options.activation, ACTIVATIONS)
    one_of("--init", options.init, SCHEMES)
    one_of("--law", options.law, LAWS)
    one_of("--core", options.core, CORES)
    return SimulationRequest(
        widths(options.widths), options.activation, options.init, options.law,
        whole("--samples", options.samples, 2), whole("--seed", options.seed, 0), options.core,
    )  # fmt: skip


def widths(text: str) -> tuple[int, ...]:
    """``784,256x20,10``: 784 inputs, 20 layers of 256, 10 outputs."""
    found: list[int] = []
    for place, part in enumerate(text.split(",")):
        written = re.fullmatch(r"\s*([+-]?\d+)\s*(?:[x×]\s*(\d+))?\s*", part)
        if not written:
            raise UsageError("--widths", f"“{part.strip()}” is no width; write 784,256x20,10")
        units, count = int(written[1]), int(written[2] or 1)
        if units < 1:
            which = ORDINALS[place] if place < len(ORDINALS) else f"{place + 1}th"
            raise UsageError(
                "--widths", f"a layer needs at least one unit, and the {which} has {units}"
            )
        if len(found) + count > DEEPEST:
            raise UsageError("--widths", f"more than {DEEPEST:,} layers are too many for me")
        found += [units] * count
    if len(found) < 2:
        raise UsageError("--widths", "a network needs inputs and outputs: two widths or more")
    return tuple(found)


def whole(option: str, text: str, least: int) -> int:
    """A whole number that is not too small."""
    if not re.fullmatch(r"[+-]?\d+", text.strip()):
        raise UsageError(option, f"“{text}” is not a whole number")
    if int(text) < least:
        raise UsageError(option, f"{least} is the least, and {text.strip()} is less")
    return int(text)


@contextmanager
def executor(address: str | None) -> Iterator[Executor | None]:
    """The scheduler's executor, or None for workers of our own."""
    if address is None:
        yield None
        return
    from ..network.workers import scheduler

    with scheduler(address) as found:
        yield found


def simulate(options: Namespace, style: Style) -> str:
    """Theory beside measurement, as text; the drawing goes into its file."""
    # One thread per process: threads of BLAS and workers would fight, and digits be at stake.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from ..simulate import network_of
    from ..simulate import simulate as work

    one_of("--format", options.format, SIMULATION_FORMATS)
    request, workers = asked(options), whole("--workers", options.workers, 1)
    try:
        network_of(request)
    except ValueError as error:
        raise UsageError("simulate", str(error)) from error
    drawing = None if options.plot is None else drawn(options.plot)
    progress = Progress(sys.stderr, verb="simulating", noun="networks")
    try:
        with executor(options.scheduler) as found:
            report = work(request, workers, found, progress)
    except (OverflowError, MemoryError, ConnectionError) as error:
        raise UsageError("simulate", str(error)) from error
    finally:
        progress.clear()
    if drawing is not None:
        drawing.write_text(as_simulation_plot(report), "utf8")
    return SIMULATION_FORMATS[options.format](report, style, options.everything)


def drawn(name: str) -> Path:
    """The file of the drawing; refused before the work, not after it."""
    target = Path(name)
    if target.suffix.lower() != ".svg":
        raise UsageError("--plot", f"I draw .svg, and {name} is none")
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError("--plot", f"I cannot write {target}: there is no such folder")
    return target
