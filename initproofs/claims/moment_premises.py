"""What a note has said by then, as premises about the variables of one statement.

A noun (“the weights”) means the variables of the statement that can be meant; a premise that is
denied later, or said of another example, is not in force. Each premise keeps the place where it was
said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from ..evidence.moments.generators import family
from ..evidence.moments.premises import (
    Alike,
    Independent,
    Normal,
    Premise,
    Shared,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
)
from ..given.randomness import Trait
from ..given.sentences import Sentence
from ..nouns import Assumption
from ..terms import Head, Symbol
from .moment_cues import EXPLAINS
from .moment_note import MomentNote
from .moment_usage import DRAWN_AT_THE_START, INPUTS, WEIGHTS, can_mean, goes_on
from .moment_values import Known, Values, first


class Gathering(Values):
    """Gathers what is in force for one statement with the given random heads, at one block."""

    def __init__(
        self, note: MomentNote, heads: set[Head], block: int, defined: frozenset[str] = frozenset()
    ) -> None:
        self.note = note
        self.block = block
        self.defined = defined  # families that are made of others: no noun means them first
        self.families: dict[str, set[Head]] = {}
        for head in sorted(heads, key=str):  # what is said of them keeps its order from run to run
            self.families.setdefault(family(head), set()).add(head)
        self.known = Known()

    def gather(self, general: bool = False) -> Known:
        for trait in self.note.traits:
            if self._in_force(trait) and not (general and self._is_elsewhere(trait)):
                self._take(trait)
        for head, law, arguments, block, span in self.note.drawn:
            if block <= self.block and self.note.sees(self.block, block):
                words = self.note.source[span.start : span.end]
                self.drawn(head, law, arguments, Assumption(words, span))
        for fact in (*self.note.facts, *self.note.lemmas):
            if self._stands(fact.block):
                self.fact(fact)
        for fact in self.note.namings:
            if fact.block != self.block and self._stands(fact.block):
                assert isinstance(fact.left, Symbol)
                self.known.rules.setdefault(fact.left.head, fact.right)
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
        if self._draws_weights():  # whoever draws weights at the start draws them without the data
            named = {f: first(heads).name for f, heads in self.families.items()}
            for weights, inputs in product(named, named):
                if named[weights] in WEIGHTS and named[inputs] in INPUTS:
                    yield Independent(frozenset((weights, inputs)))

    def _draws_weights(self) -> bool:
        return any(
            sentence.first_block <= self.block
            and self.note.sees(self.block, sentence.first_block)
            and DRAWN_AT_THE_START.search(sentence.text)
            for sentence in self.note.replay.sentences
        )

    def _stands(self, block: int) -> bool:
        """Is a formula of this block in force: before, or behind “with” and “where”?"""
        if not self.note.sees(self.block, block):
            return False
        if block <= self.block:
            return True
        said = (s for s in self.note.replay.sentences if s.first_block <= block <= s.last_block)
        return block in self.note.given and any(
            s.first_block <= self.block or (s.first_block == self.block + 1 and goes_on(s.text))
            for s in said
        )

    def _in_force(self, trait: Trait) -> bool:
        """Said before the statement, or in its own sentence, or right behind its display."""
        sentence = trait.sentence
        if not self.note.sees(self.block, sentence.first_block):
            return False
        same = sentence.first_block <= self.block <= sentence.last_block + 1
        behind = sentence.first_block == self.block + 1 and goes_on(sentence.text)
        behind = behind or self._explains(sentence)
        if trait.local:
            return same or behind or sentence.last_block < self.block <= sentence.last_block + 3
        return same or behind or sentence.last_block < self.block

    def _explains(self, sentence: Sentence) -> bool:
        """“In the third step we assumed …” is said of the display that the paragraph follows."""
        blocks = self.note.replay.notes.document.blocks
        after = blocks[self.block + 1 : sentence.first_block + 1]
        one = len({block.paragraph for block in after}) == 1
        return one and EXPLAINS.search(sentence.text) is not None

    def _is_elsewhere(self, trait: Trait) -> bool:
        sentence = trait.sentence
        return not sentence.first_block <= self.block <= sentence.last_block + 1

    def _take(self, trait: Trait) -> None:
        said = _said(trait, self.note.source)
        whom = self._resolved(trait.whom)
        if trait.what.endswith(" is"):
            self.valued(trait, whom, said)
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
        meant = [f for f, heads in self.families.items() if can_mean(who, first(heads).name)]
        return [f for f in meant if f not in self.defined] or meant

    def _spelled(self, said: tuple[Head, ...]) -> list[str]:
        """``z^(k-1)`` speaks of that layer where the statement has it, ``w^(k)`` of every layer."""
        firsts = {f: first(heads) for f, heads in self.families.items()}
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
            found += self._shared(everyone, "law")
        kinds: dict[str, type[ZeroMean] | type[Symmetric] | type[Normal]] = {
            "zero": ZeroMean,
            "symmetric": Symmetric,
            "normal": Normal,
        }
        if trait.what in kinds:
            found += [kinds[trait.what](f) for f in everyone]
        if trait.what in ("variance", "mean"):
            found += [Alike(f, trait.what) for f in everyone]
            found += self._shared(everyone, trait.what)
        return found

    def _shared(self, everyone: list[str], what: str) -> list[Premise]:
        """“X and Y are identically distributed”: numbers without indices, like each other."""
        single = [f for f in dict.fromkeys(everyone) if self.families[f] == {Head(f)}]
        return [Shared(frozenset(single), what)] if len(single) > 1 else []

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
        one, two = first(self.families[a]), first(self.families[b])
        named = [h.label for who in (*trait.whom, *trait.of) for h in self.note.heads_in(who)]
        if len(named) == 2 and named[0] and named[1] and one.label and two.label:
            step = named[1].offset - named[0].offset
            there = self.note.heads_in((*trait.whom, *trait.of)[0])[0].name == one.name
            here = two.label.offset - one.label.offset
            return one.label.base == two.label.base and here == (step if there else -step)
        if (one.name in WEIGHTS) == (two.name in WEIGHTS):
            return True
        weight, other = (one, two) if one.name in WEIGHTS else (two, one)
        if weight.label is None or other.label is None:
            return True
        return weight.label.base != other.label.base or weight.label.offset > other.label.offset

    def _by_notation(self) -> None:
        """``Var(w)`` beside ``w_i``: whoever writes it says that all w_i have this variance."""
        for name, heads in self.families.items():
            bare = any(not head.indices for head in heads)
            if bare and any(head.indices for head in heads):
                words = f"Var({name}) is the variance of every {name}"
                self.known.add(Alike(name, "variance"), Assumption(words))


def _said(trait: Trait, source: str) -> Assumption:
    words = " ".join(source[trait.span.start : trait.span.end].split())
    return Assumption(words, trait.span)
