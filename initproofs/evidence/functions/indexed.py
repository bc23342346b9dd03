"""Terms in numbered letters and their sums (``e^(z_i) / Σ_k e^(z_k)``): equal for every length?

In: two terms whose letters carry indices. Out: a proof for vectors of every length, by a normal
form in which ``Σ_k e^(z_k)`` is one positive number, case by case of which indices are equal; or
the terms written out for three entries, to be separated at a point. Refuses (``NoIndexed``) what
cannot be settled so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, product

from ...terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    walk,
)
from . import polynomials as p
from .building import add, ln, neg, num, over, squared, sub, times
from .catalogue import rebuilt, substitute
from .equal import Apart, separate
from .normal import NoNormalForm, Normal, Ratio
from .polynomials import Generator, Polynomial
from .slopes import plain

DELTA = "δ"
LENGTH = 3  # entries of the vectors in a counterexample
EULER = "e"


class NoIndexed(Exception):
    """An index or a derivative that cannot be settled."""


Names = Mapping[Index, Index]


def renumbered(term: Term, names: Names) -> Term:
    """A term with other indices."""
    match term:
        case Symbol(head):
            return replace(
                term, head=replace(head, indices=tuple(names.get(i, i) for i in head.indices))
            )
        case Applied("=" | "≠", (Symbol(), Symbol()) as sides):
            found = [_named(side, names) for side in sides if isinstance(side, Symbol)]
            return replace(term, arguments=tuple(found))
        case Applied("Σ", (body, Symbol(index))):
            inner = {i: j for i, j in names.items() if i.base != index.name}
            return replace(term, arguments=(renumbered(body, inner), term.arguments[1]))
    return rebuilt(term, lambda part: renumbered(part, names))


def _named(letter: Symbol, names: Names) -> Symbol:
    """The i of a condition ``i = j``."""
    index = names.get(Index(letter.head.name, 0))
    return letter if index is None else Symbol(Head(str(index)))


def set_apart(term: Term, fresh: Iterator[int] | None = None) -> Term:
    """Every sum runs over an index of its own."""
    fresh = fresh or count(1)

    def changed(part: Term) -> Term:
        match part:
            case Applied("Σ", (body, Symbol(index))):
                own = Index(f"#{next(fresh)}#", 0)
                inside = changed(renumbered(body, {Index(index.name, 0): own}))
                return Applied("Σ", (inside, Symbol(Head(own.base))))
        return rebuilt(part, changed)

    return changed(term)


def free(*terms: Term) -> list[Index]:
    """The indices that stand for any entry, in their order; numerals are some of them."""
    found: dict[Index, None] = {}
    for term in terms:
        for part in walk(set_apart(term)):
            if isinstance(part, Symbol):
                found |= dict.fromkeys(i for i in part.head.indices if "#" not in i.base)
    return list(found)


def cases(indices: list[Index]) -> Iterator[dict[Index, Index]]:
    """Every way in which indices can be equal: each is mapped to the first that it equals."""
    if not indices:
        yield {}
        return
    *others, last = indices
    for found in cases(others):
        for kept in dict.fromkeys(found.values()):
            if kept.base or last.base:
                yield {**found, last: kept}
        yield {**found, last: last}


def settled(term: Term) -> Term:
    """Derivatives taken, δ and conditions on indices decided: different indices differ."""
    match term:
        case Symbol(Head(name, None, (one, other))) if name == DELTA:
            if "#" in one.base + other.base:
                raise NoIndexed("δ inside a sum")
            return num(int(one == other))
        case Applied("d/d", (body, Symbol(by))):
            return derivative(set_apart(settled(body)), by)
        case Applied("cases", (*branches, otherwise)):
            for value, condition in zip(branches[::2], branches[1::2], strict=True):
                if _holds(condition):
                    return settled(value)
            return settled(otherwise)
        case Applied("Σ", (body, _)) if any(map(_is_slope, walk(body))):
            raise NoIndexed("a derivative inside a sum")
        case Derivative():
            raise NoIndexed("a derivative")
    return rebuilt(term, settled)


def _is_slope(term: Term) -> bool:
    return isinstance(term, Applied) and term.function == "d/d"


def _holds(condition: Term) -> bool:
    match condition:
        case Applied(("=" | "≠") as sign, (Symbol(one), Symbol(other))):
            return (one == other) is (sign == "=")
    raise NoIndexed("a condition")


def derivative(term: Term, by: Head, sums: bool = True) -> Term:
    """∂ term / ∂ by; ``sums`` False leaves the sums inside as they are."""
    match term:
        case Symbol(head):
            return num(int(head == by))
        case Sum(terms):
            return Sum(tuple((sign, derivative(part, by, sums)) for sign, part in terms))
        case Product(left, right):
            one = times(derivative(left, by, sums), right)
            return add(one, times(left, derivative(right, by, sums)))
        case Quotient(top, bottom):
            above = sub(
                times(derivative(top, by, sums), bottom), times(top, derivative(bottom, by, sums))
            )
            return over(above, squared(bottom))
        case Power(Symbol(Head(name)), exponent) if name == EULER:
            return times(term, derivative(exponent, by, sums))
        case Power(base, exponent) if not free(exponent):
            lower = Power(base, sub(exponent, num(1)))
            return times(times(exponent, lower), derivative(base, by, sums))
        case Applied("exp", (inside,)):
            return times(term, derivative(inside, by, sums))
        case Applied("ln", (inside,)):
            return times(over(num(1), inside), derivative(inside, by, sums))
        case Applied("Σ", (body, Symbol(index))):
            return _of_sum(term, body, index, by) if sums else num(0)
    if not any(isinstance(part, Symbol | Applied) for part in walk(term)):
        return num(0)
    raise NoIndexed("its derivative")


def _of_sum(term: Term, body: Term, index: Head, by: Head) -> Term:
    """∂/∂z_k Σ_b F(z_b, …): the summand of z_k itself, and what all summands share."""
    (k,) = by.indices
    own = replace(by, indices=(Index(index.name, 0),))
    itself = renumbered(derivative(body, own, False), {Index(index.name, 0): k})
    shared = derivative(body, by)
    assert isinstance(term, Applied)
    return add(itself, replace(term, arguments=(shared, term.arguments[1])))


@dataclass
class Summing(Normal):
    """A normal form with sums; ``units`` are letters whose entries add up to 1."""

    units: frozenset[str] = frozenset()

    def _applied(self, term: Applied) -> Ratio:
        if term.function == "Σ":
            body, index = term.arguments
            assert isinstance(index, Symbol)
            return self._sum(self(body), index.head.name)
        return super()._applied(term)

    def _sum(self, body: Ratio, mark: str) -> Ratio:
        whole = body.whole()
        top, bottom = (whole, p.UNIT) if whole is not None else (body.top, body.bottom)
        if any(mark in generator.key for generator in bottom.generators()):
            raise NoNormalForm("a sum of quotients")
        total = Ratio(p.ZERO)
        for monomial, coefficient in top.terms:
            over_index = tuple((g, e) for g, e in monomial if mark in g.key)
            rest = tuple((g, e) for g, e in monomial if mark not in g.key)
            outside = Ratio(Polynomial(((rest, coefficient),)))
            total = total + outside * self._summed(over_index, mark)
        return total * Ratio(bottom).inverse()

    def _summed(self, monomial: p.Monomial, mark: str) -> Ratio:
        if not monomial:
            return Ratio(p.power_of(Generator("x", "the number of entries")))
        if len(monomial) == 1 and monomial[0][1] == 1:
            name = monomial[0][0].key.removesuffix(f"_({mark})")
            if name in self.units:
                return Ratio(p.UNIT)
        positive = all(generator.kind == "e" for generator, _ in monomial)
        key = f"Σ {p.spelled(monomial)}".replace(mark, "•")
        return Ratio(p.power_of(Generator("s" if positive else "x", key)))


def proved(one: Term, other: Term, units: frozenset[str]) -> str | None:
    """The normal form of both sides, if they are equal wherever both are defined."""
    normal = Summing(units=units)
    first, second = normal(set_apart(one)), normal(set_apart(other))
    difference = normal.folded(first + -second)
    if not difference.top.is_zero or normal.demands:
        return None
    shown = str(second.top) if second.bottom.constant == 1 else f"({second.top})/({second.bottom})"
    return shown.replace("_(•)", "_k")


def written_out(term: Term, values: Names) -> Term:
    """A term for vectors of three entries, its free indices numbered."""
    match term:
        case Applied("=" | "≠", (Symbol(), Symbol())):
            return renumbered(term, values)
        case Applied("Σ", (body, Symbol(index))):
            here = Index(index.name, 0)
            parts = [
                written_out(body, {**values, here: Index("", n)}) for n in range(1, LENGTH + 1)
            ]
            return add(*parts)
        case Symbol(head):
            return renumbered(Symbol(head), values)
    return rebuilt(term, lambda part: written_out(part, values))


def log_sum_exp(entry: Term, index: str) -> Term:
    return ln(Applied("Σ", (Applied("exp", (entry,)), Symbol(Head(index)))))


def softmax(entry: Term, summand: Term, index: str) -> Term:
    below = Applied("Σ", (Applied("exp", (summand,)), Symbol(Head(index))))
    return over(Applied("exp", (entry,)), below)


def cross_entropy(label: Term, output: Term, index: str) -> Term:
    return neg(Applied("Σ", (times(label, ln(output)), Symbol(Head(index)))))


def separated(one: Term, other: Term, units: frozenset[str]) -> Apart | None:
    """Three numbers and a one-hot label at which two terms differ; none is no proof.

    Nothing of the proof is used here: sums are written out, and derivatives taken afterwards.
    """
    numbered = {i: i for i in free(one, other) if not i.base}
    letters = [i for i in free(one, other) if i.base]
    if any(i.offset > LENGTH for i in numbered) or len(letters) + len(numbered) > LENGTH:
        return None
    unused = [n for n in range(1, LENGTH + 1) if Index("", n) not in numbered]
    values = numbered | {i: Index("", n) for i, n in zip(letters, unused, strict=False)}
    left, right = (plain(_decided(written_out(term, values))) for term in (one, other))
    for hot in range(1, LENGTH + 1):
        labels: dict[Head, Term] = {
            Head(name, None, (Index("", n),)): num(int(n == hot))
            for name, n in product(units, range(1, LENGTH + 1))
        }
        apart = separate(substitute(left, labels), substitute(right, labels))
        if apart is not None and apart.everywhere:
            return apart
    return None


def _decided(term: Term) -> Term:
    """δ and conditions between numbers decided; derivatives left as they are."""
    match term:
        case Symbol(Head(name, None, (one, other))) if name == DELTA:
            return num(int(one == other))
        case Applied("cases", (*branches, otherwise)):
            for value, condition in zip(branches[::2], branches[1::2], strict=True):
                if _holds(condition):
                    return _decided(value)
            return _decided(otherwise)
        case Applied("d/d", (body, by)):
            return Applied("d/d", (_decided(body), by))
    return rebuilt(term, _decided)
