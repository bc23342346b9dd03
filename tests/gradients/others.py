"""Notes in a second style: losses as formulas, partial derivatives, aligned rows, chains of units.

Rows, columns and chains are spelled as no note of ``notes.py`` is; the truth of a formula comes
from finite differences there and from plain numbers here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np

from .chains import Chain
from .entries import entry_note
from .formulas import F, had, mean, minus, mul, prime, slips, sym, t, total
from .networks import Net
from .notes import Line, Note, _ops, agrees, meaningless

NOTATIONS = ("rows", "columns", "delta", "chain")


def other_note(notation: str, seed: int, wrong: float) -> Note:
    rng = random.Random(f"{notation} {seed}")
    if notation == "delta":
        return entry_note(rng, wrong)
    if notation == "chain":
        return Chain(rng).note(wrong)
    return _matrix_note(notation == "rows", rng, wrong)


class Softmax(Net):
    """The same network with a softmax and its cross-entropy at the end."""

    def __post_init__(self) -> None:
        super().__post_init__()
        units = 1 if self.row else 0
        self.y = self.y / self.y.sum(axis=units, keepdims=True)
        self.v = self.forward({})

    def forward(self, bumps: dict) -> dict:
        v = super().forward(bumps)
        z, units = v["Z", self.depth], 1 if self.row else 0
        e = np.exp(z - z.max(axis=units, keepdims=True))
        v["A", self.depth] = e / e.sum(axis=units, keepdims=True) + bumps.get(("A", self.depth), 0)
        return v

    def cost(self, bumps: dict) -> float:
        a = self.forward(bumps)["A", self.depth]
        return float(-(self.y * np.log(a)).sum()) / (self.m if self.each else 1)


@dataclass(frozen=True)
class Spelling:
    gradient: str  # dW, ∂J/∂W or ∇_W J
    loss: str
    label: str
    star: str
    transposed: str
    activation: str
    output: str  # A or H
    total: str
    mean: str
    row: bool

    def head(self, name: str, at: int | None) -> str:
        if name[0] == "d" and len(name) > 1:
            inner = self.head(name[1:], at)
            shown = {"d": f"d{inner}", "∇": rf"\nabla_{{{inner}}} {self.loss}"}
            return shown.get(self.gradient, rf"\frac{{\partial {self.loss}}}{{\partial {inner}}}")
        if name == "A" and at == 0:
            return "X"
        name = self.output if name == "A" else name
        return name if at is None else f"{name}{self.label.format(at)}"

    def spell(self, f: F, inside: bool = False) -> str:
        method = getattr(self, f"_{f.op.lower()}", None)
        if method:
            return str(method(f, inside))
        a, b = f.parts
        if f.op == "plus":
            minus_b = b.op == "neg"
            text = f"{self.spell(a)} {'-' if minus_b else '+'} "
            text += self.spell(b.parts[0] if minus_b else b, True)
            return f"({text})" if inside else text
        joint = "" if f.op == "mul" else self.star
        left = self.spell(a, a.op in ("plus", "neg") or (a.op == "mul" and f.op == "had"))
        left = f"({left})" if a.op == "had" or (a.op == "mul" and f.op == "had") else left
        right = self.spell(b, True)
        right = f"({right})" if b.op in ("had", "mul") else right
        return f"{left} {joint} {right}"

    def _sym(self, f: F, _inside: bool) -> str:
        return self.head(f.name, f.at)

    def _t(self, f: F, _inside: bool) -> str:
        inner = f.parts[0]
        if inner.op != "sym":
            return f"({self.spell(inner)}){self.transposed}"
        text = self.spell(inner)
        bare = inner.at is None or text == "X"
        return f"{text}{self.transposed}" if bare else f"\\left({text}\\right){self.transposed}"

    def _neg(self, f: F, inside: bool) -> str:
        text = f"-{self.spell(f.parts[0], True)}"
        return f"({text})" if inside else text

    def _over(self, f: F, _inside: bool) -> str:
        if self.mean == "/":
            return f"({self.spell(f.parts[0])}) / m"
        return f"{self.mean} {self.spell(f.parts[0], True)}"

    def _twice(self, f: F, _inside: bool) -> str:
        return f"2 {self.spell(f.parts[0], True)}"

    def _prime(self, f: F, _inside: bool) -> str:
        return f"{self.activation}'({self.spell(f.parts[0])})"

    def _apply(self, f: F, _inside: bool) -> str:
        return f"{self.activation}({self.spell(f.parts[0])})"

    def _total(self, f: F, _inside: bool) -> str:
        inner = self.spell(f.parts[0])
        if self.total == "np":
            return rf"\text{{np.sum}}({inner}, \text{{axis}}={f.at}, \text{{keepdims}}=True)"
        return rf"\sum_{{\text{{examples}}}} {inner}"


def _spelling(rng: random.Random, row: bool) -> Spelling:
    return Spelling(
        rng.choice(["d", "∂", "∇"]),
        rng.choice([r"\mathcal{L}", "J", "C", "E"]),
        rng.choice(["_{}", "^{{({})}}", "^{{[{}]}}"]),
        rng.choice([".*", r"\odot", r"\circ", r"\ast"]),
        rng.choice([r"^\top", "^T", r"^{\intercal}"]),
        rng.choice(["g", r"\psi", r"\sigma"]) if not row else rng.choice(["f", r"\phi"]),
        rng.choice(["A", "H"]),
        rng.choice(["np", "Σ"]),
        rng.choice([r"\frac{1}{m}", r"\tfrac1m", "/"]),
        row,
    )


def _matrix_note(row: bool, rng: random.Random, wrong: float) -> Note:
    depth = rng.choice([2, 3])
    kind = rng.choice([Softmax, Net])
    loss = "softmax" if kind is Softmax else rng.choice(["cross-entropy", "half-square"])
    each, s = rng.random() < 0.5, _spelling(rng, row)
    while True:  # where no sigmoid is saturated: differences are no longer exact there
        net = kind(row, depth, 5, loss, each, rng.randrange(10**6))
        pairs = _pairs(net, depth)
        if all(agrees(net, left, right) for left, right in pairs):
            break
    lines = []
    for left, right in pairs:
        original = s.spell(right)
        line = Line(f"{s.spell(left)} = {original}", True, original)
        if rng.random() < wrong:
            line = _slipped(net, left, right, s, rng) or line
        lines.append(line)
    forward = _forward(net, s, depth, loss) if rng.random() < 0.8 else _words(s, loss)
    rows = " \\\\\n".join(line.text.replace(" = ", " &= ", 1) for line in lines)
    text = f"### Forward\n\n{forward}\n\n### Backward, with $m$ examples\n\n"
    if rng.random() < 0.5:
        text += f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$\n"
        lines = [replace(x, text=x.text.replace(" = ", " &= ", 1)) for x in lines]
    else:
        text += "\n".join(f"* ${line.text}$" for line in lines) + "\n"
    return Note(text, tuple(lines))


def _pairs(net: Net, depth: int) -> list[tuple[F, F]]:
    found = [(sym("dZ", depth), minus(sym("A", depth), sym("Y")))]
    if net.loss == "half-square":
        slope = prime(sym("Z", depth))
        found = [(sym("dZ", depth), had(minus(sym("A", depth), sym("Y")), slope))]
    for layer in range(depth, 0, -1):
        dz, a = sym("dZ", layer), sym("A", layer - 1)
        weights = mul(t(a), dz) if net.row else mul(dz, t(a))
        bias = total(dz, 0 if net.row else 1)
        found.append((sym("dW", layer), mean(weights) if net.each else weights))
        found.append((sym("db", layer), mean(bias) if net.each else bias))
        if layer > 1:
            da, w = sym("dA", layer - 1), sym("W", layer)
            found.append((da, mul(dz, t(w)) if net.row else mul(t(w), dz)))
            found.append((sym("dZ", layer - 1), had(da, prime(sym("Z", layer - 1)))))
    return found


def _slipped(net: Net, left: F, right: F, s: Spelling, rng: random.Random) -> Line | None:
    wrong = [
        (family, slip)
        for family, slip in slips(right, (1, net.depth))
        if not meaningless(slip, net) and not agrees(net, left, slip)
        if "total" in _ops(slip) or "total" not in _ops(right)
    ]
    if not wrong:
        return None
    family = rng.choice(sorted({f for f, _ in wrong}))
    slip = rng.choice([x for f, x in wrong if f == family])
    return Line(f"{s.spell(left)} = {s.spell(slip)}", False, s.spell(right), family)


def _words(s: Spelling, loss: str) -> str:
    return f"A network with {s.output} for the activations. {_loss(s, loss, 0)}"


def _forward(net: Net, s: Spelling, depth: int, loss: str) -> str:
    rows = []
    for layer in range(1, depth + 1):
        z, a, w = s.head("Z", layer), s.head("A", layer - 1), s.head("W", layer)
        product = f"{a} {w}" if net.row else f"{w} {a}"
        rows.append(f"${z} = {product} + {s.head('b', layer)}$")
        last = {"softmax": r"\text{softmax}", "cross-entropy": r"\text{sigmoid}"}.get(loss)
        function = last if layer == depth and last else s.activation
        rows.append(f"${s.head('A', layer)} = {function}({z})$")
    rows.append(_loss(s, loss, depth))
    return "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))


def _loss(s: Spelling, loss: str, depth: int) -> str:
    if loss == "half-square":
        return "The loss is half the squared error between the outputs and the targets $Y$."
    named = {"softmax": "softmax cross-entropy", "cross-entropy": "binary cross-entropy"}[loss]
    if not depth or loss != "softmax" or s.label == "_{}":
        return f"The loss is the {named} with the targets $Y$."
    out = s.head("A", depth) + "_{ik}"
    return rf"The loss is ${s.loss} = -\sum_{{i}} \sum_{{k}} Y_{{ik}} \log {out}$."
