"""Equations → the steps of an optimiser among them.

``W = W − α dW``, ``v = β v + (1 − β) dW``, ``v / (1 − β^t)``. What is neither right nor surely
wrong is left alone, and so is what stands where something is maximised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from ..given.equations import Equation, names_gradient, subject_of
from ..given.rewriting import mapped
from ..terms import Derivative, Head, Number, Power, Product, Quotient, Sum, Symbol, Term, parts

UPWARDS = ("maximi", "ascent", "reward")
NEAR = (2000, 500)  # characters before and behind a step that may speak of a maximum
STEP, MEAN, CORRECTED = "step", "running mean", "corrected mean"
NO_MEAN, MISCORRECTED = "no mean", "wrongly corrected mean"
TURNED = "mean of the gradient downwards"  # v = β v − (1 − β) g, which a step may add
CORRECTIONS = ("^corrected", "^corr", "̂", "_c")
REGULARISED = ("reg", "l2", "L2", "total", "pen", "full")  # ``dW_reg``: with the penalty's part
RATES = frozenset("α η γ ε μ ϵ lr alpha eta rate learning_rate".split())


@dataclass(frozen=True)
class Update:
    """One such equation; ``head`` is what is moved, ``terms`` what it is moved by, signed."""

    says: str
    equation: Equation
    source: str
    head: Head | None = None
    sign: int = -1
    by: Head | None = None  # the parameter whose gradient is taken
    better: Term | None = None  # the right side as it should be
    code: bool = False
    weight: Term | None = None  # β of a running mean, or of its correction
    other: Term | None = None  # the other β that stands in its place


def update(equation: Equation, source: str, *, code: bool = False) -> Update | None:
    """The optimiser's step that an equation is, if it is one."""
    found = None if _climbs(source, equation.span.start) else _update(equation, source)
    return found and replace(found, code=code)


def _update(equation: Equation, source: str) -> Update | None:
    if isinstance(equation.left, Symbol) and isinstance(equation.right, Sum):
        found = _step(equation, equation.left.head, equation.right, source)
        if found is not None:
            return found
    if isinstance(equation.right, Sum):
        found = _mean(equation, _factors(equation.left), equation.right, source)
        if found is not None:
            return found
    return _corrected(equation, source)


def settled(found: dict[int, Update], equations: Iterable[Equation]) -> dict[int, Update]:
    """The steps of a note, once each is seen beside the others."""
    means = [x for x in found.values() if x.says == MEAN]
    moves = [x for x in map(_move, equations) if x is not None]
    seen = ((place, _settled(step, means, moves)) for place, step in found.items())
    return {place: step for place, step in seen if step is not None}


def _move(equation: Equation) -> tuple[int, str] | None:
    """Of ``W = W − α v`` the sign, and the letters of what is added."""
    match equation.left, equation.right:
        case Symbol(head), Sum(((1, Symbol(kept)), (sign, moved))) if _bare(kept) == _bare(head):
            return sign, _signature(moved)
    return None


def _settled(found: Update, means: list[Update], moves: list[tuple[int, str]]) -> Update | None:
    if found.says == TURNED:
        own = _signature(found.equation.left)
        signs = {sign for sign, moved in moves if own in moved}
        return replace(found, says=NO_MEAN) if signs == {-1} else None
    if found.says == NO_MEAN and found.other is not None:
        return _of_the_weight_that_is_free(found, found.other, means)
    if found.says == CORRECTED:
        return _of_its_own_mean(found, means)
    return found


def _of_the_weight_that_is_free(found: Update, free: Term, means: list[Update]) -> Update:
    """``β_1 s + (1 − β_2) g²`` where β_1 is the weight of another mean: β_2 is meant twice."""
    own = _signature(found.equation.left)
    taken = [x.weight for x in means if _signature(x.equation.left) != own]
    right = found.equation.right
    if found.weight not in taken or free in taken or not isinstance(right, Sum):
        return found
    assert found.weight is not None
    (sign, first), rest = right.terms
    return replace(found, better=Sum(((sign, _instead(first, found.weight, free)), rest)))


def _of_its_own_mean(found: Update, means: list[Update]) -> Update | None:
    """``v / (1 − β_2^t)`` is wrong where every v of the note is a mean with β_1, and β_2 is the
    weight of another one; where it is no weight that is known, nothing is said."""
    own = _signature(found.equation.left)
    weights = [x.weight for x in means if _signature(x.equation.left) == own]
    if not weights or found.weight in weights:
        return found
    others = [x.weight for x in means if _signature(x.equation.left) != own]
    meant = [x for x in weights if x is not None and _name(x) == _name(found.weight)]
    if found.weight not in others or found.weight is None or not meant:
        return None
    better = _instead(found.equation.right, found.weight, meant[-1])
    return replace(found, says=MISCORRECTED, better=better, other=meant[-1])


def _name(term: Term | None) -> str:
    return term.head.name if isinstance(term, Symbol) else ""


def _climbs(source: str, at: int) -> bool:
    """Is anything maximised near this place?"""
    before, behind = NEAR
    low = source[max(0, at - before) : at + behind].lower()
    return any(word in low for word in UPWARDS)


def _step(equation: Equation, head: Head, right: Sum, source: str) -> Update | None:
    """``X = X − α·(something with dX)`` in two terms."""
    if len(right.terms) != 2 or names_gradient(head):
        return None
    (first, kept), (sign, moved) = right.terms
    times, kept = _coefficient(kept)
    if not isinstance(kept, Symbol) or _bare(kept.head) != _bare(head):
        return None
    rated = [h for h in _heads(moved) if h.name in RATES]
    taken = _gradient_of(moved)
    if taken is None or not rated or not _is_comparable(taken, _bare(head)):
        return None
    better = None
    if first * times < 0 or first * times > 1:  # a factor below 1 decays the weights
        better = Sum(((1, kept), (-1, moved)))
    elif first * times != 1:
        return None
    return Update(STEP, equation, source, _bare(head), sign, taken, better)


def _coefficient(term: Term) -> tuple[Fraction, Term]:
    """``2 W`` as 2 times W; what has no number in front is once itself."""
    match term:
        case Product(Number(value), rest):
            return value, rest
    return Fraction(1), term


def _is_comparable(taken: Head, head: Head) -> bool:
    """b − α dz is right where db is dz: what equals what is not seen here."""
    if taken == head or {taken.name.lower()[:1], head.name.lower()[:1]} == {"w", "b"}:
        return True
    numbered = [h.label is not None and not h.label.base for h in (taken, head)]
    indexed = len(taken.indices) == len(head.indices) > 0 and taken.label == head.label
    return taken.name == head.name and (all(numbered) or indexed)


def _bare(head: Head) -> Head:
    name = head.name.removesuffix("^new").removesuffix("^old")
    return Head(name, head.label, head.indices, head.brackets)


def _gradient_of(term: Term) -> Head | None:
    """The one parameter whose gradient stands above the fraction bar, if it is one."""
    match term:
        case Derivative(_, Symbol(by)):
            return by
        case Symbol(head) if subject_of(head.name):
            name = subject_of(head.name)
            for mark in CORRECTIONS:
                name = name.removesuffix(mark)
            if name.partition("_")[2].startswith(REGULARISED):
                name = name.partition("_")[0]
            return Head(name, head.label, head.indices, head.brackets)
        case Quotient(top, _):
            return _gradient_of(top)
        case Product(left, right):
            found = [h for h in map(_gradient_of, (left, right)) if h is not None]
            return found[0] if len(found) == 1 else None
    return None


def _heads(term: Term) -> list[Head]:
    if isinstance(term, Symbol):
        return [term.head]
    return [head for part in parts(term) for head in _heads(part)]


def _factors(term: Term) -> list[Term]:
    if isinstance(term, Product):
        return [*_factors(term.left), *_factors(term.right)]
    if isinstance(term, Sum) and len(term.terms) == 1 and term.terms[0][0] == 1:
        return _factors(term.terms[0][1])
    return [term]


def _mean(equation: Equation, kept: list[Term], right: Sum, source: str) -> Update | None:
    """``β v + (1 − β) g``: the two coefficients add up to one."""
    if len(right.terms) != 2:
        return None
    (one, first), (two, second) = right.terms
    rest = [factor for factor in _factors(first) if factor not in kept]
    if len(rest) != 1 or len(_factors(first)) != len(kept) + 1 or len(_factors(second)) < 2:
        return None
    wanted = _rest_of_one(rest[0])
    weights = [factor for factor in _factors(second) if _is_like(factor, wanted)]
    if len(weights) != 1 or not isinstance(rest[0], Symbol | Number):
        return None
    plain = weights == [wanted]
    if (one, two) == (1, 1) and plain:
        return Update(MEAN, equation, source, weight=rest[0])
    better = Sum(((1, first), (1, _instead(second, weights[0], wanted))))
    if (one, two) == (1, -1) and plain and not _is_square(second):
        return Update(TURNED, equation, source, better=better)
    slopes = any(_gradient_of(factor) is not None for factor in _factors(second))
    if one != 1 and not (plain and slopes):
        return None
    other = _weight_of(weights[0])
    return Update(NO_MEAN, equation, source, better=better, weight=rest[0], other=other)


def _weight_of(factor: Term) -> Term | None:
    """β of ``1 − β``."""
    match factor:
        case Sum(((1, Number()), (-1, weight))):
            return weight
    return None


def _is_square(term: Term) -> bool:
    """``(1 − β) g²``, ``(1 − β) g ⊙ g``: never negative, and so no part that is taken away."""
    found = _factors(term)
    twice = any(found.count(x) == 2 for x in found if _gradient_of(x) is not None)
    return twice or any(isinstance(x, Power) and x.exponent == Number(Fraction(2)) for x in found)


def _rest_of_one(weight: Term) -> Sum:
    return Sum(((1, Number(Fraction(1))), (-1, weight)))


def _is_like(factor: Term, wanted: Sum) -> bool:
    """``1 − β``, ``1 + β``, or one of another β."""
    weight = wanted.terms[1][1]
    match factor:
        case Sum(((1, Number(value)), (_, other))) if value == 1:
            if isinstance(weight, Symbol) and isinstance(other, Symbol):
                return weight.head.name == other.head.name
            return weight == other
    return False


def _instead(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    changed = mapped(term, lambda part: _instead(part, old, new))
    return term if changed == term else changed  # what is not touched stays as it is spelled


def _corrected(equation: Equation, source: str) -> Update | None:
    """``v^corrected = v / (1 − β^t)``."""
    times, right = _coefficient(equation.right)
    match right:
        case Sum(((-1, Quotient() as inner),)):
            times, right = -times, inner
    match right:
        case Quotient(
            top, Sum(((1, Number(value)), (sign, Power(Symbol(), Symbol(step)) as power)))
        ):
            if value != 1 or step.name != "t" or _signature(equation.left) != _signature(top):
                return None
            if sign == -1 and times == 1:
                return Update(CORRECTED, equation, source, weight=power.base)
            if _signature(equation.left) != _letters(equation.left):
                return Update(
                    MISCORRECTED, equation, source, better=Quotient(top, _rest_of_one(power))
                )
    return None


def _signature(term: Term) -> str:
    """The letters of a product in order, without what marks it as corrected."""
    text = _letters(term)
    for mark in CORRECTIONS:
        text = text.replace(mark, "")
    return text


def _letters(term: Term) -> str:
    return "".join(head.name for head in _heads(term)).replace("δ", "d")
