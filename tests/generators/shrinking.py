"""A failing note made small: paragraphs are left out as long as it fails in the same way.

In go a note, one of its places and a question to the product, out comes a shorter note in which
the same place still has the same truth (worked out again by ``rereading``) and the same failure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .contract import Finding, findings
from .reading import UnreadError
from .rereading import reread
from .truth import Note, Truth

Ask = Callable[[str], Sequence]  # type: ignore[type-arg]
STUMBLES = (UnreadError, TypeError, KeyError, IndexError, ValueError, StopIteration, AssertionError)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph and the truths inside it, by offsets of the paragraph."""

    text: str
    truths: tuple[Truth, ...]

    @property
    def needed(self) -> bool:
        """Rules and conventions are never left out: what they say may matter to any reader."""
        says = not self.truths and any(sign in self.text for sign in ("$", r"\("))
        return says or any(truth.what == "rule" for truth in self.truths)


def pieces_of(note: Note) -> list[Piece]:
    """The paragraphs; none is cut inside a formula."""
    found, start = [], 0
    while start < len(note.text):
        end = note.text.find("\n\n", start)
        end = len(note.text) if end < 0 else end + 2
        while any(truth.start < end < truth.end for truth in note.truths):
            after = note.text.find("\n\n", end)
            end = len(note.text) if after < 0 else after + 2
        inside = tuple(
            replace(truth, start=truth.start - start, end=truth.end - start)
            for truth in note.truths
            if start <= truth.start < end
        )
        found.append(Piece(note.text[start:end], inside))
        start = end
    return found


def joined(pieces: Sequence[Piece], features: object = None) -> Note:
    text, truths = "", []
    for piece in pieces:
        truths += [
            replace(truth, start=truth.start + len(text), end=truth.end + len(text))
            for truth in piece.truths
        ]
        text += piece.text
    return Note(text, tuple(truths))


def verdict_of_reader(note: Note, source: str, what: str) -> object:
    """What the second reader says of a place, told by its source."""
    if "remark" in what:
        return sum(truth.numeric for truth in note.truths)
    formulas = [truth for truth in note.truths if "remark" not in truth.what]
    places = [(truth.start, truth.end) for truth in formulas]
    try:
        answers = reread(note.text, places)
    except STUMBLES:
        return "unread"
    sources = [note.text[start:end] for start, end in places]
    return answers[sources.index(source)] if source in sources else "gone"


def failure(note: Note, line_of: str, kind: str, ask: Ask) -> Finding | None:
    """The failure of this kind at the place with this source."""
    for finding in findings(note, ask(note.text)):
        at = [truth for truth in note.truths if note.line(truth.start) == finding.line]
        if finding.kind == kind and any(note.text[t.start : t.end] == line_of for t in at):
            return finding
    return None


def shrunk(note: Note, finding: Finding, ask: Ask) -> tuple[Note, Finding]:
    """The shortest note found, and its failure."""
    target = next(truth for truth in note.truths if note.line(truth.start) == finding.line)
    source = note.text[target.start : target.end]
    wanted = verdict_of_reader(note, source, target.what)
    pieces, best = pieces_of(note), finding
    width = len(pieces) // 2
    while width:
        start = 0
        while start < len(pieces):
            fewer = [
                piece
                for index, piece in enumerate(pieces)
                if not start <= index < start + width or piece.needed
            ]
            smaller = joined(fewer)
            kept = verdict_of_reader(smaller, source, target.what) == wanted
            still = failure(smaller, source, finding.kind, ask) if kept else None
            if still is None or len(fewer) == len(pieces):
                start += width
            else:
                pieces, best = fewer, still
        width //= 2
    return joined(pieces), best
