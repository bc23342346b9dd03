"""A replayed note → its documents: what is read together, and judged by the same rules."""

from __future__ import annotations

from collections.abc import Iterator

from ..given.code_equations import code_equations
from ..given.equations import equations
from ..given.index_layers import with_layers
from ..given.links import Replay
from ..given.named_errors import without_named_errors
from ..given.named_gradients import with_derivatives
from ..given.tables import table_equations
from .gradient_document import Document
from .gradient_readings import CODE, TABLE


def documents(replay: Replay) -> Iterator[Document]:
    """The maths of a note, each row of its tables, the code under each of its headings."""
    maths = with_layers(equations(replay.notes))
    yield Document(replay, with_derivatives(without_named_errors(maths)))
    for row in table_equations(replay.notes):
        yield Document(replay, row, TABLE)
    for section in code_equations(replay.notes.document):
        yield Document(replay, section, CODE)
