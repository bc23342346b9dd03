"""Counts go in; the sentence at the top of a report comes out, and what the five rulings mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from ..nouns import Report, Ruling
from ..spelling import series
from .part import Part
from .style import safe

LONGEST = 70  # characters of a line that is a title
WORD = re.compile(r"[^\W\d_]{3,}")
MEANINGS = {
    Ruling.PROVED: "holds for all sizes and values, under assumptions the note states",
    Ruling.CONFIRMED: (
        "recomputed, enumerated, bounded or simulated, with what was run; a line built on an error"
        " is confirmed only against what the note says"
    ),
    Ruling.REFUTED: "fails under every reading the note allows; what is true is given",
    Ruling.CONDITIONAL: "true only under an assumption the note has not stated by then",
    Ruling.UNDECIDED: "anything else, with the reason",
}


def lede(tally: Counter[Ruling]) -> str:
    """One sentence for the top of the page; what counts nothing is left out."""
    total = tally.total()
    if not total:
        return "No claim was found."
    if total == tally[Ruling.PROVED] + tally[Ruling.CONFIRMED]:
        return f"All {total} claims hold." if total > 1 else "The one claim holds."
    hold = tally[Ruling.PROVED] + tally[Ruling.CONFIRMED]
    needs = "an assumption that is not stated"
    words = (
        (hold, "holds", "hold"),
        (tally[Ruling.REFUTED], "is wrong", "are wrong"),
        (tally[Ruling.CONDITIONAL], f"needs {needs}", f"need {needs}"),
        (tally[Ruling.UNDECIDED], "could not be decided", "could not be decided"),
    )
    said = tuple(f"{count} {one if count == 1 else more}" for count, one, more in words if count)
    return f"Of {total} claim{'s' * (total > 1)}, {series(said)}."


def _titles(part: Part) -> bool:
    """Is the first line of a note without headings its title?"""
    words = part.title
    if not 0 < len(words) <= LONGEST or words[-1] in ".,:;!?…" or "<math" in part.html:
        return False
    return len(WORD.findall(words)) > 1  # a date and a number of votes are none


def titled(report: Report, parts: Sequence[Part]) -> tuple[str, list[Part]]:
    """The title of a note, and its parts without the heading or first line that says it.

    Headings are brought to the levels of the page: the highest one below the title is 2.
    """
    rest = list(parts)
    title = safe(PurePath(report.document.path).name)
    headed = any(part.heading for part in rest)
    if rest and not rest[0].panels and (rest[0].heading or (not headed and _titles(rest[0]))):
        title = rest.pop(0).title
    highest = min((part.heading for part in rest if part.heading), default=2)
    lowered = [
        replace(part, heading=min(part.heading - highest + 2, 6)) if part.heading else part
        for part in rest
    ]
    return title, lowered
