"""Python read as formulas: against Python's own grammar, on real spellings, and on hostile text."""

from __future__ import annotations

import ast
import colorsys
import inspect
import io
import random
import sys
import textwrap
import time
import tokenize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.given.code import spelled
from initproofs.notation import LONGEST, NotRead, Reading, parse
from initproofs.notation.code import CodeLine, read_code
from initproofs.notation.code_tokens import code_tokens
from initproofs.nouns import Node, Unread
from initproofs.read import read_text

from .canonical import canonical_readings, readings
from .golden_files import NOT_READ

MODULES = (colorsys, random, textwrap)
WRITTEN = {"≤": "<=", "≥": ">=", "≠": "!=", "…": "..."}


def one(source: str) -> CodeLine:
    (line,) = read_code(source)
    return line


def shape(node: Node) -> str:
    """The tree in one line: ``sum(name:a op:+ name:b)``."""
    inside = " ".join(map(shape, node.children))
    value = f":{node.value}" if node.value else ""
    return f"{node.kind}{value}" + (f"({inside})" if inside else "")


def tree(source: str) -> Node:
    reading = one(source).reading
    assert isinstance(reading, Reading), reading
    return reading.tree


def trouble(source: str) -> tuple[str, str]:
    """The reason why a line was not read, and the characters that are to blame."""
    reading = one(source).reading
    assert isinstance(reading, NotRead), reading
    return reading.reason, source[reading.start : reading.end]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("W[l]", "juxtaposed(name:W fence:[ ](name:l))"),
        ("np.zeros(3)", "call(name:np.zeros fence:( )(number:3))"),
        ("X.T", "script:^(name:X name:T)"),
        ("W.T.dot(x)", "call(juxtaposed(script:^(name:W name:T) name:.dot) fence:( )(name:x))"),
        ("a @ b", "product(name:a op:@ name:b)"),
        ("a ** 2", "script:^(name:a number:2)"),
        ("-a ** 2", "sum(op:- script:^(name:a number:2))"),
        ("a ** b ** c", "script:^(name:a script:^(name:b name:c))"),
        ("2 ** -n", "script:^(number:2 sum(op:- name:n))"),
        ("-a * b + c", "sum(op:- product(name:a op:* name:b) op:+ name:c)"),
        ("-a // b", "product(sum(op:- name:a) op:// name:b)"),
        ("a * -b", "product(name:a op:* sum(op:- name:b))"),
        ("a - -b", "sum(name:a op:- sum(op:- name:b))"),
        ("x = y = 1", "chain(name:x op:= name:y op:= number:1)"),
        ("m = a > 0", "chain(name:m op:= chain(name:a op:> number:0))"),
        ("x += 1", "chain(name:x op:+= number:1)"),
        ("f(x, n=1)", "call(name:f fence:( )(list(name:x op:, chain(name:n op:= number:1))))"),
        ("f()", "call(name:f fence:( )(list))"),
        ("(l-1, l)", "fence:( )(list(sum(name:l op:- number:1) op:, name:l))"),
        ("a, = b", "chain(list(name:a op:,) op:= name:b)"),
        ("X[:]", "juxtaposed(name:X fence:[ ](chain(hole op:: hole)))"),
        ("X[0, 1:]", "juxtaposed(name:X fence:[ ](list(number:0 op:, chain(number:1 op:: hole))))"),
        ("k = 'glorot_uniform'", "chain(name:k op:= text:glorot_uniform)"),
        ("1_000 * .5e-3", "product(number:1000 op:* number:.5e-3)"),
        ("w1 + ... + wn", "sum(name:w1 op:+ symbol:… op:+ name:wn)"),
        ("g(z) = z", "chain(call(name:g fence:( )(name:z)) op:= name:z)"),
        ("return x", "name:x"),
        ("assert x == y", "chain(name:x op:== name:y)"),
        (">>> x", "name:x"),
        ("θ\xa0+ 1", "sum(name:θ op:+ number:1)"),
    ],
)  # fmt: skip
def test_a_line_has_this_tree(source, expected):
    assert shape(tree(source)) == expected


@pytest.mark.parametrize(
    ("source", "reason", "place"),
    [
        ("x = 'a", "never closed", "'a"),
        ("s = x'abc'", "cannot follow", "'abc'"),
        ("dW ^ 2", "exclusive or", "^"),
        ("2x", "no decimal number", "2x"),
        ("1..m", "no decimal number", "1..m"),
        ("a = 5,100", "one number or a list", ","),
        ("[x for x in y]", "comprehension", "for"),
        ("f = lambda x: x", "lambda", "lambda"),
        ("a if b else c", "choice", "if"),
        ("{0: 1}", "dictionary", "{"),
        ("f(*x)", "before an argument", "*"),
        ("x: int = 1", "slices", ":"),
        ("f'{x}'", "begins with “f”", "f'{x}'"),
        ("a < b and c", "“and”", "and"),
        ("not a", "“not”", "not"),
        ("a | b", "bits", "|"),
        ("(a + b", "never closed", "("),
        ("a + b)", "closes nothing", ")"),
        ("(a]", "closed by", "]"),
        ("a b", "cannot follow", "b"),
        ("W[l]A[l]", "cannot follow", "A"),
        ("1 = x", "no value", "1"),
        ("a + b = c", "no value", "a"),
        ("nx=3, n1=4", "no value", "3"),
        ("a, b += 1", "cannot follow", "+="),
        ("a +", "nothing stands after", "+"),
        ("= b", "nothing stands before", "="),
        ("x[]", "nothing stands before", "]"),
        ("c∗d", "no meaning in Python", "∗"),
        ("x² + 1", "no meaning in Python", "x²"),
        ("lambda w: w", "lambda", "lambda"),
        ("x = a.if", "Python’s grammar", "a.if"),
        ("a\0b", "no meaning in Python", "\0"),
    ],
)
def test_a_line_is_not_read_and_says_why_and_where(source, reason, place):
    said, blamed = trouble(source)
    assert reason in said
    assert blamed == place


@pytest.mark.parametrize(
    ("source", "keyword"),
    [
        ("# W = 0", "#"),
        ("import numpy as np", "import"),
        ("for i in 1..m", "for"),
        ("def f(x, y=1):", "def"),
        ("if x[1:2] == 3:", "if"),
        ("pass", "pass"),
        ("return", "return"),
        ("@cached", "@"),
        ("%matplotlib inline", "%"),
        ("!pip install this", "!"),
        ("// the same for b", "//"),
        ('"""What it does."""', '"""'),
    ],
)
def test_what_states_no_formula_has_no_reading(source, keyword):
    assert read_code(source) == [CodeLine(0, len(source), None, keyword)]


PSEUDO = """\
for i in 1..m
  W[l] = np.random.rand(layers_dims[l], 1) * 2   # He
    dZ[1] = np.multiply(dZ[2], g'[1](Z[1]))
variances = (np.sum(x) / m
X = X / variances
total = f(a,
          b)
if a: b = 1; c = 2
s = '''two
lines'''; t = 0
"""


def test_a_bad_line_hides_no_other():
    lines = read_code(PSEUDO)
    assert [(PSEUDO[x.start : x.end], isinstance(x.reading, Reading)) for x in lines] == [
        ("for i in 1..m", False),
        ("W[l] = np.random.rand(layers_dims[l], 1) * 2", True),
        ("dZ[1] = np.multiply(dZ[2], g'[1](Z[1]))", True),
        ("variances = (np.sum(x) / m", False),
        ("X = X / variances", True),
        ("total = f(a,\n          b)", True),
        ("if a:", False),
        ("b = 1", True),
        ("c = 2", True),
        ("s = '''two\nlines'''", True),
        ("t = 0", True),
    ]


def test_a_bracket_closed_much_too_late_takes_nothing_with_it():
    source = "a = (b\nc = d\ne = f)\ng = h"
    assert [isinstance(line.reading, Reading) for line in read_code(source)] == [
        False, True, False, True,
    ]  # fmt: skip


def test_arguments_on_lines_of_their_own_are_not_statements():
    source = "a = f(\nx,\nlambda: 0,\n)\nb = 1"
    assert [source[line.start : line.end] for line in read_code(source)] == [source[:-6], "b = 1"]


def test_every_token_knows_its_place():
    source = "# one\nfor i in x:\n    W[i] = np.dot( A, B.T )  # two"
    line = read_code(source)[-1]
    assert isinstance(line.reading, Reading)
    assert [source[t.start : t.end] for t in line.reading.tokens] == [
        t.text for t in line.reading.tokens
    ]
    product = line.reading.tree.children[2].children[1]
    first, last = line.reading.tokens[product.start], line.reading.tokens[product.end - 1]
    assert source[first.start : last.end] == "( A, B.T )"


def test_in_a_transcript_only_what_was_typed_is_code():
    source = ">>> x = f(1,\n...       2)\n3.5 = surely no code\n>>> y"
    assert [(line.keyword, source[line.start : line.end]) for line in read_code(source)] == [
        ("", source[4 : source.index(")") + 1]), ("#", "3.5 = surely no code"), ("", "y"),
    ]  # fmt: skip


# Python's own grammar as the oracle: the tree, written with all its brackets, must be the same
# program to it as the source.


def python(node: Node, reading: Reading) -> str:
    parts = [python(child, reading) for child in node.children]
    if node.kind in ("op", "symbol"):
        return WRITTEN.get(node.value, node.value)
    if node.kind in ("number", "name", "hole"):
        return node.value
    if node.kind == "text":
        return reading.tokens[node.start].text
    if node.kind == "fence":
        opening, closing = node.value.split(" ")
        return opening + parts[0] + closing
    if node.kind in ("call", "juxtaposed"):
        return "".join(parts) if parts[0][0] not in "0123456789." else f"({parts[0]})" + parts[1]
    if node.kind == "script":
        return f"{parts[0]}.T" if reading.tokens[node.children[1].start].kind == "transpose" else (
            f"({parts[0]} ** {parts[1]})")  # fmt: skip
    if node.kind == "sum" and node.children[0].kind == "op":
        return _signed(node, parts, reading)
    joined = " ".join(parts)
    assigns = node.kind == "chain" and node.children[1].value.endswith("=") and (
        node.children[1].value not in ("==",))  # fmt: skip
    slices = node.kind == "chain" and node.children[1].value == ":"
    return joined if assigns or slices or node.kind == "list" else f"({joined})"


def _signed(node: Node, parts: list[str], reading: Reading) -> str:
    """``-a * b`` is (-a) * b to Python; our tree leaves the sign in front of the product."""
    first = node.children[1]
    if first.kind != "product":
        return "(" + " ".join([f"({parts[0]}{parts[1]})", *parts[2:]]) + ")"
    factors = [python(child, reading) for child in first.children]
    rest = " ".join([f"({parts[0]}{factors[0]})", *factors[1:]])
    return "(" + " ".join([f"({rest})", *parts[2:]]) + ")"


def same_program(source: str, reading: Reading) -> bool:
    written = python(reading.tree, reading)
    return ast.dump(ast.parse(textwrap.dedent(source).strip())) == ast.dump(ast.parse(written))


NAMES = st.sampled_from(["a", "W", "dZ", "np.pi", "σ", "x_1", "n1"])
NUMBERS = st.sampled_from(["0", "1", "2.5", ".5", "1e-3", "10.", "3_000"])
LETTERS = st.sampled_from(["'s'", '"it\'s"', "r'n'"])


OPERATORS = ["+", "-", "*", "/", "@", "//", "%", "**", "<", "<=", "==", "!="]
FORMS = [
    *(f"{{0}} {operator}{{1}}" for operator in OPERATORS),
    "-{0}",
    "+ {0}",
    "( {0})",
    "({0}, {1})",
    "[{0},{1} ,]",
    "f({0}, axis = {1})",
    "W[{0}]",
    "W[{0}:, ::{1}]",
    "({0}).T",
    "({0}).sum().T.shape",
]


@st.composite
def expressions(draw: st.DrawFn, depth: int = 4) -> str:
    if not depth or draw(st.integers(0, 4)) == 0:
        return draw(NAMES | NUMBERS | LETTERS)
    form = draw(st.sampled_from(FORMS))
    return form.format(draw(expressions(depth - 1)), draw(expressions(depth - 1)))


@settings(derandomize=True, max_examples=250, deadline=None)
@given(expressions())
def test_every_expression_is_the_same_program_to_python(source):
    reading = one(source).reading
    assert isinstance(reading, Reading), (source, reading)
    assert same_program(source, reading), (source, python(reading.tree, reading))


@settings(derandomize=True, max_examples=120, deadline=None)
@given(expressions())
def test_what_is_spelled_is_still_the_same_program(source):
    text = spelled(one(f"y = {source}"))
    assert "\n" not in text
    assert ast.dump(ast.parse(_ascii(text))) == ast.dump(ast.parse(f"y = {source}")), text
    assert spelled(one(_ascii(text))) == text


def _ascii(text: str) -> str:
    """Python from the canonical form, in which ``^`` is a power or, before T, a transpose."""
    signs = (("²", "**2"), ("³", "**3"), ("^T", ".T"), ("^", "**"), *WRITTEN.items())
    for plain, written in signs:
        text = text.replace(plain, written)
    return text


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_whole_module_is_read_as_python_reads_it(module):
    source = inspect.getsource(module)
    simple = (ast.Assign, ast.AugAssign, ast.Expr, ast.Return, ast.Assert)
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, simple)]
    parsed = {_offset(source, node) for node in found}
    lines = read_code(source)
    read = [line for line in lines if isinstance(line.reading, Reading)]
    assert len(read) > 20
    assert {line.start for line in read} <= parsed
    bare = ("return", '"""')
    assert parsed <= {line.start for line in lines if line.reading or line.keyword in bare}
    for line in read:
        text = source[line.start : line.end].removeprefix(line.keyword)
        assert same_program(f"({text})" if line.keyword else text, line.reading), text


def _offset(source: str, node: ast.stmt) -> int:
    before = source.splitlines(keepends=True)[: node.lineno]
    return sum(map(len, before[:-1])) + len(before[-1].encode()[: node.col_offset].decode())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_tokens_are_those_of_python(module):
    source = inspect.getsource(module)
    skipped = (tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)
    theirs = [t.string for t in tokenize.generate_tokens(io.StringIO(source).readline)
              if t.type not in skipped]  # fmt: skip
    ours = [t.text for t in code_tokens(source) if t.kind != "newline"]
    if sys.version_info < (3, 12):  # later ones take f-strings apart
        bare = [piece for text in ours for piece in _apart(text)]
        assert bare == [piece for text in theirs for piece in _apart(text)]
    assert "".join("".join(theirs).split())[:2000] == "".join("".join(ours).split())[:2000]


def _apart(text: str) -> list[str]:
    """Dotted names as Python sees them, with the dots apart."""
    whole = text[0] in "'\"#0123456789" or text[-1] in "'\"" or set(text) <= set(".")
    return [text] if whole else [piece for piece in text.replace(".", " . ").split() if piece]


@pytest.mark.parametrize(
    "source",
    [
        "(" * 5000 + "x" + ")" * 5000,
        "-" * 5000 + "x",
        "x" + " ** x" * 5000,
        "x" + "[0]" * 5000,
        "x" + ".T" * 5000,
        "f(" * 5000,
        "a = (\n" * 5000 + ")\n" * 5000,
        "a + " * LONGEST + "a",
        "'''\\" * 20000,
        "\\'''\n" * 20000,
        "'\\" * 20000,
        "\0" * 20000,
        "x = \0\n" * 5000,
        "[" * 20000 + "\n" + "]" * 20000,
        ")" * 20000,
        "1" * 50000 + "x",
        "1_" * 20000,
        "a." * 20000,
        ">>> x\n" * 5000,
        "x = (y\n" * 5000 + "z)" * 10,
        "#" * 50000,
        "\\\n" * 20000,
        ";" * 20000,
        "if a: " * 5000,
    ],
    ids=lambda source: repr(source[:8]),
)
def test_hostile_text_costs_little_and_breaks_nothing(source):
    begin = time.process_time()
    for line in read_code(source):
        assert 0 <= line.start < line.end <= len(source)
        if isinstance(line.reading, NotRead):
            assert line.start <= line.reading.start < line.reading.end <= line.end
        elif line.reading is not None:
            assert len(spelled(line)) > 0
    assert time.process_time() - begin < 5


def test_forty_deep_is_read_and_spelled():
    assert spelled(one("(" * 40 + "x" + ")" * 40)) == "(" * 40 + "x" + ")" * 40
    assert "nested" in trouble("(" * 41 + "x" + ")" * 41)[0]


def test_nothing_is_executed():
    events: list[str] = []
    listening = [True]

    def hook(event: str, _arguments: object) -> None:
        if listening[0] and event in ("compile", "exec", "import", "open", "os.system"):
            events.append(event)

    sys.addaudithook(hook)
    lines = read_code("__import__('os').system('false')\nopen('x', 'w')\nimport this\n1/0\n")
    listening[0] = False
    assert events == []
    assert len(lines) == 4


# What the note as a whole makes of its code.


def note(language: str, *lines: str) -> list[str]:
    return readings("\n".join([f"```{language}", *lines, "```", ""]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("W[l]=np.random.randn(l-1,l)*10", "W[l] = np.random.randn(l - 1, l) * 10"),
        ("XW = dW.T.dot(x)**2", "XW = (dW^T).dot(x)²"),
        ("s = 1/n**-.5", "s = 1/n^(-.5)"),
        ("m = A > 0", "m = (A > 0)"),
        ("x[:, 0:2] += b", "x[:, 0:2] += b"),
        ("return -(y*log(a))/m", "return -(y*log(a))/m"),
        ('t = "it\'s"', 't = "it\'s"'),
        ("a = b,", "a = b,"),
    ],
)
def test_a_line_of_code_is_spelled(source, expected):
    assert note("python", source) == [expected]


def test_each_line_of_a_block_is_one_reading():
    assert note("python", "import numpy", "x = -2; y = 5  # set", "q = x+y", "g' = 0") == [
        "x = -2", "y = 5", "q = x + y",
        f"{NOT_READ}this quote is never closed (Python has no primes)",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["bash", "text", "json", "output", "c++", "pyton"])
def test_other_languages_are_no_formulas_and_no_trouble(language):
    assert note(language, "x = 1", "cd (") == []


@pytest.mark.parametrize("language", ["", "py", "Python3", "{.python}", "pycon"])
def test_python_by_any_of_its_names(language):
    assert note(language, "x=1") == ["x = 1"]


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("Z[l]=W[l]A[l-1]+b[l]", ["Z[l] = W[l]·A[l - 1] + b[l]"]),
        ("β^4(1−β)", ["β^4(1 - β)"]),
        ("1/e ≈ 37%", ["1/e ≈ 37%"]),
        ("m = 5,000,000", ["m = 5000000 (or: m = 5, 000, 000)"]),
        ("learning rate", []),
        ("../data/x.py", []),
        ("+=", []),
    ],
)
def test_a_snippet_may_be_maths_or_only_words(snippet, expected):
    assert readings(f"Take `{snippet}` here.\n") == expected


@pytest.mark.parametrize(
    "snippet",
    ["V1 = 0.9*V0 = 2x", "rate^epoch_num", "𝜎^2[l]", "{t}", "nx=3, n1=4", "x y = error term"],
)
def test_a_snippet_in_doubt_is_not_read(snippet):
    (reading,) = readings(f"Take `{snippet}` here.\n")
    assert reading.startswith(NOT_READ)


def test_in_python_a_caret_is_no_power():
    (reading,) = note("python", "s = dW^2")
    assert "exclusive or" in reading


def test_trouble_in_a_quoted_block_stands_where_its_author_wrote_it():
    source = "> ```python\n> a = 1\n> b = a ^ 2\n> ```\n"
    (_, first), (_, second) = canonical_readings(read_text("note.md", source))
    assert first == "a = 1"
    assert isinstance(second, Unread)
    assert source[second.span.start : second.span.end] == "^"


def test_millions_typed_with_commas_are_one_number_or_a_list():
    reading = parse("m = 5,000,000")
    assert isinstance(reading, Reading)
    assert shape(reading.tree) == "chain(name:m op:= number:5000000)"
    assert reading.literal is not None
