"""Code of a note → its single equalities, those of remarks and of lines that go on with “=”.

``dW += reg * W`` says dW + reg W, and ``d(cost) / dW`` is the derivative of the one by the other.
What has no meaning as a formula is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..given.code import code_lines, sketch_lines
from ..given.code_remarks import Side, remarked
from ..given.code_terms import CodeTerms
from ..given.equations import Equation
from ..given.letters import letter
from ..given.links import Replay
from ..notation import Reading
from ..notation.code import CodeLine, read_code
from ..nouns import Block, BlockKind, Node, Span
from ..terms import Derivative, Head, Sum, Symbol, Term, is_obscure

_GOES_ON = re.compile(r"[ \t]*=(?!=)[ \t]*")
_DIFFERENTIAL = re.compile(r"d(\w+)")


class _Terms(CodeTerms):
    """``d(L2_cost) / dW`` is a derivative."""

    def _product(self, node: Node) -> Term:
        match node.children:
            case (Node("call") as top, Node("op", value="/"), Node("name") as bottom):
                by = _DIFFERENTIAL.fullmatch(bottom.value)
                of = self.term(top.children[1]) if letter(top.children[0]) == "d" else None
                if by and isinstance(of, Symbol):
                    name = self.span(bottom)
                    symbol = Symbol(Head(by[1]), Span(name.start + 1, name.end))
                    return Derivative(of, symbol, self.span(node))
        return super()._product(node)


def penalty_equations(replay: Replay) -> Iterator[Equation]:
    for number, block in enumerate(replay.notes.document.blocks):
        if block.kind in (BlockKind.CODE, BlockKind.SNIPPET):
            yield from _of_block(block, number)


def _of_block(block: Block, number: int) -> Iterator[Equation]:
    last: tuple[Term, Span] | None = None
    for line in sketch_lines(block) or code_lines(block):
        if line.keyword == "#":
            yield from _chained(remarked(block.text, line.start, line.end), block, number)
            continue
        sides = _sides(line, block) if isinstance(line.reading, Reading) else _going_on(line, block)
        whole = [last, *sides] if last and len(sides) == 1 else sides
        for before, behind in pairwise(whole):
            if before is not None and behind is not None:
                yield _equation(before, behind, block, number)
        last = sides[0] if len(sides) > 1 else last if sides else None


Member = tuple[Term, Span] | None


def _sides(line: CodeLine, block: Block) -> list[Member]:
    assert isinstance(line.reading, Reading)
    tree, words = line.reading.tree, line.reading.tokens
    signs = [c.value for c in tree.children if c.kind == "op"] if tree.kind == "chain" else []
    if line.keyword or signs not in (["="], ["+="]):
        return []

    def span(node: Node) -> Span:
        return block.at(words[node.start].start, words[node.end - 1].end)

    code = _Terms(span)
    left, right = (code.term(tree.children[n]) for n in (0, 2))
    if signs == ["+="]:
        right = Sum(((1, left), (1, right)), span(tree.children[2]))
    return [(left, span(tree.children[0])), (right, span(tree.children[2]))]


def _going_on(line: CodeLine, block: Block) -> list[Member]:
    """``= (1 - lr * lambda / m) * W - lr * dW`` below a line."""
    match = _GOES_ON.match(block.text, line.start, line.end)
    lines = read_code(block.text[match.end() : line.end]) if match else []
    reading = lines[0].reading if len(lines) == 1 and not lines[0].keyword else None
    if match is None or not isinstance(reading, Reading):
        return []
    side = Side(reading, match.end())
    return [_member(side, block)]


def _member(side: Side, block: Block) -> tuple[Term, Span]:
    code = _Terms(lambda node: side.span(block, node))
    return code.term(side.reading.tree), side.span(block, side.reading.tree)


def _chained(sides: Sequence[Side], block: Block, number: int) -> Iterator[Equation]:
    members = [_member(side, block) for side in sides]
    for before, behind in pairwise(members):
        yield _equation((members[0][0], before[1]), behind, block, number)


def _equation(
    before: tuple[Term, Span], behind: tuple[Term, Span], block: Block, number: int
) -> Equation:
    del block
    span = Span(before[1].start, behind[1].end)
    return Equation(before[0], behind[0], span, (before[1], behind[1]), number, "=")


def readable(equation: Equation) -> bool:
    return not is_obscure(equation.left) and not is_obscure(equation.right)
