"""A network of any depth and any widths: facts about its layers, shown for a layer that stands for
all of a range, or by induction from layer to layer and from step to step.

Rows are examples: ``Z^l_sj = Σ_k A^(l-1)_sk W^l_kj + b^l_j``, ``A^l = φ(Z^l)``, and δ^l is the
gradient of the loss at Z^l; A^0 is the input, and δ^L whatever the loss makes of the outputs.
Refuses (`NotProved`) what does not follow by definition and from the facts, in one normal form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ...terms import Index
from ..gradients.monomials import ENTRY, Factor
from ..gradients.spelled import spelled
from ..gradients.sums import IndexSum, each_factor
from .definitions import FIRST, LAST, definitions
from .levels import Order, shifted
from .rewriting import Fact, Rewriting, Value, entry, nothing, raised
from .steps import Deduction, NotProved

ANY = Index("l", 0)  # the layer that stands for all of a range
PLACES = {"Z": "sj", "A": "sj", "δ": "sj", "W": "kj", "b": "j", "dW": "kj", "db": "j"}
PLACES |= {"ŷ": "sj", "y": "sj", "S": "s", "q": ""}  # predictions, labels, sums, lengths
FIXED = frozenset("uvo")  # two units and an example; other letters stand for any place
TRAINED = ("W", "b")
QUIET = "the optimiser leaves alone what has never had a gradient but zero"


def no_change(of: IndexSum) -> IndexSum:
    return of


def one_example(kind: str) -> Value:
    """The value for every example is that for the example o."""
    return lambda layer, at: entry(kind, layer, "o", *at[1:])


@dataclass
class Network(Deduction):
    """``stars`` mark the kinds of further networks, which are compared with the first."""

    stars: tuple[str, ...] = ("",)
    order: Order = field(default_factory=lambda: Order(((FIRST, LAST),)))
    facts: list[Fact] = field(default_factory=list)
    at_start: list[Fact] = field(default_factory=list)  # of what is trained
    at_zero: dict[str, IndexSum] = field(default_factory=dict)
    tidy: Callable[[IndexSum], IndexSum] = no_change
    sides: dict[Index, int] = field(default_factory=dict)

    def side(self, of: Index) -> int:
        """How far an index runs: one symbol for each layer's width, and one for the examples."""
        return self.sides.setdefault(of, len(self.sides) + 2)

    def layers(self, words: str, *pairs: tuple[Index, Index]) -> None:
        """Suppose an order of layers."""
        if self.given(words):
            self.order = self.order.also(*pairs)

    def suppose(
        self, words: str, kind: str, low: Index, high: Index, value: Value = nothing, at: str = ""
    ) -> None:
        """Suppose a fact. Of a weight or a bias it is about the start: see `for_ever`."""
        if not self.given(words):
            return
        fact = Fact(kind, low, high, value, _pattern(at))
        self.facts.append(fact)
        if kind in TRAINED:
            self.at_start.append(fact)

    def show(
        self,
        rule: str,
        kind: str,
        low: Index,
        high: Index,
        value: Value = nothing,
        at: str = "",
        by: Sequence[str] = (),
    ) -> None:
        """A fact that follows by the definition of its kind, and those of the kinds ``by``."""
        fact = Fact(kind, low, high, value, _pattern(at))
        layer, order = self._one_of(fact)
        self._note(rule, fact, self._follows(fact, layer, order, by))

    def up(
        self,
        rule: str,
        kind: str,
        low: Index,
        high: Index,
        value: Value = nothing,
        at: str = "",
        by: Sequence[str] = (),
    ) -> None:
        """By induction over the layers, from the lowest to the highest."""
        fact = Fact(kind, low, high, value, _pattern(at))
        self._by_induction(rule, fact, low, 1, self._between(low, shifted(high, -1)), by)

    def down(
        self,
        rule: str,
        kind: str,
        low: Index,
        high: Index,
        value: Value = nothing,
        at: str = "",
        by: Sequence[str] = (),
    ) -> None:
        """By induction over the layers, from the highest to the lowest."""
        fact = Fact(kind, low, high, value, _pattern(at))
        self._by_induction(rule, fact, high, -1, self._between(shifted(low, 1), high), by)

    def _by_induction(
        self, rule: str, fact: Fact, end: Index, step: int, order: Order, by: Sequence[str]
    ) -> None:
        """From the layer at one ``end`` to the next, ``step`` by step."""
        base = self._follows(fact, end, self.order.also((fact.low, fact.high)), by)
        next_ = self._follows(fact, shifted(ANY, step), order, by, _only(fact, ANY))
        self._note(f"{rule}; induction over the layers", fact, base and next_)

    def alike(self, rule: str, kind: str, of: str, at: Index) -> None:
        """What is made of a row of ``of`` alone is the same for all examples where that row is."""
        same = self._follows(Fact(of, at, at, one_example(of)), at, self.order, ())
        self._note(rule, Fact(kind, at, at, one_example(kind)), same)

    def same_loss(self, rule: str, star: str = "*") -> None:
        """The errors of another network, if it has the same outputs."""
        same = Fact(f"Z{star}", LAST, LAST, lambda layer, at: entry("Z", layer, *at))
        error = Fact(f"δ{star}", LAST, LAST, lambda layer, at: entry("δ", layer, *at))
        self._note(rule, error, self._follows(same, LAST, self.order, ()))

    def for_ever(self, *ranges: tuple[str, Index, Index], falls: int = 0) -> None:
        """Gradients that are zero move nothing, so that what is supposed of the start lasts; of
        all layers but so many at the top of its range, where that ``falls`` from step to step."""
        quiet = self.given(QUIET)
        for kind, low, high in ranges:
            still = quiet and self._has_no_gradient(kind, low, high)
            self.step("gradients of zero", f"{kind}^l stays, l = {low} … {high}", still)
        for fact in self.at_start:
            lasts = any(
                kind == fact.kind
                and self.order.at_most(low, fact.low)
                and self.order.at_most(shifted(fact.high, -falls), high)
                for kind, low, high in ranges
            )
            lasting = replace(fact, high=shifted(fact.high, -falls))
            when = "at the next step" if falls else "at every step"
            self.step("induction over the steps", f"{_told(lasting)} {when}", lasts)

    def treated_alike(self, words: str) -> None:
        """Gradients are as equal as what is trained, so that what is supposed of it lasts."""
        same = self.given(words)
        for fact in self.at_start:
            slope = replace(fact, kind=f"d{fact.kind}", value=partial(_slope, fact))
            layer, order = self._one_of(fact)
            known = same and self._follows(slope, layer, order, ())
            self.step(
                "equal entries with equal gradients stay equal",
                f"{_told(fact)} at every step",
                known,
            )

    def _has_no_gradient(self, kind: str, low: Index, high: Index) -> bool:
        """Do ranges in which it is zero cover this one, from the bottom up?"""
        zero = [f for f in self.facts if f.kind == f"d{kind}" and f.value is nothing and not f.at]
        for _ in range(len(zero) + 1):
            fitting = (f for f in zero if self.order.at_most(f.low, low))
            best = next(
                (f for f in fitting if not self.order.at_most(f.high, shifted(low, -1))), None
            )
            if best is None:
                return False
            if self.order.at_most(high, best.high):
                return True
            zero.remove(best)
            low = shifted(best.high, 1)
        return False

    def value(self, kind: str, layer: Index, at: str) -> IndexSum:
        """What is known of an entry."""
        rewriting = Rewriting(tuple(self.facts), self.order, self.at_zero, self.tidy)
        return rewriting.normal(entry(kind, layer, *at))

    def value_by_definition(self, kind: str, layer: Index, at: str) -> IndexSum:
        """What an entry is defined to be."""
        found = {fact.kind: fact for fact in definitions(self.side, "")}[kind]
        value = found.of(kind, layer, tuple(at), self.order)
        if value is None:
            raise NotProved("definition", f"{kind}^{raised(layer)}")
        return value

    def _note(self, rule: str, fact: Fact, follows: bool) -> None:
        self.step(rule, _told(fact), follows)
        self.facts.append(fact)

    def _one_of(self, fact: Fact) -> tuple[Index, Order]:
        """A layer that stands for all that a fact is about."""
        if fact.low == fact.high:
            return fact.low, self.order
        return ANY, self._between(fact.low, fact.high)

    def _between(self, low: Index, high: Index) -> Order:
        return self.order.also((low, ANY), (ANY, high))

    def _follows(
        self,
        fact: Fact,
        layer: Index,
        order: Order,
        by: Sequence[str],
        *more: Fact,
    ) -> bool:
        """Is the fact true of one layer, by definition and by what is known already?"""
        known = (*more, *self.facts)
        places = _places(fact)
        known_by = (definitions(self.side, star) for star in self.stars)
        definition = {fact.kind: fact for facts in known_by for fact in facts}
        own = definition.get(fact.kind)
        plain, right = entry(fact.kind, layer, *places), fact.value(layer, places)
        left = own.of(fact.kind, layer, places, order) if own is not None else None
        rewriting = Rewriting(known, order, self.at_zero, self.tidy)
        lefts = {rewriting.normal(plain), *(() if left is None else (rewriting.normal(left),))}
        rights = {rewriting.normal(right)}
        for kind in by:
            opened = Rewriting((definition[kind],), order, {}, no_change)
            lefts |= {rewriting.normal(opened.once(one)) for one in lefts}
            rights |= {rewriting.normal(opened.once(one)) for one in rights}
        return bool(lefts & rights)


def _pattern(at: str) -> tuple[str, ...]:
    """``su`` names the unit u, for every example."""
    return tuple(letter if letter in FIXED else "" for letter in at)


def _places(fact: Fact) -> tuple[str, ...]:
    kind = fact.kind.rstrip("*")
    named = (*fact.at, *("",) * len(PLACES[kind]))
    return tuple(fixed or letter for fixed, letter in zip(named, PLACES[kind], strict=False))


def _slope(fact: Fact, layer: Index, places: tuple[str, ...]) -> IndexSum:
    """What a fact says of an entry, said of its gradient."""

    def change(found: Factor) -> IndexSum | None:
        atom, at, power = found
        if atom.kind != ENTRY or atom.name != f"{fact.kind}^{raised(layer)}":
            return None
        return entry(f"d{fact.kind}", layer, *at).to_the(power)

    return each_factor(fact.value(layer, places), change)


def _only(fact: Fact, layer: Index) -> Fact:
    return replace(fact, low=layer, high=layer)


def _told(fact: Fact) -> str:
    layer = fact.low if fact.low == fact.high else ANY
    places = "".join(_places(fact))
    value = spelled(fact.value(layer, _places(fact)))
    range_ = "" if fact.low == fact.high else f", l = {fact.low} … {fact.high}"
    return f"{fact.kind}^{raised(layer)}_{places} = {value}{range_}"
