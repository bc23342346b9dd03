"""A wrong gradient equation → the nearest edit that holds, and a refutation that offers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice, starmap

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from ..arithmetic.residues import PRIME
from ..given.choices import Absent
from ..given.equations import Equation, subject_of
from ..given.evaluate import DOT, ELEMENTWISE, Value, is_grid
from ..given.graph import Misfit
from ..given.latex import quoting
from ..given.numpy_text import coding
from ..given.spell import fraction, plain
from ..given.usual import Rules
from ..nouns import Counterexample, Ruling, Verdict
from ..terms import (
    Head,
    Index,
    Number,
    Product,
    Symbol,
    Term,
    Transposed,
    is_numeric,
    walk,
)
from .additions import linked
from .edits import Edit, edits
from .gradient_conventions import readings_tried, rules_of, used
from .gradient_document import Document
from .gradient_network import Network
from .gradient_operands import before, doubtful, leaves, operands
from .gradient_readings import CODE, NUMBERS, Reading
from .gradient_trials import Trial, tried
from .gradient_whole import wholes

MOST = 500  # edits tried for one formula
MORE = 150  # edits tried behind one that holds and is unlikely to be meant
FEW = 4  # readings in which a correction is looked for
NEAR = 40  # edits tried in all of these; those behind, in the likeliest of each activation
LONGEST = 60
SHORT = 12  # what is said in the message itself
SEEDS = range(6)


def nearest(
    document: Document, number: int, known: Rules, fails: tuple[Reading, ...]
) -> tuple[Reading, Edit | None]:
    """The smallest edit of the right side that holds in one of the likeliest readings."""
    equation = document.equations[number]
    if is_numeric(equation.right):
        return _constant(document.trial(number, known, fails[0]), fails[0])
    made = [(r, document.network(known, r, document.aim(number))) for r in fails[:FEW]]
    networks = [(r, n.remembering()) for r, n in made if isinstance(n, Network)]
    likely = list({r.slopes: (r, n) for r, n in networks[::-1]}.values())[::-1]
    numbers = _is_of_numbers(equation.right, document.trial(number, known, fails[0]))
    whole = starmap(Edit, linked(before(document, number)[0], equation.right))
    more = edits(equation.right, operands(document, number, known, numbers=numbers))
    tries = chain(whole, more)
    found: tuple[int, Reading, Edit] | None = None
    end = MOST
    for place, edit in enumerate(islice(tries, MOST)):
        if place > end:
            break
        doubts = doubtful(document, number, edit.term)
        if found is not None and doubts >= found[0]:
            continue
        for reading, here in networks if place < NEAR else likely:
            trial = tried(replace(equation, right=edit.term), here)
            if trial.holds and (DOT, ELEMENTWISE) not in trial.choices:
                if not doubts:
                    return reading, edit
                found, end = (doubts, reading, edit), min(end, place + MORE)
                break
    if found:
        return found[1:]
    for reading, here in networks:
        for edit in wholes(document, number, known, reading):
            trial = tried(replace(equation, right=edit.term), here)
            if trial.holds and not trial.choices:
                return reading, edit
    return fails[0], None


def _is_of_numbers(term: Term, trial: Trial) -> bool:
    """Is it computed entry by entry, with no matrix in it?"""
    matrices = any(
        isinstance(p, Transposed) or (isinstance(p, Product) and p.sign in "⊙∘@")
        for p in walk(term)
    )
    return trial.left is not None and not is_grid(trial.left) and not matrices


def misnamed(
    document: Document, number: int, known: Rules, tried_in: tuple[Reading, ...]
) -> tuple[Reading, Head] | None:
    """``dW_2 = dZ_1 A_0ᵀ``: right for the gradient of another layer, which nothing else gives."""
    equation = document.equations[number]
    if not isinstance(equation.left, Symbol) or not subject_of(equation.left.head.name):
        return None
    own = equation.left.head
    given = {e.left for e in document.equations}
    layers = range(1, 4) if own.label is not None and not own.label.base else ()
    others = (replace(own, label=Index("", layer)) for layer in layers)
    for head in (h for h in others if h != own and Symbol(h) not in given):
        for reading in tried_in[:FEW]:
            here = document.network(known, reading, document.aim(number))
            if (
                isinstance(here, Network)
                and tried(replace(equation, left=Symbol(head)), here).holds
            ):
                return reading, head
    return None


def refuted_name(
    document: Document, number: int, known: Rules, reading: Reading, head: Head
) -> Verdict:
    equation = document.equations[number]
    wrote, right = plain(equation.left), plain(Symbol(head))
    because = f"the right side is {right}, and {wrote} is another gradient"
    shown = (f"{wrote} = {plain(equation.right)}", f"{right} = {plain(equation.right)}")
    counterexample = Counterexample(*shown, because, (), readings_tried(document, known))
    message = f"{wrote} stands where {right} belongs"
    leant = used(document, number, known, reading)
    return Verdict(
        Ruling.REFUTED, message, (counterexample,), message, leant, None, (equation.sides[0],)
    )


def _constant(trial: Trial, reading: Reading) -> tuple[Reading, Edit | None]:
    """Another number, where the derivative is one everywhere."""
    if trial.left is None or is_grid(trial.left):
        return reading, None
    found: int = trial.left.value.value
    number = found if found < PRIME // 2 else found - PRIME
    return reading, Edit(f"it is {number} everywhere", Number(Fraction(number)))


def refuted(document: Document, number: int, known: Rules, reading: Reading, edit: Edit) -> Verdict:
    equation = document.equations[number]
    trial = document.trial(number, known, reading)
    name = plain(equation.left)
    name = name if len(name) < LONGEST else "the left side"
    wrote, true, named = example(document, number, known, reading, trial)
    because = _because(document, number, edit)
    message = edit.says
    if len(plain(edit.term)) <= SHORT:
        message += f": {name} = {plain(edit.term)}"
    counterexample = Counterexample(wrote, true, because, named, readings_tried(document, known))
    correction = _correction(document, equation, edit)
    leant = used(document, number, known, reading)
    return Verdict(
        Ruling.REFUTED, message, (counterexample,), message, leant, correction, (equation.sides[1],)
    )


def _correction(document: Document, equation: Equation, edit: Edit) -> str | None:
    """What to write on the right side, in the note's own LaTeX or code."""
    source = document.replay.notes.document.source
    if document.written != CODE:
        return quoting(source, equation.right).term(edit.term)
    line = source[equation.sides[1].start : equation.sides[1].end]
    terms = [side for e in (equation, *document.equations) for side in (e.right, e.left)]
    scalar = document.left_open.smalls == (NUMBERS,)
    return coding(source, line, terms, scalar=scalar).line(edit.term) or None


def _because(document: Document, number: int, edit: Edit) -> str:
    rules = rules_of(document, number)
    place = document.replay.notes.document.place
    said = [
        f"line {place(f.span.start)[0]} says {f.head} = {plain(f.body)}" for f in rules if f.body
    ]
    reason = "; ".join(said[:3]) or "differentiated from the usual forward pass"
    return f"{reason}; so {plain(document.equations[number].left)} = {plain(edit.term)}"


def example(
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
    for part in leaves(equation.right):
        try:
            value = run(part)  # type: ignore[operator]
        except (Absent, NoNumber, NoShape, ZeroDivisionError):
            continue
        yield plain(part), _shown(value)


def _shown(value: Value) -> str:
    if not is_grid(value):
        return fraction(value.value)
    text = "(" + "; ".join(" ".join(fraction(e.value) for e in row) for row in value) + ")"
    return text if len(text) <= 2 * LONGEST else f"({len(value)} × {len(value[0])} numbers)"
