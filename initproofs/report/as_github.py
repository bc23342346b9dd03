"""For GitHub's pages: reports go in, one workflow command for each finding comes out.

Refuted is an error, conditional a warning, the rest a notice. A notebook is annotated as a whole,
since its lines are not those of its file: the message names cell and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..nouns import Document, Refusal, Report, Ruling, Span
from .style import Style, safe
from .summary import loud, summary

LEVEL = {Ruling.REFUTED: "error", Ruling.CONDITIONAL: "warning", Ruling.UNDECIDED: "notice"}
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def as_github(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """Refusals are errors of their files; what holds is only counted."""
    lines = [line for report in reports for line in _lines(report)]
    lines += map(_refused, refusals)
    if reports:
        counted = ". ".join(summary(reports, Style(), reasons=False))
        lines.append(f"::notice title=initproofs::{_escaped(counted)}")
    return "".join(f"{line}\n" for line in lines)


def _lines(report: Report) -> Iterator[str]:
    for claim, verdict in loud(report):
        title = f"{verdict.ruling.value} [{claim.kind}]"
        yield _command(report.document, claim.span, LEVEL[verdict.ruling], title, verdict.message)
    for unread in report.unread:
        yield _command(report.document, unread.span, "notice", "not read", unread.reason)
    for remark in report.remarks:
        yield _command(report.document, remark.span, "notice", "suppression", remark.reason)


def _command(document: Document, span: Span, level: str, title: str, words: str) -> str:
    if document.cells:
        return _written(level, document.path, {}, title, f"{document.where(span.start)}: {words}")
    line, column = document.place(span.start)
    end_line, end_column = document.place(span.end)
    place = {"line": line, "endLine": end_line}
    if line == end_line:  # columns of several lines are refused
        place |= {"col": column, "endColumn": max(end_column, column)}
    return _written(level, document.path, place, title, words)


def _refused(refusal: Refusal) -> str:
    place = dict(zip(("line", "col"), refusal.place or (), strict=False))
    return _written("error", refusal.path, place, "not checked", refusal.reason)


def _written(level: str, path: str, place: dict[str, int], title: str, words: str) -> str:
    known = {"file": path, **place, "title": title}
    values = ",".join(f"{name}={_property(str(value))}" for name, value in known.items())
    return f"::{level} {values}::{_escaped(words)}"


def _escaped(text: str) -> str:
    lines = "\n".join(map(safe, text.splitlines()))
    return "".join(ESCAPES.get(character, character) for character in lines)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
