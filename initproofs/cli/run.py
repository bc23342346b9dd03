"""The words of a command line go in; what they ask for is printed, and an exit status comes out.

0 nothing at or above ``--fail-on``, 1 something, 2 usage, configuration or unreadable input,
101 a defect of ours. It arranges and prints; it neither judges nor words what is found.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from ..defect import Defect, guarded
from ..nouns import Refusal
from ..report import FORMATS
from ..report.style import WIDEST, Style, safe
from .arguments import UsageError, parse
from .commands import Answer, check, explain, prove, read, simulate

COMMANDS = {
    "check": check,
    "report": check,
    "read": read,
    "simulate": simulate,
    "prove": prove,
    "explain": explain,
}
INTERRUPTED = 130


def run(words: Sequence[str]) -> int:
    """Obey one command line, come what may."""
    try:
        done = guarded(lambda: _run(words))
    except KeyboardInterrupt:
        return INTERRUPTED
    if isinstance(done, Defect):
        _write(_nothing(words, Refusal("", f"internal error: {done.error!r}")))
        _complain(done)
        return 101
    return done


def _run(words: Sequence[str]) -> int:
    try:
        options = parse(words)
        output = getattr(options, "output", None)
        answer = COMMANDS[options.command](options, _style(output))
        return _deliver(answer, output)
    except UsageError as error:
        return _deliver(Answer(_nothing(words, error.refusal), (error.refusal,), 2))


def _nothing(words: Sequence[str], refusal: Refusal) -> str:
    """A report on no note: whoever asked for JSON can parse it even now."""
    if "--format=json" in words or ("--format", "json") in pairwise(words):
        return FORMATS["json"]([], [refusal], Style())
    return ""


def _style(output: str | None) -> Style:
    """What the output can show: colour and a width of its own only on a terminal."""
    if output is not None or sys.stdout is None or not sys.stdout.isatty():
        return Style()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        columns = WIDEST
    return Style(not plain, min(columns or WIDEST, WIDEST))


def _deliver(answer: Answer, output: str | None = None) -> int:
    """Write the answer, then its troubles, and give its exit status."""
    status = answer.status
    if output is None:
        _write(answer.text)
    else:
        try:
            Path(output).write_text(answer.text, "utf8")
        except OSError as error:
            _complain(Refusal("-o", f"I cannot write {output}: {error.strerror}"))
            status = max(status, 2)
    for trouble in answer.troubles:
        _complain(trouble)
    return status


def _write(text: str) -> None:
    """To the output, whatever its encoding; if nobody listens any more, quietly not."""
    if sys.stdout is None:
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(trouble: Refusal | Defect) -> None:
    """What happened, where, and what to do, on the error stream."""
    if isinstance(trouble, Defect):
        lines = trouble.words().splitlines()
    else:
        first, *rest = trouble.reason.splitlines()
        place = "".join(f":{number}" for number in trouble.place or ())
        lines = [f"error: {trouble.path}{place}: {first}", *(f"       {line}" for line in rest)]
    if sys.stderr is not None:
        print(*map(safe, lines), sep="\n", file=sys.stderr)
