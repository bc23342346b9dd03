"""Gradients of matrix products in code, against the products that the note writes.

In: the lines of a note. Out: verdicts on ``dW = np.dot(dZ, A.T) / m``, ``dA = W.T.dot(dZ)`` and
``db = np.sum(dZ, axis=1)``: the adjoint of Z = WA + b, whose lines must be in the note; without
them a labelled layer is taken as Z[l] = W[l] A[l-1] + b[l], and this is named. Lines that divide by
the number of examples beside lines that do not are no proof of each other; they and all other lines
are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..given.scales import flat
from ..nouns import Assumption, Counterexample, Proof, Reproduction, Ruling, Span, Verdict
from .factors import Factor, Written, averaged, factor_of, method, written
from .factors import summed as summed_in
from .lines import Line


@dataclass(frozen=True)
class Layer:
    """``target = left · right (+ bias)``, and the line that says it (None: what is usual)."""

    target: Factor
    left: Factor
    right: Factor
    bias: Factor | None
    line: Line | None
    plain: bool = True  # written with a product of matrices, not with “*”


USUAL = Layer(
    Factor("Z", "l", 0, True),
    Factor("W", "l", 0, True),
    Factor("A", "l", -1, True),
    Factor("b", "l", 0, True),
    None,
)


def adjoints(lines: Sequence[Line]) -> Iterator[tuple[Span, Verdict]]:
    code = [line for line in lines if line.python and len(line.targets) == 1]
    layers = [layer for line in code if (layer := _layer(line)) is not None]
    mixed = len({averaged(line.body) for line in code if _of_parameter(line)}) > 1
    for line in code:
        target = factor_of(line.targets[0])
        if target is None or not target.base.startswith("d") or len(target.base) < 2:
            continue
        verdict = _judged(line, _primal(target), layers)
        if verdict is None or (mixed and verdict.ruling.holds and _of_parameter(line)):
            continue
        yield line.span, verdict


def _of_parameter(line: Line) -> bool:
    """Is it a line for ``dW`` or ``db`` with a product or a sum over the examples?"""
    gradient = line.targets[0][:2] in ("dW", "dw", "db")
    found = method(line.body) or written(line.body) or summed_in(line.body)
    return gradient and found is not None


def _primal(target: Factor) -> Factor:
    return Factor(target.base[1:], target.letter, target.number, target.labelled)


def _layer(line: Line) -> Layer | None:
    target = factor_of(line.targets[0])
    body, bias = line.body, None
    if body.kind == "sum" and len(body.children) == 3 and body.children[1].value == "+":
        bias = factor_of(flat(body.children[2]))
        body = body.children[0]
        if bias is None:
            return None
    found = method(body) or written(body, star=True)
    if target is None or target.base.startswith("d") or found is None or found.averaged:
        return None
    left, right = found.factors
    starred = body.kind == "product" and any(child.value == "*" for child in body.children)
    return Layer(target, left, right, bias, line, not starred)


def _judged(line: Line, primal: Factor, layers: Sequence[Layer]) -> Verdict | None:
    """By any layer of the note that it is right for; wrong only where it is for none."""
    usual = [USUAL] if primal.labelled else []
    verdicts = [
        verdict
        for layer in (*_fitting(primal, layers), *usual)
        if (moved := _moved(layer, primal)) is not None
        and (verdict := _by_layer(line, primal, moved)) is not None
    ]
    holding = next((verdict for verdict in verdicts if verdict.ruling.holds), None)
    return holding or next(iter(verdicts), None)


def _by_layer(line: Line, primal: Factor, layer: Layer) -> Verdict | None:
    summed = summed_in(line.body)
    if summed is not None and layer.bias == primal:
        return _bias(line, summed, layer)
    found = method(line.body) or written(line.body)
    if found is None:
        return None
    for own, wanted in _adjoint(layer):
        if own.name == primal.name:
            return _compared(line, found, wanted, layer)
    return None


def _fitting(primal: Factor, layers: Sequence[Layer]) -> list[Layer]:
    """The note's layers with this very label first, then its general rules."""
    own = [la for la in layers if any(p.name == primal.name for p in _parts(la))]
    return own + [la for la in layers if la not in own and la.target.letter]


def _parts(layer: Layer) -> list[Factor]:
    return [part for part in (layer.left, layer.right, layer.bias) if part is not None]


def _moved(layer: Layer, primal: Factor) -> Layer | None:
    """The layer at the label of the factor."""
    own = next((p for p in _parts(layer) if p.base == primal.base), None)
    if own is None:
        return None
    if not own.letter:
        return layer if own.name == primal.name else None
    shift = primal.number - own.number
    left, right, target = (
        p.at(primal.letter, shift) for p in (layer.left, layer.right, layer.target)
    )
    bias = layer.bias.at(primal.letter, shift) if layer.bias else None
    return Layer(target, left, right, bias, layer.line, layer.plain)


def _adjoint(layer: Layer) -> Iterator[tuple[Factor, tuple[Factor, Factor]]]:
    """dP = dZ Qᵀ and dQ = Pᵀ dZ for Z = PQ; of a transposed factor the transpose of that."""
    t = layer.target
    back = Factor(f"d{t.base}", t.letter, t.number, t.labelled)
    for own, pair in (
        (layer.left, (back, layer.right.transposed())),
        (layer.right, (layer.left.transposed(), back)),
    ):
        yield own, (pair[1].transposed(), pair[0].transposed()) if own.turned else pair


def _bias(line: Line, summed: tuple[Factor, str], layer: Layer) -> Verdict | None:
    t = layer.target
    if (_input(summed[0]), summed[1]) != (
        Factor(f"d{t.base}", t.letter, t.number, t.labelled),
        "1",
    ):
        return None
    rule = f"{line.targets[0]} is the sum of {summed[0]} over the examples"
    return _holds(layer, rule, "every example adds b once")


def _compared(
    line: Line, found: Written, wanted: tuple[Factor, Factor], layer: Layer
) -> Verdict | None:
    same = tuple(map(_input, found.factors)) == tuple(map(_input, wanted))
    target = line.targets[0]
    formula = f"{target} = {wanted[0]} · {wanted[1]}"
    weights = factor_of(target) is not None and target[1:2] in ("W", "w")
    if same and (not found.averaged or (weights and found.averaged == 1)):
        return _holds(layer, formula, "adjoint of a product of matrices")
    names = sorted(_input(f).name for f in found.factors)
    if same or layer.line is None or not layer.plain or found.averaged > 1:
        return None
    if not all(part.base[0].isupper() for part in (layer.target, layer.left, layer.right)):
        return None  # a vector has no transpose
    if names != sorted(_input(f).name for f in wanted):
        return None
    message = f"the shapes do not fit: {formula}"
    counter = Counterexample(
        f"{found.factors[0]} · {found.factors[1]}",
        f"{wanted[0]} · {wanted[1]}",
        f"adjoint of {_equation(layer)}",
    )
    return Verdict(Ruling.REFUTED, message, (counter,), message)


def _input(factor: Factor) -> Factor:
    """A[0] is X, and dz is the gradient dZ of Z."""
    if factor.base == "dz":
        return Factor("dZ", factor.letter, factor.number, factor.labelled, factor.turned)
    if factor.base == "A" and factor.labelled and not factor.letter and factor.number == 0:
        return Factor("X", turned=factor.turned)
    return factor


def _equation(layer: Layer) -> str:
    return (
        f"{layer.target} = {layer.left} · {layer.right}{f' + {layer.bias}' if layer.bias else ''}"
    )


def _holds(layer: Layer, formula: str, rule: str) -> Verdict:
    used = (Assumption(_equation(layer), layer.line.span if layer.line else None),)
    message = f"{rule}: {formula}"
    if layer.line is None:
        how = Reproduction(f"the adjoint of {_equation(layer)}, factor by factor", 2, 2)
        return Verdict(Ruling.CONFIRMED, message, (how,), message, used)
    steps = (("the note’s own line", _equation(layer)), (rule, formula))
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)
