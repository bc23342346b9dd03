"""A page → its theorem made wrong in every way that its example shows to be false.

The label comes from the exact enumeration of the example's laws, which shares nothing with the
provers; a mutant is refuted when the judge gives it a counterexample: it is refuted, or holds only
under what the page does not assume. Refuses, with nothing, a page without an example of laws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..evidence.finite import NoValue, World
from ..nouns import Document, Report, Ruling, Span, Verdict
from ..read import read_text
from .laws import Instance, NotALaw, instances, sides
from .operators import changes
from .page import Page, page_of


@dataclass(frozen=True)
class Mutant:
    """The page up to its theorem with one thing changed, and where the changed formula stands."""

    operator: str
    formula: str
    document: Document
    span: Span

    def verdicts(self, report: Report) -> list[Verdict]:
        """What a report on the document says of the changed formula."""
        first, end = self.span.start - 2, self.span.end  # from the dollars on
        return [v for claim, v in report.findings if first <= claim.span.start < end]


def is_refuted(verdicts: list[Verdict]) -> bool:
    """Is there a counterexample, and nobody who says that it holds?"""
    rulings = {verdict.ruling for verdict in verdicts}
    shown = rulings & {Ruling.REFUTED, Ruling.CONDITIONAL}
    return bool(shown) and not any(ruling.holds for ruling in rulings)


def mutants(page: Page) -> Iterator[Mutant]:
    """The changes of the theorem that are false in the page's own example."""
    world = _world(page)
    if world is None or page.statement is None:
        return
    source, span = page.document.source, page.statement.span
    end = page.sections["Statement"].span.end
    for operator, changed in changes(source[span.start : span.end]):
        text = source[: span.start] + changed + source[span.end : end]
        document = read_text(page.document.path, text)
        if isinstance(document, Document) and _is_false(page_of(document), world):
            place = Span(span.start, span.start + len(changed))
            yield Mutant(operator, changed, document, place)


def _world(page: Page) -> World | None:
    section = page.sections.get("Example")
    if section is None:
        return None
    try:
        found: Instance | None = next(instances(page, section), None)
    except NotALaw:
        return None
    return found.world if found is not None and found.world.tables else None


def _is_false(page: Page, world: World) -> bool:
    """Do the two sides differ under these laws? Of what has no value there nothing is known."""
    try:
        return len(set(sides(page, world))) > 1
    except (NoValue, ValueError, ZeroDivisionError):
        return False
