"""Random documents: pieces of every kind, put into quotes, lists and tables with every line end."""

from hypothesis import strategies as st

MATHS = st.sampled_from(
    ["$x$", "$a_1 * b_1$", "$$y = 1$$", r"\(w\)", r"\\(f(x)\\)", r"\[z = 1\]", "$`c`$", "$δ^L$"]
)
INLINE = st.one_of(
    MATHS,
    st.sampled_from(
        [
            *(
                "words here",
                "*so*",
                "**bold**",
                "a_b",
                "~~no~~",
                "`code`",
                "``a ` b``",
                "😀",
                "é\u2028",
            ),
            *(
                "[text](u/v)",
                "![alt](i.png)",
                "<b>tag</b>",
                "<br>",
                "<!-- no -->",
                r"\*",
                r"\$",
                "$5",
            ),
            *(
                "&nbsp;",
                "z = w^T x",
                "a[i](b)",
                "https://a.org/b",
                "$",
                "$$",
                "`",
                "*",
                "_",
                "[",
                "]",
            ),
            *("|", "\t", "\x0c", "  ", "<", r"\[", r"\\", "{", "}", "$\\begingroup$", ":label:`x`"),
        ]
    ),
)
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
    st.sampled_from(
        [
            *(
                "$$\nx\n=\ny\n$$",
                "$$\na\n\n+ b\n$$",
                "\\[\nx\n- y\n\\]",
                "$$ x",
                "# head $x$",
                "head\n===",
            ),
            *(
                "```python\nx = 1\n\n  y\n```",
                "~~~\nz",
                "    code $x$\n\n    more",
                "---",
                "\\begin{align}",
            ),
            *(
                "\\begin{align}\nx &= 1 \\\\\ny &= 2\n\\end{align}",
                "<div>\n$x$\n</div>",
                "<!-- a\n\nb -->",
            ),
            *(
                "| a | $x|y$ |\n|---|---|\n| `c|d` | *e* \\| f |",
                "::: note\nx\n:::",
                "[r]: u/v",
                "",
            ),
        ]
    ),
)


def quoted(block: str) -> str:
    return "\n".join(f"> {line}" for line in block.split("\n"))


def listed(block: str) -> str:
    return "- " + block.replace("\n", "\n  ")


def numbered(block: str) -> str:
    return "1.\t" + block.replace("\n", "\n\t")


def lazy(block: str) -> str:
    return "> " + block


NESTED = st.recursive(
    BLOCK,
    lambda inner: st.one_of(
        *(inner.map(change) for change in (quoted, listed, numbered, lazy)),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
        st.lists(inner, min_size=2, max_size=2).map("\n".join),
    ),
    max_leaves=6,
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = "\n\n".join(draw(st.lists(NESTED, min_size=1, max_size=4)))
    return text.replace("\n", draw(LINE_ENDS))
