"""Every example in a manual, and every note of our own, with one thing in it made wrong.

Numbers, signs, factors, transposes, labels and terms are changed one at a time. Whether a change
made a line false is decided by ``generators.rereading``, which knows nothing of the product; the
first line that it calls false must be refuted, and none before it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import pytest

from initproofs.claims import KINDS

from .generators.contract import extent, in_process, offsets
from .generators.reading import UnreadError
from .generators.rereading import reread
from .generators.shrinking import STUMBLES

SPAN = re.compile(r"\$\$(.+?)\$\$|\\\[(.+?)\\\]|(?<!\$)\$([^$\n]+)\$(?!\$)", re.DOTALL)
LIST = re.compile(r",\s*\\q?quad\b")
EXAMPLE = re.compile(r"^## Example\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
NOTES = Path(__file__).parent / "notes"
RIGHT = ("columns_and_a_relu", "one_neuron", "three_units_by_hand")
CHANGED = ("manual of worked-example", "first_steps", *RIGHT)  # what the second reader can read


def sources() -> dict[str, str]:
    """Manuals' examples and our notes, by name."""
    manuals = {kind.name: EXAMPLE.search(kind.about) for kind in KINDS}
    found = {f"manual of {name}": match[1] for name, match in manuals.items() if match}
    return found | {path.stem: path.read_text("utf8") for path in sorted(NOTES.glob("*.md"))}


def formulas(text: str) -> list[tuple[int, int]]:
    """The places of all equations, those in one display apart."""
    places = []
    for span in SPAN.finditer(text):
        group = next(index for index in (1, 2, 3) if span[index])
        start, end = span.span(group)
        cuts = [start, *(start + cut.end() for cut in LIST.finditer(span[group])), end]
        for first, last in pairwise(cuts):
            piece = LIST.sub("", text[first:last])
            if "=" in piece and r"\max" not in piece:
                places.append((first, first + len(piece)))
    return places


def readable(text: str) -> list[tuple[tuple[int, int], bool | None]]:
    """Every equation with what the second reader says of it; none if it cannot read the note."""
    places = formulas(text)
    try:
        return list(zip(places, reread(text, places), strict=True))
    except STUMBLES:
        return []


@dataclass(frozen=True)
class Mutant:
    """A text with one change, and the line that this makes false first."""

    name: str
    at: int
    text: str
    false: tuple[int, int]


def changes(text: str) -> Iterator[tuple[str, int, str]]:
    """Every change of one calculation; of a rule nobody can say which of two lines is wrong."""
    for (start, end), holds in readable(text):
        if holds is None and not re.search(r"\\begin", text[start:end]):
            continue
        for name, pattern, replacement in OPERATORS:
            if holds is None and name != "entry":
                continue
            for match in re.finditer(pattern, text[start:end]):
                new = replacement(match) if callable(replacement) else replacement
                at = start + match.start()
                yield name, at, text[:at] + new + text[start + match.end() :]


def nudged(match: re.Match[str]) -> str:
    whole, point, rest = match[0].partition(".")
    return str(int(whole) + 1) + point + rest


OPERATORS = (
    ("entry", r"(?<![\^_\d.{\[])\d+(?:\.\d+)?(?=\s*(?:&|\\\\|\\end|$))", nudged),
    ("sign", r"(?<=[ ])-(?=\d[\d.]*\s*(?:&|\\\\|\\end|$))", ""),
    ("sign", r"(?<=[&} ] )(?=[1-9]\d*\s*(?:&|\\\\|\\end))", "-"),
    ("factor", r"\\frac\{1\}\{\w\}\s*|\\frac1\w\s*", ""),
    ("transposition", r"\^(?:T|\\top)(?=\s*d[ZS])", ""),
    ("index", r"(?<=[AWXZ]\^\{\[)[12](?=\]\})|(?<=[AWZ]_)[12]", lambda m: str(3 - int(m[0]))),
    ("term", r"\s\+ b\S*", ""),
)


@cache
def mutants(source: str) -> list[Mutant]:
    """All changes of a text that make a line false, as the second reader sees it."""
    text = sources()[source]
    before = dict.fromkeys(place for place, holds in readable(text) if holds is False)
    found = []
    for name, at, changed in changes(text):
        false = [place for place, holds in readable(changed) if holds is False]
        fresh = [place for place in false if not known(place, before)]
        if fresh:
            found.append(Mutant(name, at, changed, fresh[0]))
    return found


def sample(source: str) -> Iterator[Mutant]:
    """Of the changes of one kind in one line that make the same line false, one: here the first
    entry, there the second."""
    alike: dict[tuple[str, int, int], list[Mutant]] = defaultdict(list)
    for mutant in mutants(source):
        lines = (mutant.text.count("\n", 0, place) for place in (mutant.at, mutant.false[0]))
        alike[(mutant.name, *lines)].append(mutant)
    for count, several in enumerate(alike.values()):
        yield several[count % len(several)]


def known(place: tuple[int, int], before: dict[tuple[int, int], None]) -> bool:
    """Whether this line was false already, a few characters earlier or later."""
    return any(abs(place[0] - other[0]) <= 12 for other in before)


def overlapping(mutant: Mutant, claims: list) -> list[str]:
    starts = offsets(mutant.text)
    places = [(extent(claim, starts), claim["status"]) for claim in claims]
    return [s for (a, b), s in places if a < mutant.false[1] and mutant.false[0] < b]


def test_the_second_reader_reads_our_examples():
    for source, text in sources().items():
        if "manual" not in source or "worked" in source:
            assert readable(text), f"no mutant of {source} could be judged"


def test_there_are_mutants_of_every_kind():
    kinds = {mutant.name for name in CHANGED for mutant in mutants(name)}
    assert kinds == {name for name, _, _ in OPERATORS}
    assert not any(mutants(name) for name in sources() if name not in CHANGED)


@pytest.mark.parametrize("name", RIGHT)
def test_our_notes_are_right_as_they_stand(name, tmp_path):
    statuses = [claim["status"] for claim in in_process(sources()[name], tmp_path)]
    assert statuses
    assert "refuted" not in statuses


@pytest.mark.parametrize("operator", dict.fromkeys(name for name, _, _ in OPERATORS))
@pytest.mark.parametrize("source", CHANGED)
def test_every_false_mutant_is_refuted(source, operator, tmp_path):
    for mutant in sample(source):
        if mutant.name == operator:
            claims = in_process(mutant.text, tmp_path)
            wrong = mutant.text[slice(*mutant.false)]
            assert "refuted" in overlapping(mutant, claims), f"{wrong}\nin\n{mutant.text}"


def test_an_example_that_cannot_be_read_has_no_mutants():
    assert readable(r"$$Z \otimes W = 3$$") == []
    with pytest.raises(UnreadError):
        reread(r"Z \otimes W = 3", [(0, 15)])
    assert list(islice(changes("no formula"), 1)) == []
