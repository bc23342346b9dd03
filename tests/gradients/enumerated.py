"""Index sums worked out entry by entry at concrete sizes, by what they mean and nothing else."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from initproofs.evidence.gradients.monomials import COUNT, DELTA, ENTRY, INVERSE, VALUE

SLOTS = ("□0", "□1")


class Enumerated:
    """``entries`` are arrays by name, ``functions`` the derivatives of a function by name."""

    def __init__(self, entries, functions):
        self.entries, self.functions = entries, functions

    def value(self, of, env):
        return sum((amount * self._monomial(one, env) for one, amount in of.terms.items()), start=0)

    def _monomial(self, one, env):
        total = 0
        for places in product(*(range(1, side + 1) for side in one.sides)):
            here = {**env, **{f"·{n}": place for n, place in enumerate(places)}}
            value = 1
            for atom, at, power in one.factors:
                value = value * self._atom(atom, at, here) ** power
            total = total + value
        return total

    def _atom(self, atom, at, env):
        places = [int(i) if i.isdigit() else env[i] for i in at]
        if atom.kind == ENTRY:
            return self.entries[atom.name][tuple(place - 1 for place in places)]
        if atom.kind == DELTA:
            return Fraction(places[0] == places[1])
        if atom.kind == COUNT:
            return Fraction(atom.name)
        inside = self.value(atom.of, dict(zip(SLOTS, places, strict=False)))
        if atom.kind == INVERSE:
            return 1 / inside
        assert atom.kind == VALUE
        return self.functions[atom.name][atom.primes](inside)
