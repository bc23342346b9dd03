"""How text meets a terminal: words go in, the same words come out, safe, measured and coloured.

Nothing here decides what is said. Characters that would steer a terminal (controls, marks that
reverse the direction of text, halves of a surrogate pair) are shown as pictures, never sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..nouns import Ruling

WIDEST = 100  # a wider terminal changes nothing
TAB = 4
SOFT = "2"
MATRIX = re.compile(r"\((?=[^()]{,40}\))[^();]+(?:;[^();]+)+\)")
KEPT = "\0"  # stands for a space at which no line may end
COLOURS: dict[str, str] = {
    Ruling.PROVED: "32",
    Ruling.CONFIRMED: "34",
    Ruling.REFUTED: "35",
    Ruling.CONDITIONAL: "33",
    Ruling.UNDECIDED: SOFT,
}


@dataclass(frozen=True, slots=True)
class Style:
    """What the place the text goes to can show."""

    colour: bool = False
    width: int = WIDEST

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def soft(self, text: str) -> str:
        return self.paint(text, SOFT)

    def word(self, ruling: Ruling) -> str:
        """The verdict's word; colour only repeats it."""
        code = COLOURS[ruling]
        return self.paint(ruling.value, code if code == SOFT else f"1;{code}")


def glyph(character: str) -> str:
    """A character as it may be sent to a terminal."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    steers = 0x80 <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return (
        "�" if steers or 0xD800 <= code < 0xE000 or code in (0x200E, 0x200F, 0x061C) else character
    )


def safe(text: str) -> str:
    """Words on one line: line ends and tabs become spaces, nothing in them steers the terminal."""
    return "".join(" " if c in "\t\r\n\v\f\x85\u2028\u2029" else glyph(c) for c in text)


def columns(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    return sum(map(columns, text))


def cells(line: str) -> Iterator[tuple[str, int, int]]:
    """Each character of a line as (what is shown, first column, columns), tabs set out to stops."""
    at = 0
    for character in line:
        shown = " " * (TAB - at % TAB) if character == "\t" else glyph(character)
        size = width(shown)
        yield shown, at, size
        at += size


def wrap(text: str, room: int) -> list[str]:
    """Lines of at most ``room`` columns, broken at spaces, though in no small matrix: a word that
    is too long stays whole."""
    lines: list[str] = []
    for written in text.splitlines() or [""]:
        line, used = "", 0
        whole = MATRIX.sub(lambda match: match[0].replace(" ", KEPT), safe(written))
        for word in (word.replace(KEPT, " ") for word in whole.split(" ")):
            size = width(word)
            if line and used + 1 + size > room:
                lines.append(line)
                line, used = word, size
            else:
                line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
        lines.append(line)
    return lines
