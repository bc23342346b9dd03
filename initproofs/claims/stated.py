"""Note → every scale of weights that it states, in formulas, snippets and plain words.

Lines that draw weights (``np.random.randn(…) * F``) are left to the kind ``code``. Plain text is
searched for what can only be a formula: a root, or a quotient by a size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..evidence.functions.catalogue import substitute
from ..given.code import code_lines, typed_maths
from ..given.fans import said_roles
from ..given.links import Replay
from ..given.scales import Where, flat
from ..notation import NotRead, Reading, parse
from ..notation.tokens import Token
from ..nouns import Block, BlockKind, Node, Span
from ..terms import Head, Number, Sum, Term, heads, walk
from .forms import Form, forms
from .nearby import Nearby, Surroundings, nearby_of
from .scale_words import spoken

# In running text: sqrt(2/n), √(2/n_in), 2/(fan_in + fan_out), 1/n_in
_INNER = r"(?:[^()$`|]|\((?:[^()$`|]|\([^()$`|]*\))*\))"
_BEFORE, _BEHIND = r"(?<![\w/*^.)])(?<![/*^]\s)", r"(?![\w(]|\s?[/*^])"
_TYPED = re.compile(
    rf"{_BEFORE}(?:\d\s?/\s?)?(?:(?:np\.|math\.)?sqrt|√)\({_INNER}*\){_BEHIND}|"
    rf"{_BEFORE}\d\s?/\s?(?:\((?=[^()]*(?:in|out|\+))[\w\s+\[\]^-]{{3,40}}\)|"
    rf"[a-zA-Z]\w*[_-]?(?:in|out)\b|[nN]\b){_BEHIND}"
)


_COMMENT = re.compile(r"#[^\n]*")
_SAMPLED = re.compile(r"\brandn?\(|\brandom\b|\bnormal\(|\buniform\(")
NEAR = 3  # blocks between a law and the letter in it
LONGEST = 2000  # tokens of a formula that states a scale


@dataclass(frozen=True)
class Stated:
    """A form with the words around it; ``code`` when it is spelled as Python."""

    form: Form
    nearby: Nearby
    block: int
    code: bool


def stated(replay: Replay, around: Surroundings) -> Iterator[Stated]:
    found = list(_stated(replay, around))
    for place in found:
        yield _spelled_out(place, found) if place.form.letter else place


def _spelled_out(place: Stated, found: Sequence[Stated]) -> Stated:
    """``U(-√k, √k)`` beside ``k = 1/n``: the scale is √(1/n), and k is none."""
    form = place.form
    letter = Head(form.letter)
    for other in found:
        near = abs(other.block - place.block) <= NEAR and other.form.law
        if near and not other.form.letter and heads(other.form.term) == [letter]:
            term = substitute(other.form.term, {letter: form.term})
            law, meanings = other.form.law, other.form.meanings
            return replace(
                place, form=replace(form, law=law, meanings=meanings, term=term, letter="")
            )
    return place


def _stated(replay: Replay, around: Surroundings) -> Iterator[Stated]:
    document = replay.notes.document
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.CODE:
            yield from _remarked(block, number)
            continue
        for form, code in _forms(replay, number, block):
            if not form.sampler:
                yield Stated(form, around.of(number, form.span.start), number, code)


def _forms(replay: Replay, number: int, block: Block) -> Iterator[tuple[Form, bool]]:
    formula = replay.notes.formulas[number]
    if formula is not None:
        if len(formula.places) <= LONGEST and not _suspicious(replay.notes.readings[number]):
            yield from ((form, False) for form in forms(formula.tree, formula.span))
    elif block.kind is BlockKind.SNIPPET:
        for line in code_lines(block):
            if isinstance(line.reading, Reading):
                where = placed(block, line.reading.tokens)
                yield from ((form, True) for form in forms(line.reading.tree, where, True))
        for line, maths in typed_maths(block):
            where = placed(block, maths.tokens, line.start)
            yield from ((form, False) for form in forms(maths.tree, where))
    elif block.kind is BlockKind.PROSE:
        yield from ((form, True) for form in _typed(block))


def _remarked(block: Block, number: int) -> Iterator[Stated]:
    """What a comment says of a scheme that it names; commented-out lines are no comments."""
    for comment in _COMMENT.finditer(block.text):
        if _SAMPLED.search(comment[0]) or not nearby_of(comment[0]).schemes:
            continue
        for form in _typed(block, *comment.span()):
            words = block.text[comment.start() : comment.end()]
            before = _leading(block, comment.start(), form.span)
            if not any(isinstance(part, Number) for total in _sums(form) for part in total):
                said = replace(nearby_of(words), before=before, spoken=spoken(before, ""))
                yield Stated(form, said, number, True)


def _leading(block: Block, start: int, span: Span) -> str:
    return next(
        block.text[start:end]
        for end in range(start, len(block.text) + 1)
        if block.at(end, end + 1).start >= span.start
    )


def _sums(form: Form) -> Iterator[tuple[Term, ...]]:
    """``n - 1`` may be meant as the layer before."""
    for part in walk(form.term):
        if isinstance(part, Sum):
            yield tuple(term for _, term in part.terms)


def _suspicious(reading: Reading | NotRead | None) -> bool:
    return isinstance(reading, Reading) and reading.literal is not None


def placed(block: Block, tokens: Sequence[Token], shift: int = 0) -> Where:
    """Where the parts of a tree stand in the file; its text begins at ``shift`` of the block."""

    def where(node: Node) -> Span:
        if node.end <= node.start:
            return block.span
        return block.at(shift + tokens[node.start].start, shift + tokens[node.end - 1].end)

    return where


def shown(replay: Replay) -> dict[int, str]:
    """The name that a formula of the note consists of, by its block."""
    found = {}
    for number, block in enumerate(replay.notes.document.blocks):
        formula = replay.notes.formulas[number]
        if formula is not None and (name := flat(formula.tree)):
            found[number] = name
        elif block.kind is BlockKind.SNIPPET and re.fullmatch(r"[\w\[\]^-]+", block.text):
            found[number] = block.text
    return found


def told(replay: Replay) -> tuple[tuple[str, str], ...]:
    """What the note says of its sizes in words: “n is the number of inputs”."""
    return tuple(said_roles(replay.sentences, shown(replay)).items())


def _typed(block: Block, start: int = 0, end: int | None = None) -> Iterator[Form]:
    for match in _TYPED.finditer(block.text, start, len(block.text) if end is None else end):
        reading = parse(match[0], typed=True)
        if isinstance(reading, Reading):
            where = placed(block, reading.tokens, match.start())
            yield from forms(reading.tree, where)
