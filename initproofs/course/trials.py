"""A page -> the trials its theorem has to stand, each with a name and, once held, what went wrong.

Every claim of the page must hold, all of it must be read, the theorem must be proved or enclosed
and stand its exact checks, its example must come out, no assumption may be dropped, what makes it
false must be refuted, and what is said of networks must be confirmed by simulation. Whoever calls
brings the judge along. Refuses nothing: a trial that cannot be held has gone wrong, for a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from ..evidence.finite import NoValue
from ..evidence.simulate.run import Budget, Outcome
from ..nouns import Bound, Document, Proof, Report, Span, Unread, Verdict
from ..read import read_text
from .deductions import NotProved, deduced
from .exact import Disagrees, exactly
from .laws import Instance, NotALaw, instances, sides, tables
from .mutants import Mutant, is_refuted, mutants
from .page import Page, Section
from .simulations import Experiment, NotAnExperiment, experiments

Judge = Callable[[Document], Report]
Whole = Callable[[], Report]
TOP = Span(0, 1)
MUTANT, PROOF = "mutant", "proof"


@dataclass(frozen=True)
class Trial:
    """``hold`` tells all that went wrong, as a report of nothing else; ``evidence`` is what the
    trial is of the theorem, if it is any by itself: an example, a counterexample …; ``verdicts``
    are those on a mutant."""

    name: str
    span: Span
    hold: Callable[[], Report]
    evidence: str = ""
    verdicts: Callable[[], list[Verdict]] = list


def trials(page: Page, report: Whole, judge: Judge, budget: Budget) -> Iterator[Trial]:
    """Every trial of a page, as it is read; ``report`` asks what the judge says of the whole page,
    and is asked when the first trial is held: to be named they need no judge."""

    def told(
        name: str, span: Span, find: Callable[[], Iterable[Unread]], evidence: str = ""
    ) -> Trial:
        return Trial(name, span, lambda: Report(page.document, remarks=tuple(find())), evidence)

    yield told("form", TOP, lambda: page.troubles)
    yield Trial("everything is read", TOP, lambda: replace(report(), findings=(), found=0))
    yield told("something is claimed", TOP, partial(_unclaimed, report))
    yield Trial("every claim holds", TOP, lambda: _fallen(page, report()))
    if page.troubles:
        return
    yield told("theorem", page.theorems[0], partial(_judged, page, report))
    for proof in page.proofs:
        yield told(f"{PROOF}, {proof}", TOP, partial(_deduced, proof), PROOF)
    for check in page.checks:
        yield told(f"exact check, {check}", TOP, partial(_checked, check), "exact check")
    if "Example" in page.sections:
        section = page.sections["Example"]
        of_laws = partial(_instances, page, section, equal=True)
        computed = partial(_computes, report, section)
        lawful = page.assumptions or any(tables(page, section))
        yield told("example", section.span, of_laws if lawful else computed, "example")
    for number, part in page.without.items():
        dropped = partial(_without, page, number, part, judge)
        yield told(f"without assumption {number}", part.span, dropped, "counterexample")
    for part in page.in_words:
        shown = partial(_computes, report, part)
        yield told(f"w{part.title[1:]}", part.span, shown, "counterexample")
    for count, mutant in enumerate(mutants(page), 1):
        verdicts = cache(partial(_verdicts, mutant, judge))
        survives = partial(_survives, page, mutant, verdicts)
        trial = told(f"mutant {count}, {mutant.operator}", page.theorems[0], survives, MUTANT)
        yield replace(trial, verdicts=verdicts)
    for name, span, find in _simulations(page, budget):
        yield told(name, span, find, "simulation")


def number_of_experiments(page: Page) -> int:
    """How many simulations a page asks for: the suite's error budget is shared among them."""
    return sum(name.startswith("simulation") for name, _, _ in _simulations(page, Budget()))


def _judged(page: Page, report: Whole) -> Iterator[Unread]:
    """Something of the theorem itself is proved or rigorously enclosed: cases are not enough."""
    if not page.proofs and not any(
        _holding(report(), span, (Proof, Bound)) for span in page.theorems
    ):
        words = "nothing of the theorem is proved or enclosed, and the front matter names no proof"
        yield Unread(page.theorems[0], words)


def _holding(report: Report, span: Span, by: tuple[type, ...] = (object,)) -> bool:
    inside = [v for c, v in report.findings if span.start <= c.span.start < span.end]
    return any(v.ruling.holds and any(isinstance(e, by) for e in v.evidence) for v in inside)


def _deduced(proof: str) -> Iterator[Unread]:
    try:
        deduced(proof)
    except (NotProved, LookupError) as trouble:
        yield Unread(TOP, str(trouble.args[0]))


def _checked(check: str) -> Iterator[Unread]:
    try:
        agreed = exactly(check)
    except (Disagrees, LookupError) as trouble:
        yield Unread(TOP, str(trouble.args[0]))
        return
    if not agreed:
        yield Unread(TOP, f"the exact check “{check}” compares nothing")


def _computes(report: Whole, section: Section) -> Iterator[Unread]:
    """What is told in words is shown by something that comes out."""
    if not _holding(report(), section.span):
        yield Unread(section.span, f"nothing is worked out in “{section.title}”")


def _unclaimed(report: Whole) -> Iterator[Unread]:
    if not report().findings:
        yield Unread(TOP, "nothing is claimed here")


def _fallen(page: Page, report: Report) -> Report:
    """The claims that do not hold."""
    found = tuple((claim, v) for claim, v in report.findings if not v.ruling.holds)
    return Report(page.document, findings=found)


def _instances(page: Page, section: Section, equal: bool) -> Iterator[Unread]:
    """Both sides, worked out exactly, are what the section says they are."""
    try:
        found = list(instances(page, section))
    except NotALaw as trouble:
        yield Unread(trouble.span, trouble.words)
        return
    if not found:
        yield Unread(section.span, "it does not say what the two sides are")
    for instance in found:
        if (instance.left == instance.right) != equal:
            yield Unread(instance.span, f"the two sides must {'be equal' if equal else 'differ'}")
        yield from _computed(page, instance)


def _computed(page: Page, instance: Instance) -> Iterator[Unread]:
    try:
        values = sides(page, instance.world)
    except (NoValue, ValueError) as trouble:
        yield Unread(instance.span, str(trouble))
        return
    stated = (("left", instance.left, values[0]), ("right", instance.right, values[-1]))
    for name, said, value in stated:
        if said != value:
            yield Unread(instance.span, f"the {name} side is {value}, not {said}")


def weakened(page: Page, number: int) -> str:
    """Assumptions and theorem, one assumption blanked out: every character stays in place."""
    source, gone = page.document.source, page.assumptions[number]
    start = page.sections["Assumptions"].span.start
    text = _blank(source[:start]) + source[start : gone.start]
    text += _blank(source[gone.start : gone.end])
    return text + source[gone.end : page.sections["Statement"].span.end]


def _blank(text: str) -> str:
    return "".join(c if c in "\r\n" else " " for c in text)


def _without(page: Page, number: int, part: Section, judge: Judge) -> Iterator[Unread]:
    """The counterexample comes out, and without the assumption the theorem is not proved."""
    yield from _instances(page, part, equal=False)
    left = read_text(page.document.path, weakened(page, number))
    assert isinstance(left, Document)  # text that was read once can be read again
    report = judge(left)
    if any(_holding(report, span) for span in page.theorems):
        yield Unread(part.span, f"the theorem is proved without assumption {number} as well")


def _verdicts(mutant: Mutant, judge: Judge) -> list[Verdict]:
    return mutant.verdicts(judge(mutant.document))


def _survives(page: Page, mutant: Mutant, judged: Callable[[], list[Verdict]]) -> Iterator[Unread]:
    """A change that is false, and is not refuted."""
    verdicts = judged()
    if not is_refuted(verdicts):
        told = "; ".join(f"{v.ruling}: {v.message}" for v in verdicts) or "nothing is said of it"
        words = f"“{mutant.formula}” is false in the example and not refuted ({told})"
        yield Unread(page.theorems[0], words)


def _simulations(
    page: Page, budget: Budget
) -> Iterator[tuple[str, Span, Callable[[], Iterable[Unread]]]]:
    section = page.sections.get("Simulation")
    if section is None:
        return
    try:
        asked = experiments(page, section)
    except NotAnExperiment as trouble:
        told = (Unread(trouble.span, trouble.words),)
        yield "simulation", section.span, lambda: told
        return
    if not asked:
        nothing = (Unread(section.span, "no experiment is declared here"),)
        yield "simulation", section.span, lambda: nothing
    for number, experiment in enumerate(asked, 1):
        yield f"simulation {number}", section.span, partial(_simulated, experiment, budget)


def _simulated(experiment: Experiment, budget: Budget) -> Iterator[Unread]:
    try:
        result = experiment.run(budget)
    except ValueError as trouble:
        yield Unread(experiment.span, str(trouble))
        return
    if result.outcome is not Outcome.CONFIRMED:
        seen = result.evidence
        told = f"margin {seen.margin:.2g}, {seen.samples} samples, seed {seen.seed}"
        words = f"{result.outcome}: it is {seen.estimate:.4g} times what is claimed ({told})"
        yield Unread(experiment.span, words)
