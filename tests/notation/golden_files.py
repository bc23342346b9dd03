"""Golden readings as they stand in the files: formula, reading, and what was given before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS = ("one_hidden_layer_example", "variance_through_layers", "weights_zero_constant_random")
ARROW, GIVEN, NOT_READ, NO_FORMULA = "→ ", "given: ", "not read: ", "no formula: "


@dataclass(frozen=True)
class Golden:
    """A formula and how it reads; ``expected`` may be ``not read: `` and a part of the reason."""

    source: str
    expected: str
    given: tuple[str, ...]
    place: str  # file and line of the source

    @property
    def is_read(self) -> bool:
        return not self.expected.startswith(NOT_READ)

    @property
    def is_suspicious(self) -> bool:
        return " (or: " in self.expected

    def agrees(self, reading: str) -> bool:
        if not self.is_read:
            reason = self.expected.removeprefix(NOT_READ)
            return reading.startswith(NOT_READ) and reason in reading.removeprefix(NOT_READ)
        return reading == self.expected


def golden(name: str) -> list[Golden]:
    """The blocks of one file in order; a block whose first line starts with ``# `` is a heading."""
    path = FOLDER / f"{name}.txt"
    return [
        _block(lines, f"{path.name}:{number}")
        for number, lines in _paragraphs(path.read_text("utf8"))
        if not lines[0].startswith("# ")
    ]


def every_formula() -> list[Golden]:
    """Every LaTeX formula of every file, once."""
    found: dict[str, Golden] = {}
    for name in (*DOCUMENTS, "constructions"):
        for block in golden(name):
            found.setdefault(block.source, block)
    return list(found.values())


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line:
            lines.append(line)
        elif lines:
            yield number - len(lines), lines
            lines = []


def _block(lines: list[str], place: str) -> Golden:
    *source, reading = lines
    assert reading.startswith(ARROW), f"{place}: a block ends with “{ARROW}” and its reading"
    given = [line.removeprefix(GIVEN) for line in source if line.startswith(GIVEN)]
    formula = "\n".join(line for line in source if not line.startswith(GIVEN))
    assert formula, f"{place}: there is no formula"
    return Golden(formula, reading.removeprefix(ARROW), tuple(given), place)
