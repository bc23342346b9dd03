"""A name and its scripts → plain text: base, primes, what stands below, what stands above.

Refuses nothing. What stands in a script is written without spaces, and runs of letters as written.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from ..nouns import Node
from .letters import letter, scripts
from .names import Names, rebound
from .products import braced_label
from .scripts import primes_apart, stripped, transposes

TOP, INNER, SCRIPT = 0, 1, 2  # how much air there is: a whole side, a part of one, a script
POWERS = {"2": "²", "3": "³"}
BARE = frozenset(["name", "number", "symbol", "text", "function", "op"])


class PrintedScripts(ABC):
    """What a printer does with scripts; the rest of it is to come from below."""

    names: Names

    @abstractmethod
    def show(self, node: Node, air: int) -> str: ...

    @abstractmethod
    def juxtaposed(self, node: Node, air: int) -> str: ...

    def _script(self, node: Node, air: int) -> str:
        if node.children[0].kind == "juxtaposed" and self.names.multiplies(node.children[0]):
            return self.juxtaposed(rebound(node), air)
        base, marks = node.children[0], scripts(node)
        primes = sum(mark == "'" for mark, _ in marks)
        below = [s for mark, s in marks if mark == "_"]
        above = []
        for more, rest in (primes_apart(s) for mark, s in marks if mark == "^"):
            primes += more
            above += rest
        text = self._base(base, air) + "'" * primes
        text += "".join(f"_{self._in_script(s)}" for s in below)
        for place, script in enumerate(above):
            label, transpose = _label_and_transpose(script)
            if place and not text.startswith("("):
                text = f"({text})"
            if label is not None and transpose is not None:
                text = f"({text}^{self._in_script(label)})^{self._in_script(transpose)}"
            else:
                text += self._above(script, base)
        return text + "!" * sum(mark == "!" for mark, _ in marks)

    def _base(self, base: Node, air: int) -> str:
        shown = self.show(base, air)
        inner = stripped(base)
        if braced_label(base) is base:
            return "{" + shown + "}"
        if base.kind == "group" and inner.kind in ("script", "product", "sum", "fraction", "chain"):
            return f"({shown})"
        return f"({shown})" if base.kind == "fraction" else shown

    def _above(self, script: Node, base: Node) -> str:
        inner = stripped(script)
        power = inner.kind == "number" and inner.value in POWERS
        if power and self._last_name(base) not in self.names.labelled:
            return POWERS[inner.value]
        return f"^{self._in_script(script)}"

    def _last_name(self, base: Node) -> str:
        """The name that the scripts of a run of letters belong to: W, in ``XW^1``."""
        name = letter(base)
        return self.names.split(name)[-1] if name.isascii() else name

    def _in_script(self, script: Node) -> str:
        inner = stripped(script)
        shown = self._as_written(inner)
        if inner.kind in BARE or inner.kind in ("fence", "font"):
            return shown
        return f"({shown})"

    def _as_written(self, node: Node) -> str:
        """A run of letters in a script is an index or a word, alone, in brackets or in a list."""
        if transposes(node):
            return "T"
        if node.kind == "name":
            return node.value
        if node.kind == "fence" and len(node.children) == 1:
            opening, closing = (side.replace(".", "") for side in node.value.split(" "))
            return f"{opening}{self._as_written(stripped(node.children[0]))}{closing}"
        if node.kind == "list" and all(c.kind != "op" or c.value == "," for c in node.children):
            return "".join(map(self._as_written, node.children))
        return self.show(node, SCRIPT)


def _label_and_transpose(script: Node) -> tuple[Node | None, Node | None]:
    """The two parts of ``^{(k)T}`` and ``^{[l]^T}``."""
    inner = stripped(script)
    if inner.kind == "product" and len(inner.children) == 2:
        first, second = (stripped(child) for child in inner.children)
        if first.kind == "fence" and transposes(second):
            return first, second
    if inner.kind == "script" and stripped(inner.children[0]).kind == "fence":
        second = stripped(inner.children[1])
        if transposes(second):
            return stripped(inner.children[0]), second
    return None, None
