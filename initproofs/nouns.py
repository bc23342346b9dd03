"""The nouns of the house: what flows from room to room, and nothing that acts.

    source ── Document(Block…) ── Formula ── Claim (+ Assumption) ── Verdict (+ Evidence) ── Report

Every noun is a frozen dataclass. Every verb lives elsewhere and takes nouns to nouns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from . import cards
from .places import LINE_END as LINE_END
from .places import Lined
from .places import Span as Span


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read: where it stands, and why, in words for its author."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A whole file that could not be read: ``place`` is the line and column to blame, if any."""

    path: str
    reason: str
    place: tuple[int, int] | None = None


class BlockKind(StrEnum):
    """What a piece of a document is, before anybody asks what it means."""

    PROSE = "prose"
    INLINE = "inline"  # maths inside a sentence
    DISPLAY = "display"  # maths on its own
    PLAIN = "plain"  # maths typed into a sentence without any delimiter
    SNIPPET = "snippet"  # code inside a sentence
    CODE = "code"  # code on its own


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document, decoded, without its delimiters.

    ``origin[i]`` is where ``text[i]`` stands in the author's file, and ``origin[-1]`` where the
    piece ends: prefixes of block quotes and lists are not in ``text``, and yet every character
    keeps its place. Where one is not written as it reads (an entity, a macro), ``ends`` says
    where each of them ends. Blocks of one paragraph (heading, list item, table cell) share
    ``paragraph``; ``heading`` is 1 to 6 inside a heading and 0 elsewhere; ``language`` is what a
    fence says.
    """

    kind: BlockKind
    text: str
    origin: Sequence[int]
    outer: Span  # with its delimiters
    paragraph: int = 0
    heading: int = 0
    language: str = ""
    ends: Sequence[int] = ()

    @property
    def span(self) -> Span:
        return Span(self.origin[0], self.origin[-1])

    def at(self, start: int, end: int) -> Span:
        """The place in the file of ``text[start:end]``."""
        if end <= start:
            return Span(self.origin[start], self.origin[start])
        last = self.ends[end - 1] if self.ends else self.origin[end - 1] + 1
        return Span(self.origin[start], last)


@dataclass(frozen=True)
class Document(Lined):
    """A source exactly as its author wrote it, cut into blocks in reading order.

    ``cells`` are the offsets at which the cells of a notebook begin: places are counted in them.
    ``proved`` are the stretches that the author marks as a theorem, a lemma or a proof. ``tables``
    are those without Markdown’s bars: for each row the paragraphs of its cells, ``[first, last)``.
    """

    path: str
    source: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    cells: tuple[int, ...] = ()
    proved: tuple[Span, ...] = ()
    tables: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the faithful tree of a formula: what was written, in the order it was written.

    ``kind`` names the construction, ``value`` its written symbol, ``start`` and ``end`` the tokens
    it covers, and ``own`` those of them that belong to it and to none of its children. Meaning is
    decided elsewhere: a tree says that a superscript is there, never whether it is a power.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    children: tuple[Node, ...] = ()
    own: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A piece of maths that was read. ``places[i]`` is where token i stands in the file."""

    block: Block
    tree: Node
    places: tuple[Span, ...] = field(repr=False)

    def span(self, node: Node) -> Span:
        """Where a part of the tree stands in the author's file."""
        if node.end <= node.start:
            here = self.places[min(node.start, len(self.places) - 1)].start
            return Span(here, here)
        return Span(self.places[node.start].start, self.places[node.end - 1].end)


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something a claim leans on. ``span`` is None when the author never said it."""

    words: str
    span: Span | None = None


@dataclass(frozen=True)
class Claim(cards.Carded):
    """One checkable statement, where it stands, and what its kind needs to judge it."""

    kind: str
    source: str
    span: Span
    statement: object = field(repr=False, default=None)

    def _card(self) -> cards.Card:
        return cards.Code(self.kind, self.source)


@dataclass(frozen=True)
class Proof:
    """Steps, each by a named rule: it holds for all sizes and values."""

    steps: tuple[tuple[str, str], ...]  # (rule, formula)


@dataclass(frozen=True)
class Enumeration:
    """Every case was computed exactly; ``degree`` bounds the polynomials that could hide."""

    cases: int
    what: str
    degree: int | None = None


@dataclass(frozen=True)
class Bound:
    """A rigorous enclosure: the true value lies between ``low`` and ``high``."""

    low: str
    high: str
    what: str


@dataclass(frozen=True)
class Simulation:
    """An equivalence test with both error rates, and the smallest error it could have seen."""

    estimate: float
    margin: float
    samples: int
    seed: int
    wrongly_confirmed: float
    wrongly_refuted: float
    detectable: float


@dataclass(frozen=True)
class Reproduction:
    """The author's own computation, done again: what was run, and how much of it agreed."""

    what: str
    agreed: int
    compared: int


@dataclass(frozen=True)
class Counterexample:
    """What was written, what is true, and why: in the author's own symbols and numbers."""

    wrote: str
    true: str
    because: str
    example: tuple[tuple[str, str], ...] = ()
    readings: tuple[str, ...] = ()  # every admissible reading that was tried


@dataclass(frozen=True)
class Missing:
    """The weakest assumptions under which the claim holds, and how it fails without them."""

    assumptions: tuple[Assumption, ...]
    without: str


@dataclass(frozen=True)
class Reason:
    """Why nothing could be decided, and what the author can do about it."""

    why: str


Evidence = (
    Proof | Enumeration | Bound | Simulation | Reproduction | Counterexample | Missing | Reason
)


class Ruling(StrEnum):
    """The five things that can be said of a claim; the value is what a reader is told."""

    PROVED = "proved"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"

    @property
    def holds(self) -> bool:
        return self in (Ruling.PROVED, Ruling.CONFIRMED)


OWES: dict[Ruling, tuple[type, ...]] = {
    Ruling.PROVED: (Proof,),
    Ruling.CONFIRMED: (Enumeration, Bound, Simulation, Reproduction),
    Ruling.REFUTED: (Counterexample,),
    Ruling.CONDITIONAL: (Missing,),
    Ruling.UNDECIDED: (Reason,),
}


@dataclass(frozen=True)
class Verdict(cards.Carded):
    """A ruling that shows its evidence. A ruling without the evidence it owes cannot exist.

    ``message`` is one sentence a student understands, ``brief`` the same in a margin's width,
    ``used`` what was leaned on, ``correction`` source to paste, ``marks`` what exactly is wrong,
    and ``follows`` where the claim stands whose error this one builds on.
    """

    ruling: Ruling
    message: str
    evidence: tuple[Evidence, ...]
    brief: str = ""
    used: tuple[Assumption, ...] = ()
    correction: str | None = None
    marks: tuple[Span, ...] = ()
    follows: Span | None = None

    def __post_init__(self) -> None:
        owed = OWES[self.ruling]
        if not any(isinstance(evidence, owed) for evidence in self.evidence):
            names = " or ".join(kind.__name__ for kind in owed)
            raise TypeError(f"{self.ruling} owes a {names}, got {self.evidence!r}")

    def _card(self) -> cards.Card:
        return cards.Line(self.ruling.value, self.message, self.correction)


@dataclass(frozen=True)
class Report(cards.Carded):
    """A document beside everything that can be said of it, in reading order."""

    document: Document
    findings: tuple[tuple[Claim, Verdict], ...] = ()
    found: int = 0  # spans of maths and code; each of the unread is one of them
    unread: tuple[Unread, ...] = ()
    suppressed: tuple[tuple[Claim, Verdict], ...] = ()  # what the author asked not to hear of
    remarks: tuple[Unread, ...] = ()  # orders to us in the note that could not be followed

    def _card(self) -> cards.Card:
        where = self.document.where
        rows = [(where(c.span.start), v.ruling.value, c.kind, v.message) for c, v in self.findings]
        read = f"{self.found - len(self.unread)} of {self.found} spans of maths and code read"
        return cards.Table(f"{self.document.path}: {read}", tuple(rows))
