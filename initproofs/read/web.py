"""HTML and links inside Markdown -> pieces: tags and addresses are hidden, what is visible stays.

Only known elements are tags: ``E<x>`` and ``if a <b and c> d`` stay what their author typed.
"""

from __future__ import annotations

import re

from ..nouns import BlockKind
from .pieces import Piece
from .scanner import Scan

_ELEMENTS = (
    "a abbr address article aside audio b base bdi bdo big blockquote body br button canvas caption"
    " center cite code col colgroup data dd del details dfn dialog div dl dt em embed fieldset"
    " figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input"
    " ins kbd label legend li link main map mark math meta nav noscript object ol optgroup option p"
    " param picture pre q s samp script section select small source span strike strong style sub"
    " summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul"
    " var video wbr"
)
ELEMENTS = frozenset(_ELEMENTS.split())
_BREAKING = "br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p table td th tr ul"
BREAKING = frozenset(_BREAKING.split())
# Elements whose content is no text of the note, and those whose content is code.
_HIDDEN = "canvas head iframe math noscript script select style svg textarea"
HIDDEN = frozenset(_HIDDEN.split())
CODE = {"code": BlockKind.SNIPPET, "pre": BlockKind.CODE, "tt": BlockKind.SNIPPET}

TAG = re.compile(
    r"""</?(?P<name>[A-Za-z][A-Za-z0-9-]*)
    (?P<attributes>(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`]+))?)*)\s*(?P<void>/?)>
    """,
    re.VERBOSE,
)
AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)>")
DECLARATION = re.compile(r"<![A-Z][^<>]*>|<\?[^<>]*\?>")
DESTINATION = re.compile(
    r"""\(\s*(?P<address><[^<>\r\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)
    (?:\s+(?:"[^"\r\n]*"|'[^'\r\n]*'))?\s*\)(?:\{[^{}\r\n$]*\})?""",
    re.VERBOSE,
)
LONGEST_LABEL = 1000
REFERENCE = re.compile(r"\[([^\[\]\r\n]*)\]")


def _known(source: str, start: int, end: int) -> re.Match[str] | None:
    """The tag at ``start``, if an HTML element of that name exists."""
    match = TAG.match(source, start, end)
    if not match:
        return None
    name = match["name"].lower()
    if name not in ELEMENTS and "-" not in name:
        return None
    if match["attributes"].strip() and "=" not in match["attributes"] and not match["void"]:
        return None if len(name) == 1 else match
    return match


def _is_destination(match: re.Match[str], label: str, before: str) -> bool:
    """Whether ``](…)`` is an address, or the argument in ``g[l](z)``."""
    address = match["address"]
    if label.startswith("!"):
        return True
    if re.search(r"[/#:]|\.[a-z]{2,5}\b", address) or address in ("", "<>"):
        return True
    return not before.isalnum() and len(address) > 3 and len(label) > 4


def tag(scan: Scan, match: re.Match[str]) -> int:
    source, start = scan.source, match.start()
    if source.startswith("<!--", start):
        return _comment(scan, match)
    other = AUTOLINK.match(source, start) or DECLARATION.match(source, start)
    if other:
        return scan.keep(None, *other.span())
    known = _known(source, start, scan.limit)
    if not known:
        return start + 1
    name = known["name"].lower()
    opens = not known["void"] and not source.startswith("</", start)
    if opens and (name in HIDDEN or name in CODE):
        close = scan.find(f"</{name}>", known.end(), len(source))
        if close >= 0:
            inner = (known.end(), close) if name in CODE else None
            return scan.keep(CODE.get(name), start, close + len(name) + 3, inner)
    scan.pieces.append(Piece(None, start, known.end(), breaks=name in BREAKING))
    return known.end()


def _comment(scan: Scan, match: re.Match[str]) -> int:
    close = scan.find("-->", match.start() + 2, len(scan.source))
    if close >= 0:
        return scan.keep(None, match.start(), close + 3)
    scan.trouble(match.start(), match.start() + 4, "this <!-- is never closed")
    return scan.keep(None, match.start(), match.start() + 4)


def open_bracket(scan: Scan, match: re.Match[str]) -> int:
    scan.brackets.append(match.span())
    return match.end()


def close_bracket(scan: Scan, match: re.Match[str]) -> int:
    """A bracket closes: with an address or a known name behind it, it was a link."""
    if not scan.brackets:
        return match.end()
    start, inside = scan.brackets.pop()
    label = scan.source[start : min(match.start(), start + LONGEST_LABEL)]
    before = scan.source[max(start - 1, 0) : start]
    address = DESTINATION.match(scan.source, match.end(), scan.limit)
    reference = REFERENCE.match(scan.source, match.end(), scan.limit)
    end = -1
    if address and _is_destination(address, label, before):
        end = address.end()
    elif reference and (reference[1] or label[1:]).casefold() in scan.references:
        end = reference.end()
    elif label[inside - start :].casefold() in scan.references:
        end = match.end()
    if end < 0:
        return match.end()
    scan.keep(None, start, inside)
    return scan.keep(None, match.start(), end)
