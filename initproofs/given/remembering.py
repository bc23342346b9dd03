"""Many terms in one network → their values, each part of them computed once.

In: terms that have most of their parts in common, as the small edits of one formula have. Out: what
``Calculus`` gives, with the same choices asked for. Refused: nothing that it does not refuse.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from ..terms import Number, Symbol, Term
from .calculus import Calculus, Differentiable
from .choices import Absent, Choices
from .evaluate import Field, Value

Asked = dict[str, tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class Known:
    """What a term came to, or why it has no value, and the choices that it asked for."""

    value: Value
    trouble: Exception | None
    asked: Asked


@dataclass
class Memory:
    """Values by the term, the letters in force and the choices."""

    known: dict[object, Known] = field(default_factory=dict)


class Remembering(Calculus):
    """One run of many in the same network."""

    def __init__(
        self, field: Field, given: Differentiable, choices: Choices, memory: Memory
    ) -> None:
        super().__init__(field, given, choices)
        self.memory = memory
        self._prefix = tuple(sorted(choices.prefix.items()))

    def __call__(self, term: Term) -> Value:
        if isinstance(term, Symbol | Number) or self.bound:
            return super().__call__(term)
        key = (term, self._prefix, tuple(sorted(self.env.items())))
        found = self.memory.known.get(key)
        if found is None:
            found = self.memory.known[key] = self._computed(term)
        self.choices.made.update(found.asked)
        if found.trouble is not None:
            raise found.trouble
        return found.value

    def _computed(self, term: Term) -> Known:
        before, self.choices.made = self.choices.made, {}
        value, trouble = None, None
        try:
            value = super().__call__(term)
        except (Absent, NoNumber, NoShape) as met:
            trouble = met
        asked, self.choices.made = self.choices.made, before
        return Known(value, trouble, asked)
