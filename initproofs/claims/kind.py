"""What every kind of claim must answer: where is it, and is it true?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..given.links import Replay
from ..nouns import Claim, Verdict


@dataclass(frozen=True, slots=True)
class Kind:
    """``about`` is the manual that ``initproofs explain`` prints, and its examples are tests."""

    name: str
    find: Callable[[Replay], Iterator[Claim]]
    judge: Callable[[Claim], Verdict]
    about: str
