"""Typst: its markup, and its formulas as TeX; Typst itself is the second reader of these."""

import json
import random
import re

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import read_text

from .blocks import cut, paragraphs
from .typst_tree import as_tex, normal


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("so $x_1$ and $ y = 1 $.", ["so", "$x_1", "and", "$$y = 1", "."]),
        ("*so* _it_ is a_b `x = 1`", ["so it is a_b", "`x = 1"]),
        ("```python\nw = 1\n```", ["code w = 1"]),
        ("a // $x$\nb /* $y$ */ c", ["a b c"]),
        (r"\$5 and \$6", ["$5 and $6"]),
        ('#let w = $x$\n#set page("a4")\nso', ["so"]),
        ('#figure(image("a"), caption: [The $x$])', ["The", "$x"]),
        ("#box($y$) #emph[so] it", ["$y", "so", "it"]),
        ("so <label> @ref, [a] ~ b", ["so , [a] b"]),
        ("so\n\n$x", ["so", "x", "? this $ is never closed"]),
        ("https://a.b/c//d so", ["so"]),
    ],
)
def test_what_is_maths_code_and_text(source, expected):
    assert cut(".typ", source) == expected


def test_paragraphs_and_headings():
    source = "= The $l$\nso\n- a\n+ b\n\n== B <b>\n#theorem[c]\nd"
    expected = [(1, "The l"), (0, "so"), (0, "a"), (0, "b"), (2, "B"), (0, "c"), (0, "d")]
    assert paragraphs(".typ", source) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("frac(1, m) A^T", r"\frac{1}{ m} A^T"),
        ("1/n", r"\frac{1}{n}"),
        ("(a + b)/2", r"\frac{a + b}{2}"),
        ("f(x)/2", r"\frac{f(x)}{2}"),
        ("W^([l])_i", "W^{[l]}_i"),
        ("w_(i j)^((k))", "w_{i j}^{(k)}"),
        ("dif W", "dW"),
        ('"Var"(z)', r"\text{Var}(z)"),
        ('upright("Var")(z)', r"\mathrm{Var}(z)"),
        ("hat(y)'", r"\hat{y}'"),
        ("a dot b", r"a \cdot b"),
        ('mat(delim: "[", 1, 2; 3, 4)', r"\begin{bmatrix} 1 & 2\\ 3 & 4\end{bmatrix}"),
        ("vec(1, 2)", r"\begin{pmatrix}1\\ 2\end{pmatrix}"),
        ("a &= 1 \\\n&= 2", r"\begin{aligned}a &= 1 \\ &= 2\end{aligned}"),
        ("scripts(W^2)^T", "{W^2}^T"),
        ("{x}", r"\{x\}"),
        ("x^-2", "x^-2"),  # which raises the sign alone, as in TeX: the reader calls it suspicious
    ],
)
def test_a_formula_as_tex(formula, expected):
    (block,) = read_text("a.typ", f"${formula}$").blocks
    assert " ".join(block.text.split()) == expected


@pytest.mark.parametrize(
    ("formula", "blamed"),
    [
        ("1 + foo", "foo"),
        ("Var(x)", "Var"),
        ("#x + 1", "#"),
        ("attach(x, t: 2)", "attach"),
        ("sqrt(x, y)", "sqrt"),
        ("mat(1, ; 2, 3)", "mat"),
        ("x /", "/"),
        ("|x|/2", "/"),
        ('"50%"', '"50%"'),
        ("vec(1, 2", "("),
    ],
)
def test_what_has_no_counterpart_is_not_read(formula, blamed):
    document = read_text("a.typ", f"so ${formula}$ on")
    (trouble,) = document.unread
    assert document.source[trouble.span.start : trouble.span.end] == blamed
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.PROSE, "so … on")  # the sentence shows that something is missing
    ]


def test_a_name_that_code_defines_is_not_the_one_we_know():
    assert len(read_text("a.typ", "#let sigma = $x$\n$sigma + 1$").unread) == 1


ATOMS = ["x", "W", "2", "n", "sigma", "alpha", "30", '"Var"']
MAKERS = [
    "{a} + {b}", "{a} {b}", "{a}/{b}", "({a})", "{a}_{b}", "{a}^{b}", "{a}^({b})", "{a}_({b})",
    "frac({a}, {b})", "sqrt({a})", "hat({a})", "{a}'", "{a} dot {b}", "f({a})", "{a}({b})",
    "-{a}", "{a} = {b}", "[{a}]", "{a}_{b}^{a}", "vec({a}, {b})", "mat({a}, {b}; {b}, {a})",
    "abs({a})", "{a}!", "{a} / {b}", "sum_(i=1)^n {a}", "{a}^[{b}]", "root(3, {a})",
]  # fmt: skip


def expression(dice: random.Random, depth: int) -> str:
    if not depth:
        return dice.choice(ATOMS)
    parts = {name: expression(dice, dice.randrange(depth)) for name in "ab"}
    return dice.choice(MAKERS).format(**parts)


def test_typst_itself_reads_the_same():
    typst = pytest.importorskip("typst")
    dice = random.Random(6)
    formulas = list(dict.fromkeys(expression(dice, dice.randint(1, 4)) for _ in range(400)))
    formulas = [formula for formula in formulas if not re.search("[_^]-", formula)]  # see above
    program = "#let said(x) = [#metadata(repr(x)) <said>]\n"
    program += "\n".join(f"#said(${formula}$)" for formula in formulas)
    theirs = [found["value"] for found in json.loads(typst.query(program.encode(), "<said>"))]
    wrong = []
    for formula, tree in zip(formulas, theirs, strict=True):
        blocks = read_text("a.typ", f"${formula}$").blocks
        if blocks and normal(blocks[0].text) != normal(as_tex(tree)):
            wrong.append((formula, blocks[0].text, as_tex(tree)))
    assert wrong == [], "\n".join(map(repr, wrong))
