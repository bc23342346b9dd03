"""How far a check has come goes in; one line on the error stream comes out, then goes away.

It is drawn only on a terminal that can erase it, and only when the work takes more than a second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import PurePath
from typing import TextIO

from ..report.style import WIDEST, safe, width

PATIENCE = 1.0  # seconds before anything is said
PAUSE = 0.1  # seconds between two lines
BAR = 26
ERASE = "\r\x1b[K"


class Progress:
    """Draws ``checking week3.md  ━━━╸━━  41 of 63 claims  line 118  12 s`` over itself."""

    def __init__(
        self,
        stream: TextIO,
        clock: Callable[[], float] = time.monotonic,
        verb: str = "checking",
        noun: str = "claims",
    ) -> None:
        self._verb, self._noun = verb, noun
        self._stream = stream
        self._clock = clock
        self._able = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._colour = not os.environ.get("NO_COLOR")
        self._start = self._last = clock()
        self._drawn = False
        self._path = ""

    def about(self, path: str) -> None:
        self._path = path

    def __call__(self, done: int, total: int, doing: str = "") -> None:
        """``done`` of ``total`` are done, and now ``doing`` goes on."""
        now = self._clock()
        if not self._able or now - self._start < PATIENCE or now - self._last < PAUSE:
            return
        self._last, self._drawn = now, True
        name = safe(PurePath(self._path).name)
        words = f"{done} of {total} {self._noun}", safe(doing), f"{now - self._start:.0f} s"
        tail = "  ".join(filter(None, words))
        head = f"{self._verb} {name}  " if name else f"{self._verb}  "
        if width(head) + BAR + 2 + width(tail) >= self._room():
            line = f"{head}{tail}"[: self._room() - 1]
        else:
            line = f"{head}{self._bar(done, total)}  {tail}"
        self._stream.write(ERASE + line)
        self._stream.flush()

    def clear(self) -> None:
        """Leave no trace."""
        if self._drawn:
            self._stream.write(ERASE)
            self._stream.flush()
            self._drawn = False

    def _bar(self, done: int, total: int) -> str:
        full = min((BAR - 1) * done // max(total, 1), BAR - 1)
        rest = "━" * (BAR - 1 - full)
        return "━" * full + "╸" + (f"\x1b[2m{rest}\x1b[0m" if self._colour and rest else rest)

    def _room(self) -> int:
        try:
            return min(os.get_terminal_size(self._stream.fileno()).columns, WIDEST)
        except (OSError, ValueError):
            return WIDEST
