"""The same note in each format gives the same verdicts at the right places."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.nouns import BlockKind, Document
from initproofs.read import read_text

from .read.rewriting import WRITERS, paragraphs

NOTES = sorted((Path(__file__).parent / "notes").glob("*.md"))
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PLACE = re.compile(r"lines? \d+(?: of cell \d+)?|of cell \d+")


def said(document: Document) -> list[tuple[int, str, str, str]]:
    """For each claim: in which formula it begins, its kind, its verdict, and why."""
    maths = [b for b in document.blocks if b.kind in (BlockKind.INLINE, BlockKind.DISPLAY)]
    found = []
    for claim, verdict in check(document).findings:
        where = [
            number
            for number, block in enumerate(maths)
            if block.outer.start <= claim.span.start < block.outer.end
        ]
        words = PLACE.sub("line", verdict.brief or verdict.message)
        found.append((where[0] if where else -1, claim.kind, verdict.ruling.value, words))
    return sorted(found)


def original(path: Path) -> Document:
    return read_text("note.md", COMMENT.sub("", path.read_text("utf8")))


def rewritten(path: Path) -> Iterator[tuple[str, str]]:
    """A note in every format that has words for it: our Typst has not all commands of TeX."""
    for name, writer in WRITERS.items():
        with suppress(KeyError):
            yield name, writer(paragraphs(original(path)))


def test_enough_notes_can_be_written_in_every_format():
    assert min(Counter(name for path in NOTES for name, _ in rewritten(path)).values()) >= 4


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_the_same_note_is_told_the_same(path):
    expected = said(original(path))
    assert len(expected) > 3
    for name, text in rewritten(path):
        again = read_text(name, text)
        assert isinstance(again, Document)
        assert again.unread == (), name
        assert said(again) == expected, name


@pytest.mark.parametrize("name", WRITERS)
def test_places_are_those_of_the_file(name):
    note = read_text("a.md", "# One\n\nLet $x = 2$.\n\n## Two\n\nThen $$x + 1 = 4$$ is wrong.\n")
    source = WRITERS[name](paragraphs(note))
    document = read_text(name, source)
    ((claim, _),) = [f for f in check(document).findings if f[1].ruling == "refuted"]
    line, column = document.place(claim.span.start)
    cell = document.cell(claim.span.start)
    if name == "note.ipynb":
        assert (cell, line, column) == (2, 3, 8)
    else:
        written = source.splitlines()[line - 1]
        assert cell is None
        assert written[column - 1 :].startswith("x + 1 = 4")
    assert document.source[claim.span.start : claim.span.end] == "x + 1 = 4"


SCALES = """# Scales

With $n$ inputs $Var(z) = n Var(w) Var(x)$, and we want $Var(z) = Var(x)$,
so $Var(w) = \\frac{2}{n}$.

## He initialization

The limit is $\\sqrt{\\frac{6}{n_{in}}}$, or `W ~ N(0, 2/n_in)`.

```python
def he_init(n_in, n_out):
    return np.random.randn(n_out, n_in) * np.sqrt(1 / n_in)

W1 = np.random.randn(5, 3)  # shape (3, 5)
```
"""


@pytest.mark.parametrize("name", WRITERS)
def test_code_and_scales_are_told_the_same(name):
    note = read_text("note.md", SCALES)
    again = read_text(name, WRITERS[name](paragraphs(note)))
    assert isinstance(again, Document)
    assert said(again) == said(note)
    assert Counter(ruling for _, _, ruling, _ in said(note)) >= Counter(proved=2, refuted=3)


TABLES = {
    "note.md": "| name | variance |\n|---|---|\n| LeCun | $1/n$ |\n| He | $1/n$ |\n",
    "note.py": (
        "# %% [markdown]\n# | name | variance |\n# |---|---|\n"
        "# | LeCun | $1/n$ |\n# | He | $1/n$ |\n"
    ),
    "note.html": (
        "<p></p><table><tr><th>name</th><th>variance</th></tr>\n"
        "<tr><td>LeCun</td><td>\\(1/n\\)</td></tr><tr><td>He</td><td>\\(1/n\\)</td></tr></table>\n"
    ),
    "note.tex": (
        "\\documentclass{article}\\begin{document}\n\\begin{tabular}{ll}\n"
        "name & variance \\\\ \\hline\n"
        "LeCun & $1/n$ \\\\\nHe & $1/n$ \\\\\n\\end{tabular}\n\\end{document}\n"
    ),
    "list.rst": (
        ".. list-table::\n   :header-rows: 1\n\n   * - name\n     - variance\n"
        "   * - LeCun\n     - :math:`1/n`\n   * - He\n     - :math:`1/n`\n"
    ),
    "grid.rst": (
        "+-------+-------------+\n| name  | variance    |\n+=======+=============+\n"
        "| LeCun | :math:`1/n` |\n+-------+-------------+\n| He    | :math:`1/n` |\n"
        "+-------+-------------+\n"
    ),
    "simple.rst": (
        "===== ===========\nname  variance\n===== ===========\nLeCun :math:`1/n`\n"
        "He    :math:`1/n`\n===== ===========\n"
    ),
    "note.typ": "#table(columns: 2, [name], [variance], [LeCun], [$1/n$], [He], [$1/n$])\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_the_same_table_is_told_the_same(name):
    document = read_text(name, TABLES[name])
    assert isinstance(document, Document)
    found = sorted(check(document).findings, key=lambda pair: pair[0].span)
    assert [verdict.ruling.value for _, verdict in found] == ["proved", "refuted"]
    assert all("variance" in verdict.message for _, verdict in found)
