"""What the comment beside a line says of its scale: ``# variance 1/n_in``, ``# std = sqrt(2/n)``.

In: a line that draws weights, with its comment. Out: whether the line has the variance that the
comment gives, for all sizes. A comment in other sizes than those of the line, and one that plans,
asks or compares, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from ..arithmetic.surds import Surd, rational, surd
from ..given.fans import roles
from ..given.scales import evaluate, scale
from ..given.spell import plain
from ..notation import Reading, parse
from ..nouns import Counterexample, Node, Reproduction, Ruling, Span, Verdict
from ..terms import Term, heads, is_obscure
from .fitting import number
from .forms import NORMAL, STD, UNIT, VARIANCE, Form
from .lines import Line

SIZES = tuple(map(Fraction, (2, 3, 5, 7, 11, 13, 17, 19)))
_INNER = r"[^()\n#]|\([^()\n]*\)"
_SAID = re.compile(
    r"\b(?P<what>variance|var|std|standard deviation|stddev)\b"
    r"(?:\s+(?:of|is|will be|equal to|should be|=|a|the|weights?|W\d?)|\s*[=:≈])*\s*"
    rf"(?P<value>(?:np\.|math\.)?sqrt\((?:{_INNER})*\)|√\([^()]*\)|"
    r"\d+(?:\.\d+)?\s*/\s*(?:(?:np\.|math\.)?sqrt\([^()\n]*\)|\([^()\n]*\)|"
    r"[\w.\[\]-]+(?![\w(])))",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:not|instead|would|too|wrong|without|before|after|than|want|output|activations?|"
    r"gradients?|sum|try|exercise|todo)\b|[?]|n['’]t\b",
    re.I,
)
_CENTRED = re.compile(
    r"\bzero[- ]mean\b|\bmean (?:of )?(?:0|zero)\b|\bgaussian\b|\bnormal(?:ly)?\b", re.I
)


def remarked(line: Line, form: Form) -> Verdict | None:
    """What a comment says of a draw from N(0, 1), or of one from U(0, 1)."""
    words = line.remark or line.above
    if not words or _OTHER.search(words):
        return None
    if form.law == UNIT and form.sampler and _CENTRED.search(words):
        return _off_centre(form, line)
    match = _SAID.search(words)
    if match is None or form.law != NORMAL or form.meanings != (STD,):
        return None
    said = _typed(match["value"])
    what = VARIANCE if match["what"].lower().startswith("var") else STD
    return _compared(form, said, what, match["value"]) if said is not None else None


def _off_centre(form: Form, line: Line) -> Verdict | None:
    """``rand`` beside “zero-mean”; ``rand - 0.5`` is no plain draw and never comes here."""
    if "-" in line.source:
        return None
    name = form.sampler.rpartition(".")[2]
    message = f"{name} draws from U(0, 1): its mean is ½, and no weight is negative"
    counter = Counterexample(
        f"{name}: mean 0", f"{name}: mean 1/2, variance 1/12", "∫₀¹ u du = 1/2"
    )
    right = re.sub(rf"\b{name}\b", "randn", line.source, count=1)
    return Verdict(Ruling.REFUTED, message, (counter,), message, correction=right)


def _typed(text: str) -> Term | None:
    reading = parse(text, typed=True)
    if not isinstance(reading, Reading) or reading.literal is not None:
        return None

    def where(node: Node) -> Span:
        return Span(node.start, node.end)

    term = scale(reading.tree, where, True)
    return None if is_obscure(term) else term


def _names(term: Term) -> list[str]:
    return list(dict.fromkeys(str(head) for head in heads(term)))


def _readings(written: Term, said: Term) -> Iterator[dict[str, str]]:
    """The sizes of the comment as those of the line; a lone n is the one size that is there."""
    ours, theirs = _names(written), _names(said)
    if set(theirs) <= set(ours):
        yield {name: name for name in theirs}
    elif len(ours) == len(theirs) == 1 and re.fullmatch(r"[nNdD]|fan_?in|n_?in", theirs[0]):
        yield {theirs[0]: ours[0]}


def _compared(form: Form, said: Term, what: str, text: str) -> Verdict | None:
    names = _names(form.term)
    if names and roles(names, {}) is None:  # a letter that stands for a scale
        return None
    for reading in _readings(form.term, said):
        cases = []
        for values in product(SIZES, repeat=len(names)):
            sizes = {name: surd(value) for name, value in zip(names, values, strict=True)}
            is_ = evaluate(form.term, sizes)
            told = evaluate(said, {name: sizes[ours] for name, ours in reading.items()})
            wanted = _variance(what, told) if told is not None else None
            if is_ is None or wanted is None:
                return None
            cases.append((is_.square == wanted, is_, wanted, sizes))
        if all(agreed for agreed, *_ in cases):
            message = f"the {what} is {text}, as its comment says"
            how = Reproduction("both scales at many sizes, in fractions", 1, 1)
            return Verdict(Ruling.CONFIRMED, message, (how,), message)
        _, is_, wanted, sizes = next(case for case in cases if not case[0])
        return _refuted(form, what, text, is_, wanted, sizes)
    return None


def _variance(what: str, told: Surd) -> Fraction | None:
    return rational(told) if what == VARIANCE else told.square


def _refuted(
    form: Form, what: str, text: str, is_: Surd, wanted: Fraction, sizes: dict[str, Surd]
) -> Verdict:
    written = plain(form.term)
    message = f"the standard deviation of this line is {written}; its comment says {what} {text}"
    example = (
        *((name, number(size)) for name, size in sizes.items()),
        ("variance of the line", number(is_.square)),
        ("variance of the comment", number(wanted)),
    )
    because = "c · randn has the standard deviation c and the variance c²"
    counter = Counterexample(f"{what} {text}", f"standard deviation {written}", because, example)
    return Verdict(Ruling.REFUTED, message, (counter,), message)
