"""The README cannot rot: its commands are run, their outputs compared, its excerpts looked up."""

import re
import shlex
from pathlib import Path

import pytest

from initproofs.cli import main
from initproofs.config import Settings, settings
from initproofs.nouns import Ruling

from .test_house import FLOORS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(README)
NOTE = (ROOT / "tests" / "notes" / "first_steps.md").read_text("utf8")


def transcripts():
    """Each ``$ command`` of the README with what it is said to print."""
    for language, text in BLOCKS:
        if language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                yield command, printed


@pytest.mark.parametrize(("command", "printed"), [*transcripts()])
def test_a_command_prints_what_the_readme_shows(command, printed, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    program, *words = shlex.split(command)
    assert program == "initproofs"
    assert main(words) == 1
    assert capsys.readouterr().out == printed


def test_there_is_a_transcript_and_it_names_errors():
    [(_, printed)] = transcripts()
    assert "refuted" in printed


def test_the_excerpt_is_six_lines_of_the_sample_note():
    excerpt = next(text for language, text in BLOCKS if language == "markdown")
    assert excerpt in NOTE
    assert excerpt.count("\n") == 6


def test_two_commands_set_it_up():
    [commands] = [text for language, text in BLOCKS if language == "bash"]
    assert len(commands.splitlines()) == 2
    assert "check --fail-on never tests/notes/first_steps.md" in commands.splitlines()[0]


def test_the_settings_it_shows_are_understood(tmp_path):
    [table] = [text for language, text in BLOCKS if language == "toml"]
    (tmp_path / "pyproject.toml").write_text(table, "utf8")
    found = settings(tmp_path, ["worked-example", "notation"])
    assert isinstance(found, Settings)
    assert not found.wants("notation")


def test_every_ruling_is_explained():
    for ruling in Ruling:
        assert f"| `{ruling.value}` |" in README


def test_every_room_stands_on_its_floor():
    floors = dict(re.findall(r"^\| (-?\d) \| (.*) \|$", README, re.MULTILINE))
    house = {path.stem for path in (ROOT / "initproofs").iterdir() if path.suffix in (".py", "")}
    for room, (floor, _) in FLOORS.items():
        if room in house and not room.startswith("__"):
            assert f"`{room}`" in floors[str(floor)], room


def test_every_file_it_points_to_is_there():
    for path in re.findall(r"\]\(([^)]+)\)|`((?:initproofs|tests)/[\w/.]*)`", README):
        assert (ROOT / (path[0] or path[1])).exists(), path


def test_it_is_short():
    assert README.count("\n") <= 100


def test_every_folder_of_tests_is_explained():
    explained = (ROOT / "tests" / "README.md").read_text("utf8")
    for path in (ROOT / "tests").iterdir():
        if path.name.startswith("test_") or (path.is_dir() and path.name != "__pycache__"):
            assert f"`{path.name}{'/' if path.is_dir() else ''}" in explained, path.name
