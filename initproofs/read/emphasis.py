"""Prose -> the ``*``, ``_`` and ``~~`` in it that are emphasis, by CommonMark's rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .pieces import Range

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
    runs = [
        _run(source, match.start(), match.end())
        for start, end in ranges
        for match in RUN.finditer(source, start, end)
    ]
    used: list[Range] = []
    stacks: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
    for run in runs:
        stack = stacks[run.character]
        if run.closes:
            _close(run, stack, used)
        if run.opens and run.low < run.high:
            stack.append(run)
    return sorted(used)


def _close(run: _Run, stack: list[_Run], used: list[Range]) -> None:
    while stack and run.low < run.high:
        opener = stack[-1]
        ambiguous = opener.closes or run.opens
        if ambiguous and (opener.length + run.length) % 3 == 0 and run.length % 3:
            return
        width = 2 if min(opener.high - opener.low, run.high - run.low) > 1 else 1
        used.extend(((opener.high - width, opener.high), (run.low, run.low + width)))
        opener.high -= width
        run.low += width
        if opener.low == opener.high:
            stack.pop()


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
