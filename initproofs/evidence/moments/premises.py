"""What may be supposed of random variables: frozen premises, each with its words.

Families are the keys that ``generators.family`` gives: a name with its layer, without indices.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...spelling import series
from ...terms import Term


@dataclass(frozen=True, slots=True)
class Independent:
    """The families are mutually independent; each may depend on itself as it likes."""

    families: frozenset[str]

    def __str__(self) -> str:
        return f"{series(sorted(self.families))} are independent"


@dataclass(frozen=True, slots=True)
class Uncorrelated:
    """Each of one family is uncorrelated with each of the other."""

    families: frozenset[str]

    def __str__(self) -> str:
        return f"{series(sorted(self.families))} are uncorrelated"


@dataclass(frozen=True, slots=True)
class Within:
    """The members of one family are ``independent`` or ``uncorrelated`` of each other."""

    family: str
    how: str

    def __str__(self) -> str:
        return f"the {self.family} are {self.how}" + (
            " of each other" if self.how == "independent" else ""
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """What all members of a family have in common: ``law``, ``variance`` or ``mean``."""

    family: str
    what: str

    def __str__(self) -> str:
        shared = {"law": "are identically distributed"}.get(self.what, f"have equal {self.what}s")
        return f"the {self.family} {shared}"


@dataclass(frozen=True, slots=True)
class Shared:
    """What single variables have in common: their ``law``, ``variance`` or ``mean``."""

    families: frozenset[str]
    what: str

    def __str__(self) -> str:
        shared = {"law": "are identically distributed"}.get(self.what, f"have equal {self.what}s")
        return f"{series(sorted(self.families))} {shared}"


@dataclass(frozen=True, slots=True)
class ZeroMean:
    family: str

    def __str__(self) -> str:
        return f"E[{self.family}] = 0"


@dataclass(frozen=True, slots=True)
class Symmetric:
    """``X`` and ``-X`` have the same law."""

    family: str

    def __str__(self) -> str:
        return f"{self.family} is symmetric about zero"


@dataclass(frozen=True, slots=True)
class Normal:
    family: str

    def __str__(self) -> str:
        return f"{self.family} is normally distributed"


@dataclass(frozen=True, slots=True)
class Equation:
    """A moment that is given a value: ``Var(w) = 1/n``, ``E[w⁴] = κ s²``."""

    left: Term
    right: Term
    words: str

    def __str__(self) -> str:
        return self.words


Premise = (
    Independent | Uncorrelated | Within | Alike | Shared | ZeroMean | Symmetric | Normal | Equation
)
Premises = frozenset[Premise]


def shared_by(premises: Premises, family: str, what: str) -> set[str]:
    """All that have this, or their whole law, in common with one family."""
    group = {family}
    while True:
        more = [p.families for p in premises if isinstance(p, Shared) and p.what in (what, "law")]
        wider = group.union(*(families for families in more if families & group))
        if wider == group:
            return group
        group = wider
