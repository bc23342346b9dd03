"""A formula in Typst -> the same in TeX, every character at the place of what it stands for.

Typst's own precedence decides what a fraction and a script take. A name that Typst has not, code
(``#``) and what has no counterpart raise CannotTranslate with their place: they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from . import typst_words as words
from .tex_macros import Letter

TOKEN = re.compile(
    r"""(?P<space>\s+ | //[^\r\n]* | /\*.*?\*/)
    | (?P<string>"(?:\\.|[^"\\])*")
    | (?P<escape>\\(?!\s)(?:u\{[0-9a-fA-F]+\} | .))
    | (?P<newline>\\)
    | (?P<name>[^\W\d_]+(?:[^\W_])*(?:\.[^\W\d_]+)*)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<prime>'+)
    | (?P<shorthand><==>|==>|-->|<=>|\|->|\.\.\.|<->|->|=>|<-|<=|>=|!=|:=|<<|>>|\|\|)
    | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
DEEPEST = 60  # brackets, scripts and fractions in each other
UNKNOWN = "“{}” is no name that I know in Typst’s mathematics"
UNQUOTABLE = re.compile(r"[{}$\\%#&^~]")


@dataclass(frozen=True, slots=True)
class Token:
    """``spaced`` says that space stands before it."""

    kind: str
    text: str
    start: int
    end: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An expression in TeX; ``bare`` is what remains of it when its round brackets are dropped."""

    letters: tuple[Letter, ...]
    bare: tuple[Letter, ...] | None = None

    @property
    def unparenthesised(self) -> tuple[Letter, ...]:
        return self.letters if self.bare is None else self.bare


class CannotTranslate(ValueError):
    """What is not translated, and where it stands."""

    def __init__(self, start: int, end: int, reason: str) -> None:
        super().__init__(reason)
        self.start, self.end, self.reason = start, end, reason


def written(text: str, start: int, end: int) -> tuple[Letter, ...]:
    return tuple(Letter(character, start, end) for character in text)


def grouped(letters: tuple[Letter, ...], start: int, end: int) -> tuple[Letter, ...]:
    return (Letter("{", start, start), *letters, Letter("}", end, end))


def tokens(source: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    spaced = False
    while start < end:
        match = TOKEN.match(source, start, end)
        assert match is not None, "the last alternative matches any character"
        start = match.end()
        if match.lastgroup == "space":
            spaced = True
            continue
        found.append(Token(match.lastgroup or "", match[0], *match.span(), spaced))
        spaced = False
    return found


class Translator:
    """Recursive descent over the tokens of one formula, as Typst's own parser goes.

    ``own`` are names that the document defines by code, ``delim`` the brackets of its matrices.
    """

    def __init__(self, found: list[Token], call: Call, own: Collection[str], delim: str) -> None:
        self.tokens, self.call, self.own, self.delim = found, call, own, delim
        self.at = self.depth = 0
        self.rows = False

    def here(self, *texts: str) -> bool:
        """Whether one of these signs stands here."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token is not None and token.kind in ("sign", "prime") and token.text in texts

    def direct(self, *texts: str) -> bool:
        return self.here(*texts) and not self.tokens[self.at].spaced

    def fail(self, token: Token, reason: str) -> CannotTranslate:
        return CannotTranslate(token.start, token.end, reason)

    def formula(self) -> tuple[Letter, ...]:
        """The whole formula; with rows or aligned columns an environment for them."""
        letters = self.sequence(())
        if not self.rows or not letters:
            return letters
        start, end = letters[0].start, letters[-1].end
        opening, closing = r"\begin{aligned}", r"\end{aligned}"
        return (*written(opening, start, start), *letters, *written(closing, end, end))

    def sequence(self, stops: Collection[str]) -> tuple[Letter, ...]:
        """Expressions up to one of the signs ``stops``, or to the end."""
        letters: list[Letter] = []
        while self.at < len(self.tokens) and not self.here(*stops):
            token = self.tokens[self.at]
            differential = bool(letters) and self.tokens[self.at - 1].text == "dif"
            if token.spaced and not differential:  # dif W is one name, dW
                letters.append(Letter(" ", token.start, token.start))
            letters += self.expression(0, stops).letters
        return tuple(letters)

    def expression(self, binding: int, stops: Collection[str] = ()) -> Part:
        """An operand with its primes, scripts and fractions; ``binding`` as in Typst's parser."""
        start = self.tokens[self.at].start
        fractions = 0
        self.enter(1)
        part = self.operand()
        while self.at < len(self.tokens) and not self.here(*stops):
            token = self.tokens[self.at]
            if self.direct("!"):
                self.at += 1
                part = Part((*part.letters, *written("!", token.start, token.end)))
            elif token.kind == "prime" and not token.spaced:
                self.at += 1
                part = Part((*part.letters, *written(token.text, token.start, token.end)))
            elif self.here("_", "^"):
                part = self.scripted(part, stops)
            elif self.here("/") and binding <= 1:
                part = self.fraction(part, start)
                self.enter(1)  # the next one stands in it
                fractions += 1
            else:
                break
        self.enter(-1 - fractions)
        return part

    def enter(self, levels: int) -> None:
        """Goes deeper into the formula, but not for ever."""
        self.depth += levels
        if self.depth > DEEPEST:
            last = self.tokens[min(self.at, len(self.tokens) - 1)]
            raise self.fail(last, f"it is nested deeper than I read ({DEEPEST})")

    def scripted(self, base: Part, stops: Collection[str]) -> Part:
        """A script, and behind it the other one, which is not part of the first."""
        letters = list(base.letters)
        first = self.tokens[self.at].text
        for sign in (first, {"_": "^", "^": "_"}[first]):
            if self.here(sign):
                mark = self.tokens[self.at]
                self.at += 1
                other = {"_": "^", "^": "_"}[sign] if sign == first else ""
                script = self.needed(mark, 2, (*stops, other) if other else stops)
                letters.append(Letter(sign, mark.start, mark.end))
                letters += self.braced(script.unparenthesised, mark.end)
        return Part(tuple(letters))

    def braced(self, letters: tuple[Letter, ...], at: int) -> tuple[Letter, ...]:
        single = len(letters) == 1
        return letters if single else grouped(letters, at, letters[-1].end if letters else at)

    def needed(self, after: Token, binding: int, stops: Collection[str] = ()) -> Part:
        if self.at >= len(self.tokens) or self.here(")", ",", ";", "_", "^", "/"):
            raise self.fail(after, f"nothing stands after “{after.text}”")
        return self.expression(binding, stops)

    def fraction(self, above: Part, start: int) -> Part:
        mark = self.tokens[self.at]
        self.at += 1
        below = self.needed(mark, 2).unparenthesised
        if above.letters[-1:] and above.letters[-1].text == "|" == above.letters[0].text:
            raise self.fail(mark, "what “|” stands above is not clear: write abs(…)")
        end = self.tokens[self.at - 1].end
        return Part(
            (
                *written(r"\frac{", start, start),
                *above.unparenthesised,
                *written("}{", mark.start, mark.end),
                *below,
                Letter("}", end, end),
            )
        )

    def operand(self) -> Part:
        token = self.tokens[self.at]
        if token.kind == "name" and len(token.text) > 1:
            self.at += 1
            return self.named(token)
        if token.kind == "sign" and token.text in OPENING:
            return self.delimited()
        self.at += 1
        if token.kind == "name":
            return self.continued(Part(written(token.text, token.start, token.end)))
        if token.kind == "string":
            return Part(self.quoted(token, rf"\text{{{self.unquoted(token)}}}"))
        if token.kind == "newline":
            self.rows = True
            return Part(written(r"\\ ", token.start, token.end))
        if token.text in ("#", "√"):
            raise self.fail(token, "code in a formula is not evaluated")
        if token.text in ("_", "^", "/"):
            raise self.fail(token, f"nothing stands before “{token.text}”")
        self.rows = self.rows or token.text == "&"
        shown = token.text
        if token.kind == "escape":
            shown = shown if shown[1] in r"{}%$&#_" else shown[1:]
        return Part(written(words.SIGNS.get(shown, shown), token.start, token.end))

    def continued(self, part: Part) -> Part:
        """A letter with a bracket directly behind it is one operand: ``f(x)/2``."""
        if self.at < len(self.tokens) and self.direct(*OPENING):
            return Part((*part.letters, *self.delimited().letters))
        return part

    def delimited(self) -> Part:
        """A bracket up to the next one that closes, of whatever kind, as in Typst."""
        opening = self.tokens[self.at]
        self.at += 1
        inside = self.sequence(tuple(CLOSING))
        shown = words.SIGNS.get(opening.text, opening.text)
        first = written(shown, opening.start, opening.end)
        if self.at >= len(self.tokens):
            return Part((*first, *inside))
        closing = self.tokens[self.at]
        self.at += 1
        last = written(words.SIGNS.get(closing.text, closing.text), closing.start, closing.end)
        round_ones = opening.text == "(" and closing.text == ")"
        return Part((*first, *inside, *last), inside if round_ones else None)

    def named(self, token: Token) -> Part:
        """A symbol, or a function with its arguments."""
        if token.text in self.own:
            raise self.fail(token, f"“{token.text}” is defined in this document by code")
        if self.at < len(self.tokens) and self.direct("("):
            called = self.call(self, token)
            if called is not None:
                return Part(called)
        symbol = words.SYMBOLS.get(token.text)
        if symbol is None:
            raise self.fail(token, UNKNOWN.format(token.text))
        return self.continued(Part(written(symbol, token.start, token.end)))

    def unquoted(self, token: Token) -> str:
        inner = token.text[1:-1]
        if UNQUOTABLE.search(inner):
            raise self.fail(token, "these quoted signs have no counterpart that I know")
        return inner.replace("_", r"\_")

    @staticmethod
    def quoted(token: Token, text: str) -> tuple[Letter, ...]:
        return written(text, token.start, token.end)


# Reads the call of a function whose name was read; None if it is no function.
Call = Callable[[Translator, Token], tuple[Letter, ...] | None]
