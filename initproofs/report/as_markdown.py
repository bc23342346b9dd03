"""For repositories and mail: reports go in, a Markdown page comes out: counts, findings, reasons.

What an author wrote stands in fences longer than any run of marks in it; in our own words every
sign that Markdown or HTML could take for markup is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..cards import code_in_markdown, longest_run, words_in_markdown
from ..nouns import Claim, Refusal, Report, Ruling, Verdict
from .labels import ORDER, labels, said
from .lede import lede
from .style import Style, glyph, safe
from .summary import counts, followers, loud, read_spans, spans_line, spot

MARKS = {
    Ruling.PROVED: "✔",
    Ruling.CONFIRMED: "✓",
    Ruling.REFUTED: "✘",
    Ruling.CONDITIONAL: "◆",
    Ruling.UNDECIDED: "?",
}
CODE = frozenset(["wrote", "is"])


def as_markdown(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """A heading for each note; what holds comes last, in one table."""
    parts = [part for report in reports for part in _note(report)]
    if refusals:
        parts.append("## Not checked")
        parts.append("\n".join(f"- {_code(r.path)}: {_words(r.reason)}" for r in refusals))
    return "\n\n".join(filter(None, parts)) + "\n"


def _note(report: Report) -> Iterator[str]:
    yield f"# {_words(report.document.path)}"
    yield lede(counts([report]))
    yield _counts(report)
    yield f"{spans_line(report.found, read_spans(report))}."
    for claim, verdict in loud(report):
        yield from _finding(report, claim, verdict)
    if report.unread or report.remarks:
        yield "## Not read"
        troubles = (*report.unread, *report.remarks)
        yield "\n".join(
            f"- {_code(spot(report.document, t.span.start))}: {_words(t.reason)}" for t in troubles
        )
    held = [pair for pair in report.findings if pair[1].ruling.holds]
    if held:
        yield "## What holds"
        yield "\n".join(["| place | verdict | why |", "|---|---|---|", *_rows(report, held)])


def _counts(report: Report) -> str:
    tally = counts([report])
    names = [f"{MARKS[ruling]} {ruling.value}" for ruling in Ruling]
    numbers = [str(tally[ruling]) for ruling in Ruling]
    return "\n".join(f"| {' | '.join(row)} |" for row in (names, ["---"] * len(names), numbers))


def _finding(report: Report, claim: Claim, verdict: Verdict) -> Iterator[str]:
    head = f"{MARKS[verdict.ruling]} {verdict.ruling.value}: {_words(verdict.message)}"
    yield f"## {head}"
    where = _code(spot(report.document, claim.span.start))
    yield f"{where} · {claim.kind}"
    yield _fence(claim.source)
    yield "\n".join(_told(report, claim, verdict))
    if verdict.correction:
        yield "Write instead:"
        yield _fence(verdict.correction)


def _told(report: Report, claim: Claim, verdict: Verdict) -> Iterator[str]:
    words = [label for evidence in verdict.evidence for label in labels(evidence, report.document)]
    words += [("then", followers(report, claim))]
    words += [("used", said(used, report.document)) for used in verdict.used]
    for name in ORDER:
        for label, text in words:
            if label == name and text and text != verdict.message:
                shown = _code(text) if label in CODE else _words(text)
                yield f"- **{label}**: {shown}"


def _rows(report: Report, held: Sequence[tuple[Claim, Verdict]]) -> Iterator[str]:
    for claim, verdict in held:
        where = _code(spot(report.document, claim.span.start))
        mark = f"{MARKS[verdict.ruling]} {verdict.ruling.value}"
        yield f"| {where} | {mark} | {_words(verdict.brief or verdict.message)} |"


def _words(text: str) -> str:
    return words_in_markdown(safe(text))


def _code(text: str) -> str:
    return code_in_markdown(safe(text))


def _fence(text: str) -> str:
    lines = "\n".join("".join(map(glyph, line.expandtabs(4))) for line in text.splitlines())
    marks = "`" * max(3, longest_run(lines) + 1)
    return f"{marks}text\n{lines}\n{marks}"
