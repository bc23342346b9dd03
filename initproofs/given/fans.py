"""Names of sizes → which of them counts a layer's inputs, and which its outputs.

A visible list of spellings decides, then what the note says in words (“where n is the number of
inputs”), then the labels: of two layers the lower one feeds the higher. A name that is none of
these has no role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .sentences import Sentence

# ANY is a letter that custom takes for the number of inputs; of EITHER nobody can say.
IN, OUT, ANY, EITHER = "fan_in", "fan_out", "n", "?"
_STEM = r"(?:fan|n|num|nb|d|dim|size|units|hidden|layer|features|nodes|neurons|m|h|width)?"
_OF = r"(?:of)?(?:size|dim|dims|units|unit|nodes|neurons|features|num|layer)?"
SPELLINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (IN, re.compile(rf"{_STEM}{_OF}(?:in|inp|inputs?|incoming|prev|previous){_OF}")),
    (OUT, re.compile(rf"{_STEM}{_OF}(?:out|outp|outputs?|outgoing|next){_OF}")),
)
UNRELATED = "another number"
FREE = frozenset({ANY, EITHER, ""})
INITIAL = {"i": IN, "o": OUT}  # n_i + n_o
_FEATURES = frozenset({"nx", "nfeatures", "numfeatures", "inputsize"})
_LABELLED = re.compile(
    r"(?P<base>[^\W\d]\w*?)(?P<sign>[_^]?)(?P<open>[\[(]?)"
    r"(?P<label>[a-zA-Z]|\d+)?(?P<offset>(?<=[a-zA-Z])[+-]\d+)?[\])]?"
)
_SIZE = re.compile(r"[nNdDHmMSKLhsCc]|layer_?s?_?(?:dims?|sizes?)|size[s]?|units|widths?|dims?|fan")
_SAID = re.compile(
    r"(?P<name>‹\d+›|\b(?:[nNmMdDH]|\w{1,12}[_-]\w{1,12}))\s*(?:\([^)]*\)\s*)?"
    r"(?:,?\s*(?:which|that)\s+)?(?:is|are|=|:|denotes?|being|refers? to|represents?|stands? for|"
    r"for|as|means?)\s+(?:just |simply |here )?(?:the |our |a )?(?:total )?"
    r"(?:number|size|count|amount|dimension|#)s?\s+(?:of\s+)?(?P<what>[\w\s/-]{0,48})",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?P<name>‹\d+›|\b[nNmMdDH]\b)\s+(?P<what>inputs?|input (?:units?|features?|neurons?)|"
    r"features|outputs?|output (?:units?|neurons?))\b",
    re.IGNORECASE,
)
_INWARD = re.compile(r"\b(?:inputs?|incoming|previous|preceding|fan.?in|features)\b", re.I)
_OTHER = re.compile(
    r"\b(?:samples?|examples?|observations?|data|points|classes|layers|epochs|iterations|steps|"
    r"parameters|trials|networks|times|bits)\b",
    re.I,
)
_OUTWARD = re.compile(r"\b(?:outputs?|outgoing|next|following|fan.?out)\b", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """``n^[l-1]``: of base ``n^[``, letter ``l``, offset −1; a number has no letter."""

    base: str
    letter: str
    offset: int


def said_roles(sentences: Sequence[Sentence], shown: Mapping[int, str]) -> dict[str, str]:
    """What sentences say of sizes; ``shown`` is the name that a block spells."""
    found: dict[str, str] = {}
    for sentence in sentences:
        for pattern in (_SAID, _GIVEN):
            for match in pattern.finditer(sentence.text):
                name = match["name"]
                name = shown.get(int(name[1:-1]), "") if name.startswith("‹") else name
                inward, outward = (bool(p.search(match["what"])) for p in (_INWARD, _OUTWARD))
                if name and inward == outward and _OTHER.search(match["what"]):
                    found.setdefault(name, UNRELATED)
                elif name and inward != outward:
                    found.setdefault(name, IN if inward else OUT)
    return found


def roles(names: Iterable[str], said: Mapping[str, str]) -> dict[str, str] | None:
    """The role of each name of one formula; None where one of them is no size of a layer."""
    names = sorted(set(names))
    found = {name: said.get(name) or _spelled(name) for name in names}
    labels = {name: label for name in names if (label := labelled(name))}
    for name, label in labels.items():
        if not found[name]:
            found[name] = _by_label(label, [other for other in labels.values() if other != label])
    if sorted(names) == sorted(n for n in names if _lone(n)) and len(names) == 2:
        found = _of_pair(names, found)
    known = {name: role for name, role in found.items() if role not in ("", UNRELATED)}
    return known if len(known) == len(names) else None


def _of_pair(names: Sequence[str], found: Mapping[str, str]) -> dict[str, str]:
    """Two letters: where one is known the other is the other fan; else either may be either."""
    first, second = names
    if {found[first], found[second]} <= FREE:
        return {first: IN, second: OUT}
    opposite = {IN: OUT, OUT: IN}
    roles = dict(found)
    for one, other in ((first, second), (second, first)):
        if found[one] in opposite and found[other] in FREE:
            roles[other] = opposite[found[one]]
    return roles


def _lone(name: str) -> bool:
    """A size written by one letter, perhaps with one small label."""
    return bool(re.fullmatch(r"[a-zA-Z](?:[_^][\[(]?[a-zA-Z0-9][\])]?)?", name))


def symmetric(names: Iterable[str], said: Mapping[str, str]) -> bool:
    """Do nothing but conventions tell the two sizes apart?"""
    return not any(said.get(name) or _spelled(name) in (IN, OUT) for name in names)


def _spelled(name: str) -> str:
    plain = re.sub(r"[\W_]", "", name).lower()
    if plain in _FEATURES:
        return IN
    for role, pattern in SPELLINGS:
        if pattern.fullmatch(plain):
            return role
    below = re.fullmatch(r"[nNd]_([io])", name)
    if below:
        return INITIAL[below[1]] if below[1] == "o" else ""
    if re.fullmatch(r"[mMH]", name):
        return EITHER
    return ANY if re.fullmatch(r"[nNdD]", name) or plain in ("fan", "nfan", "fanmode") else ""


def labelled(name: str) -> Label | None:
    """A size with the label of its layer."""
    match = _LABELLED.fullmatch(name)
    if not match or not match["label"] or not (match["sign"] or match["open"]):
        return None
    if not _SIZE.fullmatch(match["base"]):
        return None
    base = match["base"] + match["sign"] + match["open"]
    if match["label"].isdigit():
        return Label(base, "", int(match["label"]))
    return Label(base, match["label"], int(match["offset"] or 0))


def _by_label(label: Label, others: Iterable[Label]) -> str:
    """Below another layer of the formula: fan_in. Alone, only what says “one below” is clear."""
    for other in others:
        if other.letter == label.letter and abs(other.offset - label.offset) == 1:
            return IN if label.offset < other.offset else OUT
        if {other.letter, label.letter} == {"i", "o"}:
            return INITIAL[label.letter]
    if label.letter and label.offset:
        return IN if label.offset < 0 else OUT
    return EITHER


def instances(found: Mapping[str, str], either: bool) -> Iterator[dict[str, str]]:
    """The admissible readings: a lone letter is the fan_in or the fan_out; a pair of letters
    that only conventions tell apart is read both ways."""
    swap = {IN: OUT, OUT: IN}
    free = [name for name, role in found.items() if role in FREE]
    yield {name: IN if role in FREE else role for name, role in found.items()}
    if free:
        yield {name: OUT if role in FREE else role for name, role in found.items()}
    elif either and len(found) == 2:
        yield {name: swap[role] for name, role in found.items()}
