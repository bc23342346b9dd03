"""On a terminal: colour that only repeats words, a narrow window, progress that leaves no trace."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from initproofs.cli.progress import Progress
from initproofs.nouns import Ruling
from initproofs.report import FORMATS, LISTING_FORMATS
from initproofs.report.style import Style

from .examples import DOCUMENT, READINGS, REPORT, only

pty = pytest.importorskip("pty", reason="no terminal to look at")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COLOURS = {
    Ruling.PROVED: "32",
    Ruling.CONFIRMED: "34",
    Ruling.REFUTED: "35",
    Ruling.CONDITIONAL: "33",
}


@pytest.mark.parametrize("name", FORMATS)
def test_colour_adds_nothing_to_the_words(name):
    assert COLOUR.sub("", FORMATS[name]([REPORT], [], Style(colour=True))) == FORMATS[name](
        [REPORT], [], Style()
    )


def test_the_listing_too():
    coloured = LISTING_FORMATS["text"]([(DOCUMENT, READINGS)], [], Style(colour=True))
    assert COLOUR.sub("", coloured) == LISTING_FORMATS["text"]([(DOCUMENT, READINGS)], [], Style())


@pytest.mark.parametrize("ruling", COLOURS)
def test_a_verdict_has_its_colour_and_is_bold(ruling):
    text = FORMATS["concise"]([only(ruling)], [], Style(colour=True))
    assert f"\x1b[1;{COLOURS[ruling]}m{ruling.value}\x1b[0m" in text


def test_carets_take_the_colour_of_the_verdict_and_the_authors_line_none():
    lines = FORMATS["full"]([only(Ruling.CONDITIONAL)], [], Style(colour=True)).splitlines()
    author = next(line for line in lines if "start alike, every" in line)
    assert COLOUR.findall(author) == ["\x1b[2m", "\x1b[0m"]  # the gutter alone
    assert any(re.search(r"\x1b\[33m~+\x1b\[0m$", line) for line in lines)


PROGRAM = """
import sys, types
from dataclasses import replace
from tests.cli.examples import REPORT
room = types.ModuleType("initproofs.check")
room.check = lambda document, settings, progress: replace(REPORT, document=document)
sys.modules["initproofs.check"] = room
sys.modules["initproofs.claims"] = types.SimpleNamespace(KINDS=())
from initproofs.cli import main
sys.exit(main(["check", "note.md"]))
"""


def on_a_terminal(tmp_path, columns, **environment):
    """What a real terminal of that width is sent."""
    (tmp_path / "note.md").write_text(REPORT.document.source, "utf8")
    ours, theirs = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    home = str(Path(__file__).parents[2])
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    env = {**clean, "PYTHONPATH": home, "TERM": "xterm", **environment}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=env, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return process.returncode, b"".join(parts).decode("utf8").replace("\r\n", "\n")


def test_a_terminal_is_sent_colour(tmp_path):
    status, text = on_a_terminal(tmp_path, 100)
    assert status == 1
    assert "\x1b[1;35mrefuted\x1b[0m" in text


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_and_the_same_text_without_if_it_asks(tmp_path, plain):
    _, coloured = on_a_terminal(tmp_path, 100)
    _, text = on_a_terminal(tmp_path, 100, **plain)
    assert "refuted [notation]" in text
    assert text == COLOUR.sub("", coloured)
    assert "\x1b" not in text


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(stream, at):
    """The progress at each moment, and what was drawn by then."""
    moments = iter([0.0, *at])
    progress = Progress(stream, clock=lambda: next(moments))
    progress.about("lectures/week3.md")
    for done in range(len(at)):
        progress(done, 63, "simulating line 118")
    return progress


def test_progress_waits_a_second_is_one_line_and_is_erased(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    progress = shown(stream, [0.5, 0.9])
    assert not stream.getvalue()
    progress = shown(stream, [0.5, 1.5, 1.55, 2.0])
    lines = stream.getvalue().split("\r\x1b[K")[1:]
    assert len(lines) == 2  # the third moment is too soon after the second
    assert lines[0].startswith("checking week3.md  ╸━━")
    assert lines[0].endswith("━  1 of 63 claims  simulating line 118  2 s")
    progress.clear()
    assert stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("terminal", [Terminal, io.StringIO])
def test_no_progress_where_it_cannot_be_erased(monkeypatch, terminal):
    monkeypatch.setenv("TERM", "dumb" if terminal is Terminal else "xterm")
    stream = terminal()
    shown(stream, [5.0, 6.0]).clear()
    assert not stream.getvalue()
