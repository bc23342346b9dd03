"""Every saying of the catalogue in words of our own, and sentences that stand near to it.

One table in ``said/`` for each file of the catalogue, one entry for each saying: sentences that
*say* it, each of which must be taken for this saying, and near ones (denied, under another
condition, of another layer or activation) with what the mathematics says of them: they are *true*,
*false*, true *if* something is added, or *open*: a question, hearsay, or of something else. What is
said of a near one may be nothing at all, and must not be anything else. A line *after* is what the
note says above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from initproofs import catalogue
from initproofs.catalogue import SAYINGS, Saying
from initproofs.check import check
from initproofs.claims.thoughts import Thought
from initproofs.config import Settings
from initproofs.nouns import Claim, Verdict
from initproofs.read import read_text

TABLES = sorted((Path(__file__).parent / "said").glob("*.txt"), key=lambda path: path.stem)
BY_NAME = {saying.name: saying for saying in SAYINGS}
MAY_BE = {
    "true": {"proved", "confirmed"},
    "false": {"refuted"},
    "if": {"conditional"},
    "open": set(),
}
DENIED = re.compile(r"\b(?:not|never|no|cannot|without)\b|n't\b", re.IGNORECASE)
FEWEST = 3


@dataclass(frozen=True)
class Sentence:
    saying: str
    stands: str  # says, true, false, if, open
    text: str
    above: str = ""


@cache
def table(path: Path) -> list[Sentence]:
    found, saying, above = [], "", ""
    for line in path.read_text("utf8").splitlines():
        if not line.startswith(" "):
            saying, above = line.strip() or saying, ""
            continue
        stands, text = line.split(maxsplit=1)
        if stands == "after":
            above = text
        else:
            found.append(Sentence(saying, stands, text, above))
    return found


Findings = list[tuple[Claim, Verdict]]


def judged(sentences: list[Sentence], *kinds: str) -> Iterator[tuple[Sentence, Findings]]:
    """What is said of each sentence. Each has a section of its own, and what stands in another
    section is not spoken of in this one."""
    source, places = "", []
    for sentence in sentences:
        source += f"# Notes\n\n{sentence.above}\n\n"
        places.append(len(source))
        source += f"{sentence.text}\n\n"
    report = check(read_text("note.md", source), Settings(select=kinds) if kinds else None)
    for start, sentence in zip(places, sentences, strict=True):
        end = start + len(sentence.text)
        yield sentence, [(c, v) for c, v in report.findings if start <= c.span.start < end]


def rulings(findings: Findings) -> set[str]:
    return {str(verdict.ruling) for _, verdict in findings} - {"undecided"}


def taken_for(findings: Findings) -> set[str]:
    return {c.statement.saying.name for c, _ in findings if isinstance(c.statement, Thought)}


def ruling_of(saying: Saying) -> str:
    return "conditional" if saying.missing else "proved" if saying.true else "refuted"


def test_every_saying_has_an_entry_in_the_table_of_its_file():
    for path in TABLES:
        module = getattr(catalogue, f"said_of_{path.stem}")
        listed = dict.fromkeys(sentence.saying for sentence in table(path))
        assert list(listed) == [saying.name for saying in getattr(module, path.stem.upper())]
    assert {s.saying for path in TABLES for s in table(path)} == set(BY_NAME)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_entry_is_poor(path):
    for name in dict.fromkeys(sentence.saying for sentence in table(path)):
        own = [sentence for sentence in table(path) if sentence.saying == name]
        near = [sentence for sentence in own if sentence.stands != "says"]
        assert len({s.text for s in own if s.stands == "says"}) >= FEWEST, name
        assert len({s.text for s in near}) >= FEWEST, name
        turned = (DENIED.search(s.text) or s.text.endswith("?") for s in near)
        opposite = {"refuted": "true", "proved": "false"}.get(ruling_of(BY_NAME[name]))
        assert any(turned) or opposite in {s.stands for s in near}, name


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_what_says_it_is_taken_for_it(path):
    said = [sentence for sentence in table(path) if sentence.stands == "says"]
    missed = [
        (sentence.saying, sentence.text, taken_for(found))
        for sentence, found in judged(said, "statement")
        if sentence.saying not in taken_for(found)
    ]
    assert not missed


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_nothing_is_ruled_against_the_mathematics(path):
    """By whatever kind of claim."""
    wrong = []
    for sentence, found in judged(table(path)):
        says = sentence.stands == "says"
        right = {ruling_of(BY_NAME[sentence.saying])} if says else MAY_BE[sentence.stands]
        if not rulings(found) <= right:
            wrong.append((sentence.text, sentence.stands, [(c.kind, v.message) for c, v in found]))
    assert not wrong


FRAMES = [
    "Some think that {}.",
    "It is not true that {}.",
    "Is it true that {}?",
    "It is a common myth that {}.",
    "We will see later whether {}.",
    "Show that {}.",
    "Nobody has shown that {}.",
    "You might think that {}.",
    "I doubt that {}.",
    "{}, or so I was told.",
    "{} (false!).",
    "{}, but this is not true.",
]


@pytest.mark.parametrize("number", range(len(FRAMES)))
def test_what_its_author_does_not_stand_for_is_no_claim(number):
    """The first sentence of every entry, in four frames in which it is not said."""
    firsts = {s.saying: s for path in reversed(TABLES) for s in reversed(table(path))}
    frame, framed = FRAMES[number], []
    for name, first in list(firsts.items())[number % 3 :: 3]:
        body = first.text.rstrip(".")
        if "{}," not in frame and not frame.startswith("{} "):
            body = body[0].lower() + body[1:]
        framed.append(Sentence(name, "open", frame.format(body), first.above))
    wrong = [
        (sentence.text, taken_for(found))
        for sentence, found in judged(framed, "statement")
        if taken_for(found)
    ]
    assert not wrong
