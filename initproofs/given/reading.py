"""Formula → its canonical plain form: one line that a lecturer can check against the page.

The form is deterministic and says only what was read: letters are split into the document's names,
scripts keep their order, what stays open in notation stays visible.
"""

from __future__ import annotations

from ..notation import NotRead, Reading
from ..notation import vocabulary as v
from ..nouns import Block, Document, Node, Unread
from .code import plain_lines
from .names import Names, accented, dressed, letter, rebound, scripts
from .products import braced_label
from .scripts import as_index, stripped
from .statements import MATHS, understand

TOP, INNER, SCRIPT = 0, 1, 2  # how much air there is: a whole side, a part of one, a script
WRITTEN = {" ": ",", "∣": "|", "≔": ":="}
POWERS = {"2": "²", "3": "³"}
BARE = frozenset(["name", "number", "symbol", "text", "function", "op"])


def canonical_readings(document: Document) -> list[tuple[Block, str | Unread]]:
    """Every formula of a document in its canonical form, or why it was not read."""
    notes = understand(document)
    found: list[tuple[Block, str | Unread]] = []
    for block, reading in zip(document.blocks, notes.readings, strict=True):
        if block.kind in MATHS and reading is not None:
            if isinstance(reading, NotRead):
                place = block.at(reading.start, reading.end)
                found.append((block, Unread(place, reading.reason)))
            else:
                found.append((block, canonical(reading, notes.names)))
        lines = plain_lines(block, lambda maths: canonical(maths, notes.names))
        found += ((block, line) for line in lines)
    return found


def canonical(reading: Reading, names: Names) -> str:
    """The canonical form; of a suspicious spelling both readings, where they differ."""
    text = Printer(names).show(reading.tree, TOP)
    if reading.literal is None:
        return text
    other = Printer(names, literal=True).show(reading.literal.tree, TOP)
    return f"{text} (or: {other})" if other != text else f"{text} (suspicious)"


class Printer:
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
        while air == TOP and len(children) > 1 and children[-1].value in (",", ".", ";"):
            children.pop()  # the stop of the sentence that the formula ends
        for child in children:
            shown = self.show(child, air)
            if child.kind != "op":
                text += shown
            elif child.value in (",", ";", ".", " "):
                text = text.rstrip(" ") + ("," if child.value == " " else child.value) + " "
            elif child.value == "newline":
                text = text.rstrip(" ") + "; "
            else:
                text = (text.rstrip(" ") + " " if text else "") + shown + " "
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

    def _fraction(self, node: Node, air: int) -> str:
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

    def _juxtaposed(self, node: Node, air: int) -> str:
        head, bracket = node.children
        joint = self._dot(air) if self.names.multiplies(node) and bracket.value != "[ ]" else ""
        return self.show(head, INNER) + joint + self.show(bracket, INNER)

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
        return "; ".join(row for row in rows if row.strip())

    def _macro(self, node: Node, air: int) -> str:
        count, maths = v.MACROS[node.value]
        if maths >= 0:
            return self.show(node.children[maths], air)
        shown = ", ".join(self.show(child, INNER) for child in node.children[:count])
        return f"{node.value[1:]}({shown})"

    def _script(self, node: Node, air: int) -> str:
        if node.children[0].kind == "juxtaposed" and self.names.multiplies(node.children[0]):
            return self._juxtaposed(rebound(node), air)
        base, marks = node.children[0], scripts(node)
        primes = sum(mark == "'" or stripped(s).value == "′" for mark, s in marks)
        below = [s for mark, s in marks if mark == "_"]
        above = [s for mark, s in marks if mark == "^" and stripped(s).value != "′"]
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
        if power and letter(base) not in self.names.labelled:
            return POWERS[inner.value]
        return f"^{self._in_script(script)}"

    def _in_script(self, script: Node) -> str:
        inner = stripped(script)
        shown = self.show(inner, SCRIPT)
        if inner.kind == "name" and len(self.names.split(inner.value)) > 1:
            shown = inner.value
        if inner.kind in BARE or inner.kind in ("fence", "font"):
            return shown
        return f"({shown})"


def _label_and_transpose(script: Node) -> tuple[Node | None, Node | None]:
    """The two parts of ``^{(k)T}`` and ``^{[l]^T}``."""
    inner = stripped(script)
    if inner.kind == "product" and len(inner.children) == 2:
        first, second = (stripped(child) for child in inner.children)
        if first.kind == "fence" and second.value in v.TRANSPOSES:
            return first, second
    if inner.kind == "script" and stripped(inner.children[0]).kind == "fence":
        second = stripped(inner.children[1])
        if second.value in v.TRANSPOSES:
            return stripped(inner.children[0]), second
    return None, None


__all__ = ["as_index", "canonical", "canonical_readings"]
