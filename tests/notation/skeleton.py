"""The skeleton of a formula: what every misreading of it would change, from our tree.

A skeleton is a bag of each script with its base, each fraction, root, accent, table and letter in a
special font, each number, and the whole line. Text is spelled alike whoever read it: no spaces, one
character for each sign, plain letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from initproofs.nouns import Node

Skeleton = Counter[tuple[str, ...]]

_ALIKE = str.maketrans(
    {
        "−": "-",
        "∗": "*",
        "⋅": "·",
        "∼": "~",
        "∑": "Σ",
        "∏": "Π",
        "′": "'",
        "’": "'",
        "∣": "|",
        "∥": "‖",
        "⊤": "T",
        "⊺": "T",
        "⋯": "…",
        "ˉ": "¯",
        "‾": "¯",
        "⃗": "→",
        "≔": ":=",
    }
)
_UNSEEN = re.compile(r"[\s\u2061-\u2064\u200b\u00a0]+")
FONTS = {
    "bold": "bf",
    "bold-italic": "bf",
    "script": "cal",
    "double-struck": "bb",
    "sans-serif": "sf",
    "fraktur": "frak",
}
_DELIMITERS = {
    "array": ("", ""),
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
    "dcases": ("{", ""),
    "rcases": ("", "}"),
}


def plain(text: str) -> str:
    """One spelling for each sign."""
    letters = "".join(map(_plain_letter, _UNSEEN.sub("", text.replace("\\_", "_"))))
    return letters.translate(_ALIKE)


def line(text: str) -> str:
    """Signs that some write as two characters, spelled as one."""
    for typed, sign in ((">=", "≥"), ("<=", "≤"), ("!=", "≠"), ("==", "="), ("->", "→")):
        text = text.replace(typed, sign)
    return text


def _plain_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    styled = name.startswith(("MATHEMATICAL ", "DOUBLE-STRUCK ", "SCRIPT CAPITAL "))
    return unicodedata.normalize("NFKC", letter) if styled else letter


DOUBLE_STRUCK = tuple("ℂℕℙℚℝℤ")


@dataclass
class Bag:
    """Skeleton under construction: each method spells one thing, and remembers it."""

    found: Skeleton = field(default_factory=Counter)

    def leaf(self, text: str, font: str) -> str:
        spelled = plain(text)
        font = "bb" if text in DOUBLE_STRUCK else font  # \Reals is one sign, and a font in KaTeX
        if font in FONTS.values():
            self.found.update(("font", font, letter) for letter in spelled if letter.isalnum())
        return spelled

    def number(self, digits: str, font: str) -> str:
        self.found["number", digits.rstrip(".")] += 1
        return self.leaf(digits, font)

    def script(self, base: str, tail: str, sub: str, sup: str) -> str:
        self.found["script", tail, sub, sup] += 1
        return base + (f"_⟨{sub}⟩" if sub else "") + (f"^⟨{sup}⟩" if sup else "")

    def fraction(self, above: str, below: str) -> str:
        self.found["fraction", above, below] += 1
        return f"⟨{above}⟩/⟨{below}⟩"

    def root(self, radicand: str, index: str) -> str:
        self.found["root", radicand, index] += 1
        return f"√{index}⟨{radicand}⟩"

    def accent(self, base: str, mark: str) -> str:
        self.found["accent", base, mark] += 1
        return f"{mark}⟨{base}⟩"

    def table(self, rows: list[list[str]]) -> str:
        kept = [row for row in rows if any(row)]
        spelled = ";".join("&".join(row) for row in kept)
        self.found["table", spelled] += 1
        return f"⟦{spelled}⟧"


_ROWS = {"group", "product", "sum", "chain", "list", "call", "juxtaposed", "big"}
_LEAVES = {"name", "symbol", "function", "text", "op", "hole"}


def from_tree(tree: Node) -> Skeleton:
    """The skeleton of our reading, from kinds, values and children alone."""
    bag = Bag()
    bag.found["line", line(_write(tree, bag, ""))] += 1
    return bag.found


def _write(node: Node, bag: Bag, font: str) -> str:
    if node.kind == "script":
        return _write_script(node, bag, font)
    if node.kind == "font":
        return _write(node.children[0], bag, node.value)
    if node.kind == "fraction":
        above, below = (_write(child, bag, font) for child in node.children)
        return bag.fraction(above, below)
    if node.kind == "root":
        *index, radicand = (_write(child, bag, font) for child in node.children)
        return bag.root(radicand, "".join(index))
    if node.kind == "accent":
        return bag.accent(_write(node.children[0], bag, font), plain(node.value))
    if node.kind == "fence":
        opening, closing = _fence(node)
        inside = "".join(_write(child, bag, font) for child in node.children)
        return opening + inside + closing
    if node.kind in ("matrix", "layout"):
        opening, closing = _DELIMITERS.get(node.value, ("", ""))
        rows = [[_write(cell, bag, font) for cell in row.children] for row in node.children]
        if node.kind == "layout":
            rows = [["".join(row)] for row in rows]
        return opening + bag.table(rows) + closing
    if node.kind == "macro":
        return _write_macro(node, bag, font)
    if node.kind == "number":
        return bag.number(node.value, font)
    if node.kind in _LEAVES:
        return bag.leaf("⏎" if node.value == "newline" else node.value, font)
    assert node.kind in _ROWS, f"a kind of node nobody told me of: {node.kind}"
    return "".join(_write(child, bag, font) for child in node.children)


def _write_macro(node: Node, bag: Bag, font: str) -> str:
    spelled = [_write(child, bag, font) for child in node.children]
    if node.value in ("\\overset", "\\stackrel"):
        return bag.script(spelled[1], spelled[1], "", spelled[0])
    if node.value == "\\underset":
        return bag.script(spelled[1], spelled[1], spelled[0], "")
    assert node.value == "\\boxed", f"a command nobody told me of: {node.value}"
    return spelled[0]


def _write_script(node: Node, bag: Bag, font: str) -> str:
    base, *scripts = node.children
    sub, sup, primes, bang = "", "", "", ""
    spelled = _write(base, bag, font)
    for mark, script in zip(node.value, scripts, strict=True):
        text = _write(script, bag, font)
        sub += text if mark == "_" else ""
        sup += text if mark == "^" else ""
        primes += text if mark == "'" else ""
        bang += text if mark == "!" else ""
    if not (sub or sup or primes):
        return spelled + bang
    return bag.script(spelled, _tail(base, spelled), sub, primes + sup) + bang


def _tail(base: Node, spelled: str) -> str:
    """What TeX hangs the script on: of a run its last letter, of a pair of brackets the second."""
    if base.kind in ("juxtaposed", "call"):
        return _tail(base.children[-1], spelled)
    if base.kind == "fence":
        return _fence(base)[1]
    if base.kind == "matrix":
        return _DELIMITERS[base.value][1] or spelled
    return plain(base.value)[-1] if base.kind == "name" else spelled


def _fence(node: Node) -> tuple[str, str]:
    opening, closing = (plain(side) if side != "." else "" for side in node.value.split(" "))
    return opening, closing
