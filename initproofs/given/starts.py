"""What a note says of the state that training starts from: in words and in formulas.

“all weights are zero”, “the same incoming weights”, “biases are random”, ``W = 0``: each becomes a
``Mention`` of weights or biases. What is said of gradients, of later steps or of other things is
not a start, and nothing is guessed of what is not mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..terms import Head, Matrix, Number, Symbol, Term
from .assertions import Wording, phrase
from .meaning import Meaning
from .statements import Chain, Notes

WEIGHTS, BIASES, OUTGOING = "weights", "biases", "outgoing weights"
WEIGHT_NAMES = frozenset("w W 𝐰 𝐖 θ Θ 𝛉 𝒘 𝑾 w' W' w_0".split())
BIAS_NAMES = frozenset("b B 𝐛 𝐁".split())


class Start(StrEnum):
    """What is known of the entries of the weights, or of the biases, before the first step."""

    ZERO = "zero"
    CONSTANT = "one value"  # every entry the same
    ALIKE = "alike"  # the same for every unit of a layer
    RANDOM = "random"


class Reach(StrEnum):
    """How far a statement about weights goes."""

    NETWORK = "network"
    LAYER = "layer"
    UNCLEAR = "unclear"  # “two units with the same weights”: their outgoing weights too?


@dataclass(frozen=True, slots=True)
class Mention:
    """``start`` is said of ``subject``; where, as a place in the words or in the file."""

    subject: str
    start: Start
    reach: Reach
    begin: int
    end: int


_LAYERS = (
    r"(?: (?:of|in|for|at|across|throughout) {DET}(?:layers?|network|net|model|neural network))?"
)
VOCABULARY = {
    "DET": r"(?:(?:all|both|every|each|any|one|of|the|this|that|these|those|our|its|their|your|a|"
    r"an|initial|hidden|output|input|single|given|whole|entire|neural|just|only|matrix) )*",
    "UNITS": r"(?:units?|neurons?|nodes?|perceptrons?)",
    "WEIGHTS": r"{DET}(?:weights?(?: (?:matrix|matrices|vectors?|values?|parameters?))?(?: ⟨w⟩)?s?|"
    r"(?:matri(?:x|ces) )?(?:⟨w⟩s?|w))" + _LAYERS,
    "BIASES": r"{DET}(?:bias(?:es)?(?: (?:vectors?|terms?|values?|parameters?))?(?: ⟨b⟩)?|⟨b⟩s?|b)"
    + _LAYERS,
    "PARAMETERS": r"{DET}parameters" + _LAYERS + r"|{WEIGHTS} and {BIASES}|{BIASES} and {WEIGHTS}",
    "INCOMING": r"{DET}(?:columns? (?:of|in) {DET}(?:weight matrix |matrix )?(?:⟨w⟩|w)|"
    r"rows? (?:of|in) {DET}(?:weight matrix |matrix )?(?:⟨w⟩|w)|incoming weights?(?: vectors?)?|"
    r"input weights|weights? into {DET}{UNITS}|⟨w_i⟩s?(?: for ⟨[^⟩]*⟩)?)",
    "OUT": r"{DET}(?:outgoing|output|fan-out|downstream|second[- ]layer|next layer's)"
    r" weights?(?: vectors?)?",
    "BE": r"(?:(?:is|are|be|being|was|were|all|both|also|just|simply|exactly|initially|equally|"
    r"have|has|having|been|get|gets|start|starts|starting|begin|begins|started|out|off|at) )",
    "INIT": r"(?:re)?(?:initiali[sz](?:e|es|ed|ing)|init|sets?|setting|choos(?:e|ing)|chosen|"
    r"start(?:s|ed|ing)?|begin(?:s|ning)?|fix(?:es|ed|ing)?|assign(?:s|ed|ing)?|fill(?:s|ed|ing)?|"
    r"pick(?:s|ed|ing)?|draw(?:s|n|ing)?|sampl(?:e|es|ed|ing)|mak(?:e|es|ing)|made|"
    r"giv(?:e|en|ing))",
    "PREP": r"(?:(?:to|with|at|as|from|by|of|using|be|equal|being|so that|that|they|all|are|"
    r"elements?|entries|values?|=|the value|be equal|in|having) )",
    "ZERO": r"(?:all[- ])?(?:zeros?|zeroes|0(?:\.0*)?|⟨0⟩)(?: (?:values?|matri(?:x|ces)|vectors?))?",
    "EACH": r"(?: (?:to|as|with) (?:each other|one another))?",
    "CONSTANT": r"{DET}(?:(?:very|same|equal|identical|common|constant|fixed|non-?zero|positive|"
    r"small|arbitrary|exactly) )*(?:same|equal|identical|constants?|ones)"
    r"(?: (?:constant|number|value|values|non-?zero value))?(?:,? (?:like|e\.g\.|say|such as|not|"
    r"to|of|for example)? ?(?:⟨[^⟩]*⟩|\d+(?:\.\d+)?))?{EACH}|"
    r"(?:(?:the )?(?:value|number|constant) )?(?:\d+(?:\.\d+)?|⟨c⟩)",
    "RANDOM": r"(?:(?:small|tiny|large|different|some|a|values|numbers|from|drawn|normal|gaussian|"
    r"uniform) )*(?:random(?:ly)?|gaussian|at random)(?: (?:small )?(?:values?|numbers?|weights?|"
    r"matri(?:x|ces)|distribution|noise))?",
}
_VALUES = (
    r"(?:(?P<zero>{ZERO})|(?P<random>{RANDOM})|(?P<constant>{CONSTANT}))"
    r"(?! (?:mean|variance|means|variances|distribution|centered|padding|order|as before|size|"
    r"shape|number|as (?:the|in|for)))"
)
_SUBJECTS = (
    r"(?:(?P<outgoing>{OUT})|(?P<incoming>{INCOMING})|(?P<parameters>{PARAMETERS})|"
    r"(?P<weights>{WEIGHTS})|(?P<biases>{BIASES}))"
)
# “initialise all weights to zero”, “all the weights are initialised with 0”
_SET = phrase(rf"{{INIT}} {_SUBJECTS} {{PREP}}*{_VALUES}", VOCABULARY)
_ARE_SET = phrase(rf"{_SUBJECTS} {{BE}}*(?:not )?{{INIT}} {{PREP}}*{_VALUES}", VOCABULARY)
# “all weights are zero”: a start only as a condition, or in a heading
_ARE = phrase(rf"{_SUBJECTS} (?:{{BE}}|(?:equal|set) to )*{_VALUES}", VOCABULARY)
# “zero initialisation”, “equal weights”, “the same incoming weights and bias”
_THINGS = (
    r"(?:(?P<outgoing>outgoing weights?)|(?P<incoming>incoming weights?(?: vectors?)?|columns)|"
    r"(?P<biases>bias(?:es)?(?: vectors?| terms?)?)|"
    r"(?P<weights>(?:weights?[- ])?initiali[sz]ations?|weights?|init))"
)
_NAMED = phrase(
    r"(?:(?P<zero>(?:all-?)?zero)|(?P<random>(?:small )?random(?:ly initiali[sz]ed)?)|"
    r"(?P<constant>(?:the )?(?:(?:exactly|very|same|equal|identical|constant|non-?zero|fixed) ?)*"
    rf"(?:same|equal|identical|constant))) {_THINGS}",
    VOCABULARY,
)
_OR_ELSE = phrase(r",? ?or (?:even |also |any |to |with )*(?P<constant>{CONSTANT})", VOCABULARY)
_COLUMNS = phrase(
    rf"{{INIT}} (?:{{WEIGHTS}}|{{PARAMETERS}}) so that (?:all |its |the |their |both )*"
    r"(?P<incoming>columns|units|neurons) (?:are|have|get|be) (?:all )?(?:the )?"
    r"(?P<constant>duplicates|duplicated|equal|identical|same)(?: weights)?",
    VOCABULARY,
)
_AND_MORE = phrase(
    r",? ?(?:and|as well as|,)? (?:also )?(?:the )?(?:(?:same|equal|identical) )*{THING}",
    {"THING": _THINGS},
)
_ALL_ZEROS = phrase(
    r"(?:start|starting|begin|beginning) (?:off |out )?(?:with|from|at) (?:all )"
    r"(?:zeros?|zeroes)",
    VOCABULARY,
)
_RANDOMLY = phrase(
    r"(?:randomi[sz](?:e|es|ed|ing)|randomly initiali[sz](?:e|es|ed|ing)|random) "
    rf"(?:just |only )?(?:{_SUBJECTS}|(?P<them>them|it))|{{INIT}} (?P<they>them|it) {{PREP}}*"
    r"{RANDOM}",
    VOCABULARY,
)
_NEITHER = phrase(r"(?:the )?bias(?:es)? (?:is|are) not", VOCABULARY)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|unlike|in contrast to|compared (?:to|with)|than)\s+(?:with\s+)?$"
)
_OF_OTHERS = re.compile(
    r"(?:gradients?|derivatives?|updates?|change|errors?|loss|cost|variance|mean|sum|norm|"
    r"products?|magnitude|scale|number|function|values?|distribution|wrt|to|respect to|for)\s+"
    r"(?:(?:of|w\.r\.t\.|wrt|with respect to|for|to|in)\s+)?$"
)


def mentions(words: Wording, heading: bool = False) -> list[Mention]:
    """Everything that a sentence says of the start, without overlaps, in order."""
    found: list[Mention] = []
    for pattern in (_COLUMNS, _SET, _ARE_SET, _ALL_ZEROS, _RANDOMLY, _ARE, _NAMED):
        for match in pattern.finditer(words.text):
            if pattern is _ARE and not (heading or _supposes(words, match)):
                continue
            before = words.text[: match.start()]
            if _INSTEAD.search(before) or (pattern is not _SET and _OF_OTHERS.search(before)):
                continue
            if not any(m.begin < match.end() and match.start() < m.end for m in found):
                found += _read(words, match, pattern)
    found += _formulas(words)
    found += _denied_biases(words, found)
    return sorted(found, key=lambda mention: mention.begin)


def _supposes(words: Wording, match: re.Match[str]) -> bool:
    clause = words.clause(match.start())
    if re.search(r"\b(?:with|having|if|when|where|given)\s+$", words.text[: match.start()]):
        return True
    return clause.conditional or clause.opener in ("because", "since", "as", "due-to")


def _read(words: Wording, match: re.Match[str], pattern: re.Pattern[str]) -> Iterator[Mention]:
    groups = match.groupdict()
    begin, end = match.span()
    start = Start.ZERO if groups.get("zero") else Start.CONSTANT
    if groups.get("random") or pattern is _RANDOMLY:
        start = Start.RANDOM
    if pattern is _ALL_ZEROS:
        yield Mention(WEIGHTS, Start.ZERO, Reach.NETWORK, begin, end)
        yield Mention(BIASES, Start.ZERO, Reach.NETWORK, begin, end)
        return
    while True:
        yield from _of_subject(words, groups, start, begin, end)
        other = _OR_ELSE.match(words.text, end) if start is Start.ZERO else None
        if other is not None:
            yield from _of_subject(words, groups, Start.CONSTANT, *other.span())
        more = _AND_MORE.match(words.text, end) if pattern is _NAMED else None
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
_TWO_UNITS = re.compile(
    r"\b(?:two|both|all|the|several|some|hidden) (?:of the )?(?:hidden )?"
    r"(?:units|neurons|nodes)\b[^.]*$"
)


def _reach(words: Wording, groups: dict[str, str | None], begin: int, end: int) -> Reach:
    """“the weights of a layer” are one layer's; “two units have the same weights” may be either."""
    said = words.text[begin : min(len(words.text), end + 25)]
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


_TOKEN = re.compile(r"⟨(?P<subject>[wb])(?P<layer>_l)?=(?P<value>[0c])⟩")


def _formulas(words: Wording) -> Iterator[Mention]:
    for match in _TOKEN.finditer(words.text):
        subject = WEIGHTS if match["subject"] == "w" else BIASES
        start = Start.ZERO if match["value"] == "0" else Start.CONSTANT
        reach = Reach.LAYER if match["layer"] else Reach.NETWORK
        yield Mention(subject, start, reach, match.start(), match.end())


def _denied_biases(words: Wording, found: list[Mention]) -> Iterator[Mention]:
    """“the weights are zero and the bias is not”."""
    zero = any(m.subject == WEIGHTS and m.start is Start.ZERO for m in found)
    for match in _NEITHER.finditer(words.text):
        if zero and not any(m.subject == BIASES for m in found):
            yield Mention(BIASES, Start.RANDOM, Reach.NETWORK, match.start(), match.end())


def said_by(chain: Chain) -> tuple[str, Start] | None:
    """``W = 0``, ``b = 0.5``, ``w_11 = w_12 = … = w_0``: what a formula says of the start."""
    *names, last = chain.members
    if not set(chain.relations) <= {"="} or not all(isinstance(n, Symbol) for n in names):
        return None
    heads = [n.head for n in names if isinstance(n, Symbol)]
    value = _value(last)
    if value is None or (len(heads) < 2 and isinstance(last, Symbol) and last.head.name != "0"):
        return None
    if all(head.name in WEIGHT_NAMES for head in heads):
        single = len(heads) == 1 and heads[0].indices and not heads[0].generic
        spread = heads[0].name != "w" or str(heads[0]) != "w_0"
        return None if single and spread else (WEIGHTS, value)
    if all(head.name in BIAS_NAMES for head in heads):
        return BIASES, value
    return None


def _value(term: Term) -> Start | None:
    match term:
        case Number(value):
            return Start.CONSTANT if value else Start.ZERO
        case Symbol(head) if head.name in ("0", "𝟎", "𝟬"):
            return Start.ZERO
        case Symbol(head) if head.name in ("w", "c", "W", "a", "k") or head.name.startswith("w"):
            return Start.CONSTANT
        case Matrix(rows) if len({entry for row in rows for entry in row}) == 1:
            return _value(rows[0][0])
    return None


_CLASSES = (
    ("z", frozenset("z Z 𝐳 𝐙".split())),
    ("a", frozenset("a A h H 𝐚 𝐀 𝐡".split())),
    ("x", frozenset("x X 𝐱 𝐗".split())),
    ("w", WEIGHT_NAMES),
    ("b", BIAS_NAMES),
)


def token(notes: Notes, chains: Mapping[int, Sequence[Chain]], block: int) -> str:
    """The word that stands for a formula in a sentence: ``w``, ``z_i``, ``dw``, ``w=0``."""
    here = chains.get(block, ())
    said = [found for chain in here if (found := said_by(chain))]
    if len(said) == len(here) == 1:
        subject, start = said[0]
        name = "w" if subject == WEIGHTS else "b"
        layer = "_l" if _of_one_layer(here[0]) else ""
        return f"{name}{layer}={'0' if start is Start.ZERO else 'c'}"
    formula = notes.formulas[block]
    if here or formula is None:
        return "equation" if here else "code"
    term = Meaning(formula, notes.names).term(formula.tree)
    if isinstance(term, Number):
        return "c" if term.value else "0"
    return _class(term.head) if isinstance(term, Symbol) else "m"


def _of_one_layer(chain: Chain) -> bool:
    """``W^[1] = 0`` and ``W_i = 0`` speak of one layer; ``W^[l] = 0`` and ``w_ij = 0`` of all."""
    heads = [member.head for member in chain.members[:-1] if isinstance(member, Symbol)]
    labels = {head.label for head in heads}
    one = labels != {None} and len(labels) == 1 and not any(h.label and h.label.base for h in heads)
    return one or any(len(head.indices) == 1 and str(head) != "w_0" for head in heads)


def _class(head: Head) -> str:
    gradient = re.fullmatch(r"(?:d|∂\w+/∂|∇)(?P<of>.+)", head.name)
    name = gradient["of"] if gradient else head.name
    found = next((word for word, names in _CLASSES if name in names), "m")
    one = "_i" if len(head.indices) == 1 else ""
    return ("d" if gradient else "") + found + one
