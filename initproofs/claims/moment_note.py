"""A document → what it gives of random variables: names, definitions, and premises with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from ..given.cases import Case
from ..given.expectations import OfMoments, moment_chains
from ..given.links import Replay
from ..given.moment_facts import (
    in_plain_names,
    is_covariance,
    is_drawn,
    is_endless,
    is_moment,
    is_power,
    plain_name,
    random_names,
    single_moment,
)
from ..given.randomness import Trait, traits
from ..given.statements import Chain
from ..nouns import Span
from ..terms import Applied, Head, Number, Over, Symbol, Term, is_obscure, walk
from .moment_cues import ASSUMPTIONS, DENIED, FOLLOWS, GENERAL, GIVEN, SUPPOSED
from .moment_names import Definition, Fact, constants, entering, made_of, namings
from .moment_spelling import spelling

_FORMULA = re.compile(r"‹(\d+)›")


class MomentNote:
    """What one document says of random variables, with the block in which it says it."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        chains = tuple(in_plain_names(chain) for chain in moment_chains(replay.notes))
        self.lemmas: list[Fact] = []  # moments that the note has proved to be others
        self.spelling = spelling(chains, replay.sentences, self._spelled)
        self.chains = tuple(map(self.spelling.chain, chains))

    def _spelled(self, block: int) -> tuple[str, ...]:
        return tuple(head.name for term in self._written(block) for head in _plain_heads(term))

    @property
    def source(self) -> str:
        return self.replay.notes.document.source

    @cached_property
    def positive(self) -> frozenset[str]:
        """Names that are said to be greater than zero: ``a > 0``."""
        return frozenset(
            chain.members[0].head.name
            for chain in self.chains
            if chain.relations == (">",) and isinstance(chain.members[0], Symbol)
            if isinstance(chain.members[1], Number) and not chain.members[1].value
        )

    def is_asserted(self, chain: Chain) -> bool:
        """Does it stand in a theorem or a proof, where every equation is claimed?"""
        document = self.replay.notes.document
        at = document.blocks[chain.block].outer.start
        return any(span.start <= at < span.end for span in document.proved)

    @cached_property
    def traits(self) -> tuple[Trait, ...]:
        return tuple(trait for s in self.replay.sentences for trait in traits(s))

    @cached_property
    def random(self) -> frozenset[str]:
        said = {
            name
            for trait in self.traits
            for who in (*trait.whom, *(trait.of if not trait.what.endswith(" is") else ()))
            for name in self.names_in(who)
        }
        spread = {head.name for head, *_ in self.drawn}
        return made_of(self.chains, random_names(self.chains, frozenset(said | spread)))

    @cached_property
    def namings(self) -> tuple[Fact, ...]:
        return namings(self.chains, self.random)

    @cached_property
    def given(self) -> frozenset[int]:
        return frozenset(chain.block for chain in self.chains if self.is_given(chain))

    @cached_property
    def entering(self) -> dict[str, str]:
        return entering(self.chains, frozenset(d.head.name for d in self.definitions))

    @cached_property
    def constants(self) -> dict[Head, Term]:
        return constants(self.chains)

    @cached_property
    def substitutions(self) -> dict[Head, tuple[Head, int]]:
        """``with A = w_ij and B = z_i``: capitals that a formula is then used for."""
        found = {}
        for chain in self.chains:
            match chain.members:
                case (Symbol(left), Symbol(right)) if self.is_given(chain):
                    plain = len(left.name) == 1 and left.name.isupper() and not left.indices
                    if plain and right.name in self.random and chain.relations == ("=",):
                        found[left] = right, chain.block
        return found

    @cached_property
    def introduced(self) -> frozenset[str]:
        """Names of which the note says something in words."""
        return frozenset(name for t in self.traits for who in t.whom for name in self.names_in(who))

    @cached_property
    def indexed(self) -> frozenset[str]:
        """Names that have entries."""
        heads = (h for c in self.chains for m in c.members for h in _plain_heads(m))
        return frozenset(head.name for head in heads if head.indices)

    def names_in(self, who: str) -> tuple[str, ...]:
        """The names that ``‹7›`` or ``X`` speaks of; none for a noun."""
        return tuple(dict.fromkeys(head.name for head in self.heads_in(who)))

    def heads_in(self, who: str) -> tuple[Head, ...]:
        found = _FORMULA.fullmatch(who)
        if found is None:
            return (Head(who),) if len(who) == 1 else ()
        if self.is_value(int(found[1])):
            return ()  # “b = 0” tells what b is: no more can be said of it
        terms = self._written(int(found[1]))
        plain = (
            self.spelling.entry(self.spelling.head(head))
            for term in terms
            for head in _plain_heads(term)
        )
        return tuple(dict.fromkeys(plain))

    def terms(self, block: int) -> tuple[Term, ...]:
        """The term of an inline formula, those of a list, or the left side of a relation."""
        return tuple(map(self.spelling.term, self._written(block)))

    def _written(self, block: int) -> tuple[Term, ...]:
        formula = self.replay.notes.formulas[block]
        if formula is None:
            return ()
        meaning = OfMoments(formula, self.replay.notes.names)
        tree = formula.tree
        if tree.kind == "list":
            items = [c for c in tree.children if c.kind not in ("op", "chain")]
            return tuple(meaning.term(child) for child in items)
        return (meaning.term(tree.children[0] if tree.kind == "chain" else tree),)

    def is_value(self, block: int) -> bool:
        """``b = 0``."""
        formula = self.replay.notes.formulas[block]
        if formula is None or formula.tree.kind != "chain":
            return False
        _, *others = formula.tree.children
        return [child.kind for child in others] == ["op", "number"] and others[0].value == "="

    def is_relation(self, block: int) -> bool:
        formula = self.replay.notes.formulas[block]
        return formula is not None and formula.tree.kind == "chain"

    @cached_property
    def before(self) -> dict[int, str]:
        """For each formula the words before it: of its sentence, or of the one that leads to it."""
        said = self.replay.sentences
        found = {s.last_block + 1: s.text for s in said}
        found |= {b: s.text[: s.text.index(f"‹{b}›")] for s in said for b in s.blocks}
        return {block: " ".join(text.split()) for block, text in found.items()}

    def is_given(self, chain: Chain) -> bool:
        """Is the chain supposed, by the words right before it or by the heading it stands under?"""
        words = self.before.get(chain.block, "").rstrip(" :,")
        return bool(GIVEN.search(words)) or chain.block in self.assumed

    def begins_later(self, block: int, earlier: int) -> bool:
        """Is it said under a later heading, or supposed: “if x comes from a ReLU, then”?"""
        between = self.replay.notes.document.blocks[earlier:block]
        supposed = SUPPOSED.search(self.before.get(block, ""))
        return any(one.heading for one in between) or bool(supposed)

    @cached_property
    def assumed(self) -> frozenset[int]:
        """The blocks under a heading *Assumptions*."""
        found: list[int] = []
        level = 0
        for place, block in enumerate(self.replay.notes.document.blocks):
            if block.heading and (not level or block.heading <= level):
                level = block.heading if ASSUMPTIONS.fullmatch(block.text.strip()) else 0
            elif level:
                found.append(place)
        return frozenset(found)

    def follows(self, chain: Chain) -> bool:
        """Is it said to follow from what is assumed?"""
        return bool(FOLLOWS.search(self.before.get(chain.block, "")))

    def is_denied(self, chain: Chain) -> bool:
        """Does the sentence say behind the formula that it is wrong?"""
        return bool(DENIED.match(self.after.get(chain.block, "")))

    @cached_property
    def after(self) -> dict[int, str]:
        """For each formula in a sentence the words behind it."""
        return {
            block: sentence.text[sentence.text.index(f"‹{block}›") + len(f"‹{block}›") :]
            for sentence in self.replay.sentences
            for block in sentence.blocks
        }

    def is_general(self, chain: Chain) -> bool:
        """For any variables? “For all l” speaks of an index."""
        found = GENERAL.search(self.before.get(chain.block, ""))
        names = self.names_in(f"‹{found['of']}›") if found and found["of"] else ()
        return found is not None and (not found["of"] or not self.random.isdisjoint(names))

    def case(self, block: int) -> Case:
        return self.replay.cases[block]

    def sees(self, block: int, other: int) -> bool:
        """Is what is said in block ``other`` in force in ``block``: an outer case, or the same?"""
        there = self.case(other)
        return self.case(block)[: len(there)] == there

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        return tuple(self._definitions())

    def _definitions(self) -> Iterator[Definition]:
        for chain in self.chains:
            head = chain.members[0]
            if not isinstance(head, Symbol) or is_moment(chain.members[-1]):
                continue
            for relation, body in zip(chain.relations, chain.members[1:], strict=True):
                if relation not in "=≈≔" or is_obscure(body) or isinstance(body, Number | Symbol):
                    continue
                if self._random_inside(body) and head.head not in _plain_heads(body):
                    yield Definition(head.head, body, chain.block, chain.spans[0])

    def _random_inside(self, body: Term) -> bool:
        return any(
            isinstance(part, Symbol) and part.head.name in self.random for part in walk(body)
        )

    @cached_property
    def ranges(self) -> dict[str, tuple[Term, Term]]:
        """What an index runs over, where its sums have limits and all the same ones."""
        found: dict[str, set[tuple[Term, Term]]] = {}
        for chain in self.chains:
            for member in chain.members:
                for part in walk(member):
                    if isinstance(part, Over) and part.sign == "Σ" and not is_endless(part):
                        found.setdefault(part.index, set()).add((part.low, part.high))
        every = {limits for several in found.values() for limits in several}
        common = {"": next(iter(every))} if len(every) == 1 else {}
        return common | {i: next(iter(limits)) for i, limits in found.items() if len(limits) == 1}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Formulas that give one moment a value, in reading order."""
        found = []
        for chain in self.chains:
            if not set(chain.relations) <= {"="} or not any(map(is_moment, chain.members)):
                continue
            *lefts, right = chain.members
            if is_moment(right) and not self.is_given(chain):
                continue
            for left in lefts:
                if single_moment(left) or is_covariance(left) or is_power(left):
                    span = Span(chain.spans[0].start, chain.spans[-1].end)
                    words = self.source[span.start : span.end]
                    found.append(Fact(left, right, chain.block, span, words))
        return tuple(found)

    @cached_property
    def drawn(self) -> tuple[tuple[Head, str, tuple[Term, ...], int, Span], ...]:
        """``X ∼ 𝒩(μ, σ²)``: the variable, the law's name and its arguments."""
        found = []
        for chain in filter(is_drawn, self.chains):
            match chain.members:
                case (Symbol(head), Applied(law, arguments), *_):
                    span = Span(chain.spans[0].start, chain.spans[-1].end)
                    found.append((head, law, arguments, chain.block, span))
        return tuple(found)


def _plain_heads(term: Term) -> list[Head]:
    return [
        replace(part.head, name=plain_name(part.head.name))
        for part in walk(term)
        if isinstance(part, Symbol) and part.head.name not in ("…",)
    ]
