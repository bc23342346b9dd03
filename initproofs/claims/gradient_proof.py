"""An equation that holds at concrete sizes → its proof for all sizes and values, if there is one.

Both sides become sums over indices, entry by entry, and the chain rule is carried out until they
have one normal form. Under a letter for the layer no rule of another layer than those that the
equation speaks of is used, so that the depth of the network does not matter.
"""

from __future__ import annotations

import re

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape, entry
from ..evidence.gradients.chain import Node, Steps
from ..evidence.gradients.sums import IndexSum
from ..evidence.gradients.symbols import Formula
from ..given.choices import Absent, Choices
from ..given.equations import Equation
from ..given.evaluate import Value, size
from ..given.free_letters import layer_letters
from ..terms import heads
from .gradient_symbols import Symbolic
from .gradient_trials import Trial, layers_of


class Chosen(Choices):
    """The choices under which the equation was seen to hold."""

    def __init__(self, made: tuple[tuple[str, str], ...]) -> None:
        super().__init__({})
        self.known = dict(made)

    def choose(self, axis: str, options: tuple[str, ...]) -> str:
        return self.known.get(axis, options[0])


def proof(equation: Equation, network: Symbolic, trial: Trial, *, any_depth: bool) -> Steps | None:
    """The steps at a layer, the same at each; None where no proof was found: it says nothing."""
    letters = sorted((layer_letters(equation.left) | layer_letters(equation.right)) - {"L"})
    found: list[Steps] = []
    for env in layers_of(letters, equation, network):
        try:
            steps = _at(equation, network, trial, env, local=any_depth or bool(letters))
        except Absent:
            continue  # nor is it there at concrete sizes
        except (NoNumber, NoShape):
            return None
        if steps is None:
            return None
        found.append(steps)
    if not found or len(found) != max(trial.layers, 1):
        return None
    count = re.compile(rf"#{network.examples}\b")  # how many examples there are
    return tuple((rule, count.sub("m", said)) for rule, said in found[0])


def _at(
    equation: Equation, network: Symbolic, trial: Trial, env: dict[str, int], *, local: bool
) -> Steps | None:
    run = network.run(Chosen(trial.choices))
    run.env = dict(env)
    left, right = run(equation.left), run(equation.right)
    spoken = {
        label.at({**env, "L": network.program.depth}).offset
        for side in (equation.left, equation.right)
        for label in (h.label for h in heads(side))
        if label is not None
    }

    def allowed(node: Node) -> bool:
        return not local or node.layer is None or node.layer in spoken

    steps: list[tuple[str, str]] = []
    for one, other in _pairs(_alone(left), _alone(right)):
        found = network.symbols.chain.equal(one, other, allowed)
        if found is None:
            return None
        steps += found
    return tuple(steps)


def _pairs(left: Value, right: Value) -> list[tuple[IndexSum, IndexSum]]:
    """The entries that must be equal for two sides to be."""
    if size(left) != size(right) or isinstance(left, tuple) != isinstance(right, tuple):
        raise NoNumber("sides of two forms")
    if isinstance(left, tuple):
        return [
            pair
            for row, line in zip(left, right, strict=True)
            for pair in zip(row, line, strict=True)
        ]
    return [(left.body, right.body) if isinstance(left, Formula) else (left, right)]


def _alone(value: Value) -> Value:
    return entry(value, 0, 0) if size(value) == (1, 1) else value
