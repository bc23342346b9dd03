"""Which function a name stands for at a place: by spelling, definition, title or sentence.

In: a replayed note. Out: for a name and a block, a function of the catalogue or the formula that
the note gives, with what said so. A name of which nothing certain is said stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...evidence.functions.catalogue import rebuilt
from ...evidence.functions.equal import Equal, compare, letters
from ...given.analysis import EXTREMES, SPELLINGS
from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...given.once import once
from ...nouns import Assumption, BlockKind, Span
from ...terms import Applied, Head, Obscure, Symbol, Term, walk
from .function_words import functions_in, given_as, is_title, names_nothing_else, only_function

RECOGNISED = (
    "sigmoid",
    "tanh",
    "relu",
    "leaky relu",
    "softplus",
    "silu",
    "elu",
    "unit elu",
    "softsign",
)
# Letters that notes give to activation functions.
FUNCTION_LETTERS = frozenset([*"σgfhφϕψρ", "𝒜"])
NESTED = frozenset({"σ", "Φ"})  # functions in the definitions of others: x·σ(x)
OF_THE_NORMAL = {"Φ": "Φ", "φ": "normal density", "ϕ": "normal density"}
NORMAL = re.compile(
    r"\bgelus?\b|\bgaussian error\b|\bstandard normal\b|\bgaussian (?:cdf|pdf)\b|"
    r"\b(?:normal|gaussian) (?:cumulative|density|distribution)\b",
    re.I,
)
CONSTANT_MEANING = frozenset("σ")  # letters that mean one function throughout a note
SPELLED = {"σ": r"\sigma", "φ": r"\varphi", "ϕ": r"\phi", "ψ": r"\psi", "𝒜": r"\mathcal{A}"}
REACH = 12  # paragraphs that a line which is a title may stand above a formula
# Names that authors also give to variants: swish with a factor in it, GELU by way of tanh.
VARIED = frozenset(["swish", "Swish", "GELU", "gelu"])
EQUAL = frozenset("=≡≃≔≜")
EULER = Symbol(Head("e"))
SEVERAL = ("max", "min", "softmax")  # functions of several arguments


class Unnamed(Exception):
    """It is not said which function a name stands for."""


@dataclass(frozen=True, slots=True)
class Named:
    """``what`` is a name of the catalogue, or a parameter with the formula the note gives."""

    what: str | tuple[Head, Term]
    by: Assumption
    certain: bool = True
    by_formula: bool = False  # and not by words only


class Naming:
    """What a note says of its functions, asked once for each of them."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.blocks = replay.notes.document.blocks
        self.paragraphs: dict[int, str] = {}
        for block in self.blocks:
            if block.kind is not BlockKind.CODE:
                self.paragraphs.setdefault(block.paragraph, "")
                self.paragraphs[block.paragraph] += block.text
        self.sentences = {
            block: sentence for sentence in replay.sentences for block in sentence.blocks
        }
        self.definitions = [d for s in statements_of(replay) for d in definitions_in(s)]

    def title(self, block: int) -> str:
        """The function that the nearest title above a block names: a heading, a short line."""
        paragraph, steps = self.blocks[block].paragraph, 0
        for above in range(block - 1, -1, -1):
            here = self.blocks[above]
            if here.paragraph == paragraph:
                continue
            paragraph, steps = here.paragraph, steps + 1
            text = self.paragraphs.get(paragraph, "")
            name = only_function(text)
            titled = here.heading or is_title(text)
            if titled and name and (here.heading or steps <= REACH):
                return name
            if here.heading or (titled and functions_in(text)):
                return ""
        return ""

    def heading(self, block: int) -> str:
        """The title, if it says nothing but the name of a function."""
        name = self.title(block)
        for above in range(block - 1, -1, -1):
            text = self.paragraphs.get(self.blocks[above].paragraph, "")
            if only_function(text) == name and (self.blocks[above].heading or is_title(text)):
                return name if names_nothing_else(text) else ""
        return ""

    def sentence(self, block: int) -> str:
        """The one function that the sentence of a formula, or the one before a display, names."""
        found = self.sentences.get(block)
        if found is None and block and self.blocks[block].kind is BlockKind.DISPLAY:
            before = [s for s in self.replay.sentences if s.last_block < block]
            found = before[-1] if before and block - before[-1].last_block == 1 else None
        return only_function(found.text) if found is not None else ""

    def _called(self, block: int) -> str:
        """The function that the words right before a formula say it is: “The sigmoid is ‹1›”."""
        found = self.sentences.get(block)
        return given_as(found.text, block) if found is not None else ""

    def said_around(self, block: int) -> str:
        """The same, or what the sentence right after a display names."""
        after = [s for s in self.replay.sentences if s.first_block == block + 1]
        return self.said_here(block) or (only_function(after[0].text) if after else "")

    def said_here(self, block: int) -> str:
        return self.sentence(block) or self.title(block)

    def function(self, name: str, statement: Statement, defines: bool = False) -> Named | None:
        """What a name stands for in a statement; one that defines it has no say in that."""
        if name in SPELLINGS:
            exact = SPELLINGS[name] == "gelu" and self._by_the_normal_law(statement)
            return Named(SPELLINGS[name], Assumption(name), exact or name not in VARIED, True)
        if name in OF_THE_NORMAL and NORMAL.search(self._text_until(statement)):
            what = OF_THE_NORMAL[name]
            return Named(what, Assumption(f"{name} is the {what}"), True, True)
        if name not in FUNCTION_LETTERS:
            return None
        try:
            by_formula = self._defined(name, statement, defines)
        except Unnamed:
            return None
        if by_formula is not None:
            return by_formula
        block = statement.block
        told = self.replay.log.functions.get((name, None))
        said = self.said_here(block)
        if told is not None and isinstance(told[0], str) and (not said or said == told[0]):
            text = self.replay.notes.document.source[told[1].start : told[1].end]
            named = name in text or SPELLED.get(name, "\\") in text
            near = told[1] <= statement.span and self._section_at(told[1]) == self._section(block)
            if named and (near or name in CONSTANT_MEANING):
                return Named(told[0], Assumption(f"{name} is {told[0]}", told[1]))
        if said and said != "softmax" and (name != "σ" or said == "sigmoid"):
            sure = said in (self.heading(block), self._called(block) if defines else "")
            return Named(said, Assumption(f"{name} is {said}", self.blocks[block].span), sure)
        if name == "σ" and self.replay.log.sigmoid_is_named:
            return Named("sigmoid", Assumption("σ is the sigmoid"), False)
        return None

    def _defined(self, name: str, statement: Statement, defines: bool) -> Named | None:
        """The nearest formula above that says what the function is; else the only one at all."""
        mine = [d for d in self.definitions if d.name == name]
        here = [d for d in mine if d.statement.spans == statement.spans]
        if here and not defines:
            return self._by(here[-1])
        others = [d for d in mine if d.statement.spans != statement.spans]
        beside = [d for d in others if d.statement.block == statement.block]
        if len({str(d.recognised or d.body) for d in beside}) > 1:
            raise Unnamed(f"{name} has several meanings in one formula")
        section = self._section(statement.block)
        near = [
            d
            for d in others
            if d.statement.span <= statement.span and self._section(d.statement.block) == section
        ]
        if near:
            return self._by(near[-1])
        whats = {str(d.recognised or d.body) for d in others}
        return self._by(others[0]) if len(whats) == 1 and name in CONSTANT_MEANING else None

    def _text_until(self, statement: Statement) -> str:
        """The sentences up to and with that of a statement."""
        found = [s.text for s in self.replay.sentences if s.first_block <= statement.block]
        return " ".join((*found, self.blocks[statement.block].text))

    def _by_the_normal_law(self, statement: Statement) -> bool:
        """Has a formula about GELU Φ in it, and no tanh that only comes near?"""
        own = self.blocks[statement.block].text
        return ("\\Phi" in own or "Φ" in own) and "tanh" not in own

    def _by(self, found: Definition) -> Named:
        what = found.recognised or (found.parameter, found.body)
        return Named(what, Assumption(f"what {found.name} is", found.statement.span), True, True)

    def _section_at(self, span: Span) -> int:
        after = (b for b, block in enumerate(self.blocks) if block.span.start > span.start)
        return self._section(next(after, len(self.blocks)) - 1)

    def _section(self, block: int) -> int:
        above = (b for b in range(block, -1, -1) if self.blocks[b].heading)
        return next((self.blocks[b].paragraph for b in above), -1)


@once
def naming(replay: Replay) -> Naming:
    return Naming(replay)


@dataclass(frozen=True, slots=True)
class Definition:
    """``name(parameter) = body``; ``recognised`` if the catalogue knows the body."""

    name: str
    parameter: Head
    body: Term
    statement: Statement
    recognised: str = ""


def definitions_in(statement: Statement) -> Iterator[Definition]:
    """``g(z) = max(0, z)`` and ``g(z) = a = …``, where the right side has no letter but z."""
    for place, (left, right) in enumerate(pairwise(statement.members)):
        if not EQUAL.issuperset(statement.relations[: place + 1]):
            return  # tanh(x) ≈ x defines nothing
        head = left if isinstance(left, Applied) else statement.members[0]
        if not isinstance(head, Applied) or head.primes or len(head.arguments) != 1:
            continue
        if head.function in SPELLINGS or head.function in ("d/d", "entry", "lim", "E", "abs"):
            continue
        (argument,) = head.arguments
        if not isinstance(argument, Symbol) or statement.conditions:
            continue
        allowed = {*SPELLINGS, *_BUILT, *(NESTED - {head.function})}
        closed = not any(
            isinstance(p, Obscure) or (isinstance(p, Applied) and p.function not in allowed)
            for p in walk(right)
        )
        if closed and letters(right) == [argument.head]:
            body = named_plainly(right)
            known = recognise(argument.head, body)
            yield Definition(head.function, argument.head, body, statement, known)


_BUILT = ("cases", "abs", "undefined", *"<>≤≥=≠")
# What is built by notation and is no function with a name.
MARKS = (*_BUILT, "entry", "lim", "→", "vector", *(f"{e} over" for e in EXTREMES))
NO_NUMBER = frozenset("∂∇…⋮")  # symbols that stand for no number


def named_plainly(term: Term) -> Term:
    """Spellings of functions replaced by the catalogue's names."""
    inside = rebuilt(term, named_plainly)
    if isinstance(inside, Applied) and inside.function in SPELLINGS:
        return replace(inside, function=SPELLINGS[inside.function])
    return inside


def recognise(parameter: Head, body: Term) -> str:
    """The function of the catalogue that a formula is, by proof; or nothing."""
    if isinstance(body, Symbol):
        return "identity"
    for name in RECOGNISED:
        if isinstance(compare(body, Applied(name, (Symbol(parameter),))), Equal):
            return name
    return ""
