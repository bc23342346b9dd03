"""Formulas that are not read for want of a bracket → the one insertion that reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..given.links import Replay
from ..given.reading import canonical
from ..notation import NotRead, Reading, Token, parse, tokens
from ..nouns import Block, BlockKind, Span
from .finding import Finding

PAIRS = {"(": ")", "[": "]", "{": "}"}
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
MOST = 400  # signs of a formula in which insertions are tried
LONGEST = 20_000  # characters of a formula whose signs are counted
_OUTWARD = re.compile(r"\][^\[\]]*,[^\[\]]*\[")  # ]0, 1[ is an open interval
_AFTER = frozenset({"sup", "sub", "prime", "bang", "transpose", "small", "smallsub"})


def unbalanced(replay: Replay) -> Iterator[Finding]:
    for block, lacking, trouble, repair in _repairs(replay):
        yield _finding(replay, block, trouble, lacking, repair)


def repaired(replay: Replay) -> Iterator[tuple[Block, int, Reading]]:
    """Formulas that one bracket more makes readable: where it belongs, and the reading."""
    for block, _, _, (place, _, reading) in _repairs(replay):
        yield block, place, reading


def _repairs(
    replay: Replay,
) -> Iterator[tuple[Block, str, NotRead, tuple[int, str, Reading]]]:
    notes = replay.notes
    pieces = [b for b in notes.document.blocks if b.kind is not BlockKind.PROSE]
    displays = [block for block in pieces if len(block.text) <= LONGEST]
    for block, reading in zip(notes.document.blocks, notes.readings, strict=True):
        if not isinstance(reading, NotRead) or len(block.text) > LONGEST:
            continue
        if _OUTWARD.search(block.text):
            continue
        words = tokens(block.text)
        lacking = _lacking(words)
        if lacking is None or len(words) > MOST or _made_up_nearby(block, displays, lacking):
            continue
        repair = _repair(block.text, words, lacking)
        if repair is not None:
            yield block, lacking, reading, repair


def _lacking(words: list[Token]) -> str | None:
    """The one bracket that is missing from the whole formula, if just one is."""
    missing = []
    for opener, closer in PAIRS.items():
        kinds = (opener,) if opener == "{" else ("open", "left")
        ends = (closer,) if opener == "{" else ("close", "right")
        opened = sum(word.symbol == opener and word.kind in kinds for word in words)
        closed = sum(word.symbol == closer and word.kind in ends for word in words)
        missing += [closer] * (opened - closed) + [opener] * (closed - opened)
    sized = sum(word.kind == "left" for word in words) - sum(word.kind == "right" for word in words)
    return missing[0] if len(missing) == 1 and not sized else None


def _made_up_nearby(block: Block, displays: list[Block], lacking: str) -> bool:
    """A bracket opened in one display and closed in the next is split, and not forgotten."""
    place = displays.index(block)
    beside = displays[max(place - 1, 0) : place] + displays[place + 1 : place + 2]
    return any(_lacking(tokens(other.text)) == (CLOSERS | PAIRS)[lacking] for other in beside)


def _repair(text: str, words: list[Token], lacking: str) -> tuple[int, str, Reading] | None:
    """Where the bracket belongs: the first place that reads and cuts no script from its base."""
    if lacking in CLOSERS:
        places = [
            (word.end, following) for word, following in zip(words, [*words[1:], None], strict=True)
        ]
    else:
        places = [(word.start, word) for word in words]
    for place, following in places:
        if lacking in CLOSERS and following is not None and following.kind in _AFTER:
            continue
        pair = (
            PAIRS.get(text[place - 1 : place]) == lacking
            or CLOSERS.get(text[place : place + 1]) == lacking
        )
        if pair:
            continue  # brackets around nothing
        mended = text[:place] + lacking + text[place:]
        reading = parse(mended)
        if isinstance(reading, Reading) and reading.literal is None:
            return place, mended, reading
    return None


def _finding(
    replay: Replay, block: Block, reading: NotRead, lacking: str, repair: tuple[int, str, Reading]
) -> Finding:
    place, mended, mended_reading = repair
    here = block.at(max(place - 1, 0), max(place, 1))
    shown = canonical(mended_reading, replay.notes.names)
    opener = block.at(reading.start, reading.end)
    return Finding(
        block.span,
        f"one “{lacking}” is missing",
        block.text.strip(),
        shown,
        f"{reading.reason}; with one “{lacking}” more the formula reads",
        mended.strip(),
        tuple(sorted({Span(here.start, here.end), opener})),
    )
