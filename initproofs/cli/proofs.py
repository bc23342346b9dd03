"""Names of theorems go in; each is proved again, and how, how long, by what evidence, and how many
of its mutants are refuted comes out; the steps too, of those that are asked for by name.

A page that falls is told as `check` tells it, and the exit status is 1. Where the theorem is judged
to hold and its numbers say otherwise, two kinds of evidence disagree: that is a defect of ours.
"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from ..course import FOLDER, INDEX, MUTANT, PROOF, Page, number_of_experiments, page_of, trials
from ..course.deductions import deduced
from ..course.trials import Trial
from ..defect import Defect
from ..evidence.simulate.run import Budget, share
from ..nouns import Bound, Document, Enumeration, Evidence, Proof, Refusal, Report, Ruling
from ..read import read
from ..report.as_full import findings
from ..report.style import Style
from .arguments import one_of
from .commands import Answer

MUTANTS = 7  # width of the column that counts them
METHODS: tuple[tuple[type[Evidence], str], ...] = (
    (Proof, PROOF),
    (Enumeration, "enumeration"),
    (Bound, "enclosure"),
)


class Disagreement(Exception):
    """Two kinds of evidence for one theorem that cannot both be right."""


@dataclass(frozen=True)
class Outcome:
    """One theorem: its page, how it is judged, the counts of its other evidence, what fell."""

    name: str
    document: Document
    methods: tuple[str, ...]
    evidence: Counter[str]
    fallen: tuple[tuple[Trial, Report], ...]
    conditional: int  # of the mutants: with a counterexample, and true under more assumptions
    seconds: float
    steps: tuple[tuple[str, str], ...] = ()  # of its proofs: what is shown, and by which rule

    @property
    def ruling(self) -> str:
        return "falls" if self.fallen else "proved" if PROOF in self.methods else "confirmed"

    @property
    def contradicts_itself(self) -> bool:
        """Is the theorem judged to hold, and something that is computed of it says no?"""
        judged = bool(self.methods) and not any(report.findings for _, report in self.fallen)
        counted = (trial.evidence for trial, _ in self.fallen)
        return judged and any(evidence not in ("", MUTANT, PROOF) for evidence in counted)

    @property
    def refuted(self) -> int:
        """How many of its mutants that are false are refuted."""
        return self.evidence[MUTANT] - sum(trial.evidence == MUTANT for trial, _ in self.fallen)

    def line(self, width: int) -> str:
        counted = ((n, kind) for kind, n in self.evidence.items() if kind not in (MUTANT, PROOF))
        kinds = [*self.methods, *(_many(n, kind) for n, kind in counted)]
        score = f"{self.refuted}/{self.evidence[MUTANT]}" if self.evidence[MUTANT] else ""
        start = f"{self.name:{width}}  {self.ruling:9}  {self.seconds:6.2f} s  {score:>{MUTANTS}}"
        return f"{start}  {', '.join(kinds)}\n"


def prove(options: Namespace, style: Style) -> Answer:
    """Hold every trial of every theorem that is asked for."""
    paths = {path.stem: path for path in sorted(FOLDER.glob("*.md")) if path.name != INDEX}
    for name in options.names:
        one_of("prove", name, paths)
    read_ones = {name: read(path) for name, path in paths.items()}
    pages = {n: found for n, found in read_ones.items() if isinstance(found, Document)}
    troubles: list[Refusal | Defect] = [d for d in read_ones.values() if isinstance(d, Refusal)]
    budget = share(max(sum(number_of_experiments(page_of(page)) for page in pages.values()), 1))
    asked = options.names or sorted(pages)
    outcomes = [_outcome(name, pages[name], budget) for name in asked if name in pages]
    troubles += [_defect(o, paths[o.name]) for o in outcomes if o.contradicts_itself]
    told = _told(outcomes, style, steps=bool(options.names))
    return Answer(told, tuple(troubles), _status(outcomes, troubles))


def _outcome(name: str, document: Document, budget: Budget) -> Outcome:
    from ..check import check

    start, page, report = perf_counter(), page_of(document), check(document)
    held = list(trials(page, lambda: report, check, budget))
    told = [(trial, trial.hold()) for trial in held]
    fallen = tuple((t, r) for t, r in told if r.findings or r.unread or r.remarks)
    evidence = Counter(trial.evidence for trial in held if trial.evidence)
    stated = [
        item
        for claim, verdict in report.findings
        for item in verdict.evidence
        if any(span.start <= claim.span.start < span.end for span in page.theorems)
        and verdict.ruling.holds
    ]
    judged = {word for kind, word in METHODS if any(isinstance(item, kind) for item in stated)}
    if evidence[PROOF] and not any(trial.evidence == PROOF for trial, _ in fallen):
        judged.add(PROOF)
    methods = tuple(word for _, word in METHODS if word in judged)
    more = sum(_only_conditional(trial) for trial in held if trial.evidence == MUTANT)
    seconds = perf_counter() - start
    steps = tuple(_steps(page, stated)) if PROOF in methods else ()
    return Outcome(name, document, methods, evidence, fallen, more, seconds, steps)


def _steps(page: Page, stated: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """What is supposed and then shown, deduction by deduction; then what the judge has shown."""
    for name in page.proofs:
        deduction = deduced(name)
        yield name, "; ".join(deduction.supposed)
        yield from ((formula, rule) for rule, formula in deduction.steps)
    for item in stated:
        if isinstance(item, Proof):
            yield from ((formula, rule) for rule, formula in item.steps)


def _only_conditional(mutant: Trial) -> bool:
    """Is a mutant no more than conditional: true under what its page does not assume?"""
    rulings = {verdict.ruling for verdict in mutant.verdicts()}
    return Ruling.CONDITIONAL in rulings and Ruling.REFUTED not in rulings


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"


def _told(outcomes: Sequence[Outcome], style: Style, steps: bool) -> str:
    """A line for each theorem, its steps where it was asked for by name, and what fell."""
    width = max((len(outcome.name) for outcome in outcomes), default=0)
    lines = []
    for outcome in outcomes:
        lines.append(outcome.line(width))
        lines += [f"  {shown}\n      {rule}\n" for shown, rule in outcome.steps if steps]
    for outcome in outcomes:
        for _, report in outcome.fallen:
            lines += [f"\n{told}\n" for told in findings(report, style)]
    good = [outcome for outcome in outcomes if not outcome.fallen]
    kinds = Counter(outcome.ruling for outcome in good)
    each = ", ".join(f"{n} {ruling}" for ruling, n in sorted(kinds.items(), reverse=True))
    seconds = sum(outcome.seconds for outcome in outcomes)
    many = _many(len(outcomes), "theorem")
    held = f"\n{len(good)} of {many} hold{': ' + each if each else ''}, {seconds:.1f} s\n"
    return "".join(lines) + held + _score(outcomes)


def _score(outcomes: Sequence[Outcome]) -> str:
    """How many of the mutants that are false fall, and how many only for want of assumptions."""
    false = sum(outcome.evidence[MUTANT] for outcome in outcomes)
    fall, more = sum(o.refuted for o in outcomes), sum(o.conditional for o in outcomes)
    if not false:
        return ""
    score = f"mutants: {fall} of {false} shown to be false"
    if more:
        score += f", {more} of them as conditional: true under more than the page assumes"
    return f"{score}\n"


def _defect(outcome: Outcome, path: Path) -> Defect:
    names = ", ".join(trial.name for trial, _ in outcome.fallen if trial.evidence)
    words = f"the theorem is judged to hold, and this says otherwise: {names}"
    return Defect(Disagreement(words), str(path))


def _status(outcomes: Sequence[Outcome], troubles: Sequence[Refusal | Defect]) -> int:
    if any(isinstance(trouble, Defect) for trouble in troubles):
        return 101
    return 2 if troubles else int(any(outcome.fallen for outcome in outcomes))
