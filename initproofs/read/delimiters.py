"""What stands between two delimiters -> whether it is maths; money and sentences are refused.

A pair of dollars is maths by Pandoc's rule (nothing spaced on the inside, no digit after it), and
also with spaces inside when it holds what only maths holds and no words.
"""

from __future__ import annotations

import re

# Delimiters that say by themselves that a display begins, and what ends it.
DISPLAYS = {"$$": "$$", r"\[": r"\]", r"\\[": r"\\]"}
INLINES = {r"\(": r"\)", r"\\(": r"\\)"}

# Environments that are maths without any delimiter; those of the second row only delimit.
ALIGNED = "align alignat eqnarray flalign gather multline"
PLAIN = "displaymath equation math"
ENVIRONMENTS = {name + star for name in f"{ALIGNED} {PLAIN}".split() for star in ("", "*")}
DELIMITING = {name + star for name in PLAIN.split() for star in ("", "*")}

_COMMON = (
    "a an and are as at be been but by can costs each for from had has have if in into is it its"
    " not of on only or our over paid pay per than that the their then there these they this to"
    " was we were when which while will with would you your"
)
COMMON_WORDS = frozenset(_COMMON.split())
_CONNECTING = "and for if or otherwise where"  # words a formula may hold
_FUNCTIONS = (
    "arg argmax argmin cos cosh cov det diag dim erf exp ker lim ln log max mean min mod np rank"
    " relu sgn sigmoid sign sin sinh softmax softplus std sum tan tanh tr trace var"
)
CONNECTORS = frozenset(_CONNECTING.split())
FUNCTIONS = frozenset(_FUNCTIONS.split())
TEXT = re.compile(
    r"\\(?:text\w*|mathrm|mathsf|mathbf|mathit|mathtt|mbox|hbox|operatorname\*?|label|tag\*?"
    r"|color|style|href|url|eqref|ref|cite)\s*\{[^{}]*\}"
)
COMMAND = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.")
WORD = re.compile(r"(?<![A-Za-z_^])[A-Za-z]{2,}(?![A-Za-z_^])")
WORDS = re.compile(r"[A-Za-z]{2,}(?:[ \t\r\n]*[,;:]?[ \t\r\n]+[A-Za-z]{2,}){2,}")
TWO_WORDS = re.compile(r"[A-Za-z]{2,}[ \t\r\n]+[A-Za-z]{2,}")
MATHSISH = re.compile(
    r"[-\\=^_<>+*/|∈∀∃≈≤≥≠±×·√∑∏∂∇→←⇒∘⊙−\u0370-\u03ff]|(?<![A-Za-z])[A-Za-z]['′]?(?![A-Za-z])"
)
MONEY = re.compile(r"\d[\d.,]*\s?(?:[kKmMbB]|bn|million|billion|USD|/\w+)?\b")
LIST_OR_ROW = re.compile(r"[\r\n][ \t>]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|\|)")
SCRIPT = re.compile(r"[_^]\s*\{\s*[A-Za-z]+\s*\}")
PIPE = re.compile(r"(?<!\\)\|")


def bare(content: str) -> str:
    """``content`` without its commands and the text in them."""
    return COMMAND.sub(" ", TEXT.sub(" ", content))


def words(content: str) -> list[str]:
    """The words of a language in ``content``, in lower case; names of functions are none."""
    found = (word.lower() for word in WORD.findall(bare(content)))
    return [word for word in found if word not in FUNCTIONS]


def is_sentence(content: str) -> bool:
    """Three words in a row, one of them a small word of English, or more of those than not."""
    plain = bare(content)
    rows = (WORD.findall(row.lower()) for row in WORDS.findall(plain))
    if any(COMMON_WORDS.intersection(row) for row in rows):
        return True
    return sum(word in COMMON_WORDS for word in words(content)) > 2


def is_mathsish(content: str) -> bool:
    """It holds a sign, a command or a letter on its own."""
    return bool(MATHSISH.search(content))


def may_cross_blank_lines(content: str) -> bool:
    """A display with blank lines in it is maths only if no part of it is a sentence."""
    parts = re.split(r"(?:\r\n|\r|\n)(?:[ \t>]*(?:\r\n|\r|\n))+", content)
    return len(parts) == 1 or not any(is_sentence(part) for part in parts)


def is_display(content: str) -> bool:
    """What stands between ``$$`` and ``$$``, or between brackets that say display."""
    inner = content.strip()
    if not inner or not may_cross_blank_lines(content):
        return False
    return is_mathsish(inner) or not _has_common_word(inner)


def is_bracketed(content: str) -> bool:
    r"""What stands in ``\( \)`` or ``\[ \]``, which Markdown also uses for a mere bracket."""
    inner = content.strip()
    if not inner or not is_mathsish(inner) or not may_cross_blank_lines(content):
        return False
    return not words(inner) or (bool(re.search(r"[=^_\\]", inner)) and not is_sentence(inner))


def is_dollared(content: str, before: str, after: str, row: bool) -> bool:
    """What stands between single dollars; ``row`` says that they stand in the row of a table."""
    inner = content.strip()
    if not inner or "`" in content or after[:1].isdigit() or _splits_a_row(content, row):
        return False
    if (LIST_OR_ROW.search(content) or inner[0] in ",.;:!?)") and words(content):
        return False
    if content == inner:
        return not (is_sentence(inner) or (MONEY.match(inner) and _has_common_word(inner)))
    if before.rstrip()[-1:].isdigit() and not re.search(r"[A-Za-z]", inner):
        return False  # 5 $ + 6 $
    if inner[0] in ",.;:!?)" or MONEY.fullmatch(inner.rstrip(",;.")):
        return False
    return is_mathsish(inner) and _has_no_prose(inner)


def _has_no_prose(content: str) -> bool:
    """No words, or single ones inside a relation: ``loss = 1``, ``x if x > 0``."""
    found = words(content)
    if not found:
        return True
    if found[0] in COMMON_WORDS and content.lower().startswith(found[0]):
        return False
    strange = COMMON_WORDS.intersection(found) - CONNECTORS
    return (
        bool(re.search(r"[\\=^_<>]", content))
        and not strange
        and not TWO_WORDS.search(bare(content))
    )


def _has_common_word(content: str) -> bool:
    """``in`` of ``n_{in}`` is the label of a size and no word."""
    return any(word in COMMON_WORDS for word in words(SCRIPT.sub(" ", content)))


def _splits_a_row(content: str, row: bool) -> bool:
    """In a row of a table a lone ``|`` outside every bracket is the border of a cell."""
    if not row or content.count("|") == content.count(r"\|"):
        return False
    outside = content
    for _ in range(8):  # nests of brackets, from the inside
        outside, changed = re.subn(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}", "", outside)
        if not changed:
            break
    return len(PIPE.findall(outside)) % 2 == 1


def looks_unclosed(source: str, at: int, end: int) -> bool:
    """Whether a lone ``$`` at ``at`` was meant to open maths: not money, not a variable."""
    before, after = source[max(at - 1, 0) : at], source[at + 1 : at + 60]
    if end <= at + 1:
        return False
    if after[:1].isspace():
        return bool(re.match(r"[ \t]+(?:\\[A-Za-z]|[A-Za-z]\w{0,3}\s*[=^_])", after))
    if before in "'\"“‘" and after[:1] in "'\"”’":
        return False
    money = MONEY.match(after)
    if money:
        return bool(re.match(r"\s?[\\^_=+*]", after[money.end() :]))
    return not re.match(r"[A-Z_]{3,}\b|\{?\w+\}?/|[,.;:!?)\]]", after)
