"""What notes say of activation functions in words: a visible list of phrases, each with its test.

In: sentences. Out: what is said, where, and a verdict that is computed, never looked up. Questions,
reports of others and sentences that take back what they say are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...given.hearsay import unmeant
from ...given.links import Replay
from ...given.sentences import Sentence
from ...nouns import Span, Verdict
from . import layers_in_words, properties, saturation, values_in_words
from .function_words import WORDS

TAKEN_BACK = re.compile(
    r"[?]\s*$|\b(?:myths?|wrong(?:ly)?|false|mistak\w+|misconception|incorrect\w*|not true|untrue|"
    r"claims?|claimed|believe[sd]?|contrary|some (?:people|authors|say)|supposedly|exercise|"
    r"prove that|show that|(?:might|may|could|would) think|they say|wrote|or so|doubt\w*|unclear|"
    r"whether|hope|remains to be|unless|in (?:some|certain|special|rare) (?:\w+ )?cases|"
    r"but (?:only|not|this|that)|only (?:in|for|if|when))\b",
    re.I,
)
_HEDGED = re.compile(r"\b(?:whether|would|unless|except|instead of|rather than|not)\b", re.I)
HEDGING = 30  # characters before a phrase in which a hedge speaks of it
_NAMES = "|".join(words for _, words in WORDS)
FUNCTION = rf"(?:the |a |an )?(?P<f>\b(?:{_NAMES})\b)"
TAIL = (
    r"(?:\(\))?(?:['’]s)?(?: activations?| functions?| units?| neurons?| outputs?| nonlinearity|"
    r" non-linearity| output values?)*"
)
BE = r"(?:is|are|will be|becomes?|being)"
SLOPE = r"(?:gradients?|derivatives?|slopes?)"
_NUMBER = r"(?P<n>‹\d+›|[-−]?\d+(?:\.\d+)?(?:/\d+)?|one[- ]quarter|a quarter|one[- ]half|[¼½])"
_NUMBERS = r"(?P<low>[-−]?\d+(?:\.\d+)?|‹\d+›)\s*(?:and|to|,)\s*(?P<high>[-−+]?\d+(?:\.\d+)?|‹\d+›)"
# The phrase ends here, or another clause begins: “differentiable” and no “except at 0”.
END = r"(?=[ ]*(?:[.,;:)!]|$|and\b|which\b|while\b|whereas\b))"
_IN = r"(?:between|from|in|in the (?:range|interval)(?: of| from| between)?)"
_WHAT = r"(?:(?:its|the|any|all|every|real|input) )*(?:inputs?|numbers?|values?|everything)?"
_GIVES = (
    r"(?:outputs?|returns?|gives?|produces?)(?: only)?(?: values?| numbers?| results?)?"
    rf"(?: that (?:is|are|lie))? {_IN}"
)
_MAPS = (
    rf"(?:squash(?:es)?|maps?|squeezes?|compress(?:es)?)(?: {_WHAT})? "
    r"(?:(?:in)?to (?:values |numbers )?(?:(?:the |a )?(?:range|interval)(?: of)?)?"
    r"(?: ?between| ?from)?)"
)
_RANGES = (
    rf"(?:(?:ranges?|lies?|lie|is always|are always|are|is) {_IN}|"
    r"has (?:a |the )?range(?: of| from)?)"
)
# What is supposed is not said: “when sigmoid units saturate, …”.
_SUPPOSED = re.compile(r"\b(?:when|whenever|if|once|where|until|unless)\s+$", re.I)
# A function that stands behind these words is not what the sentence speaks of.
_OF_ANOTHER = re.compile(
    r"\b(?:of|to|by|with|for|than|from|like|between|into|in|before|behind|after|unlike|hard|scaled|"
    r"inverse|log|shifted|when|if)\s+(?:the\s+|a\s+|an\s+)?$|[-/]\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """``judge`` gets the words that matched and the sentence they stand in.

    ``subject`` says that the words begin with the function that the sentence speaks of.
    """

    pattern: re.Pattern[str]
    judge: Callable[[re.Match[str], str], Verdict | None]
    subject: bool = False


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.I)


SAYINGS: tuple[Saying, ...] = (
    # “the gradient of the sigmoid or tanh will be close to 0”, where something is large or small
    Saying(
        _compiled(
            rf"{SLOPE} of {FUNCTION}{TAIL}(?: (?:or|and)(?: the)? (?P<g>{_NAMES}))?{TAIL} "
            rf"(?:{BE}|tends?|goes|approach(?:es)?)(?: to)?(?: very| almost| nearly| extremely)*"
            r"(?: close to| near| approximately| about| almost)?(?: to)? "
            r"(?:0|zero|small|tiny|flat|vanish\w*)\b"
        ),
        saturation.saturates,
    ),
    Saying(
        _compiled(
            r"(?:\b(?:low|small|tiny|large|high|big) )?"
            r"(?:weights?|inputs?|pre-?activations?|arguments?|values?)[^.;]*?"
            rf"\b(?P<verb>saturates?|saturating) {FUNCTION}\b"
        ),
        saturation.saturates,
    ),
    Saying(
        _compiled(rf"{FUNCTION}{TAIL} (?:{BE} )?(?P<verb>saturates?d?)\b"), saturation.saturates
    ),
    # “small weights push the sigmoid into saturation”, “lead to saturation of the sigmoid”
    Saying(
        _compiled(
            rf"{saturation.WEIGHTS_OF_A_SIZE}[^.,;]{{0,60}}?\b(?:push|drive|move|send|force|bring|"
            rf"put|mov|driv|forc)(?:s|es|ing)? {FUNCTION}{TAIL} "
            r"(?P<verb>in(?:to)? (?:its |the |their )?saturat(?:ion|ed)"
            r"(?: (?:regimes?|regions?|parts?|zones?|ranges?))?)"
        ),
        saturation.saturates,
    ),
    Saying(
        _compiled(
            rf"{saturation.WEIGHTS_OF_A_SIZE}[^.,;]{{0,60}}?\b(?:lead(?:s|ing)? to|caus(?:es?|ing)|"
            r"results? in|resulting in|produces?|give|gives|mean|means) (?:the |a )?"
            rf"(?P<verb>saturat(?:ion|ed|ing)) (?:of |in |with )?(?:the )?{FUNCTION}"
        ),
        saturation.saturates,
    ),
    Saying(
        _compiled(
            rf"{FUNCTION}{TAIL} {BE}(?: applied, the function)?(?: very)?"
            r"(?: maps?[^.,;]*?)?(?: close| near)(?: to)? (?:1|one|‹one›)\b(?! or\b)(?! and\b)"
        ),
        saturation.near_one,
    ),
    Saying(
        _compiled(
            rf"{FUNCTION}{TAIL} {BE} (?P<no>not )?(?:a |an )?(?P<property>{properties.WORDS})\b"
            rf"(?: functions?)?(?P<where>(?: at| everywhere)?(?: the origin| zero| 0)?){END}"
        ),
        properties.has,
        True,
    ),
    Saying(
        _compiled(rf"{FUNCTION}{TAIL} (?:{_GIVES}|{_MAPS}|{_RANGES}) [(\[]?{_NUMBERS}[)\]]?{END}"),
        properties.ranges,
        True,
    ),
    Saying(
        _compiled(
            rf"(?:max(?:imum|imal)?|largest|greatest|highest|peak)(?: value)?(?: of)?(?: the)? "
            rf"{SLOPE}(?: value)? of {FUNCTION}{TAIL} is(?: only| just| equal to)? {_NUMBER}"
        ),
        properties.steepest,
    ),
    Saying(
        _compiled(
            rf"{SLOPE} of {FUNCTION}{TAIL} (?:{BE} (?:at most|never (?:larger|greater|more) than|"
            r"bounded by)|(?:peaks|reaches (?:its|a) maximum) at|has(?: a)? maximum(?: value)?"
            rf"(?: of)?|does not exceed|never exceeds) {_NUMBER}"
        ),
        properties.steepest,
    ),
    *(Saying(_compiled(pattern), judge) for pattern, judge in values_in_words.SAYINGS),
    *(Saying(_compiled(pattern), judge) for pattern, judge in layers_in_words.SAYINGS),
)


def said(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    """Every phrase of the list that stands in a note, once, with its verdict."""
    for sentence, doubtful in zip(replay.sentences, unmeant(replay.sentences), strict=True):
        if sentence.heading or doubtful or TAKEN_BACK.search(sentence.text):
            continue
        yield from _in(replay, sentence)


def _in(replay: Replay, sentence: Sentence) -> Iterator[tuple[Span, Verdict]]:
    taken: list[tuple[int, int]] = []
    for saying in SAYINGS:
        for match in saying.pattern.finditer(sentence.text):
            place = match.span()
            before = sentence.text[max(0, place[0] - HEDGING) : place[0]]
            if any(a < place[1] and place[0] < b for a, b in taken) or _HEDGED.search(before):
                continue
            if _SUPPOSED.search(sentence.text[: place[0]]):
                continue
            if saying.subject and _OF_ANOTHER.search(sentence.text[: place[0]]):
                continue
            verdict = saying.judge(match, _with_formulas(replay, sentence))
            if verdict is not None:
                taken.append(place)
                yield sentence.span(*place), verdict


def _with_formulas(replay: Replay, sentence: Sentence) -> str:
    """The sentence with its formulas as they were typed."""

    def typed(mark: re.Match[str]) -> str:
        return replay.notes.document.blocks[int(mark[1])].text

    return re.sub(r"‹(\d+)›", typed, sentence.text)
