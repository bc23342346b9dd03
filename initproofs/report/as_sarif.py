"""For code scanning: reports go in, one SARIF 2.1.0 log comes out (OASIS, 2020).

What holds is *pass*, what could not be decided *open*; findings that the note silences are marked
as suppressed in source. A place in a notebook is a logical one: its lines are not its file's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from urllib.parse import quote

from ..nouns import Claim, Document, Refusal, Report, Ruling, Span, Verdict
from .style import Style

Json = dict[str, object]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# SARIF's kind and level for each ruling; only what fails has a level.
KINDS = {
    Ruling.PROVED: ("pass", "none"),
    Ruling.CONFIRMED: ("pass", "none"),
    Ruling.REFUTED: ("fail", "error"),
    Ruling.CONDITIONAL: ("fail", "warning"),
    Ruling.UNDECIDED: ("open", "none"),
}
UNREAD = "not-read"


def as_sarif(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """One run; each kind of claim is a rule."""
    results = [result for report in reports for result in _results(report)]
    rules = sorted({str(result["ruleId"]) for result in results})
    driver = {
        "name": "initproofs",
        "version": version("initproofs"),
        "rules": [{"id": rule, "name": rule.title().replace("-", "")} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(refusals)],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, allow_nan=False) + "\n"


def _invocation(refusals: Sequence[Refusal]) -> Json:
    return {
        "executionSuccessful": not refusals,
        "toolExecutionNotifications": [_notification(refusal) for refusal in refusals],
    }


def _notification(refusal: Refusal) -> Json:
    notification: Json = {"level": "error", "message": {"text": refusal.reason}}
    if refusal.path:
        place: Json = {"artifactLocation": {"uri": _uri(refusal.path)}}
        if refusal.place:
            place["region"] = dict(zip(("startLine", "startColumn"), refusal.place, strict=True))
        notification["locations"] = [{"physicalLocation": place}]
    return notification


def _results(report: Report) -> Iterator[Json]:
    for claim, verdict in report.findings:
        yield _result(report.document, claim, verdict)
    for claim, verdict in report.suppressed:
        hidden = {"suppressions": [{"kind": "inSource"}]}
        yield _result(report.document, claim, verdict) | hidden
    for unread in report.unread:
        yield {
            "ruleId": UNREAD,
            "kind": "open",
            "level": "none",
            "message": {"text": unread.reason},
            "locations": [_location(report.document, unread.span)],
        }


def _result(document: Document, claim: Claim, verdict: Verdict) -> Json:
    kind, level = KINDS[verdict.ruling]
    result: Json = {
        "ruleId": claim.kind,
        "kind": kind,
        "level": level,
        "message": {"text": verdict.message},
        "locations": [_location(document, claim.span)],
        "properties": {"ruling": verdict.ruling.value, "correction": verdict.correction},
    }
    if verdict.marks:
        result["relatedLocations"] = [_location(document, mark) for mark in verdict.marks]
    return result


def _location(document: Document, span: Span) -> Json:
    artifact = {"artifactLocation": {"uri": _uri(document.path)}}
    cell = document.cell(span.start)
    if cell is not None:
        name = f"{document.where(span.start)}, column {document.place(span.start)[1]}"
        logical = {"name": name, "fullyQualifiedName": f"cell {cell}", "kind": "member"}
        return {"physicalLocation": artifact, "logicalLocations": [logical]}
    line, column = document.place(span.start)
    end_line, end_column = document.place(span.end)
    snippet = document.source[span.start : span.end]
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "snippet": {"text": snippet},
    }
    return {"physicalLocation": artifact | {"region": region}}


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"))
