"""What is true of a generated note, claim by claim, and how that is worked out.

A ``Ledger`` holds three values of every name: what the note *states*, what it *ideally* is (worked
out from the given numbers only), and what its writer has in *mind* (the stated value, unless a slip
of the pen was made). In goes a chain of terms, out comes a ``Label``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise, product

from .exact import Matrix, MisfitError, Stated, apart, same
from .terms import Name, Term, names, value


class Label(StrEnum):
    """What a verifier may say of a place in a note."""

    GIVEN = "given"  # a definition or an assumption: never to be refuted
    TRUE = "true"  # to be confirmed
    FOLLOWS = "follows"  # right, but on a wrong value stated before: never to be refuted
    CARRIED = "carried"  # right on what was meant before a slip of the pen: never to be refuted
    WRONG = "wrong"  # a root error: to be refuted
    OPEN = "open"  # good lecturers differ: anything may be said


@dataclass(frozen=True, slots=True)
class Truth:
    """One place in a note, as offsets of its text, and what is true of it."""

    start: int
    end: int
    label: Label
    what: str
    fault: str = ""
    wrong_links: int = 0
    numeric: bool = False


@dataclass(frozen=True)
class Note:
    """A whole note of known truth, and the features by which failures are counted."""

    text: str
    truths: tuple[Truth, ...]
    features: Mapping[str, str] = field(default_factory=dict)

    def line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    @property
    def wrong(self) -> tuple[Truth, ...]:
        return tuple(truth for truth in self.truths if truth.label is Label.WRONG)


Values = dict[Name, Matrix]
Member = Term | Stated
SURE = Fraction(-1)  # no difference is overlooked


@dataclass
class Ledger:
    """The values of every name at one place of a note: stated, in the writer's mind, ideal."""

    factors: Mapping[str, Fraction]
    stated: Values
    mind: Values
    ideal: Values
    tainted: set[Name] = field(default_factory=set)  # stated otherwise than it should be
    rounded: dict[Name, int] = field(default_factory=dict)  # to so many digits

    @classmethod
    def opened(cls, given: Values, factors: Mapping[str, Fraction]) -> Ledger:
        return cls(factors, dict(given), dict(given), dict(given))

    def under(self, term: Term, values: Values) -> list[Matrix]:
        """The value of a term, or nothing where its shapes do not fit."""
        try:
            return [value(term, values, self.factors)]
        except MisfitError:
            return []

    def admissible(self, term: Term) -> list[Matrix]:
        """What a term may stand for: on the stated values, the ideal ones, and any mixture."""
        needed = sorted(set(names(term)), key=str)
        found: list[Matrix] = []
        for pick in product(*(self.meanings(name) for name in needed)):
            chosen = dict(zip(needed, pick, strict=True))
            found += [new for new in self.under(term, chosen) if new not in found]
        return found

    def meanings(self, name: Name) -> list[Matrix]:
        """The stated value of a name first, then the others that it may be read as."""
        return list(dict.fromkeys((self.stated[name], self.mind[name], self.ideal[name])))

    def doubt(self, terms: Sequence[Term]) -> Fraction:
        """By how much rounded inputs may move a result: 25 units of the last digit."""
        used = (
            self.rounded[name] for term in terms for name in names(term) if name in self.rounded
        )
        digits = min(used, default=None)
        return SURE if digits is None else Fraction(25, 10**digits)

    def record(self, name: Name, rule: Term, stated: Stated | None, meant: Stated | None) -> None:
        """After a step: what is stated (or would be), and what its writer goes on with."""
        ideal = value(rule, self.ideal, self.factors)
        used = [self.rounded[part] for part in names(rule) if part in self.rounded]
        if stated and stated.digits is not None:
            used.append(stated.digits)
        if used:
            self.rounded[name] = min(used)
        self.stated[name] = stated.matrix if stated else value(rule, self.stated, self.factors)
        self.mind[name] = meant.matrix if meant else value(rule, self.mind, self.factors)
        self.ideal[name] = ideal


def values_of(member: Member, ledger: Ledger) -> list[Stated]:
    if isinstance(member, Stated):
        return [member]
    return [Stated(matrix) for matrix in ledger.admissible(member)]


def holds(left: Sequence[Stated], right: Sequence[Stated], doubt: Fraction) -> bool:
    """Whether two members of a chain are equal under some reading."""
    return any(equal(one, other, doubt) for one, other in product(left, right))


def equal(one: Stated, other: Stated, doubt: Fraction) -> bool:
    gap = apart(one.matrix, other.matrix)
    if gap is not None and gap <= doubt:
        return True
    if one.digits is None and other.digits is None:
        return same(one.matrix, other.matrix)
    return gap is not None and gap <= one.slack + other.slack


def broken_links(rule: Term, members: Sequence[Member], ledger: Ledger, doubt: Fraction) -> int:
    """How many links of ``name = members[0] = members[1] …`` are false under every reading."""
    sides = [values_of(rule, ledger), *(values_of(member, ledger) for member in members)]
    return sum(not holds(*pair, doubt) for pair in pairwise(sides))


def label_of(rule: Term, members: Sequence[Member], ledger: Ledger) -> tuple[Label, int] | None:
    """The label of a chain that states a value by a rule, with its number of false links.

    None where rounding leaves it in doubt.
    """
    terms = [rule, *(member for member in members if not isinstance(member, Stated))]
    broken = broken_links(rule, members, ledger, SURE)
    if broken != broken_links(rule, members, ledger, ledger.doubt(terms)):
        return None
    if broken:
        return Label.WRONG, broken
    literal = replace(ledger, mind=ledger.stated, ideal=ledger.stated)
    if broken_links(rule, members, literal, SURE):
        return Label.CARRIED, 0
    tainted = any(name in ledger.tainted for name in names(rule))
    return (Label.FOLLOWS if tainted else Label.TRUE), 0
