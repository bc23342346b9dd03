"""Faithful tree → plain text, under the names of the document: one method for each kind of node.

Refuses nothing: every kind that the grammar makes has its method.
"""

from __future__ import annotations

from ..notation import vocabulary as v
from ..nouns import Node
from .letters import accented, dressed, letter
from .names import Names
from .printed_scripts import BARE, INNER, SCRIPT, TOP, PrintedScripts
from .products import braced_label, is_phrase
from .scripts import stripped

STOPS = frozenset([",", ".", ";", "newline"])  # what ends a formula and is no part of it
WRITTEN = {" ": ",", "∣": "|", "≔": ":="}


class Printer(PrintedScripts):
    """Trees in plain form, one method a kind of node."""

    def __init__(self, names: Names, literal: bool = False) -> None:
        self.names = names
        self.literal = literal

    def show(self, node: Node, air: int) -> str:
        shown: str = getattr(self, f"_{node.kind}")(node, air)
        return shown

    def _leaf(self, node: Node, _air: int) -> str:
        return node.value

    _number = _text = _function = _leaf

    def _symbol(self, node: Node, _air: int) -> str:
        return "T" if node.value in v.TRANSPOSES else node.value

    def _op(self, node: Node, _air: int) -> str:
        return WRITTEN.get(node.value, node.value)

    def _hole(self, _node: Node, _air: int) -> str:
        return "□"

    def _name(self, node: Node, air: int) -> str:
        pieces = self.names.split(node.value)
        return self._dot(air).join(pieces)

    @staticmethod
    def _dot(air: int) -> str:
        return " · " if air == TOP else "·"

    def _font(self, node: Node, air: int) -> str:
        inner = stripped(node.children[0])
        if inner.kind in ("name", "symbol", "text", "number"):
            return "".join(dressed(node.value, character) for character in inner.value)
        if inner.kind == "product" and node.value == "rm":
            return " ".join(self.show(child, air) for child in inner.children)
        return self.show(inner, air)

    def _accent(self, node: Node, _air: int) -> str:
        inner = self.show(node.children[0], SCRIPT)
        return accented(node.value, inner)

    def _group(self, node: Node, air: int) -> str:
        return self.show(node.children[0], air)

    def _fence(self, node: Node, air: int) -> str:
        if len(node.children) == 1 and stripped(node.children[0]).kind == "matrix":
            inner = stripped(node.children[0])
            if node.value in ("[ ]", "( )") and inner.value != "cases":
                return self.show(inner, INNER)
        opening, closing = (side.replace(".", "") for side in node.value.split(" "))
        within = SCRIPT if air == SCRIPT else INNER
        inside = " ".join(self.show(child, within) for child in node.children)
        return f"{opening}{inside}{closing}"

    def _list(self, node: Node, air: int) -> str:
        text = ""
        children = list(node.children)
        while air == TOP and len(children) > 1 and children[-1].value in STOPS:
            children.pop()  # the stop of the sentence that the formula ends
        for child in children:
            shown = self.show(child, air)
            if child.kind != "op":
                text += shown
            elif child.value == "newline":
                text = _closed(text, ";")
            elif child.value in (",", ";", ".", " "):
                text = text.rstrip(" ") + shown + " "
            else:
                gap = " " if text and shown[0] not in ",;.:" else ""
                text = text.rstrip(" ") + gap + shown + " "
        return text.strip() if air != SCRIPT else text.replace(" ", "")

    def _chain(self, node: Node, air: int) -> str:
        text = ""
        for child in node.children:
            gap = "" if air == SCRIPT or not text or child.value == ":" else " "
            text += gap + self.show(child, air)
        return text

    def _sum(self, node: Node, air: int) -> str:
        text = ""
        for place, child in enumerate(node.children):
            inner = SCRIPT if air == SCRIPT else INNER
            shown = self.show(child, inner)
            if child.kind != "op":
                text += shown
            else:
                text += shown if place == 0 or air == SCRIPT else f" {shown} "
        return text

    def _product(self, node: Node, air: int) -> str:
        text, sign, after = "", "", None
        for child in node.children:
            if child.kind == "op":
                sign = child.value
                if after is None:
                    text += sign
                continue
            text += self._joint(after, child, sign, air) + self._factor(child, air)
            after, sign = child, ""
        return text + (sign if after is not None else "")

    def _joint(self, before: Node | None, node: Node, sign: str, air: int) -> str:
        if before is None:
            return ""
        if sign == "/":
            return "/"
        if sign:
            return f" {sign} " if air == TOP else sign
        if before.kind == node.kind == "number":
            return "" if self.literal else " " if air == SCRIPT else self._dot(air)
        if _is_dots(before) or _is_dots(node) or is_phrase(before) or is_phrase(node):
            return " "
        if letter(before) in ("∂", "∇", "d") or node.value == "%":
            return " " if before.kind == "script" and "_" in before.value else ""
        if air == SCRIPT and before.kind == node.kind == "fence":
            return ""
        return "" if braced_label(node) else self._dot(air)

    def _factor(self, node: Node, air: int) -> str:
        inner = air if air == SCRIPT else INNER
        shown = self.show(node, inner)
        if node.kind == "name" and air == TOP:
            shown = self.show(node, TOP)
        if node.kind == "script" and stripped(node.children[0]).kind == "name" and air == TOP:
            shown = self.show(node, TOP)
        if node.kind == "fraction" or (
            node.kind == "group" and stripped(node).kind in ("fraction",)
        ):
            return f"({shown})"
        if stripped(node).kind == "sum":
            return f"({shown})"
        if braced_label(node) is node:
            return "{" + shown + "}"
        return shown

    def _fraction(self, node: Node, _air: int) -> str:
        return "/".join(self._side(child) for child in node.children)

    def _side(self, node: Node) -> str:
        """The top or bottom of a fraction, in brackets unless it is one thing."""
        node = stripped(node)
        shown = self.show(node, INNER)
        if node.kind == "list" and len(node.children) == 2 and node.children[1].kind == "op":
            return shown
        whole = node.kind in BARE or node.kind not in (
            "sum",
            "product",
            "fraction",
            "list",
            "chain",
            "name",
            "big",
        )
        derivative = node.kind == "product" and letter(node.children[0]) in ("∂", "d")
        single = node.kind == "name" and len(self.names.split(node.value)) == 1
        return shown if (whole and node.kind != "name") or derivative or single else f"({shown})"

    def _root(self, node: Node, _air: int) -> str:
        inner = stripped(node.children[-1])
        shown = self.show(inner, INNER)
        sign = "√" if len(node.children) == 1 else f"root_{self.show(node.children[0], SCRIPT)}"
        if sign == "root_3":
            sign = "∛"
        bare = inner.kind in ("number", "symbol", "fence", "text") or (
            inner.kind == "name" and len(self.names.split(inner.value)) == 1
        )
        return f"{sign}{shown}" if bare else f"{sign}({shown})"

    def juxtaposed(self, node: Node, air: int) -> str:
        head, bracket = node.children
        joint = self._dot(air) if self.names.multiplies(node) and bracket.value != "[ ]" else ""
        return self.show(head, INNER) + joint + self.show(bracket, INNER)

    _juxtaposed = juxtaposed

    def _call(self, node: Node, _air: int) -> str:
        head, argument = node.children
        inner = stripped(argument)
        joint = "" if inner.kind == "fence" else " "
        return self.show(head, INNER) + joint + self.show(argument, INNER)

    def _big(self, node: Node, air: int) -> str:
        head, body = node.children
        inner = SCRIPT if air == SCRIPT else INNER
        return f"{self.show(head, air)} {self.show(body, inner)}"

    def _row(self, node: Node, air: int) -> str:
        return " ".join(self.show(child, air) for child in node.children)

    def _matrix(self, node: Node, _air: int) -> str:
        rows = [row for row in node.children if any(c.children or c.own for c in row.children)]
        if node.value.endswith("cases"):
            return "{" + "; ".join(self._case(row) for row in rows) + "}"
        return "(" + "; ".join(self._entries(row) for row in rows) + ")"

    def _entries(self, row: Node) -> str:
        return " ".join(self.show(cell, SCRIPT) for cell in row.children).strip()

    def _case(self, row: Node) -> str:
        first, *rest = (self.show(cell, INNER).rstrip(" ,;.") for cell in row.children)
        return first + "".join(f": {cell}" for cell in rest)

    def _layout(self, node: Node, air: int) -> str:
        rows = (" ".join(self.show(c, air) for c in row.children) for row in node.children)
        return "; ".join(row.rstrip(" ;") for row in rows if row.strip(" ;"))

    def _macro(self, node: Node, air: int) -> str:
        count, maths = v.MACROS[node.value]
        if maths >= 0:
            return self.show(node.children[maths], air)
        shown = ", ".join(self.show(child, INNER) for child in node.children[:count])
        return f"{node.value[1:]}({shown})"


def _is_dots(node: Node) -> bool:
    return node.kind == "symbol" and node.value == "…"


def _closed(text: str, mark: str) -> str:
    """A line that ended: one mark, whatever its author already put there."""
    text = text.rstrip(" ")
    return text + ("" if not text or text.endswith((",", ";", ".")) else mark) + " "
