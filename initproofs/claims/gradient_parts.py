"""A gradient equation → the parts of its note that have rules of their own, as documents.

A note may speak of several networks, each under a heading or in a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..given.families import names_loss
from ..terms import Head, Term
from .gradient_document import Document
from .gradient_scopes import Scopes, before, scopes

Part = tuple[Document, int]  # with the number that the equation has there


def sections(document: Document, number: int) -> Iterator[Part]:
    """Its paragraph and the sections it stands in, the nearest first."""
    return _having_rules(document, number, scopes)


def paragraphs(document: Document, number: int) -> Iterator[Part]:
    """Its paragraph with those that lead up to it, the fewest first."""
    return _having_rules(document, number, before)


def _having_rules(document: Document, number: int, scopes_of: Scopes) -> Iterator[Part]:
    equation = document.equations[number]
    for scope in scopes_of(document.replay.notes.document.blocks, equation.block):
        inside = [e for e in document.equations if e.block in scope]
        if len(inside) < len(document.equations):
            if scope not in document.parts:
                document.parts[scope] = Document(document.replay, inside, document.written)
            part, place = document.parts[scope], inside.index(equation)
            if place in part.claims and any(f.head.name in part.focus(place) for f in part.facts):
                yield part, place


def is_redefined(document: Document, number: int) -> bool:
    """Has the loss, or anything that it speaks of, two rules? Small letters count as capitals."""
    named = {name.casefold() for name in document.focus(number)}
    rules: dict[Head, set[Term]] = {}
    for fact in document.facts:
        name = fact.head.name.casefold()
        spoken = name in named or names_loss(fact.head.name)
        if fact.body is not None and spoken:
            rules.setdefault(replace(fact.head, name=name), set()).add(fact.body)
    return any(len(bodies) > 1 for bodies in rules.values())
