"""What a note is made of on a page: a part is a paragraph, heading, display, table or code."""

from __future__ import annotations

from dataclasses import dataclass

from .figure import Figure
from .panel import Panel


@dataclass(frozen=True, slots=True)
class Part:
    """``html`` is ours, every word of the author in it escaped; ``start`` is where the part stands
    in the file, ``quoted`` in how many quotations, ``indent`` how far to the right. ``inside`` is
    the theorem or proof it belongs to, ``ends`` says that it is the last of it."""

    html: str
    heading: int = 0
    anchor: str = ""
    title: str = ""
    panels: tuple[Panel, ...] = ()
    start: int = 0
    quoted: int = 0
    indent: int = 0
    inside: str = ""
    ends: bool = False
    figures: tuple[Figure, ...] = ()
