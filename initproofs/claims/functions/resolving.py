"""Terms as their author has them → terms in functions of the catalogue, and what said so.

In: a term and the statement it stands in. Out: the term with names of functions replaced by what
they stand for. Refuses (``Unnamed``) a function that nobody names and a derivative of what is not
known to depend on the letter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...evidence.functions.catalogue import rebuilt, substitute
from ...evidence.functions.equal import letters
from ...evidence.functions.slopes import plain, slope
from ...given.analysis import IMPLICIT, SPELLINGS
from ...given.functional import Statement
from ...nouns import Assumption
from ...terms import Applied, Head, Obscure, Power, Symbol, Term
from .naming import EULER, MARKS, NO_NUMBER, SEVERAL, Naming, Unnamed


@dataclass
class Resolution:
    """Names of functions replaced by what they stand for at one place; ``used`` says why."""

    naming: Naming
    statement: Statement
    defines: bool = False
    aliases: tuple[tuple[Head, Term], ...] = ()

    def __post_init__(self) -> None:
        self.used: dict[str, Assumption] = {}
        self.certain = True
        self.by_formula = True
        self.nested = False
        self.called: dict[str, str] = {}  # a function of the catalogue: the author's name for it

    def __call__(self, term: Term, variable: Symbol) -> Term:
        return self._resolve(_explicit(term, variable))

    def _resolve(self, term: Term) -> Term:
        if isinstance(term, Obscure):
            raise Unnamed(term.why)
        if isinstance(term, Power) and term.base == EULER:
            return Applied("exp", (self._resolve(term.exponent),))
        if isinstance(term, Symbol):
            return self._alias(term)
        if isinstance(term, Applied) and term.function == "d/d":
            return self._slope(*term.arguments)
        inside = rebuilt(term, self._resolve)
        if not isinstance(inside, Applied) or inside.function in MARKS:
            return inside
        named = self.naming.function(inside.function, self.statement, self.defines)
        if named is None:
            raise Unnamed(f"the note does not say which function {inside.function} is")
        if inside.function not in SPELLINGS:
            self.used[inside.function] = named.by
        self.certain = self.certain and named.certain
        self.by_formula = self.by_formula and named.by_formula
        if isinstance(named.what, str):
            if len(inside.arguments) != 1 and named.what not in SEVERAL:
                raise Unnamed(f"{inside.function} has more than one argument")
            self.called.setdefault(named.what, inside.function)
            return replace(inside, function=named.what)
        return self._written_out(inside, *named.what)

    def _written_out(self, term: Applied, parameter: Head, body: Term) -> Term:
        if len(term.arguments) != 1:
            raise Unnamed(f"{term.function} has more than one argument")
        if self.nested:
            raise Unnamed(f"{term.function} is defined by itself")
        self.nested = True
        try:
            body = self._resolve(body)
        finally:
            self.nested = False
        for _ in range(term.primes):
            body = slope(plain(body), parameter)
        return substitute(body, {parameter: term.arguments[0]})

    def _slope(self, operand: Term, by: Term) -> Applied:
        """A derivative of something in which the letter stands: how else could it be computed?"""
        resolved = self._resolve(operand)
        if not isinstance(by, Symbol) or by.head not in letters(resolved):
            raise Unnamed("the note does not say how it depends on that")
        return Applied("d/d", (resolved, by))

    def _alias(self, symbol: Symbol) -> Term:
        if symbol.head.name in NO_NUMBER:
            raise Unnamed(f"{symbol.head} is no number")
        for head, term in self.aliases:
            if symbol.head == head:
                self.used[str(head)] = Assumption(f"{head} is the output of the function")
                known, self.aliases = self.aliases, ()  # its argument stands for itself
                try:
                    return self._resolve(term)
                finally:
                    self.aliases = known
        return symbol


def _explicit(term: Term, variable: Symbol) -> Term:
    """``σ' = σ(1 - σ)`` with the argument that is left out."""
    if isinstance(term, Symbol):
        if term == IMPLICIT:
            return variable
        if term.head.name in ("σ", *SPELLINGS) and term.head.label is None:
            return Applied(term.head.name, (variable,), span=term.span)
        return term
    return rebuilt(term, lambda part: _explicit(part, variable))
