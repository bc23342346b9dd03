"""E and Var of an activation of a Gaussian or symmetric number → verdicts.

In: a replayed note. Out: for ``E[tanh(z)²] = 0.394``, where the note says z ~ N(0, 1), a rigorous
enclosure of the integral; for ``E[ReLU(z)²] = ½ Var(z)``, where z is symmetric, a proof. Where the
law of z is not said, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ...arithmetic.enclosure import Real
from ...evidence.bounds.balls import NoValue, enclose
from ...evidence.bounds.gaussian import expectation
from ...evidence.functions.building import Z, num, squared, times
from ...evidence.functions.catalogue import LEAK, rebuilt
from ...evidence.functions.equal import letters
from ...evidence.functions.show import show
from ...evidence.functions.slopes import NoSlope
from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...given.words import cues
from ...nouns import Bound, Counterexample, Proof, Ruling, Span, Verdict
from ...terms import Applied, Head, Number, Power, Symbol, Term, is_obscure
from .naming import Naming, Unnamed, named_plainly, naming
from .resolving import Resolution
from .wording import spelled

NORMAL = r"(?:\\sim|~|∼)\s*(?:\\mathcal\s*\{?\s*N\s*\}?|\\mathrm\{N\}|𝒩|N)\s*(?:\\left)?\(\s*0\s*,"
STANDARD = r"\s*1\s*(?:\\right)?\)"
SYMMETRIC = re.compile(
    r"\b(?:symmetric(?:ally)? (?:distribut\w+|laws?|about|around)|"
    r"zero[- ]mean (?:gaussian|normal)|standard (?:normal|gaussian)|"
    r"(?:gaussian|normal) with (?:zero mean|mean (?:zero|0)))\b",
    re.I,
)
ROUGH = re.compile(r"\b(?:approximat\w*|neglect\w*|ignor\w*|dominant|roughly)\b", re.I)
SLOPES = frozenset({"a", "α", "ε", "s", "β", "p"})  # letters of what a leaky ReLU leaves
HALVES = {"relu": Fraction(1, 2), "leaky relu": (1 + LEAK.value**2) / 2}


def expected(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    """Every statement of the mean or the variance of an activation."""
    moods = dict(cues(replay.notes.document, replay.sentences))
    for statement in statements_of(replay):
        one, other = statement.members[0], statement.members[-1]
        short = len(statement.members) == 2 and statement.relations[0] in "=≈"
        if not short or moods.get(statement.block) == "mentioned" or is_obscure(other):
            continue
        if isinstance(one, Applied) and one.function in ("E", "Var") and len(one.arguments) == 1:
            body = resolved(naming(replay), statement, one.arguments[0])
            names = letters(body) if body is not None else []
            if body is not None and len(names) == 1:
                verdict = _judged(replay, statement, one.function, body, other, names[0])
                wrong = verdict is not None and verdict.ruling is Ruling.REFUTED
                if verdict is not None and not (wrong and _is_rough(replay, statement)):
                    yield statement.span, verdict


def _is_rough(replay: Replay, statement: Statement) -> bool:
    """Does the note itself call what it writes with “≈” an approximation?"""
    if statement.relations[0] != "≈":
        return False
    around = (s for s in replay.sentences if statement.block in (*s.blocks, s.last_block + 1))
    return any(ROUGH.search(sentence.text) for sentence in around)


def resolved(names: Naming, statement: Statement, body: Term) -> Term | None:
    resolve = Resolution(names, statement)
    try:
        found = resolve(body, Z)
    except (Unnamed, NoSlope):
        return None
    # whichever way GELU is computed, its moments are the same to four digits
    return found if resolve.certain or set(resolve.called) == {"gelu"} else None


def _judged(
    replay: Replay, statement: Statement, operator: str, body: Term, other: Term, name: Head
) -> Verdict | None:
    law = _law(replay, name, statement.block)
    if law == "standard" and not letters(other):
        return _numeric(statement, operator, body, other, name)
    if law:
        return _half(statement, operator, body, named_plainly(other), name)
    return None


def _law(replay: Replay, name: Head, block: int) -> str:
    """What the note says of the law of a letter by then: standard, symmetric or nothing."""
    found = ""
    letter = re.escape(str(name))
    for here in replay.notes.document.blocks[: block + 1]:
        said = re.search(rf"(?<![\w\\]){letter}\s*{NORMAL}({STANDARD})?", here.text)
        if said:
            found = "standard" if said[1] else "symmetric"
    text = " ".join(s.text for s in replay.sentences if s.first_block <= block)
    return found or ("symmetric" if SYMMETRIC.search(text) else "")


def moment(operator: str, body: Term, name: Head) -> Real:
    """E or Var of a term in a standard normal letter."""
    if operator == "E":
        return expectation(body, name)
    mean = expectation(body, name)
    return expectation(squared(body), name) - mean * mean


def _numeric(
    statement: Statement, operator: str, body: Term, other: Term, name: Head
) -> Verdict | None:
    try:
        true = moment(operator, body, name)
        written = enclose(named_plainly(other), {})
    except NoValue:
        return None
    unit = Fraction(1, 10**other.decimals) if isinstance(other, Number) and other.decimals else 0
    shown = show(statement.members[0])
    if unit == 0 and statement.relations[0] == "≈":
        return None
    near = written.widened(Fraction(unit) * Fraction(51, 100))
    if (near.low <= true.low and true.high <= near.high) or (not unit and written.meets(true)):
        message = f"{shown} = {float(true.middle):.6g}, by rigorous quadrature"
        bound = Bound(f"{float(true.low):.12g}", f"{float(true.high):.12g}", shown)
        return Verdict(Ruling.CONFIRMED, message, (bound,), message)
    if written.widened(Fraction(unit)).meets(true):
        return None
    message = f"{shown} is {float(true.middle):.4g}, not {show(other)}"
    wrong = Counterexample(f"{shown} = {show(other)}", f"{float(true.middle):.6g}", message)
    correction = f"{float(true.middle):.4g}"
    marks = (statement.spans[-1],)
    return Verdict(Ruling.REFUTED, message, (wrong,), message, (), correction, marks)


def _half(
    statement: Statement, operator: str, body: Term, other: Term, name: Head
) -> Verdict | None:
    """``E[ReLU(z)²] = ½ Var(z)``: a symmetric number is as often on either side of 0."""
    inner = body.base if isinstance(body, Power) and body.exponent == num(2) else None
    activation = inner if operator == "E" else body
    if not isinstance(activation, Applied) or activation.function not in HALVES:
        return None
    if activation.arguments != (Symbol(name),) or activation.primes:
        return None
    if operator == "E" and activation.function == "leaky relu":
        found = _by_slope(statement, other, name)
        if found is not None:
            return found
    factor = _factor(other, name)
    if factor is None:
        return None
    true = HALVES[activation.function]
    if operator == "E" and factor == true:
        steps = (
            ("cases", f"f(z)² + f(-z)² = {2 * true}·z²"),
            ("z and -z have one law", f"2·E f(z)² = {2 * true}·E z²"),
        )
        message = f"holds for every z that is symmetric about 0: the factor is {true}"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    if operator == "E":
        message = f"the factor is {true}, not {factor}"
        return _wrong(statement, message, str(true))
    if factor != true:
        return None
    value = moment("Var", Applied(activation.function, (Symbol(name),)), name)
    message = f"{true} is the second moment; the variance is {spelled(value)} for a Gaussian"
    return _wrong(statement, message, spelled(value))


def _by_slope(statement: Statement, other: Term, name: Head) -> Verdict | None:
    """``E[LeakyReLU(z)²] = ½ (1 + a²) Var(z)``, where the slope has a letter of its own."""
    bare = _without_moment(other, name)
    slopes = letters(bare)
    if bare == other or len(slopes) != 1 or slopes[0].name not in SLOPES:
        return None
    right = True
    for slope in (Fraction(0), Fraction(1, 3), Fraction(3)):
        try:
            found = enclose(bare, {slopes[0]: slope})
        except NoValue:
            return None
        right = right and found.meets(Real.exactly((1 + slope**2) / 2))
    a = slopes[0]
    if right:
        steps = (
            ("cases", f"f(z)² + f(-z)² = (1 + {a}²)·z²"),
            ("z and -z have one law", f"2·E f(z)² = (1 + {a}²)·E z²"),
        )
        message = f"holds for every z that is symmetric about 0: the factor is (1 + {a}²)/2"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    message = f"the factor is (1 + {a}²)/2, not that of {show(other)}"
    return _wrong(statement, message, f"(1 + {a}²)/2")


def _wrong(statement: Statement, message: str, true: str) -> Verdict:
    wrote = " = ".join(map(show, statement.members))
    wrong = Counterexample(wrote, true, message, (("z", "1 or -1, each with probability 1/2"),))
    return Verdict(Ruling.REFUTED, message, (wrong,), message, (), None, (statement.spans[-1],))


def _factor(term: Term, name: Head) -> Fraction | None:
    """c of ``c·Var(z)`` or ``c·E[z²]``."""
    value = _without_moment(term, name)
    if letters(value) or value == term:
        return None
    try:
        found = enclose(times(num(1), value), {})
    except NoValue:
        return None
    exact = found.middle.limit_denominator(100_000)
    return exact if found.low <= exact <= found.high else None


def _without_moment(term: Term, name: Head) -> Term:
    """With 1 for ``Var(z)`` and ``E[z²]``."""
    law = Symbol(name)
    plain = {Applied("Var", (law,)), Applied("E", (squared(law),))}

    def replaced(part: Term) -> Term:
        return num(1) if part in plain else rebuilt(part, replaced)

    return replaced(term)
