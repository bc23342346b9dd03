"""Tree → the letters in it: the name that a node spells, in the alphabet of its font and accent.

Refuses nothing: what spells no name gives the empty string.
"""

from __future__ import annotations

from unicodedata import normalize

from ..nouns import Node

FONT_OFFSETS = {"bf": (0x1D400, 0x1D41A), "sf": (0x1D5A0, 0x1D5BA), "frak": (0x1D504, 0x1D51E)}
SCRIPT_CAPITALS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵", strict=True))
BLACKBOARD = dict(zip("CHNPQRZE1", "ℂℍℕℙℚℝℤE𝟙", strict=True))
ONES = "𝟏"
MARKS = {
    "^": "\u0302",
    "¯": "\u0304",
    "~": "\u0303",
    "→": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˚": "\u030a",
    "_": "\u0332",
}


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


def letter(node: Node) -> str:
    """The name a node spells, with its font and accent: ``W``, ``𝐖``, ``ŷ``; or nothing."""
    if node.kind == "group":
        return letter(node.children[0])
    if node.kind in ("name", "symbol", "text", "function"):
        return node.value
    if node.kind == "font":
        inner = (
            node.children[0].children[0] if node.children[0].kind == "group" else node.children[0]
        )
        digits = inner.value if inner.kind == "number" else letter(inner)
        return "".join(dressed(node.value, character) for character in digits)
    if node.kind == "accent":
        name = letter(node.children[0])
        return accented(node.value, name) if name else ""
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
    return normalize("NFC", inner[0] + MARKS[mark] + inner[1:]) if len(inner) == 1 else inner + mark
