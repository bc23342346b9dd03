"""``[tool.initproofs]`` above a note goes in, Settings come out, or a Refusal with its place.

It says what a note cannot: which kinds to judge, and the conventions of a whole course. A key, a
kind or a value that nobody knows is refused: a setting that does nothing would be a silent lie.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from .nouns import Refusal, Ruling
from .spelling import meant

CONVENTIONS: dict[str, tuple[str, ...]] = {
    "layout": ("row", "column"),  # where an example stands in X: a row or a column
    "star": ("hadamard", "matrix"),  # what * means between two matrices
}
# What counts against a note, by the bar that is set.
FAILS: dict[str, frozenset[Ruling]] = {
    "refuted": frozenset({Ruling.REFUTED}),
    "conditional": frozenset({Ruling.REFUTED, Ruling.CONDITIONAL}),
    "undecided": frozenset({Ruling.REFUTED, Ruling.CONDITIONAL, Ruling.UNDECIDED}),
    "never": frozenset(),
}
KEYS = ("select", "ignore", "conventions")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of one check: kinds (none selected is all) and conventions."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()

    def wants(self, kind: str) -> bool:
        return kind not in self.ignore and (not self.select or kind in self.select)

    def only(self, kind: str) -> Settings:
        """These settings, for one kind alone."""
        return Settings((kind,), (), self.conventions)

    def typed(
        self,
        select: tuple[str, ...] | None = None,
        ignore: tuple[str, ...] | None = None,
    ) -> Settings:
        """These settings, but for what was typed on the command line."""
        return Settings(
            self.select if select is None else select,
            self.ignore if ignore is None else ignore,
            self.conventions,
        )


def settings(folder: Path, kinds: Collection[str]) -> Settings | Refusal:
    """The settings of the nearest pyproject.toml above that has a table for us."""
    for above in (folder, *folder.parents):
        path = above / "pyproject.toml"
        if path.is_file():
            found = _read(path, kinds)
            if found is not None:
                return found
    return Settings()


def _read(path: Path, kinds: Collection[str]) -> Settings | Refusal | None:
    """The settings of one file; None if it has none for us."""
    try:
        text = path.read_text("utf8")
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        return Refusal(str(path), f"this is not TOML: {error}")
    except (OSError, UnicodeDecodeError) as error:
        return Refusal(str(path), f"I cannot read this file: {error}")
    if not isinstance(tool, dict) or "initproofs" not in tool:
        return None
    table = tool["initproofs"]
    if not isinstance(table, dict):
        return Refusal(str(path), "tool.initproofs has to be a table", _place(text, "initproofs"))
    trouble = next(_troubles(table, kinds), None)
    if trouble:
        word, reason = trouble
        return Refusal(str(path), reason, _place(text, word))
    conventions = tuple(sorted(table.get("conventions", {}).items()))
    return Settings(tuple(table.get("select", ())), tuple(table.get("ignore", ())), conventions)


def _troubles(table: dict[str, object], kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong, as (the word to point at, the reason)."""
    for key in table:
        if key not in KEYS:
            yield key, unknown("setting", key, KEYS)
    for key in ("select", "ignore"):
        words = table.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield key, f'{key} has to be a list of kinds, as in {key} = ["worked-example"]'
        else:
            yield from ((word, unknown("kind", word, kinds)) for word in words if word not in kinds)
    yield from _conventions(table.get("conventions", {}))


def _conventions(table: object) -> Iterator[tuple[str, str]]:
    if not isinstance(table, dict):
        yield "conventions", 'conventions has to be a table, as in { layout = "row" }'
        return
    for key, value in table.items():
        if key not in CONVENTIONS:
            yield key, unknown("convention", key, CONVENTIONS)
        elif value not in CONVENTIONS[key]:
            yield str(value), unknown(key, str(value), CONVENTIONS[key])


def unknown(what: str, word: str, known: Collection[str]) -> str:
    """``there is no kind “x” (did you mean y?)`` and, below, all that there are."""
    noun = f"{what} " if what else ""
    return f"there is no {noun}“{word}”{meant(word, known)}\n{', '.join(known)}"


def _place(text: str, word: str) -> Place | None:
    """Where a word stands after the head of our table, as a line and a column from 1."""
    head = re.search(r"^\s*\[\s*tool\s*\.\s*initproofs|^\s*initproofs\s*[.=]", text, re.MULTILINE)
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text[head.start() if head else 0 :])
    if not found:
        return None
    at = found.start() + (head.start() if head else 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
