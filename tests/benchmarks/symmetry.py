"""`python -m tests.benchmarks.symmetry`: does rounding part equal units? Printed, never asserted.

Seventeen equal tanh units are trained for 3000 steps, with the machine's BLAS and with the product
that keeps the order of its sums. In exact arithmetic they stay equal for ever; a kernel that
treats the last columns otherwise parts them by a rounding, and training makes more of it.
"""

from itertools import islice

import numpy as np

from initproofs.network.layers import Architecture, Layer, Layout, Product, in_order
from initproofs.network.train import Descent, train

SHAPES = ((3, 40, 1), (8, 33, 1), (16, 100, 2))  # inputs, examples, outputs
STEPS, WIDTH = 3000, 17


def spread(product: Product, shape: tuple[int, int, int], layout: Layout) -> float:
    """The largest difference between the incoming weights of two units after training."""
    inputs, examples, outputs = shape
    rng = np.random.default_rng(1)
    row, out = rng.normal(size=(1, inputs)), rng.normal(size=(outputs, 1))
    batch = rng.normal(size=(inputs, examples))
    targets = np.sin(3 * batch[:outputs]) + rng.normal(size=(outputs, examples))
    weights = [np.repeat(row, WIDTH, 0), np.repeat(out, WIDTH, 1)]
    if layout == "row":
        weights = [w.T.copy() for w in weights]
        batch, targets = batch.T.copy(), targets.T.copy()
    start = tuple(Layer(w, np.zeros(n)) for w, n in zip(weights, (WIDTH, outputs), strict=True))
    architecture = Architecture((inputs, WIDTH, outputs), "tanh", layout=layout)
    run = train(architecture, start, batch, targets, "squared", Descent(0.1), product)
    _, (first, _) = next(islice(run, STEPS, None))
    units = first.weights if layout == "column" else first.weights.T
    return float(np.abs(units - units[:1]).max())


def main() -> None:
    print(f"{WIDTH} equal tanh units after {STEPS} steps: the largest difference of two weights")
    for layout in ("row", "column"):
        for shape in SHAPES:
            blas, ordered = (spread(product, shape, layout) for product in (np.matmul, in_order))
            print(f"  {layout:6} {shape!s:12}  BLAS {blas:8.1e}   in order {ordered:8.1e}")


if __name__ == "__main__":
    main()
