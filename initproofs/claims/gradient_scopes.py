"""The parts of a note that a formula stands in: its paragraph, its section, and those around it.

Comes in: the blocks of a document and the number of one. Goes out: ranges of blocks, the nearest
first, the whole document left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..nouns import Block

Scopes = Callable[[Sequence[Block], int], Iterator[range]]
BACK = 3  # paragraphs before its own


def scopes(blocks: Sequence[Block], block: int) -> Iterator[range]:
    """Its paragraph, and the sections that it is in."""
    yield _paragraph(blocks, block)
    level = 7
    for place in range(block, -1, -1):
        heading = blocks[place].heading
        if heading and heading < level:
            level = heading
            yield range(place, _end(blocks, place, level))


def before(blocks: Sequence[Block], block: int) -> Iterator[range]:
    """Its paragraph with one more and one more of those before it, back to the heading."""
    start, end = (own := _paragraph(blocks, block)).start, own.stop
    for _ in range(BACK):
        if start == 0 or blocks[start - 1].heading:
            return
        start = _paragraph(blocks, start - 1).start
        yield range(start, end)


def _paragraph(blocks: Sequence[Block], block: int) -> range:
    same = [n for n, other in enumerate(blocks) if other.paragraph == blocks[block].paragraph]
    return range(same[0], same[-1] + 1)


def _end(blocks: Sequence[Block], place: int, level: int) -> int:
    behind = range(place + 1, len(blocks))
    return next((n for n in behind if 0 < blocks[n].heading <= level), len(blocks))
