"""Which further premises an author may tacitly have meant, strongest first.

A premise that makes something vanish which the author wrote is not what the author meant: whoever
writes ``Cov(X, Y)`` does not take X and Y to be uncorrelated; who writes means, not to be zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from ...terms import (
    Applied,
    Head,
    Number,
    Product,
    Sum,
    Symbol,
    Term,
    factors,
    heads,
    is_numeric,
    walk,
)
from .algebra import MOMENTS, Algebra, Setting
from .expression import Unsupported
from .generators import family
from .premises import (
    Alike,
    Equation,
    Independent,
    Normal,
    Premise,
    Shared,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
)

MOST = 6  # families of one search


def families(terms: tuple[Term, ...], setting: Setting) -> dict[str, set[Head]]:
    """The random families of a statement and of what its names stand for."""
    found: dict[str, set[Head]] = {}
    for term in (*terms, *setting.rules.values()):
        for part in walk(term):
            if isinstance(part, Symbol) and part.head.name in setting.random:
                found.setdefault(family(part.head), set()).add(part.head)
    for head in setting.rules:
        found.pop(family(head), None)
    return found


def candidates(terms: tuple[Term, ...], setting: Setting) -> list[Premise]:
    known = families(terms, setting)
    names = sorted(known)
    if len(names) > MOST:
        raise Unsupported("too many variables at once")
    indexed = [name for name in names if any(head.indices for head in known[name])]
    found: list[Premise] = [Within(name, "independent") for name in indexed]
    found += [Alike(name, "law") for name in indexed]
    pairs = [frozenset(pair) for pair in combinations(names, 2)]
    if len(names) > 2:
        found.append(Independent(frozenset(names)))
    found += [Independent(pair) for pair in pairs]
    halved = [
        family(head)
        for term in (*terms, *setting.rules.values())
        for part in walk(term)
        if isinstance(part, Applied) and part.function in ("relu", "ReLU")
        for head in [p.head for p in walk(part) if isinstance(p, Symbol)]
    ]
    found += [Symmetric(name) for name in names if name in halved]
    found += [Uncorrelated(pair) for pair in pairs]
    found += [Within(name, "uncorrelated") for name in indexed]
    found += [ZeroMean(name) for name in reversed(names)]
    found += [Alike(name, "mean") for name in indexed] + [Alike(n, "variance") for n in indexed]
    return found + list(_alike(terms, known))


def rarer(left: Term, right: Term, setting: Setting, under: Setting) -> list[Premise]:
    """What is meant where nothing else helps: normal laws, and beside a bare number variance 1.

    ``under`` has all that was tried before. Who writes E[X³] among other terms does not mean a law
    of which it is zero.
    """
    names = sorted(families((left, right), setting))
    found: list[Premise] = [
        Normal(name)
        for name in names
        if Normal(name) not in setting.premises
        if not _makes_zero(Normal(name), (left, right), under)
    ]
    if is_numeric(left) or is_numeric(right):
        given = [p.left for p in setting.premises if isinstance(p, Equation)]
        valued = {family(head) for term in given for head in heads(term)}
        found += [_unit(name) for name in names if name.isalpha() and name not in valued]
    return found


def _makes_zero(premise: Premise, sides: tuple[Term, Term], under: Setting) -> bool:
    """Does a mean vanish under the premise that is no side by itself?"""
    written = [
        part
        for side in sides
        for part in walk(side)
        if isinstance(part, Applied) and part.function == "E" and part != side
    ]
    more = under.with_premises(under.premises | {premise})
    return any(_zero(part, more) and not _zero(part, under) for part in written)


def _unit(name: str) -> Equation:
    return Equation(Applied("Var", (Symbol(Head(name)),)), Number(Fraction(1)), f"Var({name}) = 1")


def _alike(terms: tuple[Term, ...], known: dict[str, set[Head]]) -> Iterator[Shared]:
    """What two variables may have in common, where only one of them stands alone in a moment.

    Whoever writes Var(X) and Var(Y) does not take them to be equal; who writes Var(X) twice in one
    sum or product has rather slipped than taken X for Y.
    """
    single = [name for name, heads in known.items() if heads == {Head(name)}]
    if any(_repeats(part) for term in terms for part in walk(term)):
        return
    parts = [part for term in terms for part in walk(term) if isinstance(part, Applied)]
    alone = {f: {what for p in parts if (what := _marginal(p, f))} for f in single}
    for first, second in combinations(sorted(single), 2):
        both = alone[first] & alone[second]
        if not (alone[first] and alone[second]):
            yield Shared(frozenset({first, second}), "law")
        yield from (
            Shared(frozenset({first, second}), what)
            for what in ("variance", "mean")
            if what not in both
        )


def _marginal(part: Applied, name: str) -> str:
    """Of which kind is this moment, if it is one of this variable alone?"""
    inside = {p.head for p in walk(part) if isinstance(p, Symbol)}
    if inside != {Head(name)} or part.function not in MOMENTS:
        return ""
    return "mean" if part.function == "E" and isinstance(part.arguments[0], Symbol) else "variance"


def _repeats(term: Term) -> bool:
    """``Var(X) + Var(X)`` and ``E[X] E[X]``."""
    match term:
        case Sum(terms):
            pieces = [part for _, part in terms]
        case Product():
            pieces = factors(term)
        case _:
            return False
    moments = [part for part in pieces if isinstance(part, Applied)]
    return len(set(moments)) < len(moments)


def admissible(right: Term, setting: Setting, extra: list[Premise]) -> list[Premise]:
    """Those under which no mean and no covariance that is concluded becomes zero.

    What the left side has and the right side lacks was left out, maybe because it is zero.
    """
    written = [
        part for part in walk(right) if isinstance(part, Applied) and part.function in ("E", "Cov")
    ]
    means = any(_is_mean(part, setting) for part in written)
    kept = [p for p in extra if not (means and isinstance(p, ZeroMean | Symmetric))]
    before = [_zero(part, setting) for part in written]
    found = []
    for premise in kept:
        under = setting.with_premises(setting.premises | {premise})
        vanishing = [
            not was and _zero(part, under) for part, was in zip(written, before, strict=True)
        ]
        if not any(vanishing):
            found.append(premise)
    return found


def _is_mean(part: Applied, setting: Setting) -> bool:
    """``E[X]``, not known to be zero."""
    argument = part.arguments[0]
    if part.function != "E" or len(part.arguments) > 1 or not isinstance(argument, Symbol):
        return False
    return argument.head not in setting.rules and not _zero(part, setting)


def _zero(part: Term, setting: Setting) -> bool:
    algebra = Algebra(setting)
    try:
        return not algebra.value(part).terms
    except Unsupported:
        return False
