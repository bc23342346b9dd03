"""Facts that a document states in words, and functions that it defines by formulas → the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..arithmetic.enclosure import Real
from ..nouns import BlockKind, Document, Span
from ..terms import Applied, Head, Number, Symbol, Term, heads, is_numeric, is_obscure
from .log import LAST, Fact, Log, Status
from .meaning import Meaning
from .phrases import cue, said
from .sentences import Sentence
from .spell import plain
from .statements import Chain, Notes

STARS = ("*", "⋆")
HADAMARD = (*STARS, "⊙", "∘")
DEFINING = frozenset("=≔≜≡")
# Activations by their formulas, every exponent without its brackets.
SPELT = {
    "1/(1+e^-z)": "sigmoid",
    "e^z/(1+e^z)": "sigmoid",
    "e^z/(e^z+1)": "sigmoid",
    "(e^z-e^-z)/(e^z+e^-z)": "tanh",
}
UNEQUAL = frozenset("<>≤≥≪≫≠⩽⩾")
_CASE = re.compile(r"\W*(?:\w+\s+){0,3}‹(?P<case>\d+)›\W*", re.I)
_IF = re.compile(r"\b(?:if|when|whenever|once|unless|for)\s+‹(?P<case>\d+)›", re.I)


def take_words(log: Log, notes: Notes, spoken: tuple[Sentence, ...]) -> None:
    """Facts said in words hold throughout: notes say them once, and not always first."""
    conflicting: set[tuple[str, int | None]] = set()
    for sentence in spoken:
        for fact in said(_with_zeros(sentence, notes)):
            if fact.what == "bias":
                zero = Real.exactly(0)
                log.add(
                    Fact(
                        Head("every bias"),
                        Status.VALUE,
                        fact.span,
                        len(log.facts),
                        value=zero,
                        slack=zero,
                    )
                )
            elif fact.what == "examples":
                log.examples_are, log.examples_are_sure = fact.value, True
                log.inputs += tuple(name for name, _ in _about(fact.about, notes))
            elif fact.what == "product":
                formula = notes.formulas[fact.about] if fact.about is not None else None
                sign = formula.tree.value if formula and formula.tree.kind == "op" else ""
                log.hadamard_is_written |= sign in HADAMARD
                log.star_is_entrywise |= sign in STARS
            elif fact.what == "activation":
                for key in _about(fact.about, notes):
                    known = log.functions.setdefault(key, (fact.value, fact.span))
                    if known[0] != fact.value:
                        conflicting.add(key)
    for key in conflicting:
        del log.functions[key]


def _with_zeros(sentence: Sentence, notes: Notes) -> Sentence:
    """“are set to $0$” as “are set to 0”, every character in its place."""
    text = sentence.text
    for block in sentence.blocks:
        formula, sign = notes.formulas[block], f"‹{block}›"
        if formula is not None and formula.tree.kind == "number" and formula.tree.value == "0":
            text = text.replace(sign, "0".ljust(len(sign)))
    return replace(sentence, text=text)


def _about(block: int | None, notes: Notes) -> list[tuple[str, int | None]]:
    """The functions that a phrase speaks of: the one named, or all but σ."""
    if block is None:
        return [(name, None) for name in ["g", "f", "ϕ", "φ", "h", "ψ"]]
    formula = notes.formulas[block]
    if formula is None:
        return []
    term = Meaning(formula, notes.names).term(formula.tree)
    if isinstance(term, Symbol):
        label = term.head.label
        return [(term.head.name, label.offset if label and not label.base else None)]
    return [(term.function, None)] if isinstance(term, Applied) else []


def defines_function(chain: Chain, log: Log) -> bool:
    """``g(z) = \\max(0, z)`` says what g is, for every z that has no value of its own."""
    head = chain.members[0]
    if not isinstance(head, Applied) or len(head.arguments) != 1 or head.primes:
        return False
    if set(chain.relations) - DEFINING:
        return False
    argument = head.arguments[0]
    if not isinstance(argument, Symbol) or argument.head.label or argument.head.indices:
        return False
    layer = head.label.offset if head.label and not head.label.base else None
    if head.label is not None and head.label.base in LAST:
        return True  # of the last layer only
    if is_numeric(chain.members[-1]) and _has_value(argument.head, log):
        return False  # what it is of this very z
    body = chain.members[-1] if not is_obscure(chain.members[-1]) else chain.members[1]
    if {argument.head} <= set(heads(body)) <= {argument.head, Head("e")} and not is_obscure(body):
        meaning = _recognised(argument.head, body)
        span = Span(chain.spans[0].start, chain.spans[-1].end)
        known = log.functions.setdefault((head.function, layer), (meaning, span))
        if _differ(known[0], meaning):
            log.several.add((head.function, layer))
        return True
    return False


def _differ(one: str | tuple[str, Term], other: str | tuple[str, Term]) -> bool:
    """Two activations by their names, or the formulas of two."""
    plainly = [known if isinstance(known, str) else plain(known[1]) for known in (one, other)]
    return plainly[0] != plainly[1]


def _has_value(head: Head, log: Log) -> bool:
    return any(fact.head == head and fact.value is not None for fact in log.by_name[head.name])


def _recognised(parameter: Head, body: Term) -> str | tuple[str, Term]:
    """The well-known activation that a formula defines, or the formula itself."""
    match body:
        case Symbol(head) if head == parameter:
            return "identity"
        case Applied("max", arguments) if set(map(type, arguments)) == {Number, Symbol}:
            number = next(a for a in arguments if isinstance(a, Number))
            return "relu" if number.value == 0 else (parameter.name, body)
        case Applied(name, (Symbol(head),)) if head == parameter and name in (
            "tanh",
            "ReLU",
            "relu",
        ):
            return name.lower()
    spelt = plain(body).replace("exp", "e^").replace(f"({parameter.name})", parameter.name)
    known = SPELT.get(spelt.replace(f"(-{parameter.name})", "-z").replace(parameter.name, "z"))
    return known or (parameter.name, body)


def conditional(notes: Notes, spoken: tuple[Sentence, ...]) -> Iterator[int]:
    """Formulas behind “if z < 0, then”: they are not said of the z that has a value."""
    for sentence in spoken:
        for match in _IF.finditer(sentence.text):
            formula = notes.formulas[int(match["case"])]
            if formula is None or formula.tree.kind != "chain":
                continue
            if any(c.kind == "op" and c.value in UNEQUAL for c in formula.tree.children):
                yield from (b for b in sentence.blocks if b > int(match["case"]))


def index_cases(notes: Notes, spoken: tuple[Sentence, ...]) -> Iterator[int]:
    """What is said of one case of an index: the display behind “If j = c:”, in any language."""
    blocks = notes.document.blocks
    for sentence in spoken:
        case = _CASE.fullmatch(sentence.text.strip())
        formula = notes.formulas[int(case["case"])] if case else None
        if formula is None or formula.tree.kind != "chain" or len(formula.tree.children) != 3:
            continue
        one, sign, other = formula.tree.children
        letters = one.kind == "name" and len(one.value) == len(other.value) == 1
        following = sentence.last_block + 1
        if letters and other.kind == "name" and sign.value in "=≠" and following < len(blocks):
            yield following


def cues(document: Document, spoken: tuple[Sentence, ...]) -> Iterator[tuple[int, str]]:
    """For each formula, what the words before it in its sentence make of it."""
    for sentence in spoken:
        for block in sentence.blocks:
            before = sentence.text[: sentence.text.index(f"‹{block}›")]
            yield block, cue(before + "‹")
        following = sentence.last_block + 1
        if (
            following < len(document.blocks)
            and document.blocks[following].kind is BlockKind.DISPLAY
        ):
            yield following, cue(sentence.text, display=True)
