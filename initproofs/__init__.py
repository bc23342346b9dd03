"""initproofs: a derivation verifier for notes on neural-network weight initialisation.

    from pathlib import Path
    from initproofs import check, read
    report = check(read(Path("notes.md")))

A public name is fetched from its room when it is first used, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # typing itself takes longer to import than all that --help needs
if TYPE_CHECKING:
    from typing import Any

    from .check import check as check
    from .config import Settings as Settings
    from .nouns import Claim as Claim
    from .nouns import Document as Document
    from .nouns import Refusal as Refusal
    from .nouns import Report as Report
    from .nouns import Ruling as Ruling
    from .nouns import Span as Span
    from .nouns import Verdict as Verdict
    from .read import read as read


class _Public:
    """A name of the library and the room it lives in.

    Rooms and verbs share names: importing the room ``initproofs.read`` sets an attribute of the
    package to it. The verb stays what users see, and the room is where Python keeps all rooms.
    """

    def __init__(self, room: str) -> None:
        self._room = f"{__name__}.{room}"

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, house: ModuleType, owner: type | None = None) -> Any:
        from importlib import import_module

        return getattr(import_module(self._room), self._name)

    def __set__(self, house: ModuleType, room: ModuleType) -> None:
        """A room was imported; the verb of its name stays."""


class _House(ModuleType):
    check, read, Settings = _Public("check"), _Public("read"), _Public("config")
    Claim, Document, Refusal, Report = (_Public("nouns") for _ in range(4))
    Ruling, Span, Verdict = (_Public("nouns") for _ in range(3))


sys.modules[__name__].__class__ = _House
