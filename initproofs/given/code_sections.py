"""Code of a note → its equations, under each heading, with the forward pass they rest on.

A section of a sketch goes on from the sketches before it, as far as it speaks of what they give.
Python proper is taken as it stands. Names that are added to (``dx += …``) or given twice are no
formulas and are left out; of a sketch, a gradient given twice is a claim twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..notation import Reading
from ..nouns import Block, Document, Node
from ..terms import Derivative, Head, Symbol, Term, walk
from .code import code_lines, sketch_lines
from .code_equations import equation_of
from .equations import NO_GRADIENT, Equation, parts_of, subject_of
from .rewriting import mapped

_RATIO = re.compile(r"d(\w+?)d(\w+)")


def code_equations(document: Document) -> Iterator[list[Equation]]:
    """The single equalities of the code under each heading, with the number of their block."""
    forward: dict[Term, Equation] = {}  # of the sketches of the sections before
    for blocks in _sections(document):
        section: list[Equation] = []
        twice: set[str] = set()
        for number, block in blocks:
            for line in sketch_lines(block) or code_lines(block):
                if isinstance(line.reading, Reading) and not line.keyword:
                    section += equation_of(line, block, number)
                    twice |= _added_to(line.reading.tree)
        if section:
            sketch = any(sketch_lines(document.blocks[e.block]) for e in section)
            own = {e.left: e for e in section if not _is_backward(e)}
            left = {head: e for head, e in forward.items() if head not in own}
            before = _needed(section, left) if sketch else []
            yield _named([*before, *section], twice, sketch)
            forward |= own if sketch else {}


def _sections(document: Document) -> Iterator[list[tuple[int, Block]]]:
    numbered = list(enumerate(document.blocks))
    heads = [0, *(number for number, block in numbered if block.heading), len(numbered)]
    for first, end in pairwise(heads):
        yield numbered[first:end]


def _needed(section: list[Equation], forward: dict[Term, Equation]) -> list[Equation]:
    """What the section speaks of, or the variables of its gradients, by the rules before it."""
    found: dict[Term, Equation] = {}
    waiting = list(section)
    while waiting:
        for part in parts_of([waiting.pop()]):
            if isinstance(part, Symbol):
                name = subject_of(part.head.name) or part.head.name
                meant = Symbol(replace(part.head, name=name))
                if meant in forward and meant not in found:
                    found[meant] = forward[meant]
                    waiting.append(forward[meant])
    return [rule for head, rule in forward.items() if head in found]


def _is_backward(equation: Equation) -> bool:
    """A section of such lines alone goes by the forward pass of the section before it."""
    return isinstance(equation.left, Symbol) and bool(subject_of(equation.left.head.name))


def _added_to(tree: Node) -> set[str]:
    joints = [c.value for c in tree.children if c.kind == "op"]
    augmented = tree.kind == "chain" and joints and joints[0] in ("+=", "-=")
    return {tree.children[0].value} if augmented else set()


def _named(section: list[Equation], twice: set[str], again: bool) -> list[Equation]:
    """With ``dfdx`` as the derivative that it is, ``dz`` as that of Z, and ``den`` as a name."""
    given = Counter(e.left.head for e in section if isinstance(e.left, Symbol))
    kept = [
        e
        for e in section
        if isinstance(e.left, Symbol) and e.left.head.name not in twice
        if given[e.left.head] == 1 or (again and _is_backward(e) and e.left not in walk(e.right))
    ]
    names = {part.head.name for part in parts_of(kept) if isinstance(part, Symbol)}

    def meant(term: Term) -> Term:
        if not isinstance(term, Symbol):
            return mapped(term, meant)
        name = term.head.name
        for of, by in _RATIO.findall(name):
            if {of, by} <= names:
                return Derivative(Symbol(Head(of)), Symbol(Head(by)), term.span)
        subject = subject_of(name)
        if subject in names:
            mark = NO_GRADIENT if subject_of(subject) and subject_of(subject) not in names else ""
            return replace(term, head=replace(term.head, name="d" + mark + subject))
        if not subject:
            return term
        if subject.swapcase() in names and len(subject) == 1:
            return replace(term, head=replace(term.head, name="d" + subject.swapcase()))
        if len(subject) == 1:
            return term
        return replace(term, head=replace(term.head, name=NO_GRADIENT + name))

    return [replace(e, left=meant(e.left), right=meant(e.right)) for e in kept]
