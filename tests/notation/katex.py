"""KaTeX as a second reader: the skeleton of a formula from its MathML, live and as recorded."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

from .skeleton import FONTS, Bag, Skeleton, line, plain


def from_mathml(markup: str) -> Skeleton:
    """The skeleton of what KaTeX made of a formula (its annotation, the TeX source, left out)."""
    start, end = markup.index("<math"), markup.index("</math>") + len("</math>")
    root = ElementTree.fromstring(markup[start:end])
    for parent in root.iter():
        for child in list(parent):
            child.tag = child.tag.split("}")[-1]
            if child.tag == "annotation":
                parent.remove(child)
    bag = Bag()
    bag.found["line", line(_spell(root, bag))] += 1
    return bag.found


def _spell(element: ElementTree.Element, bag: Bag) -> str:
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
        font = FONTS.get(element.get("mathvariant", ""), "")
        text = "⏎" if element.get("linebreak") == "newline" else element.text or ""
        if element.tag == "mn":
            return bag.number(text.replace(",", ""), font)
        return bag.leaf(text, font)
    return "".join(_spell(part, bag) for part in parts)


def _script(
    base: ElementTree.Element,
    sub: ElementTree.Element | None,
    sup: ElementTree.Element | None,
    bag: Bag,
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


_SCRIPTS: dict[str, Callable[[list[ElementTree.Element], Bag], str]] = {
    "msub": lambda parts, bag: _script(parts[0], parts[1], None, bag),
    "msup": lambda parts, bag: _script(parts[0], None, parts[1], bag),
    "msubsup": lambda parts, bag: _script(parts[0], parts[1], parts[2], bag),
    "munderover": lambda parts, bag: _script(parts[0], parts[1], parts[2], bag),
}


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
