"""An equation that holds at concrete sizes → its proof for all sizes and values, if there is one.

Both sides become sums over indices, entry by entry, and the chain rule is carried out until they
have one normal form. Under a letter for the layer no rule of another layer than those that the
equation speaks of is used, so that the depth of the network does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from ..evidence.gradients.chain import Node
from ..evidence.gradients.symbols import Formula, Symbols
from ..given.calculus import layer_letters
from ..given.choices import Absent, Choices
from ..given.equations import Equation
from ..given.evaluate import Value
from ..terms import heads
from .gradient_network import Network
from .gradient_symbols import Symbolic, symbolic
from .gradient_trials import Trial, layers_of


@dataclass(frozen=True)
class Proved:
    """The layers at which the proof was done, and the steps at the first of them."""

    steps: tuple[tuple[str, str], ...]


class Chosen(Choices):
    """The choices under which the equation was seen to hold."""

    def __init__(self, made: tuple[tuple[str, str], ...]) -> None:
        super().__init__({})
        self.known = dict(made)

    def choose(self, axis: str, options: tuple[str, ...]) -> str:
        return self.known.get(axis, options[0])


def proof(equation: Equation, made: Network, trial: Trial, any_depth: bool) -> Proved | None:
    """None where no proof was found, which says nothing."""
    try:
        network = symbolic(made)
    except (Absent, NoNumber, NoShape):
        return None
    letters = sorted((layer_letters(equation.left) | layer_letters(equation.right)) - {"L"})
    found: list[tuple[str, ...]] = []
    for env in layers_of(letters, equation, made):
        try:
            steps = _at(equation, network, trial, env, any_depth or bool(letters))
        except Absent:
            continue  # nor is it there at concrete sizes
        except (NoNumber, NoShape):
            return None
        if steps is None:
            return None
        found.append(steps)
    return Proved(()) if len(found) == trial.layers else None


def _at(
    equation: Equation, network: Symbolic, trial: Trial, env: dict[str, int], local: bool
) -> tuple[str, ...] | None:
    run = network.run(Chosen(trial.choices))
    run.env = dict(env)
    left, right = _alone(run(equation.left)), _alone(run(equation.right))
    spoken = {
        label.at({**env, "L": network.program.depth}).offset
        for side in (equation.left, equation.right)
        for label in (h.label for h in heads(side))
        if label is not None
    }

    def allowed(node: Node) -> bool:
        return not local or node.layer is None or node.layer in spoken

    symbols = network.tape
    assert isinstance(symbols, Symbols)
    if isinstance(left, Formula) != isinstance(right, Formula):
        return None
    if not isinstance(left, Formula):
        return symbols.chain.vanishes(left - right, allowed)
    if left.size != right.size:
        return None
    return symbols.chain.vanishes(left.body - right.body, allowed)


def _alone(value: Value) -> Value:
    if isinstance(value, tuple):
        raise NoNumber("a matrix that is written out")
    return value.entry(0, 0) if isinstance(value, Formula) and value.size == (1, 1) else value
