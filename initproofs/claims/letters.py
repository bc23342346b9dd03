"""One index letter in the wrong case: ``H_(K-1) … H_(k-2)`` where every other index says K."""

from __future__ import annotations

from collections.abc import Iterator

from ..given.links import Replay
from ..given.names import letter, nodes
from ..given.scripts import as_index, stripped
from ..notation import Reading
from ..nouns import Block, Node, Span
from ..terms import Index
from .brackets import repaired
from .finding import Finding

FEWEST = 3  # indices in the other case before one is called a slip


def cases_mixed(replay: Replay) -> Iterator[Finding]:
    notes = replay.notes
    for block, reading in zip(notes.document.blocks, notes.readings, strict=True):
        if isinstance(reading, Reading):
            yield from _slips(block, reading, 0, len(block.text))
    for block, place, reading in repaired(replay):
        yield from _slips(block, reading, 1, place)


def _slips(block: Block, reading: Reading, inserted: int, place: int) -> Iterator[Finding]:
    """``inserted`` characters stand at ``place`` that the author did not write."""
    found = list(_indices(reading.tree))
    words = [node.value for node in nodes(reading.tree) if node.kind == "name"]
    for name, index, node in found:
        base, other = index.base, index.base.swapcase()
        alike = [n for n, i, _ in found if i.base == other]
        alone = words.count(base) == 1 and base.islower()
        if alone and name in alike and len(alike) >= FEWEST:
            token = reading.tokens[node.start]
            start = token.start - (inserted if token.start >= place else 0)
            yield _finding(block, name, index, block.at(start, start + 1))


def _indices(tree: Node) -> Iterator[tuple[str, Index, Node]]:
    """Each index letter with the name it stands at."""
    for node in nodes(tree):
        if node.kind != "script":
            continue
        for script in node.children[1:]:
            inner = stripped(script)
            inner = inner.children[0] if inner.kind == "fence" else inner
            index = as_index(inner)
            if index is not None and len(index.base) == 1 and index.base.isalpha():
                leaf = next(n for n in nodes(inner) if n.value == index.base)
                yield letter(node.children[0]), index, leaf


def _finding(block: Block, name: str, index: Index, place: Span) -> Finding:
    other = index.base.swapcase()
    wrote, true = f"{name}_({index})", f"{name}_({Index(other, index.offset)})"
    because = f"{index.base} stands nowhere else in this formula; its letter is {other}"
    message = f"{wrote} stands where {true} belongs"
    return Finding(block.span, message, wrote, true, because, None, (place,))
