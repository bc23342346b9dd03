r"""A web page -> Document: what a reader sees of it, with its maths in TeX and its code.

Maths is found where MathJax, KaTeX, Pandoc, Sphinx and MathML keep its TeX: between delimiters, in
``<script type="math/tex">``, in annotations and in ``alttext``. MathML without TeX is Unread, and
so is what is never closed. No script is run and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..nouns import BlockKind, Document, Span, Unread
from .outline import Outline, lines
from .page import Page
from .scan import delimited
from .tags import Tag, Tags, Words
from .web import BREAKING, CODE

_PARTS = (
    "address article aside blockquote body caption center details dialog fieldset figure footer"
    " form header main nav p pre section summary tbody tfoot thead"
)
PARTS = BREAKING - {"br", "img"} | frozenset(_PARTS.split())
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSEEN = "canvas head iframe noscript object script select style svg template textarea title"
UNSEEN = frozenset(_UNSEEN.split())
# Classes of what MathJax and KaTeX draw beside the TeX they keep, and of links that editors add.
_DRAWN = (
    "MathJax MathJax_Display MathJax_Preview MathJax_CHTML MathJax_SVG mjx-chtml katex-html"
    " MJX_Assistive_MathML headerlink anchor-link prompt"
)
DRAWN = frozenset(_DRAWN.split())
TEX = re.compile(r"math/tex\b")
DELIMITED = re.compile(r"\s*(\\\(|\\\[|\$\$?)(.*?)(\\\)|\\\]|\$\$?)\s*\Z", re.DOTALL)
LANGUAGE = re.compile(r"\b(?:language|lang|highlight|hl)-([\w+#]+)|sourceCode (\w+)|brush: ?(\w+)")
PICTURED = frozenset(["math", "latex", "tex"])
NOT_TEX = "this MathML comes without the TeX it was made from, and I read only that"


class Scan:
    """One walk over a page: what was seen of it, and inside which elements."""

    def __init__(self, source: str) -> None:
        self.page = Page(source)
        self.items = list(Tags(source))
        self.ends = _ends(self.items)
        self.displayed = 0  # the item up to which maths is displayed
        self.languages: list[tuple[int, str]] = []  # where an element ends, and its language

    def words(self, first: int, last: int) -> None:
        """The text of the items in between, without any tag."""
        for item in self.items[first:last]:
            if isinstance(item, Words):
                self.write(item)

    def write(self, item: Words) -> None:
        if item.end - item.start == len(item.text) and item.text != "\xa0":
            self.page.copy(item.start, item.end)
        else:
            self.page.put(item.text.replace("\xa0", " "), item.start, item.end)


def _ends(items: list[Tag | Words]) -> dict[int, int]:
    """For each opening tag the tag that closes it; what is never closed is left out."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        if isinstance(item, Words) or item.name in VOID:
            continue
        if not item.closes:
            opened.setdefault(item.name, []).append(at)
        elif opened.get(item.name):
            ends[opened[item.name].pop()] = at
    return ends


def read_html(name: str, source: str) -> Document:
    """Every paragraph of a page in its order."""
    scan = Scan(source)
    at = 0
    while at < len(scan.items):
        item = scan.items[at]
        if isinstance(item, Words):
            scan.write(item)
            at += 1
        else:
            at = _tag(scan, at, item)
    scan.page.part()
    scan.page.unread += _maths_in_text(scan.page)
    return scan.page.document(name)


def _tag(scan: Scan, at: int, tag: Tag) -> int:
    """Reads what a tag says of the text, and says where to go on."""
    page = scan.page
    if not tag.closes:
        for wanted, handler in ELEMENTS:
            if wanted(tag):
                return handler(scan, at, tag)
        if at in scan.ends and (language := LANGUAGE.search(tag.get("class"))):
            scan.languages.append((scan.ends[at], next(filter(None, language.groups())).lower()))
    if tag.name in PARTS:
        heading = int(tag.name[1]) if re.fullmatch("h[1-6]", tag.name) else 0
        page.part(0 if tag.closes else heading)
        if tag.name == "tr" and not tag.closes:
            page.row()
        elif tag.name == "table":
            page.end_table()
    elif tag.name == "br":
        page.put("\n", tag.start, tag.end)
    elif tag.name in ("sub", "sup"):
        begin = page.here
        page.copy(tag.start, tag.end)
        page.piece(None, begin, (begin, begin))
    return at + 1


def _formula(scan: Scan, outer: Span, first: int, last: int, display: bool) -> None:
    """A formula in the items from ``first`` to ``last``, in an element from ``outer``."""
    page, begin = scan.page, scan.page.here
    inside = [item for item in scan.items[first:last] if isinstance(item, Words)]
    delimited = DELIMITED.match("".join(item.text for item in inside))
    low, high = (inside[0].start, inside[-1].end) if inside else (outer.end, outer.end)
    page.put("$", outer.start, low)
    start = page.here
    scan.words(first, last)
    inner = (start, page.here)
    if delimited:
        display = delimited[1] in ("$$", r"\[")
        inner = (start + delimited.start(2), start + delimited.end(2))
    page.put("$", high, outer.end)
    page.piece(BlockKind.DISPLAY if display else BlockKind.INLINE, begin, inner)


def _unseen(scan: Scan, at: int, tag: Tag) -> int:
    close = scan.ends.get(at)
    if close is None:
        if not scan.page.source.startswith("/>", tag.end - 2):
            scan.page.trouble(tag.start, tag.end, f"this <{tag.name}> is never closed")
        return at + 1
    if tag.name == "script" and TEX.match(tag.get("type")):
        outer = Span(tag.start, scan.items[close].end)
        _formula(scan, outer, at + 1, close, "display" in tag.get("type"))
    return close + 1


def _mathml(scan: Scan, at: int, tag: Tag) -> int:
    """The TeX that MathML was made from: in an annotation, or in an attribute."""
    close = scan.ends.get(at, at)
    outer = Span(tag.start, scan.items[close].end)
    display = tag.get("display") == "block" or at < scan.displayed
    for place in range(at + 1, close):
        item = scan.items[place]
        if isinstance(item, Tag) and item.get("encoding") == "application/x-tex":
            _formula(scan, outer, place + 1, scan.ends.get(place, close), display)
            return close + 1
    if tag.get("alttext"):
        _attribute(scan, outer, tag, "alttext", display)
    else:
        scan.page.trouble(tag.start, tag.end, NOT_TEX)
    return close + 1


def _attribute(scan: Scan, outer: Span, tag: Tag, name: str, display: bool) -> None:
    page, begin = scan.page, scan.page.here
    text, low, high = tag.attributes[name]
    page.put("$", outer.start, low)
    start = page.here
    if text == page.source[low:high]:
        page.copy(low, high)
    else:  # with entities in it, no character knows its own place
        page.put(text, low, high)
    inner = (start, page.here)
    page.put("$", high, outer.end)
    page.piece(BlockKind.DISPLAY if display else BlockKind.INLINE, begin, inner)


def _picture(scan: Scan, at: int, tag: Tag) -> int:
    _attribute(scan, Span(tag.start, tag.end), tag, "alt", False)
    return at + 1


def _marked(scan: Scan, at: int, tag: Tag) -> int:
    """An element of a class that says it holds maths: TeX, or what was made from it."""
    close = scan.ends.get(at)
    inside = scan.items[at + 1 : close or at + 1]
    if close is None or any(isinstance(i, Tag) and i.name in ("math", "script") for i in inside):
        return at + 1
    outer = Span(tag.start, scan.items[close].end)
    _formula(scan, outer, at + 1, close, "display" in tag.classes or tag.name == "div")
    return close + 1


def _displayed(scan: Scan, at: int, _tag: Tag) -> int:
    scan.displayed = max(scan.displayed, scan.ends.get(at, at))
    return at + 1


def _code(scan: Scan, at: int, tag: Tag) -> int:
    close = scan.ends.get(at)
    if close is None:
        return _unseen(scan, at, tag)
    page, kind = scan.page, CODE.get(tag.name, BlockKind.SNIPPET)
    if kind is BlockKind.CODE:
        page.part()
    begin = page.here
    page.put("`", tag.start, tag.end)
    start = page.here
    scan.words(at + 1, close)
    inner = (start, page.here)
    page.put("`", scan.items[close].start, scan.items[close].end)
    page.piece(kind, begin, inner, _language(scan, at, close) if kind is BlockKind.CODE else "")
    if kind is BlockKind.CODE:
        page.part()
    return close + 1


def _language(scan: Scan, at: int, close: int) -> str:
    """What the element says, or one in it, or the nearest around it."""
    inside = [item for item in scan.items[at:close] if isinstance(item, Tag)]
    said = (LANGUAGE.search(tag.get("class")) for tag in inside)
    found = [next(filter(None, language.groups())).lower() for language in said if language]
    while scan.languages and scan.languages[-1][0] < close:
        scan.languages.pop()
    around = [language for _, language in scan.languages[-1:]]
    known = [*found, *around, ""][0]
    return "python" if known.startswith("ipython") else known.replace("default", "")


def _maths_in_text(page: Page) -> list[Unread]:
    """Adds the maths between delimiters; in a web page line ends mean nothing."""
    text = "".join(page.text)
    stops = [leaf.ranges[0][0] for leaf in page.leaves]
    outline = Outline(text, lines(text), soft=stops, hard=stops)
    known = sorted(page.pieces, key=lambda piece: piece.start)
    pieces, unclosed = delimited(outline, known)
    page.pieces += pieces
    return [Unread(page.span(u.span.start, u.span.end), u.reason) for u in unclosed]


Handler = Callable[[Scan, int, Tag], int]
# Which elements are more than a stretch of text, the first that fits: what they are read by.
ELEMENTS: tuple[tuple[Callable[[Tag], bool], Handler], ...] = (
    (lambda tag: tag.name in UNSEEN or bool(DRAWN & tag.classes), _unseen),
    (lambda tag: tag.name == "math", _mathml),
    (lambda tag: tag.name == "img" and bool(PICTURED & tag.classes and tag.get("alt")), _picture),
    (lambda tag: tag.name in ("span", "div") and "math" in tag.classes, _marked),
    (lambda tag: "katex-display" in tag.classes, _displayed),
    (lambda tag: tag.name in CODE or tag.name in ("kbd", "samp"), _code),
)
