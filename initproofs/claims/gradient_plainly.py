"""A derivative of what one rule of the note gives, wrong beyond a slip → refuted by numbers.

In: an equation that fails in every reading, and for which no formula near to it holds. Out: its
refutation with both values at small numbers, or nothing. Only where nothing is left open: the note
derives a name of one of its own rules by a letter in it, in numbers and known functions, and the
claim speaks of every letter of the rule, so that none of them has been given a value on the way.
"""

from __future__ import annotations

from ..given.log import Fact
from ..given.spell import plain
from ..given.usual import Rules
from ..nouns import Counterexample, Ruling, Verdict
from ..terms import Applied, Derivative, Symbol, Term, heads, walk
from .gradient_conventions import readings_tried, used
from .gradient_corrections import example
from .gradient_document import Document
from .gradient_readings import Reading

FUNCTIONS = frozenset({"ln", "log", "exp"})
NEEDED = 2  # other formulas of the note that the same rules give


def plainly_wrong(
    document: Document, number: int, known: Rules, fails: tuple[Reading, ...], support: int
) -> Verdict | None:
    equation = document.equations[number]
    rule = _rule(equation.left, known)
    if rule is None or rule.body is None or support < NEEDED or document.ties:
        return None
    if not _is_closed(rule.body) or not _is_closed(equation.right):
        return None
    if not set(heads(rule.body)) <= set(heads(equation.right)):
        return None
    trials = [document.trial(number, known, reading) for reading in document.readings(known)]
    if any(trial.holds is not False or trial.impossible for trial in trials):
        return None
    wrote, true, named = example(document, number, known, fails[0], trials[0])
    if not named:
        return None
    line = document.replay.notes.document.where(rule.span.start)
    because = f"{line} says {rule.head} = {plain(rule.body)}"
    counterexample = Counterexample(wrote, true, because, named, readings_tried(document, known))
    message = f"this is not the derivative of {rule.head} of {line}"
    leant = used(document, number, known, fails[0])
    return Verdict(
        Ruling.REFUTED, message, (counterexample,), message, leant, None, (equation.sides[1],)
    )


def _rule(left: Term, known: Rules) -> Fact | None:
    """The rule of what is derived, if what it is derived by stands in it."""
    match left:
        case Derivative(Symbol(of), Symbol(by)):
            own = [f for f in known.own if f.head == of and f.body is not None and f.span.end]
            inside = [f for f in own if f.body is not None and by in heads(f.body)]
            return inside[0] if len(own) == len(inside) == 1 else None
    return None


def _is_closed(term: Term) -> bool:
    """Letters, numbers and known functions, and no derivative."""
    return not any(
        isinstance(part, Derivative)
        or (isinstance(part, Symbol) and part.head.generic)
        or (isinstance(part, Applied) and (part.function not in FUNCTIONS or part.primes))
        for part in walk(term)
    )
