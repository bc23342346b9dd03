"""How a verdict shows itself in a notebook: words go in, harmless HTML comes out.

The word of a ruling stands white on its colour, which is read on light and dark pages alike; all
else takes the colours of the notebook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

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
Row = tuple[str, str, str, str]  # place, ruling, kind and words of a finding


def word(ruling: str) -> str:
    """The ruling in its colour, which only repeats it."""
    return f'<span style="background:{COLOURS[ruling]};{PILL}">{ruling}</span>'


def line(ruling: str, words: str, correction: str | None) -> str:
    """A verdict: its ruling, its sentence, and what to write instead."""
    instead = f"<div>write <code>{escape(correction)}</code></div>" if correction else ""
    return f"<div>{word(ruling)} {escape(words)}</div>{instead}"


def code(kind: str, source: str) -> str:
    """A claim: its kind, and what was written."""
    return f"<div><b>{escape(kind)}</b> <code>{escape(source)}</code></div>"


def table(title: str, found: Iterable[Row]) -> str:
    """A report: how often each ruling was given, and every finding."""
    rows = list(found)
    counts = Counter(ruling for _, ruling, _, _ in rows)
    tally = " ".join(f"{word(name)} {counts[name]}" for name in COLOURS if counts[name])
    heads = "".join(
        f'<th scope="col" style="{CELL}">{head}</th>'
        for head in ("place", "verdict", "kind", "why")
    )
    body = "".join(
        f'<tr><td style="{CELL};white-space:nowrap">{escape(place)}</td>'
        f'<td style="{CELL}">{word(ruling)}</td><td style="{CELL}">{escape(kind)}</td>'
        f'<td style="{CELL}">{escape(words)}</td></tr>'
        for place, ruling, kind, words in rows
    )
    head = f"<p><b>{escape(title)}</b></p><p>{tally or 'No claim was found.'}</p>"
    return f"{head}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
