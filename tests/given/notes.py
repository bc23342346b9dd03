"""Notes of our own, replayed; networks in both layouts and in several styles of layer labels."""

from initproofs.given.replay import Replay, replay
from initproofs.given.statements import understand
from initproofs.read import read_text

STYLES = {
    "square": ("^{[%s]}", "[]"),
    "round": ("^{(%s)}", "()"),
    "bare": ("^{%s}", "^"),
    "below": ("_{%s}", "_"),
}


def played(source: str) -> Replay:
    return replay(understand(read_text("note.md", source)))


def network(layout: str, style: str, activation: str = "g") -> str:
    """Forward and backward rules of a network of any depth, for rows or columns as examples."""

    def at(name: str, layer: str = "l") -> str:
        return name + STYLES[style][0] % layer

    def turned(name: str, layer: str = "l") -> str:
        return "{" + at(name, layer) + "}^T" if style == "below" else f"({at(name, layer)})^T"

    before, after = "l-1", "l+1"
    if layout == "row":
        z = f"{at('A', before)} {at('W')} + {at('b')}"
        da = f"{at('dZ', after)} {turned('W', after)}"
        dw = rf"\frac{{1}}{{m}} {turned('A', before)} {at('dZ')}"
    else:
        z = f"{at('W')} {at('A', before)} + {at('b')}"
        da = f"{turned('W', after)} {at('dZ', after)}"
        dw = rf"\frac{{1}}{{m}} {at('dZ')} {turned('A', before)}"
    rules = [
        f"{at('Z')} = {z}",
        f"{at('A')} = {activation}({at('Z')})",
        f"{at('dA')} = {da}",
        rf"{at('dZ')} = {at('dA')} \odot {activation}'({at('Z')})",
        f"{at('dW')} = {dw}",
    ]
    return "\n\n".join(f"$${rule}$$" for rule in rules) + "\n"
