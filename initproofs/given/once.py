"""A function of a replayed note -> the same function, computed once for each note.

What it gives is kept with the note itself, and goes when the note goes. For what many kinds of
claim ask of a note: it must depend on nothing but the note, and nobody may change it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from .links import Replay

T = TypeVar("T")


def once(function: Callable[[Replay], T]) -> Callable[[Replay], T]:
    """As ``cached_property`` is for what an object's own class knows of it."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(replay: Replay) -> T:
        known = vars(replay)
        if name not in known:
            known[name] = function(replay)
        found: T = known[name]
        return found

    return kept
