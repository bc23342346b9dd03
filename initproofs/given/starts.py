"""What a note says of the state that training starts from: in words and in formulas.

“all weights are zero”, “the same incoming weights”, “biases are random”, ``W = 0``: each becomes a
``Mention`` of weights or biases. What is said of gradients, of later steps or of other things is
not a start, and nothing is guessed of what is not mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..terms import Head, Matrix, Number, Symbol, Term
from .meaning import Meaning
from .statements import Chain, Notes

WEIGHTS, BIASES, OUTGOING = "weights", "biases", "outgoing weights"
WEIGHT_NAMES = frozenset("w W 𝐰 𝐖 θ Θ 𝛉 𝒘 𝑾 w' W' w_0".split())
_IN_WORDS = frozenset({"weight", "weights"})
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
    denied: bool = False  # “do not set the weights to zero”


def said_by(chain: Chain) -> tuple[str, Start] | None:
    """``W = 0``, ``b = 0.5``, ``w_11 = w_12 = … = w_0``: what a formula says of the start."""
    *names, last = chain.members
    if not set(chain.relations) <= {"="} or not all(isinstance(n, Symbol) for n in names):
        return None
    heads = [n.head for n in names if isinstance(n, Symbol)]
    value = _value(last)
    alone = len(heads) < 2 and isinstance(last, Symbol) and last.head.name not in ("0", "c")
    if value is None or alone:
        return None
    if all(head.name in WEIGHT_NAMES | _IN_WORDS for head in heads):
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


# ``W > I``, and ``W >`` with the identity in words behind it
_BESIDE_IDENTITY = re.compile(
    r"\s*(?:\\mathbf\s*\{?)?W\S*\s*(>|<|\\gt|\\lt)\s*(?:\\?\w*\{?I\}?)?\s*"
)
_COMPARED = {"\\gt": ">", "\\lt": "<"}


def token(notes: Notes, chains: Mapping[int, Sequence[Chain]], block: int) -> str:
    """The word that stands for a formula in a sentence: ``w``, ``z_i``, ``dw``, ``w=0``."""
    here = chains.get(block, ())
    said = [found for chain in here if (found := said_by(chain))]
    if len(said) == len(here) == 1:
        subject, start = said[0]
        name = "w" if subject == WEIGHTS else "b"
        layer = "_l" if _of_one_layer(here[0]) else ""
        return f"{name}{layer}={'0' if start is Start.ZERO else 'c'}"
    beside = _BESIDE_IDENTITY.fullmatch(notes.document.blocks[block].text)
    if beside:
        return f"w{_COMPARED.get(beside[1], beside[1])}i"
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
