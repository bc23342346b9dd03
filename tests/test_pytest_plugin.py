"""The plugin: it collects the pages of a folder of derivations and nothing else, and its failures
are told in the words of the verdict, at its place, without a traceback."""

import pytest

import initproofs.course  # noqa: F401 - a run inside this one would load NumPy a second time

from .course.pages import PAGE

pytest_plugins = ["pytester"]
WRONG = PAGE.replace("2 \\cdot 3 = 6", "2 \\cdot 3 = 7")


@pytest.fixture(autouse=True)
def _no_other_plugins(monkeypatch):
    """Plugins that happen to be installed here are slow to load, and none of our business."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture
def folder(pytester):
    pytester.makeconftest('pytest_plugins = ["initproofs.pytest_plugin"]')
    pytester.mkdir("derivations")
    (pytester.path / "README.md").write_text("$1 + 1 = 3$", "utf8")
    (pytester.path / "derivations" / "index.md").write_text("$1 + 1 = 3$", "utf8")
    (pytester.path / "derivations" / "notes.txt").write_text("$1 + 1 = 3$", "utf8")
    return pytester


def test_a_wrong_step_fails_where_it_stands(folder):
    (folder.path / "derivations" / "six.md").write_text(WRONG, "utf8")
    result = folder.runpytest_inprocess("-p", "no:cacheprovider", "-k", "claim")
    result.assert_outcomes(passed=1, failed=1)
    text = result.stdout.str()
    assert "derivations/six.md:33:8: refuted" in text
    assert "six.md::every claim holds" in text
    assert "Traceback" not in text
    assert "trials.py" not in text


def test_nothing_else_is_collected(folder):
    result = folder.runpytest_inprocess("-p", "no:cacheprovider", "--collect-only", "-q")
    assert "README" not in result.stdout.str()
    assert "index" not in result.stdout.str()
    result = folder.runpytest_inprocess("-p", "no:cacheprovider", "derivations/index.md")
    assert "1 + 1" not in result.stdout.str()


def test_a_page_that_cannot_be_read_is_an_error_in_words(folder):
    (folder.path / "derivations" / "odd.md").write_bytes(b"\xff\xfe\xe9")
    result = folder.runpytest_inprocess("-p", "no:cacheprovider")
    assert result.ret != 0
    assert "UTF-8" in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_it_is_asked_for_and_never_comes_by_itself(pytester):
    pytester.mkdir("derivations")
    (pytester.path / "derivations" / "six.md").write_text(WRONG, "utf8")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
