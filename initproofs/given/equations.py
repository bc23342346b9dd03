"""A document → its equations as calculus reads them: pairs of sides that an equals sign joins.

Chains are cut at what is no equality; what cannot be read is left out, and its readable neighbours
are joined. Layers may be written above, below (``W_1``, where nothing has a label) or, in code, as
part of the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ..nouns import BlockKind, Formula, Node, Span
from ..terms import (
    Derivative,
    Head,
    Obscure,
    Symbol,
    Term,
    is_numeric,
    is_obscure,
    walk,
)
from .differentials import Differentials
from .examples import of_examples
from .families import names_loss
from .letters import letter, nodes, scripts
from .names import Names
from .relabelled import named_by_ends, relabelled
from .rewriting import with_heads
from .scripts import stripped
from .statements import NOTHING, Chain, Notes, chain_of, statements

EQUAL = frozenset("=≈≔←≃≡")
LAYER = frozenset("lL")
FIRST = frozenset("01")
NO_GRADIENT = "\u2060"  # unseen, before a name of code that begins with d by chance
KRONECKER = "δ\u2060"  # δ_ij
LAYERED = frozenset("WwZzAabBHhsδ")


LONGEST = 60  # members of a chain: a longer one derives nothing


@dataclass(frozen=True)
class Equation:
    """``left = right``; ``first`` where the left side opens its chain."""

    left: Term
    right: Term
    span: Span
    sides: tuple[Span, Span]
    block: int
    relation: str
    first: bool = True
    computed: bool = False  # its chain ends in numbers
    derives: bool = False  # its chain begins with a gradient


def equations(notes: Notes) -> list[Equation]:
    """Every equation of the formulas of a document, in reading order."""
    found = [e for chain in _chains(notes, layered_names(notes)) for e in _links(chain)]
    found = [_with_losses(_with_kronecker(e)) for e in derivations(found)]
    sides = of_examples([(e.left, e.right) for e in found])
    pairs = zip(found, sides, strict=True)
    whole = [replace(e, left=left, right=right) for e, (left, right) in pairs]
    return relabelled(named_by_ends(whole))


def derivations(found: list[Equation]) -> list[Equation]:
    """The equations, with those marked that go on from a gradient: ``dz = … = a - y``."""
    marked: list[Equation] = []
    for equation in found:
        before = marked[-1] if marked else None
        goes_on = before is not None and before.sides[1] == equation.sides[0]
        derives = goes_on and before is not None and (before.derives or is_gradient(before.left))
        marked.append(replace(equation, derives=derives))
    return marked


def _with_kronecker(equation: Equation) -> Equation:
    """``δ_ij`` is 1 where i = j and 0 elsewhere; it is no error of anything."""

    def named(head: Head) -> Head:
        return replace(head, name=KRONECKER) if _is_kronecker(head) else head

    left, right = with_heads(equation.left, named), with_heads(equation.right, named)
    return replace(equation, left=left, right=right)


def _with_losses(equation: Equation) -> Equation:
    """``C_0`` is the loss of one example, by a name of its own, and no entry of a matrix C."""

    def named(head: Head) -> Head:
        counted = names_loss(head.name) and head.label is None and len(head.indices) == 1
        if not counted or head.indices[0].base:
            return head
        return Head(f"{head.name}_{head.indices[0]}")

    left, right = with_heads(equation.left, named), with_heads(equation.right, named)
    return replace(equation, left=left, right=right)


def layered_names(notes: Notes) -> Names:
    """A document's names, with those that carry layers in its derivatives."""
    return replace(notes.names, labelled=notes.names.labelled | _layered(notes.formulas))


def _layered(formulas: Iterable[Formula | None]) -> frozenset[str]:
    """Names with a bare l, L, l ± 1, 0 or 1 above them: nobody writes such powers."""
    found = set()
    for formula in formulas:
        for node in nodes(formula.tree) if formula else ():
            if node.kind == "script" and letter(node.children[0]):
                for mark, above in scripts(node):
                    base = letter(node.children[0])
                    first = stripped(above).value in FIRST and base in LAYERED
                    if mark == "^" and (first or _is_layer(stripped(above))):
                        found.add(base)
    return frozenset(found)


def _is_layer(node: Node) -> bool:
    if node.kind == "sum" and len(node.children) == 3:
        return _is_layer(stripped(node.children[0])) and node.children[2].kind == "number"
    return node.kind == "name" and node.value in LAYER


def _chains(notes: Notes, names: Names) -> Iterator[Chain]:
    previous: Chain | None = None
    for place, formula in enumerate(notes.formulas):
        if formula is None:
            block = notes.document.blocks[place]
            if block.kind is BlockKind.CODE or len(block.text.split()) > 6:
                previous = None
            continue
        reading = notes.readings[place]
        suspicious = getattr(reading, "literal", None) is not None
        for tree in statements(formula.tree):
            chain = chain_of(tree, Differentials(formula, names), place, suspicious)
            opens = chain.members[0]
            if isinstance(opens, Obscure) and opens.why == NOTHING and previous is not None:
                chain = _joined(previous, chain)
            yield chain
            previous = chain


def _joined(before: Chain, chain: Chain) -> Chain:
    """What begins with “=” goes on from what stands before it; with “→” it begins anew."""
    if chain.relations[0] not in EQUAL:
        return replace(
            chain, members=chain.members[1:], relations=chain.relations[1:], spans=chain.spans[1:]
        )
    last = _last_readable(before)
    return Chain(
        (*before.members[last:], *chain.members[1:]),
        (*before.relations[last:], *chain.relations),
        (*before.spans[last:], *chain.spans[1:]),
        chain.block,
        len(before.members) - last,
    )


def _last_readable(chain: Chain) -> int:
    """The member that what follows is compared with: what could not be read is passed over."""
    last = len(chain.members) - 1
    for place in range(last, -1, -1):
        if not is_obscure(chain.members[place]):
            return place
        if place == 0 or chain.relations[place - 1] not in EQUAL:
            break
    return last


def _links(chain: Chain) -> Iterator[Equation]:
    if len(chain.members) > LONGEST:
        return
    readable = [i for i, member in enumerate(chain.members) if not is_obscure(member)]
    for left, right in pairwise(readable):
        between = chain.relations[left:right]
        if EQUAL.issuperset(between):
            opens = left == 0 or chain.relations[left - 1] not in EQUAL
            yield Equation(
                chain.members[left],
                chain.members[right],
                chain.spans[right]
                if chain.first and left == 0
                else Span(chain.spans[left].start, chain.spans[right].end),
                (chain.spans[left], chain.spans[right]),
                chain.block,
                between[-1],
                opens,
                _ends_in_numbers(chain, right),
            )


def _ends_in_numbers(chain: Chain, place: int) -> bool:
    while place < len(chain.relations) and chain.relations[place] in EQUAL:
        place += 1
    return is_numeric(chain.members[place])


def subject_of(name: str) -> str:
    """``W`` of ``dW``; nothing if the name is no gradient by its spelling."""
    named = len(name) > 1 and name[0] == "d" and (name[1].isalpha() or name[1] == NO_GRADIENT)
    return name[1:] if named else ""


def parts_of(found: Iterable[Equation]) -> Iterator[Term]:
    """Everything that stands on either side of some equations."""
    for equation in found:
        yield from walk(equation.left)
        yield from walk(equation.right)


def is_gradient(term: Term) -> bool:
    """Does a derivative, a ``d`` name or an error term stand in it?"""
    return any(
        isinstance(part, Derivative) or (isinstance(part, Symbol) and names_gradient(part.head))
        for part in walk(term)
    )


def names_gradient(head: Head) -> bool:
    """``dW``, ``δ^l``, ``δ_j``; Kronecker's ``δ_ij`` is none."""
    return is_gradient_name(head.name) and not _is_kronecker(head)


def _is_kronecker(head: Head) -> bool:
    return len(head.indices) == 2 and head.label is None and head.name == "δ"


def is_gradient_name(name: str) -> bool:
    return bool(subject_of(name)) or name in ("δ", "𝛅", "Δ")
