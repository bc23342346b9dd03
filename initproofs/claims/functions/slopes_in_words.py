"""“The derivative of the sigmoid is ‹formula›”, “tanh has the derivative ‹formula›” → verdicts.

In: a replayed note. Out: for each such sentence its formula with the verdict on it, in the argument
of the function and in its output. What is said at one point, of a loss, or with a hedge is left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...evidence.functions.catalogue import TITLES, rebuilt
from ...evidence.functions.equal import letters
from ...given.analysis import SPELLINGS, Analysis
from ...given.functional import clauses
from ...given.links import Replay
from ...given.sentences import Sentence
from ...nouns import Formula, Node, Span, Verdict
from ...terms import Applied, Symbol, Term, is_obscure
from .function_words import functions_in
from .naming import FUNCTION_LETTERS, OF_THE_NORMAL
from .sayings import FUNCTION, SLOPE, TAIL, TAKEN_BACK
from .tables import compared

_IS = r"(?:is|are|equals?|becomes|=|:|is simply|is just|is given by|given by|turns out to be)"
_OF = re.compile(
    rf"\b{SLOPE} of {FUNCTION}{TAIL}(?: \([^()]*\))?(?: ‹\d+›)?,? {_IS}:? "
    r"(?:then |thus |also |the )?‹(?P<block>\d+)›(?P<behind>[^.;]{0,40})".replace(" ", r"\s+"),
    re.I,
)
_HAS = re.compile(
    rf"{FUNCTION}{TAIL}(?: \([^()]*\))?:?(?: ‹\d+›)?,? (?:has|have|with|whose|and)"
    rf"(?: (?:a|the|its))? {SLOPE}(?: is)?:? ‹(?P<block>\d+)›(?P<behind>[^.;]{{0,40}})".replace(
        " ", r"\s+"
    ),
    re.I,
)
_AND_ITS = re.compile(
    rf"{FUNCTION}{TAIL}(?: \([^()]*\))?(?: is|:|,)? ?‹\d+›[;,]? (?:and )?its {SLOPE} {_IS}:? "
    r"‹(?P<block>\d+)›(?P<behind>[^.;]{0,40})".replace(" ", r"\s+"),
    re.I,
)
_ITS = re.compile(
    rf"^its {SLOPE} {_IS}:? ‹(?P<block>\d+)›(?P<behind>[^.;]{{0,40}})".replace(" ", r"\s+"), re.I
)
_AT_A_POINT = re.compile(
    r"\bat\b|\bwhen\b|\bif\b|\bfor\b|\bnear\b|\blarge\b|"
    r"\bwhere ‹\d+›(?! (?:is|denotes) (?:the|its|a) (?:standard |normal |output |value |density))",
    re.I,
)
_WHAT_IT_IS = re.compile(
    rf"(?:the |our )?{FUNCTION}{TAIL}(?: \([^()]*\))? ?(?:is|:|=|has|reads)\b", re.I
)
_HEDGED = re.compile(
    r"\b(?:not|whether|would|approximately|roughly|unlike|if|suppose)\b|n['’]t\b", re.I
)


def slopes_said(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    before: Sentence | None = None
    for sentence in replay.sentences:
        if not TAKEN_BACK.search(sentence.text):
            found = [m for p in (_OF, _HAS, _AND_ITS) for m in p.finditer(sentence.text)]
            for match in found:
                yield from _judged(replay, sentence, match, functions_in(match["f"]))
            own = _ITS.match(sentence.text)
            said = _WHAT_IT_IS.match(before.text) if before is not None else None
            if own and said and before and before.paragraph == sentence.paragraph:
                yield from _judged(replay, sentence, own, functions_in(said["f"]))
        before = sentence


def _judged(
    replay: Replay, sentence: Sentence, match: re.Match[str], names: tuple[str, ...]
) -> Iterator[tuple[Span, Verdict]]:
    formula = replay.notes.formulas[int(match["block"])]
    before = sentence.text[max(0, match.start() - 30) : match.start()]
    if formula is None or len(names) != 1 or names[0] not in TITLES:
        return
    if _HEDGED.search(before) or _AT_A_POINT.search(match["behind"]):
        return
    analysis = Analysis(formula, replay.notes.names)
    for node in _sides(formula, analysis):
        term = _plainly(analysis.term(node), names[0])
        if not is_obscure(term) and letters(term):
            verdict = compared(names[0], term)
            if verdict is not None:
                yield formula.span(node), verdict


def _sides(formula: Formula, analysis: Analysis) -> list[Node]:
    """What the derivative is said to be: the formula, or all behind its first “=”."""
    chains = list(clauses(formula.tree))
    if not chains:
        return [formula.tree]
    if len(chains) != 1 or chains[0][1]:
        return []
    first, *rest = (child for child in chains[0][0].children if child.kind != "op")
    signs = {child.value for child in chains[0][0].children if child.kind == "op"}
    left = analysis.term(first)
    slope = isinstance(left, Applied) and (left.primes > 0 or left.function == "d/d")
    named = isinstance(left, Symbol) and left.head.name.endswith("'")
    return rest if signs == {"="} and (slope or named) else []


def _plainly(term: Term, name: str) -> Term:
    """σ and f, of whatever they are taken, as the function that the sentence names."""
    inside = rebuilt(term, lambda part: _plainly(part, name))
    if not isinstance(inside, Applied) or inside.primes:
        return inside
    if inside.function in SPELLINGS:
        return replace(inside, function=SPELLINGS[inside.function])
    if inside.function == "σ":
        return replace(inside, function="sigmoid")
    if name == "gelu" and inside.function in OF_THE_NORMAL:
        return replace(inside, function=OF_THE_NORMAL[inside.function])
    if inside.function in FUNCTION_LETTERS and len(inside.arguments) == 1:
        return replace(inside, function=name)
    return inside
