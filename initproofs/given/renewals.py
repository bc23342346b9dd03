"""What a note gives anew: ``w_new`` of a step, and the data of another example under a heading.

In: a log, and where the headings of its document stand. Out: the values that names have from then
on. Judges nothing: a number that holds of what was given anew is no slip.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .evaluate import Value
from .log import Fact, Log, When

_STEPPED = re.compile(r"(?P<name>.+)[_^](?:new|updated|next|after|\+)")
ENOUGH = 2  # data of one paragraph that were given before: one may be a reminder


def stepped(log: Log, when: When) -> Mapping[int, Value]:
    """For each datum the value after a step, where that has a name of its own: ``w_new``."""
    found: dict[int, Value] = {}
    for fact in log.facts[: when.until]:
        match = _STEPPED.fullmatch(fact.head.name)
        if match is None or fact.value is None:
            continue
        before = log.value_of(replace(fact.head, name=match["name"]), when)
        if before is not None:
            found[before.order] = fact.value
    return found


@dataclass
class Restated:
    """Counts the data of a paragraph that an earlier section has given with the same values."""

    headings: Sequence[int]  # where they stand in the file
    paragraph: int = -1
    count: int = 0

    def section(self, offset: int) -> int:
        return bisect_right(self.headings, offset)

    def elsewhere(self, fact: Fact, offset: int) -> bool:
        return self.section(fact.span.start) != self.section(offset)

    def another_example(self, before: Fact, paragraph: int, offset: int) -> bool:
        """Is this the second datum here of what an earlier section began with?"""
        if not self.elsewhere(before, offset):
            return False
        if paragraph != self.paragraph:
            self.paragraph, self.count = paragraph, 0
        self.count += 1
        return self.count == ENOUGH
