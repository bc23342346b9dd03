"""Prose -> the ``*``, ``_`` and ``~~`` in it that are emphasis, by CommonMark's rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .pieces import Range
from .scanner import escaped

RUN = re.compile(r"\*+|_+|~~")


@dataclass(slots=True)
class _Run:
    """A run of one character; ``low`` and ``high`` shrink as its characters are used."""

    character: str
    low: int
    high: int
    length: int
    opens: bool
    closes: bool


def marks(source: str, ranges: Iterable[Range]) -> list[Range]:
    """Where emphasis begins and ends in ``ranges`` of ``source``, in order."""
    used: list[Range] = []
    stack: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}  # what such a run does not match lies below
    for run in _runs(source, ranges):
        if run.closes:
            _close(run, stack, bottoms, used)
        if run.opens and run.low < run.high:
            stack.append(run)
    return sorted(used)


def _runs(source: str, ranges: Iterable[Range]) -> Iterator[_Run]:
    for start, end in ranges:
        for match in RUN.finditer(source, start, end):
            first = match.start() + escaped(source, match.start())
            if first < match.end():
                yield _run(source, first, match.end())


def _close(
    run: _Run, stack: list[_Run], bottoms: dict[tuple[str, bool, int], int], used: list[Range]
) -> None:
    """Matches ``run`` with the openers before it; those in between open nothing any more."""
    key = run.character, run.opens, run.length % 3
    while run.low < run.high:
        at, bottom = len(stack) - 1, bottoms.get(key, 0)
        while at >= bottom and not _matches(stack[at], run):
            at -= 1
        if at < bottom:
            bottoms[key] = len(stack)
            return
        opener = stack[at]
        width = 2 if min(opener.high - opener.low, run.high - run.low) > 1 else 1
        used.extend(((opener.high - width, opener.high), (run.low, run.low + width)))
        opener.high -= width
        run.low += width
        del stack[at + (opener.low < opener.high) :]
        for other in bottoms:
            bottoms[other] = min(bottoms[other], len(stack))


def _matches(opener: _Run, run: _Run) -> bool:
    if opener.character != run.character:
        return False
    ambiguous = opener.closes or run.opens
    return not (ambiguous and (opener.length + run.length) % 3 == 0 and run.length % 3)


def _run(source: str, start: int, end: int) -> _Run:
    before = source[start - 1] if start else " "
    after = source[end] if end < len(source) else " "
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    opens, closes = left, right
    if source[start] == "_":
        opens = left and (not right or _is_mark(before))
        closes = right and (not left or _is_mark(after))
    return _Run(source[start], start, end, end - start, opens, closes)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
