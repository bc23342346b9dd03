"""Formula → its canonical plain form: one line that a lecturer can check against the page.

The form is deterministic and says only what was read: letters are split into the document's names,
scripts keep their order, what stays open in notation stays visible.
"""

from __future__ import annotations

from ..notation import NotRead, Reading
from ..nouns import Block, Document, Unread
from .code import plain_lines
from .names import Names
from .printed_scripts import TOP
from .printing import Printer
from .statements import MATHS, understand


def canonical_readings(document: Document) -> list[tuple[Block, str | Unread]]:
    """Every formula of a document in its canonical form, or why it was not read."""
    notes = understand(document)
    found: list[tuple[Block, str | Unread]] = []
    for block, reading in zip(document.blocks, notes.readings, strict=True):
        if block.kind in MATHS and reading is not None:
            if isinstance(reading, NotRead):
                place = block.at(reading.start, reading.end)
                found.append((block, Unread(place, reading.reason)))
            else:
                found.append((block, canonical(reading, notes.names)))
        lines = plain_lines(block, lambda maths: canonical(maths, notes.names))
        found += ((block, line) for line in lines)
    return found


def canonical(reading: Reading, names: Names) -> str:
    """The canonical form; of a suspicious spelling both readings, where they differ."""
    text = Printer(names).show(reading.tree, TOP)
    if reading.literal is None:
        return text
    other = Printer(names, literal=True).show(reading.literal.tree, TOP)
    return f"{text} (or: {other})" if other != text else f"{text} (suspicious)"
