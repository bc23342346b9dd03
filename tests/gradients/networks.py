"""A network in NumPy with its numeric gradients, and the formulas of its backward pass."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .formulas import F, had, mean, minus, mul, prime, sym, t, total

STEP = 1e-6


def wavy(z: np.ndarray) -> np.ndarray:
    return np.sin(z) + 0.3 * z**2


def wavy_slope(z: np.ndarray) -> np.ndarray:
    return np.cos(z) + 0.6 * z


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


@dataclass
class Net:
    """``row`` examples or columns; ``loss`` any or cross-entropy; ``each``: dZ of each example,
    ``mean``: all gradients are those of a loss that is the mean."""

    row: bool
    depth: int
    m: int
    loss: str
    each: bool
    seed: int
    mean: bool = False
    v: dict = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        widths = [2, 3, 4, 6, 7][: self.depth + 1]
        self.act = (wavy, wavy_slope)
        self.p = {}
        x = rng.normal(size=(self.m, widths[0]))
        self.x = x if self.row else x.T
        for layer in range(1, self.depth + 1):
            w = 0.4 * rng.normal(size=(widths[layer - 1], widths[layer]))
            b = rng.normal(size=(1, widths[layer]))
            self.p["W", layer] = w if self.row else w.T
            self.p["b", layer] = b if self.row else b.T
        y = rng.random(size=(self.m, widths[-1]))
        self.y = y if self.row else y.T
        self.c = rng.normal(size=self.y.shape)
        self.v = self.forward({})

    def forward(self, bumps: dict) -> dict:
        v = {("A", 0): self.x}
        for layer in range(1, self.depth + 1):
            w = self.p["W", layer] + bumps.get(("W", layer), 0)
            b = self.p["b", layer] + bumps.get(("b", layer), 0)
            a = v["A", layer - 1]
            z = (a @ w if self.row else w @ a) + b + bumps.get(("Z", layer), 0)
            last = layer == self.depth and self.loss == "cross-entropy"
            v["Z", layer] = z
            v["A", layer] = (sigmoid if last else wavy)(z) + bumps.get(("A", layer), 0)
        return v

    def cost(self, bumps: dict) -> float:
        a = self.forward(bumps)["A", self.depth]
        if self.loss == "cross-entropy":
            each = -(self.y * np.log(a) + (1 - self.y) * np.log(1 - a))
        elif self.loss == "half-square":
            each = (a - self.y) ** 2 / 2
        else:
            each = self.c * np.tanh(a) + a**3
        return float(each.sum()) / (self.m if self.each or self.mean else 1)

    def gradient(self, name: str, layer: int) -> np.ndarray:
        like = self.p.get((name, layer), self.v.get((name, layer)))
        found = np.zeros_like(like)
        for i in range(like.shape[0]):
            for j in range(like.shape[1]):
                bump = np.zeros_like(like)
                bump[i, j] = STEP
                up, down = self.cost({(name, layer): bump}), self.cost({(name, layer): -bump})
                found[i, j] = (up - down) / (2 * STEP)
        return found * (self.m if self.each and name in "ZA" else 1)

    def value(self, name: str, at: int | None) -> np.ndarray:
        if name == "X":
            return self.x
        if name == "Y":
            return self.y
        if name[0] == "d":
            return self.gradient(name[1:], at or 0)
        if name == "δ":
            return self.gradient("Z", at or 0)
        key = (name, at or 0)
        if key in self.p:
            return self.p[key]
        if key in self.v:
            return self.v[key]
        raise KeyError(key)


def backward(net: Net, layer: int, error: str) -> list[tuple[F, F]]:
    """Left and right sides of the backward pass at one layer; ``error`` names the gradient of Z."""
    dz, dz1 = sym(error, layer), sym(error, layer + 1, 1)
    w1, a = sym("W", layer + 1, 1), sym("A", layer - 1, -1)
    weights = mul(t(a), dz) if net.row else mul(dz, t(a))
    bias = total(dz, 0 if net.row else 1)
    found = [
        (sym("dW", layer), mean(weights) if net.each else weights),
        (sym("db", layer), mean(bias) if net.each else bias),
    ]
    if layer < net.depth:
        back = mul(dz1, t(w1)) if net.row else mul(t(w1), dz1)
        found.append((dz, had(back, prime(sym("Z", layer)))))
    return found


def last(net: Net, error: str) -> tuple[F, F]:
    left = sym(error, net.depth)
    if net.loss == "cross-entropy":
        return left, minus(sym("A", net.depth), sym("Y"))
    if net.loss == "half-square":
        right = had(minus(sym("A", net.depth), sym("Y")), prime(sym("Z", net.depth)))
        return left, right
    return left, had(sym("dA", net.depth), prime(sym("Z", net.depth)))
