"""Replay → the note's rules alone, without its numbers, for the layers 1 to a chosen depth.

A name is defined by the rule for its very layer, else by the general one if all that it needs lies
between the input and the last layer; otherwise it is a leaf, and any value will do. Layers may be
written above (``W^[1]``) or below (``W_1``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import normalize

from ..arithmetic.enclosure import Real
from ..terms import (
    Applied,
    Head,
    Index,
    Number,
    Product,
    Sum,
    Symbol,
    Term,
    Transposed,
    heads,
    walk,
)
from .choices import Absent, Choices
from .differentials import NORM_SQUARED
from .evaluate import Evaluation, Field, Value, is_grid
from .fields import Reals
from .labelled import LAYERED
from .log import Fact, Log, When, alias
from .names import KNOWN_FUNCTIONS, USUAL_FUNCTIONS
from .rewriting import mapped
from .view import BIASES, INPUTS, KNOWN, View

LAST = "L"  # the letter of the last layer
NUMBERS = frozenset("m n M N L J C E".split())  # what counts or measures
MATRICES = LAYERED | {"x", "y", "o", "net"}
TINY = frozenset("εϵ")
SMALL = "small letters"
NOT_ENTRYWISE = frozenset(["softmax", "np.dot", "np.matmul", "np.multiply", "np.sum"])
INPUT = Index("", 0)


@dataclass(frozen=True)
class Program:
    """Rules in force at a place. ``stated`` keeps the numbers of the note, ``log`` has none."""

    stated: Log
    when: When
    depth: int
    choices: Choices
    without: tuple[Fact, ...] = ()
    _rules: dict[Head, tuple[Fact, dict[str, int]] | None] = field(
        default_factory=dict, init=False, compare=False
    )
    _meant: dict[Head, Head] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def log(self) -> Log:
        rules = replace(
            self.stated,
            facts=[],
            by_name=defaultdict(list),
            by_case=defaultdict(list),
            rules=defaultdict(list),
            top=self.depth,
        )
        for fact in self.stated.facts[: self.when.until]:
            if fact.body is not None and self.when.sees(fact.case) and fact not in self.without:
                head = self.layered(fact.head).at({LAST: self.depth})
                rules.add(replace(fact, head=head, body=rewritten(fact.body, self.layered)))
        return rules

    @property
    def inputs(self) -> tuple[str, ...]:
        """What the note calls its examples or layer 0, and what everybody does."""
        zero = [f.body for f in self.stated.facts if f.head.label == INPUT]
        named = [body.head.name for body in zero if isinstance(body, Symbol)]
        return (*self.stated.inputs, *named, *INPUTS)

    def layered(self, head: Head) -> Head:
        """``W_1`` as ``W^[1]``, in a note that writes its layers below."""
        letter, bold = letter_of(head)
        below = head.label is None and len(head.indices) == 1
        if below and self._layers_stand_below and (letter in LAYERED or letter.isupper() or bold):
            return Head(head.name, head.indices[0], (), "_")
        return head

    @cached_property
    def _layers_stand_below(self) -> bool:
        return layers_stand_below(self.stated)

    def heads(self) -> Iterator[Head]:
        """Every head that the rules can define, in the order of the rules and of the layers."""
        found: dict[Head, None] = {}
        for fact in self.log.facts:
            label = fact.head.label
            general = label is not None and bool(label.base)
            for layer in range(1, self.depth + 1) if general else [0]:
                head = fact.head
                if general and label is not None:
                    head = head.at({label.base: layer - label.offset})
                if not head.generic and self.rule(head) is not None:
                    found[head] = None
        yield from found

    def rule(self, head: Head) -> tuple[Fact, dict[str, int]] | None:
        """The rule for a name, and what its letters stand for; found once for each name."""
        if head not in self._rules:
            self._rules[head] = self._rule(head)
        return self._rules[head]

    def _rule(self, head: Head) -> tuple[Fact, dict[str, int]] | None:
        if head.label is not None and not 0 <= head.label.offset <= self.depth:
            return None
        found = self.log.rule_for(head, self.when)
        if found is None or found[0].body is None:
            return None
        env = {LAST: self.depth, **found[1]}
        labels = [h.at(env).label for h in heads(found[0].body)]
        if any(x and not x.base and not 0 <= x.offset <= self.depth for x in labels):
            return None
        return found[0], env

    def meant(self, head: Head) -> Head:
        """The head under the name it has here: ``A^[0]`` is what the note puts there, or its X."""
        if head not in self._meant:
            self._meant[head] = self._named(self.layered(head))
        return self._meant[head]

    def _named(self, head: Head) -> Head:
        if head.label != INPUT or head.name not in self.log.by_name or self.rule(head):
            return head
        for special in self.log.facts:
            if special.body is None or special.head.label is None or special.head.label.base:
                continue
            for general in self.log.by_name[special.head.name]:
                values = self.log.match(general.head, special.head)
                if values and general.body is not None:
                    found = alias(general.body, special.body, values, head)
                    if found is not None:
                        return found
        named = [name for name in self.inputs if Head(name) in self._mentioned]
        return Head(named[0]) if named and self._reaches_below(head, ()) else head

    def _reaches_below(self, head: Head, seen: tuple[Head, ...]) -> bool:
        """Would a rule for layer 0 need a layer before it? Then layer 0 is the input."""
        general = [f for f in self.log.by_name.get(head.name, ()) if f.head.label is not None]
        for fact in general:
            label = fact.head.label
            if label is None or not label.base or fact.body is None:
                continue
            needed = [h.at({label.base: -label.offset}) for h in heads(fact.body)]
            labels = [h.label.offset for h in needed if h.label is not None]
            deeper = [h for h in needed if h.label == INPUT and h not in (*seen, head)]
            if min(labels, default=0) >= 0 and not any(
                self._reaches_below(h, (*seen, head)) for h in deeper
            ):
                return False
        return bool(general)

    @cached_property
    def _mentioned(self) -> frozenset[Head]:
        return frozenset(h for f in self.log.facts if f.body is not None for h in heads(f.body))

    def is_number(self, head: Head) -> bool:
        """Names with indices, counts, what the note gives a number, and Greek letters."""
        if head.label is None and head.name in self.stated.counts:
            return True
        stated = self.value_stated(head)
        if head.indices or (stated is not None and not is_grid(stated) and not is_zero(stated)):
            return True
        letter, bold = letter_of(head)
        if stated is not None and is_grid(stated):
            return False
        if replace(head, label=None) in self.normalised:
            return False
        known = letter in MATRICES or letter.isupper() or bold
        if letter in NUMBERS or not (known or replace(head, label=None) in self._like_matrices):
            return True
        return not (letter.isupper() or bold) and self._small_letters_are_numbers

    @cached_property
    def normalised(self) -> frozenset[Head]:
        """What a softmax is taken of has entries, whatever its letter."""
        return frozenset(
            replace(part.arguments[0].head, label=None)
            for fact in self.log.facts
            if fact.body is not None
            for part in walk(fact.body)
            if isinstance(part, Applied) and part.function in ("softmax", "Softmax")
            if isinstance(part.arguments[0], Symbol)
        )

    @cached_property
    def _like_matrices(self) -> frozenset[Head]:
        """Whatever their letters: what is transposed, and what is added to a product, as biases
        are; a small ε is no bias."""
        bodies = [fact.body for fact in self.log.facts if fact.body is not None]
        parts = [part for body in bodies for part in walk(body)]
        turned = [p.term for p in parts if isinstance(p, Transposed)]
        sums = [[t for _, t in p.terms] for p in parts if isinstance(p, Sum)]
        added = [t for terms in sums for t in terms if any(isinstance(x, Product) for x in terms)]
        found = [t.head for t in (*turned, *added) if isinstance(t, Symbol)]
        return frozenset(replace(h, label=None) for h in found if letter_of(h)[0] not in TINY)

    @cached_property
    def _small_letters_are_numbers(self) -> bool:
        """``z = wx + b``: beside a capital, matrices; beside numbers, numbers; else it is open."""
        names = sorted(self._mentioned, key=str)
        letters = [letter_of(head) for head in names]
        if any(bold or (letter.isupper() and letter not in NUMBERS) for letter, bold in letters):
            return False
        values = [self.value_stated(head) for head in names if letter_of(head)[0] in MATRICES]
        if any(value is not None for value in values):
            return not any(is_grid(value) for value in values)
        return self.choices.choose(SMALL, ("matrices", "numbers")) == "numbers"

    def value_stated(self, head: Head) -> Value | None:
        """The latest numbers of the note for a name, of this layer or of another one."""
        for fact in reversed(self.stated.by_name.get(head.name, ())):
            if fact.value is not None and self.layered(fact.head).indices == head.indices:
                return fact.value
        return None

    def starts_at_zero(self, bias: Head) -> bool:
        said = self.stated.value_of(Head("every bias"), self.when)
        stated = self.value_stated(bias)
        return (said is not None and bias.name in BIASES) or (
            stated is not None and is_zero(stated)
        )

    def keeps_shape(self, body: Term) -> bool:
        """Are all its functions known to go entry by entry, or at least to keep the shape?"""
        known = USUAL_FUNCTIONS | KNOWN_FUNCTIONS | {"vector"} | {n for n, _ in self.log.functions}
        known -= NOT_ENTRYWISE - {"softmax"}
        known |= {NORM_SQUARED}
        return all(part.function in known for part in walk(body) if isinstance(part, Applied))

    def is_entrywise(self, term: Product) -> bool:
        return Evaluation(Reals(), View(self.log, self.when), self.choices)._entrywise(term)

    def activation(self, name: str, label: Index | None, field: Field) -> str | tuple[str, Term]:
        """Over residues any function that goes entry by entry is an oracle of its own name."""
        if name in NOT_ENTRYWISE or not self.keeps_shape(Applied(name, ())):
            raise Absent(f"“{name}” is not known to go entry by entry")
        layer = label.offset if label is not None and not label.base else None
        for key in ((name, layer), (name, None)):
            if key in self.log.functions:
                return self.log.functions[key][0]
        if field.has_oracles:
            return KNOWN.get(name, name)
        return View(self.log, self.when).activation(name, label, self.choices)


def layers_stand_below(log: Log) -> bool:
    """Is a capital with one index defined by a rule, and no name with a label?"""
    defined = [fact.head for fact in log.facts if fact.body is not None]
    single = any(len(h.indices) == 1 and letter_of(h)[0].isupper() for h in defined)
    return single and not any(head.label for head in defined)


def deepest_label(log: Log) -> int:
    """The largest layer that the note names by its number."""
    if not layers_stand_below(log):
        return log.top
    rules = [fact for fact in log.facts if fact.body is not None]
    named = [h for fact in rules if fact.body for h in (fact.head, *heads(fact.body))]
    return max((i.offset for h in named for i in h.indices if not i.base), default=0)


def rewritten(term: Term, rename: Callable[[Head], Head]) -> Term:
    """A term with other heads; ``max(0, z)`` becomes the ReLU that it is."""
    if isinstance(term, Applied) and term.function in ("max", "np.maximum"):
        zeros = [a for a in term.arguments if isinstance(a, Number) and a.value == 0]
        others = [a for a in term.arguments if a not in zeros]
        if zeros and len(others) == 1:
            return Applied("relu", (rewritten(others[0], rename),), span=term.span)
    if isinstance(term, Symbol):
        return replace(term, head=rename(term.head))
    return mapped(term, lambda inner: rewritten(inner, rename))


def letter_of(head: Head) -> tuple[str, bool]:
    """The letter of a name without gradient signs, accents and primes; and is it bold?"""
    name = head.name.rpartition("∂")[2] or head.name  # a lone ∂ is a name, too
    first = name[1] if name[0] == "d" and len(name) > 1 else name[0]
    return normalize("NFKD", first)[0], "𝐀" <= first <= "𝐳" or "𝚨" <= first <= "𝛚"


def is_zero(value: Value) -> bool:
    entries = [entry for row in value for entry in row] if is_grid(value) else [value]
    return all(entry == Real.exactly(0) for entry in entries)
