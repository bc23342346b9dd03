"""What code computes in ways that are not read here: then nothing is the last that is computed.

In: the equations of a section of code, and its document. Out: whether a line that is no equation
uses one of their names. ``r = np.sqrt(q)`` behind ``q = p**2 + 1`` says that q is no result.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..given.code import code_lines, sketch_lines
from ..given.equations import Equation, is_gradient
from ..given.letters import nodes
from ..notation import Reading
from ..nouns import Document
from ..terms import Symbol


def goes_on_unread(document: Document, found: Iterable[Equation]) -> bool:
    equations = list(found)
    starts = {document.place(e.span.start)[0] for e in equations}
    names = {
        f"{e.left.head.name}{e.left.head.label or ''}"
        for e in equations
        if isinstance(e.left, Symbol) and not is_gradient(e.left)
    }
    for number in {e.block for e in equations}:
        block = document.blocks[number]
        for line in sketch_lines(block) or code_lines(block):
            if not isinstance(line.reading, Reading) or line.keyword:
                continue
            tree = line.reading.tree
            row = document.place(block.at(line.start, line.end).start)[0]
            if tree.kind != "chain" or row in starts:
                continue
            used = {node.value for node in nodes(tree.children[-1]) if node.kind == "name"}
            given = tree.children[0].value
            if used & names and not given.startswith("d"):
                return True
    return False
