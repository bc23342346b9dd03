"""For an author's check that nothing was misread: readings go in, ``initproofs read`` comes out.

Place, status, the reading in plain form; then what each name was taken to be and where that was
said; under what was not read, carets and the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..listed import Listed, Role
from ..nouns import Document, Refusal, Unread
from .style import Style, safe, width
from .summary import spans_line, spot

STATUS = 11  # columns of the word between the place and the reading
Listing = tuple[Document, Sequence[Listed]]


def as_listing(listings: Sequence[Listing], _refusals: Sequence[Refusal], style: Style) -> str:
    """Refusals are not repeated: they stand on the error stream."""
    if not listings:
        return ""
    lines = [line for listing in listings for line in _document(*listing, style)]
    readings = [reading for _, found in listings for reading in found]
    foot = spans_line(len(readings), sum(not reading.unread for reading in readings))
    return "\n".join([*lines, *([""] if lines else []), foot, ""])


def _document(document: Document, readings: Sequence[Listed], style: Style) -> list[str]:
    places = [spot(document, reading.span.start) for reading in readings]
    margin = max(map(len, places), default=0) + 3
    return [
        line
        for place, reading in zip(places, readings, strict=True)
        for line in _rows(place, reading, margin, document, style)
    ]


def _rows(place: str, reading: Listed, margin: int, document: Document, style: Style) -> list[str]:
    indent = " " * (margin + STATUS)
    status = "not read" if reading.unread else reading.status
    head = style.soft(place) + " " * (margin - len(place)) + f"{status:<{STATUS}}"
    if not reading.unread:
        return [head + safe(reading.plain), *(indent + row for row in _roles(reading.roles))]
    first, *rest = (row for unread in reading.unread for row in _unread(document, reading, unread))
    return [head + first, *(indent + row for row in rest)]


def _roles(roles: Sequence[Role]) -> list[str]:
    names = max((width(safe(role.name)) for role in roles), default=0)
    kinds = max((width(safe(role.role)) for role in roles), default=0)
    return [
        (
            _pad(role.name, max(names + 1, 7))
            + _pad(role.role, max(kinds + 1, 17))
            + safe(role.said)
        ).rstrip()
        for role in roles
    ]


def _pad(text: str, columns: int) -> str:
    return safe(text) + " " * (columns - width(safe(text)))


def _unread(document: Document, reading: Listed, unread: Unread) -> list[str]:
    """The line of the source that was not read, and the reason under the place it stands at."""
    line = document.line(document.row(unread.span.start))
    start, end = max(line.start, reading.span.start), min(line.end, reading.span.end)
    text = document.source[start:end]
    before = document.source[start : unread.span.start]
    marked = document.source[unread.span.start : min(unread.span.end, end)]
    lead = " " * width(safe(before))
    carets = "^" * max(width(safe(marked)), 1)
    reason = unread.reason.removeprefix(f"“{marked}” ")
    return [safe(text), f"{lead}{carets}  {safe(reason)}"]
