"""A comment in code → the sides of the formula that it is: ``# dZ = dA * g'(Z) = A - Y``.

Every side is read as Python. A comment with a word that is no part of a formula has no sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..notation import Reading
from ..notation.code import read_code
from ..nouns import Block, Node, Span

LONGEST = 300  # characters of a comment that may be a formula
_BEGINS = re.compile(r"#+\s*(?=d[\w\[(]+[^=<>]*=[^=])")
_DEEPER = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@dataclass(frozen=True)
class Side:
    """One side, and where it begins in the text of its block."""

    reading: Reading
    start: int

    def span(self, block: Block, node: Node) -> Span:
        words = self.reading.tokens
        return block.at(self.start + words[node.start].start, self.start + words[node.end - 1].end)


def remarked(text: str, start: int, end: int) -> Sequence[Side]:
    """The sides of what a comment at ``[start, end)`` sets equal; none if one of them is unread."""
    match = _BEGINS.match(text, start, end)
    if match is None or end - start > LONGEST:
        return ()
    found = []
    for first, last in _sides(text, match.end(), end):
        lines = read_code(text[first:last].strip())
        reading = lines[0].reading if len(lines) == 1 and not lines[0].keyword else None
        if not isinstance(reading, Reading):
            return ()
        found.append(Side(reading, first + len(text[first:last]) - len(text[first:last].lstrip())))
    return found


def _sides(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sides stand that “=” outside of all brackets separates."""
    depth, first = 0, start
    for place in range(start, end):
        depth += _DEEPER.get(text[place], 0)
        if text[place] == "=" and depth == 0:
            yield first, place
            first = place + 1
    yield first, end
