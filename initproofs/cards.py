"""How a verdict shows itself in a notebook: words go in, harmless HTML comes out."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

COLOURS = {
    "proved": "#0c7a5e",
    "confirmed": "#15478c",
    "refuted": "#b8124a",
    "conditional": "#8a5800",
    "undecided": "#666d7a",
}


def word(ruling: str) -> str:
    """The ruling in its colour, which only repeats it."""
    return f'<b style="color:{COLOURS[ruling]}">{ruling}</b>'


def line(ruling: str, words: str) -> str:
    return f"<p>{word(ruling)} {escape(words)}</p>"


def code(kind: str, source: str) -> str:
    return f"<p>{escape(kind)} <code>{escape(source)}</code></p>"


def table(title: str, rows: Iterable[tuple[str, str, str, str]]) -> str:
    """Place, ruling, kind and words of each finding."""
    body = "".join(
        f"<tr><td>{escape(place)}</td><td>{word(ruling)}</td><td>{escape(kind)}</td>"
        f'<td style="text-align:left">{escape(words)}</td></tr>'
        for place, ruling, kind, words in rows
    )
    head = "<tr><th>place</th><th>verdict</th><th>kind</th><th>why</th></tr>"
    return f"<p><b>{escape(title)}</b></p><table><thead>{head}</thead><tbody>{body}</tbody></table>"
