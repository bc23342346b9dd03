"""A document's equations → the ways to take what it leaves open, the likeliest first.

Rows or columns where no product shows it, the loss where only targets are spoken of, sums or means
over the examples, what δ is the derivative by. What the note says, in formulas or in words, is not
left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, product

from ..given.equations import Equation, parts_of
from ..given.families import ACTIVATIONS, names_loss
from ..given.links import Replay
from ..given.log import Fact
from ..given.usual import Rules
from ..terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    heads,
    walk,
)
from .gradient_activations import sigmoids, slopes

TARGETS = frozenset("Y y 𝐘 𝐲 t T".split())
ERRORS = ("δ", "𝛅")
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
# Words for targets of which the entries add up to one.
DISTRIBUTIONS = (
    *("one hot", "onehot", "sum to one", "sum to 1", "sums to one", "sums to 1"),
    *("add up to one", "add up to 1", "probability vector", "distribution over"),
)
# Words for a loss, and the losses that are so called; a factor 1/2 is often left unsaid.
LOSS_WORDS = (
    (("half the squared", "half of the squared", "half the sum of squared"), (HALF_SQUARES,)),
    (("squared error", "mse", "quadratic", "least squares"), (HALF_SQUARES, SQUARES)),
    (("cross entropy", "crossentropy", "log loss", "logistic"), (CROSS_ENTROPY, SOFTMAX)),
    (("softmax",), (SOFTMAX,)),
)


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

    @cached_property
    def structure(self) -> Reading:
        """What the network depends on; the rest only says what the gradients mean."""
        return replace(self, scale=WHOLE, error="z", penalised=False)

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
        return self.error == "z"

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
    small: str
    targets: frozenset[str]
    lost: bool  # a loss is spoken of
    unnamed: bool  # the last activation may be any function
    loss_is_named: bool
    adds_up: bool  # the targets add up to one


def left_open(replay: Replay, found: list[Equation], claims: list[Equation], written: str) -> Open:
    words = [head for part in parts_of(found) for head in heads(part)]
    counts = replay.log.counts
    shared = (part.bottom for part in parts_of(found) if isinstance(part, Quotient))
    counted = any(_counts(part, counts) for part in parts_of(claims))  # 1/m, and Σ up to m:
    counted |= any(_counts(part, counts) for bottom in shared for part in walk(bottom))
    inside = [p.of for p in parts_of(claims) if isinstance(p, Derivative)]
    halves = {part for of in inside for part in walk(of)}  # of ½(a - y)²
    factors = (part for part in parts_of(claims) if part not in halves)
    counted = counted or any(map(_is_fraction, factors))
    return Open(
        _losses_in_words(replay.notes.document.source),
        _examples(counted, found, words),
        ("z", "a") if any(head.name in ERRORS for head in words) else ("z",),
        (WHOLE, EACH, MEAN) if counted else (WHOLE,),
        sigmoids(replay, claims),
        slopes(claims),
        MATRICES if _needs_matrices(found, written) else NUMBERS,
        _targets(claims),
        any(names_loss(head.name) or head.name in ERRORS for head in words),
        not any(name in ACTIVATIONS for name, _ in replay.log.functions),
        _losses_in_words(replay.notes.document.source) != EVERY_LOSS,
        _adds_up(replay.notes.document.source, found),
    )


def _counts(part: Term, counts: tuple[str, ...]) -> bool:
    return isinstance(part, Symbol) and part.head.name in counts and part.head.label is None


def _adds_up(source: str, found: list[Equation]) -> bool:
    """``Σ_k y_k = 1``, or the words for it."""
    text = " ".join(source.lower().replace("-", " ").split())
    if any(word in text for word in DISTRIBUTIONS):
        return True
    return any(
        isinstance(e.left, Indexed)
        and isinstance(e.left.body, Symbol)
        and e.left.body.head.name in TARGETS
        and isinstance(e.right, Number)
        and e.right.value == 1
        for e in found
    )


def _is_fraction(part: Term) -> bool:
    """``1/4`` may be one over the number of examples."""
    match part:
        case Number(value):
            return value.numerator == 1 < value.denominator
        case Quotient(_, Number(value)):
            return value > 1
    return False


def _targets(claims: list[Equation]) -> frozenset[str]:
    """Targets by their usual names, and what is taken from an output: ``R̂ − R``."""
    names = {h.name for part in parts_of(claims) for h in heads(part)} & TARGETS
    for part in parts_of(claims):
        match part:
            case Sum(((1, Symbol()), (-1, Symbol(head)))) if head.label is None:
                names |= {head.name} if not head.indices else set()
    return frozenset(names)


def readings(left: Open, known: Rules, ties: bool) -> Iterator[Reading]:
    """Every admissible combination, the likeliest first."""
    for layout, loss, examples, error, scale, sigmoid, tied, penalised, slope in product(
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
            how = (examples, sigmoid, tied, left.small, penalised, False, slope)
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


def _losses_in_words(source: str) -> tuple[str, ...]:
    """The losses that a note may mean: those it names, or all."""
    text = " ".join(source.lower().replace("-", " ").split())
    named = [losses for words, losses in LOSS_WORDS if any(word in text for word in words)]
    if (HALF_SQUARES,) in named:
        named = [losses for losses in named if losses != (HALF_SQUARES, SQUARES)]
    return tuple(dict.fromkeys(chain.from_iterable(named))) or EVERY_LOSS


def _examples(counted: bool, found: list[Equation], words: list[Head]) -> tuple[str, ...]:
    summed = any(
        isinstance(part, Applied) and part.function in ("np.sum", "sum") for part in parts_of(found)
    )
    if counted or summed:
        return (MANY,)
    entries = any(i.base for h in words if h.name in (*ERRORS, "z", "a") for i in h.indices)
    return (ONE,) if entries else (MANY, ONE)


def _needs_matrices(found: list[Equation], written: str) -> bool:
    """Is there anything that numbers would not need?

    In code they are multiplied by a star; in a table even what carries a layer may be a number.
    """
    signs = "·" if written == CODE else "⊙∘@"
    for part in parts_of(found):
        match part:
            case Transposed():
                return True
            case Product(_, _, sign) if sign in signs:
                return True
            case Symbol(head) if not head.indices and _is_bold(head.name):
                return True
            case Symbol(head) if not head.indices and head.label is not None and written != TABLE:
                return True
            case Symbol(head) if any(index.base for index in head.indices):
                return True
    return False


def _is_bold(name: str) -> bool:
    return any("𝐀" <= character <= "𝐳" for character in name)
