"""Values that a note gives to moments of one statement's variables: by words, laws and formulas.

Comes in: “with variance σ²”, ``X ∼ 𝒩(0, σ²)``, ``E[w] = 0``. Goes out: premises, names of moments,
and equations that serve to prove and never to refute. Refuses what is said of another layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..evidence.moments.generators import family
from ..evidence.moments.premises import (
    Alike,
    Equation,
    Normal,
    Premise,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
)
from ..given.moment_facts import is_moment, single_moment
from ..given.randomness import Trait
from ..nouns import Assumption
from ..terms import Applied, Head, Index, Number, Power, Symbol, Term
from .moment_names import Fact
from .moment_note import MomentNote
from .moment_usage import carried, is_zero, named


@dataclass
class Known:
    """Premises in force with the place where each was said, and the words that deny some."""

    premises: dict[Premise, Assumption] = field(default_factory=dict)
    denied: set[Premise] = field(default_factory=set)
    rules: dict[Head, Term] = field(default_factory=dict)
    equations: tuple[Equation, ...] = ()
    perhaps: frozenset[Premise] = frozenset()  # what else may be meant, or is said further below

    def add(self, premise: Premise, said: Assumption) -> None:
        self.premises.setdefault(premise, said)


class Values:
    """The moments of one statement's families that the note gives a value."""

    note: MomentNote
    block: int
    families: dict[str, set[Head]]
    defined: frozenset[str]
    known: Known

    def valued(self, trait: Trait, whom: list[list[str]], said: Assumption) -> None:
        """“with mean μ and variance σ²”."""
        block = int(trait.of[0].strip("‹›"))
        values = () if self.note.is_relation(block) else self.note.terms(block)
        families = [f for group in whom for f in group]
        if len(values) != 1:
            return
        said_of = {h.label for who in trait.whom for h in self.note.heads_in(who)}
        here = {self._label(name) for name in families}
        if is_moment(values[0]) or (said_of - {None} and not here <= said_of):
            return  # “the same variance Var(z)” tells no value; nor does that of another layer
        operator = {"variance is": "Var", "mean is": "E", "deviation is": "Std"}[trait.what]
        itself = single_moment(values[0])
        for name in families:
            if itself and itself[1].name == first(self.families[name]).name:
                self.known.add(Alike(name, "mean" if operator == "E" else "variance"), said)
                continue  # “the same variance Var(z)” is a name for it, and no value
            self._give(operator, name, values[0], said)

    def _give(self, operator: str, name: str, value: Term, said: Assumption) -> None:
        """A moment that all of a family share has this value."""
        head = replace(first(self.families[name]), indices=())
        if is_zero(value) and operator == "E":
            self.known.add(ZeroMean(name), said)
            return
        self.known.add(Alike(name, "mean" if operator == "E" else "variance"), said)
        moment = Applied(operator, (Symbol(head),))
        name_of = named(value, operator, head)
        if name_of is not None:
            self.known.rules.setdefault(*name_of)
        else:
            self.known.add(Equation(moment, value, said.words), said)

    def _label(self, name: str) -> Index | None:
        return first(self.families[name]).label

    def drawn(self, head: Head, law: str, arguments: tuple[Term, ...], said: Assumption) -> None:
        for name in [f for f, heads in self.families.items() if first(heads).name == head.name]:
            self.known.add(Alike(name, "law"), said)
            if law.startswith(("N", "𝒩")):
                self.known.add(Normal(name), said)
                if len(arguments) == 2:
                    self._give("E", name, arguments[0], said)
                    self._spread(name, arguments[1], said)
                    if is_zero(arguments[0]):
                        self.known.add(Symmetric(name), said)

    def _spread(self, name: str, value: Term, said: Assumption) -> None:
        """``N(μ, σ²)`` names the standard deviation; another variance serves to prove only."""
        head = replace(first(self.families[name]), indices=())
        if isinstance(value, Power):
            self._give("Var", name, value, said)
        elif not isinstance(value, Symbol):
            new = Equation(Applied("Var", (Symbol(head),)), value, said.words)
            self.known.equations = (*self.known.equations, new)

    def fact(self, fact: Fact) -> None:
        """``E[w] = 0`` and ``Var(w) = σ²``."""
        said = Assumption(fact.words, fact.span)
        if isinstance(fact.left, Applied) and fact.left.function == "Cov":
            heads = [a.head for a in fact.left.arguments if isinstance(a, Symbol)]
            names = frozenset(family(head) for head in heads)
            if is_zero(fact.right) and len(heads) == 2 and names <= set(self.families):
                within = len(names) == 1
                pair = Within(min(names), "uncorrelated") if within else Uncorrelated(names)
                self.known.add(pair, said)
            return
        found = single_moment(fact.left)
        if found is None:
            self._equate_power(fact)
        if found is None or fact.block == self.block:
            same_block = found is not None and is_zero(fact.right) and found[0] == "E"
            if not same_block:
                return
        operator, head = found or ("", Head(""))
        if operator in ("Var", "Std") or (operator == "E" and not is_zero(fact.right)):
            self._equate(operator, head, fact)
        for name in [f for f, h in self.families.items() if alike(first(h), head)]:
            if operator == "E" and is_zero(fact.right):
                self.known.add(ZeroMean(name), said)
                self._centre(name, fact)
                continue
            name_of = named(fact.right, operator, replace(first(self.families[name]), indices=()))
            if name_of is not None and operator != "Corr" and self._label(name) == head.label:
                self.known.rules.setdefault(*name_of)
                what = "mean" if operator == "E" else "variance"
                self.known.add(Alike(name, what), said)

    def _centre(self, name: str, fact: Fact) -> None:
        """``E[y] = 0`` where y is a sum: its mean is known, whatever the summands are."""
        if name in self.defined:
            heads = sorted(self.families[name], key=str)
            new = (Equation(Applied("E", (Symbol(h),)), fact.right, fact.words) for h in heads)
            self.known.equations = (*self.known.equations, *new)

    def _equate(self, operator: str, head: Head, fact: Fact) -> None:
        """The latest value that a moment is given; it serves to prove, never to refute."""
        for name in [f for f, h in self.families.items() if alike(first(h), head)]:
            any_of = replace(first(self.families[name]), indices=())
            value = carried(fact.right, head, any_of)
            if value is None:
                continue
            moment = Applied(operator, (Symbol(any_of),))
            kept = tuple(e for e in self.known.equations if e.left != moment)
            self.known.equations = (*kept, Equation(moment, value, fact.words))
            if head.indices:
                what = "mean" if operator == "E" else "variance"
                self.known.add(Alike(name, what), Assumption(fact.words, fact.span))

    def _equate_power(self, fact: Fact) -> None:
        """``E[w⁴] = κ s²``: of every w, if it is said of w_j."""
        match fact.left:
            case Applied("E", (Power(Symbol(head), Number() as degree),)):
                for name in [f for f, h in self.families.items() if alike(first(h), head)]:
                    any_of = Symbol(replace(first(self.families[name]), indices=()))
                    moment = Applied("E", (Power(any_of, degree),))
                    value = carried(fact.right, head, any_of.head)
                    if fact.block < self.block and value is not None:
                        new = Equation(moment, value, fact.words)
                        self.known.equations = (*self.known.equations, new)


def alike(head: Head, other: Head) -> bool:
    """One name, and layers that can be the same."""
    same = head.label == other.label or (other.label is not None and bool(other.label.base))
    return head.name == other.name and (same or other.label is None)


def first(heads: set[Head]) -> Head:
    return min(heads, key=str)
