"""One gradient equation, tried under every reading → a verdict with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import islice

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from ..given.choices import Absent
from ..given.equations import Equation
from ..given.evaluate import DOT, ELEMENTWISE, Value, is_grid
from ..given.families import LOSSES, ROW, SUMS, TURNED
from ..given.graph import Misfit
from ..given.latex import quoting
from ..given.log import Fact
from ..given.spell import fraction, plain
from ..given.usual import Rules
from ..nouns import Assumption, Counterexample, Enumeration, Reason, Ruling, Verdict
from ..terms import Applied, Derivative, Head, Symbol, Term, heads, parts
from .edits import ENTRYWISE, Edit, edits
from .gradient_document import Document
from .gradient_network import Network
from .gradient_readings import ANY, CODE, ERRORS, GIVEN, Reading
from .gradient_trials import Trial, tried

DEGREE = 1000  # no polynomial of these networks is of a higher one
MOST_OPERANDS = 30
MOST = 600  # edits tried for one formula
FEW = 2  # readings in which a correction is looked for
LONGEST = 60
DOTS = (r"\cdot", "·", "⋅", r"\bullet", r"\times", "×")
SHORT = 12  # what is said in the message itself
SEEDS = range(6)
NEEDED = 2  # other formulas that must hold where the forward rules are not the note's own


@dataclass(frozen=True)
class Judged:
    """How a claim fares: the reading it holds in, or those in which it fails at best."""

    holds: Reading | None
    fails: tuple[Reading, ...]
    support: int
    why: str = ""


def judged(document: Document, number: int) -> Judged:
    """The other formulas elect the reading; one vote more than the others have refutes nothing."""
    known = document.rules_at(number)
    good: list[tuple[frozenset[int], Reading]] = []
    bad: list[tuple[frozenset[int], Reading]] = []
    why = ""
    for reading in document.readings(known):
        trial = document.trial(number, known, reading)
        why = why or trial.why
        if trial.holds is not None:
            votes = _others(document, number, known, reading, holds=True)
            (good if trial.holds else bad).append((votes, reading))
    most = max((len(votes) for votes, _ in good), default=-1)
    against = max((len(votes) for votes, _ in bad), default=-1)
    fails = tuple(reading for votes, reading in bad if len(votes) == against)
    if not good:
        return Judged(None, fails, against, why)
    votes, best = next(pair for pair in good if len(pair[0]) == most)
    if most > against or all(others <= votes for others, _ in bad if len(others) == against):
        return Judged(best, (), most)
    if against > most + 1:
        return Judged(None, fails, against, why)
    return Judged(None, (), against, "other formulas of the note take it in another way")


def _others(
    document: Document, number: int, known: Rules, reading: Reading, *, holds: bool
) -> frozenset[int]:
    """Other formulas of the note, each counted once, that hold or fail in a reading."""
    own = document.equations[number]
    seen = {(own.left, own.right)}
    found = []
    for other in document.claims:
        equation = document.equations[other]
        pair = (equation.left, equation.right)
        if pair not in seen:
            seen.add(pair)
            if document.trial(other, known, reading).holds is holds:
                found.append(other)
    return frozenset(found)


def verdict(document: Document, number: int) -> Verdict:
    found = judged(document, number)
    if found.holds is not None:
        return _confirmed(document, number, found.holds)
    if not found.fails:
        return _undecided(found.why or "it cannot be computed")
    known = document.rules_at(number)
    reading, edit = _nearest(document, number, known, found.fails)
    completed = bool(known.layouts) or reading.loss not in (GIVEN, ANY)
    if completed and (edit is None or len(_related(document, number, known, reading)) < NEEDED):
        return _undecided("the forward rules are not given, and the usual ones do not give it")
    if edit is not None and edit.says == ENTRYWISE and _has_a_dot(document, number):
        return _undecided("it holds only if the dot multiplies entry by entry: ⊙")
    if edit is None:
        return _undecided("neither this nor a formula near to it is the derivative as I read it")
    if len(_others(document, number, known, reading, holds=False)) > found.support:
        return _undecided("most gradients of the note follow from other rules than I read")
    return _refuted(document, number, known, reading, edit)


def _related(document: Document, number: int, known: Rules, reading: Reading) -> frozenset[int]:
    """Other formulas that hold, and share with this one what only the usual network relates."""
    added = known.completed(reading.layout)[len(known.own) :]
    usual = {h.name for f in added if f.body is not None for h in (f.head, *heads(f.body))}
    spoken = document.focus(number)
    shared = (spoken & (usual or spoken) - {*SUMS} - LOSSES) | (spoken & {*ERRORS})
    votes = _others(document, number, known, reading, holds=True)
    return frozenset(other for other in votes if document.focus(other) & shared)


def _has_a_dot(document: Document, number: int) -> bool:
    """A dot is often written for any product; nothing at all is not."""
    place = document.equations[number].sides[1]
    text = document.replay.notes.document.source[place.start : place.end]
    return any(dot in text for dot in DOTS)


def _undecided(why: str) -> Verdict:
    return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why)


def _confirmed(document: Document, number: int, reading: Reading) -> Verdict:
    known = document.rules_at(number)
    trial = document.trial(number, known, reading)
    if (DOT, ELEMENTWISE) in trial.choices:
        return _undecided("it holds only if the product with the derivative is entry by entry: ⊙")
    what = "both sides differentiated exactly at random points of the field of 2⁶¹ − 1 elements"
    evidence = Enumeration(max(trial.layers, 1), what, DEGREE)
    used = _used(document, number, known, reading)
    message = "the derivative of the note's own forward pass"
    if _leans_on_usual(document, number, known, reading):
        message = "the derivative of the usual network with these names"
    return Verdict(Ruling.CONFIRMED, message, (evidence,), message, used)


def _leans_on_usual(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Does the claim speak of something that only the usual network has?"""
    added = known.completed(reading.layout)[len(known.own) :]
    return bool({fact.head.name for fact in added} & document.focus(number))


def _used(
    document: Document, number: int, known: Rules, reading: Reading
) -> tuple[Assumption, ...]:
    """The rules that the names rest on, and the conventions without which it would not hold."""
    own = _rules(document, number)
    shown = [Assumption(f"{f.head} = {plain(f.body)}", f.span) for f in own if f.body]
    if _leans_on_usual(document, number, known, reading):
        added = known.completed(reading.layout)[len(known.own) :]
        shown += [Assumption(f"{f.head} = {plain(f.body)}, as usual") for f in added if f.body]
    others = list(document.readings(known))
    for axis in fields(Reading):
        for other in others:
            changed = replace(reading, **{axis.name: getattr(other, axis.name)})
            possible = changed != reading and changed in others and axis.name != "layout"
            if possible and document.trial(number, known, changed).holds is False:
                shown.append(Assumption(_words(axis.name, reading)))
                break
    return tuple(dict.fromkeys(shown))


def _rules(document: Document, number: int) -> list[Fact]:
    """The note's own rules for what the claim names."""
    equation = document.equations[number]
    names = {h.name for side in (equation.left, equation.right) for h in heads(side)}
    return [f for f in document.rules_at(number).own if f.head.name in names and f.span.end]


def _words(axis: str, reading: Reading) -> str:
    value = getattr(reading, axis)
    return {
        "error": f"δ is the derivative of the loss by {value}",
        "loss": f"the loss is {value}",
        "scale": f"the gradients are {value}",
        "examples": f"there is {value}" if value == "one example" else f"there are {value}",
        "sigmoid": "σ is the sigmoid" if value else "σ is any function",
        "tied": "the weights that are set equal are so" if value else "the weights may differ",
        "penalised": "the loss has its penalty" if value else "the loss has no penalty",
        "implied": "the last activation is the one of the loss" if value else "it is any function",
        "small": f"small letters are {value}",
    }.get(axis, str(value))


def _nearest(
    document: Document, number: int, known: Rules, fails: tuple[Reading, ...]
) -> tuple[Reading, Edit | None]:
    """The smallest edit of the right side that holds in one of the likeliest readings."""
    equation = document.equations[number]
    made = [(r, document.network(known, r, document.aim(number))) for r in fails[:FEW]]
    networks = [(r, n) for r, n in made if isinstance(n, Network)]
    tries = edits(equation.right, _operands(document, equation), _count(document))
    for edit in islice(tries, MOST):
        if edit.term == equation.left:
            continue
        for reading, here in networks:
            trial = tried(replace(equation, right=edit.term), here)
            if trial.holds and (DOT, ELEMENTWISE) not in trial.choices:
                return reading, edit
    return fails[0], None


def _operands(document: Document, equation: Equation) -> tuple[Term, ...]:
    """Names, slopes and derivatives of the note's gradients, with the letters of this one."""
    own = [h for side in (equation.left, equation.right) for h in heads(side)]
    letters = {letter for h in own for letter in h.generic}
    left = set(_leaves(equation.left))
    found: dict[Term, None] = {}
    for other in (*document.gradient_equations, *document.equations):
        for part in (*_leaves(other.left), *_leaves(other.right)):
            if part not in left and {x for h in heads(part) for x in h.generic} <= letters:
                found[part] = None
    return tuple(found)[:MOST_OPERANDS]


def _count(document: Document) -> Head | None:
    found = [h for e in document.equations for s in (e.left, e.right) for h in heads(s)]
    return next((h for h in found if h.name in ("m", "N") and h.label is None), None)


def _refuted(
    document: Document, number: int, known: Rules, reading: Reading, edit: Edit
) -> Verdict:
    equation = document.equations[number]
    trial = document.trial(number, known, reading)
    name = plain(equation.left)
    name = name if len(name) < LONGEST else "the left side"
    wrote, true, example = _example(document, number, known, reading, trial)
    because = _because(document, number, edit)
    message = edit.says
    if len(plain(edit.term)) <= SHORT:
        message += f": {name} = {plain(edit.term)}"
    counterexample = Counterexample(wrote, true, because, example, _readings(document, known))
    correction = _correction(document, equation, edit)
    used = _used(document, number, known, reading)
    return Verdict(
        Ruling.REFUTED, message, (counterexample,), message, used, correction, (equation.sides[1],)
    )


def _correction(document: Document, equation: Equation, edit: Edit) -> str | None:
    """What to write on the right side, in the note's own LaTeX; code is not rewritten."""
    if document.written == CODE:
        return None
    return quoting(document.replay.notes.document.source, equation.right).term(edit.term)


def _because(document: Document, number: int, edit: Edit) -> str:
    rules = _rules(document, number)
    place = document.replay.notes.document.place
    said = [
        f"line {place(f.span.start)[0]} says {f.head} = {plain(f.body)}" for f in rules if f.body
    ]
    reason = "; ".join(said[:3]) or "differentiated from the usual forward pass"
    return f"{reason}; so {plain(document.equations[number].left)} = {plain(edit.term)}"


def _readings(document: Document, known: Rules) -> tuple[str, ...]:
    found = []
    for reading in document.readings(known):
        words = [reading.layout, reading.loss, reading.scale, reading.examples]
        found.append(", ".join(w for w in words if w and w not in (ROW, TURNED)))
    return tuple(dict.fromkeys(found))


def _example(
    document: Document, number: int, known: Rules, reading: Reading, trial: Trial
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Both sides in small numbers, with what the formula names."""
    equation = document.equations[number]
    left, right = plain(equation.left), plain(equation.right)
    if trial.impossible:
        return f"{left} = {right}", f"there is no such {left}: {trial.why}", ()
    for seed in SEEDS:
        made = document.special(known, reading, number, seed, small=True)
        if isinstance(made, Misfit):
            continue
        run = made.run()
        run.env = dict(trial.env)
        try:
            true, wrote = run(equation.left), run(equation.right)
        except (Absent, NoNumber, NoShape, ZeroDivisionError):
            continue
        if true != wrote:
            named = tuple(_named(equation, run))
            return f"{left} = {_shown(wrote)}", f"{left} = {_shown(true)}", named
    return f"{left} = {right}", f"another value of {left}", ()


def _named(equation: Equation, run: object) -> Iterator[tuple[str, str]]:
    for part in _leaves(equation.right):
        try:
            value = run(part)  # type: ignore[operator]
        except (Absent, NoNumber, NoShape, ZeroDivisionError):
            continue
        yield plain(part), _shown(value)


def _leaves(term: Term) -> Iterator[Term]:
    if isinstance(term, Symbol | Derivative) or (isinstance(term, Applied) and term.primes):
        yield term
        return
    for part in parts(term):
        yield from _leaves(part)


def _shown(value: Value) -> str:
    if not is_grid(value):
        return fraction(value.value)
    text = "(" + "; ".join(" ".join(fraction(e.value) for e in row) for row in value) + ")"
    return text if len(text) <= 2 * LONGEST else f"({len(value)} × {len(value[0])} numbers)"
