"""A document's equations → the ways to take what it leaves open, the likeliest first.

Rows or columns where no product shows it, the loss where only targets are spoken of, sums or means
over the examples, what δ is the derivative by. What the note says, in formulas or in words, is not
left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from ..given.families import names_loss
from ..given.log import Fact
from ..given.usual import Rules
from ..terms import (
    Applied,
    Term,
    heads,
)

DOWNHILL = "z, with a minus"  # what δ is the derivative by
MANY, ONE = "many examples", "one example"
GIVEN, ANY = "as defined", "any loss"
ITSELF = "the output itself"  # of a circuit with one
CROSS_ENTROPY, SOFTMAX = "cross-entropy with a sigmoid", "cross-entropy with a softmax"
HALF_SQUARES, SQUARES = "half the squared error", "the squared error"
WHOLE = "derivatives of the loss, a sum over the examples"
MEAN = "derivatives of the loss, a mean over the examples"
EACH = "dZ and dA of each example, and a loss that is the mean over them"
MATHS, TABLE, CODE = "maths", "a row of a table", "code"  # what a document is written in
MATRICES, NUMBERS = "matrices", "numbers"
EVERY_LOSS = (CROSS_ENTROPY, SOFTMAX, HALF_SQUARES, SQUARES)


@dataclass(frozen=True)
class Reading:
    """One way to take what a note leaves open."""

    layout: str = ""
    loss: str = GIVEN
    scale: str = WHOLE
    error: str = "z"  # δ is the derivative by the sums z, or by the outputs a
    examples: str = MANY
    sigmoid: bool = False  # σ is the sigmoid
    tied: bool = False  # weights that the note sets equal are so
    small: str = MATRICES
    penalised: bool = False  # dW is the derivative of the loss with its penalty
    implied: bool = False  # the last activation is the one that goes with the cross-entropy
    slopes: str = ""  # activations without a name are those whose slopes the gradients have
    rows: bool = False  # the gradient by a column is a row
    numerator: bool = False  # the gradient by a matrix stands transposed, too

    @cached_property
    def structure(self) -> Reading:
        """What the network depends on; the rest only says what the gradients mean."""
        return replace(self, scale=WHOLE, error="z", penalised=False, rows=False, numerator=False)

    @property
    def averaged(self) -> bool:
        return self.scale != WHOLE

    @property
    def of_each(self) -> bool:
        """Are derivatives by what belongs to an example those of its own loss?"""
        return self.scale == EACH

    @property
    def by_sums(self) -> bool:
        """Is δ the derivative by the sums z?"""
        return self.error != "a"

    @property
    def downhill(self) -> bool:
        """Is δ minus the derivative? (Rumelhart, Hinton and Williams, 1986)"""
        return self.error == DOWNHILL

    def says(self, told: Mapping[str, bool]) -> bool:
        """Does it give these answers, too?"""
        return all(getattr(self, question) == answer for question, answer in told.items())


@dataclass(frozen=True)
class Open:
    """What a document leaves open, whatever its rules."""

    losses: tuple[str, ...]
    examples: tuple[str, ...]
    errors: tuple[str, ...]
    scales: tuple[str, ...]
    sigmoids: tuple[bool, ...]
    slopes: tuple[str, ...]
    smalls: tuple[str, ...]
    targets: frozenset[str]
    lost: bool  # a loss is spoken of
    laid_out: tuple[tuple[bool, bool], ...]  # gradients as rows, and transposed ones
    unnamed: bool  # the last activation may be any function
    loss_is_named: bool
    adds_up: bool  # the targets add up to one


def readings(left: Open, known: Rules, ties: bool) -> Iterator[Reading]:
    """Every admissible combination, the likeliest first."""
    plain = list(_readings(left, known, ties))
    yield from plain
    for rows, numerator in left.laid_out:
        for found in plain:
            if found.examples == ONE:
                yield replace(found, rows=rows, numerator=numerator)


def _readings(left: Open, known: Rules, ties: bool) -> Iterator[Reading]:
    for small, layout, loss, examples, error, scale, sigmoid, tied, penalised, slope in product(
        left.smalls,
        known.layouts or ("",),
        _losses(left, known),
        left.examples,
        left.errors,
        left.scales,
        left.sigmoids,
        (False, True) if ties else (False,),
        (False, True) if _penalties(known) else (False,),
        left.slopes,
    ):
        idle = scale == MEAN and loss in (ANY, GIVEN)
        if known.averaged is not None and len(left.scales) > 1:
            idle |= scale == (WHOLE if known.averaged else MEAN)
        if not idle and (examples == MANY or scale == WHOLE):
            how = (examples, sigmoid, tied, small, penalised, False, slope)
            found = Reading(layout, loss, scale, error, *how)
            if left.unnamed and loss in (CROSS_ENTROPY, SOFTMAX):
                yield replace(found, implied=True)
            yield found


def _losses(left: Open, known: Rules) -> tuple[str, ...]:
    if known.losses:
        return known.losses if left.targets else (ANY,)
    bodies = [f.body for f in known.own if f.body is not None]
    given = {f.head.name for f in known.own if names_loss(f.head.name)}
    if any(f.head.name in given and f not in _penalties(known) for f in known.own):
        another = {h.name for h in known.vocabulary if names_loss(h.name)} - given
        return (GIVEN, SOFTMAX) if another and _has_softmax(bodies) else (GIVEN,)
    ruled = {h.name for body in bodies for h in heads(body)} | {f.head.name for f in known.own}
    if left.targets - ruled:
        return _after_softmax(left.losses) if _has_softmax(bodies) else left.losses
    return (ANY,) if left.lost else (ANY, ITSELF)


def _has_softmax(bodies: list[Term]) -> bool:
    return any(isinstance(body, Applied) and body.function == "softmax" for body in bodies)


def _after_softmax(losses: tuple[str, ...]) -> tuple[str, ...]:
    """The cross-entropy of a softmax is not the one of a sigmoid."""
    if SOFTMAX not in losses:
        return losses
    return tuple(loss for loss in losses if loss != CROSS_ENTROPY)


def _penalties(known: Rules) -> list[Fact]:
    """``J_reg = J + …``: what is added to a loss."""
    return [
        fact
        for fact in known.own
        if fact.body is not None and names_loss(fact.head.name)
        if any(names_loss(head.name) for head in heads(fact.body))
    ]
