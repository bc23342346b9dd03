"""Statements of a note → questions about functions: what is said of which, and how surely.

In: a replayed note. Out: one question for each link of a chain that says something of all values of
its letters. Left out: definitions, updates, suppositions, what is only mentioned, equations in one
unknown, and every link of which a part has no meaning or no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...evidence.functions.catalogue import TITLES, rebuilt
from ...evidence.functions.show import show
from ...evidence.functions.slopes import NoSlope
from ...given.analysis import IMPLICIT
from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...given.once import once
from ...given.words import cues
from ...nouns import Assumption, Span
from ...terms import (
    Applied,
    Head,
    Matrix,
    Symbol,
    Term,
    Transposed,
    heads,
    is_obscure,
    walk,
)
from .circumstances import circumstances
from .inside import recognise_inside
from .naming import (
    FUNCTION_LETTERS,
    Unnamed,
    named_plainly,
    naming,
)
from .resolving import Resolution

EQUAL = frozenset("=≡≃")
ORDER = frozenset("<>≤≥")
ACTIVATIONS = frozenset(TITLES) - {"identity"} | {"softmax"}
Z = Symbol(Head("z"))


@dataclass(frozen=True)
class Question:
    """``left relation right`` for every value of the letters, functions resolved.

    ``wrote`` are both sides as the author has them. ``certain`` says that every function is named
    beyond doubt (``by_formula``: and not by words only), and ``defines`` that the left side is a
    name of which this may be the formula.
    """

    replay: Replay
    statement: Statement
    span: Span
    relation: str
    left: Term
    right: Term
    wrote: tuple[Term, Term]
    conditions: tuple[Term, ...]
    used: tuple[Assumption, ...]
    certain: bool
    defines: str = ""
    by_formula: bool = False
    called: tuple[tuple[str, str], ...] = ()  # functions of the catalogue, as the author calls them

    @property
    def marked(self) -> Span:
        places = self.statement.spans
        return next(s for s in places if s.end == self.span.end)

    def said(self, term: Term) -> str:
        """A term of the catalogue in the author's names."""
        names = dict(self.called)

        def renamed(part: Term) -> Term:
            inside = rebuilt(part, renamed)
            if isinstance(inside, Applied) and inside.function in names:
                return replace(inside, function=names[inside.function])
            return inside

        return show(renamed(term))

    @property
    def about_activation(self) -> bool:
        return bool(self.defines) or names_activation(self.left, self.right)


def names_activation(*terms: Term) -> bool:
    return any(
        isinstance(part, Applied) and part.function in ACTIVATIONS
        for term in terms
        for part in walk(term)
    )


class _Asking:
    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.statements = statements_of(replay)
        self.naming = naming(replay)
        self.moods = dict(cues(replay.notes.document, replay.sentences))
        self.given = circumstances(replay, self.statements)
        self.aliases = [pair for s in self.statements for pair in _aliases(s)]

    def questions(self) -> Iterator[Question]:
        for written in self.statements:
            added = self.given.get(written.block, ())
            statement = replace(written, conditions=(*written.conditions, *added))
            mood = self.moods.get(statement.block, "")
            unclear = any(is_obscure(condition) for condition in statement.conditions)
            if mood == "mentioned" or unclear:
                continue
            for question in self._of(statement):
                # what is only supposed may be proved, and is never refuted
                yield replace(question, certain=False) if mood else question

    def _of(self, statement: Statement) -> Iterator[Question]:
        readable = [i for i, member in enumerate(statement.members) if not is_obscure(member)]
        variable = _variable(statement)
        for left, right in pairwise(readable):
            relations = statement.relations[left:right]
            relation = relations[0]
            if len(relations) > 1 and not EQUAL.issuperset(relations):
                continue
            question = self._ask(statement, left, right, relation, variable) or self._titled(
                statement, left, right, relation
            )
            if question is not None:
                yield question

    def _ask(
        self, statement: Statement, left: int, right: int, relation: str, variable: Symbol
    ) -> Question | None:
        one, other = statement.members[left], statement.members[right]
        if any(isinstance(p, Matrix | Transposed) for t in (one, other) for p in walk(t)):
            return None
        if _is_new_name(one):
            return None  # it says what the name is
        defines = _defined_name(one)
        aliases = self._aliases_for(statement)
        resolve = Resolution(self.naming, statement, bool(defines), aliases)
        try:
            first, second = resolve(one, variable), resolve(other, variable)
            given = tuple(resolve(c, variable) for c in statement.conditions)
        except (Unnamed, NoSlope):
            return None
        return Question(
            self.replay,
            statement,
            Span(statement.spans[left].start, statement.spans[right].end),
            relation,
            first,
            second,
            (one, other),
            given,
            tuple(resolve.used.values()),
            resolve.certain,
            defines,
            resolve.by_formula,
            tuple(resolve.called.items()),
        )

    def _titled(
        self, statement: Statement, left: int, right: int, relation: str
    ) -> Question | None:
        """``a = (e^z - e^(-z))/(e^z + e^(-z))`` under a title that names tanh."""
        one, other = statement.members[left], statement.members[right]
        named = isinstance(other, Applied) and other.function not in ("max", "min", "cases")
        if relation not in EQUAL or not _is_new_name(one) or named:
            return None
        said = self.naming.said_around(statement.block)
        known = recognise_inside(other) if said else None
        if known is None or known[0] != said:
            return None
        span = Span(statement.spans[left].start, statement.spans[right].end)
        value = Applied(known[0], (known[1],))
        used = (Assumption(f"the words around it speak of {said}"),)
        wrote = (value, other)
        plainly = named_plainly(other)
        return Question(
            self.replay, statement, span, relation, value, plainly, wrote, (), used, False, said
        )

    def _aliases_for(self, statement: Statement) -> tuple[tuple[Head, Term], ...]:
        """What the note calls the outputs of its functions: the nearest statement above."""
        found: dict[Head, Term] = {}
        for block, head, term in self.aliases:
            if block <= statement.block:
                found[head] = term
        alone = [m.head for m in statement.members if isinstance(m, Symbol)]
        return tuple((head, term) for head, term in found.items() if head not in alone)


def _variable(statement: Statement) -> Symbol:
    """The letter that functions of a statement are applied to."""
    for member in (*statement.members, *statement.conditions):
        for part in walk(member):
            if isinstance(part, Applied) and part.arguments:
                found = part.arguments[-1] if part.function == "d/d" else part.arguments[0]
                if isinstance(found, Symbol) and found != IMPLICIT:
                    return found
    return Z


def _defined_name(term: Term) -> str:
    """``g`` of ``g(z) = …``: it may be what says which function g is."""
    if isinstance(term, Applied) and not term.primes and len(term.arguments) == 1:
        (argument,) = term.arguments
        return term.function if isinstance(argument, Symbol) and argument != IMPLICIT else ""
    return ""


def _is_new_name(term: Term) -> bool:
    """A letter, or a function of several letters: what a formula may give a meaning to."""
    return isinstance(term, Symbol) or (
        isinstance(term, Applied) and len(term.arguments) > 1 and term.function in FUNCTION_LETTERS
    )


def _aliases(statement: Statement) -> Iterator[tuple[int, Head, Term]]:
    """``a = σ(z)``, ``g(z) = a = …``: a is short for the value of the function."""
    if set(statement.relations) - EQUAL or statement.conditions:
        return
    values = [m for m in statement.members if _defined_name(m)]
    for member in statement.members:
        if isinstance(member, Symbol) and values and member.head not in heads(values[0]):
            yield statement.block, member.head, values[0]


@once
def questions(replay: Replay) -> tuple[Question, ...]:
    """Everything that a note says of functions of real variables."""
    return tuple(_Asking(replay).questions())
