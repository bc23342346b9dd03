"""Limits, bounds, ranges and maxima of functions: a question → a verdict, or nothing."""

from __future__ import annotations

from fractions import Fraction

from ...evidence.bounds.balls import NoValue, enclose
from ...evidence.functions.building import num
from ...evidence.functions.catalogue import substitute
from ...evidence.functions.equal import letters
from ...evidence.functions.limits import Limit, limit
from ...evidence.functions.show import show
from ...evidence.functions.signs import at_most
from ...evidence.functions.slopes import NoSlope, plain
from ...nouns import Counterexample, Proof, Ruling, Verdict
from ...terms import Applied, Head, Sum, Symbol, Term, is_numeric
from .questions import ORDER, Question, names_activation
from .wording import slopes_of

INFINITY = Symbol(Head("∞"))
EXTREMES = {"max over": 1, "sup over": 1, "min over": -1, "inf over": -1}
TRIED = sorted((Fraction(n, 2) for n in range(-16, 17)), key=abs)
FLIPPED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}


def answer(question: Question) -> Verdict | None:
    left = question.left
    if isinstance(left, Applied) and left.function == "lim":
        return _limit(question, left.arguments[0], left.arguments[1])
    if question.relation == "→" and len(question.conditions) == 1:
        return _limit(question, left, question.conditions[0])
    if isinstance(left, Applied) and left.function in EXTREMES:
        return _extreme(question, left)
    if question.relation in ORDER and not question.conditions:
        return _order(question)
    if question.relation == "∈":
        return _range(question)
    return None


def _limit(question: Question, body: Term, toward: Term) -> Verdict | None:
    names = letters(body)
    if not isinstance(toward, Applied) or toward.function != "→" or len(names) != 1:
        return None
    if toward.arguments[0] != Symbol(names[0]) or not names_activation(body):
        return None
    sign = _infinite(toward.arguments[1])
    found = limit(body, names[0], sign > 0) if sign else None
    if found is None:
        return None
    holds = _is(found, question.right)
    if holds is None:
        return None
    end = "∞" if sign > 0 else "-∞"
    shown = _side(question, body)
    message = f"{shown} tends to {found} as {names[0]} → {end}"
    if holds:
        steps = (found.step,)
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message, question.used)
    if not question.certain:
        return None
    wrote = f"{shown} → {show(question.right)}"
    wrong = Counterexample(wrote, f"{shown} → {found}", message, ((str(names[0]), end),))
    return Verdict(
        Ruling.REFUTED, message, (wrong,), message, question.used, str(found), (question.marked,)
    )


def _side(question: Question, body: Term) -> str:
    """The author's own words for the function of a limit."""
    one = question.wrote[0]
    inside = one.arguments[0] if isinstance(one, Applied) and one.function == "lim" else one
    return show(inside) if inside is not None else show(body)


def _infinite(term: Term) -> int:
    """1 for ∞, −1 for −∞, 0 for anything else."""
    match term:
        case Symbol() if term == INFINITY:
            return 1
        case Sum(((sign, inner),)) if inner == INFINITY:
            return sign
    return 0


def _is(found: Limit, written: Term) -> bool | None:
    """Is a limit what is written? None where what is written is no number."""
    sign = _infinite(written)
    if sign:
        return found.value is None and found.sign == sign
    if letters(written):
        return None
    try:
        value = enclose(plain(written), {})
    except (NoSlope, NoValue):
        return None
    return found.value is not None and value.low <= found.value <= value.high


def _extreme(question: Question, left: Applied) -> Verdict | None:
    """``max σ′ = 1/4``: the value at 0 is proved to be the extreme, and compared."""
    body, names = left.arguments[0], letters(left.arguments[0])
    if len(names) != 1 or letters(question.right) or not names_activation(body):
        return None
    sign = EXTREMES[left.function]
    try:
        top = plain(substitute(body, {names[0]: num(0)}))
        value, written = enclose(top, {}), enclose(plain(question.right), {})
    except (NoSlope, NoValue):
        return None
    exact = num(value.middle.limit_denominator(10**6))
    low, high = (body, exact) if sign > 0 else (exact, body)
    steps = at_most(low, high, names[0])
    if steps is None or not value.low <= exact.value <= value.high:
        return None
    word = "largest" if sign > 0 else "smallest"
    message = f"the {word} value is {exact.value}, at {names[0]} = 0"
    if value.meets(written):
        proof = Proof((*steps, ("reached", f"at {names[0]} = 0 the value is {exact.value}")))
        return Verdict(Ruling.PROVED, message, (proof,), message, question.used)
    if not question.certain:
        return None
    wrote = f"{word} value {show(question.right)}"
    wrong = Counterexample(wrote, str(exact.value), message, ((str(names[0]), "0"),))
    return Verdict(
        Ruling.REFUTED,
        message,
        (wrong,),
        message,
        question.used,
        str(exact.value),
        (question.marked,),
    )


def _order(question: Question) -> Verdict | None:
    """A bound of an activation or its derivative, for every argument."""
    names = letters(question.left, question.right)
    if len(names) != 1 or not names_activation(question.left, question.right):
        return None
    relation, left, right = question.relation, question.left, question.right
    if relation in ">≥":
        relation, left, right = FLIPPED[relation], right, left
    steps = at_most(left, right, names[0], relation == "<")
    shown = f"{show(question.wrote[0])} {question.relation} {show(question.wrote[1])}"
    if steps is not None:
        message = f"for every {names[0]}: {shown}"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message, question.used)
    bounded = is_numeric(left) or is_numeric(right)
    if not (question.certain and bounded and slopes_of(question.wrote[0])):
        return None
    return _violated(question, left, right, names[0], shown)


def _violated(
    question: Question, left: Term, right: Term, name: Head, shown: str
) -> Verdict | None:
    """A point at which the bound of a derivative is broken, rigorously."""
    for at in TRIED:
        try:
            low = enclose(plain(left), {name: at})
            high = enclose(plain(right), {name: at})
        except (NoSlope, NoValue):
            continue
        if low.low > high.high:
            value = high if is_numeric(left) else low
            true = f"at {name} = {at} it is {float(value.middle):.4g}"
            wrong = Counterexample(shown, true, true, ((str(name), str(at)),))
            return Verdict(Ruling.REFUTED, true, (wrong,), true, question.used)
    return None


def _range(question: Question) -> Verdict | None:
    """``σ(z) ∈ (0, 1)``: both ends, proved one by one."""
    names, ends = letters(question.left), question.right
    if not isinstance(ends, Applied) or ends.function != "vector" or len(ends.arguments) != 2:
        return None
    if len(names) != 1 or not names_activation(question.left) or question.conditions:
        return None
    low, high = ends.arguments
    below = at_most(low, question.left, names[0], True)
    above = at_most(question.left, high, names[0], True)
    if below is None or above is None:
        return None
    message = f"it lies strictly between {show(low)} and {show(high)} for every {names[0]}"
    return Verdict(Ruling.PROVED, message, (Proof((*below, *above)),), message, question.used)
