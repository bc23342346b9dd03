"""Reports go in; the same come out in the order in which an index among them names their notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from ..nouns import Report

LINK = re.compile(r"\]\(([^()#\s]+)")


def is_index(path: str) -> bool:
    """Is a note the table of contents of the others beside it?"""
    return PurePath(path).stem.lower() == "index"


def ordered(reports: Sequence[Report]) -> list[Report]:
    """The index first, then what it names, then the rest; without an index, as they are."""
    index = next((report for report in reports if is_index(report.document.path)), None)
    if index is None:
        return list(reports)
    here = PurePath(index.document.path).parent
    named = [str(here / target) for target in LINK.findall(index.document.source)]
    places = {path: place for place, path in reversed(list(enumerate(named, 1)))}
    places[index.document.path] = 0
    return sorted(reports, key=lambda report: places.get(report.document.path, len(named) + 1))
