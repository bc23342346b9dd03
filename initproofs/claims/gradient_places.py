"""Names with indices in a network → the entries they stand for, and how far their indices run.

In: names whose matrices the network has. Refused (``Absent``): entries of what is no matrix, and
one index where it could be that of a row or of a column.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from ..arithmetic.grids import entry, shape
from ..given.calculus import Calculus
from ..given.choices import Absent
from ..given.evaluate import Evaluation, Value, is_grid
from ..terms import Head


class Places(ABC):
    """What is asked of the matrices of a network by their entries."""

    examples: int | None

    @abstractmethod
    def value(self, head: Head, run: Evaluation) -> Value: ...

    @abstractmethod
    def _value(self, head: Head, run: Evaluation) -> Value: ...

    def _entry(self, head: Head, run: Evaluation) -> Value:
        whole = self._value(replace(head, indices=()), run)
        places = [index.offset - 1 for index in head.indices]
        if not is_grid(whole):
            raise Absent(f"{head} is no entry of a matrix")
        rows, columns = shape(whole)
        if len(places) == 1 and 1 in (rows, columns):
            places = [places[0], 0] if columns == 1 else [0, places[0]]
        if len(places) == 2 and 0 <= places[0] < rows and 0 <= places[1] < columns:
            return entry(whole, places[0], places[1])
        raise Absent(f"{head} may be a row or a column")

    def length(self, head: Head, place: int, run: Calculus) -> int:
        """Entries along the side that an index of a head stands at."""
        whole = self.value(replace(head, indices=()), run)
        if not is_grid(whole):
            raise Absent(f"{head} is no matrix")
        return max(shape(whole)) if len(head.indices) == 1 else shape(whole)[place]

    def over_units(self, value: Value) -> int:
        """0 where the units stand below each other, 1 where they stand side by side."""
        rows, columns = shape(value)
        if columns in (1, self.examples) and rows != self.examples:
            return 0
        return 1
