"""A report without a diagnosis goes in, one or two lines of it come out; nothing is refused."""

from __future__ import annotations

from ..simulation import SimulationReport

NAMES = {
    "identity": "a linear network", "relu": "ReLU", "leaky-relu": "leaky ReLU", "tanh": "tanh",
    "sigmoid": "the sigmoid", "softplus": "softplus", "elu": "ELU", "selu": "SELU",
    "gelu": "GELU", "silu": "SiLU",
}  # fmt: skip
# Who keeps the signal: He and others (2015) for rectifiers, Klambauer and others (2017) for SELU,
# Glorot and Bengio (2010) for tanh; LeCun's 1/fan_in is exact for a linear network.
KEEPS = {
    "identity": "lecun", "relu": "he", "leaky-relu": "he", "tanh": "glorot", "selu": "lecun",
}  # fmt: skip
MEANT_FOR = {
    "glorot": "Glorot's weights are for tanh",
    "he": "He's weights are for ReLU",
    "lecun": "LeCun's weights are for linear and SELU layers",
}
CLOSE = 0.05  # a factor this near to 1 keeps the size


def gain(report: SimulationReport, gradient: bool = False) -> float | None:
    """The factor per hidden layer of a second moment, its geometric mean; None with no layer to
    compare. Widths are constant from layer to layer in most networks; where not, it is a mean."""
    moments = [layer.gradients if gradient else layer.activations for layer in report.layers[:-1]]
    if len(moments) < 2:
        return None
    first, last = moments[0], moments[-1]
    if report.theory == "exact" and first.theory is not None and last.theory is not None:
        slope = last.theory - first.theory
    elif first.lives and last.lives:
        slope = last.measured - first.measured
    else:
        return 0.0
    return float(10 ** ((-slope if gradient else slope) / (len(moments) - 1)))


def change(factor: float) -> str:
    """What a factor per layer does."""
    for usual, word in ((1.0, "keeps its size"), (0.5, "halves"), (2.0, "doubles")):
        if abs(factor / usual - 1) < CLOSE:
            return word
    if factor == 0:
        return "dies out"
    return f"shrinks {1 / factor:.3g}-fold" if factor < 1 else f"grows {factor:.3g}-fold"


def diagnosed(report: SimulationReport) -> tuple[str, ...]:
    """What happens to the signal, and which initialiser would keep it."""
    request = report.request
    if request.init == "zeros":
        return ("Every weight is 0: no signal passes, and no gradient comes back.",)
    dead = report.layers[-2].dead if len(report.layers) > 1 else 0.0
    if dead >= 0.5:
        return (
            f"{100 * dead:.0f} % of the networks die on the way: a whole layer is 0.",
            "Make the layers wider, or the network less deep.",
        )
    there, back = gain(report), gain(report, gradient=True)
    if there is None or back is None:
        return ("One hidden layer or none: there is no gain from layer to layer to judge.",)
    first, second = change(there), change(back)
    if first == second:
        said = f"The signal {first} in each hidden layer, forward and backward"
    else:
        said = f"In each hidden layer the signal {first}, and going back the gradient {second}"
    better = KEEPS.get(request.activation)
    if first == second == "keeps its size" or better in (None, request.init):
        return (f"{said}.",)
    return (
        f"{said}: {MEANT_FOR[request.init]}.",
        f"For {NAMES[request.activation]} use --init {better}.",
    )
