"""Note → its lines of NumPy, PyTorch or Keras, wherever they stand, each with what is said of it.

Lines stand in blocks and snippets of code, and also typed into a sentence or inside a formula
(``W = 0.01 * np.random.randn(n^{[l-1]}, n^{[l]})``). They are read and never executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..evidence.functions.catalogue import substitute
from ..given.code import code_lines
from ..given.links import Replay
from ..given.scales import Where, flat, scale
from ..given.spell import plain
from ..notation import Reading
from ..notation.code import CodeLine
from ..nouns import Block, BlockKind, Node, Span
from ..terms import Head, Term, heads, is_obscure
from .nearby import Nearby, Surroundings, nearby_of
from .stated import placed

_DEFINES = re.compile(r"def\s+(\w+)")
_ENDS = re.compile(r"[\r\n]")


@dataclass(frozen=True)
class Line:
    """``python`` where it is code; ``remark`` is its comment, or those right above it."""

    tree: Node
    where: Where
    span: Span
    source: str
    block: int
    python: bool
    remark: str = ""
    above: str = ""
    function: str = ""

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The names that it gives a value to."""
        if self.tree.kind != "chain" or len(self.tree.children) < 3:
            return ()
        return tuple(flat(c) for c in self.tree.children[:-1] if c.kind != "op" and flat(c))

    @property
    def body(self) -> Node:
        """What stands behind its last “=”."""
        return self.tree.children[-1] if self.tree.kind == "chain" else self.tree

    def own_words(self) -> Nearby | None:
        """What its comment, its names and its function say, if they name a scheme."""
        spaced = f"{' '.join(self.targets)} {self.function}".replace("_", " ")
        for words in (self.remark, self.above, re.sub(r"\bhe\b", "he_init", spaced)):
            found = nearby_of(words)
            if found.schemes:
                return found
        return None

    def nearby(self, around: Surroundings) -> Nearby:
        """Its own comment, else the names it uses, else the words around it."""
        own = self.own_words()
        if own is not None:
            return own
        found = around.of(self.block, self.span.start)
        of_block = around.document.blocks[self.block].kind is BlockKind.CODE
        return replace(found, close=False) if of_block else found


def lines(replay: Replay) -> Iterator[Line]:
    document = replay.notes.document
    for number, block in enumerate(document.blocks):
        formula = replay.notes.formulas[number]
        if formula is not None:
            span = block.span
            text = document.source[span.start : span.end]
            yield Line(formula.tree, formula.span, span, text, number, False)
        elif block.kind in (BlockKind.CODE, BlockKind.SNIPPET):
            yield from _of_code(block, number)


def _of_code(block: Block, number: int) -> Iterator[Line]:
    above: list[str] = []
    function, margin = "", 0
    last = 0
    for line in code_lines(block):
        column = line.start - (block.text.rfind("\n", 0, line.start) + 1)
        if column <= margin and line.keyword not in ("#", "else", "elif", "except", "finally"):
            function = ""  # its body has ended
        if line.keyword == "#":
            above = above if not block.text[last : line.start].strip() else []
            above.append(block.text[line.start : line.end])
        elif line.keyword == "def" and (name := _DEFINES.match(block.text, line.start)):
            function, margin, above = name[1], column, []
        if isinstance(line.reading, Reading):
            where = placed(block, line.reading.tokens)
            span = block.at(line.start, line.end)
            text, remark = block.text[line.start : line.end], _remark(block, line)
            words = " ".join(above)
            yield Line(line.reading.tree, where, span, text, number, True, remark, words, function)
        if line.keyword != "#":
            above = []
        last = line.end


def _remark(block: Block, line: CodeLine) -> str:
    end = _ENDS.search(block.text, line.end)
    rest = block.text[line.end : end.start() if end else len(block.text)]
    return rest.strip() if rest.strip().startswith("#") else ""


def scales_named(line: Line, known: Mapping[Head, Term]) -> dict[Head, Term]:
    """``std = np.sqrt(2 / fan_in)``: what the names of a block stand for after this line."""
    if not line.python or len(line.targets) != 1:
        return dict(known)
    (name,) = line.targets
    term = scale(line.body, line.where, True)
    rest = {head: value for head, value in known.items() if str(head) != name}
    again = known.get(Head(name), term) != term  # one of several branches, perhaps
    if is_obscure(term) or Head(name) in heads(term) or again or not _is_a_scale(term):
        return rest
    return {**rest, Head(name): substitute(term, rest)}


def _is_a_scale(term: Term) -> bool:
    """Is it more than a size: a root or a quotient of sizes?"""
    return bool(heads(term)) and any(sign in plain(term) for sign in "/√")
