"""Work goes in; its result comes out, or a Defect: the one place where the unexpected is caught.

A fault of ours must never look like a verdict on a note: it is named, written down for its report,
and ends in exit status 101, while the other notes are still checked.
"""

from __future__ import annotations

import json
import platform
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from .config import Settings
from .joined import together
from .nouns import Report

Result = TypeVar("Result")
RECORD = "initproofs-101.json"


@dataclass(frozen=True, slots=True)
class Defect:
    """What went wrong in us, on which note, in which kind of claim, and the trace of it."""

    error: Exception
    note: str | None
    kind: str | None = None

    def words(self) -> str:
        """What the user is told; the trace is in a file, or below if none can be written."""
        what = str(self.error) or "no message"
        name = "" if type(self.error) is AssertionError else f"{type(self.error).__name__}: "
        where = f"{self.note}: " if self.note else ""
        spoken = "this note" if self.note else "any note"
        if self.kind:
            spoken = f"the claims of kind {self.kind} in this note"
        head = (
            f"internal error: {where}{name}{what}\n"
            f"This is a fault in initproofs, not in the note. Nothing is said about {spoken}.\n"
        )
        kept = self._keep()
        if kept:
            return f"{head}Please report it with the file {RECORD}, written {kept}."
        return f"{head}Please report it with these lines:\n{self._trace()}"

    def _trace(self) -> str:
        return "".join(traceback.format_exception(self.error))

    def _keep(self) -> str | None:
        """Write the record beside the note, or where we stand; say which, or None."""
        record = {
            "version": 1,
            "python": sys.version,
            "platform": platform.platform(),
            "command": sys.argv,
            "note": self.note,
            "trace": self._trace(),
        }
        beside = Path(self.note).parent if self.note else Path()
        for folder, where in ((beside, "beside the note"), (Path(), "in this folder")):
            try:
                (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf8")
            except OSError:
                continue
            return where if self.note else "in this folder"
        return None


def guarded(
    work: Callable[[], Result], note: str | None = None, kind: str | None = None
) -> Result | Defect:
    """The result of the work; whatever nobody foresaw becomes a Defect, and never an answer."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - this is the one place
        return Defect(error, note, kind)


def judged(
    judge: Callable[[Settings], Report], path: str, asked: Settings, kinds: Iterable[str]
) -> tuple[Report | None, list[Defect]]:
    """What can be said of a note, and our faults: one in one kind of claim does not cost the author
    the verdicts of the others."""
    whole = guarded(partial(judge, asked), path)
    if isinstance(whole, Report):
        return whole, []
    names = [name for name in kinds if asked.wants(name)]
    apart = [guarded(partial(judge, asked.only(name)), path, name) for name in names]
    good = [report for report in apart if isinstance(report, Report)]
    if not good:
        return None, [whole]
    return together(good), [report for report in apart if isinstance(report, Defect)]
