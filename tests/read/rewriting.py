"""A Markdown note of ours, written again in every other format: the same words and formulas."""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from initproofs.nouns import Block, BlockKind, Document

from .files import notebook, percent

SHOWN = {
    BlockKind.DISPLAY: ("$$", "$$"),
    BlockKind.INLINE: ("$", "$"),
    BlockKind.SNIPPET: ("`",) * 2,
}
Writer = Callable[[list[list[Block]]], str]


def paragraphs(document: Document) -> list[list[Block]]:
    return [list(blocks) for _, blocks in groupby(document.blocks, lambda block: block.paragraph)]


def markdown(blocks: list[Block]) -> str:
    head = "#" * blocks[0].heading + " " * bool(blocks[0].heading)
    return head + "".join(_wrapped(block, SHOWN) for block in blocks)


def _wrapped(block: Block, marks: dict[BlockKind, tuple[str, str]]) -> str:
    if block.kind is BlockKind.CODE:
        return f"```{block.language}\n{block.text}\n```"
    before, after = marks.get(block.kind, ("", ""))
    return f"{before}{block.text}{after}"


def as_notebook(note: list[list[Block]]) -> str:
    return notebook(*("\n\n".join(map(markdown, half)) for half in _cells(note)))


def as_percent(note: list[list[Block]]) -> str:
    return percent(*("\n\n".join(map(markdown, half)) for half in _cells(note)))


def _cells(note: list[list[Block]]) -> Iterator[list[list[Block]]]:
    """A cell for each heading and what stands under it."""
    for _, part in groupby(_numbered(note), lambda pair: pair[0]):
        yield [blocks for _, blocks in part]


def _numbered(note: list[list[Block]]) -> Iterator[tuple[int, list[Block]]]:
    number = 0
    for blocks in note:
        number += bool(blocks[0].heading)
        yield number, blocks


def as_html(note: list[list[Block]]) -> str:
    marks = {BlockKind.DISPLAY: (r"\[", r"\]"), BlockKind.INLINE: (r"\(", r"\)")}

    def written(block: Block) -> str:
        text = escape(block.text, quote=False)
        if block.kind is BlockKind.CODE:
            return f'<pre><code class="language-{block.language}">{text}</code></pre>'
        if block.kind is BlockKind.SNIPPET:
            return f"<code>{text}</code>"
        before, after = marks.get(block.kind, ("", ""))
        return f"{before}{text}{after}"

    def paragraph(blocks: list[Block]) -> str:
        tag = f"h{blocks[0].heading}" if blocks[0].heading else "p"
        return f"<{tag}>{''.join(map(written, blocks))}</{tag}>\n"

    return f"<!DOCTYPE html>\n<body>\n{''.join(map(paragraph, note))}</body>\n"


def as_katex(note: list[list[Block]]) -> str:
    """As KaTeX leaves a page: MathML with its TeX, and a drawing that is to be ignored."""

    def written(block: Block) -> str:
        text = escape(block.text)
        if block.kind is BlockKind.CODE:
            return f'<pre><code class="language-{block.language}">{text}</code></pre>'
        if block.kind is BlockKind.SNIPPET:
            return f"<code>{text}</code>"
        if block.kind not in (BlockKind.DISPLAY, BlockKind.INLINE):
            return text
        display = ' display="block"' if block.kind is BlockKind.DISPLAY else ""
        return (
            f'<span class="katex"><math{display}><mi>?</mi><annotation encoding='
            f'"application/x-tex">{text}</annotation></math><i class="katex-html">9</i></span>'
        )

    def paragraph(blocks: list[Block]) -> str:
        tag = f"h{blocks[0].heading}" if blocks[0].heading else "p"
        return f"<{tag}>{''.join(map(written, blocks))}</{tag}>\n"

    return "".join(map(paragraph, note))


def as_tex(note: list[list[Block]]) -> str:
    marks = {BlockKind.DISPLAY: (r"\[", r"\]"), BlockKind.INLINE: ("$", "$")}
    heads = {1: r"\section{%s}", 2: r"\subsection{%s}", 3: r"\subsubsection{%s}"}

    def written(block: Block) -> str:
        if block.kind is BlockKind.CODE:
            words = "[language=Python]" if block.language == "python" else ""
            return f"\\begin{{lstlisting}}{words}\n{block.text}\n\\end{{lstlisting}}"
        if block.kind is BlockKind.SNIPPET:
            return rf"\verb|{block.text}|"
        return _wrapped(block, marks)

    body = [heads.get(blocks[0].heading, "%s") % "".join(map(written, blocks)) for blocks in note]
    parts = ["\\documentclass{article}\n\\begin{document}", *body, "\\end{document}\n"]
    return "\n\n".join(parts)


def as_rst(note: list[list[Block]]) -> str:
    parts: list[str] = []
    for blocks in note:
        text = ""
        for block in blocks:
            if block.kind is BlockKind.DISPLAY:
                inner = "\n".join(f"   {line.strip()}" for line in block.text.strip().splitlines())
                parts.append(text.strip())
                parts.append(f".. math::\n\n{inner}")
                text = ""
            elif block.kind is BlockKind.CODE:
                inner = "\n".join(f"   {line}" for line in block.text.splitlines())
                parts.append(f".. code-block:: {block.language or 'text'}\n\n{inner}")
            elif block.kind is BlockKind.INLINE:
                text += f":math:`{block.text}`"
            elif block.kind is BlockKind.SNIPPET:
                text += f"``{block.text}``"
            else:
                text += block.text
        text = " ".join(text.split())
        under = "\n" + "-=~"[blocks[0].heading] * len(text) if blocks[0].heading else ""
        parts.append(text + under)
    return "\n\n".join(filter(None, parts)) + "\n"


def as_typst(note: list[list[Block]]) -> str:
    def written(block: Block) -> str:
        if block.kind is BlockKind.DISPLAY:
            return f"$ {typst(block.text)} $"
        if block.kind is BlockKind.INLINE:
            return f"${typst(block.text)}$"
        if block.kind is BlockKind.CODE:
            return f"```{block.language}\n{block.text}\n```"
        if block.kind is BlockKind.SNIPPET:
            return f"`{block.text}`"
        return re.sub(r"[*_#$@]", r"\\\g<0>", block.text)

    heads = ("=" * blocks[0].heading + " " * bool(blocks[0].heading) for blocks in note)
    body = ("".join(map(written, blocks)) for blocks in note)
    return "\n\n".join(head + text for head, text in zip(heads, body, strict=True)) + "\n"


NAMES = {
    "cdot": "dot", "odot": "dot.o", "circ": "compose", "top": "top", "qquad": "wide",
    "quad": "quad", "partial": "partial", "times": "times", "sigma": "sigma", "alpha": "alpha",
    "approx": "approx", "max": "max", "eta": "eta", "delta": "delta", "sim": "tilde.op",
}  # fmt: skip
PART = re.compile(
    r"\\begin\{(?P<kind>[bp])matrix\}(?P<rows>.*?)\\end\{[bp]matrix\}|\\frac(?P<frac>)|\\sqrt(?P<root>)"
    r"|\\(?P<name>[A-Za-z]+)|(?P<script>[_^])?\{|(?P<pair>d?[A-Za-z]{2,}|d[A-Z])|.",
    re.DOTALL,
)


def typst(tex: str) -> str:
    """A formula of our notes in Typst."""
    written, at = "", 0
    while match := PART.match(tex, at):
        at = match.end()
        if match["kind"]:
            rows = "; ".join(row.replace("&", ",") for row in match["rows"].split(r"\\"))
            delim = {"b": 'delim: "[", ', "p": ""}[match["kind"]]
            written += f" mat({delim}{typst(rows)}) "
        elif match["frac"] is not None:
            above, at = group(tex, at)
            below, at = group(tex, at)
            written += f" frac({typst(above)}, {typst(below)}) "
        elif match["root"] is not None:
            inner, at = group(tex, at)
            written += f" sqrt({typst(inner)}) "
        elif match["name"]:
            written += f" {NAMES[match['name']]} "
        elif match[0].endswith("{"):
            inner, at = group(tex, at - 1)
            written += f"{match['script'] or ' scripts'}({typst(inner)})"
        elif match["pair"]:
            letters = match["pair"]
            if letters in ("Var", "in", "out"):
                written += f' "{letters}" '
                continue
            written += " dif " * (letters[0] == "d") + " ".join(letters.lstrip("d")) + ""
        else:
            written += match[0]
    return " ".join(written.split()) if "\n" not in tex else written.strip()


def group(tex: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open at ``at``, and where they end."""
    depth = 0
    for place in range(at, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[place], 0)
        if not depth:
            return tex[at + 1 : place], place + 1
    raise ValueError(tex)


WRITERS: dict[str, Writer] = {
    "note.ipynb": as_notebook,
    "note.py": as_percent,
    "note.html": as_html,
    "katex.html": as_katex,
    "note.tex": as_tex,
    "note.rst": as_rst,
    "note.typ": as_typst,
}
