"""The product asked through its public contract, and its answers beside the truth.

In go notes and the JSON of ``initproofs check --format json`` (version 1), out come ``Finding``s:
errors missed, false alarms, wrong confirmations, doubled refutations, true lines left undecided.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from initproofs import Claim, Document, Refusal, Verdict, check, read

from .truth import Label, Note, Truth

Claims = Sequence[Mapping[str, Any]]
RIGHT = {"proved", "confirmed"}
WITHIN_A_UNIT = {"truncated", "last digit"}  # some cut, some round: these may be left undecided
SERIOUS = (
    "missed", "wrongly confirmed", "false alarm", "carried refuted", "stray refutation",
    "false condition",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the answer is not the truth."""

    kind: str  # one of SERIOUS, or: doubled, undecided, partly undecided, unread
    line: int
    expected: str
    actual: str


def offsets(text: str) -> list[int]:
    """Where each line begins, as an editor counts lines."""
    starts, at = [0], 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        starts.append(at)
    return starts


def extent(claim: Mapping[str, Any], starts: list[int]) -> tuple[int, int]:
    """A claim's place as offsets of the text."""
    start = starts[claim["line"] - 1] + claim["column"] - 1
    end_line = claim.get("end_line") or claim["line"]
    end_column = claim.get("end_column") or claim["column"] + 1
    return start, max(starts[end_line - 1] + end_column - 1, start + 1)


def answered(note: Note, claims: Claims) -> tuple[dict[int, list[Mapping[str, Any]]], Claims]:
    """For every truth the claims that speak of it, and the claims that speak of none."""
    starts = offsets(note.text)
    answers: dict[int, list[Mapping[str, Any]]] = {index: [] for index in range(len(note.truths))}
    stray = []
    for claim in claims:
        start, end = extent(claim, starts)
        overlaps = [
            (min(end, truth.end) - max(start, truth.start), -index)
            for index, truth in enumerate(note.truths)
        ]
        most, index = max(overlaps, default=(0, 0))
        if most > 0:
            answers[-index].append(claim)
        else:
            stray.append(claim)
    return answers, stray


def findings(note: Note, claims: Claims) -> Iterator[Finding]:
    """Everything in which the answers differ from the truth."""
    answers, stray = answered(note, claims)
    for index, truth in enumerate(note.truths):
        for kind in faults_of(truth, answers[index]):
            yield Finding(kind, note.line(truth.start), described(truth), said(answers[index]))
    for claim in stray:
        if claim["status"] in ("refuted", "conditional"):
            kind = "stray refutation" if claim["status"] == "refuted" else "false condition"
            yield Finding(kind, claim["line"], "no such claim", said([claim]))


def faults_of(truth: Truth, claims: Claims) -> Iterator[str]:
    """What is wrong with the answers to one place."""
    statuses = [claim["status"] for claim in claims]
    refuted = statuses.count("refuted")
    if truth.label is Label.OPEN:
        return
    if truth.label is Label.WRONG:
        doubted = truth.fault in WITHIN_A_UNIT and "undecided" in statuses
        if not refuted and not doubted:
            done = statuses and set(statuses) <= RIGHT
            yield "wrongly confirmed" if done else "missed"
        if refuted > max(truth.wrong_links, 1):
            yield "doubled"
        return
    if refuted:
        yield "carried refuted" if truth.label is Label.CARRIED else "false alarm"
    if "conditional" in statuses and truth.numeric:
        yield "false condition"
    if truth.label is Label.TRUE and not refuted:
        if not RIGHT & set(statuses):
            yield "undecided"
        elif "undecided" in statuses:
            yield "partly undecided"


def described(truth: Truth) -> str:
    fault = f": {truth.fault}, {truth.wrong_links} wrong links" if truth.fault else ""
    return f"{truth.label} ({truth.what}{fault})"


def said(claims: Claims) -> str:
    if not claims:
        return "no claim here"
    return "; ".join(
        f"{claim['line']}:{claim['column']} {claim['status']} [{claim['kind']}] {claim['message']}"
        for claim in claims
    )


def in_process(text: str, folder: Path, name: str = "note.md") -> list[Mapping[str, Any]]:
    """The answers of the library, in the words of the contract."""
    path = folder / name
    path.write_bytes(text.encode("utf8"))
    document = read(path)
    if isinstance(document, Refusal):
        raise TypeError(document.reason)
    return [claim_of(document, claim, verdict) for claim, verdict in check(document).findings]


def claim_of(document: Document, claim: Claim, verdict: Verdict) -> Mapping[str, Any]:
    line, column = document.place(claim.span.start)
    end_line, end_column = document.place(claim.span.end)
    return {
        "line": line, "column": column, "end_line": end_line, "end_column": end_column,
        "kind": claim.kind, "status": str(verdict.ruling), "message": verdict.message,
        "source": claim.source, "follows": verdict.follows,
    }  # fmt: skip


def checked(sources: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The answers of one run of the command line to many files, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in sources:
            path = Path(folder) / name
            path.write_bytes(text.encode("utf8"))
            paths.append(str(path))
        arguments = ["check", "--fail-on", "never", "--format", "json", *paths]
        run = subprocess.run(
            [sys.executable, "-m", "initproofs", *arguments],
            capture_output=True, check=False, encoding="utf8",
        )  # fmt: skip
    if run.returncode != 0:
        raise RuntimeError(f"exit code {run.returncode}: {run.stderr[-2000:]}")
    return {Path(each["path"]).name: each for each in json.loads(run.stdout)["documents"]}
