"""A fault of ours says so, is written down, never looks like a verdict, and stops no other note."""

import json
import os
from pathlib import Path

import pytest

from initproofs.report import FORMATS

from .examples import HOLDS, at, parsed


def broken_at(path):
    """A check that breaks on one note."""

    def check(document, settings, progress):
        if document.path == path:
            raise ZeroDivisionError("division by zero")
        return at(document.path, HOLDS)

    return check


def test_a_defect_is_named_and_the_other_notes_are_checked(run, judged, note):
    judged(broken_at("a/bad.md"))
    said = run("check", note("a/bad.md"), note("good.md"))
    assert said.status == 101
    assert said.out.startswith("1 claim: 1 proved\n")
    assert said.err == (
        "internal error: a/bad.md: ZeroDivisionError: division by zero\n"
        "This is a fault in initproofs, not in the note. Nothing is said about this note.\n"
        "Please report it with the file initproofs-101.json, written beside the note.\n"
    )
    record = json.loads(Path("a/initproofs-101.json").read_text("utf8"))
    assert "ZeroDivisionError" in record["trace"]
    assert record["note"] == "a/bad.md"


def test_it_weighs_more_than_a_refused_note(run, judged, note):
    judged(broken_at("note.md"))
    assert run("check", note(), "none.md").status == 101


def test_json_stays_json_and_holds_no_verdict_on_the_note(run, judged, note):
    judged(broken_at("note.md"))
    result = parsed(run("check", note(), "--format", "json").out)
    assert result["documents"] == []
    assert result["errors"][0]["reason"].startswith("internal error: ZeroDivisionError")


def test_a_defect_of_a_format_is_caught_too(run, judged, note, monkeypatch):
    def broken(reports, refusals, style):
        raise KeyError("colour")

    judged(HOLDS)
    monkeypatch.setitem(FORMATS, "concise", broken)
    said = run("check", note())
    assert said.status == 101
    assert said.err.startswith("internal error: KeyError: 'colour'\n")
    assert "Nothing is said about any note." in said.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_where_nothing_can_be_written_the_trace_is_printed(run, judged, note):
    judged(broken_at("note.md"))
    note()
    Path().chmod(0o500)
    said = run("check", "note.md")
    Path().chmod(0o700)
    assert said.status == 101
    assert "Traceback" in said.err


def test_a_record_that_cannot_be_written_does_not_hide_the_defect(run, judged, note):
    judged(broken_at("note.md"))
    Path("initproofs-101.json").mkdir()
    said = run("check", note())
    assert said.status == 101
    assert "Please report it with these lines:\nTraceback" in said.err


def test_two_methods_that_disagree_are_told_in_their_own_words(run, judged, note):
    def disagree(*_):
        raise AssertionError("two methods disagree at note.md:61:3 (proved by a, refuted by b)")

    judged(disagree)
    assert run("check", note()).err.startswith(
        "internal error: note.md: two methods disagree at note.md:61:3 (proved by a, refuted by b)"
    )


def test_a_fault_in_one_kind_leaves_the_verdicts_of_the_others(run, judged, note):
    def check(document, settings, progress):
        if settings.wants("symmetry"):
            raise ZeroDivisionError("division by zero")
        return at(document.path, HOLDS)

    judged(check)
    said = run("check", "--select", "symmetry,notation", note("good.md"))
    assert said.status == 101
    assert said.out.startswith("1 claim: 1 proved\n")
    assert "Nothing is said about the claims of kind symmetry in this note." in said.err
