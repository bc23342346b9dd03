"""Which random variables and constants a statement needs at given sizes: a dry run."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...terms import Head, Over, Symbol, Term, parts, walk
from .algebra import Setting
from .enumeration import LONGEST, Enumerated, Law
from .expression import Unsupported


def sizes_of(terms: tuple[Term, ...], setting: Setting) -> frozenset[Head]:
    """The constants that stand in the limits of sums and products."""
    found: set[Head] = set()
    for term in (*terms, *setting.rules.values()):
        for part in walk(term):
            if isinstance(part, Over):
                limits = (*walk(part.low), *walk(part.high))
                found |= {p.head for p in limits if isinstance(p, Symbol)}
    return frozenset(found)


class Needs:
    """Walks a statement with its sums written out; collects concrete heads in order."""

    def __init__(self, setting: Setting, sizes: Mapping[Head, Fraction]) -> None:
        self.setting = setting
        self.sizes = sizes
        self.letters: dict[str, int] = {}
        self.variables: dict[Head, None] = {}
        self.constants: dict[Head, None] = {}
        self.opened: list[Head] = []

    def visit(self, term: Term) -> None:
        if isinstance(term, Symbol):
            self._symbol(term.head)
        elif isinstance(term, Over):
            self._over(term)
        else:
            for part in parts(term):
                self.visit(part)

    def _symbol(self, head: Head) -> None:
        concrete = head.at(self.letters)
        rule = self.setting.rules.get(head) or self.setting.rules.get(concrete)
        if rule is not None and head not in self.opened:
            self.opened.append(head)
            self.visit(rule)
            self.opened.pop()
        elif head.name in self.setting.random:
            self.variables.setdefault(concrete)
        else:
            self.constants.setdefault(concrete)

    def _over(self, term: Over) -> None:
        self.visit(term.low)
        self.visit(term.high)
        run = Enumerated(self.setting, Law((Fraction(1),), {}, self.sizes))
        run.letters = dict(self.letters)
        low, high = run.number(term.low), run.number(term.high)
        if high - low >= LONGEST or low.denominator != 1:
            raise Unsupported("the limits of a sum are no small numbers")
        outer = self.letters.get(term.index)
        for at in range(int(low), int(high) + 1):
            self.letters[term.index] = at
            self.visit(term.body)
        self.letters.pop(term.index, None)
        if outer is not None:
            self.letters[term.index] = outer

    @property
    def columns(self) -> list[Head]:
        """The variables that need a law of their own; a bare name stands for any of its family."""
        indexed = {(h.name, h.label) for h in self.variables if h.indices}
        return [h for h in self.variables if h.indices or (h.name, h.label) not in indexed]
