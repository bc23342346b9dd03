"""Steps of an optimiser: ``W = W − α dW``, ``v = β v + (1 − β) dW``, ``v / (1 − β^t)``.

A step against the gradient lowers the loss to first order, whatever positive numbers it is scaled
by; the weights of a running mean add up to one; and a running mean that starts at zero is divided
by 1 − β^t. What steps along the gradient of another parameter, or upwards, is refuted; all else is
left alone. Notes that maximise something are left alone too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..given.equations import Equation, names_gradient, subject_of
from ..given.latex import quoting
from ..given.spell import plain
from ..nouns import Assumption, Counterexample, Proof, Ruling, Verdict
from ..terms import Derivative, Head, Number, Power, Product, Quotient, Sum, Symbol, Term, parts

UPWARDS = ("maximi", "ascent", "reward")
STEP, MEAN, CORRECTED = "step", "running mean", "corrected mean"
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


def update(equation: Equation, source: str) -> Update | None:
    """The optimiser's step that an equation is, if it is one."""
    if _climbs(source):
        return None
    if isinstance(equation.left, Symbol) and isinstance(equation.right, Sum):
        found = _step(equation, equation.left.head, equation.right, source)
        if found is not None:
            return found
    if isinstance(equation.right, Sum) and _is_mean(_factors(equation.left), equation.right):
        return Update(MEAN, equation, source)
    return Update(CORRECTED, equation, source) if _is_corrected(equation) else None


@lru_cache(maxsize=8)
def _climbs(source: str) -> bool:
    """Does the note maximise anything? Asked once of a note, whatever its number of equations."""
    low = source.lower()
    return any(word in low for word in UPWARDS)


def _step(equation: Equation, head: Head, right: Sum, source: str) -> Update | None:
    """``X = X − α·(something with dX)`` in two terms."""
    if len(right.terms) != 2 or names_gradient(head):
        return None
    (first, kept), (sign, moved) = right.terms
    if first != 1 or not isinstance(kept, Symbol) or _bare(kept.head) != _bare(head):
        return None
    rated = [h for h in _heads(moved) if h.name in RATES]
    taken = _gradient_of(moved)
    if taken is None or not rated:
        return None
    kinds = {_bare(head).name.lower()[:1], taken.name.lower()[:1]}
    if taken != _bare(head) and kinds != {"w", "b"}:
        return None  # b − α dz is right where db is dz: what equals what is not seen here
    return Update(STEP, equation, source, _bare(head), sign, taken)


def _bare(head: Head) -> Head:
    name = head.name.removesuffix("^new").removesuffix("^old")
    return Head(name, head.label, head.indices, head.brackets)


def _gradient_of(term: Term) -> Head | None:
    """The one parameter whose gradient stands above the fraction bar, if it is one."""
    match term:
        case Derivative(_, Symbol(by)):
            return by
        case Symbol(head) if subject_of(head.name):
            return Head(subject_of(head.name), head.label, head.indices, head.brackets)
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


def _is_mean(kept: list[Term], right: Sum) -> bool:
    """``β v + (1 − β) g``: the two coefficients add up to one."""
    if len(right.terms) != 2 or any(sign != 1 for sign, _ in right.terms):
        return False
    first, second = (_factors(term) for _, term in right.terms)
    rest = [factor for factor in first if factor not in kept]
    if len(rest) != 1 or len(first) != len(kept) + 1:
        return False
    one = Sum(((1, Number(Fraction(1))), (-1, rest[0])))
    return any(factor == one for factor in second) and len(second) > 1


def _is_corrected(equation: Equation) -> bool:
    """``v^corrected = v / (1 − β^t)``."""
    match equation.right:
        case Quotient(top, Sum(((1, Number(value)), (-1, Power(Symbol(), Symbol(step)))))):
            return value == 1 and step.name == "t" and _signature(equation.left) == _signature(top)
    return False


def _signature(term: Term) -> str:
    """The letters of a product in order, without what marks it as corrected."""
    text = "".join(head.name for head in _heads(term)).replace("δ", "d")
    for mark in ("^corrected", "^corr", "̂", "_c"):
        text = text.replace(mark, "")
    return text


def judge(found: Update) -> Verdict:
    if found.says == MEAN:
        proof = Proof((("weights of a mean", "β + (1 − β) = 1"),))
        message = "a running mean: its weights add up to one"
        return Verdict(Ruling.PROVED, message, (proof,), message)
    if found.says == CORRECTED:
        steps = (
            ("geometric series", "v_t = (1 − β) Σ_s β^(t−s) g = (1 − β^t) g for a constant g"),
            ("division", "v_t / (1 − β^t) = g"),
        )
        used = (Assumption("the running mean starts at zero"),)
        message = "the mean of a constant gradient is that gradient"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)
    return _judged_step(found)


def _judged_step(found: Update) -> Verdict:
    name = str(found.head)
    if found.sign < 0 and found.by == found.head:
        step = f"J({name} − α d{name}) = J({name}) − α ‖d{name}‖² + o(α)"
        used = (Assumption("the step size is positive"),)
        message = "a step against the gradient lowers the loss to first order"
        return Verdict(Ruling.PROVED, message, (Proof((("Taylor", step),)),), message, used)
    equation = found.equation
    assert isinstance(equation.right, Sum)
    (kept, first), (sign, moved) = equation.right.terms
    if found.by != found.head:
        return _refuted_step(
            found, f"the gradient by {found.by} cannot be subtracted from {name}", ""
        )
    better = Sum(((kept, first), (-sign, moved)))
    text = quoting(found.source, equation.right).term(better)
    return _refuted_step(found, "the sign is wrong: this step climbs", text)


def _refuted_step(found: Update, message: str, correction: str) -> Verdict:
    equation = found.equation
    wrote = f"{plain(equation.left)} = {plain(equation.right)}"
    name = str(found.head)
    example = Counterexample(
        wrote,
        f"{name} = {name} − α d{name}",
        "J = ½w² has dw = w: from w = 1 a step of 0.1 against it leads to 0.9 and J = 0.405, "
        "one along it to 1.1 and J = 0.605",
        (("w", "1"), ("dw", "1"), ("α", "0.1")),
    )
    marks = (equation.sides[1],)
    return Verdict(Ruling.REFUTED, message, (example,), message, (), correction or None, marks)
