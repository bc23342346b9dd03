"""``initproofs check``: exit status, several notes, folders, refusals, output to a file."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from initproofs.nouns import Ruling

from .examples import EMPTY, HOLDS, REPORT, only, parsed

ALWAYS = {"refuted": 0, "conditional": 0, "undecided": 0, "never": 0}


@pytest.mark.parametrize(
    ("ruling", "fails"),
    [
        (Ruling.PROVED, ()),
        (Ruling.CONFIRMED, ()),
        (Ruling.UNDECIDED, ("undecided",)),
        (Ruling.CONDITIONAL, ("undecided", "conditional")),
        (Ruling.REFUTED, ("undecided", "conditional", "refuted")),
    ],
)
@pytest.mark.parametrize("level", ["refuted", "conditional", "undecided", "never"])
def test_the_exit_status_says_whether_there_was_something(run, judged, note, ruling, fails, level):
    judged(only(ruling))
    assert run("check", note(), "--fail-on", level).status == int(level in fails)


def test_refuted_is_the_default_level(run, judged, note):
    judged(only(Ruling.CONDITIONAL))
    assert run("check", note()).status == 0
    judged()
    assert run("check", note()).status == 1


def test_a_note_without_claims_is_no_error(run, judged, note):
    judged(EMPTY)
    said = run("check", note("empty.md", ""))
    assert (said.status, said.err) == (0, "")
    assert said.out == "0 claims found in empty.md: 0 spans of maths and code\n"


def test_the_place_comes_first_and_the_reasons_are_pointed_to(run, judged, note):
    judged()
    said = run("check", note("a note.md"))
    assert said.out.startswith("a note.md:5:3: refuted [worked-example] the factor 1/m")
    assert said.out.endswith("For the reasons: initproofs check 'a note.md' --format full\n")


def test_a_refused_note_does_not_stop_the_others(run, judged, note):
    judged(HOLDS)
    note("week4.md")
    said = run("check", "wek4.md", "week4.md")
    assert said.status == 2
    assert said.out.startswith("1 claim: 1 proved\n")
    assert said.err == "error: wek4.md: no such file (did you mean week4.md?)\n"


def test_a_refused_note_weighs_more_than_a_refuted_claim(run, judged, note):
    judged()
    assert run("check", note(), "none.md").status == 2


def test_nothing_is_printed_of_nothing(run, judged):
    judged()
    said = run("check", "none.md")
    assert (said.status, said.out) == (2, "")


def test_json_stays_json_whatever_is_refused(run, judged, note):
    judged()
    said = run("check", note(), "none.md", "--format", "json")
    result = parsed(said.out)
    assert said.status == 2
    assert [error["path"] for error in result["errors"]] == ["none.md"]
    assert len(result["documents"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "note.md", "--select", "nothing", "--format", "json"),
        ("check", "--format", "json"),
        ("check", "note.md", "--format", "json", "--no-such-option"),
        ("read", "none.md", "--format", "json"),
    ],
)
def test_json_stays_json_for_every_misuse(run, judged, note, words):
    judged()
    note()
    said = run(*words)
    assert said.status == 2
    assert parsed(said.out)["errors"]
    assert said.err.startswith("error: ")


def test_folders_are_searched_in_order_and_hidden_ones_are_not(run, judged, note):
    judged(HOLDS)
    for name in ("b.md", "a/z.txt", "a/y.qmd", "notes.pdf", "a/x.MD"):
        note(name)
    for name in (".git/a.md", "node_modules/p/readme.md", ".venv/b.md", ".hidden.md", "env/c.md"):
        note(name)
    note("env/pyvenv.cfg")
    said = run("check", ".", "--format", "json")
    found = [document["path"] for document in parsed(said.out)["documents"]]
    assert found == ["b.md", "a/x.MD", "a/y.qmd", "a/z.txt"]


def test_a_note_named_twice_is_checked_once(run, judged, note):
    seen = judged(HOLDS)
    note("a/n.md")
    run("check", "a", "a/n.md", "./a/n.md")
    assert len(seen) == 1


def test_a_folder_without_notes_is_an_error_but_others_are_checked(run, judged, note):
    judged(HOLDS)
    note("photos/a.jpg")
    said = run("check", "photos/", note())
    assert said.status == 2
    assert said.err.startswith("error: photos/: no note in this folder (looked for .md")
    assert said.out.startswith("1 claim")


def test_what_is_typed_is_taken_even_if_hidden(run, judged, note):
    judged(HOLDS)
    assert run("check", note(".hidden/n.md")).status == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_with_the_name_of_a_note_is_not_waited_for(run, judged):
    judged()
    os.mkfifo("pipe.md")
    assert run("check", "pipe.md").err == "error: pipe.md: this is neither a file nor a folder\n"


def test_the_report_can_be_written_to_a_file(run, judged, note):
    judged()
    said = run("check", note(), "--format", "json", "-o", "report.json")
    assert (said.status, said.out, said.err) == (1, "", "")
    assert parsed(Path("report.json").read_text("utf8"))["summary"]["refuted"] == 3


@pytest.mark.parametrize("target", ["no/such/folder.txt", ".", "note.md", "./note.md"])
def test_a_report_is_not_lost_and_a_note_not_overwritten(run, judged, note, target):
    seen = judged()
    said = run("check", note(), "-o", target)
    assert said.status == 2
    assert said.err.startswith("error: -o: ")
    assert not seen
    assert Path("note.md").read_text() == "Nothing here.\n"


def test_a_note_in_a_folder_is_not_overwritten_either(run, judged, note):
    judged()
    note("a/n.md")
    assert run("check", "a", "-o", "a/n.md").status == 2
    assert Path("a/n.md").read_text() == "Nothing here.\n"


def test_stdin_is_read_as_markdown(run, judged, monkeypatch):
    seen = judged(HOLDS)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("$σ$\n".encode()), "utf8"))
    assert run("check", "-").status == 0
    assert seen[0][0].source == "$σ$\n"


def test_stdin_that_is_not_utf8_is_refused(run, judged, monkeypatch):
    judged()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9\n"), "utf8"))
    said = run("check", "-")
    assert said.status == 2
    assert "0xE9" in said.err


def test_kinds_reach_the_check(run, judged, note, kinds):
    seen = judged(HOLDS)
    names = [kind.name for kind in kinds]
    run("check", note(), "--select", ",".join(names[:2]), "--ignore", names[0])
    settings = seen[0][1]
    assert [name for name in names if settings.wants(name)] == names[1:2]


def test_suppressed_findings_do_not_count(run, judged, note):
    judged(replace(HOLDS, suppressed=REPORT.findings[1:2]))
    said = run("check", note())
    assert said.status == 0
    assert "1 finding suppressed by comments in the note\n" in said.out


def test_nobody_listening_is_no_trouble(tmp_path, note):
    """``initproofs check many | head -1`` ends quietly."""
    note("long.md", "# words\n" * 10)
    program = "from initproofs.cli.run import _write; _write('x\\n' * 10**6)"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_output_that_cannot_spell_still_gets_the_report():
    program = "from initproofs.cli.run import _write; _write('σ √2\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"\\u03c3 \\u221a2\n"


def test_an_interrupt_is_not_a_verdict(run, judged, note):
    def interrupted(*_):
        raise KeyboardInterrupt

    judged(interrupted)
    assert run("check", note()).status == 130
