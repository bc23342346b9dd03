"""reStructuredText: roles and directives, literals, tables; docutils is the second reader."""

import pytest

from initproofs.read import read_text

from .blocks import cut, paragraphs


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("so :math:`x_1` and `y`:math:.", ["so", "$x_1", "and", "$y", "."]),
        (":math:`w +\n  3` here", ["$w + 3", "here"]),
        (".. math:: x = 1", ["$$x = 1"]),
        (".. math::\n   :label: a\n\n   x\n   = 1\n\n   y\n\nso", ["$$x = 1", "$$y", "so"]),
        ("``x = 1`` and :code:`y`", ["`x = 1", "and", "`y"]),
        (".. code-block:: python\n   :linenos:\n\n   w = 1\n", ["code w = 1"]),
        ("so::\n\n   w = 1\n\nnext", ["so:", "code w = 1", "next"]),
        ("so ::\n\n   w = 1", ["so", "code w = 1"]),
        (">>> w = 1\n1\n\nso", ["code >>> w = 1 1", "so"]),
        (".. comment $x$\n   :math:`x`\n\nso", ["so"]),
        (".. image:: a.png\n   :alt: x = 1\n\nso", ["so"]),
        (".. note:: Mind :math:`x`.\n\n   More.", ["Mind", "$x", ".", "More."]),
        ("*so* **it** :ref:`is <a>` `done <https://a.b>`__ [1]_", ["so it is done"]),
        (r"5\*3 \*no*", ["5*3 *no*"]),
        (".. default-role:: math\n\n`x`", ["$x"]),
        ("bad\n\n:math:`x", ["bad", "? this :math:` is never closed", "x"]),
        ("- :math:`x`\n- b", ["$x", "b"]),
    ],
)
def test_what_is_maths_code_and_text(source, expected):
    assert cut(".rst", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A\n===\n\nB\n---\n\nC\n===", [(1, "A"), (2, "B"), (1, "C")]),
        ("===\nA\n===\n\nB\n===\n\nso", [(1, "A"), (2, "B"), (0, "so")]),
        ("- a\n  b\n- c\n\n1. d", [(0, "a b"), (0, "c"), (0, "d")]),
        ("+--+---+\n|a |b c|\n|d |   |\n+==+===+\n|e |f  |\n+--+---+", None),
        ("== ==\na  b\n== ==\nc  d\n== ==\n\nso", [(0, s) for s in ["a", "b", "c", "d", "so"]]),
    ],
)
def test_paragraphs_and_headings(source, expected):
    found = paragraphs(".rst", source)
    assert found == (expected or [(0, s) for s in ["a d", "b c", "e", "f"]])


DOCUMENTS = {
    "roles": "Let :math:`x_1` be *y* with ``a_b`` and `z`:math:.\n",
    "displays": "so\n\n.. math::\n\n   x = 1\n\n   y = 2\n\nthen\n\n.. math:: z\n",
    "lists": "- a :math:`x`\n\n  .. math:: y\n\n- b\n\n  - c :math:`z`\n",
    "headings": "Title\n=====\n\nThe :math:`l`\n-------------\n\nso :math:`k`\n",
    "literals": "so::\n\n  x = 1\n    y = 2\n\nand\n\n.. code:: python\n\n   z = 3\n",
    "tables": "+-----------+---+\n| :math:`x` | b |\n+-----------+---+\n\n"
    "=== =========\na   :math:`y`\n=== =========\n",
    "quotes": "so\n\n   quoted :math:`q`\n\n   more :math:`r`\n",
    "notes": ".. note:: so :math:`n`\n\n.. figure:: a.png\n\n   The :math:`f` here.\n",
    "comments": ".. no :math:`c`\n\n.. |s| replace:: :math:`no`\n\nyes :math:`d`\n",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_docutils_finds_the_same_maths_and_code(name):
    docutils = pytest.importorskip("docutils.core")
    settings = {"report_level": 5, "file_insertion_enabled": False}
    tree = docutils.publish_doctree(DOCUMENTS[name], settings_overrides=settings)
    signs = {"math": "$", "math_block": "$$", "literal": "`", "literal_block": "code "}
    theirs = [
        signs[node.tagname] + " ".join(node.astext().split())
        for node in tree.findall(lambda node: getattr(node, "tagname", "") in signs)
        if node.parent.tagname != "substitution_definition"
    ]
    ours = [words for words in cut(".rst", DOCUMENTS[name]) if words[0] in "$`c"]
    assert [words for words in ours if words.startswith(tuple(signs.values()))] == theirs


def test_lines_and_columns_are_those_of_the_file():
    source = "Title\n=====\n\n- so\n  :math:`x`\n\n  .. math::\n\n     y\n     = 1\n"
    document = read_text("a.rst", source)
    places = [document.place(block.outer.start) for block in document.blocks]
    assert places == [(1, 1), (4, 3), (5, 3), (9, 6)]
    display = document.blocks[-1]
    assert document.place(display.at(2, 3).start) == (10, 6)
