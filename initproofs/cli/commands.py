"""Options go in; what a command has to say comes out: text, troubles and an exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..config import FAILS, settings
from ..defect import Defect, guarded, judged
from ..listed import Listed
from ..nouns import Document, Refusal, Report
from ..report import FORMATS, LISTING_FORMATS
from ..report.style import Style
from .arguments import UsageError, kinds, one_of
from .progress import Progress
from .sources import STDIN, notes
from .topics import TOPICS

TYPED = "stdin.md"  # the name of what is read from the input: it is taken as Markdown
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes to the output, what goes to the error stream, and the exit status."""

    text: str
    troubles: tuple[Refusal | Defect, ...] = ()
    status: int = 0


def check(options: Namespace, style: Style) -> Answer:
    """Judge every note that can be read."""
    from ..check import check as judge
    from ..claims import KINDS
    from ..read import READERS, is_note

    known = [kind.name for kind in KINDS]
    select = kinds("--select", options.select, known)
    ignore = kinds("--ignore", options.ignore, known)
    paths = list(notes(options.paths, READERS, is_note))
    _output_is_free(options.output, paths)
    progress, faults = Progress(sys.stderr), list[Defect]()

    def work(path: str) -> Report | Refusal | Defect:
        asked = settings(_folder(path), known)
        if isinstance(asked, Refusal):
            return asked
        document = _document(path)
        if isinstance(document, Refusal):
            return document
        progress.about(path)
        typed = asked.typed(select, ignore)
        told, broken = judged(lambda s: judge(document, s, progress), path, typed, known)
        if told is None:
            return broken[0]
        faults.extend(broken)
        return told

    try:
        reports, troubles = _each(paths, work)
    finally:
        progress.clear()
    troubles = (*troubles, *faults)
    bad = FAILS[options.fail_on]
    found = any(verdict.ruling in bad for report in reports for _, verdict in report.findings)
    text = FORMATS[options.format](reports, _refusals(troubles), style)
    return Answer(text, troubles, _status(troubles) or int(found))


def read(options: Namespace, style: Style) -> Answer:
    """Show how every formula of every note is read."""
    from ..listing import listing
    from ..read import READERS, is_note

    def work(path: str) -> tuple[Document, Sequence[Listed]] | Refusal:
        document = _document(path)
        return document if isinstance(document, Refusal) else (document, listing(document))

    listings, troubles = _each(notes(options.paths, READERS, is_note), work)
    text = LISTING_FORMATS[options.format](listings, _refusals(troubles), style)
    return Answer(text, troubles, _status(troubles))


def simulate(options: Namespace, style: Style) -> Answer:
    """Theory beside measurement for random networks."""
    from .ensembles import simulate as work

    return Answer(work(options, style))


def prove(options: Namespace, style: Style) -> Answer:
    """Our own theorems, proved again."""
    from .proofs import prove as work

    return work(options, style)


def explain(options: Namespace, _style: Style) -> Answer:
    """The manual of one kind of claim or other topic, or the names of all."""
    from ..claims import KINDS

    manuals = {kind.name: kind.about for kind in KINDS} | TOPICS
    if options.kind is None:
        return Answer("".join(f"{name}\n" for name in manuals))
    one_of("explain", options.kind, manuals)
    return Answer(manuals[options.kind].strip() + "\n")


def _each(
    paths: Iterable[str | Refusal], work: Callable[[str], Result | Refusal | Defect]
) -> tuple[list[Result], tuple[Refusal | Defect, ...]]:
    """Do the work on each note; one that fails, for whatever reason, does not stop the others."""
    results: list[Result] = []
    troubles: dict[Refusal | Defect, None] = {}  # each once, in order
    for path in paths:
        done = path if isinstance(path, Refusal) else guarded(partial(work, path), path)
        if isinstance(done, Refusal | Defect):
            troubles[done] = None
        else:
            results.append(done)
    return results, tuple(troubles)


def _refusals(troubles: Sequence[Refusal | Defect]) -> list[Refusal]:
    """Every trouble as an entry of a report."""
    return [
        trouble
        if isinstance(trouble, Refusal)
        else Refusal(trouble.note or "", f"internal error: {trouble.error!r}")
        for trouble in troubles
    ]


def _status(troubles: Sequence[Refusal | Defect]) -> int:
    if any(isinstance(trouble, Defect) for trouble in troubles):
        return 101
    return 2 if troubles else 0


def _document(path: str) -> Document | Refusal:
    from ..read import read, read_text
    from ..read.files import decoded

    if path != STDIN:
        return read(Path(path))
    source = decoded(TYPED, sys.stdin.buffer.read())
    return source if isinstance(source, Refusal) else read_text(TYPED, source)


def _folder(path: str) -> Path:
    return Path.cwd() if path == STDIN else Path(path).resolve().parent


def _output_is_free(output: str | None, paths: Sequence[str | Refusal]) -> None:
    """Refuse to lose a report for want of a folder, or a note by writing over it."""
    if output is None:
        return
    target = Path(output)
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError("-o", f"I cannot write {target}: there is no such folder")
    taken = {os.path.realpath(path) for path in paths if isinstance(path, str)}
    if os.path.realpath(target) in taken:
        raise UsageError("-o", f"{target} is one of the notes; name another file")
