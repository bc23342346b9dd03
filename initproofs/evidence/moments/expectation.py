"""Expectation of a polynomial in random variables → a polynomial in moments, under premises.

Each rule that is used is noted with what it gave. A product that no premise takes apart stays a
moment of its own; whether two indices are equal is never guessed.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, prod

from ...terms import Head
from .clusters import Atom, Parts, differ, is_random, one_range, place_of, shown, split
from .expression import (
    ONE,
    ZERO,
    Expression,
    Factors,
    Unsupported,
    generator,
    number,
    product_of,
    summed_over,
)
from .generators import Given, Moment, Spread, Variable
from .premises import (
    Alike,
    Normal,
    Premises,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
    shared_by,
)

HALVES = frozenset({"relu", "ReLU"})  # of a symmetric variable they keep half of every even moment


class Expectation:
    """E under one set of premises. ``steps`` are the rules used, in order, each once."""

    def __init__(self, premises: Premises) -> None:
        self.premises = premises
        self.steps: dict[tuple[str, str], None] = {}

    def note(self, rule: str, formula: str) -> None:
        self.steps.setdefault((rule, formula))

    def __call__(self, body: Expression, on: tuple[Head, ...] = ()) -> Expression:
        """``E[body]``, or ``E[body | on]``."""
        found = ZERO
        for summand, value in body.terms.items():
            one_range(summand)
            atoms = tuple((g, p) for g, p in summand.factors if isinstance(g, Variable | Given))
            rest: Factors = tuple((g, p) for g, p in summand.factors if not is_random(g))
            moment = self.moment(atoms) if not on else self.conditional(atoms, on)
            inside = summed_over(summand.bound, product_of(rest) * moment)
            found += inside.scaled(value)
        if len(body.terms) > 1 or any(s.bound for s in body.terms):
            self.note("linearity of E", "E[Σ a X] = Σ a E[X]")
        if any(len(s.bound) > 1 for s in body.terms):
            self.note("equal and different indices apart", "Σ_i Σ_j = Σ_(i=j) + Σ_(i≠j)")
        return found

    def conditional(self, atoms: Parts, on: tuple[Head, ...]) -> Expression:
        """What is known once ``on`` is given is taken out; what is independent of it, averaged."""
        known = tuple((a, p) for a, p in atoms if isinstance(a, Variable) and a.head in on)
        rest = tuple((a, p) for a, p in atoms if (a, p) not in known)
        if not rest:
            return product_of(known)
        variables = [a for a, _ in rest if isinstance(a, Variable)]
        if len(variables) < len(rest):
            raise Unsupported("conditional expectations inside one another")
        given = [Variable(head) for head in on]
        if len(
            split(self.premises, (*rest, *((g, Fraction(1)) for g in given)))
        ) > 1 and self._apart(rest, given):
            self.note("what is given does not matter", f"{shown(rest)} is independent of it")
            return product_of(known) * self.moment(rest)
        parts = tuple(sorted(((a, str(p)) for a, p in rest if isinstance(a, Variable)), key=str))
        if known:
            self.note("taking out what is known", "E[X Y | Y] = Y E[X | Y]")
        return product_of(known) * generator(Given(parts, on))

    def _apart(self, rest: Parts, given: list[Variable]) -> bool:
        """Are all of ``rest`` together independent of what is given?"""
        clusters = split(self.premises, (*rest, *((g, Fraction(1)) for g in given)))
        return all(
            all(a in given for a, _ in cluster) or not any(a in given for a, _ in cluster)
            for cluster in clusters
        )

    def moment(self, atoms: Parts) -> Expression:
        """E of a product of powers: independent clusters apart, then each by what is known."""
        atoms = self._towered(atoms)
        clusters = split(self.premises, atoms)
        if len(clusters) > 1:
            factors = " ".join(f"E[{shown(cluster)}]" for cluster in clusters)
            self.note("independence", f"E[{shown(atoms)}] = {factors}")
        found = ONE
        for cluster in clusters:
            found = found * self._cluster(cluster)
        return found

    def _towered(self, atoms: Parts) -> Parts:
        """``E[E[X | Y] g(Y)] = E[X g(Y)]``."""
        given = [(a, p) for a, p in atoms if isinstance(a, Given)]
        if len(given) != 1 or given[0][1] != 1:
            return atoms
        inner = given[0][0]
        assert isinstance(inner, Given)
        others = [(a, p) for a, p in atoms if a != inner]
        if not all(isinstance(a, Variable) and a.head in inner.on for a, _ in others):
            return atoms
        self.note("law of total expectation", "E[E[X | Y]] = E[X]")
        powers: dict[Atom, Fraction] = dict(others)
        for variable, power in inner.parts:
            powers[variable] = powers.get(variable, Fraction(0)) + Fraction(power)
        return tuple(sorted(powers.items(), key=lambda pair: str(pair[0])))

    def _cluster(self, cluster: Parts) -> Expression:
        if len({place_of(a) for a, _ in cluster}) == 1 and not isinstance(cluster[0][0], Given):
            return self._single(cluster)
        if len(cluster) == 2 and all(p == 1 for _, p in cluster):
            return self._pair(cluster)
        return self._joint(cluster)

    def _pair(self, cluster: Parts) -> Expression:
        """``E[XY]``: the product of the means, if the two are uncorrelated."""
        (first, _), (second, _) = cluster
        apart = False
        if isinstance(first, Variable) and isinstance(second, Variable):
            families = frozenset({first.family, second.family})
            plain = not (first.function or second.function)
            within = Within(first.family, "uncorrelated") in self.premises
            if plain and len(families) == 1:
                apart = within and differ(first, second)
            elif plain:
                apart = any(
                    families <= p.families for p in self.premises if isinstance(p, Uncorrelated)
                )
        if not apart:
            return self._joint(cluster)
        self.note("uncorrelated", f"E[{shown(cluster)}] = E[{first}] E[{second}]")
        return self._single((cluster[0],)) * self._single((cluster[1],))

    def _joint(self, cluster: Parts) -> Expression:
        halved = self._halved(cluster)
        if halved is not None:
            return halved
        named = tuple(sorted(((a, _power(p)) for a, p in cluster), key=str))
        return generator(Moment(named))

    def _single(self, cluster: Parts) -> Expression:
        """Moments of one variable: mean, variance, and what laws say of the higher ones."""
        halved = self._halved(cluster)
        if halved is not None:
            return halved
        if len(cluster) > 1:
            return self._joint(cluster)
        ((atom, power),) = cluster
        if not isinstance(atom, Variable):
            return self._joint(cluster)
        plain = not atom.function
        if plain and power == 1:
            return self._mean(atom)
        if plain and power == 2:
            mean = self._mean(atom)
            self.note("second moment", f"E[{atom}²] = Var({atom}) + E[{atom}]²")
            return generator(Spread(self._common(atom, "variance"))) + mean * mean
        if plain and power % 2 == 1 and Symmetric(atom.family) in self.premises:
            self.note("symmetry", f"E[{atom}^{power}] = 0")
            return ZERO
        if plain and Normal(atom.family) in self.premises and power.denominator == 1 and power > 2:
            return self._gaussian(atom, int(power))
        return generator(Moment(((self._common(atom, "law"), _power(power)),)))

    def _mean(self, atom: Variable) -> Expression:
        group = shared_by(self.premises, atom.family, "mean")
        if any({ZeroMean(name), Symmetric(name)} & self.premises for name in group):
            self.note("zero mean", f"E[{atom}] = 0")
            return ZERO
        return generator(Moment(((self._common(atom, "mean"), "1"),)))

    def _common(self, atom: Variable, what: str) -> Variable:
        """The variable without indices, if all of its family have this moment in common."""
        shared = (Alike(atom.family, "law"), Alike(atom.family, what))
        if atom.head.indices and any(premise in self.premises for premise in shared):
            self.note(f"equal {what}s" if what != "law" else "one law", f"of all {atom.family}")
            head = Head(atom.head.name, atom.head.label, (), atom.head.brackets)
            return Variable(head, atom.function)
        first = min(shared_by(self.premises, atom.family, what))
        if first != atom.family:
            self.note(f"equal {what}s" if what != "law" else "one law", f"of {first} and {atom}")
            return Variable(Head(first), atom.function)
        return atom

    def _gaussian(self, atom: Variable, power: int) -> Expression:
        """``E X^p`` from mean and variance: Isserlis, p-1 factors paired."""
        self.note("moments of a normal law", f"E[{atom}^{power}] from its mean and variance")
        mean = self._mean(atom)
        spread = generator(Spread(self._common(atom, "variance")))
        found = ZERO
        for pairs in range(power // 2 + 1):
            rest = power - 2 * pairs
            term = number(comb(power, 2 * pairs) * _pairings(pairs))
            for factor in [spread] * pairs + [mean] * rest:
                term = term * factor
            found += term
        return found

    def _halved(self, cluster: Parts) -> Expression | None:
        """``E[relu(z)^a z^b] = ½ E[z^(a+b)]`` for symmetric z and even a + b."""
        halves = [(a, p) for a, p in cluster if isinstance(a, Variable) and a.function in HALVES]
        if not halves:
            return None
        head = halves[0][0].head if isinstance(halves[0][0], Variable) else None
        same = all(
            isinstance(a, Variable) and a.head == head and a.function in HALVES | {""}
            for a, _ in cluster
        )
        total = sum((p for _, p in cluster), Fraction(0))
        if not same or head is None or total.denominator != 1 or total % 2:
            return None
        variable = Variable(head)
        if not {Symmetric(variable.family)} & self.premises:
            return None
        self.note(
            "half of a symmetric law (He et al. 2015)",
            f"E[relu({head})^{total}] = ½ E[{head}^{total}]",
        )
        return self._single(((variable, total),)).scaled(Fraction(1, 2))


def _power(power: Fraction) -> str:
    return str(power)


def _pairings(pairs: int) -> int:
    """In how many ways 2·pairs factors fall into pairs: (2·pairs - 1)!!."""
    return prod(range(2 * pairs - 1, 0, -2))
