"""``[tool.initproofs]``: the nearest table counts, and a setting nobody knows is a usage error."""

from pathlib import Path

import pytest

from initproofs.config import CONVENTIONS, Settings, settings
from initproofs.nouns import Refusal

from .examples import HOLDS

KINDS = ("worked-example", "notation", "symmetry")


@pytest.fixture
def project(tmp_path):
    """Write a pyproject.toml and read the settings of a folder below it."""

    def project(text, below="."):
        (tmp_path / "pyproject.toml").write_text(text, "utf8")
        folder = tmp_path / below
        folder.mkdir(parents=True, exist_ok=True)
        return settings(folder, KINDS)

    return project


def test_without_a_table_every_kind_is_wanted(project):
    found = project("[tool.other]\nx = 1\n")
    assert found == Settings()
    assert all(found.wants(kind) for kind in KINDS)


def test_a_table_is_found_above_the_note(project):
    found = project('[tool.initproofs]\nignore = ["notation"]\n', below="a/b/c")
    assert [kind for kind in KINDS if found.wants(kind)] == ["worked-example", "symmetry"]


def test_the_nearest_table_counts_and_a_file_without_one_does_not(project, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.initproofs]\nselect = ["symmetry"]\n')
    assert project('[tool.initproofs]\nselect = ["notation"]\n', "a/b").select == ("symmetry",)


@pytest.mark.parametrize(
    ("axis", "value"), [(axis, value) for axis, values in CONVENTIONS.items() for value in values]
)
def test_every_convention_can_be_set(project, axis, value):
    found = project(f'[tool.initproofs.conventions]\n{axis} = "{value}"\n')
    assert found.conventions == ((axis, value),)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ('selct = ["notation"]', (2, 1), "there is no setting “selct” (did you mean select?)"),
        ('ignore = ["notaton"]', (2, 12), "there is no kind “notaton” (did you mean notation?)"),
        ('select = "notation"', (2, 1), "select has to be a list of kinds"),
        ("select = [1]", (2, 1), "select has to be a list of kinds"),
        ("conventions = 3", (2, 1), "conventions has to be a table"),
        ('conventions = { layot = "row" }', (2, 17), "there is no convention “layot”"),
        ('conventions = { layout = "rows" }', (2, 27), "there is no layout “rows” (did you mean"),
        ("conventions = { layout = 1 }", (2, 26), "there is no layout “1”"),
        ("select = [", None, "this is not TOML"),
    ],
)
def test_what_nobody_knows_is_refused_at_its_place(project, tmp_path, text, place, reason):
    found = project(f"[tool.initproofs]\n{text}\n")
    assert isinstance(found, Refusal)
    assert found.path == str(tmp_path / "pyproject.toml")
    assert found.place == place
    assert found.reason.startswith(reason)


def test_the_same_word_above_our_table_is_not_blamed(project):
    found = project('[tool.other]\nselct = 1\n\n[tool.initproofs]\nselct = ["notation"]\n')
    assert found.place == (5, 1)


def test_a_table_that_is_none_is_refused(project):
    assert project("[tool]\ninitproofs = 3\n").reason == "tool.initproofs has to be a table"


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "pyproject.toml").write_bytes(b"# caf\xe9\n")
    assert isinstance(settings(tmp_path, KINDS), Refusal)


def test_bad_settings_are_told_once_and_other_notes_are_checked(run, judged, note):
    judged(HOLDS)
    note("bad/pyproject.toml", '[tool.initproofs]\nselct = ["notation"]\n')
    said = run("check", note("bad/a.md"), note("bad/b.md"), note("good.md"))
    assert said.status == 2
    assert said.out.startswith("1 claim: 1 proved")
    assert said.err.count("error: ") == 1
    assert f"{Path('bad/pyproject.toml')}:2:1: there is no setting “selct”" in said.err


def test_what_is_typed_replaces_what_is_set(run, judged, note):
    seen = judged(HOLDS)
    table = '[tool.initproofs]\nselect = ["symmetry"]\nconventions = { layout = "row" }\n'
    note("pyproject.toml", table)
    run("check", note())
    run("check", "note.md", "--select", "notation")
    assert [settings.select for _, settings in seen] == [("symmetry",), ("notation",)]
    assert seen[1][1].conventions == (("layout", "row"),)
