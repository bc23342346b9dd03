"""Bare scripts that are layers, matrices whose entries are small letters, named activations.

Comes in: the chains of a note and what it says its activation is. Goes out: terms respelled, so
that ``w_l`` is a weight of layer l, ``W_l`` the matrix of such, and ``f(y)`` the ReLU of y. A
letter is a layer only if the note counts with it: ``y_(l-1)`` beside ``y_l``, or a product over it;
above a name, ``y^l``, only if weights have it too, since there it may be a power.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from ..given.index_sums import rebuilt
from ..given.moment_facts import OPERATORS, inside, is_moment
from ..given.phrases import said
from ..given.sentences import Sentence
from ..given.statements import Chain
from ..terms import (
    Applied,
    Head,
    Index,
    Number,
    Over,
    Power,
    Sum,
    Symbol,
    Term,
    heads,
    parts,
    walk,
)
from .moment_usage import WEIGHTS

Names = Callable[[int], tuple[str, ...]]  # what an inline formula names
LAST = {"l": "L", "k": "K", "ℓ": "L"}  # what the last layer is called
MATRICES = frozenset("W X Y Z".split())


@dataclass(frozen=True)
class Spelling:
    """``letters`` are layers where they stand alone below; ``functions`` what names of them mean.

    ``above`` are those that are layers above a name. ``entries`` are small letters that the note
    averages: entries of the matrices in capitals.
    """

    letters: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    functions: dict[str, str] = field(default_factory=dict)

    def chain(self, chain: Chain) -> Chain:
        return replace(chain, members=tuple(map(self.term, chain.members)))

    def term(self, term: Term) -> Term:
        match term:
            case Symbol(head):
                return replace(term, head=self.head(head))
            case Power(Symbol(head), exponent) if self.above and head.label is None:
                label = _script(exponent)
                ends = {LAST[letter] for letter in self.above} | self.above
                if label is not None and (label.base in ends or _no_power(label)):
                    return Symbol(replace(head, label=label, brackets="^"), term.span)
            case Applied(name, arguments) if name in self.functions and len(arguments) == 1:
                return replace(
                    term, function=self.functions[name], arguments=(self.term(arguments[0]),)
                )
        new = tuple(self.term(part) for part in parts(term))
        return rebuilt(term, new) if new else term

    def head(self, head: Head) -> Head:
        if not self.letters or head.label is not None or len(head.indices) != 1:
            return head
        (index,) = head.indices
        ends = {LAST[letter] for letter in self.letters} | self.letters
        if index.base and index.base not in ends:
            return head
        return replace(head, label=index, indices=(), brackets="_")

    def entry(self, head: Head) -> Head:
        """The entries of ``W`` and of ``Ŵ``, its rearrangement, are all written ``w``."""
        plain = normalize("NFD", head.name)[:1]
        small = plain.lower()
        known = plain in MATRICES and small in self.entries and len(head.name) <= 2
        return replace(head, name=small) if known else head


def spelling(chains: tuple[Chain, ...], sentences: Iterable[Sentence], names: Names) -> Spelling:
    """How this note spells its layers, its entries and its activation."""
    letters = frozenset(_layers(chains))
    moments = (m for chain in chains for m in chain.members if is_moment(m))
    entries = frozenset(head.name for m in moments for head in inside(m) if head.name.islower())
    return Spelling(letters, frozenset(_above(chains)), entries, dict(_functions(sentences, names)))


def _script(exponent: Term) -> Index | None:
    """``l - 1``, ``l``, ``0`` as a script."""
    match exponent:
        case Symbol(Head(letter, None, ())):
            return Index(letter, 0)
        case Number(value) if value.denominator == 1:
            return Index("", int(value))
        case Sum(((1, Symbol(Head(letter, None, ()))), (sign, Number(step)))):
            return Index(letter, sign * int(step)) if step.denominator == 1 else None
    return None


def _no_power(label: Index) -> bool:
    """Nobody writes a power of 0 or 1."""
    return not label.base and label.offset in (0, 1)


def _above(chains: tuple[Chain, ...]) -> Iterator[str]:
    """Letters above a signal that are moved, ``y^(l-1)``, where weights have them as a script."""
    names: dict[str, set[str]] = {}
    moved: set[str] = set()
    for part in (p for c in chains for m in c.members for q in _moments(m) for p in walk(q)):
        label: Index | None = None
        name = ""
        match part:
            case Power(Symbol(head), exponent):
                label, name = _script(exponent), head.name
                moved |= {label.base} if label is not None and label.offset else set()
            case Symbol(Head(name, None, (index,))) if name in WEIGHTS:
                label = index
        if label is not None and label.base in LAST:
            names.setdefault(label.base, set()).add(name)
    for letter, found in names.items():
        if letter in moved and found & WEIGHTS and found - WEIGHTS:
            yield letter


def _moments(term: Term) -> Iterator[Term]:
    return (p for p in walk(term) if isinstance(p, Applied) and p.function in OPERATORS)


def _layers(chains: tuple[Chain, ...]) -> Iterator[str]:
    """Letters that stand alone below several names, and that something counts with."""
    below: dict[str, set[str]] = {}
    moved: set[str] = set()
    summed: set[str] = set()
    for chain in chains:
        for head in _heads(chain):
            if head.label is None and len(head.indices) == 1 and head.indices[0].base:
                (index,) = head.indices
                below.setdefault(index.base, set()).add(head.name)
                moved |= {index.base} if index.offset else set()
            else:
                summed |= {index.base for index in head.indices if index.base}
        for over in (p for m in chain.members for p in walk(m) if isinstance(p, Over)):
            (moved if over.sign == "Π" else summed).add(over.index)
    for letter in LAST:
        if len(below.get(letter, ())) > 1 and letter in moved and letter not in summed:
            yield letter


def _heads(chain: Chain) -> Iterator[Head]:
    for member in chain.members:
        yield from heads(member)


def _functions(sentences: Iterable[Sentence], names: Names) -> Iterator[tuple[str, str]]:
    """``f`` is the ReLU, where words say so of the formula ``f``."""
    for sentence in sentences:
        for fact in said(sentence):
            if fact.what == "activation" and fact.about is not None and fact.value == "relu":
                yield from ((name, "relu") for name in names(fact.about))
