"""How a verdict shows itself in a notebook: words go in, harmless HTML or Markdown comes out.

In HTML the word of a ruling stands white on its colour, which is read on light and dark pages
alike; all else takes the colours of the notebook. Markdown is for what a notebook is exported to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Protocol

# Each is 4.5 : 1 or more under white.
COLOURS = {
    "proved": "#0c7a5e",
    "confirmed": "#15478c",
    "refuted": "#b8124a",
    "conditional": "#8a5800",
    "undecided": "#666d7a",
}
PILL = "color:#fff;border-radius:1em;padding:.1em .6em;font-weight:600;white-space:nowrap"
CELL = "text-align:left;vertical-align:baseline"
MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+!|~$&@-]")
HEADS = ("place", "verdict", "kind", "why")
NOTHING = "No claim was found."
Row = tuple[str, str, str, str]  # place, ruling, kind and words of a finding


def word(ruling: str) -> str:
    """The ruling in its colour, which only repeats it."""
    return f'<span style="background:{COLOURS[ruling]};{PILL}">{ruling}</span>'


class Card(Protocol):
    """What a noun shows of itself."""

    def html(self) -> str: ...

    def markdown(self) -> str: ...


class Carded:
    """A noun that shows itself in a notebook, and in what a notebook is exported to."""

    __slots__ = ()

    def _card(self) -> Card:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self._card().html()

    def _repr_markdown_(self) -> str:
        return self._card().markdown()


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict: its ruling, its sentence, and what to write instead."""

    ruling: str
    words: str
    correction: str | None

    def html(self) -> str:
        shown = f"<div>{word(self.ruling)} {escape(self.words)}</div>"
        if not self.correction:
            return shown
        return f"{shown}<div>write <code>{escape(self.correction)}</code></div>"

    def markdown(self) -> str:
        instead = f"; write {code_in_markdown(self.correction)}" if self.correction else ""
        return f"**{self.ruling}**: {words_in_markdown(self.words)}{instead}"


@dataclass(frozen=True, slots=True)
class Code:
    """A claim: its kind, and what was written."""

    kind: str
    source: str

    def html(self) -> str:
        return f"<div><b>{escape(self.kind)}</b> <code>{escape(self.source)}</code></div>"

    def markdown(self) -> str:
        return f"**{self.kind}** {code_in_markdown(self.source)}"


@dataclass(frozen=True, slots=True)
class Table:
    """A report: how often each ruling was given, and every finding."""

    title: str
    rows: tuple[Row, ...]

    def html(self) -> str:
        counts = Counter(ruling for _, ruling, _, _ in self.rows)
        tally = " ".join(f"{word(name)} {counts[name]}" for name in COLOURS if counts[name])
        heads = "".join(f'<th scope="col" style="{CELL}">{head}</th>' for head in HEADS)
        body = "".join(
            f'<tr><td style="{CELL};white-space:nowrap">{escape(place)}</td>'
            f'<td style="{CELL}">{word(ruling)}</td><td style="{CELL}">{escape(kind)}</td>'
            f'<td style="{CELL}">{escape(words)}</td></tr>'
            for place, ruling, kind, words in self.rows
        )
        head = f"<p><b>{escape(self.title)}</b></p><p>{tally or NOTHING}</p>"
        return f"{head}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"

    def markdown(self) -> str:
        rows = (HEADS, ("---",) * len(HEADS), *(map(words_in_markdown, row) for row in self.rows))
        lines = [f"| {' | '.join(row)} |" for row in rows] if self.rows else [NOTHING]
        return "\n".join([f"**{words_in_markdown(self.title)}**", "", *lines])


def words_in_markdown(text: str) -> str:
    """Words in one line, every sign that Markdown or HTML could take for markup escaped."""
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def code_in_markdown(text: str) -> str:
    """A span of code on one line; in a table a bar would end its cell."""
    inner = " ".join(text.split()).replace("|", "∣") or " "
    marks = "`" * (longest_run(inner) + 1)
    pad = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{marks}{pad}{inner}{pad}{marks}"


def longest_run(text: str) -> int:
    """The longest run of the marks of code in it."""
    return max((len(run) for run in re.findall("`+", text)), default=0)
