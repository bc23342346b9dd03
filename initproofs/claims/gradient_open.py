"""A document's equations → what they leave open: the loss, the examples, how gradients lie.

What the note says, in formulas or in words, is not left open. Nothing is refused.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from ..given.equations import Equation, parts_of, subject_of
from ..given.evaluate import is_ones
from ..given.example_counts import says_how_many
from ..given.families import ACTIVATIONS, ERRORS, TARGETS, names_loss
from ..given.links import Replay
from ..given.rewriting import with_heads
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
from .gradient_readings import (
    CODE,
    CROSS_ENTROPY,
    DOWNHILL,
    EACH,
    EVERY_LOSS,
    HALF_SQUARES,
    MANY,
    MATHS,
    MATRICES,
    MEAN,
    NUMBERS,
    ONE,
    SOFTMAX,
    SQUARES,
    TABLE,
    WHOLE,
    Open,
)

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

SCALARS = frozenset("w x y z a".split())


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
        _examples(counted or _adds_examples_up(replay, found), found, words),
        _errors(claims, words),
        (WHOLE, EACH, MEAN) if counted else (WHOLE,),
        sigmoids(replay, claims),
        slopes(claims),
        _smalls(found, written),
        _targets(claims),
        any(names_loss(head.name) or head.name in ERRORS for head in words),
        _laid_out(claims, written),
        not any(name in ACTIVATIONS for name, _ in replay.log.functions),
        _losses_in_words(replay.notes.document.source) != EVERY_LOSS,
        _adds_up(replay.notes.document.source, found),
    )


def _laid_out(claims: list[Equation], written: str) -> tuple[tuple[bool, bool], ...]:
    """May the gradient by a column be a row, and the one by a matrix transposed, too? Where a loss
    is derived by what has no index, and there is a matrix."""
    named = any(subject_of(head.name) for part in parts_of(claims) for head in heads(part))
    derived = any(
        isinstance(part, Derivative) and isinstance(part.by, Symbol) and not part.by.head.indices
        for part in parts_of(claims)
    )
    if named or not derived or written != MATHS or not _needs_matrices(claims, written):
        return ()
    return ((True, False), (True, True))


def _errors(claims: list[Equation], words: list[Head]) -> tuple[str, ...]:
    """By what δ is the derivative; with a minus where more than one ``t − o`` or ``−δ`` says so:
    one alone may be a slip."""
    if not any(head.name in ERRORS for head in words):
        return ("z",)
    down = sum(map(_points_down, claims)) > 1
    return ("z", "a", DOWNHILL) if down else ("z", "a")


def _points_down(equation: Equation) -> bool:
    spoken = heads(equation.left) + heads(equation.right)
    if not any(head.name in ERRORS for head in spoken):
        return False
    for part in parts_of([equation]):
        match part:
            case Sum(((1, Symbol(head)), (-1, Symbol()))) if head.name in TARGETS:
                return True
            case Sum(((-1, term), *_)) if any(head.name in ERRORS for head in heads(term)):
                return True
    return isinstance(equation.right, Sum) and equation.right.terms[0][0] < 0


def _adds_examples_up(replay: Replay, found: list[Equation]) -> bool:
    """Is a sum over the examples written with a 𝟏, where words give them a number?"""
    ones = any(is_ones(part) for part in parts_of(found))
    return ones and says_how_many(replay.notes.document.source)


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


def _smalls(found: list[Equation], written: str) -> tuple[str, ...]:
    """Small letters with a layer are matrices, or numbers where one of them is derived by another:
    ``∂z^l/∂w^l`` of matrices is none."""
    if not _needs_matrices(found, written):
        return (NUMBERS,)
    unlabelled = [replace(e, left=_bare(e.left), right=_bare(e.right)) for e in found]
    between = any(
        isinstance(p, Derivative)
        and all(isinstance(x, Symbol) and x.head.label is not None for x in (p.of, p.by))
        for p in parts_of(found)
    )
    if between and written == MATHS and not _needs_matrices(unlabelled, written):
        return (NUMBERS, MATRICES)
    return (MATRICES,)


def _bare(term: Term) -> Term:
    """Without labels on small letters."""

    def unlabelled(head: Head) -> Head:
        return replace(head, label=None) if head.name[-1:].islower() else head

    return with_heads(term, unlabelled)


def _needs_matrices(found: list[Equation], written: str) -> bool:
    """Is there anything that numbers would not need?

    In code they are multiplied by a star; in a table even what carries a layer may be a number.
    """
    signs = "·" if written == CODE else "⊙∘@"
    scalars = written == CODE and any(map(_is_a_number, found))
    for part in parts_of(found):
        match part:
            case Symbol() if scalars:
                continue
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


def _is_a_number(equation: Equation) -> bool:
    """``w1 = 0.5``: a weight or an input that is one number."""
    match equation.left, equation.right:
        case Symbol(Head(name, label)), Number(value) | Sum(((-1, Number(value)),)):
            return name[0].islower() and value != 0 and (label is not None or name in SCALARS)
    return False


def _is_bold(name: str) -> bool:
    return any("𝐀" <= character <= "𝐳" for character in name)
