"""Files of each format that were made to hurt: no crash, and time in proportion to their length."""

import time

import pytest

from initproofs.nouns import Refusal
from initproofs.read import READERS, read_text

from .files import filed
from .test_hostile import HOSTILE

N = 2_500
DOUBLING = "".join(
    rf"\newcommand{{\{chr(97 + n)}}}{{\{chr(98 + n)}\{chr(98 + n)}}}" for n in range(24)
)
FILES = {
    "groups.tex": r"\section{" * N,
    "definitions.tex": r"\newcommand{\a}{" * N,
    "doubling.tex": DOUBLING + "$\\a$" * 20,
    "a command of itself.tex": r"\let\a\a" + "$\\a$" * N,
    "arguments.tex": r"\newcommand{\a}[1]{#1}$" + r"\a{" * N + "x" + "}" * N + "$",
    "options.tex": r"\foo[" * N,
    "tables.tex": r"\begin{tabular}{l}" * N,
    "elements.html": "<div>" * N,
    "code.html": "<code>" * N + "x" + "</code>" * N,
    "maths.html": "<math>" * N + "</math>" * N,
    "spans.html": "<span class=math>" * N + "x" + "</span>" * N,
    "no tags.html": "<title" * N,
    "quotes.html": "<a b='" * N,
    "languages.html": '<div class="language-x">' * N + "<pre></pre></div>" * N,
    "entities.html": "&#" * N,
    "roles.rst": ":math:`" * N,
    "literals.rst": "``a " * N,
    "directives.rst": ".. math::\n" * N,
    "tables.rst": "== ==\na b\n" * N,
    "fractions.typ": "$" + "a/" * N + "a$",
    "scripts.typ": "$" + "a^" * N + "a$",
    "calls.typ": "$" + "sqrt(" * N + "x" + ")" * N + "$",
    "content.typ": "#a[" * N,
    "code.typ": "#a(" * N,
    "dollars.typ": "$" * (2 * N + 1),
    "comments.typ": "/*" * N,
    "lists.ipynb": "[" * N + "]" * N,
    "objects.ipynb": '{"cells":' * N + "1" + "}" * N,
    "numbers.ipynb": '{"cells": [], "a": ' + "1" * N + "}",
    "cells.ipynb": '{"cells": [' + "1," * N + "1]}",
    "strings.py": "# %% [markdown]\n'''" * N,
}


@pytest.mark.parametrize("name", FILES)
def test_time_is_linear_in_every_format(name):
    begun = time.process_time()
    read_text(name, FILES[name])
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("suffix", sorted({*READERS} - {".md", ".qmd", ".txt"}))
def test_what_hurts_markdown_does_not_hurt_them(suffix):
    begun = time.process_time()
    for source in HOSTILE.values():
        read_text(f"a{suffix}", filed(suffix, source[:N]))
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("source", "reason", "place"),
    [
        ('{"cells": [\n {"cell_type": }]}', "this is not JSON: Expecting value", (2, 16)),
        ("", "this is not JSON: Expecting value", (1, 1)),
        ("[1, 2]", "this JSON is no notebook: it has no list of cells", None),
        ('{"cells": 3}', "this JSON is no notebook: it has no list of cells", None),
        ('{"worksheets": []}', "this notebook is older than version 4", None),
        ("[" * 100_000, "its JSON is nested too deeply for a notebook", None),
    ],
)
def test_what_is_no_notebook_is_refused(source, reason, place):
    refusal = read_text("a.ipynb", source)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert refusal.place == place


def test_a_script_without_text_is_refused():
    refusal = read_text("train.py", "# %%\nw = 1\n")
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith("this script has no cell of text")


def test_half_a_character_in_a_notebook_is_shown_as_such():
    source = '{"cells": [{"cell_type": "markdown", "source": "a \\ud800 b"}]}'
    assert read_text("a.ipynb", source).source == "a \ufffd b"
