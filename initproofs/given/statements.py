"""Document → its statements in reading order: chains of terms, and what the words around them say.

A display that begins with ``=`` goes on from the display before it. Refuses nothing: a formula that
cannot be read is kept as such, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..notation import NotRead, Reading, parse
from ..nouns import Block, BlockKind, Document, Formula, Node, Span, Unread
from ..terms import Applied, Obscure, Symbol, Term
from .decorations import undecorated
from .letters import nodes
from .meaning import Meaning
from .names import Names, names_of
from .reach import reaching

NOTHING = "nothing stands here"
MATHS = frozenset({BlockKind.INLINE, BlockKind.DISPLAY, BlockKind.PLAIN})


@dataclass(frozen=True, slots=True)
class Chain:
    """``members[0] relations[0] members[1] …``; ``block`` counts the blocks of the document.

    ``first`` is the first link that stands in this formula: those before it, if any, stand in the
    display that this one goes on from.
    """

    members: tuple[Term, ...]
    relations: tuple[str, ...]
    spans: tuple[Span, ...]
    block: int
    first: int = 0

    def link(self, left: int, right: int) -> Span:
        """Where the claim ``members[left] = members[right]`` stands."""
        after = self.spans[right]
        return (
            after
            if left < self.first + bool(self.first)
            else Span(self.spans[left].start, after.end)
        )


@dataclass(frozen=True, slots=True)
class Notes:
    """A document read: its formulas (or why not), its names, its statements."""

    document: Document
    formulas: tuple[Formula | None, ...]  # one for each block, None where there is no maths
    readings: tuple[Reading | NotRead | None, ...]
    names: Names
    chains: tuple[Chain, ...]
    unread: tuple[Unread, ...]

    @property
    def found(self) -> int:
        """Spans of maths and code; what the reader of the file refused counts as found too."""
        pieces = sum(block.kind is not BlockKind.PROSE for block in self.document.blocks)
        return pieces + len(self.document.unread)


def understand(document: Document) -> Notes:
    readings = tuple(map(_reading, document.blocks))
    formulas = tuple(map(_formula, document.blocks, readings))
    names = names_of(formula.tree for formula in formulas if formula)
    chains = tuple(chains_of(document, formulas, readings, names))
    unread = [
        Unread(block.at(reading.start, reading.end), reading.reason)
        for block, reading in zip(document.blocks, readings, strict=True)
        if isinstance(reading, NotRead)
    ]
    everything = sorted([*document.unread, *unread], key=lambda trouble: trouble.span)
    return Notes(document, formulas, readings, names, chains, tuple(everything))


def _reading(block: Block) -> Reading | NotRead | None:
    return parse(block.text, block.kind is BlockKind.PLAIN) if block.kind in MATHS else None


def _formula(block: Block, reading: Reading | NotRead | None) -> Formula | None:
    if not isinstance(reading, Reading):
        return None
    places = tuple(block.at(token.start, token.end) for token in reading.tokens)
    return Formula(block, reaching(undecorated(reading.tree)), places)


def chains_of(
    document: Document,
    formulas: tuple[Formula | None, ...],
    readings: tuple[Reading | NotRead | None, ...],
    names: Names,
    meaning: type[Meaning] = Meaning,
) -> Iterator[Chain]:
    """The chains of a document, under one way of giving trees their meaning."""
    previous: Chain | None = None
    for place, formula in enumerate(formulas):
        if formula is None:
            if _interrupts(document.blocks[place], document.blocks[place + 1 : place + 2]):
                previous = None
            continue
        reading = readings[place]
        assert isinstance(reading, Reading)
        for tree in statements(formula.tree):
            chain = chain_of(tree, meaning(formula, names), place, reading.literal is not None)
            if isinstance(chain.members[0], Obscure) and chain.members[0].why == NOTHING:
                chain = _continue(previous, chain)
            yield chain
            previous = chain


def _interrupts(block: Block, following: tuple[Block, ...]) -> bool:
    """Words between two displays end a calculation that would otherwise go on.

    Inside a sentence one word is enough: it may be a unit, or another subject.
    """
    inline = bool(following) and following[0].kind is not BlockKind.DISPLAY
    words = len(block.text.split())
    return block.kind is BlockKind.CODE or words > (0 if inline else 6)


def statements(tree: Node) -> list[Node]:
    """The single statements of a formula: the items of its lists, the rows of its layouts."""
    if tree.kind == "list":
        if _is_pair(tree) and tree.children[0].kind == "chain":
            return _with_tail(tree.children[0], tree.children[2])
        if not all(child.kind in ("op", "chain", "layout", "group") for child in tree.children):
            separate = [c for c in tree.children if c.kind == "chain"]
            return separate if _safely_listed(tree) else []
        return [s for child in tree.children if child.kind != "op" for s in statements(child)]
    if tree.kind == "layout":
        return [s for row in tree.children for cell in row.children for s in statements(cell)]
    if tree.kind == "group":
        return statements(tree.children[0])
    return [tree] if tree.kind == "chain" else []


def _is_pair(tree: Node) -> bool:
    return len(tree.children) == 3 and tree.children[1].value == ","


def _with_tail(chain: Node, tail: Node) -> list[Node]:
    """``dW = δ , a^T``: what is left of a thin space is no comma, and its factor belongs here."""
    if tail.kind in ("chain", "layout", "group"):
        return [*statements(chain), *statements(tail)]
    kinds = {node.kind for node in nodes(tail)}
    if "text" in kinds or "name" not in kinds or chain.children[-1].kind == "number":
        return [chain]
    factors = tail.kind in ("product", "juxtaposed", "fraction") or _is_transposed(tail)
    if not factors:
        return []
    return [replace(chain, children=(*chain.children[:-1], _times(chain.children[-1], tail)))]


def _times(left: Node, right: Node) -> Node:
    if left.kind == "sum":
        last = _times(left.children[-1], right)
        return replace(left, children=(*left.children[:-1], last), end=right.end)
    return Node("product", left.start, right.end, "", (left, right))


def _is_transposed(node: Node) -> bool:
    return node.kind == "script" and any(
        inner.value in ("T", "⊤", "⊺") for inner in nodes(node.children[1])
    )


def _safely_listed(tree: Node) -> bool:
    """``a, b = 0`` says something of a too: such lists are left alone unless words part them."""
    before = ""
    for child in tree.children:
        if child.kind not in ("op", "chain"):
            before = "bare"
        elif child.kind == "op" and child.value not in (",", ";"):
            before = ""
        elif child.kind == "chain" and before:
            return False
    return True


def chain_of(tree: Node, meaning: Meaning, place: int, suspicious: bool) -> Chain:
    operands = [child for child in tree.children if child.kind != "op"]
    relations = tuple(child.value for child in tree.children if child.kind == "op")
    spans = tuple(meaning.span(operand) for operand in operands)
    members: tuple[Term, ...]
    if suspicious:
        why = "its spelling can be read in two ways"
        members = tuple(Obscure(why, span) for span in spans)
    else:
        members = tuple(
            Obscure(NOTHING, span) if operand.kind == "hole" else meaning.term(operand)
            for operand, span in zip(operands, spans, strict=True)
        )
    return Chain(_without_contractions(members, relations), relations, spans, place)


def _without_contractions(
    members: tuple[Term, ...], relations: tuple[str, ...]
) -> tuple[Term, ...]:
    """``∂L/∂Y : dY = dL``: a colon behind more than a name multiplies, and parts no statements."""
    parts: set[int] = set()
    for place, relation in enumerate(relations):
        before = members[place]
        named = isinstance(before, Symbol | Applied | Obscure)
        if relation == ":" and not named:
            parts |= {place, place + 1}
    why = "a product that a colon stands for has no meaning here that I can compute"
    return tuple(Obscure(why, m.span) if at in parts else m for at, m in enumerate(members))


def _continue(previous: Chain | None, chain: Chain) -> Chain:
    """A display that begins with “=” takes its left side from the one before it."""
    if previous is None:
        return chain
    return Chain(
        previous.members + chain.members[1:],
        previous.relations + chain.relations,
        previous.spans + chain.spans[1:],
        chain.block,
        len(previous.relations),
    )
