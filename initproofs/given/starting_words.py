"""A sentence → what it says of the state that training starts from: a visible list of phrases.

“all weights are zero”, “the same incoming weights”, “randomising only b” become ``Mention``s.
What is said of gradients, of later steps or of other things is no start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from .assertions import Wording, phrase
from .starts import BIASES, OUTGOING, WEIGHTS, Mention, Reach, Start

VOCABULARY = {
    "DET": (
        r"(?:(?:all|both|every|each|any|one|of|the|this|that|these|those|our|its|"
        r"their|your|a|an|initial|hidden|output|input|single|given|whole|entire|"
        r"neural|just|only|matrix) )*"
    ),
    "UNITS": r"(?:units?|neurons?|nodes?|perceptrons?)",
    "WHERE": (
        r"(?: (?:of|in|for|at|across|throughout) {DET}(?:(?:first|second|third|last) (?:hidden )?)?"
        r"(?:layers?|network|net|model|neural network))?"
    ),
    "NAMED": r"(?:\[[\w-]+\])?(?![\w-])",  # W[1], as plain text has it
    "WEIGHTS": (
        r"{DET}(?:weights?(?: (?:matrix|matrices|vectors?|values?|parameters?))?(?: ⟨w⟩| w{NAMED})?"
        r"s?|(?:matri(?:x|ces) )?(?:⟨w⟩s?(?:(?:,| and|, and) ⟨w⟩)*|w{NAMED})"
        r"|matrices ⟨w_i⟩(?:(?:,| and|, and) ⟨w_i⟩)+){WHERE}"
    ),
    "BIASES": (
        r"{DET}(?:bias(?:es)?(?: (?:vectors?|terms?|values?|parameters?))?(?: ⟨b⟩| b{NAMED})?"
        r"|⟨b⟩s?|b{NAMED}){WHERE}"
    ),
    "PARAMETERS": (
        r"{DET}parameters(?: (?:of|in|for|at|across|throughout) {DET}(?:layers?|"
        r"network|net|model|neural network))?|{WEIGHTS} and {BIASES}"
        r"|{BIASES} and {WEIGHTS}"
    ),
    "INCOMING": (
        r"{DET}(?:columns? (?:of|in) {DET}(?:weight matrix |matrix )?(?:⟨w⟩|w)|"
        r"rows? (?:of|in) {DET}(?:weight matrix |matrix )?(?:⟨w⟩|w)|"
        r"incoming weights?(?: vectors?)?|input weights|weights? into {DET}{UNITS}"
        r"|⟨w_i⟩s?(?: for ⟨[^⟩]*⟩)?)(?: (?:of|for) {DET}{UNITS})?"
    ),
    "OUT": (
        r"{DET}(?:outgoing|output|fan-out|downstream|second[- ]layer|"
        r"next layer's) weights?(?: vectors?)?"
    ),
    "BE": (
        r"(?:(?:is|are|be|being|was|were|all|both|also|first|just|simply|exactly|"
        r"initially|equally|have|has|having|been|get|gets|start|starts|starting|"
        r"begin|begins|started|out|off|at) )"
    ),
    "INIT": (
        r"(?:re)?(?:initiali[sz](?:e|es|ed|ing)|init|sets?|setting|choos(?:e|ing)|"
        r"chosen|start(?:s|ed|ing)?|begin(?:s|ning)?|fix(?:es|ed|ing)?|assign(?:s|"
        r"ed|ing)?|fill(?:s|ed|ing)?|put(?:s|ting)?|pick(?:s|ed|ing)?|draw(?:s|n|ing)?|sampl(?:e|"
        r"es|ed|ing)|mak(?:e|es|ing)|made|giv(?:e|en|ing))"
    ),
    "PREP": (
        r"(?:(?:to|with|at|as|from|by|of|using|be|equal|being|so that|that|they|"
        r"all|are|up|elements?|entries|values?|=|the value|be equal|in|having) )"
    ),
    "ZERO": (
        r"(?:all[- ])?(?:zeros?|zeroes|0(?:\.0*|'s)?(?!\.?\d)|⟨0⟩)(?: (?:values?|matri(?:x|"
        r"ces)|vectors?))?"
    ),
    "EACH": r"(?: (?:to|as|with) (?:each other|one another))?",
    "CONSTANT": (
        r"{DET}(?:(?:very|same|equal|identical|common|constant|fixed|non-?zero|"
        r"positive|small|arbitrary|exactly) )*(?:same|equal|identical|constants?|"
        r"ones|one(?! (?:of|or|and|layers?|units?|single)))"
        r"(?: (?:constant|number|value|values|non-?zero value))?"
        r"(?:,? (?:like|e\.g\.|say|such as|not|to|of|for example)? ?(?:⟨[^⟩]*⟩|"
        r"\d+(?:\.\d+)?))?{EACH}|(?:(?:the )?(?:value|number|"
        r"constant) )?(?:\d+(?:\.\d+)?|⟨c⟩)"
    ),
    "RANDOM": (
        r"(?:(?:small|tiny|large|different|some|a|values|numbers|from|drawn|"
        r"normal|gaussian|uniform) )*(?:random(?:ly)?|gaussian|at random|different|"
        r"distinct|unequal)"
        r"(?: (?:small )?(?:values?|numbers?|weights?|matri(?:x|ces)|distribution|"
        r"noise))?"
    ),
}
_VALUES = (
    r"(?:(?P<zero>{ZERO})|(?P<random>{RANDOM})|(?P<constant>{CONSTANT}))"
    r"(?! (?:mean|variance|means(?! (?:that|all|the|every|each))|variances|distribution|centered|padding|order|as before|size|"
    r"shape|number|as (?:the|in|for)))"
)
_SUBJECTS = (
    r"(?:(?P<outgoing>{OUT})|(?P<incoming>{INCOMING})|(?P<parameters>{PARAMETERS})|"
    r"(?P<weights>{WEIGHTS})|(?P<biases>{BIASES}))"
)
# “zero initialisation”, “equal weights”, “the same incoming weights and bias”
_THINGS = (
    r"(?:(?P<outgoing>outgoing weights?)|(?P<incoming>incoming weights?(?: vectors?)?|columns)|"
    r"(?P<biases>(?:initiali[sz]ations? (?:of|for) (?:the |all )*)?bias(?:es)?"
    r"(?: vectors?| terms?)?)|"
    r"(?P<weights>(?:weights?[- ])?initiali[sz]ations?|weights?|init))"
)
_PHRASES = {
    # “initialise all weights to zero”, “all the weights are initialised with 0”
    "columns": r"{INIT} (?:{WEIGHTS}|{PARAMETERS}) so that (?:all |its |the |their |both )*"
    r"(?P<incoming>columns|units|neurons) (?:are|have|get|be) (?:all )?(?:the )?"
    r"(?P<constant>duplicates|duplicated|equal|identical|same)(?: weights)?",
    "set": rf"{{INIT}} {_SUBJECTS} {{PREP}}*{_VALUES}",
    "are set": rf"{_SUBJECTS} {{BE}}*(?:not )?{{INIT}} {{PREP}}*{_VALUES}",
    "all zeros": r"(?:start|starting|begin|beginning) (?:off |out )?(?:with|from|at) (?:all )"
    r"(?:zeros?|zeroes)",
    "by chance": rf"{_SUBJECTS} (?:(?:should|must|can) )?{{BE}}*"
    r"(?P<random>randomly initiali[sz]ed|initiali[sz]ed (?:randomly|at random))",
    "randomly": r"(?:randomi[sz](?:e|es|ed|ing)|randomly initiali[sz](?:e|es|ed|ing)|random) "
    rf"(?:just |only )?(?:{_SUBJECTS}|(?P<them>them|it))|{{INIT}} (?P<they>them|it) {{PREP}}*"
    r"{RANDOM}",
    # “all weights are zero”: a start only as a condition, or in a heading
    "are": rf"{_SUBJECTS} (?:{{BE}}|(?:equal|set) to |contain(?:s|ing)? only )*{_VALUES}",
    "named": r"(?:(?P<zero>(?:all-?)?zero(?:-initiali[sz]ed)?)|(?P<random>(?:small )?random(?:ly initiali[sz]ed)?)|"
    r"(?P<constant>(?:the )?(?:(?:exactly|very|same|equal|identical|constant|non-?zero|fixed) ?)*"
    rf"(?:same|equal|identical|constant))) {_THINGS}",
    # “using a nonzero constant for all weights”
    "one for all": r"(?P<constant>(?:identical|equal|the same|constant) values?|(?:a|the|one) (?:(?:same|non-?zero|single|fixed) )*(?:constant|"
    r"value|number)) for (?:all|every|each)(?: of)? (?:the )?(?P<weights>weights?)",
}
# What goes on from a phrase before it.
_MORE = {
    "or else": r",? ?or (?:even |also |any |to |with )*(?P<constant>{CONSTANT})",
    "and more": r",? ?(?:and|as well as|,)? (?:also )?(?:the )?(?:(?:same|equal|identical) )*"
    + _THINGS,
    "too": r"(?:the )?bias(?:es)? (?:are |is |start )?(?:too|as well|likewise)",
    "neither": r"(?:the )?bias(?:es)? (?:is|are) not",
}
_TALKS = re.compile(r"weigh|bias|param|initiali|\binit\b|columns|zero|random|⟨[wb0]|\b[wb]\b")
_DENYING = re.compile(r"(?:\bnot|n't|\bnever|\bavoid(?:ing|s)?)\s+(?:\w+\s+){0,3}$")
_STAYING = re.compile(
    r"\b(?:leav|keep|kept|stay|remain|still|again|end up|becom)\w*\s+(?:\w+\s+){0,3}$"
)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|unlike|in contrast to|compared (?:to|with)|than)\s+(?:with\s+)?$"
)
_STARTED_WITH = re.compile(
    r"(?:initiali[sz]ed|starts?|started|starting|begins?|set) (?:to|with|from|at) (?:all )?$"
)
_ALL_OF_THEM = re.compile(
    r"^\W*(?:all|only)[- ](?:(?P<zero>zero(?:e?s)?)|ones|the same)\b(?=\W*(?:→|⇒|=>|:|$)| symmetry)"
)
_OF_OTHERS = re.compile(
    r"(?:gradients?|derivatives?|updates?|change|errors?|loss|cost|variance|mean|sum|norm|"
    r"products?|magnitude|scale|number|function|values?|distribution|wrt|to|respect to|for)\s+"
    r"(?:(?:of|w\.r\.t\.|wrt|with respect to|for|to|in)\s+)?$"
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return phrase((_PHRASES | _MORE)[name], VOCABULARY)


def mentions(words: Wording, heading: bool = False) -> list[Mention]:
    """Everything that a sentence says of the start, without overlaps, in order."""
    if not _TALKS.search(words.text):
        return []
    found: list[Mention] = []
    for name in _PHRASES:
        for match in _pattern(name).finditer(words.text):
            before = words.text[: match.start()]
            if name == "named" and match["constant"] and _STAYING.search(before):
                continue
            beside = bool(found) and bool(match["biases"]) if name == "are" else True
            if name == "are" and not (heading or beside or _supposes(words, match)):
                continue
            others = name != "set" and _OF_OTHERS.search(before)
            if _INSTEAD.search(before) or (others and not _STARTED_WITH.search(before)):
                continue
            if not any(m.begin < match.end() and match.start() < m.end for m in found):
                found += _read(words, match, name)
    found += _formulas(words)
    if not found and (every := _ALL_OF_THEM.match(words.text)):
        start = Start.ZERO if every["zero"] else Start.CONSTANT
        found.append(Mention(WEIGHTS, start, Reach.NETWORK, *every.span()))
    found += _denied_biases(words, found)
    found += _biases_too(words, found)
    for place, mention in enumerate(found):
        if _DENYING.search(words.text[: mention.begin]) or " not " in _text(words, mention):
            found[place] = replace(mention, denied=True)
    return sorted(found, key=lambda mention: mention.begin)


def _text(words: Wording, mention: Mention) -> str:
    return words.text[mention.begin : mention.end]


def _supposes(words: Wording, match: re.Match[str]) -> bool:
    clause = words.clause(match.start())
    if re.search(r"\b(?:with|having|if|when|where|given)\s+$", words.text[: match.start()]):
        return True
    return clause.conditional or clause.opener in ("because", "since", "as", "due-to")


def _read(words: Wording, match: re.Match[str], name: str) -> Iterator[Mention]:
    groups = match.groupdict()
    begin, end = match.span()
    start = Start.ZERO if groups.get("zero") else Start.CONSTANT
    if groups.get("random") or name == "randomly":
        start = Start.RANDOM
    if name == "all zeros":
        yield Mention(WEIGHTS, Start.ZERO, Reach.NETWORK, begin, end)
        yield Mention(BIASES, Start.ZERO, Reach.NETWORK, begin, end)
        return
    while True:
        yield from _of_subject(words, groups, start, begin, end)
        other = _pattern("or else").match(words.text, end) if start is Start.ZERO else None
        if other is not None:
            yield from _of_subject(words, groups, Start.CONSTANT, *other.span())
        more = _pattern("and more").match(words.text, end) if name == "named" else None
        if more is None:
            return
        groups, (begin, end) = more.groupdict(), more.span()


def _of_subject(
    words: Wording, groups: dict[str, str | None], start: Start, begin: int, end: int
) -> Iterator[Mention]:
    reach = _reach(words, groups, begin, end)
    if groups.get("outgoing"):
        yield Mention(OUTGOING, start, Reach.LAYER, begin, end)
    elif groups.get("incoming"):
        alike = Start.ALIKE if start is Start.CONSTANT else start
        yield Mention(WEIGHTS, alike, Reach.LAYER, begin, end)
    elif groups.get("biases"):
        yield Mention(BIASES, start, Reach.NETWORK, begin, end)
    elif start is Start.CONSTANT and reach is Reach.UNCLEAR:
        yield Mention(WEIGHTS, Start.ALIKE, reach, begin, end)
    else:
        yield Mention(WEIGHTS, start, reach, begin, end)
    if groups.get("parameters"):
        yield Mention(BIASES, start, reach, begin, end)


_ONE_LAYER = re.compile(
    r"\b(?:(?:of|in) (?:that|this|the|a|one|the same|each) (?:\w+ )?layer|layer ⟨[^⟩]*⟩|"
    r"(?:first|second|last|output|final|one|single|hidden) layer(?:'s)?(?: weights)?)\b"
)
_BEHIND = re.compile(r"\s+(?:in|of|for|at|across) (?:\w+ ){0,3}(?:layers?|network)\b")
_TWO_UNITS = re.compile(
    r"\b(?:two|both|all|the|several|some|hidden) (?:of the )?(?:hidden )?"
    r"(?:units|neurons|nodes)\b[^.]*$"
)


def _reach(words: Wording, groups: dict[str, str | None], begin: int, end: int) -> Reach:
    """“the weights of a layer” are one layer's; “two units have the same weights” may be either."""
    behind = _BEHIND.match(words.text, end)
    said = words.text[begin : behind.end() if behind else end]
    if re.search(r"\b(?:all|every|each) (?:of the )?layers?|network\b", said):
        return Reach.NETWORK
    if _ONE_LAYER.search(said):
        return Reach.LAYER
    subject = groups.get("weights") or groups.get("parameters") or ""
    if re.search(r"⟨w⟩|\bw\b", subject) and "all" not in subject and not groups.get("zero"):
        return Reach.LAYER
    if _TWO_UNITS.search(words.text[:begin]) and not re.search(r"\ball\b", subject):
        return Reach.UNCLEAR
    return Reach.NETWORK


# A formula says how training starts where its sentence says so, or says nothing else.
_BEGINS = re.compile(
    r"\b(?:initial\w*|init|start\w*|begin\w*|if|when|because|since|with|let|assum\w+|suppos\w+|"
    r"say|set|sets|setting|choos\w+|means?|consider|due to|have)\b"
    r"|^(?:\W*(?:\w+\W+){0,2}⟨[^⟩]*⟩)+\W*$"
)
_TOKEN = re.compile(r"⟨(?P<subject>[wb])(?P<layer>_l)?=(?P<value>[0c])⟩")


def _formulas(words: Wording) -> Iterator[Mention]:
    if not _BEGINS.search(words.text):
        return
    for match in _TOKEN.finditer(words.text):
        subject = WEIGHTS if match["subject"] == "w" else BIASES
        start = Start.ZERO if match["value"] == "0" else Start.CONSTANT
        reach = Reach.LAYER if match["layer"] else Reach.NETWORK
        yield Mention(subject, start, reach, match.start(), match.end())


def _biases_too(words: Wording, found: list[Mention]) -> Iterator[Mention]:
    """“the weights are equal, and the biases too”."""
    weights = next((m for m in found if m.subject == WEIGHTS), None)
    match = _pattern("too").search(words.text)
    if weights and match and not any(m.subject == BIASES for m in found):
        yield Mention(BIASES, weights.start, weights.reach, *match.span())


def _denied_biases(words: Wording, found: list[Mention]) -> Iterator[Mention]:
    """“the weights are zero and the bias is not”."""
    zero = any(m.subject == WEIGHTS and m.start is Start.ZERO for m in found)
    for match in _pattern("neither").finditer(words.text):
        if zero and not any(m.subject == BIASES for m in found):
            yield Mention(BIASES, Start.RANDOM, Reach.NETWORK, match.start(), match.end())
