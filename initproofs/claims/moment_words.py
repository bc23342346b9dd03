"""Decisions about moments in words: premises, laws that break a statement, and what is true."""

from __future__ import annotations

import re
from fractions import Fraction

from ..evidence.moments.algebra import Setting
from ..evidence.moments.decide import Statement, difference
from ..evidence.moments.enumeration import Column
from ..evidence.moments.expression import Expression, Summand
from ..evidence.moments.generators import Generator, Moment, written
from ..evidence.moments.premises import Independent, Premise, Shared, Uncorrelated
from ..evidence.moments.trials import Broken
from ..given.spell import fraction
from ..spelling import series

_ABOUT_TWO = re.compile(r"\w+ and \w+ (?=(?:are|have) )")
FEW = 4  # outcomes that are listed one by one
LETTERS = "ijlmp"
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def words_of(premise: Premise) -> str:
    return str(premise)


def all_of(missing: tuple[Premise, ...]) -> str:
    """``X and Y are uncorrelated and have equal means``: whom several speak of is named once."""
    subjects: dict[str, list[str]] = {}
    for words in map(words_of, missing):
        subject = _ABOUT_TWO.match(words)
        found = subjects.setdefault(subject[0] if subject else words, [])
        found += [words[subject.end() :]] if subject else []
    said = [subject + series(what) for subject, what in subjects.items()]
    return series(said) + (" (i.i.d. is enough)" if _as_copies(missing) else "")


def _as_copies(missing: tuple[Premise, ...]) -> bool:
    """Do two independent copies have all of this, by whatever law?"""
    shared = {p.families for p in missing if isinstance(p, Shared)}
    apart = {p.families for p in missing if isinstance(p, Independent | Uncorrelated)}
    both = len(shared) == 1 and shared == apart
    return both and all(isinstance(p, Shared | Independent | Uncorrelated) for p in missing)


def law_in_words(broken: Broken) -> str:
    """``X = Y = ±1`` and the like: every variable's values, outcome by outcome."""
    sizes = [f"{head} = {fraction(value)}" for head, value in broken.constants]
    if broken.outcomes > FEW and not broken.weights:
        columns = [f"{head} takes {len(set(column))} values" for head, column in broken.columns]
        return ", ".join([*sizes, *columns])
    if broken.weights:
        return ", ".join(
            [*sizes, *(f"{h} = {_chances(c, broken.weights)}" for h, c in broken.columns)]
        )
    columns = [f"{head} = {_values(column)}" for head, column in broken.columns]
    chance = "" if broken.outcomes == 1 else f" with probability 1/{broken.outcomes} each"
    return ", ".join([*sizes, *columns]) + chance


def _values(column: Column) -> str:
    return " or ".join(fraction(Fraction(value)) for value in column)


def _chances(column: Column, weights: tuple[Fraction, ...]) -> str:
    """``1 (2/3) or -2 (1/3)``: the values of a variable, each with its probability."""
    chances: dict[Fraction, Fraction] = {}
    for value, weight in zip(column, weights, strict=True):
        chances[Fraction(value)] = chances.get(Fraction(value), Fraction(0)) + weight
    return " or ".join(f"{fraction(value)} ({fraction(p)})" for value, p in sorted(chances.items()))


def sides_in_words(broken: Broken) -> str:
    return f"the left side is {fraction(broken.left)}, the right side {fraction(broken.right)}"


def true_side(statement: Statement, setting: Setting) -> tuple[str, str]:
    """What the left side is, expanded as far as the premises allow, and by which rules."""
    _, algebra = difference(statement, setting)
    value = algebra.value(statement.left)
    rules = "; ".join(dict.fromkeys(rule for rule, _ in algebra.steps))
    return shown(value), f"by {rules}" if rules else "by definition"


def shown(value: Expression) -> str:
    parts = [(coefficient, _summand(s)) for s, coefficient in value.terms.items()]
    parts.sort(key=lambda part: (part[0] < 0, part[1]))
    text = ""
    for coefficient, body in parts:
        size = abs(coefficient)
        whole = body if size == 1 and body else fraction(size) + (f"·{body}" if body else "")
        sign = "-" if coefficient < 0 else "+"
        text += f" {sign} {whole}" if text else ("-" if coefficient < 0 else "") + whole
    return text or "0"


def _summand(summand: Summand) -> str:
    names = {name: LETTERS[place] for place, (name, _) in enumerate(summand.bound)}
    body = "·".join(_factor(g, power) for g, power in summand.factors)
    over = ""
    for place, (name, _) in enumerate(summand.bound):
        others = "".join(f"≠{LETTERS[p]}" for p in range(place))
        over += f"Σ_{names[name]}{others} "
    for name, letter in names.items():
        body = body.replace(f"({name})", letter).replace(name, letter)
    return over + body


def _factor(of: Generator, power: Fraction) -> str:
    text = written(of)
    if isinstance(of, Moment):
        text = text.replace("^2", "²").replace("^3", "³").replace("^4", "⁴")
    if power == 1:
        return text
    text = re.sub(r"^\((\d+)\)$", r"\1", text)
    if power == Fraction(1, 2):
        return f"√{text}"
    if power.denominator == 1 and power > 0:
        return text + str(power).translate(POWERS)
    return f"{text}^({power})"
