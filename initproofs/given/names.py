"""Trees → the names a document uses: how runs of letters split, and which names are functions.

Notation alone cannot say whether ``XW`` is one name or two, whether ``g(Z)`` multiplies, or whether
the 2 of ``W^2`` is a layer. The rest of the document can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..notation import vocabulary as v
from ..nouns import Node
from .labelled import labelled_names
from .letters import ONES, letter, nodes, scripts
from .multiplied import (
    derived,
    holds_a_factor,
    is_factor,
    is_indexed,
    matrix_names,
    primes_turn,
    scaled_entries,
)

# Letters that stand for a function wherever notes use them so, unless a note gives them a value.
USUAL_FUNCTIONS = frozenset(["σ", "ϕ", "φ", "ψ", "g", "f", "𝒜", "ρ"])
KNOWN_FUNCTIONS = frozenset(
    [
        "sigmoid",
        "relu",
        "ReLU",
        "tanh",
        "exp",
        "log",
        "ln",
        "max",
        "min",
        "softmax",
        "Softmax",
        "Sigmoid",
        "Tanh",
        "identity",
        "np.maximum",
        "np.exp",
        "np.tanh",
        "dot",
        "matmul",
        "np.dot",
        "np.matmul",
        "np.multiply",
        "np.sqrt",
        "np.sum",
    ]
)
SHORTEST_WORD = 5  # so many small letters in a row are a word, whatever the names


@dataclass(frozen=True, slots=True)
class Names:
    """``whole``: runs that are one name; ``functions``; ``called``: functions where they have no
    scripts, and values where they have (``σ'(0)`` beside ``σ_w^2``); ``labelled``: names whose bare
    superscript is a layer and no power; ``values``: names that are given a value somewhere;
    ``entries``: those that stand with an index below and no bracket behind; ``factors``: those that
    stand beside another factor, or transposed; ``scaled``: entries that multiply a bracket
    somewhere, each with what stands in it: ``y_i (1 - p_i)``; ``primes_turn``: a prime transposes,
    as in Octave."""

    whole: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    grids: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()
    scaled: frozenset[tuple[str, str]] = frozenset()
    primes_turn: bool = False

    def split(self, run: str) -> tuple[str, ...]:
        """A run of letters as the names it consists of."""
        if len(run) == 1 or run in self.whole or not run.isalpha():
            return (run,)
        if run.startswith("d") and len(run) == 2:
            return (run,)
        pieces = self._pieces(run)
        if pieces is not None and not (run.islower() and len(run) >= SHORTEST_WORD):
            return pieces
        if run.islower() or run in v.FUNCTION_NAMES or run[1:].islower():
            return (run,)
        return tuple(run)

    def _pieces(self, run: str) -> tuple[str, ...] | None:
        """The run cut into names that stand alone elsewhere, gradients (``dW``) kept together."""
        if not run:
            return ()
        for length in (2, 1):
            piece, rest = run[:length], run[length:]
            gradient = len(piece) == 2 and piece[0] == "d" and piece[1] in self.single
            if len(piece) == length and (gradient or piece in self.single):
                if length == 2 and not gradient:
                    continue
                tail = self._pieces(rest)
                if tail is not None:
                    return (piece, *tail)
        return None

    def is_function(self, head: Node) -> bool:
        """Is what stands before a bracket a function, and the bracket its argument?"""
        name = letter(head.children[0] if head.kind == "script" else head)
        return name in self.functions or (name in self.called and _is_bare(head))

    def multiplies(self, node: Node) -> bool:
        """Is this name before a bracket a factor: has it a value, and is it no function?

        A bracket with a comma in it holds arguments, unless the name is a matrix or a vector.
        """
        head = node.children[0]
        name = letter(head.children[0] if head.kind == "script" else head)
        last = self.split(name)[-1] if name.isascii() else name
        if self.is_function(head):
            return False
        if _is_transposed(head):
            return True  # X^T (…): no function is transposed
        if _is_listing(node.children[1]) and name not in self.grids:
            return False
        if "juxtaposed" in (head.kind, head.children[0].kind if head.children else ""):
            return True  # f(x)(y), f(x)_i (y): what is already a value multiplies
        if name in self.factors and holds_a_factor(name, node.children[1]):
            return True
        if (
            name in self.entries
            and is_indexed(head)
            and is_factor(name, node.children[1], self.scaled)
        ):
            return True
        return name == ONES or name in self.values or last in self.values


def _is_bare(head: Node) -> bool:
    """A name without scripts, but for primes."""
    return head.kind != "script" or all(
        mark == "'" or letter(above) == "′" for mark, above in scripts(head)
    )


def _is_transposed(node: Node) -> bool:
    if node.kind != "script" or node.value != "^":
        return False
    above = node.children[1]
    while above.kind in ("group", "font"):
        above = above.children[0]
    return above.kind in ("name", "symbol") and above.value in v.TRANSPOSES


def rebound(node: Node) -> Node:
    """``W (A)^T``: the script of a factor in brackets belongs to the bracket alone."""
    product = node.children[0]
    head, bracket = product.children
    raised = Node("script", bracket.start, node.end, node.value, (bracket, *node.children[1:]))
    return Node("juxtaposed", node.start, node.end, "", (head, raised))


def names_of(trees: Iterable[Node]) -> Names:
    """Everything that a document's formulas say about its names."""
    trees = tuple(trees)
    single = {n.value for t in trees for n in nodes(t) if n.kind == "name" and len(n.value) == 1}
    found = _Introduced()
    for tree in trees:
        for chain in nodes(tree, into=("list", "layout", "row", "matrix")):
            if chain.kind == "chain":
                found.add(chain)
    labelled = labelled_names(found.heads, trees)
    applied = found.applied - found.grids
    functions = (
        applied
        | derived(trees)
        | ((USUAL_FUNCTIONS | KNOWN_FUNCTIONS | found.defined) - found.values)
    )
    called = {name for tree in trees for name in _called(tree, found.bare)} & USUAL_FUNCTIONS
    entries = _entries(trees)
    return Names(
        frozenset(found.whole),
        frozenset(single),
        frozenset(functions),
        frozenset(called),
        frozenset(labelled),
        frozenset(found.values),
        frozenset(found.grids),
        frozenset(entries),
        frozenset(matrix_names(trees) - functions - called),
        frozenset(pair for pair in scaled_entries(trees) if pair[0] in entries),
        primes_turn(trees),
    )


def _entries(trees: Iterable[Node]) -> set[str]:
    """Names with an index below them, wherever no bracket follows."""
    found = [node for tree in trees for node in nodes(tree)]
    before = {id(node.children[0]) for node in found if node.kind in ("juxtaposed", "call")}
    return {letter(n) for n in found if is_indexed(n) and id(n) not in before}


def _called(tree: Node, valued: set[str]) -> Iterator[str]:
    """Names before a bracket that multiply nothing: ``σ'(…)``, and ``σ(…)`` where only ``σ_w`` or
    ``σ^2`` has a value."""
    for node in nodes(tree):
        if node.kind == "juxtaposed" and _is_bare(head := node.children[0]):
            name = letter(head.children[0] if head.kind == "script" else head)
            if head.kind == "script" or name not in valued:
                yield name


class _Introduced:
    """What the left sides of a document's relations say of the names in front."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.defined: set[str] = set()
        self.applied: set[str] = set()
        self.values: set[str] = set()
        self.bare: set[str] = set()  # of them, those that have one without scripts
        self.grids: set[str] = set()
        self.heads: list[Node] = []

    def add(self, chain: Node) -> None:
        head = chain.children[0]
        if head.kind == "product" and len(head.children) == 2 and head.children[0].value == "d":
            head = head.children[1]  # d\mathbf{A}, which TeX sets as two
        base = head.children[0] if head.kind in ("script", "juxtaposed") else head
        name = letter(base)
        if not name:
            return
        self.heads.append(head)
        if base.kind in ("name", "text") and len(name) > 1 and _is_word(name):
            self.whole.add(name)
        if head.kind != "juxtaposed":
            self.values.add(name)
            self.bare.update({name} if head is base else ())
            if any(_is_grid(child) for child in chain.children[1:]):
                self.grids.add(name)
            return
        self.defined.add(name)
        if _is_argument(head.children[1]):
            self.applied.add(name)


def _is_argument(bracket: Node) -> bool:
    """``f(x) = …``, ``f(x, y) = …``: a definition, where ``a(b + c) = …`` is a product."""
    inside = bracket.children[0] if bracket.value == "( )" else bracket
    if inside.kind == "list":
        return any(child.value == "," for child in inside.children)
    return inside.kind in ("name", "symbol", "font") and len(letter(inside)) == 1


def _is_grid(node: Node) -> bool:
    """A matrix, alone or in brackets, or a list of entries; transposed or not."""
    bracketed = node.kind == "fence" and node.value in ("( )", "[ ]")
    if node.kind in ("group", "script") or (bracketed and node.children[0].kind != "list"):
        return _is_grid(node.children[0])
    return bracketed or (node.kind == "matrix" and not node.value.endswith("cases"))


def _is_word(name: str) -> bool:
    return name[0] == "d" or name.islower() or name[1:].islower()


def _is_listing(bracket: Node) -> bool:
    """``(x, y)``, ``(x; θ)``: several things in one bracket."""
    inside = bracket.children[0] if bracket.kind == "fence" else bracket
    return inside.kind == "list" and any(child.value in (",", ";") for child in inside.children)


__all__ = [
    "KNOWN_FUNCTIONS",
    "ONES",
    "USUAL_FUNCTIONS",
    "Names",
    "letter",
    "names_of",
    "nodes",
    "rebound",
]
