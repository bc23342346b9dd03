"""Maths typed into prose: all of a formula or nothing of it, and never a word of the sentence."""

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import read_text


def plain(source: str) -> list[str]:
    document = read_text("note.txt", source)
    found = [block for block in document.blocks if block.kind is BlockKind.PLAIN]
    assert all(source[b.span.start : b.span.end] == b.text for b in found)
    return [block.text for block in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("like a = g(w^T * x + b) where a is", ["a = g(w^T * x + b)"]),
        ("with z = w^T x + b and a = g(z). I say", ["z = w^T x + b", "a = g(z)"]),
        ("as dw_i=dz_i x^T and db_i=dz_i but", ["dw_i=dz_i x^T", "db_i=dz_i"]),
        ("dz_i=w_{i+1}^T dz_{i+1} ∘ g'_1(z_1) where", ["dz_i=w_{i+1}^T dz_{i+1} ∘ g'_1(z_1)"]),
        ("if w_{i+1} = 0 then dw_i, db_i = 0.", ["w_{i+1} = 0", "dw_i, db_i = 0"]),
        ("so σ'(z) = σ(z)(1-σ(z)).", ["σ'(z) = σ(z)(1-σ(z))"]),
        ("times √(2/n) or so", ["√(2/n)"]),
        ("it had loss = 0.6931, accuracy = 50 %", ["loss = 0.6931", "accuracy = 50 %"]),
        ("the term np.dot(W,X)+b grows", ["np.dot(W,X)+b"]),
        ("W[l] = np.random.randn(l-1,l)*10", ["W[l] = np.random.randn(l-1,l)*10"]),
        ("choose w=1 (but not b=const).", ["w=1", "b=const"]),
        ("take dJ/da, then sum dJ/dz * W from layer L+1", ["dJ/da", "dJ/dz * W"]),
        ("I = 3 and that is it", ["I = 3"]),
        ("**W = 0** is bold", ["W = 0"]),
        ("with η = 0.1, i = 1, …, n", ["η = 0.1", "i = 1, …, n"]),
        ("w ← w - η g", ["w ← w - η g"]),
        ("z ~ N(0, 1) holds", ["z ~ N(0, 1)"]),
        ("0 < x < 1 and (w = 0 for all)", ["0 < x < 1", "w = 0"]),
        ("see (w = 0) too", ["w = 0"]),
        ("x = 1\ny = 2", ["x = 1", "y = 2"]),
        ("z = w x\n∘ b", ["z = w x\n∘ b"]),
        ("Var(XY) = Var(X)Var(Y)", ["Var(XY) = Var(X)Var(Y)"]),
        ("If a = 1 a new one", ["a = 1"]),
        ("x = 3 - this is right", ["x = 3"]),
        (
            "w_new = w_old – rate * gradient_of(w_old)",
            ["w_new = w_old – rate * gradient_of(w_old)"],
        ),
        ("use batch_size=32 here", ["batch_size=32"]),
        ("y = 3 x.", ["y = 3 x"]),
        ("W = [[1, 2], [3, 4]]", ["W = [[1, 2], [3, 4]]"]),
        ("A = B = AB^T", ["A = B = AB^T"]),
    ],
)
def test_formulas(source, expected):
    assert plain(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "depend on a(at least this should be true)",
        "where n = number of units",
        "m = batch size",
        "input/output, and/or, 1/2, L-1 hidden layers",
        "choose File > Open or Speech > Image > Object",
        "z = w times x",
        "for m = 3 n is small",
        "for unit i z = 3",
        "with fan-in = 3",
        r"x = \frac{1}{2}",
        "the p(x|z) = 3",
        "a<t> = g(Wx<t> + b)",
        "of 2017 (<2000) here",
        "x<sup>2</sup> = 4 and y = x<sup>2</sup>",
        "=====",
        "z = w x\n+ b",
        "w = 3 * number of units",
        "either g1 = tanh/ReLU",
        "C++ = good, a + b",
        "The price is 5 * 3 dollars",
        "I think A is = to B",
    ],
)
def test_prose(source):
    assert plain(source) == []


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("so dw_i=x (dz_i)^T here", []),
        ("so dw_i=x {dz_i}^T here", []),
        ("so a = g (z) here", []),
        ("so y = a x (b + c) here", []),
        ("so z = w x + b (1)", ["z = w x + b"]),
        ("so z = w x + b (the sum)", ["z = w x + b"]),
        ("so w = 0 (b = 0)", ["w = 0", "b = 0"]),
    ],
)
def test_half_a_product_is_no_formula(text, formulas):
    blocks = read_text("a.md", text).blocks
    assert [block.text for block in blocks if block.kind is BlockKind.PLAIN] == formulas


FENCED = "```\n{}\n```\n"


@pytest.mark.parametrize(
    ("fence", "expected"),
    [
        ("Var(W) = 1/n\nW ~ N(0, 1/n)", ["Var(W) = 1/n", "W ~ N(0, 1/n)"]),
        ("z = 1 + 1\n  = 2   (added)", ["z = 1 + 1", "= 2"]),
        ("σ'(z) = 1 if z > 0 else 0", []),
        ("say so at once\n  = 2 + σ", []),
        ("σ = x.mean()\nprint(σ)", []),
        ("dW = (1/m) · dZ · X.T", []),
        ("x = 1", []),
    ],
)
def test_a_fence_without_code_holds_formulas_line_by_line(fence, expected):
    source = FENCED.format(fence)
    document = read_text("note.md", source)
    found = [block for block in document.blocks if block.kind is BlockKind.PLAIN]
    assert [block.text for block in found] == expected
    assert len({block.paragraph for block in found}) == len(expected)
    assert all(source[b.span.start : b.span.end] == b.text for b in found)


@pytest.mark.parametrize(
    ("snippet", "is_maths"),
    [
        ("dJ/dv = 3", True),
        ("x = 0.5", True),
        ("σ(z) = 1 / (1 + e^(-z))", True),
        ("epochs = 30", False),
        ("np.exp(x) = 3", False),
        ("W1", False),
        ("dW = A * dZ", False),
    ],
)
def test_a_formula_between_backticks_is_maths(snippet, is_maths):
    kinds = {block.kind for block in read_text("note.md", f"so `{snippet}` holds").blocks}
    assert (BlockKind.PLAIN in kinds) is is_maths
    assert (BlockKind.SNIPPET in kinds) is not is_maths
