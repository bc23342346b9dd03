"""What a note has said by then, as premises about the variables of one statement.

A noun (“the weights”) means the variables of the statement that can be meant; a premise that is
denied later, or said of another example, is not in force. Each premise keeps the place where it was
said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from ..evidence.moments.generators import family
from ..evidence.moments.premises import (
    Alike,
    Equation,
    Independent,
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
from .moment_note import Fact, MomentNote, assumption
from .moment_usage import WEIGHTS, can_mean, carried, goes_on, is_zero, named


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


class Gathering:
    """Gathers what is in force for one statement with the given random heads, at one block."""

    def __init__(
        self, note: MomentNote, heads: set[Head], block: int, defined: frozenset[str] = frozenset()
    ) -> None:
        self.note = note
        self.block = block
        self.defined = defined  # families that are made of others: no noun means them first
        self.families: dict[str, set[Head]] = {}
        for head in heads:
            self.families.setdefault(family(head), set()).add(head)
        self.known = Known()

    def gather(self, general: bool = False) -> Known:
        for trait in self.note.traits:
            if self._in_force(trait) and not (general and self._is_elsewhere(trait)):
                self._take(trait)
        for head, law, arguments, block, span in self.note.drawn:
            if block <= self.block and self.note.sees(self.block, block):
                words = self.note.source[span.start : span.end]
                self._drawn(head, law, arguments, Assumption(words, span))
        for fact in (*self.note.facts, *self.note.lemmas):
            if fact.block <= self.block and self.note.sees(self.block, fact.block):
                self._fact(fact)
        for premise in self.known.denied:
            self.known.premises.pop(premise, None)
        self._by_notation()
        self.known.perhaps = frozenset(self._perhaps()) - self.known.denied
        return self.known

    def _perhaps(self) -> Iterator[Premise]:
        """What is said later; and that what is “i.i.d.”, each of it, is so of the other too."""
        drawn: list[str] = []
        for trait in self.note.traits:
            if trait.denied or trait.local or trait.what.endswith(" is"):
                continue
            if not self.note.sees(self.block, trait.sentence.first_block):
                continue
            whom = self._resolved(trait.whom)
            yield from self._premises(trait, whom)
            everyone = [f for families in whom for f in families]
            if trait.what in ("iid", "independent"):
                drawn += everyone
            if trait.of:
                yield from (Within(f, "independent") for f in everyone if self._is_indexed(f))
        if len(set(drawn)) > 1:
            yield Independent(frozenset(drawn))

    def _in_force(self, trait: Trait) -> bool:
        """Said before the statement, or in its own sentence, or right behind its display."""
        sentence = trait.sentence
        if not self.note.sees(self.block, sentence.first_block):
            return False
        same = sentence.first_block <= self.block <= sentence.last_block + 1
        behind = sentence.first_block == self.block + 1 and goes_on(sentence.text)
        if trait.local:
            return same or behind or sentence.last_block < self.block <= sentence.last_block + 3
        return same or behind or sentence.last_block < self.block

    def _is_elsewhere(self, trait: Trait) -> bool:
        sentence = trait.sentence
        return not sentence.first_block <= self.block <= sentence.last_block + 1

    def _take(self, trait: Trait) -> None:
        said = assumption(trait, self.note.source)
        whom = self._resolved(trait.whom)
        if trait.what.endswith(" is"):
            self._valued(trait, whom, said)
            return
        for premise in self._premises(trait, whom):
            if trait.denied:
                self._deny(premise)
            else:
                self.known.denied.discard(premise)
                self.known.add(premise, said)

    def _deny(self, premise: Premise) -> None:
        self.known.denied.add(premise)
        if isinstance(premise, Independent):
            self.known.denied.add(Uncorrelated(premise.families))
            for known in list(self.known.premises):
                if isinstance(known, Independent) and premise.families <= known.families:
                    self.known.premises.pop(known)

    def _resolved(self, whom: tuple[str, ...]) -> list[list[str]]:
        """For each bearer the families of the statement that it means."""
        return [self._families(who) for who in whom]

    def _families(self, who: str) -> list[str]:
        said = self.note.heads_in(who)
        if said:
            return self._spelled(said)
        meant = [f for f, heads in self.families.items() if can_mean(who, _first(heads).name)]
        return [f for f in meant if f not in self.defined] or meant

    def _spelled(self, said: tuple[Head, ...]) -> list[str]:
        """``z^(k-1)`` speaks of that layer where the statement has it, ``w^(k)`` of every layer."""
        firsts = {f: _first(heads) for f, heads in self.families.items()}
        found = []
        for head in said:
            names = {head.name, self.note.entering.get(head.name, head.name)}
            meant = [f for f, first in firsts.items() if first.name in names]
            exact = [f for f in meant if firsts[f].label == head.label]
            below = head.label is not None and (head.label.offset or not head.label.base)
            found += exact if exact and below else meant
        return list(dict.fromkeys(found))

    def _premises(self, trait: Trait, whom: list[list[str]]) -> list[Premise]:
        everyone = [f for families in whom for f in families]
        found: list[Premise] = []
        single = len(trait.whom) == 1 and len(self.note.names_in(trait.whom[0])) < 2
        if trait.what in ("independent", "uncorrelated", "iid"):
            others = [f for who in trait.of for f in self._families(who)]
            found += self._apart(trait, everyone, others, single)
        if trait.what in ("iid", "law"):
            found += [Alike(f, "law") for f in everyone]
        kinds: dict[str, type[ZeroMean] | type[Symmetric] | type[Normal]] = {
            "zero": ZeroMean,
            "symmetric": Symmetric,
            "normal": Normal,
        }
        if trait.what in kinds:
            found += [kinds[trait.what](f) for f in everyone]
        if trait.what in ("variance", "mean"):
            found += [Alike(f, trait.what) for f in everyone]
        return found

    def _apart(
        self, trait: Trait, everyone: list[str], others: list[str], single: bool
    ) -> list[Premise]:
        how = "uncorrelated" if trait.what == "uncorrelated" else "independent"
        found: list[Premise] = []
        groups = [everyone, others] if others else [[f] for f in everyone]
        names = list(dict.fromkeys(f for group in groups for f in group))
        single = single or len(names) == 1  # Z_1 and Z_2
        if trait.of and not others:
            return []
        kind = Uncorrelated if how == "uncorrelated" else Independent
        if others:
            pairs = [(a, b) for a in everyone for b in others if a != b]
            found += [kind(frozenset(p)) for p in pairs if self._layered(*p, trait)]
            return found + [Within(f, how) for f in everyone if trait.each or f in others]
        if len(names) > 1 and (not single or trait.whom == ("all",) or trait.each):
            pairs = list(combinations(names, 2))
            if all(self._layered(a, b, trait) for a, b in pairs):
                found.append(kind(frozenset(names)))
            found += [kind(frozenset(pair)) for pair in pairs if self._layered(*pair, trait)]
        if single or trait.each or trait.what == "iid":
            return found + [Within(f, how) for f in names]
        return found + [Within(f, how) for f in names if self._is_indexed(f)]

    def _is_indexed(self, name: str) -> bool:
        """“w_i and x_i are independent”: in the field's usage all of them, for all i."""
        return any(head.indices for head in self.families[name])

    def _layered(self, a: str, b: str, trait: Trait) -> bool:
        """Weights of a layer are drawn afresh: independent of what stands below it only.

        Where the layers are named in what is said, those are meant, and all alike.
        """
        first, second = _first(self.families[a]), _first(self.families[b])
        named = [h.label for who in (*trait.whom, *trait.of) for h in self.note.heads_in(who)]
        if len(named) == 2 and named[0] and named[1] and first.label and second.label:
            step = named[1].offset - named[0].offset
            there = self.note.heads_in((*trait.whom, *trait.of)[0])[0].name == first.name
            here = second.label.offset - first.label.offset
            return first.label.base == second.label.base and here == (step if there else -step)
        if (first.name in WEIGHTS) == (second.name in WEIGHTS):
            return True
        weight, other = (first, second) if first.name in WEIGHTS else (second, first)
        if weight.label is None or other.label is None:
            return True
        return weight.label.base != other.label.base or weight.label.offset > other.label.offset

    def _valued(self, trait: Trait, whom: list[list[str]], said: Assumption) -> None:
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
            if itself and itself[1].name == _first(self.families[name]).name:
                self.known.add(Alike(name, "mean" if operator == "E" else "variance"), said)
                continue  # “the same variance Var(z)” is a name for it, and no value
            self._give(operator, name, values[0], said)

    def _give(self, operator: str, name: str, value: Term, said: Assumption) -> None:
        """A moment that all of a family share has this value."""
        head = replace(_first(self.families[name]), indices=())
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
        return _first(self.families[name]).label

    def _drawn(self, head: Head, law: str, arguments: tuple[Term, ...], said: Assumption) -> None:
        for name in [f for f, heads in self.families.items() if _first(heads).name == head.name]:
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
        head = replace(_first(self.families[name]), indices=())
        if isinstance(value, Power):
            self._give("Var", name, value, said)
        elif not isinstance(value, Symbol):
            new = Equation(Applied("Var", (Symbol(head),)), value, said.words)
            self.known.equations = (*self.known.equations, new)

    def _fact(self, fact: Fact) -> None:
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
        for name in [f for f, h in self.families.items() if _alike(_first(h), head)]:
            if operator == "E" and is_zero(fact.right):
                self.known.add(ZeroMean(name), said)
                self._centre(name, fact)
                continue
            name_of = named(fact.right, operator, replace(_first(self.families[name]), indices=()))
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
        for name in [f for f, h in self.families.items() if _alike(_first(h), head)]:
            any_of = replace(_first(self.families[name]), indices=())
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
                for name in [f for f, h in self.families.items() if _alike(_first(h), head)]:
                    any_of = Symbol(replace(_first(self.families[name]), indices=()))
                    moment = Applied("E", (Power(any_of, degree),))
                    value = carried(fact.right, head, any_of.head)
                    if fact.block < self.block and value is not None:
                        new = Equation(moment, value, fact.words)
                        self.known.equations = (*self.known.equations, new)

    def _by_notation(self) -> None:
        """``Var(w)`` beside ``w_i``: whoever writes it says that all w_i have this variance."""
        for name, heads in self.families.items():
            bare = any(not head.indices for head in heads)
            if bare and any(head.indices for head in heads):
                words = f"Var({name}) is the variance of every {name}"
                self.known.add(Alike(name, "variance"), Assumption(words))


def _alike(head: Head, other: Head) -> bool:
    """One name, and layers that can be the same."""
    same = head.label == other.label or (other.label is not None and bool(other.label.base))
    return head.name == other.name and (same or other.label is None)


def _first(heads: set[Head]) -> Head:
    return min(heads, key=str)
