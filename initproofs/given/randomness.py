"""What a note says in words of its random variables: a visible list of phrases, each one a trait.

Comes in: sentences with each formula as ``‹number›``. Goes out: who is independent, centred,
identically distributed, …, with the place. A trait that is denied, or only spoken of, is marked so;
what is not said in one of these ways is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..nouns import Span
from .sentences import Sentence
from .suppositions import going_on, values_apart


def _words(pattern: str) -> re.Pattern[str]:
    """A pattern of words, with any number of spaces between them."""
    return re.compile(pattern.replace(" ", " +"), re.I)


# Who is spoken of: formulas, lone capitals, and these words.
NOUNS: dict[str, str] = {
    "weights": r"weights?(?: matri(?:x|ces)| entries)?|entries of (?:the )?weight matri(?:x|ces)|"
    r"parameters",
    "inputs": r"inputs?(?: features?| components?| units?)?|activations?|features?|neurons?|"
    r"(?:hidden )?units?|signals?|outputs? of the previous layer|pre-?activations?|data",
    "biases": r"bias(?:es)?",
    "gradients": r"gradients?|deltas?|errors? signals?",
    "all": r"(?:all|both|each) of (?:them|these)|(?:all |both |these |the |two )*"
    r"(?:random )?(?:variables|factors|summands|terms|entries|quantities|random numbers|"
    r"everything|both|they|samples|draws)",
}
_NOUN = "|".join(f"(?:{words})" for words in NOUNS.values())
_CAPITAL = r"\b(?:[B-HJ-Z]|A(?=\s+and\s+[B-Z]\b|,\s*[B-Z]\b))\b(?!\.[A-Z]|['’])"
_NAMED = r"(?!is\b|has\b|was\b|as\b|equals\b|denotes\b|means\b|follows\b|variances\b)[a-z]{3,}s"
# “and ‹n› the number of inputs” begins another clause
_COUNTED = r"(?!,?\s+(?:is |be )?(?:the |its )?(?:number|size|width|dimension|count|fan)\b)"
_ONE = (
    rf"(?:(?:(?:{_NOUN}|{_NAMED})\s+(?=‹))?‹\d+›{_COUNTED}(?:\s*\.\.\.\s*)?"
    rf"|(?-i:{_CAPITAL})|\b(?:{_NOUN})\b)"
)
_JOIN = (
    r"(?:\s*,?\s+and\s+|\s*,\s*(?:and\s+)?|\s+as well as\s+|\s*&\s*|\s+or\s+|\s+times\s+)"
    r"(?:(?:the|all|its|our|each|every|of)\s+)*"
)
_LIST = rf"{_ONE}(?:{_JOIN}{_ONE})*"
_VERB = (
    r"(?:is|are|be|being|have|has|having|with|were|was|initiali[sz]ed|drawn|sampled|follows?|"
    r"come|denote|stay|remain)"
)
_CLAUSE = _words(
    rf"(?P<list>{_LIST})(?P<gap>(?:\s+(?:in|of|across|within|at)\s+(?:the|a|an|each|every|this)"
    rf"\s+(?:same\s+)?(?:layer|network|sum|unit))?(?:,?\s+(?:all of )?which)?(?:\s+\w+)??)"
    rf"\s+(?P<verb>{_VERB})\b"
)
_TRAITS: tuple[tuple[str, str], ...] = (
    ("iid", r"\bi\.?\s?i\.?\s?d\b\.?|\bindependent(?:ly)?,? and identically\b"),
    ("independent", r"(?<!linearly\s)(?<!\w)\bindependen(?:t|tly|ce)\b"),
    ("uncorrelated", r"\buncorrelated\b|\bzero covariances?\b|\bcovariances? (?:is|are) zero\b"),
    (
        "law",
        (
            r"\bidentically distributed\b|\bcopies of\b|"
            r"\b(?:same|common|identical) (?:probability )?(?:distribution|law)\b"
        ),
    ),
    (
        "variance",
        (
            r"\b(?:the |a )?(?:same|equal|common|identical) (?:finite )?variances?\b|"
            r"\b(?:same|equal|common) (?:zero |finite )?means? and (?:the same )?variances?\b"
        ),
    ),
    ("mean", r"\b(?:the |a )?(?:same|equal|common|identical) means?\b"),
    (
        "zero",
        (
            r"\bzero[- ]?means?\b|\bmeans?,? (?:of |is |are |be |equal to |equals? |to be |=\s*)*"
            r"(?:zero\b|0(?![.\d]))|\bcent(?:er|r)ed\b|\b0[- ]mean\b|"
            r"\bzero (?:expectation|expected "
            r"value)s?\b|\b(?:expectation|expected value)s? (?:of |is |are |equal to |=\s*)*"
            r"(?:zero\b|0(?![.\d]))|\baverage (?:of )?zero\b"
        ),
    ),
    ("symmetric", r"\bsymmetric(?:al|ally)?\b(?! matri)"),
    ("normal", r"\bnormal(?:ly)?\b(?! equation| form|i)|\bgaussians?\b"),
)
_PROPERTIES = {name: _words(words) for name, words in _TRAITS}
_ADJECTIVE = "|".join(
    rf"(?:{words})" for name, words in _TRAITS if name in ("iid", "independent", "uncorrelated")
)
_BEFORE = _words(
    rf"(?P<traits>(?:(?:two|three|any|all|some|mutually|pairwise|both|of|the|statistically)\s+)*"
    rf"(?:(?:{_ADJECTIVE}|zero[- ]mean|cent(?:er|r)ed|symmetric(?:al)?|normal|gaussian|identically "
    rf"distributed)\s*(?:,|and)?\s*)+)(?:(?:real|random|scalar|stochastic|normal|gaussian|"
    rf"zero[- ]mean)[\s,-]+)*(?:(?:variables?|numbers?|quantities|factors?|samples?|copies|draws)"
    rf"\s*)?(?P<list>{_LIST})?"
)
_APART_OR_CENTRED = _words(rf"{_ADJECTIVE}|zero[- ]mean|cent(?:er|r)ed|identically")
_MEAN_OF = _words(
    rf"\b(?:means?|expectations?|expected values?|averages?) of (?:the |all |each |every )*"
    rf"(?P<list>{_LIST})\s+(?:\w+\s+){{0,3}}?(?:zero\b|0(?![.\d]))"
)
_OF = _words(
    rf"\b(?:independent|uncorrelated)\s+(?:(?:of|from|with) (?:each|one an)"
    rf"\s?other,?\s*(?:and|as well "
    rf"as)?\s*)?(?:of|from|with)\s+(?:the |all |each |every |[a-z]+ (?=‹))*"
    rf"(?P<list>{_LIST})"
)
_FIRST = _words(
    "(?:random variables? |(?:is|are|have|has|with|of) )*"
    rf"(?:{'|'.join(f'(?:{words})' for _, words in _TRAITS)}|(?:variances?|means?|standard "
    r"deviations?) ‹\d+›)"
)
LONGEST = 3000  # characters of a sentence that is looked at
APART = ("independent", "uncorrelated")
_CALLED = {
    "variance": r"variances?",
    "mean": r"means?|expectations?|expected values?",
    "deviation": r"standard deviations?",
}
# “with mean μ and variance σ²”, “with a mean of 0”, and “σ² is the variance of X”
_WITH = {
    what: _words(
        rf"(?:(?<!\bthe\s)\b(?:{words})\s+of|\b(?:{words})(?:\s+(?:is|are|equal to|be|=))?)\s+"
        r"(?P<value>‹\d+›)"
    )
    for what, words in _CALLED.items()
}
_IS_THE = {
    what: _words(
        rf"(?P<value>‹\d+›)\s+(?:is|be|for|denotes?|denote|as|stands for|,)\s*(?:the )?(?:common )?"
        rf"(?:{words}) of\s+(?:(?:the|all|each|every|an?|entry of|entries of)\s+)*"
        rf"(?P<list>{_LIST})"
    )
    for what, words in _CALLED.items()
}
_ITEM = _words(rf"^(?:(?:the|all|each|every|both) )*(?P<list>{_LIST})[:,]?\s+(?P<rest>.*)$")
_OF_SIZES = _words(
    r"\bindependent of (?:the )?(?:width|depth|size|number|layer|index|choice|dimension)"
)
_DENIED = _words(
    r"\b(?:not|n['’]t|never|no longer|need not|without|unless|whether or not|even if|"
    r"regardless of|instead of|rather than|fails? to be)\b|n['’]t\b"
)
_DEPENDENT = _words(r"(?<!in)\b(?:dependent|correlated)\b|\bnon-?zero means?\b")
_ALL_APART = _words(r"\b(?:mutually|all|each|every|jointly|one another)\b")
_LOCAL = _words(r"\b(?:if|when|whenever|provided|in case|only for|for(?= (?:two )?indep))\b")
_ENDS = _words(r"[;:]|,\s*(?:but|where|so|then|hence|while)\b|\bbut\b|\bthen\b")


@dataclass(frozen=True, slots=True)
class Trait:
    """``what`` is said of ``whom`` (``‹7›``, ``X``, ``weights``); ``of`` is the other side.

    ``each`` tells that members of one family are meant too; ``local`` that it holds only for what
    is said next; ``denied`` that the note says the opposite, or refuses to say it.
    """

    what: str
    whom: tuple[str, ...]
    span: Span
    sentence: Sentence
    of: tuple[str, ...] = ()
    each: bool = False
    local: bool = False
    denied: bool = False


def traits(sentence: Sentence) -> Iterator[Trait]:
    """What one sentence says of random variables."""
    if len(sentence.text) > LONGEST:
        return
    sentence = replace(sentence, text=re.sub(r"\s", " ", sentence.text))
    seen: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    found = (_predicated, _attributed, _means, _called, _itemised)
    for trait in (trait for reader in found for trait in reader(sentence)):
        key = (trait.what, trait.whom, trait.of)
        if key not in seen:
            seen.add(key)
            yield trait


def _predicated(sentence: Sentence) -> Iterator[Trait]:
    """“X and Y are independent with mean zero”: a list, a verb, and what follows."""
    clauses = list(_CLAUSE.finditer(values_apart(sentence.text)))
    before: tuple[str, ...] = ("all",)
    for place, clause in enumerate(clauses):
        end = clauses[place + 1].start() if place + 1 < len(clauses) else len(sentence.text)
        following = clauses[place + 1]["verb"].lower() if place + 1 < len(clauses) else ""
        if following == "with":  # “are independent variables with mean zero”: one predicate
            end = clauses[place + 2].start() if place + 2 < len(clauses) else len(sentence.text)
        stop = _ENDS.search(sentence.text, clause.end(), end)
        end = stop.start() if stop else end
        whom = _whom(clause["list"])
        if whom == ("all",) and place:  # “X and Y are variables with …”: they are who is meant
            whom = before
        before = whom
        yield from _in(sentence, clause.start("verb"), end, whom, clause.start())


def _itemised(sentence: Sentence) -> Iterator[Trait]:
    """“Weights ‹5› i.i.d., mean 0, variance ‹7›”: an item of a list, without a verb."""
    item = _ITEM.match(sentence.text)
    first = _FIRST.match(item["rest"]) if item else None
    if item is not None and first is not None:
        end = len(sentence.text)
        yield from _in(sentence, item.start("rest"), end, _whom(item["list"]), 0)


def _attributed(sentence: Sentence) -> Iterator[Trait]:
    """“independent random variables X and Y”: the trait before its bearers."""
    for match in _BEFORE.finditer(sentence.text):
        listed = match["list"] or _listed_before(values_apart(sentence.text[: match.start()]))
        if not match["list"] and match["traits"].lower().startswith(("all ", "both ")):
            listed = ""  # “…, all independent”
        whom = _whom(listed) if listed else ("all",)
        if not match["list"] and re.match(r"\s*(?:of|from|with)\b", sentence.text[match.end() :]):
            continue
        if _predicate_before(sentence.text, match.start()):
            continue
        if not match["list"] and not listed and not _APART_OR_CENTRED.search(match["traits"]):
            continue  # “Normal:” is a heading
        yield from _in(sentence, match.start("traits"), match.end("traits"), whom, match.start())


def _listed_before(text: str) -> str:
    """``X, Y independent``: the bearers right before an adjective without a verb."""
    found = re.search(rf"(?P<list>{_LIST})[\s,:]*$", text)
    return found["list"] if found else ""


def _predicate_before(text: str, at: int) -> bool:
    """Is the adjective part of a predicate, whose bearers stand before the verb?"""
    return bool(re.search(rf"\b{_VERB}\s+(?:\w+\s+){{0,2}}$", text[:at], re.I)) and bool(
        _CLAUSE.search(text[:at])
    )


def _means(sentence: Sentence) -> Iterator[Trait]:
    for match in _MEAN_OF.finditer(sentence.text):
        span = sentence.span(match.start(), match.end())
        denied = bool(_DENIED.search(match[0]))
        whom = _whom(match["list"])
        yield Trait("zero", whom, span, sentence, local=_is_local(sentence, match), denied=denied)


def _called(sentence: Sentence) -> Iterator[Trait]:
    """“let σ² be the variance of the weights”."""
    for what, pattern in _IS_THE.items():
        for match in pattern.finditer(sentence.text):
            span = sentence.span(match.start(), match.end())
            yield Trait(f"{what} is", _whom(match["list"]), span, sentence, (match["value"],))


def _is_local(sentence: Sentence, match: re.Match[str]) -> bool:
    return bool(_LOCAL.search(going_on(sentence.text[: match.end()])))


def _in(
    sentence: Sentence, start: int, end: int, whom: tuple[str, ...], first: int
) -> Iterator[Trait]:
    """The traits that stand in a stretch of a sentence, of those whom it speaks of."""
    text = sentence.text
    local = bool(_LOCAL.search(going_on(text[:start])))
    span = sentence.span(first, end)
    each = bool(_ALL_APART.search(text, max(0, first - 12), end))
    if _DEPENDENT.search(text, start, end):
        what = "zero" if "zero" in text[start:end].lower() else "independent"
        yield Trait(what, whom, span, sentence, denied=True)
    for what, pattern in _WITH.items():
        named = pattern.search(text, start, end)
        if named is not None:
            yield Trait(f"{what} is", whom, span, sentence, (named["value"],), each, local)
    iid = bool(_PROPERTIES["iid"].search(text, start, end))
    for what, pattern in _PROPERTIES.items():
        for found in pattern.finditer(text, start, end):
            other = _OF.match(values_apart(text), found.start()) if what in APART else None
            alone = other is None and what == "independent" and iid
            if alone or _OF_SIZES.match(text, found.start()):
                continue
            denied = bool(_DENIED.search(text, max(start - 24, 0), found.start()))
            of = tuple(w for w in _whom(other["list"]) if w not in whom) if other else ()
            yield Trait(what, whom, span, sentence, of, each, local, denied)


def _whom(listed: str) -> tuple[str, ...]:
    """The bearers named by a list, each once; formulas and letters before the nouns beside them."""
    found: dict[str, None] = {}
    for piece in re.split(_JOIN, listed, flags=re.I):
        formulas = re.findall(r"‹\d+›", piece)
        letters = re.findall(r"\b[A-Z]\b", piece) if not formulas else []
        named = formulas or letters
        if not named:
            named = [n for n, words in NOUNS.items() if re.search(rf"\b(?:{words})\b", piece, re.I)]
        found |= dict.fromkeys(named[:1] if not formulas else named)
    return tuple(found)
