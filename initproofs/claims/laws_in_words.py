"""Sums of independent numbers and cut normal laws, in words, by a visible list of phrases.

“The sum of n independent inputs of variance 1 has the standard deviation √n”; “a normal law cut at
two standard deviations has the standard deviation 0.88”. What is not said in one of these ways is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..arithmetic.surds import Surd, surd
from ..given.scales import evaluate, flat, scale
from ..given.sentences import Sentence
from ..given.spell import plain
from ..nouns import Bound, Counterexample, Formula, Node, Proof, Ruling, Span, Verdict
from ..terms import Number, Term, heads, is_obscure
from .nearby import Surroundings

Told = tuple[Span, Verdict]
# √(1 − 4φ(2)/(2Φ(2) − 1)), enclosed: derivations/a_cut_normal_law_is_narrower.md
CUT = (Fraction("0.8796256610342397"), Fraction("0.8796256610342399"))
_COUNT = r"(?:‹(?P<n>\d+)›|(?P<letter>[nNmM]))"
_UNIT = r"(?:unit variance|variance (?:of )?(?:1|one|‹(?P<unit>\d+)›))"
_SPREAD = r"(?P<what>variance|standard deviation|std)\b"
_SUM = re.compile(
    rf"\b(?:sum(?:s|ming|med)?|add(?:ing)?(?: up)?)(?: of| up)?\s+{_COUNT} "
    rf"(?P<how>[\w ,.-]{{0,60}}?)(?:of|with|having|each of|each with|that have|all of|all with) "
    rf"{_UNIT}[^.;‹]{{0,50}}?\b{_SPREAD}(?: is| of| equal to| equals)*\s*‹(?P<value>\d+)›",
    re.I,
)
_APART = re.compile(r"\bindependent|\bi\.?i\.?d\b|\buncorrelated", re.I)
_TIED = re.compile(r"\b(?:not|never|dependent|correlated|equal|copies)\b|n['’]t\b", re.I)
_CUT = re.compile(
    rf"\btruncat\w+[^.;]{{0,60}}?\b(?:at|to|beyond|within|outside)\b[^;]{{0,30}}?"
    rf"(?:two standard deviations|2 standard deviations|2σ|±2|‹\d+›)[^;]{{0,60}}?\b"
    rf"{_SPREAD}(?: of| is| equals| about| approximately| only| then)*\s*"
    r"(?:‹(?P<value>\d+)›|(?P<typed>0?\.\d{2,20}))",
    re.I,
)
_TWICE = re.compile(r"(?:\\pm|±)?\s*2\s*(?:\\sigma|σ|\\,|\s)*")


def laws_in_words(around: Surroundings) -> Iterator[Told]:
    for sentence in around.sentences:
        yield from _sums(sentence, around)
        yield from _cut(sentence, around)


def _formula(around: Surroundings, block: str | None) -> Formula | None:
    return around.replay.notes.formulas[int(block)] if block else None


def _sums(sentence: Sentence, around: Surroundings) -> Iterator[Told]:
    for match in _SUM.finditer(sentence.text):
        value, count, unit = (_formula(around, match[name]) for name in ("value", "n", "unit"))
        if value is None or value.tree.kind == "chain" or not _APART.search(match["how"]):
            continue
        name = flat(count.tree) if count is not None else match["letter"]
        one = unit is None or (unit.tree.kind, unit.tree.value) == ("number", "1")
        if not name or not one or _TIED.search(match[0]):
            continue
        term = scale(value.tree, value.span)
        if not is_obscure(term) and {str(head) for head in heads(term)} <= {name}:
            verdict = _sum(term, name, match["what"].lower())
            if verdict is not None:
                yield value.span(value.tree), verdict


def _sum(term: Term, name: str, what: str) -> Verdict | None:
    sizes = [Fraction(size) for size in (2, 3, 5, 6, 7, 10, 11, 13)]
    written = [evaluate(term, {name: surd(size)}) for size in sizes]
    true = [surd(size) if what == "variance" else Surd(1, size) for size in sizes]
    if None in written:
        return None
    is_ = name if what == "variance" else f"√({name})"
    message = (
        f"the {'variance' if what == 'variance' else 'standard deviation'} of the sum is {is_}"
    )
    if written == true:
        steps = (
            ("variance of a sum of independent numbers", f"Var(x₁ + … + x_{name}) = {name} · 1"),
            ("its root", f"the standard deviation is √({name})"),
        )
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    because = "variances of independent numbers add up, and standard deviations do not"
    example = ((name, "4"), ("law", "each ±1"), ("variance of the sum", "4"), ("its root", "2"))
    counter = Counterexample(plain(term), is_, because, example)
    return Verdict(Ruling.REFUTED, message, (counter,), message)


def _cut(sentence: Sentence, around: Surroundings) -> Iterator[Told]:
    for match in _CUT.finditer(sentence.text):
        value = _formula(around, match["value"])
        if match["what"].lower() == "variance" or (value is None and not match["typed"]):
            continue
        if not _at_two(match, around):
            continue
        if value is not None:
            number, span = _number(value.tree, value), value.span(value.tree)
        else:
            number = Number(Fraction(match["typed"]), len(match["typed"].partition(".")[2]))
            span = sentence.span(*match.span("typed"))
        if number is not None and number.decimals:
            yield span, _compared(number)


def _at_two(match: re.Match[str], around: Surroundings) -> bool:
    """Is it cut at two standard deviations, in words or in a formula?"""
    if re.search(r"\b(?:two|2) standard deviations|2σ|±2", match[0]):
        return True
    blocks = [
        int(b) for b in re.findall(r"‹(\d+)›", match[0][: match.start("what") - match.start()])
    ]
    return any(_TWICE.fullmatch(around.document.blocks[b].text.strip()) for b in blocks)


def _number(tree: Node, formula: Formula) -> Number | None:
    term = scale(tree, formula.span)
    return term if isinstance(term, Number) else None


def _compared(number: Number) -> Verdict:
    half = Fraction(1, 2 * 10 ** (number.decimals or 0))
    low, high = CUT
    shown = "0.8796256610342398"
    message = f"cut at two standard deviations it is {shown[:8]} of the old one"
    if number.value - half <= low and high <= number.value + half:
        bound = Bound(str(float(low)), str(float(high)), "√(1 − 4φ(2)/(2Φ(2) − 1))")
        return Verdict(Ruling.CONFIRMED, message, (bound,), message)
    because = "Var = 1 − 4φ(2)/(2Φ(2) − 1) (Johnson, Kotz and Balakrishnan, 1994, 13.10)"
    counter = Counterexample(plain(number), shown, because)
    return Verdict(Ruling.REFUTED, message, (counter,), message, correction=shown[:8])
