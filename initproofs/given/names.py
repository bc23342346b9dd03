"""The names a document uses, read from its trees: how runs of letters split, and which are functions.

Notation alone cannot say whether ``XW`` is one name or two, whether ``g(Z)`` multiplies, or whether
the 2 of ``W^2`` is a layer. The rest of the document can.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..notation import vocabulary as v
from ..nouns import Node

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
        "identity",
        "np.maximum",
        "np.exp",
        "np.tanh",
        "np.dot",
        "np.matmul",
        "np.multiply",
        "np.sqrt",
        "np.sum",
    ]
)
FONT_OFFSETS = {"bf": (0x1D400, 0x1D41A), "sf": (0x1D5A0, 0x1D5BA), "frak": (0x1D504, 0x1D51E)}
SCRIPT_CAPITALS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵", strict=True))
BLACKBOARD = dict(zip("CHNPQRZE1", "ℂℍℕℙℚℝℤE𝟙", strict=True))
ONES = "𝟏"
# Small letters that carry a layer as often as capitals do.
LAYERED = frozenset("a b h s u v w z δ".split())
MARKS = {"^": "\u0302", "¯": "\u0304", "~": "\u0303", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a", "_": "\u0332"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """``whole``: runs that are one name; ``functions``; ``labelled``: names whose bare superscript
    is a layer and no power; ``values``: names that are given a value somewhere."""

    whole: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def split(self, run: str) -> tuple[str, ...]:
        """A run of letters as the names it consists of."""
        if len(run) == 1 or run in self.whole or not run.isalpha():
            return (run,)
        if run.startswith("d") and len(run) == 2:
            return (run,)
        pieces = self._pieces(run)
        if pieces is not None:
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
            gradient = length == 2 and piece[0] == "d" and piece[1] in self.single
            if len(piece) == length and (gradient or piece in self.single):
                if length == 2 and not gradient:
                    continue
                tail = self._pieces(rest)
                if tail is not None:
                    return (piece, *tail)
        return None

    def is_function(self, name: str) -> bool:
        return name in self.functions

    def multiplies(self, node: Node) -> bool:
        """Is this name before a bracket a factor: has it a value, and is it no function?"""
        head = node.children[0]
        if head.kind == "juxtaposed":
            return True  # f(x)(y): what is already a value multiplies
        name = letter(head.children[0] if head.kind == "script" else head)
        last = self.split(name)[-1] if name.isascii() else name
        if self.is_function(name):
            return False
        return name in self.values or last in self.values


def rebound(node: Node) -> Node:
    """``W (A)^T``: the script of a factor in brackets belongs to the bracket alone."""
    product = node.children[0]
    head, bracket = product.children
    raised = Node("script", bracket.start, node.end, node.value, (bracket, *node.children[1:]))
    return Node("juxtaposed", node.start, node.end, "", (head, raised))


def names_of(trees: Iterable[Node]) -> Names:
    """Everything that a document's formulas say about its names."""
    trees = tuple(trees)
    whole: set[str] = set()
    single: set[str] = set()
    defined: set[str] = set()
    labelled: set[str] = set()
    values: set[str] = set()
    for tree in trees:
        single.update(n.value for n in nodes(tree) if n.kind == "name" and len(n.value) == 1)
        for chain in nodes(tree, into=("list", "layout", "row", "matrix")):
            if chain.kind != "chain":
                continue
            head = chain.children[0]
            base = head.children[0] if head.kind in ("script", "juxtaposed") else head
            name = letter(base)
            (defined if head.kind == "juxtaposed" else values).add(name)
            if base.kind in ("name", "text") and len(name) > 1 and _is_word(name):
                whole.add(name)
            if head.kind == "script" and any(_is_bare_label(m, n) for m, n in scripts(head)):
                labelled.add(name)
    labelled |= _labelled_alike(trees, labelled)
    functions = (USUAL_FUNCTIONS | KNOWN_FUNCTIONS | defined) - values - {""}
    return Names(*map(frozenset, (whole, single, functions, labelled, values)))


def _labelled_alike(trees: tuple[Node, ...], labelled: set[str]) -> set[str]:
    """Names with such a superscript in the formulas of names that are labelled: ``b^1`` beside ``Z^1``."""
    found: set[str] = set()
    if len(labelled) < 2:
        return found
    for tree in trees:
        for node in nodes(tree):
            if node.kind == "script" and any(_is_bare_label(m, n) for m, n in scripts(node)):
                name = letter(node.children[0])
                if name[:1].isupper() or name in LAYERED or (name[:1] == "d" and len(name) > 1):
                    found.add(name)
    return found


def _is_word(name: str) -> bool:
    return name[0] == "d" or name.islower() or name[1:].islower()


def nodes(tree: Node, into: tuple[str, ...] = ()) -> list[Node]:
    """The tree's nodes in order; with ``into`` only those reached through such nodes."""
    found, stack = [], [tree]
    while stack:
        node = stack.pop()
        found.append(node)
        if not into or node.kind in into:
            stack += reversed(node.children)
    return found


def scripts(node: Node) -> list[tuple[str, Node]]:
    return list(zip(node.value, node.children[1:], strict=True))


def _is_bare_label(mark: str, node: Node) -> bool:
    """``Z^1``, ``a^{l}``, ``z^{l+1}``: above, without a bracket, and neither T, star nor prime."""
    while node.kind == "group":
        node = node.children[0]
    if mark != "^" or node.kind not in ("name", "number", "sum"):
        return False
    return node.kind == "sum" or (len(node.value) == 1 and node.value != "T")


def letter(node: Node) -> str:
    """The name a node spells, with its font and accent: ``W``, ``𝐖``, ``ŷ``; or nothing."""
    if node.kind == "group":
        return letter(node.children[0])
    if node.kind in ("name", "symbol", "text", "function"):
        return node.value
    if node.kind == "font":
        inner = node.children[0].children[0] if node.children[0].kind == "group" else node.children[0]
        digits = inner.value if inner.kind == "number" else letter(inner)
        return "".join(dressed(node.value, character) for character in digits)
    if node.kind == "accent":
        inner = letter(node.children[0])
        return accented(node.value, inner) if inner else ""
    if node.kind == "script" and set(node.value) <= {"_", "^"}:
        return letter(node.children[0])
    return ""


def dressed(font: str, character: str) -> str:
    """A letter in the alphabet of its font; roman and italic are the plain letter."""
    if font == "cal":
        return SCRIPT_CAPITALS.get(character, character)
    if font == "bb":
        return BLACKBOARD.get(character, character)
    if font == "bf" and character == "1":
        return ONES
    if font == "bf" and "α" <= character <= "ω":
        return chr(0x1D6C2 + ord(character) - ord("α"))
    if font in FONT_OFFSETS and character.isascii() and character.isalpha():
        capital, small = FONT_OFFSETS[font]
        first = ord("A") if character.isupper() else ord("a")
        return chr((capital if character.isupper() else small) + ord(character) - first)
    return character


def accented(mark: str, inner: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", inner[0] + MARKS[mark] + inner[1:]) if len(inner) == 1 else inner + mark
