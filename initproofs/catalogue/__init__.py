"""The catalogue: what is known of sentences that notes write, in lists that grow by one entry."""

from __future__ import annotations

from .backward import BACKWARD
from .conditions import CONDITIONS
from .known import WORDS, Known
from .misconceptions import MISCONCEPTIONS
from .papers import CONTENTS, PAPERS, Content, Paper
from .scalings import SCALINGS
from .signals import SIGNALS
from .theorems import THEOREMS

CATALOGUE: tuple[Known, ...] = (
    *MISCONCEPTIONS,
    *CONDITIONS,
    *THEOREMS,
    *SIGNALS,
    *SCALINGS,
    *BACKWARD,
)
__all__ = ["CATALOGUE", "CONTENTS", "PAPERS", "WORDS", "Content", "Known", "Paper"]
