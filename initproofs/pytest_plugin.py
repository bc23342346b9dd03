"""pytest collects theorems: a folder named *derivations* goes in, one item for every trial of its
pages comes out; a trial that is not stood speaks in the verdict's own words, at its place.

To be asked for, by ``pytest_plugins = ["initproofs.pytest_plugin"]`` in a ``conftest.py``. Markdown
in any other folder is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

# The rooms are entered when a page is collected: a run without one loads nothing of them.
if TYPE_CHECKING:
    from .course import Trial
    from .evidence.simulate.run import Budget
    from .nouns import Document, Refusal, Report

FOLDER, INDEX = "derivations", "index.md"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | None:
    """A page of a folder of derivations; its index is no page."""
    mine = file_path.suffix == ".md" and file_path.parent.name == FOLDER
    if not mine or file_path.name == INDEX:
        return None
    page: PageFile = PageFile.from_parent(parent, path=file_path)
    return page


class NotRead(Exception):
    """A page that could not be read at all, in the words of the refusal."""


class PageFile(pytest.File):
    """One page, checked once for all its trials."""

    def collect(self) -> Iterator[TrialItem]:
        from .check import check
        from .course import page_of, trials
        from .nouns import Refusal

        document = _document(self.path, self.path.relative_to(self.config.rootpath))
        if isinstance(document, Refusal):
            raise NotRead(document.reason)
        page, whole = page_of(document), cache(partial(check, document))
        for trial in trials(page, whole, check, _budget(self.path.parent)):
            yield TrialItem.from_parent(self, name=trial.name, trial=trial, document=document)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        if isinstance(excinfo.value, NotRead):
            return f"{self.path}: {excinfo.value}"
        return super().repr_failure(excinfo)


class Fallen(Exception):
    """A trial that was not stood: what was found wrong."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report


class TrialItem(pytest.Item):
    """One trial; its failure is told as `check` tells it, without a traceback."""

    def __init__(self, *, trial: Trial, document: Document, **words: Any) -> None:
        super().__init__(**words)
        self.trial = trial
        self.document = document

    def runtest(self) -> None:
        report = self.trial.hold()
        if report.findings or report.unread or report.remarks:
            raise Fallen(report)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        if isinstance(excinfo.value, Fallen):
            from .report.as_full import findings
            from .report.style import Style

            return "\n\n".join(findings(excinfo.value.report, Style()))
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        line = self.document.place(self.trial.span.start)[0]
        return self.path, line - 1, f"{self.path.name}::{self.name}"


def _document(path: Path, shown: Path) -> Document | Refusal:
    from .nouns import Refusal
    from .read import read

    document = read(path)
    if isinstance(document, Refusal):
        return document
    return replace(document, path=str(shown))


@cache
def _budget(folder: Path) -> Budget:
    """The share of one simulation in the error budget of all those in a folder."""
    from .course import number_of_experiments, page_of
    from .evidence.simulate.run import share
    from .nouns import Document

    pages = [_document(path, path) for path in sorted(folder.glob("*.md")) if path.name != INDEX]
    asked = [number_of_experiments(page_of(page)) for page in pages if isinstance(page, Document)]
    return share(max(sum(asked), 1))
