"""For test runners: reports go in, JUnit's XML comes out: a note is a suite, a claim a test.

Refuted is a failure; conditional and undecided are skipped, with their reason: whether they break a
build is for ``--fail-on`` to say. A file that could not be read is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from ..nouns import Claim, Refusal, Report, Ruling, Verdict
from .labels import labels
from .style import Style, safe
from .summary import place

# Characters that no XML document may hold.
UNHEARD_OF = re.compile("[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST = 100  # characters of a formula in the name of its test


def as_junit(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """Suites in the order of the files, those that could not be read last."""
    root = ElementTree.Element("testsuites", name="initproofs")
    for report in reports:
        _suite(root, report)
    for refusal in refusals:
        suite = _element(root, "testsuite", name=refusal.path, tests="1", errors="1")
        case = _element(suite, "testcase", classname=refusal.path, name="is read")
        _element(case, "error", message=refusal.reason, type="refusal")
    ElementTree.indent(root, " ")
    written = ElementTree.tostring(root, "unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'


def _suite(root: ElementTree.Element, report: Report) -> None:
    tally = Counter(verdict.ruling for _, verdict in report.findings)
    suite = _element(
        root,
        "testsuite",
        name=report.document.path,
        tests=str(tally.total()),
        failures=str(tally[Ruling.REFUTED]),
        errors="0",
        skipped=str(tally[Ruling.CONDITIONAL] + tally[Ruling.UNDECIDED]),
    )
    for claim, verdict in report.findings:
        _case(suite, report, claim, verdict)


def _case(suite: ElementTree.Element, report: Report, claim: Claim, verdict: Verdict) -> None:
    where, source = place(report, claim.span), safe(claim.source).strip()
    shown = source if len(source) <= LONGEST else f"{source[:LONGEST]}…"
    name = f"{where} [{claim.kind}] {shown}"
    case = _element(suite, "testcase", classname=report.document.path, name=name)
    told = f"{verdict.ruling.value}: {verdict.message}"
    if verdict.ruling is Ruling.REFUTED:
        failure = _element(case, "failure", message=told, type=claim.kind)
        failure.text = _clean("\n".join([f"{where}: {told}", *_reasons(report, verdict)]))
    elif verdict.ruling.holds:
        _element(case, "system-out").text = _clean(told)
    else:
        _element(case, "skipped", message=told)


def _reasons(report: Report, verdict: Verdict) -> list[str]:
    found = [label for evidence in verdict.evidence for label in labels(evidence, report.document)]
    words = [f"{label}: {said}" for label, said in found if said]
    return [*words, *([f"write: {verdict.correction}"] if verdict.correction else [])]


def _element(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    cleaned = {name: _clean(value) for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, cleaned)


def _clean(text: str) -> str:
    return UNHEARD_OF.sub("�", "\n".join(map(safe, text.splitlines())))
