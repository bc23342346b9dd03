"""What the finders of ``notation`` hand to its judge."""

from __future__ import annotations

from dataclasses import dataclass

from ..nouns import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """``wrote`` and ``true`` are readings in plain form; ``correction`` is source to paste."""

    span: Span
    message: str
    wrote: str = ""
    true: str = ""
    because: str = ""
    correction: str | None = None
    marks: tuple[Span, ...] = ()
    wrong: bool = True
