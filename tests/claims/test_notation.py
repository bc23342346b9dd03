"""What cannot be meant as written: each finder finds its slip, and is silent on its likes."""

import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text


def alarms(source):
    """The messages of everything of kind ``notation`` that is refuted."""
    findings = check(read_text("note.md", source)).findings
    wrong = [v for c, v in findings if c.kind == "notation" and v.ruling is Ruling.REFUTED]
    return [verdict.message for verdict in wrong]


def everything(source):
    return [v.message for _, v in check(read_text("note.md", source)).findings if not _quiet(v)]


def _quiet(verdict):
    return verdict.ruling in (Ruling.CONFIRMED, Ruling.UNDECIDED, Ruling.PROVED)


# ------------------------------------------------------------------------------- brackets
@pytest.mark.parametrize(
    ("formula", "lacking"),
    [
        (r"\operatorname{Var}(z = H \operatorname{Var}(w)", ")"),
        ("f(x + 1", ")"),
        ("2 (a + b", ")"),
        ("a + b) c", "("),
        (r"Z^{[1} = X", "]"),
        (r"\sigma(Z^{[1]}", ")"),
        (r"\frac{a}{b", "}"),
    ],
)
def test_a_lost_bracket(formula, lacking):
    source = f"Here\n\n$${formula}$$\n"
    assert alarms(source) == [f"one “{lacking}” is missing"]
    [(claim, verdict)] = check(read_text("note.md", source)).findings
    assert verdict.correction.count(lacking) == formula.count(lacking) + 1
    assert verdict.correction.replace(lacking, "") == formula.replace(lacking, "")
    assert source[claim.span.start : claim.span.end].strip() == formula
    assert alarms(source.replace(formula, verdict.correction)) == []


@pytest.mark.parametrize(
    ("formula", "correction"),
    [
        (r"\operatorname{Var}(z = H", r"\operatorname{Var}(z) = H"),
        (r"Z^{[1} = X", "Z^{[1]} = X"),
        (r"\sigma(Z^{[1]}", r"\sigma(Z^{[1]})"),
        (r"E[x^2 = 1", r"E[x^2] = 1"),
        (r"x_{1 = 2", r"x_{1} = 2"),
    ],
)
def test_the_bracket_that_is_offered_holds_something(formula, correction):
    [(_, verdict)] = check(read_text("note.md", f"Here\n\n$${formula}$$\n")).findings
    assert verdict.correction == correction


@pytest.mark.parametrize(
    "formula",
    [
        "[0, 1)",
        "(0, 1]",
        r"x \in [a, b)",
        "]a, b[",
        "x \\in ]0, 1[",
        "[a, b[",
        "]a, b]",
        r"\left[0, 1\right)",
        r"U\left(-a, a\right]",
        r"\left. x \right|_{x = 0}",
        r"\left\{ x \right.",
        r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        r"\{ x : x > 0 \}",
        r"\langle a, b \rangle",
        r"|x| + \|W\|",
        r"n!",
        r"\text{:-)}",
    ],
)
def test_brackets_that_need_no_partner(formula):
    assert everything(f"Here\n\n$${formula}$$\n\nand ${formula}$ there.\n") == []


@pytest.mark.parametrize(
    "source",
    [
        "$$f(a +$$\n\n$$b)$$\n",
        "$$= 2 (a + b$$\n\n$$+ c + d)$$\n",
        "\\begin{align}\nz &= 2 (a + b \\\\\n&\\quad + c + d)\n\\end{align}\n",
        "$$\\begin{aligned} z &= 2 (a + b \\\\ &+ c) \\end{aligned}$$\n",
        "$$\\begin{aligned} z &= \\bigl( a + b \\\\ &+ c \\bigr) \\end{aligned}$$\n",
        "$$\\begin{aligned} z &= \\left( a \\right. \\\\ &\\left. + c \\right) \\end{aligned}$$\n",
        "1) $a = 1$ and 2) $b = 2$\n",
        "The line ($y = x$) is straight :-)\n",
    ],
)
def test_brackets_that_are_split_or_none(source):
    assert everything(source) == []


def test_two_lost_brackets_are_not_guessed_at():
    assert alarms("$$f(g(x$$\n") == []


# -------------------------------------------------------------------------------- indices
def units(*lines):
    return "\n\n".join(f"$${line}$$" for line in lines) + "\n"


FIRST = "z_1 = w_{11} x_1 + w_{21} x_2"
SECOND = "z_2 = w_{12} x_1 + w_{22} x_2"


@pytest.mark.parametrize(
    ("lines", "true", "wrote"),
    [
        ((FIRST, "z_2 = w_{21} x_1 + w_{22} x_2"), "w_12", "w_21"),
        ((FIRST, SECOND, "z_3 = w_{31} x_1 + w_{32} x_2"), "w_13, w_23", "w_31, w_32"),
        (("z_1 = w_{11} x_1 + w_{12} x_2", SECOND), "w_21", "w_12"),
        ((FIRST, "z_2 = g(w_{21} x_1 + w_{22} x_2 + b_2)"), "w_12", "w_21"),
    ],
)
def test_an_index_that_breaks_the_pattern(lines, true, wrote):
    assert alarms(units(*lines)) == [f"the index breaks the pattern: {true}, not {wrote}"]


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, SECOND),
        ("z_1 = w_{11} x_1 + w_{12} x_2", "z_2 = w_{21} x_1 + w_{22} x_2"),
        ("z_1 = g(w_{11} x_1 + w_{12} x_2 + b_1)", "z_2 = g(w_{21} x_1 + w_{22} x_2 + b_2)"),
        # another layer may have another convention
        (
            "z_1^{[1]} = w_{11}^{[1]} x_1 + w_{21}^{[1]} x_2",
            "z_2^{[2]} = w_{21}^{[2]} a_1 + w_{22}^{[2]} a_2",
        ),
        # another letter too
        (FIRST, "y_2 = v_{21} z_1 + v_{22} z_2"),
        # units counted from 0
        ("z_0 = w_{00} x_0 + w_{10} x_1", "z_1 = w_{01} x_0 + w_{11} x_1"),
        # units counted on through the layers
        (FIRST, "z_5 = w_{35} z_3 + w_{45} z_4"),
        # one unit only
        ("z_2 = w_{21} x_1 + w_{22} x_2",),
        # letters
        (FIRST, "z_j = w_{ij} x_i + w_{kj} x_k"),
        # one term
        (FIRST, "z_2 = w_{21} x_1"),
    ],
)
def test_indices_that_follow_some_convention(lines):
    assert everything(units(*lines)) == []


# ----------------------------------------------------------------------- repeated members
def test_a_member_that_stands_twice():
    source = units("w_{11} = w_{21} = w_{21} = w_{22} = 1")
    assert alarms(source) == ["w_21 stands twice and w_12 is missing"]
    source = units("w_{11} = w_{12} = w_{21} = w_{22} = w_{31} = w_{31}")
    assert alarms(source) == ["w_31 stands twice and w_32 is missing"]


@pytest.mark.parametrize(
    "chain",
    [
        "a = b = a",
        "a = b = c = a",
        "w_{11} = w_{12} = w_{21} = w_{11}",
        "w_{11} = w_{12} = w_{21} = w_{22} = w_{11}",
        "w_{11} = w_{12} = w_{21} = w_{22}",
        "w_1 = w_2 = w_2 = w_3",
        "w_{ij} = w_{ik} = w_{ij} = w_{kj}",
    ],
)
def test_chains_that_close_or_leave_nothing_out(chain):
    assert everything(units(chain)) == []


# ----------------------------------------------------------------------------------- carets
@pytest.mark.parametrize(
    ("formula", "true"),
    [
        ("dZ^{[l]} = dA^{[l]} * g{[l]}'(Z^{[l]})", "g^{[l]}"),
        ("Z^{[1]} = A{[0]} W^{[1]}", "A^{[0]}"),
    ],
)
def test_a_lost_caret(formula, true):
    source = units(formula)
    assert alarms(source) == [f"a caret is lost: {true}"]
    [verdict] = [v for c, v in check(read_text("n.md", source)).findings if c.kind == "notation"]
    assert alarms(units(verdict.correction)) == []


@pytest.mark.parametrize(
    "formula",
    [
        "Z^{[l]} = A^{[l-1]} W^{[l]}",
        "Z = A {(B + C)}",
        "Z = A {B}",
        "Z = W [l]",
        r"Z = \{[l]\}",
        "Z = 2 {[1, 2]}",
        "Z_{[1]} = A_{[0]} W_{[1]}",
    ],
)
def test_braces_that_only_group(formula):
    assert alarms(units(formula)) == []


# ------------------------------------------------------------------------ several spellings
def test_one_weight_in_two_spellings():
    source = units("z_1 = w_{11} x_1 + w_{21} x_2", "z_1 = w'_{11} x_1 + w_{21} x_2")
    [message] = alarms(source)
    assert message.startswith("one weight is spelled in two ways")


@pytest.mark.parametrize(
    "lines",
    [
        # new weights, defined by an update
        (
            r"w'_{11} = w_{11} - \eta d_{11}",
            "z_1 = w_{11} x_1 + w_{21} x_2",
            "z_1 = w'_{11} x_1 + w_{21} x_2",
        ),
        # the derivative of a function
        ("z = f(x)", "z' = f'(x)"),
        ("a_1 = g(z_1)", "d_1 = g'(z_1)"),
        # the same formula again
        ("z_1 = w_{11} x_1 + w_{21} x_2", "z_1 = w_{11} x_1 + w_{21} x_2"),
        # another layer
        (
            "z_1^{[1]} = w_{11}^{[1]} x_1 + w_{21}^{[1]} x_2",
            "z_1^{[2]} = w_{11}^{[2]} x_1 + w_{21}^{[2]} x_2",
        ),
        # another unit
        ("z_1 = w_{11} x_1 + w_{21} x_2", "z_2 = w_{12} x_1 + w_{22} x_2"),
    ],
)
def test_primes_and_labels_that_are_meant(lines):
    assert alarms(units(*lines)) == []


# -------------------------------------------------------------------------------- lone dots
def test_a_lone_dot_between_two_steps():
    source = units("x = 1 + 2", "= 3", r"\cdot", "= 3 + 0")
    assert alarms(source) == ["a product sign stands where dots are meant: ⋮"]


@pytest.mark.parametrize(
    "lines",
    [
        ("x = 1 + 2", "= 3", r"\vdots", "= 3 + 0"),
        ("x = 1 + 2", r"\cdot", "y = 3"),
        (r"a \cdot b", "= c"),
        (r"\cdot",),
    ],
)
def test_dots_that_are_meant(lines):
    assert alarms(units(*lines)) == []


# --------------------------------------------------------------------------- sums for lists
@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Here $a_{11} + a_{12}$ are the activations.", "a_11, a_12"),
        ("The $b_1 + b_2 + b_3$ are biases.", "b_1, b_2, b_3"),
    ],
)
def test_a_sum_that_should_be_a_list(sentence, names):
    assert alarms(sentence) == [f"“+” adds; a list is meant: {names}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Here $a_{11} + a_{12}$ is the sum of the activations.",
        "Here $a_{11} + a_{12}$ is the input of the next unit.",
        "Here $a_{11}$ and $a_{12}$ are the activations.",
        "Here $a_{11}, a_{12}$ are the activations.",
        "Here $a_{11} + b_{12}$ are weights.",
        "Here $a_{11} - a_{12}$ are weights.",
        "Here $n_1 + n_2$ units are meant.",
        "The sum $w_1 + w_2$ is one.",
        "Here $w_1 + w_2$ are added.",
    ],
)
def test_a_sum_that_is_a_sum(sentence):
    assert alarms(sentence) == []


# ------------------------------------------------------------------------ at every place
def test_a_finding_says_where_it_is():
    source = "Some words.\n\n" + units(FIRST, "z_2 = w_{21} x_1 + w_{22} x_2")
    [(claim, verdict)] = [
        (c, v)
        for c, v in check(read_text("note.md", source)).findings
        if v.ruling is Ruling.REFUTED
    ]
    assert source[claim.span.start : claim.span.end] == "z_2 = w_{21} x_1 + w_{22} x_2"
    assert [source[mark.start : mark.end] for mark in verdict.marks] == ["w_{21}"]
    assert "line 3 writes w_(input, unit)" in verdict.evidence[0].because


@pytest.mark.parametrize(
    "formula",
    [
        r"v_K = H_{K-1} w_K H_{K-2} w_{K-1} v_{K-2}",
        r"v_K = \prod_{k=1}^{K} H_{k-1} w_k",
        r"\delta^{(L-1)} = W^{(l)} \delta^{(l)}",
        r"w_{ij} = a_i b_J",
    ],
)
def test_index_letters_of_both_cases_may_be_meant(formula):
    document = read_text("note.md", f"$${formula}$$\n")
    assert not [claim for claim, _ in check(document).findings if claim.kind == "notation"]
