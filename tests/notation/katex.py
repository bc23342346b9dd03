"""KaTeX as a second reader: the skeleton of a formula, from its MathML and from our tree.

A skeleton is a bag of what a misreading would change: each script with its base, each fraction,
root, accent, table and letter in a special font, and the whole line. Text is spelled alike on both
sides: no spaces, one character for each sign, plain letters.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

from initproofs.nouns import Node

Skeleton = Counter[tuple[str, ...]]

_ALIKE = str.maketrans(
    {
        "−": "-",
        "∗": "*",
        "⋅": "·",
        "∼": "~",
        "∑": "Σ",
        "∏": "Π",
        "′": "'",
        "’": "'",
        "∣": "|",
        "∥": "‖",
        "⊤": "T",
        "⊺": "T",
        "⋯": "…",
        "ˉ": "¯",
        "‾": "¯",
        "⃗": "→",
        "≔": ":=",
    }
)
_UNSEEN = re.compile(r"[\s\u2061-\u2064\u200b\u00a0]+")
_FONTS = {
    "bold": "bf",
    "bold-italic": "bf",
    "script": "cal",
    "double-struck": "bb",
    "sans-serif": "sf",
    "fraktur": "frak",
}
_DELIMITERS = {
    "array": ("", ""),
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
    "dcases": ("{", ""),
    "rcases": ("", "}"),
}


def plain(text: str) -> str:
    """One spelling for each sign."""
    letters = "".join(map(_plain_letter, _UNSEEN.sub("", text.replace("\\_", "_"))))
    return letters.translate(_ALIKE)


def line(text: str) -> str:
    """Signs that some write as two characters, spelled as one."""
    for typed, sign in ((">=", "≥"), ("<=", "≤"), ("!=", "≠"), ("==", "="), ("->", "→")):
        text = text.replace(typed, sign)
    return text


def _plain_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    styled = name.startswith(("MATHEMATICAL ", "DOUBLE-STRUCK ", "SCRIPT CAPITAL "))
    return unicodedata.normalize("NFKC", letter) if styled else letter


@dataclass
class _Bag:
    """Skeleton under construction: each method spells one thing, and remembers it."""

    found: Skeleton = field(default_factory=Counter)

    def leaf(self, text: str, font: str) -> str:
        spelled = plain(text)
        if font in _FONTS.values():
            self.found.update(("font", font, letter) for letter in spelled if letter.isalnum())
        return spelled

    def script(self, base: str, tail: str, sub: str, sup: str) -> str:
        self.found["script", tail, sub, sup] += 1
        return base + (f"_⟨{sub}⟩" if sub else "") + (f"^⟨{sup}⟩" if sup else "")

    def fraction(self, above: str, below: str) -> str:
        self.found["fraction", above, below] += 1
        return f"⟨{above}⟩/⟨{below}⟩"

    def root(self, radicand: str, index: str) -> str:
        self.found["root", radicand, index] += 1
        return f"√{index}⟨{radicand}⟩"

    def accent(self, base: str, mark: str) -> str:
        self.found["accent", base, mark] += 1
        return f"{mark}⟨{base}⟩"

    def table(self, rows: list[list[str]]) -> str:
        kept = [row for row in rows if any(row)]
        spelled = ";".join("&".join(row) for row in kept)
        self.found["table", spelled] += 1
        return f"⟦{spelled}⟧"


# ── from MathML ────────────────────────────────────────────────────────────────────────────────


def from_mathml(markup: str) -> Skeleton:
    """The skeleton of what KaTeX made of a formula (its annotation, the TeX source, left out)."""
    start, end = markup.index("<math"), markup.index("</math>") + len("</math>")
    root = ElementTree.fromstring(markup[start:end])
    for parent in root.iter():
        for child in list(parent):
            child.tag = child.tag.split("}")[-1]
            if child.tag == "annotation":
                parent.remove(child)
    bag = _Bag()
    bag.found["line", line(_spell(root, bag))] += 1
    return bag.found


def _spell(element: ElementTree.Element, bag: _Bag) -> str:
    parts = list(element)
    if element.tag in _SCRIPTS:
        return _SCRIPTS[element.tag](parts, bag)
    if element.tag == "mover" and element.get("accent") == "true":
        return bag.accent(_spell(parts[0], bag), _spell(parts[1], bag))
    if element.tag in ("munder", "mover"):
        below = element.tag == "munder"
        return _script(parts[0], parts[1] if below else None, None if below else parts[1], bag)
    if element.tag == "mfrac":
        return bag.fraction(_spell(parts[0], bag), _spell(parts[1], bag))
    if element.tag == "msqrt":
        return bag.root("".join(_spell(part, bag) for part in parts), "")
    if element.tag == "mroot":
        return bag.root(_spell(parts[0], bag), _spell(parts[1], bag))
    if element.tag == "mtable":
        rows = [[_spell(cell, bag) for cell in row] for row in parts]
        aligned = element.get("columnspacing", "").startswith("0em")
        return bag.table([["".join(row)] for row in rows] if aligned else rows)
    if not parts:
        text = "⏎" if element.get("linebreak") == "newline" else element.text or ""
        if element.tag == "mn":
            text = text.replace(",", "")
        return bag.leaf(text, _FONTS.get(element.get("mathvariant", ""), ""))
    return "".join(_spell(part, bag) for part in parts)


def _script(
    base: ElementTree.Element,
    sub: ElementTree.Element | None,
    sup: ElementTree.Element | None,
    bag: _Bag,
) -> str:
    spelled = _spell(base, bag)
    ends = [base[0], base[-1]] if len(base) else []
    fenced = len(ends) == 2 and all(end.tag == "mo" and end.get("fence") for end in ends)
    tail = plain(base[-1].text or "") if fenced or _opened_by_nothing(base) else spelled
    return bag.script(
        spelled,
        tail,
        _spell(sub, bag) if sub is not None else "",
        _spell(sup, bag) if sup is not None else "",
    )


def _opened_by_nothing(base: ElementTree.Element) -> bool:
    r"""``\left. … \right|``: only the closing bracket is there."""
    return len(base) > 1 and base[-1].tag == "mo" and base[-1].get("fence") == "true"


_SCRIPTS: dict[str, Callable[[list[ElementTree.Element], _Bag], str]] = {
    "msub": lambda parts, bag: _script(parts[0], parts[1], None, bag),
    "msup": lambda parts, bag: _script(parts[0], None, parts[1], bag),
    "msubsup": lambda parts, bag: _script(parts[0], parts[1], parts[2], bag),
    "munderover": lambda parts, bag: _script(parts[0], parts[1], parts[2], bag),
}


# ── from our tree ──────────────────────────────────────────────────────────────────────────────

_ROWS = {"group", "product", "sum", "chain", "list", "call", "juxtaposed", "big"}
_LEAVES = {"number", "name", "symbol", "function", "text", "op", "hole"}


def from_tree(tree: Node) -> Skeleton:
    """The skeleton of our reading, from kinds, values and children alone."""
    bag = _Bag()
    bag.found["line", line(_write(tree, bag, ""))] += 1
    return bag.found


def _write(node: Node, bag: _Bag, font: str) -> str:
    if node.kind == "script":
        return _write_script(node, bag, font)
    if node.kind == "font":
        return _write(node.children[0], bag, node.value)
    if node.kind == "fraction":
        above, below = (_write(child, bag, font) for child in node.children)
        return bag.fraction(above, below)
    if node.kind == "root":
        *index, radicand = (_write(child, bag, font) for child in node.children)
        return bag.root(radicand, "".join(index))
    if node.kind == "accent":
        return bag.accent(_write(node.children[0], bag, font), plain(node.value))
    if node.kind == "fence":
        opening, closing = _fence(node)
        inside = "".join(_write(child, bag, font) for child in node.children)
        return opening + inside + closing
    if node.kind in ("matrix", "layout"):
        opening, closing = _DELIMITERS.get(node.value, ("", ""))
        rows = [[_write(cell, bag, font) for cell in row.children] for row in node.children]
        if node.kind == "layout":
            rows = [["".join(row)] for row in rows]
        return opening + bag.table(rows) + closing
    if node.kind == "macro":
        return _write_macro(node, bag, font)
    if node.kind in _LEAVES:
        return bag.leaf("⏎" if node.value == "newline" else node.value, font)
    assert node.kind in _ROWS, f"a kind of node nobody told me of: {node.kind}"
    return "".join(_write(child, bag, font) for child in node.children)


def _write_macro(node: Node, bag: _Bag, font: str) -> str:
    spelled = [_write(child, bag, font) for child in node.children]
    if node.value in ("\\overset", "\\stackrel"):
        return bag.script(spelled[1], spelled[1], "", spelled[0])
    if node.value == "\\underset":
        return bag.script(spelled[1], spelled[1], spelled[0], "")
    assert node.value == "\\boxed", f"a command nobody told me of: {node.value}"
    return spelled[0]


def _write_script(node: Node, bag: _Bag, font: str) -> str:
    base, *scripts = node.children
    sub, sup, primes, bang = "", "", "", ""
    spelled = _write(base, bag, font)
    for mark, script in zip(node.value, scripts, strict=True):
        text = _write(script, bag, font)
        sub += text if mark == "_" else ""
        sup += text if mark == "^" else ""
        primes += text if mark == "'" else ""
        bang += text if mark == "!" else ""
    if not (sub or sup or primes):
        return spelled + bang
    return bag.script(spelled, _tail(base, spelled), sub, primes + sup) + bang


def _tail(base: Node, spelled: str) -> str:
    """What TeX hangs the script on: of a run its last letter, of a pair of brackets the second."""
    if base.kind in ("juxtaposed", "call"):
        return _tail(base.children[-1], spelled)
    if base.kind == "fence":
        return _fence(base)[1]
    if base.kind == "matrix":
        return _DELIMITERS[base.value][1] or spelled
    return plain(base.value)[-1] if base.kind == "name" else spelled


def _fence(node: Node) -> tuple[str, str]:
    opening, closing = (plain(side) if side != "." else "" for side in node.value.split(" "))
    return opening, closing


# ── KaTeX itself ───────────────────────────────────────────────────────────────────────────────

_SCRIPT = """
const katex = require('katex');
const read = source => {
  const options = {output: 'mathml', displayMode: true, throwOnError: true, strict: false};
  try { return katex.renderToString(source, options); } catch (error) { return null; }
};
const sources = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify({version: katex.version, markup: sources.map(read)}));
"""


def render(sources: list[str]) -> tuple[str, list[str | None]] | None:
    """KaTeX's version and its MathML of each source, None where it refuses; None without KaTeX.

    Node must find KaTeX: installed in the working directory, or named by ``NODE_PATH``.
    """
    node = which("node")
    if node is None:
        return None
    run = subprocess.run(
        [node, "-e", _SCRIPT],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Cannot find module 'katex'" in run.stderr:
        return None
    run.check_returncode()
    answer = json.loads(run.stdout)
    return answer["version"], answer["markup"]


# ── what KaTeX said once ───────────────────────────────────────────────────────────────────────

RECORD = Path(__file__).parent / "katex_skeletons.json"


def recorded() -> tuple[str, dict[str, Skeleton | None]]:
    """KaTeX's version, and the skeleton of each golden formula; None where KaTeX refuses."""
    record = json.loads(RECORD.read_text("utf8"))
    skeletons = {
        source: None if items is None else Counter({tuple(item): n for n, *item in items})
        for source, items in record["skeletons"].items()
    }
    return record["katex"], skeletons


def record(sources: list[str]) -> None:
    """Ask KaTeX about every source and keep its skeletons."""
    answer = render(sources)
    assert answer is not None, "node does not find KaTeX: npm install katex, and set NODE_PATH"
    version, markups = answer
    known = zip(sources, map(_items, markups), strict=True)
    body = ",\n".join(f"{_json(source)}: {_json(items)}" for source, items in known)
    RECORD.write_text(f'{{"katex": "{version}", "skeletons": {{\n{body}\n}}}}\n', "utf8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _items(markup: str | None) -> list[tuple[int | str, ...]] | None:
    if markup is None:
        return None
    return sorted(((n, *item) for item, n in from_mathml(markup).items()), key=str)


if __name__ == "__main__":
    from .golden_files import every_formula

    record([block.source for block in every_formula()])
