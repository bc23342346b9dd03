"""What programs read: GitHub's annotations, SARIF and JUnit, each as its readers demand."""

import json
import re
from xml.etree import ElementTree

import pytest

from initproofs.cli import main
from initproofs.nouns import Refusal, Ruling
from initproofs.report import FORMATS
from initproofs.report.style import Style

from . import examples

REFUSALS = [
    Refusal("a b.md", "byte 0xE9 is not UTF-8.\nSave it", (3, 4)),
    Refusal("c.md", "no such"),
]
COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*)(?:,\w+=[^,:]*)*::(.+)")


def written(name: str, reports=(examples.REPORT,), refusals=()) -> str:
    return FORMATS[name](list(reports), list(refusals), Style())


def test_github_gets_one_command_for_each_finding():
    *lines, last = written("github", refusals=REFUSALS).splitlines()
    assert last.startswith("::notice title=initproofs::8 claims: ")
    levels = [COMMAND.fullmatch(line)[1] for line in lines]
    rulings = [verdict.ruling for _, verdict in examples.REPORT.findings]
    unread = len(examples.REPORT.unread) + len(examples.REPORT.remarks)
    assert levels.count("error") == rulings.count(Ruling.REFUTED) + len(REFUSALS)
    assert levels.count("warning") == rulings.count(Ruling.CONDITIONAL)
    assert levels.count("notice") == rulings.count(Ruling.UNDECIDED) + unread
    assert lines[-2] == (
        "::error file=a b.md,line=3,col=4,title=not checked::byte 0xE9 is not UTF-8.%0ASave it"
    )


def test_github_cannot_be_told_lies_by_a_note(tmp_path, capsys):
    """A note cannot end a command and begin another one."""
    note = tmp_path / "a,b::c%.md"
    note.write_text("$1 + 1 = 3$\n\n$x \\foo\n::error::fake$\n", "utf8")
    main(["check", str(note), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    for line in lines[:2]:
        assert "a%2Cb%3A%3Ac%25.md" in line
        assert line.count("::") == 2


def test_sarif_says_what_the_report_says():
    log = json.loads(written("sarif", refusals=REFUSALS))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    findings, results = examples.REPORT.findings, run["results"]
    assert [r["properties"]["ruling"] for r in results[: len(findings)]] == [
        verdict.ruling.value for _, verdict in findings
    ]
    for result in results:
        assert (result["kind"] == "fail") == (result["level"] != "none")  # 3.27.10 of the standard
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        ends = (region["endLine"], region["endColumn"])
        assert (region["startLine"], region["startColumn"]) <= ends
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {r["ruleId"] for r in results}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"]
    assert [n["message"]["text"] for n in told] == [refusal.reason for refusal in REFUSALS]
    assert told[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b.md"},
        "region": {"startLine": 3, "startColumn": 4},
    }


def test_sarif_is_valid():
    models = pytest.importorskip("sarif_pydantic")
    assert models.Sarif.model_validate_json(written("sarif", refusals=REFUSALS)).runs


def test_junit_counts_as_test_runners_do():
    root = ElementTree.fromstring(written("junit", refusals=REFUSALS))
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        for what, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(what, 0)) == len(suite.findall(f"testcase/{tag}"))
    failures = root.findall(".//failure")
    refuted = [v for _, v in examples.REPORT.findings if v.ruling is Ruling.REFUTED]
    assert [failure.get("message") for failure in failures] == [
        f"refuted: {verdict.message}" for verdict in refuted
    ]


def test_every_line_of_a_notebook_names_its_cell(tmp_path, capsys):
    cells = [{"cell_type": "markdown", "source": text} for text in ("so", "and\n\n$1 + 1 = 3$")]
    note = tmp_path / "a.ipynb"
    note.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}))
    said = {}
    for name in FORMATS:
        assert main(["check", str(note), "--format", name]) == 1
        said[name] = capsys.readouterr().out
    assert f"{note}:cell 2:3:2: refuted" in said["concise"]
    assert f"{note}:cell 2:3:2: refuted" in said["full"]
    assert "   3 | $1 + 1 = 3$" in said["full"]
    (claim,) = json.loads(said["json"])["documents"][0]["claims"]
    assert (claim["cell"], claim["line"], claim["column"], claim["end_column"]) == (2, 3, 2, 11)
    assert claim["id"] == f"{note}:cell 2:3:2"
    assert "::line 3 of cell 2: " in said["github"]
    (result,) = json.loads(said["sarif"])["runs"][0]["results"]
    assert result["locations"][0]["logicalLocations"][0]["name"] == "line 3 of cell 2, column 2"
    assert "cell 2:3:2" in said["junit"]
