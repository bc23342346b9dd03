"""The command line in this process, with a check made by hand: what is told, not what is true."""

import sys
from dataclasses import dataclass, replace
from types import ModuleType, SimpleNamespace

import pytest

from initproofs.cli import main
from initproofs.nouns import Report

from .examples import DOCUMENT, READINGS, REPORT


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def quiet(monkeypatch, tmp_path):
    """Every test stands in a folder of its own, and in no terminal."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


KINDS = tuple(
    SimpleNamespace(name=name, about=f"\n# {name}\n\nA manual.\n")
    for name in ("worked-example", "notation", "symmetry")
)


@pytest.fixture
def kinds(monkeypatch):
    """Three kinds of claim that only have names and manuals."""
    room = ModuleType("initproofs.claims")
    room.KINDS = KINDS
    monkeypatch.setitem(sys.modules, "initproofs.claims", room)
    return KINDS


@pytest.fixture
def listed(monkeypatch):
    """Every note is read as our example is."""
    room = ModuleType("initproofs.listing")
    room.listing = lambda document: READINGS if document.source == DOCUMENT.source else ()
    monkeypatch.setitem(sys.modules, "initproofs.listing", room)


@pytest.fixture
def run(capsys, kinds, listed, judged):
    judged()

    def run(*words):
        status = main(list(words))
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def road(capsys):
    """The command line with nothing made by hand: the whole road."""

    def road(*words):
        status = main(list(words))
        return Said(status, *capsys.readouterr())

    return road


@pytest.fixture
def judged(monkeypatch):
    """Make ``check`` answer every note with a report of ours, or do what we say."""

    def judged(answer=REPORT):
        seen = []

        def check(document, settings, progress):
            seen.append((document, settings))
            if not isinstance(answer, Report):
                return answer(document, settings, progress)
            return replace(answer, document=replace(answer.document, path=document.path))

        room = ModuleType("initproofs.check")
        room.check = check
        monkeypatch.setitem(sys.modules, "initproofs.check", room)
        return seen

    return judged


@pytest.fixture
def note(tmp_path):
    """Write notes, by name."""

    def note(name="note.md", text="Nothing here.\n"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            text = text.encode("utf8")
        path.write_bytes(text)
        return name

    return note
