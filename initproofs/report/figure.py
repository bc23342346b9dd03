"""What a figure is, and how a note is searched for what it speaks of; nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..nouns import BlockKind, Claim, Report, Ruling


@dataclass(frozen=True, slots=True)
class Figure:
    """``plots`` are ours; ``rows`` are the numbers drawn, for those who cannot see them. It stands
    behind what is written at ``after``."""

    anchor: str
    plots: tuple[str, ...]
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: int


Figures = Iterator[Figure]


def prose(report: Report) -> str:
    return " ".join(b.text for b in report.document.blocks if b.kind is BlockKind.PROSE)


def first(report: Report, sign: re.Pattern[str]) -> Claim | None:
    """The first claim that is decided and speaks of something, in its words or its verdict's."""
    decided = ((c, v) for c, v in report.findings if v.ruling is not Ruling.UNDECIDED)
    return next((c for c, v in decided if sign.search(f"{c.source} {v.message}")), None)
