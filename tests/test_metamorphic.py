"""What must not matter does not: renamed symbols, other numbers, other delimiters, added prose.

For a note and the same note written differently, the answers have the same kinds and statuses in
the same order. No oracle is needed: the product is compared with itself.
"""

import re
import textwrap
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .generators.contract import in_process
from .generators.page import DELIMITERS
from .generators.spelling import ALPHABETS, ENVIRONMENTS, LETTERS
from .generators.story import network_note

OWN = {
    path.name: path.read_text("utf8") for path in sorted(Path(__file__).parent.glob("notes/*.md"))
}
SEEDS = [98, 12, 11, 35, 83, 97, 31, 23, 5, 39]
PROSE = "It pays to write the shapes in the margin before the numbers."


@cache
def statuses(text):
    """Kinds and verdicts of a note; the plain way of writing it is the half of many comparisons."""
    with TemporaryDirectory() as folder:
        return [(claim["kind"], claim["status"]) for claim in in_process(text, Path(folder))]


# Writing the same network differently: the generator writes it again


def restyled(**changes):
    def change(teller):
        teller.style = replace(teller.style, tuples=False, **changes)

    return change


def repaged(**changes):
    def change(teller):
        teller.style = replace(teller.style, tuples=False, broken=False)
        teller.habits = replace(teller.habits, aligned=False)
        for name, value in changes.items():
            setattr(teller.page, name, value)

    return change


def same_answers(seed, one, other):
    first, second = network_note(seed, one), network_note(seed, other)
    assert first.text != second.text
    assert [truth.label for truth in first.truths] == [truth.label for truth in second.truths]
    assert statuses(first.text) == statuses(second.text)


@pytest.mark.parametrize("letters", range(2, len(ALPHABETS)))
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_renaming_symbols(seed, letters):
    renamed = LETTERS | dict(ALPHABETS[letters])
    same_answers(seed, restyled(letters=LETTERS), restyled(letters=renamed))


@pytest.mark.parametrize("label", ["(l)", "_l", "^l"])
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_layer_labels(seed, label):
    plain = {"label_transpose": "group", "indexed_g": ""}
    one, other = restyled(label="[l]", **plain), restyled(label=label, **plain)
    if network_note(seed, one).features["layers"] != "1":
        same_answers(seed, one, other)


@pytest.mark.parametrize("environment", [name for name in ENVIRONMENTS if name != "bmatrix"])
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_matrix_environments(seed, environment):
    one, other = restyled(environment="bmatrix"), restyled(environment=environment)
    same_answers(seed, one, other)


@pytest.mark.parametrize("transpose", [r"^\top", r"^{\intercal}", r"^{\mathsf{T}}"])
@pytest.mark.parametrize("how", ["group", "paren"])
@pytest.mark.parametrize("seed", SEEDS[:2])
def test_transposes(seed, how, transpose):
    one = restyled(transpose="^T", label_transpose="group", times=" ")
    other = restyled(transpose=transpose, label_transpose=how, times=" ")
    same_answers(seed, one, other)


@pytest.mark.parametrize("delimiter", [name for name in DELIMITERS if name != "$$"])
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_delimiters(seed, delimiter):
    one = repaged(delimiter="$$", joined="apart")
    same_answers(seed, one, repaged(delimiter=delimiter, joined="apart"))


@pytest.mark.parametrize("joined", ["same line", "one display", "aligned"])
@pytest.mark.parametrize("seed", SEEDS[:4])
def test_how_formulas_are_set_together(seed, joined):
    one, other = repaged(delimiter="$$", joined="apart"), repaged(delimiter="$$", joined=joined)
    same_answers(seed, one, other)


@pytest.mark.parametrize("seed", [5, 23, 26, 35, 37, 55, 72, 83])
def test_other_numbers(seed):
    """Of notes in which other numbers leave every label, fault and form as it was."""
    first, second = network_note(seed), network_note(seed, numbers=1)
    assert outline(first) == outline(second)
    assert statuses(first.text) == statuses(second.text)


def outline(note):
    """A note without its numbers."""
    truths = [(t.label, t.what, t.fault, t.wrong_links) for t in note.truths]
    return truths, re.sub(r"-?\d+(\.\d+)?", "0", re.sub(r"\\frac\d\d", r"\\frac{0}{0}", note.text))


# Changes of the text of a note: on generated notes and on our own


def crlf(text):
    return text.replace("\n", "\r\n")


def quoted(text):
    return "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())


def inside_a_list(text):
    return "- " + textwrap.indent(text, "  ")[2:]


def interrupted(text):
    """A paragraph of prose between any two others."""
    return f"\n\n{PROSE}\n\n".join(text.rstrip("\n").split("\n\n")) + "\n"


def reflowed(text):
    """Paragraphs of prose in lines of forty characters, broken at spaces outside formulas."""
    return "\n\n".join(map(narrow, text.split("\n\n")))


def narrow(paragraph):
    if not re.match(r"[A-Za-z$]", paragraph) or "\\begin" in paragraph or "$$" in paragraph:
        return paragraph
    pieces = re.findall(r"\$[^$]+\$[.,:]?|\\\(.*?\\\)[.,:]?|\S+", paragraph)
    lines, line = [], ""
    for piece in pieces:
        if line and len(line) + len(piece) > 40:
            lines.append(line)
            line = ""
        line += " " * bool(line) + piece
    return "\n".join([*lines, line])


def commented(text):
    return f"<!-- a remark for editors -->\n\n{text}"


CHANGES = (crlf, quoted, inside_a_list, interrupted, reflowed, commented)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_generated_notes_keep_their_answers(seed, change):
    text = network_note(seed, repaged(joined="apart")).text
    assert statuses(change(text)) == statuses(text)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", OWN)
def test_our_notes_keep_their_answers(name, change):
    assert statuses(change(OWN[name])) == statuses(OWN[name])
