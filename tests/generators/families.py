"""The kinds of generated notes, and how one number gives one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .practice import practice_note
from .scalars import scalar_note
from .story import network_note
from .truth import Note

FAMILIES: dict[str, Callable[[int], Note]] = {
    "network": network_note,
    "scalar": scalar_note,
    "practice": practice_note,
}
TURNS = ("network",) * 7 + ("scalar",) * 2 + ("practice",)


def note(seed: int, family: str = "") -> Note:
    """The note of a seed; seven in ten are networks."""
    family = family or TURNS[seed % len(TURNS)]
    told = FAMILIES[family](seed)
    return replace(told, features={"family": family, **told.features})
