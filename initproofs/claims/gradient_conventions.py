"""What a gradient equation leans on: the rules for its names, and the conventions it needs."""

from __future__ import annotations

from dataclasses import fields, replace

from ..given.families import ROW, TURNED, names_loss
from ..given.log import Fact, Status
from ..given.spell import plain
from ..given.usual import Rules
from ..nouns import Assumption
from ..terms import Applied, Derivative, Head, Symbol, heads
from .gradient_document import Document
from .gradient_readings import Reading

SOFTMAX = "softmax"


def leans_on_usual(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Does the claim speak of something that only the usual network has?"""
    added = (*known.completed(reading.layout)[len(known.own) :], *implied(known))
    return bool({fact.head.name for fact in added} & document.focus(number))


def stands_alone(document: Document, number: int, known: Rules, reading: Reading) -> bool:
    """Is it a derivative of a function that the note defines, by what it is a function of, and
    speaks of nothing that only the usual network has?"""
    equation = document.equations[document.start(number)]
    match equation.left:
        case Derivative(Symbol(Head(name)) | Applied(name, (Symbol(),)), Symbol()):
            if names_loss(name) or any(h.label or h.indices for h in heads(equation.right)):
                return False
        case _:
            return False
    added = known.completed(reading.layout)[len(known.own) :]
    own, usual = ({name for f in facts for name in _spoken(f)} for facts in (known.own, added))
    leans = leans_on_usual(document, number, known, reading)
    return not leans and not (document.focus(number) & usual) - own


def _spoken(fact: Fact) -> set[str]:
    return {fact.head.name} | {h.name for h in (heads(fact.body) if fact.body else ())}


def implied(known: Rules) -> list[Fact]:
    """What is a softmax because the note is about one, though no rule says so."""
    softmaxes = [f for f in known.own if isinstance(f.body, Applied) and f.body.function == SOFTMAX]
    return [fact for fact in softmaxes if fact.status is Status.CONVENTION]


def used(document: Document, number: int, known: Rules, reading: Reading) -> tuple[Assumption, ...]:
    """The rules that the names rest on, and the conventions without which it would not hold."""
    own = rules_of(document, number)
    shown = [Assumption(f"{f.head} = {plain(f.body)}", f.span) for f in own if f.body]
    if leans_on_usual(document, number, known, reading):
        added = (*known.completed(reading.layout)[len(known.own) :], *implied(known))
        shown += [Assumption(f"{f.head} = {plain(f.body)}, as usual") for f in added if f.body]
    others = list(document.readings(known))
    for axis in fields(Reading):
        for other in others:
            changed = replace(reading, **{axis.name: getattr(other, axis.name)})
            possible = changed != reading and changed in others and axis.name != "layout"
            if possible and document.trial(number, known, changed).holds is False:
                shown.append(Assumption(_words(axis.name, reading)))
                break
    return tuple(dict.fromkeys(shown))


def rules_of(document: Document, number: int) -> list[Fact]:
    """The note's own rules for what the claim names."""
    names = document.focus(number)
    return [f for f in document.rules_at(number).own if f.head.name in names and f.span.end]


def _words(axis: str, reading: Reading) -> str:
    value = getattr(reading, axis)
    return {
        "error": f"δ is the derivative of the loss by {value}",
        "loss": f"the loss is {value}",
        "scale": f"the gradients are {value}",
        "examples": f"there is {value}" if value == "one example" else f"there are {value}",
        "sigmoid": "σ is the sigmoid" if value else "σ is any function",
        "slopes": f"the activation is {value}" if value else "the activation is any function",
        "tied": "the weights that are set equal are so" if value else "the weights may differ",
        "penalised": "the loss has its penalty" if value else "the loss has no penalty",
        "implied": "the last activation is the one of the loss" if value else "it is any function",
        "rows": "the gradient by a column is a " + ("row" if value else "column"),
        "numerator": "the gradient by a matrix " + ("is transposed" if value else "has its shape"),
        "small": f"small letters are {value}",
    }.get(axis, str(value))


def readings_tried(document: Document, known: Rules) -> tuple[str, ...]:
    found = []
    for reading in document.readings(known):
        words = [reading.layout, reading.loss, reading.scale, reading.examples]
        found.append(", ".join(w for w in words if w and w not in (ROW, TURNED)))
    return tuple(dict.fromkeys(found))
