"""What ``initproofs read`` takes formulas and names to be, on small notes with a known answer."""

import pytest

from initproofs.check import check
from initproofs.listing import listing
from initproofs.nouns import Refusal
from initproofs.read import read_text

NOTE = r"""# Forward

The activation $g$ is the identity, $m = 2$, and $k$ is a letter.

$$Z^{[1]} = X W^{[1]}, \qquad A^{[1]} = g(Z^{[1]})$$

$$X = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}, \qquad W^{[1]} = \begin{bmatrix} 1 & 0 & 1 \\ 0 & 1 & 1 \end{bmatrix}$$

$$Z^{[1]} = \begin{bmatrix} 1 & 2 & 3 \\ 3 & 4 & 7 \end{bmatrix}$$

$$X \rightsquigarrow X^T$$ and $f(x$ and `X @ W`.
"""  # noqa: E501


def listed(source):
    document = read_text("note.md", source)
    assert not isinstance(document, Refusal)
    return document, listing(document)


@pytest.fixture(scope="module")
def rows():
    return listed(NOTE)[1]


def test_each_formula_has_its_status(rows):
    assert [row.status if not row.unread else "not read" for row in rows] == [
        *("named", "given", "named", "given", "given", "claim"),
        *("not read", "not read", "code"),
    ]


def test_a_relation_that_is_neither_judged_nor_in_force_is_stated():
    assert [row.status for row in listed("$a < b$ and $c$\n")[1]] == ["stated", "named"]


def test_formulas_are_in_plain_form(rows):
    assert rows[3].plain == "Z^[1] = X · W^[1], A^[1] = g(Z^[1])"
    assert rows[5].plain == "Z^[1] = (1 2 3; 3 4 7)"


def test_names_have_their_shapes_wherever_they_are_given(rows):
    roles = {role.name: (role.role, role.said) for role in rows[3].roles}
    assert roles == {
        "Z^[1]": ("matrix, 2 × 3", "defined here; [1] is a layer"),
        "X": ("matrix, 2 × 2", "value in line 7"),
        "W^[1]": ("matrix, 2 × 3", "value in line 7; [1] is a layer"),
        "A^[1]": ("matrix, 2 × 3", "defined here; [1] is a layer"),
        "g": ("function, identity", "in line 3"),
    }


def test_numbers_are_shown_and_the_unknown_is_not_guessed(rows):
    assert [(role.role, role.said) for role in rows[1].roles] == [("2", "value here")]
    assert [(role.role, role.said) for role in rows[2].roles] == [("name", "in words here")]


def test_what_was_not_read_keeps_its_source_and_its_place(rows):
    arrow = rows[6]
    assert arrow.source == r"X \rightsquigarrow X^T"
    assert NOTE[arrow.unread[0].span.start :].startswith(r"\rightsquigarrow")


@pytest.mark.parametrize("source", [NOTE, "words\n", "$x$ and $y = $ and $a\n\n$b$\n", "$$\n"])
def test_as_many_as_check_counts(source):
    document, rows = listed(source)
    report = check(document)
    assert len(rows) == report.found
    assert sum(bool(row.unread) for row in rows) == len(report.unread)
