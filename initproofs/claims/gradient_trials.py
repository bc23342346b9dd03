"""One equation in one network → whether it holds at every layer and entry that it speaks of.

Both sides are computed exactly over residues of 2⁶¹ − 1. Shapes that do not fit are a failure of
the equation; a name that is not in the network is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape, diagonal
from ..arithmetic.residues import PRIME
from ..given.choices import Absent, Choices, outcomes
from ..given.equations import Equation, parts_of
from ..given.evaluate import Value, is_grid, size
from ..given.free_letters import free_indices, layer_letters
from ..terms import Applied, Head, Product, Symbol, heads, is_numeric
from .gradient_names import with_slopes
from .gradient_network import Network

SMALL = 1000  # no random residue is as small as that
MOST_PLACES = 400  # entries of an index formula that are computed


@dataclass(frozen=True)
class Trial:
    """What one reading makes of one equation; ``places`` is where it fails first."""

    holds: bool | None
    why: str = ""
    env: tuple[tuple[str, int], ...] = ()
    left: Value = None
    right: Value = None
    impossible: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    layers: int = 0  # layers at which it was computed


def tried(equation: Equation, made: Network) -> Trial:
    """One equation in one network: at every layer and every entry that it speaks of."""
    found = [
        outcome.result if outcome.result is not None else Trial(None, outcome.why)
        for outcome in outcomes(lambda choices: _at_every_layer(equation, made, choices))
    ]
    held = [t for t in found if t.holds]
    failed = [t for t in found if t.holds is False]
    return (held or failed or found)[0]


def _at_every_layer(equation: Equation, made: Network, choices: Choices) -> Trial:
    letters = sorted((layer_letters(equation.left) | layer_letters(equation.right)) - {"L"})
    last: Trial | None = None
    reason = ""
    count = 0
    for env in layers_of(letters, equation, made):
        try:
            trial = _at_every_entry(_at_layer(equation, made, env), made, choices, env)
        except (Absent, NoNumber, ZeroDivisionError) as trouble:  # by an output that is 0
            reason = str(trouble)
            continue
        except NoShape as trouble:
            trial = Trial(False, str(trouble), tuple(env.items()), impossible=True)
        count += 1
        if not trial.holds:
            return trial
        last = trial
    if last is None:
        raise Absent(reason or "no layer of the network fits")
    return Trial(True, choices=choices.named, layers=count)


def _slopes_of(equation: Equation) -> list[tuple[str, Head]]:
    """``g`` and ``z^l`` of every ``g'(z^l)``."""
    return [
        (part.function, part.arguments[0].head)
        for part in parts_of([equation])
        if isinstance(part, Applied) and part.primes and isinstance(part.arguments[0], Symbol)
    ]


def layers_of(letters: list[str], equation: Equation, made: Network) -> Iterator[dict[str, int]]:
    """Every layer that an equation speaks of, but those that have an activation of their own."""
    for env in _layers(letters, equation, made.program.depth):
        slopes = _slopes_of(_at_layer(equation, made, env))
        if not letters or all(made.activates(f, z, env) for f, z in slopes):
            yield env


def _at_layer(equation: Equation, made: Network, env: dict[str, int]) -> Equation:
    """With every ``g'(z)`` of an activation that has another name in the rules."""
    if not any(isinstance(p, Applied) and p.primes for p in parts_of([equation])):
        return equation
    left, right = (with_slopes(made.instance, x, env) for x in (equation.left, equation.right))
    return replace(equation, left=left, right=right)


def _layers(letters: list[str], equation: Equation, depth: int) -> Iterator[dict[str, int]]:
    labels = [h.label for side in (equation.left, equation.right) for h in heads(side) if h.label]
    for values in product(range(1, depth + 1), repeat=len(letters)):
        env = dict(zip(letters, values, strict=True))
        at = [label.at({**env, "L": depth}) for label in labels]
        if all(0 <= label.offset <= depth for label in at if not label.base):
            yield env


def _at_every_entry(
    equation: Equation, made: Network, choices: Choices, env: dict[str, int]
) -> Trial:
    run = made.run(choices)
    run.env = dict(env)
    free = sorted(free_indices(equation.left) | free_indices(equation.right))
    both = Product(equation.left, equation.right)
    reaches = [run.reach(index, both) for index in free]
    total = 1
    for reach in reaches:
        total *= reach
    if total > MOST_PLACES:
        raise Absent("too many entries to be computed")
    nothing = not is_numeric(equation.right)
    for values in product(*(range(1, reach + 1) for reach in reaches)):
        run.env = {**env, **dict(zip(free, values, strict=True))}
        left, right = run(equation.left), run(equation.right)
        nothing = nothing and is_zero(left)
        if not same(left, right) and not _on_diagonal(left, right):
            if is_numeric(equation.right) and not is_zero_or_constant(left):
                raise Absent("the point at which it has this value is not said")
            return Trial(
                False,
                _difference(left, right),
                tuple(run.env.items()),
                left,
                right,
                choices=choices.named,
            )
    if nothing:
        raise Absent("both sides are zero in the network that its names imply")
    return Trial(True, choices=choices.named)


def is_zero(value: Value) -> bool:
    entries = [entry for row in value for entry in row] if is_grid(value) else [value]
    return all(entry.value == entry.value - entry.value for entry in entries)


def is_zero_or_constant(value: Value) -> bool:
    """A small number in a field of 2⁶¹ − 1 elements is no accident: it is the same everywhere."""
    if is_grid(value):
        return False
    small: int = value.value.value
    return min(small, PRIME - small) < SMALL


def same(left: Value, right: Value) -> bool:
    """Equal entry by entry; a 1 × 1 matrix is its entry."""
    left, right = _alone(left), _alone(right)
    if is_grid(left) != is_grid(right) or size(left) != size(right):
        return False
    return bool(left == right)


def _on_diagonal(left: Value, right: Value) -> bool:
    """``∂h/∂z = diag(g'(z))``: what goes entry by entry is the diagonal of its Jacobian."""
    for vector, matrix in ((left, right), (right, left)):
        rows, columns = size(vector) or (0, 0)
        if rows > 1 and columns == 1 and size(matrix) == (rows, rows):
            return bool(diagonal(vector, vector[0][0] - vector[0][0]) == matrix)
    return False


def _alone(value: Value) -> Value:
    return value[0][0] if is_grid(value) and size(value) == (1, 1) else value


def _difference(left: Value, right: Value) -> str:
    one, other = size(left), size(right)
    if one != other:
        return f"the shapes differ: {_shape(one)} and {_shape(other)}"
    return ""


def _shape(found: tuple[int, int] | None) -> str:
    return "a number" if found is None else f"{found[0]} × {found[1]}"
