"""What is maths, what is code and what is neither: one line a rule, the place checked each time."""

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import read_text

MATHS = {BlockKind.INLINE, BlockKind.DISPLAY}


def spans(source: str, name: str = "note.md", kinds=MATHS) -> list[tuple[str, str]]:
    document = read_text(name, source)
    found = [block for block in document.blocks if block.kind in kinds]
    for block in found:
        assert source[block.span.start : block.span.end].startswith(block.text[:1])
        assert block.outer.start <= block.span.start <= block.span.end <= block.outer.end
    return [(source[block.outer.start : block.outer.end], block.text) for block in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("so $x_1$ and $y$.", ["x_1", "y"]),
        ("$$x = 1$$ and $$y = 2$$", ["x = 1", "y = 2"]),
        ("$$\nx\n=\ny\n$$", ["\nx\n=\ny\n"]),
        ("$$\na\n+ b\n- c\n$$", ["\na\n+ b\n- c\n"]),
        ("$$\na\n\n= b\n$$", ["\na\n\n= b\n"]),
        ("so $a\n- b$ here", ["a\n- b"]),
        (r"\(x\) and \(w_1 + b\)", ["x", "w_1 + b"]),
        (r"the \(loss\) is \(L_1\)", ["loss", "L_1"]),
        (r"\[x = 1\] \[y = 2\]", ["x = 1", "y = 2"]),
        (r"of \\(f(x)\\) and \\[ x = 1 \\]", ["f(x)", " x = 1 "]),
        (r"\begin{equation} x = 1 \end{equation}", [" x = 1 "]),
        (r"\begin{align*} x &= 1 \end{align*}", [r"\begin{align*} x &= 1 \end{align*}"]),
        ("$$ x = 1 $$ {#eq-one}", [" x = 1 "]),
        ("$`x_1`$ and", ["x_1"]),
        ("{math}`x^2` in MyST", ["x^2"]),
        ("```math\nx = 1\n```", ["x = 1\n"]),
        ("```{math}\nx = 1\n```", ["x = 1\n"]),
        ("as $ A = b $ says", [" A = b "]),
        ("where $ x > 0 if y < 1 $ holds", [" x > 0 if y < 1 "]),
        ("$x*y$ and $z*w$, $a_b$ and $c_d$", ["x*y", "z*w", "a_b", "c_d"]),
        (r"a $\$5$ b", [r"\$5"]),
        ("| $p(x|z)$ | $|w|$ |\n|--|--|\n| $a_{1|2}$ | b |", ["p(x|z)", "|w|", "a_{1|2}"]),
        ("# The error $e$", ["e"]),
        ("[see $x$](a/b.html)", ["x"]),
        ("**bold $x$ still**", ["x"]),
        ("<b>and $x$</b>", ["x"]),
        ("<div>\n\n$$x = 1$$\n\n</div>", ["x = 1"]),
        ("    $$x = 1$$", ["x = 1"]),
        ("$a$$b$", ["a", "b"]),
        ("$$loss$$", ["loss"]),
    ],
)
def test_it_is_maths(source, expected):
    assert [text for _, text in spans(source)] == expected


@pytest.mark.parametrize(
    "source",
    [
        "costs $5 and $6",
        "it is $5.00",
        r"a \$x\$ b",
        "from $20,000-$30,000 a year",
        "pay $5, $6 or $7",
        "5 $ + 6 $ = 11 $",
        "between US$5 and US$6",
        "set $HOME and $PATH",
        "$\\begingroup$ and $\\endgroup$",
        "the ratings $$ and $$$ differ",
        r"[Cost \(gradients\)](#cost) of \[1\] and \(long short-term memory\)",
        "`$x$` and ``$y$``",
        "```\n$x$\n```",
        "~~~ tex\n$$x$$\n~~~",
        "text\n\n    echo $x$ and $y$",
        "<!-- $x$ -->",
        '<img alt="$x$">',
        "[a](b/$x$)",
        "---\ntitle: $x$\n---\n",
        "<script>\n$x$\n</script>",
        "the cost($) and the price($) here",
        "if $ is a sign and $ is not",
    ],
)
def test_it_is_no_maths(source):
    assert spans(source) == []


def test_blank_lines_end_what_is_prose_but_not_what_is_maths():
    assert len(spans("$$\na\n\n\\right]\n\n$$")) == 1
    assert spans("$$ a = 1\n\nand now the words of a note\n\n$$b$$")[-1][1] == "b"


def test_an_artefact_hides_only_itself():
    assert spans("$\\begingroup$ so $x$ $\\endgroup$", "a.txt") == [("$x$", "x")]


@pytest.mark.parametrize(
    ("source", "kind", "language", "text"),
    [
        ("```python\nx = 1\n```", BlockKind.CODE, "python", "x = 1\n"),
        ("```{python}\nx = 1\n```", BlockKind.CODE, "python", "x = 1\n"),
        ("~~~\nx\n~~~~", BlockKind.CODE, "", "x\n"),
        ("text\n\n    x = 1\n    y", BlockKind.CODE, "", "x = 1\ny"),
        ("say `W*x`", BlockKind.SNIPPET, "", "W*x"),
        ("say `` a`b ``", BlockKind.SNIPPET, "", "a`b"),
        ("say <code>x = f()</code>", BlockKind.SNIPPET, "", "x = f()"),
        ("- ```python\n  x = 1\n    y\n  ```", BlockKind.CODE, "python", "x = 1\n  y\n"),
        ("> ```r\n> x\n> y\n> ```", BlockKind.CODE, "r", "x\ny\n"),
        ("| `a|b` |\n|--|", BlockKind.SNIPPET, "", "a|b"),
    ],
)
def test_code(source, kind, language, text):
    (block,) = [block for block in read_text("a.md", source).blocks if block.kind is kind]
    assert (block.language, block.text) == (language, text)


def test_text_has_no_indented_code():
    blocks = read_text("a.txt", "so\n\n    let x be small").blocks
    assert {block.kind for block in blocks} == {BlockKind.PROSE}


@pytest.mark.parametrize("marks", ["```", ":::", "~~~~"])
@pytest.mark.parametrize(
    "options", ["", ":label: twins\n:nonumber:\n", "---\nlabel: $x$\n---\n"], ids=len
)
def test_a_directive_of_myst_is_text_and_not_code(marks, options):
    source = f"{marks}{{prf:theorem}} Twins of $H$\n{options}Then $x = 1$ holds.\n{marks}\nafter"
    document = read_text("a.md", source)
    assert [block.text for block in document.blocks] == [
        *("Twins of ", "H", "Then ", "x = 1", " holds.", "after")
    ]
    assert [block.paragraph for block in document.blocks] == [1, 1, 2, 2, 2, 3]
    for block in document.blocks:
        assert source[block.span.start : block.span.end] == block.text
    assert document.unread == ()


@pytest.mark.parametrize("marks", ["```", ":::", "~~~~"])
def test_options_of_a_directive_are_no_maths_and_no_code(marks):
    source = f"so\n{marks}{{math}}\n:label: eq-a\nx = 1\n{marks}\nand\n"
    source += f"{marks}{{code-block}} python\n:linenos:\ny = 2\n{marks}\n"
    blocks = [block for block in read_text("a.md", source).blocks if block.kind != "prose"]
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.DISPLAY, "x = 1\n"),
        (BlockKind.CODE, "y = 2\n"),
    ]
    assert [block.span.start for block in blocks] == [source.index("x"), source.index("y =")]


@pytest.mark.parametrize(
    "line", ["::: {.callout-note title='of $x$'}", ":::{figure} $x$.png", "(of-x)=", ":::{tip}"]
)
def test_a_line_for_the_tools_alone_leaves_the_rest_in_its_place(line):
    source = f"before $y$\n\n{line}\n$z$ is\n| $a$ |\n|--|\n| $b$ |\n"
    assert [block.text for block in read_text("a.md", source).blocks] == [
        *("before ", "y", "z", " is", "a", "b")
    ]


@pytest.mark.parametrize("marks", ["```", ":::"])
def test_theorems_and_proofs_are_where_things_are_proved(marks):
    source = f"{marks}{{prf:theorem}} A\n$x = 1$\n{marks}\n$y = 2$\n\n{marks}{{note}}\nz\n{marks}\n"
    (span,) = read_text("a.md", source).proved
    assert source[span.start : span.end] == source[: source.index("$y")].rstrip()
    nested = f"::::{{prf:proof}}\n:::{{note}}\na\n:::\n$b$\n::::\n{source}"
    assert len(read_text("a.md", nested).proved) == 2
