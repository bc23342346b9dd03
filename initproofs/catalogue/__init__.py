"""The catalogue: what is known of sentences that notes write, in lists that grow by one entry."""

from __future__ import annotations

from .papers import CONTENTS, PAPERS, Content, Paper
from .saying import Saying
from .sayings import SAYINGS

__all__ = ["CONTENTS", "PAPERS", "SAYINGS", "Content", "Paper", "Saying"]
