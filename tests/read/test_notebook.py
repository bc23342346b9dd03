"""Notebooks and percent scripts: cells, their lines and languages; nbformat reads them too."""

import json

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import is_note, read_text

from .files import notebook, percent

CELLS = (
    "# One\n\nLet $x = 2$\nand $y$",
    "%w = 1\nb = 2",
    "> quoted $z$\n> more",
    "%",
    "$$a\n= 1$$\n",
)


def test_lines_and_columns_are_counted_in_cells():
    document = read_text("a.ipynb", notebook(*CELLS))
    maths = (BlockKind.INLINE, BlockKind.DISPLAY, BlockKind.CODE)
    found = [
        (document.cell(b.outer.start), *document.place(b.outer.start))
        for b in document.blocks
        if b.kind in maths
    ]
    assert found == [(1, 3, 5), (1, 4, 5), (2, 1, 1), (3, 1, 10), (5, 1, 1)]
    assert document.where(document.blocks[-1].span.start) == "line 1 of cell 5"
    assert document.line(document.row(document.blocks[-1].span.start)).start > 0


def test_paragraphs_of_two_cells_are_two():
    numbers = [block.paragraph for block in read_text("a.ipynb", notebook("a", "b")).blocks]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("metadata", "cell", "language"),
    [
        ({}, "w = 1", "python"),
        ({"language_info": {"name": "R"}}, "w = 1", "r"),
        ({"kernelspec": {"language": "julia"}}, "w = 1", "julia"),
        ({}, "%%bash\nls", "bash"),
        ({}, "%%time\nw = 1", "python"),
    ],
)
def test_the_language_of_a_cell(metadata, cell, language):
    cells = [{"cell_type": "code", "source": cell}]
    (block,) = read_text("a.ipynb", json.dumps({"cells": cells, "metadata": metadata})).blocks
    assert block.language == language


def test_nbformat_sees_the_same_cells():
    nbformat = pytest.importorskip("nbformat")
    source = notebook(*CELLS)
    theirs = [cell.source for cell in nbformat.reads(source, as_version=4).cells]
    assert read_text("a.ipynb", source).source == "\n".join(theirs)


def test_a_percent_script_keeps_the_lines_of_its_file():
    source = percent("Let $x = 2$\n\n$$y$$", "%w = 1", "so") + '# %% [md]\n"""\nand $z$\n"""\n'
    document = read_text("a.py", source)
    kinds = [(b.kind.value, b.text.strip(), document.place(b.outer.start)) for b in document.blocks]
    assert [found for found in kinds if found[0] != "prose"] == [
        ("inline", "x = 2", (2, 7)),
        ("display", "y", (4, 3)),
        ("code", "w = 1", (7, 1)),
        ("inline", "z", (14, 5)),
    ]


def test_in_a_folder_only_scripts_with_text_are_notes(tmp_path):
    for name, source in [("a.py", percent("text")), ("b.py", "w = 1\n"), ("c.tex", "x")]:
        (tmp_path / name).write_text(source)
    assert [path.name for path in sorted(tmp_path.iterdir()) if is_note(path)] == ["a.py", "c.tex"]
