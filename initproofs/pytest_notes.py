"""``pytest --initproofs notes/``: a note goes in, one item for each of its claims comes out.

It comes with the package and does nothing until it is asked for. A claim that counts against its
note fails in the verdict's own words, at its place; what neither holds nor counts is skipped with
the reason; a file that cannot be read, and a fault of ours, are errors. A README is no note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

# The rooms are entered when a note is collected: a run without one loads nothing of them.
if TYPE_CHECKING:
    from .nouns import Document, Refusal, Report

BAR = "initproofs_fail_on"
# What every repository has, and what is no part of a course unless it is named.
NO_NOTES = frozenset(
    "authors changelog changes citation code_of_conduct contributing contributors"
    " history licence license readme requirements security".split()
)
FAULT = ("initproofs", "internal error")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("initproofs", "notes on weight initialisation")
    group.addoption("--initproofs", action="store_true", help="check every claim of every note")
    group.addoption(
        "--initproofs-fail-on", default="refuted", metavar="RULING",
        help="what fails: refuted (unless you say otherwise), conditional, undecided, never",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("initproofs"):
        return
    from .config import FAILS, unknown

    bar = config.getoption(BAR)
    if bar not in FAILS:
        raise pytest.UsageError(f"--initproofs-fail-on: {unknown('', bar, FAILS)}")
    config.pluginmanager.register(Faults())


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> NoteFile | None:
    """Every file in a form that notes have, if notes are asked for."""
    if not parent.config.getoption("initproofs") or file_path.name.startswith("."):
        return None
    if file_path.stem.lower() in NO_NOTES and not parent.session.isinitpath(file_path):
        return None
    from .read import is_note

    if not is_note(file_path):
        return None
    note: NoteFile = NoteFile.from_parent(parent, path=file_path)
    return note


class Faults:
    """A run in which we failed ends with our own exit status, and not as if a note had failed."""

    seen = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seen = self.seen or FAULT in map(tuple, report.user_properties)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.seen:
            session.exitstatus = 101


class NoteFile(pytest.File):
    """One note, checked once for all its claims."""

    def collect(self) -> Iterator[pytest.Item]:
        from .check import check
        from .claims import KINDS
        from .config import settings
        from .defect import judged
        from .nouns import Refusal

        kinds = [kind.name for kind in KINDS]
        asked = settings(self.path.parent, kinds)
        if isinstance(asked, Refusal):
            yield self._trouble("settings", _refused(asked))
            return
        document = self._document()
        if isinstance(document, Refusal):
            yield self._trouble("file", _refused(document))
            return
        report, faults = judged(partial(check, document), str(self.path), asked, kinds)
        for fault in faults:
            item = self._trouble(f"internal error {fault.kind or ''}".strip(), fault.words())
            item.user_properties.append(FAULT)
            yield item
        if report is not None:
            yield from self._items(report)

    def _document(self) -> Document | Refusal:
        from .nouns import Refusal
        from .read import read

        document, root = read(self.path), self.config.rootpath
        if isinstance(document, Refusal) or not self.path.is_relative_to(root):
            return document
        return replace(document, path=str(self.path.relative_to(root)))

    def _trouble(self, name: str, words: str) -> TroubleItem:
        item: TroubleItem = TroubleItem.from_parent(self, name=name, words=words)
        return item

    def _items(self, report: Report) -> Iterator[ClaimItem]:
        """The claims and what was not read, in the order of the note, each with its own name."""
        told: list[tuple[int, str, Report]] = []
        for claim, verdict in report.findings:
            one = replace(_bare(report), findings=((claim, verdict),))
            told.append((claim.span.start, claim.kind, one))
        for unread in report.unread:
            told.append((unread.span.start, "not read", replace(_bare(report), unread=(unread,))))
        for remark in report.remarks:
            told.append((remark.span.start, "comment", replace(_bare(report), remarks=(remark,))))
        names = Counter[str]()
        for start, what, one in sorted(told, key=lambda item: item[0]):
            name = f"{report.document.where(start)}, {what}"
            names[name] += 1
            number = f" {names[name]}" if names[name] > 1 else ""
            yield ClaimItem.from_parent(self, name=f"{name}{number}", told=one, start=start)
        if not told:
            yield ClaimItem.from_parent(self, name="no claim", told=_bare(report), start=0)


class ClaimItem(pytest.Item):
    """One claim, or one thing that was not read; ``told`` is a report of nothing else."""

    def __init__(self, *, told: Report, start: int, **words: Any) -> None:
        super().__init__(**words)
        self.told = told
        self.start = start
        if not self._fails() and (reason := self._unsettled()):
            where = told.document.where(start)  # pytest tells the file only, where many are skipped
            self.add_marker(pytest.mark.skip(reason=f"{where}: {reason}"))

    def runtest(self) -> None:
        if self._fails():
            raise Fallen

    def _fails(self) -> bool:
        from .config import FAILS
        from .nouns import Ruling

        bad: frozenset[Ruling] = FAILS[self.config.getoption(BAR)]
        unread = bool(self.told.unread) and Ruling.UNDECIDED in bad
        return unread or any(verdict.ruling in bad for _, verdict in self.told.findings)

    def _unsettled(self) -> str:
        """Why this is neither right nor held against the note; nothing if it holds."""
        for _, verdict in self.told.findings:
            return "" if verdict.ruling.holds else f"{verdict.ruling}: {verdict.message}"
        for trouble in self.told.unread:
            return f"not read: {trouble.reason}"
        for remark in self.told.remarks:
            return remark.reason
        return "nothing is claimed in this note"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        if not isinstance(excinfo.value, Fallen):
            return super().repr_failure(excinfo)
        from .report.as_full import findings
        from .report.style import Style

        return "\n\n".join(findings(self.told, Style()))

    def reportinfo(self) -> tuple[Path, int, str]:
        line = self.told.document.place(self.start)[0]
        return self.path, line - 1, f"{self.path.name}, {self.name}"


class TroubleItem(pytest.Item):
    """A note of which nothing can be said: an error, which no verdict is."""

    def __init__(self, *, words: str, **others: Any) -> None:
        super().__init__(**others)
        self.words = words

    def setup(self) -> None:
        pytest.fail(
            self.words, pytrace=False
        )  # before the call: that is what pytest calls an error

    def runtest(self) -> None:
        """Not reached."""


class Fallen(Exception):
    """A claim that counts against its note."""


def _bare(report: Report) -> Report:
    return replace(report, findings=(), found=0, unread=(), suppressed=(), remarks=())


def _refused(refusal: Refusal) -> str:
    place = "".join(f":{number}" for number in refusal.place or ())
    return f"{refusal.path}{place}: {refusal.reason}"
