"""Prose -> the maths typed into it without any delimiter; what could be words is left alone.

A formula is what a small grammar of operands and signs can read from an operand on, if it holds a
relation or signs that no sentence has. Where its first or last symbol could also be a word, or
where something unreadable is joined to it, the whole formula is left: half of one would be worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .pieces import Range
from .symbols import SIGN, Token, tokens

ARTICLES = frozenset(["a", "A", "I"])
LISTING = frozenset(
    ["all", "both", "get", "hence", "if", "let", "so", "that", "then", "thus", "when"]
)
SPOKEN = frozenset(["cubed", "divided", "minus", "over", "percent", "plus", "squared", "times"])
_BEGINNING = "letter name function called number open sign prefix"
BEGINNING = frozenset(_BEGINNING.split())
LEADING = frozenset("-+−–±")
DASHES = frozenset("-–—−")


def formulas(text: str) -> Iterator[Range]:
    """Where maths stands in ``text``, in order; time is linear in its length."""
    if not SIGN.search(text):
        return
    found = tokens(text)
    at = 0
    while at < len(found):
        end = _formula(found, at)
        if end > at and found[at].kind == "open" and _is_bracketed(found, at, end):
            end = at + 1  # (w = 0): the bracket is not part of the formula
        elif end > at and _is_maths(found[at:end]) and _is_whole(found, at, end):
            first = _listed(found, at)
            yield found[first].start, found[end - 1].end
        at = max(abs(end), at + 1)


def _is_bracketed(found: Sequence[Token], at: int, end: int) -> bool:
    """Whether one bracket is all there is from ``at`` to ``end``, and holds a relation."""
    whole = found[end - 1].kind == "close" and _group(found, at) == end
    return whole and any(token.kind == "relation" for token in found[at:end])


def _formula(found: Sequence[Token], at: int) -> int:
    """The end of the longest chain of relations from ``at``, or minus the place where it fails."""
    if not _may_begin(found, at):
        return -1
    end = _expression(found, at)
    while 0 < end < len(found) and found[end].kind == "relation":
        right = _expression(found, end + 1)
        if right < 0:
            return min(right, -end)
        end = right
    return end


def _may_begin(found: Sequence[Token], at: int) -> bool:
    token = found[at]
    if token.kind == "word":  # loss = 0.7
        return at + 1 < len(found) and found[at + 1].kind in ("relation", "sign")
    if token.kind == "letter" and token.text in ARTICLES:
        return at + 1 < len(found) and found[at + 1].kind in ("relation", "sign", "open")
    return token.kind in BEGINNING


def _expression(found: Sequence[Token], at: int) -> int:
    """Operands with signs between them or side by side; negative where an operand is missing."""
    end = _operand(found, at)
    while 0 < end < len(found):
        after = found[end]
        if after.kind == "sign" and not _ends_emphasis(found, end):
            right = _operand(found, end + 1)
            if right < 0 or _is_dash(found, end):
                return end if _is_dash(found, end) else -end
            end = right
        elif after.kind == "dots":
            end += 1
        elif after.kind == "comma" and _continues_list(found, end):
            end += 1 if found[end + 1].kind == "dots" else 2
        elif _stands_beside(found, end) and (right := _operand(found, end)) > 0:
            end = right
        else:
            break
    return end


def _ends_emphasis(found: Sequence[Token], at: int) -> bool:
    """Stars that touch what stands before them and not what follows."""
    after = found[at + 1] if at + 1 < len(found) else None
    return set(found[at].text) == {"*"} and found[at].joined and not (after and after.joined)


def _is_dash(found: Sequence[Token], at: int) -> bool:
    """A dash with space around it before a word begins a remark, not a subtraction."""
    if found[at].text not in DASHES or found[at].joined or at + 1 >= len(found):
        return False
    after = found[at + 1]
    beyond = found[at + 2] if at + 2 < len(found) else None
    speaks = beyond is None or beyond.kind in ("word", "common", "letter", "comma")
    return not after.joined and (after.kind == "common" or (after.kind == "word" and speaks))


def _continues_list(found: Sequence[Token], at: int) -> bool:
    """``1, …, n``: after a comma only dots go on, or what comes after dots."""
    if at + 1 >= len(found):
        return False
    if found[at + 1].kind == "dots":
        return True
    return found[at - 1].kind == "dots" and found[at + 1].kind in ("letter", "name", "number")


def _stands_beside(found: Sequence[Token], at: int) -> bool:
    """Whether an operand at ``at`` multiplies the one before it, with nothing in between."""
    token, before = found[at], found[at - 1]
    if token.joined:
        return token.kind in ("letter", "name", "function", "called", "open", "prefix")
    if token.newline or before.kind == "percent":
        return False
    if token.kind in ("function", "prefix"):
        return True
    if token.kind == "name":
        return before.kind in ("letter", "name", "close")
    if token.kind != "letter":
        return False
    spoken = at + 1 < len(found) and found[at + 1].kind in ("word", "common")
    if token.text in ARTICLES or before.kind == "number":
        return not spoken
    return before.kind in ("letter", "name", "close")


def _operand(found: Sequence[Token], at: int) -> int:
    """A number, a name with its arguments, or a bracket; after a leading sign of its own."""
    while at < len(found) and (found[at].kind == "prefix" or found[at].text in LEADING):
        at += 1
    if at >= len(found):
        return -1
    kind = found[at].kind
    if kind == "number":
        return at + 2 if at + 1 < len(found) and found[at + 1].kind == "percent" else at + 1
    if kind == "open":
        return _group(found, at)
    if kind not in ("letter", "name", "function", "called", "word"):
        return -1
    end = at + 1
    if kind == "function" and end < len(found) and found[end].text == "/":
        return -1  # tanh/ReLU: one or the other
    while end < len(found) and found[end].kind == "open" and found[end].joined:
        closed = _group(found, end)
        if closed < 0:
            return -1
        end = closed
    return end


def _group(found: Sequence[Token], at: int) -> int:
    """The end of a bracket that holds nothing but maths, or -1."""
    end = at + 1
    if end < len(found) and found[end].kind == "relation":
        return -1
    while end < len(found) and found[end].kind != "close":
        if found[end].kind in ("comma", "relation", "dots"):
            end += 1
            continue
        inner = _expression(found, end)
        if inner < 0 or (inner < len(found) and found[inner].kind not in AFTER_ARGUMENT):
            return -1
        end = inner
    return end + 1 if end < len(found) else -1


AFTER_ARGUMENT = frozenset(("close", "comma", "dots", "relation"))


def _is_maths(part: Sequence[Token]) -> bool:
    """A relation, or without one a quotient of differentials, a root, or signs between names."""
    kinds = [token.kind for token in part]
    if kinds[-1] in ("relation", "sign", "comma") or kinds[:3] == ["letter", "letter", "relation"]:
        return part[0].text.isupper() and kinds[-1] not in ("relation", "sign", "comma")
    if "relation" in kinds:
        return _relates(part)
    signs = [token.text for token in part if token.kind in ("sign", "prefix")]
    names = [token for token in part if token.kind == "name"]
    if any(token.differential for token in part) and "/" in signs:
        return True
    if "√" in signs or not signs:
        return "√" in signs
    binary = [sign for sign in signs if sign in "+*·×∘⊙∗"]
    called = kinds[0] in ("name", "function", "called") and kinds[1] == "open"
    return bool(binary) and (called or len(names) > 1)


def _relates(part: Sequence[Token]) -> bool:
    """What stands beside the relations could not be a sentence: ``b=const``, not ``n = number``."""
    for before, token, after in zip(part, part[1:], part[2:], strict=False):
        if token.kind != "relation":
            continue
        if after.kind == "word" and not (token.joined and after.joined):
            return False
        if token.text in ("<", ">") and "word" in (before.kind, after.kind):
            return False
        if token.text in ("~", "∼") and after.kind not in ("letter", "name", "function"):
            return False
    if {"<", ">"} <= {token.text for token in part}:
        return False  # the labels in a<t-1>
    return not (part[0].kind == "word" and all(token.kind == "word" for token in part[2::2]))


def _is_whole(found: Sequence[Token], first: int, end: int) -> bool:
    """Nothing before or after the formula seems to belong to it."""
    if first:
        before = found[first - 1]
        tied = before.kind in ("sign", "relation") and not _separates(before, found[first])
        if tied or (before.kind == "other" and found[first].joined):
            return False
        if before.kind == "letter" and before.text not in ARTICLES and not found[first].newline:
            return False
    if end >= len(found):
        return True
    after = found[end]
    if after.kind in ("relation", "sign"):
        return after.text in DASHES or _ends_emphasis(found, end)
    if after.kind == "letter" and after.text not in ARTICLES and not after.newline:
        return False
    if found[end - 1].kind == "word" and after.kind in ("word", "common") and not after.newline:
        return False
    if after.kind == "open" and not after.newline and _is_factor(found, end):
        return False
    if after.kind == "other":
        return after.text != "{" if not after.joined else after.text in ".:;!?\"'”’*_~"
    return not (after.text in SPOKEN or (after.joined and after.kind not in ("comma", "close")))


def _is_factor(found: Sequence[Token], at: int) -> bool:
    """May the bracket behind a formula belong to it, ``x (y + z)``? Remarks and numbers do not."""
    end = _group(found, at)
    inside = [token.kind for token in found[at + 1 : end - 1]] if end > 0 else []
    if not inside or {"word", "common", "relation"} & {*inside}:
        return False
    goes_on = end < len(found) and found[end].kind in ("relation", "sign")
    named = found[at - 1].kind in ("letter", "name", "function", "called", "close")
    return goes_on or (named and inside != ["number"])


def _separates(sign: Token, token: Token) -> bool:
    """A dash, or a star of emphasis: it stands before the formula but not in it."""
    if sign.text in DASHES:
        return not sign.joined and not token.joined
    return set(sign.text) == {"*"} and token.joined


def _listed(found: Sequence[Token], first: int) -> int:
    """``then dw_i, db_i = 0`` says it of both names."""
    at = first
    while at > 1 and found[at - 1].kind == "comma" and found[at - 2].kind == "name":
        at -= 2
    said = at > 0 and found[at - 1].text in LISTING
    return at if said and found[first].kind == "name" else first
