"""Formula → its canonical plain form: one line that a lecturer can check against the page.

The form is deterministic and says only what was read: letters are split into the document's names,
scripts keep their order, what stays open in notation stays visible.
"""

from __future__ import annotations

from ..notation import Reading
from .names import Names
from .printed_scripts import TOP
from .printing import Printer


def canonical(reading: Reading, names: Names) -> str:
    """The canonical form; of a suspicious spelling both readings, where they differ."""
    text = Printer(names).show(reading.tree, TOP)
    if reading.literal is None:
        return text
    other = Printer(names, literal=True).show(reading.literal.tree, TOP)
    return f"{text} (or: {other})" if other != text else f"{text} (suspicious)"
