"""Notes about a backward pass in four notations, some formulas wrong, and the truth of each."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from .formulas import F, NoProduct, Style, compute, had, mul, prime, slips, spell, sym, t
from .networks import Net, backward, last

NOTATIONS = ("rows", "columns", "delta", "scalar")
CLOSE = 1e-4


@dataclass(frozen=True)
class Line:
    """One formula of a note: as written, whether it is right, and how it should be."""

    text: str
    right: bool
    original: str
    family: str = ""


@dataclass(frozen=True)
class Note:
    text: str
    lines: tuple[Line, ...]


def agrees(net: Net, left: F, right: F) -> bool:
    try:
        one = compute(left, net.value, net.act, net.m)
        other = compute(right, net.value, net.act, net.m)
    except NoProduct:
        return False
    return one.shape == other.shape and bool(np.allclose(one, other, atol=CLOSE, rtol=CLOSE))


def note(notation: str, seed: int, wrong: float) -> Note:
    rng = random.Random(seed)
    if notation == "scalar":
        from .scalars import scalar_note

        return scalar_note(rng, wrong)
    return _matrices(notation, rng, wrong)


def _style(notation: str, rng: random.Random, generic: bool) -> Style:
    lower = notation == "delta"
    labels = ["{}", "({})"] if lower else ["[{}]", "({})", "{}", "_"]
    return Style(
        label=rng.choice(labels),
        star=rng.choice([r"\odot", r"\circ", "*"] if not lower else [r"\odot", r"\circ"]),
        transposed=rng.choice(["^T", r"^\top", r"^{\mathsf{T}}"]),
        activation=rng.choice([r"\sigma", r"\phi", "f"] if lower else ["g", "f", r"\phi"]),
        lower=lower,
        generic=generic,
        mean=rng.choice([r"\frac{1}{m}", r"\frac1m"]),
    )


@dataclass(frozen=True)
class Draft:
    """A right note before it is written: a network, a style, what is said before, the formulas."""

    net: Net
    style: Style
    before: str
    pairs: tuple[tuple[F, F], ...]

    def written(self, lines: list[str]) -> str:
        text = "# Backward pass\n\n" + self.before + "\n\nBackward:\n\n"
        return text + "\n\n".join(f"$${line}$$" for line in lines) + "\n"


def draft(notation: str, rng: random.Random) -> Draft:
    row = notation == "rows"
    depth = rng.choice([2, 3])
    loss = rng.choice(["any", "cross-entropy", "half-square"]) if notation != "delta" else "any"
    each = notation != "delta" and rng.random() < 0.5
    m = 1 if notation == "delta" else 5
    generic = notation == "delta" or rng.random() < 0.4
    net = Net(row, depth, m, loss, each, rng.randrange(10**6))
    style = _style(notation, rng, generic)
    error = "δ" if notation == "delta" else "dZ"
    pairs: list[tuple[F, F]] = []
    layers = [1] if generic and depth == 2 else [2] if generic else list(range(depth, 0, -1))
    if not generic and loss != "any":
        pairs.append(last(net, error))
    for layer in layers:
        for left, right in backward(net, layer, error):
            if notation == "delta" and left.name == "db":
                right = sym(error, layer)
            if notation == "delta" and left.name[0] == "d":
                left = F("sym", (), left.name, left.at)
            pairs.append((left, right))
        if layer < depth and error == "dZ" and rng.random() < 0.5:
            da, w1, dz1 = sym("dA", layer), sym("W", layer + 1, 1), sym("dZ", layer + 1, 1)
            pairs.append((da, mul(dz1, t(w1)) if row else mul(t(w1), dz1)))
            pairs.append((sym("dZ", layer), had(da, prime(sym("Z", layer)))))
    before = "\n\n".join([_forward(net, style, rng, notation), _loss(loss, style)])
    return Draft(net, style, before, tuple(pairs))


def _matrices(notation: str, rng: random.Random, wrong: float) -> Note:
    made = draft(notation, rng)
    lines = [_line(made.net, *pair, made.style, rng, wrong) for pair in made.pairs]
    rng.shuffle(lines)
    return Note(made.written([line.text for line in lines]), tuple(lines))


def _line(net: Net, left: F, right: F, style: Style, rng: random.Random, wrong: float) -> Line:
    assert agrees(net, left, right), (spell(left, style), spell(right, style))
    original = spell(right, style)
    head = spell(left, style)
    if rng.random() < wrong:
        found = [
            (family, slip)
            for family, slip in slips(right, (1, net.depth))
            if not meaningless(slip, net) and not agrees(net, left, slip)
        ]
        if net.m == 1:
            found = [(f, s) for f, s in found if "over" not in _ops(s)]
        if found:
            families = sorted({family for family, _ in found})
            chosen = rng.choice(families)
            slip = rng.choice([s for f, s in found if f == chosen])
            return Line(f"{head} = {spell(slip, style)}", False, original, chosen)
    return Line(f"{head} = {original}", True, original)


def _ops(f: F) -> set[str]:
    return {f.op}.union(*map(_ops, f.parts))


def meaningless(f: F, net: Net) -> bool:
    names = []

    def visit(x: F) -> None:
        if x.op == "sym":
            names.append((x.name, x.at))
        for part in x.parts:
            visit(part)

    visit(f)
    for name, at in names:
        try:
            net.value(name, at)
        except KeyError:
            return True
    return False


def _forward(net: Net, style: Style, rng: random.Random, notation: str) -> str:
    if notation == "delta" and rng.random() < 0.3:
        return "A network with weights $w$, sums $z$ and activations $a$."
    generic = Style(**{**style.__dict__, "generic": True})
    z, w, a, b = sym("Z", 1), sym("W", 1), sym("A", 0, -1), sym("b", 1)
    product = mul(a, w) if net.row else mul(w, a)
    text = f"$${spell(z, generic)} = {spell(product, generic)} + {spell(b, generic)}$$\n\n"
    text += f"$${spell(sym('A', 1), generic)} = {style.activation}({spell(z, generic)})$$"
    if net.loss == "cross-entropy":
        top = sym("A", net.depth)
        text += "\n\nThe output is a sigmoid: "
        text += (
            f"$${spell(top, style)} = \\mathrm{{sigmoid}}({spell(sym('Z', net.depth), style)})$$"
        )
    if net.m > 1:
        text += "\n\nThere are $m$ examples."
    return text


def _loss(loss: str, style: Style) -> str:
    return {
        "any": "Some loss is computed from the output.",
        "cross-entropy": "The loss is the cross-entropy with the targets $Y$.",
        "half-square": "The loss is half the squared error to the targets $Y$.",
    }[loss]
