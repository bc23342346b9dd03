"""``pytest --initproofs``: a course repository in a folder of its own, its notes as tests."""

import importlib
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from initproofs import check as public
from initproofs.nouns import Report

pytest_plugins = ["pytester"]
WEEK = r"""# Week 4

Let $x = 2$ and $y = 3$, so that

$$x + y = 5$$

and, with a slip of the pen, $x y = 7$.
"""
UNREAD = "# Week 5\n\nHere $1 + 1 = 2$ holds, and $\\enclose{circle}{x} = 1$ is not read.\n"
NEEDS = r"""# Week 7

Let $a$ and $b$ be random numbers. Then

$$\operatorname{Var}(a + b) = \operatorname{Var}(a) + \operatorname{Var}(b)$$
"""


@pytest.fixture(autouse=True)
def _no_other_plugins(monkeypatch):
    """Plugins that happen to be installed here are slow to load, and none of our business."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture
def course(pytester):
    """A course repository: notes, a README with an error, and a test of its own."""
    for name, text in {
        "README.md": "$1 + 1 = 3$\n",
        "requirements.txt": "numpy\n",
        "notes/README.md": "$1 + 1 = 3$\n",
        "notes/week4.md": WEEK,
        "notes/week5.md": UNREAD,
        "notes/.hidden.md": "$1 + 1 = 3$\n",
        "notes/figure.py": "print('no note')\n",
        "tests/test_course.py": "def test_course():\n    assert True\n",
    }.items():
        path = pytester.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf8")
    return pytester


def run(course, *words):
    return course.runpytest_inprocess(
        "-p", "initproofs.pytest_notes", "-p", "no:cacheprovider", *words
    )


def test_one_item_for_each_claim_named_by_its_line_and_kind(course):
    text = run(course, "--initproofs", "notes", "--collect-only", "-q").stdout.str()
    assert "notes/week4.md::line 5, worked-example" in text
    assert "notes/week4.md::line 7, worked-example" in text
    assert "notes/week5.md::line 3, not read" in text
    assert "README" not in text
    assert "hidden" not in text
    assert "figure" not in text


def test_a_failure_speaks_in_the_words_of_the_verdict_at_its_place(course):
    result = run(course, "--initproofs", "notes", "-rs")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    text = result.stdout.str()
    assert "notes/week4.md:7:31: refuted [worked-example]" in text
    assert "wrote:" in text
    assert "SKIPPED [1] notes/week5.md: line 3: not read: " in text
    assert "Traceback" not in text
    assert "pytest_notes.py" not in text


def test_nothing_is_collected_unless_it_is_asked_for(course):
    run(course).assert_outcomes(passed=1)
    text = run(course, "--initproofs", "--collect-only", "-q").stdout.str()
    assert "test_course" in text  # tests of the course still run
    assert "README" not in text
    assert "requirements" not in text
    run(course, "--initproofs", "README.md").assert_outcomes(failed=1)  # named, it is a note


@pytest.mark.parametrize(
    ("bar", "failed", "skipped"),
    [("never", 0, 3), ("refuted", 1, 2), ("conditional", 2, 1), ("undecided", 3, 0)],
)
def test_what_fails_is_for_the_course_to_say(course, bar, failed, skipped):
    (course.path / "notes" / "week7.md").write_text(NEEDS, "utf8")
    result = run(course, "--initproofs", "--initproofs-fail-on", bar, "notes")
    result.assert_outcomes(passed=2, failed=failed, skipped=skipped)


def test_a_bar_that_nobody_knows_is_refused_in_words(course):
    result = run(course, "--initproofs", "--initproofs-fail-on", "refused")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "there is no “refused” (did you mean refuted?)" in result.stderr.str()


def test_a_file_that_cannot_be_read_is_an_error_and_stops_no_other(course):
    (course.path / "notes" / "odd.md").write_bytes(b"na\xefve")
    result = run(course, "--initproofs", "notes")
    result.assert_outcomes(passed=2, failed=1, skipped=1, errors=1)
    assert "odd.md:1:3: " in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_a_note_without_a_claim_is_no_success(course):
    (course.path / "notes" / "week4.md").write_text("# Nothing\n\nNothing is said.\n", "utf8")
    result = run(course, "--initproofs", "notes/week4.md", "-rs")
    result.assert_outcomes(skipped=1)
    assert "nothing is claimed in this note" in result.stdout.str()


def test_the_settings_of_the_course_are_obeyed(course):
    course.makepyprojecttoml('[tool.initproofs]\nignore = ["worked-example"]\n')
    run(course, "--initproofs", "notes/week4.md").assert_outcomes(skipped=1)
    course.makepyprojecttoml('[tool.initproofs]\nignore = ["worked-exmple"]\n')
    result = run(course, "--initproofs", "notes/week4.md")
    result.assert_outcomes(errors=1)
    assert "there is no kind “worked-exmple”" in result.stdout.str()


def test_a_comment_of_the_author_silences_a_claim(course):
    note = course.path / "notes" / "week4.md"
    order = "<!-- initproofs: ignore[worked-example] an exercise -->\n\nand, with"
    note.write_text(WEEK.replace("and, with", order), "utf8")
    assert run(course, "--initproofs", "notes/week4.md").ret == 0


def broken(document, settings=None, progress=None):
    if settings is None or settings.wants("symmetry"):
        raise ZeroDivisionError("division by zero")
    report = public(document, settings)
    return report if "worked-example" in settings.select else Report(document)


def test_a_fault_of_ours_is_an_error_and_never_a_failure(course, monkeypatch):
    monkeypatch.setattr(importlib.import_module("initproofs.check"), "check", broken)
    result = run(course, "--initproofs", "notes/week4.md")
    result.assert_outcomes(passed=1, failed=1, errors=1)
    assert result.ret == 101
    text = result.stdout.str()
    assert "internal error: " in text
    assert "This is a fault in initproofs, not in the note." in text
    assert "the claims of kind symmetry" in text


def test_junit_tells_failures_errors_and_skips_apart(course):
    (course.path / "notes" / "odd.md").write_bytes(b"\xff\xfe\xe9")
    run(course, "--initproofs", "notes", "--junit-xml=out.xml")
    cases = {
        case.get("name"): case
        for case in ElementTree.parse(course.path / "out.xml").iter("testcase")
    }
    assert "refuted [worked-example]" in cases["line 7, worked-example"].find("failure").text
    assert "not read" in cases["line 3, not read"].find("skipped").get("message")
    assert "UTF-8" in cases["file"].find("error").text
    assert len(cases["line 5, worked-example"]) == 0


def test_workers_share_the_items(course, monkeypatch):
    pytest.importorskip("xdist")
    # A worker starts from scratch: it is told by the environment where this package is.
    monkeypatch.setenv("PYTHONPATH", str(Path(public.__code__.co_filename).parents[1]))
    result = course.runpytest_subprocess(
        "-p", "xdist", "-p", "initproofs.pytest_notes", "-p", "no:cacheprovider",
        "-n", "2", "--initproofs", "notes",
    )  # fmt: skip
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    assert "notes/week4.md:7:31: refuted [worked-example]" in result.stdout.str()


def test_it_is_shipped_with_the_package():
    settings = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf8"))
    name = settings["project"]["entry-points"]["pytest11"]["initproofs"]
    assert hasattr(importlib.import_module(name), "pytest_addoption")
