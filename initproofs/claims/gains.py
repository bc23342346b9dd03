"""The gain of an activation function: by ``calculate_gain``, in a table, in words → its verdict.

In: sentences, tables and comments that give a number or a formula for the gain of an activation
that they name. Out: verdicts. What PyTorch returns is a fact with a version; other sources have
other gains, so that a number in words is refuted only where it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..arithmetic.surds import Surd, surd
from ..given.scales import evaluate, scale
from ..given.sentences import Sentence
from ..given.spell import plain
from ..notation import Reading, parse
from ..nouns import (
    Block,
    BlockKind,
    Counterexample,
    Node,
    Proof,
    Reproduction,
    Ruling,
    Span,
    Verdict,
)
from ..terms import Term, heads, is_obscure
from .fitting import number
from .functions.function_words import functions_in
from .functions.tables import Cell, rows
from .nearby import Surroundings
from .numbers import agrees

Told = tuple[Span, Verdict]
SOURCE = "PyTorch 1.0 to 2.9, torch.nn.init.calculate_gain"
LEAK = Fraction(1, 100)
ONE, ROOT_OF_TWO = surd(1), Surd(1, Fraction(2))
# What calculate_gain returns, by the names it takes.
RETURNED: dict[str, Surd] = {
    **dict.fromkeys(("linear", "identity", "sigmoid", "conv1d", "conv2d", "conv3d"), ONE),
    "tanh": surd(Fraction(5, 3)),
    "relu": ROOT_OF_TWO,
    "leaky_relu": Surd(1, 2 / (1 + LEAK**2)),
    "selu": surd(Fraction(3, 4)),
}
# Squares of other gains in use, which nobody is told are wrong.
ELSEWHERE: dict[str, tuple[Surd, ...]] = {
    "relu": (surd(2),),
    "tanh": (ONE, surd(Fraction(5, 3))),
    "sigmoid": (surd(4), ONE),
    "selu": (ONE,),
    "linear": (),
}
_CALL = re.compile(r"calculate_gain\(\s*['\"](?P<name>\w+)['\"]\s*(?:,\s*(?P<leak>[\d.]+)\s*)?\)")
_NUMBER = (
    r"(?:‹(?P<block>\d+)›|(?P<typed>(?:sqrt\(\d+\)|√\d|\d+(?:\.\d+)?)(?:\s?/\s?\d+)?)(?![\w%]))"
)
_GIVES = re.compile(
    rf"^\s*(?:,? which)?\s*(?:returns?|is|=|gives?|equals?|≈|yields?|→)\s*(?:about |approximately "
    rf"|the value )?{_NUMBER}",
    re.I,
)
_WORDS = re.compile(
    r"\bgains?(?: value)? (?:of|for) (?:the |a )?(?P<f>[\w -]{3,40}?)(?: activations?| units?| "
    r"nonlinearity| layers?| functions?)?(?: with (?:a )?(?:negative )?(?:slope|leak)(?: of)? "
    rf"‹(?P<leak>\d+)›)?,? (?:is|=|equals)(?: then| just| thus)? {_NUMBER}",
    re.I,
)
_GAIN = re.compile(r"^\W*gains?\b", re.I)
_ONES = tuple(f"PyTorch’s gain of {name} is 1" for name in ("linear", "sigmoid"))
_LINEAR = re.compile(
    r"^\W*(?:linear|identity|conv\w*)(?:\W+(?:identity|linear|conv\w*))*\W*$", re.I
)


def gains(around: Surroundings) -> Iterator[Told]:
    for sentence in around.sentences:
        yield from _called(sentence, around)
        yield from _said(sentence, around)
    yield from _tabled(around)


def _called(sentence: Sentence, around: Surroundings) -> Iterator[Told]:
    """“`calculate_gain('relu')` returns √2”."""
    for number_ in sentence.blocks:
        block = around.document.blocks[number_]
        match = _CALL.search(block.text) if block.kind is BlockKind.SNIPPET else None
        if match is None:
            continue
        mark = f"‹{number_}›"
        start = sentence.text.index(mark) + len(mark)
        given = _GIVES.match(sentence.text[start:])
        if given is None:
            continue
        found = _value(given, around, sentence, start)
        true = returned(match["name"], match["leak"])
        if found is not None and true is not None:
            yield found[1], _compared(*found[0], true, f"calculate_gain('{match['name']}')")


def returned(name: str, leak: str | None) -> Surd | None:
    if name == "leaky_relu" and leak:
        return Surd(1, 2 / (1 + Fraction(leak) ** 2))
    return RETURNED.get(name)


def _value(
    match: re.Match[str], around: Surroundings, sentence: Sentence, shift: int
) -> tuple[tuple[Term, Surd], Span] | None:
    """The number that is said, and where: a formula, or typed into the sentence."""
    if match["block"]:
        formula = around.replay.notes.formulas[int(match["block"])]
        if formula is None or formula.tree.kind == "chain":
            return None
        term, span = scale(formula.tree, formula.span), formula.span(formula.tree)
    else:
        read = _typed(match["typed"])
        if read is None:
            return None
        term = read
        span = sentence.span(shift + match.start("typed"), shift + match.end("typed"))
    value = None if is_obscure(term) or heads(term) else evaluate(term, {})
    return ((term, value), span) if value is not None else None


def _typed(text: str) -> Term | None:
    reading = parse(text, typed=True)
    if not isinstance(reading, Reading) or reading.literal is not None:
        return None

    def where(node: Node) -> Span:
        return Span(node.start, node.end)

    term = scale(reading.tree, where)
    return None if is_obscure(term) else term


def _compared(term: Term, value: Surd, true: Surd, what: str) -> Verdict:
    shown = _spelled(true)
    message = f"{what} is {shown}"
    if agrees(term, value, true):
        how = Reproduction(f"read in the source: {SOURCE}", 1, 1)
        return Verdict(Ruling.CONFIRMED, message, (how,), message)
    counter = Counterexample(plain(term), shown, SOURCE)
    return Verdict(Ruling.REFUTED, message, (counter,), message, correction=shown)


def _spelled(value: Surd) -> str:
    """``5/3``; ``√(2)``, with four digits."""
    for text, known in (("5/3", RETURNED["tanh"]), ("3/4", RETURNED["selu"]), ("1", ONE)):
        if value == known:
            return text
    return f"√({value.square}) ≈ {number(value)}"


def _tabled(around: Surroundings) -> Iterator[Told]:
    """A column headed “gain”, and rows that begin with an activation."""
    for table in _tables(around):
        found = [
            (cell.span, verdict)
            for header, row in table
            for title, cell in zip(header[1:], row[1:], strict=True)
            if _GAIN.match(title) and _named(row[0].text) in RETURNED
            if (verdict := _cell(cell.text, cell.blocks, _named(row[0].text))) is not None
        ]
        # a table of factors of the variance has 1 for tanh, and is no table of PyTorch's
        of_pytorch = any(v.ruling.holds and v.message not in _ONES for _, v in found)
        yield from (told for told in found if told[1].ruling.holds or of_pytorch)


Row = tuple[list[str], list[Cell]]


def _tables(around: Surroundings) -> Iterator[list[Row]]:
    """The rows of each table, each with the titles of its columns."""
    found: list[Row] = []
    header: list[str] = []
    last = -2
    for line, row in rows(around.replay):
        if line > last + 2:
            yield found
            found, header = [], [cell.text for cell in row]
        elif len(row) == len(header):
            found.append((header, row))
        last = line
    yield found


def _named(text: str) -> str:
    """The name under which calculate_gain knows what a cell speaks of."""
    if _LINEAR.match(text):
        return "linear"
    found = functions_in(text)
    return found[0].replace(" ", "_") if len(found) == 1 else ""


def _cell(text: str, blocks: tuple[Block, ...], name: str) -> Verdict | None:
    maths = [block for block in blocks if block.kind is not BlockKind.PROSE]
    term = _typed(maths[0].text if len(maths) == 1 else text.strip())
    if term is None:
        return None
    what = f"PyTorch’s gain of {name.replace('_', ' ')}"
    if heads(term):
        return _leaky(term) if name == "leaky_relu" else None
    value = evaluate(term, {})
    if value is None:
        return None
    if name != "relu" and any(agrees(term, value, other) for other in ELSEWHERE.get(name, ())):
        return _compared(term, value, RETURNED[name], what) if value == RETURNED[name] else None
    return _compared(term, value, RETURNED[name], what)


def _leaky(term: Term) -> Verdict | None:
    """√(2/(1 + a²)) for every leak a; 2/(1 + a²) is its square, the gain of a variance."""
    names = list(dict.fromkeys(heads(term)))
    values = []
    for leak in map(Fraction, (1, 2, 3, 5, 7)):
        written = evaluate(term, {str(names[0]): surd(leak)}) if len(names) == 1 else None
        if written is None:
            return None
        values.append((written, 2 / (1 + leak**2)))
    a = names[0]
    if all(written.sign > 0 and written.square == true for written, true in values):
        message = f"a leaky ReLU keeps (1 + {a}²)/2 of the second moment"
        steps = (
            ("leaky ReLU of a symmetric law", f"E f(z)² = (1 + {a}²)/2 · E z²"),
            ("gain", f"the root of the inverse: √(2/(1 + {a}²))"),
        )
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    if all(written == surd(true) for written, true in values):
        return None
    true = f"√(2/(1 + {a}^2))"
    message = f"the gain of a leaky ReLU with the leak {a} is {true}"
    because = f"E f(z)² = (1 + {a}²)/2 · E z² (He and others, 2015, equation 15)"
    counter = Counterexample(plain(term), true, because, ((str(a), "0"), ("gain", "√2")))
    return Verdict(Ruling.REFUTED, message, (counter,), message)


def _said(sentence: Sentence, around: Surroundings) -> Iterator[Told]:
    """“The gain of ReLU is √2.”"""
    for match in _WORDS.finditer(sentence.text):
        name = _named(match["f"])
        if name == "leaky_relu" and match["block"]:
            formula = around.replay.notes.formulas[int(match["block"])]
            term = scale(formula.tree, formula.span) if formula is not None else None
            verdict = _leaky(term) if term is not None and not is_obscure(term) else None
            if verdict is not None and formula is not None:
                yield formula.span(formula.tree), verdict
            continue
        found = _value(match, around, sentence, 0)
        if found is None or name not in ELSEWHERE or name == "leaky_relu":
            continue
        (term, value), span = found
        known = (RETURNED[name], *ELSEWHERE[name])
        if agrees(term, value, RETURNED[name]) or not any(agrees(term, value, o) for o in known):
            yield span, _compared(term, value, RETURNED[name], f"the gain of {name}")
