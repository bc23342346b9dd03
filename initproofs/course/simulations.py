"""The *Simulation* tables of a page -> the experiments they declare, and what comes of them.

A row that is missing, and words that name nothing, are refused by `NotAnExperiment` with their
place: an experiment is declared in the page and never programmed there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from ..evidence.finite import NoValue, World
from ..evidence.finite.quantity import Quantity
from ..evidence.simulate.run import Budget, Question, Result, decide
from ..evidence.simulate.statistics import STATISTICS
from ..network.activations import ACTIVATIONS
from ..network.ensemble import RandomNetwork
from ..network.initialisers import LAWS, SCHEMES, Initialiser
from ..nouns import Block, Node, Span
from .laws import Cell, tables
from .page import Page, Section, tree

ROWS = ("widths", "activation", "weights", "statistic", "claim", "margin")
CHUNKS = 400  # looks at most
_WIDTH = re.compile(r"\s*(\d+)(?:x(\d+))?\s*")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


class NotAnExperiment(Exception):
    """A table that declares no experiment, and where it fails."""

    def __init__(self, words: str, span: Span) -> None:
        super().__init__(words)
        self.words = words
        self.span = span


@dataclass(frozen=True)
class Experiment:
    """A network, what is measured layer by layer, what is claimed of it, and the margin."""

    name: str
    network: RandomNetwork
    statistic: str
    claimed: tuple[float, ...]
    margin: float
    span: Span

    def run(self, budget: Budget) -> Result:
        """The equivalence test, with a seed that follows from the page's own title."""
        procedure, sampler = STATISTICS[self.statistic](self.network, self.claimed, self.margin)
        return decide(Question(self.name, procedure), sampler, budget, CHUNKS)


def experiments(page: Page, section: Section) -> list[Experiment]:
    """The experiments of a section, one for each table."""
    return [
        _experiment(f"{page.title}, {number}", dict(_rows(rows)), section)
        for number, rows in enumerate(tables(page, section), 1)
    ]


def _rows(rows: list[list[Cell]]) -> list[tuple[str, Cell]]:
    return [(_words(row[0]).lower(), row[1]) for row in rows[1:] if len(row) == 2]


def _experiment(name: str, cells: dict[str, Cell], section: Section) -> Experiment:
    for row in ROWS:
        if row not in cells:
            raise NotAnExperiment(f"the experiment does not say its {row}", section.span)
    scheme, _, law = _words(cells["weights"]).partition(",")
    where = cells["weights"][0].outer
    initialiser = Initialiser(_one_of(scheme, SCHEMES, where), _one_of(law, LAWS, where))
    activation = _known(cells["activation"], ACTIVATIONS)
    network = RandomNetwork(_widths(cells["widths"]), activation, initialiser, activation)
    claimed = _claimed(cells["claim"], network)
    statistic = _known(cells["statistic"], STATISTICS)
    return Experiment(name, network, statistic, claimed, _margin(cells["margin"]), section.span)


def _words(cell: Cell) -> str:
    return "".join(block.text for block in cell).strip()


def _known(cell: Cell, names: Collection[str]) -> str:
    return _one_of(_words(cell), names, cell[0].outer)


def _one_of(text: str, names: Collection[str], where: Span) -> str:
    word = text.strip().lower()
    if word not in names:
        raise NotAnExperiment(f"“{text.strip()}” is none of {', '.join(names)}", where)
    return word


def _widths(cell: Cell) -> tuple[int, ...]:
    """``784,256x20,10``: 784 inputs, 20 layers of 256, 10 outputs."""
    parts = [_WIDTH.fullmatch(part) for part in _words(cell).split(",")]
    found = [width for p in parts if p for width in [int(p[1])] * int(p[2] or 1)]
    if None in parts or len(found) < 2 or min(found) < 1:
        raise NotAnExperiment("write the widths as 784,256x20,10", cell[0].outer)
    return tuple(found)


def _margin(cell: Cell) -> float:
    written = _PERCENT.fullmatch(_words(cell))
    if not written or not 0 < float(written[1]) < 100:
        raise NotAnExperiment("write the margin as 1 %", cell[0].outer)
    return float(written[1]) / 100


def _claimed(cell: Cell, network: RandomNetwork) -> tuple[float, ...]:
    """The claim for every layer k: a formula in ``H_k``, ``H_{k-1}`` and ``Var(w)``."""
    node = tree(cell[0]) if len(cell) == 1 else None
    if node is None:
        raise NotAnExperiment("the claim is one formula", cell[0].outer)
    layers = zip(network.widths, network.widths[1:], strict=False)
    return tuple(_value(node, below, here, cell[0]) for below, here in layers)


def _value(node: Node, below: int, here: int, block: Block) -> float:
    sizes = {
        Quantity("H", ("k-1",)): Fraction(below),
        Quantity("H", ("k",)): Fraction(here),
    }
    try:
        return float(World(sizes=sizes).value(node))
    except NoValue as trouble:
        raise NotAnExperiment(str(trouble), block.outer) from None
