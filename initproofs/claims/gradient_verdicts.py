"""One gradient equation, tried under every reading → a verdict with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ..given.equations import Equation
from ..given.evaluate import DOT, ELEMENTWISE
from ..given.families import TARGETS, UNKNOWN, names_loss
from ..given.usual import Rules
from ..nouns import Verdict
from ..terms import Applied, Derivative, Head, Product, Symbol, Term, factors, heads, mapped, walk
from .edits import ENTRYWISE, ORDER, Edit
from .gradient_certificates import may_mend, mends
from .gradient_confirmed import confirmed, undecided
from .gradient_conventions import stands_alone
from .gradient_corrections import FEW, misnamed, nearest, refuted, refuted_name
from .gradient_document import Document
from .gradient_mended import follows
from .gradient_network import Network
from .gradient_plainly import plainly_wrong
from .gradient_readings import (
    ANY,
    GIVEN,
    ITSELF,
    ONE,
    Reading,
)
from .gradient_sides import by_another_side
from .gradient_support import (
    has_a_dot,
    holds_by_scale,
    opposed,
    others,
    related,
    says_what_d_is,
    voters,
)
from .gradient_trials import tried

DEGREE = 1000  # no polynomial of these networks is of a higher one
NEITHER = "neither this nor a formula near to it is the derivative as I read it"
UNGIVEN = "the forward rules are not given, and the usual ones do not give it"
OTHERWISE = "most gradients of the note follow from other rules than I read"
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
    everybody = voters(document, number)
    for reading in document.readings(known):
        trial = document.trial(number, known, reading)
        why = why or trial.why
        if trial.holds is not None:
            votes = others(document, number, known, reading, holds=True)
            (good if trial.holds else bad).append((votes, reading))
            if trial.holds and votes == everybody and (DOT, ELEMENTWISE) not in trial.choices:
                return Judged(reading, (), len(votes))  # no other can be elected
    most = max((len(votes) for votes, _ in good), default=-1)
    against = max((len(votes) for votes, _ in bad), default=-1)
    fails = tuple(reading for votes, reading in bad if len(votes) == against)
    if not good:
        return Judged(None, fails, against, why)
    elected = [pair for pair in good if len(pair[0]) == most]
    plainly = (p for p in elected if not _by_entries(document, number, known, p[1]))
    votes, best = next(plainly, elected[0])
    rivals = [theirs for theirs, _ in bad if len(theirs) == against]
    if not best.rows and most == against:  # gradients stand as their variables, unless most do not
        rivals = [theirs for theirs, reading in bad if len(theirs) == most and not reading.rows]
    if most > against or all(theirs <= votes for theirs in rivals):
        return Judged(best, (), most)
    if against > most + 1:
        return Judged(None, fails, against, why)
    return Judged(None, (), against, "other formulas of the note take it in another way")


def _by_entries(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Does a claim hold only if a dot multiplies entry by entry?"""
    return (DOT, ELEMENTWISE) in document.trial(number, known, reading).choices


def verdict(document: Document, number: int, *, refutes: bool = True) -> Verdict:
    """What is said of one equation; nothing is looked for that would only refute it in vain."""
    found = judged(document, number)
    if found.holds is not None:
        return confirmed(document, number, found.holds)
    hangs = _follows(document, number)
    if hangs is not None:
        return hangs
    if not refutes:
        return undecided(found.why or NEITHER)
    known = document.rules_at(number)
    another = misnamed(document, number, known, found.fails or tuple(document.readings(known)))
    if another is not None and not known.layouts:
        return refuted_name(document, number, known, *another)
    if not found.fails:
        return undecided(found.why or "it cannot be computed")
    meant = _meant(document, number, known, found.fails)
    if meant:
        return undecided(meant)
    if all(_in_vain(document, number, known, reading) for reading in found.fails[:FEW]):
        return undecided(UNGIVEN)
    return _mended(document, number, known, found)


def _mended(document: Document, number: int, known: Rules, found: Judged) -> Verdict:
    """What is said of an equation that fails, by the nearest one that holds."""
    reading, edit = nearest(document, number, known, found.fails)
    completed = _is_completed(document, number, known, reading)
    if completed and not (edit and _is_backed(document, number, known, reading, edit)):
        return undecided(UNGIVEN)
    own = stands_alone(document, number, known, reading)
    made = document.network(known, reading, document.aim(number))
    if edit is None and own and isinstance(made, Network):
        edit = by_another_side(document, number, made)
    if edit is None:
        plainly = plainly_wrong(document, number, known, found.fails, found.support)
        return plainly or undecided(NEITHER)
    doubt = _doubt(document, number, edit) or _unsaid(document, number, known, edit)
    if doubt:
        return undecided(doubt)
    if found.support <= 0 and reading.loss != GIVEN and _scales(document, number, edit.term):
        return undecided("the note does not say whether the loss is a sum or a mean")
    if len(opposed(document, number, known, reading, edit)) > found.support:
        return undecided(OTHERWISE)
    return refuted(document, number, known, reading, edit)


def _meant(document: Document, number: int, known: Rules, fails: tuple[Reading, ...]) -> str:
    """Why what fails may be right in a way that its document does not go by."""
    if says_what_d_is(document) and holds_by_scale(document, number, fails):
        return "the note takes its d in two ways: with 1/m in it and without"
    if _is_behind_an_error(document, number):
        return "what it goes on from is already wrong"
    if _multiplies_matrices(document, number, known, fails):
        return "it holds if a star multiplies matrices here"
    if _telescopes(document.equations[number]):
        return "the chain rule, of names that are something else in this note"
    return ""


def _is_completed(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Does it rest on what the note leaves out: the usual network, or a loss that is supposed?"""
    aimed = reading.loss == ITSELF or document.focus(number) & TARGETS  # else it may be any loss
    own = stands_alone(document, number, known, reading)
    added = known.completed(reading.layout)[len(known.own) :] if known.layouts else ()
    usual = bool(added) and not own
    formula = known.losses == (reading.loss,) and reading.examples == ONE  # known by its form
    return usual or (bool(aimed) and reading.loss not in (GIVEN, ANY) and not formula)


def _in_vain(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Would no correction in this reading be believed?"""
    if not _is_completed(document, number, known, reading):
        return False
    backed = len(related(document, number, known, reading)) >= NEEDED
    return not backed and not may_mend(document, known, reading)


def _doubt(document: Document, number: int, edit: Edit) -> str:
    """Why what has an edit that holds may be meant so already."""
    equation = document.equations[number]
    if edit.says == ENTRYWISE:
        if has_a_dot(document, number):
            return "it holds only if the dot multiplies entry by entry: ⊙"
        if not document.tells_products_apart or _is_of_a_vector(equation.left):
            return "it holds only if the product is taken entry by entry: ⊙"
    if edit.says == ORDER and _has_jacobian(equation.right):
        return "the chain rule with its factors in another order"
    if _respelt(equation.right, edit.term):
        return "it holds if a capital and a small letter stand for the same here"
    return ""


def _unsaid(document: Document, number: int, known: Rules, edit: Edit) -> str:
    """``1 - g(z)² = 1 - a²``: an a without a rule may be what the note has another name for."""
    lost = {*heads(document.equations[number].right)} - {*heads(edit.term)}
    bodies = {f.head: f.body for f in known.own if f.head in lost}
    for head, body in bodies.items():
        if isinstance(body, Applied) and body.function.startswith(UNKNOWN):
            return f"the note does not say what {head} is"
    return ""


def _is_of_a_vector(left: Term) -> bool:
    """``∂a/∂z = a(1 - a)``: a Jacobian that is given entry by entry."""
    return isinstance(left, Derivative) and not _is_of_loss(left)


def _multiplies_matrices(
    document: Document, number: int, known: Rules, fails: tuple[Reading, ...]
) -> bool:
    """May it hold where a ``*`` is a matrix product? Sketches write it for both."""
    equation = document.equations[number]
    stars = [p for p in walk(equation.right) if isinstance(p, Product) and p.sign in "*⋆"]
    for reading in fails[:FEW] if stars else ():
        made = document.network(known, reading, document.aim(number))
        for star in stars if isinstance(made, Network) else ():
            other = _unstarred(equation.right, star)
            if isinstance(made, Network):
                found = tried(replace(equation, right=other), made)
                if found.holds is not False:  # or it may, with a name that is not known here
                    return True
    return False


def _unstarred(term: Term, star: Term) -> Term:
    if term is star and isinstance(term, Product):
        return replace(term, sign="·")
    return mapped(term, lambda part: _unstarred(part, star))


def _telescopes(equation: Equation) -> bool:
    """``∂z/∂x = ∂z/∂y ∂y/∂x``, whatever z, y and x are."""
    parts = factors(equation.right)
    if not isinstance(equation.left, Derivative) or len(parts) < 2:
        return False
    steps = [part for part in parts if isinstance(part, Derivative)]
    joined = all(one.by == other.of for one, other in pairwise(steps))
    ends = (equation.left.of, equation.left.by) == (steps[0].of, steps[-1].by) if steps else False
    return joined and ends and len(steps) == len(parts)


def _has_jacobian(term: Term) -> bool:
    """``δ ∂z/∂a``: notes that leave such a factor as it is only say what depends on what."""
    return any(isinstance(p, Derivative) and not _is_of_loss(p) for p in walk(term))


def _is_of_loss(part: Derivative) -> bool:
    return isinstance(part.of, Symbol) and names_loss(part.of.head.name)


def _scales(document: Document, number: int, term: Term) -> bool:
    """Is the number of examples all that a correction puts in or takes out?"""
    before, after = heads(document.equations[number].right), heads(term)
    changed = {head.name for head in {*before} ^ {*after}}
    return bool(changed) and changed <= {*document.replay.log.counts}


def _respelt(one: Term, other: Term) -> bool:
    """Do two terms differ in the size of their letters only? Many write Y for the y of all."""
    before, after = heads(one), heads(other)
    return before != after and list(map(_small, before)) == list(map(_small, after))


def _small(head: Head) -> Head:
    return replace(head, name=head.name.lower())


def _is_behind_an_error(document: Document, number: int) -> bool:
    """``dz = … = a + y = a - y``: of two links with the same wrong side the first is refuted."""
    equation = document.equations[number]
    if not equation.derives or number - 1 not in document.claims:
        return False
    before = judged(document, number - 1)
    if not before.fails:
        return False
    whole = replace(equation, left=document.equations[number - 1].left)
    made = document.network(document.rules_at(number), before.fails[0], document.aim(number))
    return isinstance(made, Network) and bool(tried(whole, made).holds)


def _is_backed(document: Document, number: int, known: Rules, reading: Reading, edit: Edit) -> bool:
    """Do other formulas go by the same rules, or is the mended one proved from the note's own?"""
    if len(related(document, number, known, reading)) >= NEEDED:
        return True
    return mends(document, number, known, reading, edit.term)


def _follows(document: Document, number: int) -> Verdict | None:
    """Does it hold once the slips in the forward rules are corrected?"""
    if document.mended is None or judged(document.mended, number).holds is None:
        return None
    pairs = zip(document.facts, document.mended.facts, strict=True)
    changed = [(before, after) for before, after in pairs if before.body != after.body]
    where = document.replay.notes.document.where
    lines = [where(before.span.start) for before, _ in changed]
    return follows([before for before, _ in changed], [after for _, after in changed], lines)
