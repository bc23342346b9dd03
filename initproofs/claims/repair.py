"""A refuted line → the nearest edit of the rule that gives what was written: what its author did.

Each edit changes one thing: a factor, a term, a sign, a transposition, an operand, the kind of
product, the activation. Edits are tried in order of how small they are; the first that fits names
the slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ..given.choices import Choices, outcomes
from ..given.compare import Agreement, agreement, slack_of
from ..given.evaluate import Evaluation, Value
from ..given.fields import Reals
from ..given.log import Fact, Log, When
from ..given.rewriting import mapped, places
from ..given.spell import plain
from ..given.view import View
from ..terms import (
    Applied,
    Head,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    is_numeric,
)

MATRIX, ELEMENTWISE = "matrix product", "product entry by entry"
TWO = Number(Fraction(2))
MOST = 160  # edits tried for one line
MOST_KNOWN = 12  # names that are tried as operands, the latest first
FAR_BACK = 400  # facts, among which such names are looked for


@dataclass(frozen=True, slots=True)
class Edit:
    """``says`` is the slip in words; ``operand`` the head that should have stood there."""

    says: str
    body: Term
    operand: Head | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """Where edits are tried: the log as it was, the letters of the rule, what was written."""

    log: Log
    when: When
    values: dict[str, int]
    judged: Head
    written: Value
    written_term: Term

    def gives(self, body: Term) -> bool:
        """Does the edited rule give exactly what was written?"""

        def compute(choices: Choices) -> Agreement:
            slack = slack_of(self.written_term, self.written)
            return agreement(self._run(body, choices), self.written, slack, roughly=False)

        return any(o.result is Agreement.SAME for o in outcomes(compute))

    def value(self, term: Term) -> Value:
        """A term of the rule, under the first reading; None where it cannot be computed."""
        return outcomes(lambda choices: self._run(term, choices))[0].result

    def _run(self, term: Term, choices: Choices) -> Value:
        run = Evaluation(Reals(), View(self.log, self.when, judged=self.judged), choices)
        run.env = self.values
        return run(term)


def nearest(rule: Fact, bench: Bench) -> Edit | None:
    """The first edit of the rule's body that gives the written value."""
    assert rule.body is not None
    for count, edit in enumerate(_edits(rule.body, bench)):
        if count >= MOST:
            return None
        if bench.gives(edit.body):
            return edit
    return None


def _edits(body: Term, bench: Bench) -> Iterator[Edit]:
    for family in (_dropped, _signs, _transposed, _operands, _products, _functions, _swapped):
        yield from family(body, bench)


def _everywhere(
    term: Term, change: Callable[[Term], Iterator[tuple[str, Term, Head | None]]]
) -> Iterator[Edit]:
    """Every way to apply ``change`` at one place of a term."""
    for says, changed, operand in change(term):
        yield Edit(says, changed, operand)
    for inside, rebuild in places(term):
        for edit in _everywhere(inside, change):
            yield replace(edit, body=rebuild(edit.body))


def _shown(term: Term, bench: Bench) -> str:
    return plain(concrete(term, bench.values))


def concrete(term: Term, values: dict[str, int]) -> Term:
    """A rule's body with its layer put in: ``A^[l-1]`` becomes ``A^[1]``."""
    if isinstance(term, Symbol):
        return replace(term, head=term.head.at(values))
    inside = mapped(term, lambda part: concrete(part, values))
    if isinstance(inside, Applied) and inside.label is not None:
        return replace(inside, label=inside.label.at(values))
    return inside


def _dropped(body: Term, bench: Bench) -> Iterator[Edit]:
    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Product):
            for kept, lost in ((term.right, term.left), (term.left, term.right)):
                yield f"the factor {_shown(lost, bench)} is missing", kept, None
        if isinstance(term, Quotient):
            yield f"the division by {_shown(term.bottom, bench)} is missing", term.top, None
        if isinstance(term, Sum) and len(term.terms) > 1:
            for place, (_, lost) in enumerate(term.terms):
                rest = (*term.terms[:place], *term.terms[place + 1 :])
                yield f"the term {_shown(lost, bench)} is missing", replace(term, terms=rest), None

    yield from _everywhere(body, change)


def _signs(body: Term, bench: Bench) -> Iterator[Edit]:
    yield Edit("every sign is turned", Sum(((-1, body),)))
    yield Edit("it is twice what it should be", Product(TWO, body))
    yield Edit("it is half of what it should be", Quotient(body, TWO))

    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Sum) and len(term.terms) > 1:
            for place, (sign, inner) in enumerate(term.terms):
                turned = (*term.terms[:place], (-sign, inner), *term.terms[place + 1 :])
                says = f"the sign of {_shown(inner, bench)} is turned"
                yield says, replace(term, terms=turned), None

    yield from _everywhere(body, change)


def _transposed(body: Term, bench: Bench) -> Iterator[Edit]:
    yield Edit("it is written transposed", Transposed(body))

    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Transposed):
            says = f"{_shown(term.term, bench)} must be transposed"
            yield says, term.term, _head(term.term)
        elif isinstance(term, Symbol):
            yield f"{_shown(term, bench)} must not be transposed", Transposed(term), term.head

    yield from _everywhere(body, change)


def _operands(body: Term, bench: Bench) -> Iterator[Edit]:
    """Another matrix of the note, as it is or transposed, where one of the rule belongs."""
    known = _known(bench)

    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Symbol):
            here = term.head.at(bench.values)
            for head in known:
                if head != here:
                    says = f"{head} stands where {here} belongs"
                    yield says, Symbol(head), here
                    yield says, Transposed(Symbol(head)), here

    yield from _everywhere(body, change)


def _known(bench: Bench) -> list[Head]:
    """Heads with a value, the latest first, without the one that is judged."""
    found: dict[Head, None] = {}
    before = bench.log.facts[max(bench.when.until - FAR_BACK, 0) : bench.when.until]
    for fact in reversed(before):
        if fact.value is not None and fact.head != bench.judged and fact.head.name != "every bias":
            found.setdefault(fact.head)
    return list(found)[:MOST_KNOWN]


def _products(body: Term, _bench: Bench) -> Iterator[Edit]:
    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Product):
            entrywise = term.sign in "⊙∘*⋆"
            there, here = (MATRIX, ELEMENTWISE) if entrywise else (ELEMENTWISE, MATRIX)
            says = f"a {there} stands where the {here} belongs"
            yield says, replace(term, sign="@" if entrywise else "⊙"), None

    yield from _everywhere(body, change)


def _functions(body: Term, _bench: Bench) -> Iterator[Edit]:
    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Applied) and len(term.arguments) == 1:
            name = term.function
            if term.primes:
                yield f"{name} stands where its derivative belongs", replace(term, primes=0), None
                yield f"the argument of {name}′ stands in its place", term.arguments[0], None
            else:
                yield f"{name} is not applied", term.arguments[0], None

    yield from _everywhere(body, change)


def _swapped(body: Term, _bench: Bench) -> Iterator[Edit]:
    def change(term: Term) -> Iterator[tuple[str, Term, Head | None]]:
        if isinstance(term, Product) and not is_numeric(term):
            turned = replace(term, left=term.right, right=term.left)
            yield "the factors stand in the wrong order", turned, None

    yield from _everywhere(body, change)


def _head(term: Term) -> Head | None:
    return term.head if isinstance(term, Symbol) else None
