"""Misuse of the command line: what happened, where, what to do; help and explanations."""

import subprocess
import sys
from pathlib import Path

import pytest

from initproofs.cli import main
from initproofs.report import FORMATS


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("chek", "a.md"), "initproofs: there is no command “chek” (did you mean check?)"),
        (("--format", "x"), "initproofs: there is no command “--format”"),
        (("check", "a.md", "--format", "ful"), "--format: there is no “ful” (did you mean full?)"),
        (("check", "a.md", "--formt", "x"), "check: there is no --formt (did you mean --format?)"),
        (("check", "a.md", "--fail-on", "refute"), "--fail-on: there is no “refute” (did you mean"),
        (("read", "a.md", "--format", "full"), "--format: there is no “full”"),
        (("check", "a.md", "--select", "notaton"), "--select: there is no kind “notaton” (did you"),
        (("check", "a.md", "--ignore", ","), "--ignore: name a kind of claim"),
        (("explain", "notaton"), "explain: there is no “notaton” (did you mean notation?)"),
        (("check",), "initproofs check: the following arguments are required: PATH"),
    ],
)
def test_misuse_is_explained(run, words, error):
    said = run(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {error}")


def test_what_there_is_is_listed_below(run):
    said = run("check", "a.md", "--format", "ful")
    assert said.err == (
        f"error: --format: there is no “ful” (did you mean full?)\n       {', '.join(FORMATS)}\n"
    )


def test_help_goes_to_the_output_and_its_absence_to_the_errors(run):
    said = run("--help")
    assert said.status == 0
    assert "check PATH…" in said.out
    assert (run().status, run().err) == (2, said.out)


@pytest.mark.parametrize("command", ["check", "read", "explain"])
def test_each_command_has_help(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert f"usage: initproofs {command}" in capsys.readouterr().out


def test_only_formats_that_exist_are_offered(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert " | ".join(FORMATS) in " ".join(capsys.readouterr().out.split())


def test_the_version_is_told(run):
    from importlib.metadata import version

    assert run("--version").out == f"initproofs {version('initproofs')}\n"


def test_every_kind_is_explained(run, kinds):
    assert run("explain").out.split() == [*(kind.name for kind in kinds), "pytest"]
    assert "pytest --initproofs notes/" in run("explain", "pytest").out
    for kind in kinds:
        assert run("explain", kind.name).out == kind.about.strip() + "\n"


def test_help_imports_nothing_heavy():
    """Start-up is measured by a benchmark; what makes it slow is known and forbidden here."""
    program = (
        "import sys; before = {*sys.modules}; from initproofs.cli import main; main(['--help']);"
        "heavy = {'numpy', 'sympy', 'markdown_it', 'initproofs.nouns', 'argparse', 'typing'};"
        "sys.exit(', '.join(heavy & {*sys.modules} - before) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_as_a_module_it_is_the_same_command():
    done = subprocess.run(
        [sys.executable, "-m", "initproofs", "chek"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: initproofs: there is no command “chek”")


def test_the_library_keeps_its_verbs_when_rooms_of_their_names_are_imported():
    program = (
        "import initproofs.read, initproofs.check, initproofs;"
        "from pathlib import Path; from initproofs import Report, Settings, check, read;"
        "assert isinstance(initproofs.check(read(Path(sys.argv[1])), Settings()), Report)"
    )
    note = Path(__file__).parents[1] / "notes" / "first_steps.md"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {program}", note], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
