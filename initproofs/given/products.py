"""Products, and names with scripts → terms: the constructions whose meaning hangs on neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..nouns import Node
from ..terms import (
    Applied,
    Matrix,
    Number,
    Obscure,
    Power,
    Product,
    Quotient,
    Symbol,
    Term,
    Transposed,
)
from .letters import letter
from .multiplied import is_plain_factor
from .names import rebound
from .scripts import Scripts, as_index, sorted_scripts, stripped, transposes

if TYPE_CHECKING:
    from .meaning import Meaning

# Words with which no name begins or ends.
DEPENDENT = frozenset("a an are as by for from if is of that the to where with".split())

# Words behind any term that only say where it comes from.
_REMARK = re.compile(r"\W*\(.*\)\W*$|\W*(?:as|by|from|because|since|using)\b", re.I)
# Words behind a value that make another one of it.
_CHANGING = re.compile(r"transpos|invers|times|divided|plus|minus|squared|modulo|\bor\b", re.I)
DERIVING = ("∇", "∂")  # ``∇_W J``, ``∂_W J``
# Bases that are whole before their scripts: ``∂L/∂W^{(1)}`` keeps its label when it is transposed.
WHOLE = frozenset(["script", "fence", "matrix", "fraction", "product"])


def product_term(meaning: Meaning, node: Node) -> Term:
    """Factors from left to right. ``1/2x`` stays open: nobody can say what the slash covers."""
    node = _without_comment(node)
    if node.kind != "product":
        return meaning.term(node)
    span = meaning.span(node)
    if any(map(is_phrase, node.children)):
        return meaning.obscure(node, "a formula with words in it")
    quotient = _slashed_derivative(meaning, node)
    if quotient is not None:
        return quotient
    result: Term | None = None
    sign = "·"
    divided = False
    for child in _fused(meaning, with_carets(node.children)):
        if isinstance(child, Node) and child.kind == "op":
            sign = child.value
            continue
        term = meaning.term(child) if isinstance(child, Node) else child
        if result is None:
            result = term
        elif sign == "/":
            result, divided = Quotient(result, term, span), True
        elif divided and sign == "" and not _is_matrix(child):  # nothing divides by a matrix
            return Obscure("it is open what the “/” divides by", span)
        elif (
            sign == "" and isinstance(result, Number) and isinstance(child, Node) and is_unit(child)
        ):
            return Obscure(f"“{child.value}” behind a number may be a unit", span)
        elif sign in ("", *"·*⊙×∘⋆"):
            result = Product(result, term, sign or "·", span)
        else:
            return meaning.obscure(node, f"“{sign}”")
        sign = ""
    return result if result is not None else meaning.obscure(node, "a lone sign")


def _without_comment(node: Node) -> Node:
    r"""What is remarked behind a result: ``… \text{as claimed}``, ``3 \text{ (by line 2)}``."""
    *factors, last = node.children
    if last.kind != "text" or len(factors) < 1 or factors[-1].kind == "op":
        return node
    behind_matrix = stripped(factors[-1]).kind in ("matrix", "fence")
    if _CHANGING.search(last.value) or not (behind_matrix or _REMARK.match(last.value)):
        return node
    if len(factors) == 1:
        return factors[0]
    return replace(node, end=factors[-1].end, children=tuple(factors))


def _is_matrix(factor: Node | Term) -> bool:
    while isinstance(factor, Node) and factor.kind in ("group", "script", "fence"):
        factor = factor.children[0]
    return isinstance(factor, Node) and factor.kind == "matrix"


def is_unit(node: Node) -> bool:
    """``100k``, ``3M``: thousands and millions, as often as a factor."""
    return node.kind == "name" and node.value in ("k", "M")


def _fused(meaning: Meaning, children: list[Node]) -> list[Node | Term]:
    r"""``d\Theta`` and ``\nabla_W J`` are one name each, though TeX sets two."""
    found: list[Node | Term] = []
    for child in _split_behind_d(meaning, children):
        before = found[-1] if found else None
        fused = meaning.fused(before, child) if isinstance(before, Node) else None
        if fused is not None:
            found[-1] = fused
        else:
            found.append(child)
    return found


def _split_behind_d(meaning: Meaning, children: list[Node]) -> Iterator[Node]:
    r"""``d\mathbf{Z}(\mathbf{W})^T``, ``\nabla_A C (1 - A^2)``: the bracket is a factor, and d
    belongs to Z alone."""
    behind = derived = False
    waiting = children[::-1]
    while waiting:
        child = waiting.pop()
        scripted = child.kind == "script" and child.children[0].kind == "juxtaposed"
        inner = child.children[0] if scripted else child
        multiplies = inner.kind == "juxtaposed" and meaning.names.multiplies(inner)
        factor = derived and inner.kind == "juxtaposed" and _is_no_argument(inner.children[1])
        if (behind and multiplies) or (derived and scripted and _is_turned(child)) or factor:
            waiting += (rebound(child).children if scripted else inner.children)[::-1]
        elif derived and _is_error(child):
            waiting += child.children[::-1]
        elif derived and child.kind == "script" and _is_error(child.children[0]):
            waiting += rebound(child).children[::-1]
        else:
            yield child
            behind = is_d(child)
            derived = child.kind == "script" and child.children[0].value in DERIVING


def _is_no_argument(bracket: Node) -> bool:
    """``∇_A C (1 - A^2)``, ``∇_Y L (W^T X^T)``: of ``J(θ)`` and ``J(W, b)`` it may be one."""
    inside = bracket.children[0] if bracket.kind == "fence" else bracket
    several = [child for child in inside.children if child.kind != "op"]
    product = inside.kind == "product" and len(several) > 1 and any(map(_is_turned, several))
    return product or is_plain_factor(bracket)


def _is_error(node: Node) -> bool:
    r"""``\nabla_Z E X^T``: what is derived is a loss, and no mean."""
    return node.kind == "call" and letter(node.children[0]) == "E"


def _is_turned(node: Node) -> bool:
    r"""``\nabla_Z C (W)^T``: a loss is not transposed, so that the bracket is a factor."""
    return node.kind == "script" and node.value == "^" and transposes(node.children[1])


def is_d(node: Node) -> bool:
    r"""``d`` and ``\mathrm{d}``, alone."""
    return node.kind in ("name", "font") and letter(node) == "d"


def fuse(meaning: Meaning, first: Node, second: Node) -> Term | None:
    base = stripped(second.children[0]) if second.kind == "script" else second
    single = base.kind == "name" and len(base.value) == 1 and first.kind == "font"
    if is_d(first) and (single or base.kind in ("symbol", "font", "accent")):
        term = meaning.term(second)
        inner = term.term if isinstance(term, Transposed) else term
        if isinstance(inner, Symbol):
            whole = meaning.joint_span(first, second)
            named = Symbol(replace(inner.head, name="d" + inner.head.name), whole)
            return Transposed(named, whole) if isinstance(term, Transposed) else named
    if first.kind == "script" and first.value == "_" and first.children[0].value == "∇":
        by, what = meaning.term(first.children[1]), meaning.term(second)
        if isinstance(by, Symbol) and isinstance(what, Symbol):
            name = f"∂{what.head}/∂{by.head.name}"
            return Symbol(replace(by.head, name=name), meaning.span(first))
    return None


def is_phrase(node: Node) -> bool:
    r"""Words that need what stands beside them: ``\text{Jacobian of}``, not ``\text{fan in}``."""
    words = node.value.lower().split() if node.kind == "text" else []
    return len(words) > 1 and (words[0] in DEPENDENT or words[-1] in DEPENDENT)


def with_carets(children: tuple[Node, ...]) -> list[Node]:
    """``g{[l]}'(Z)`` and ``A{[1]}`` lost the caret that makes a label of the brace: given back."""
    mended: list[Node] = []
    for child in children:
        name = mended[-1] if mended and mended[-1].kind in ("name", "symbol") else None
        label = braced_label(child)
        if name is None or label is None:
            mended.append(child)
            continue
        mended[-1] = _labelled_with(name, child, label)
    return mended


def braced_label(node: Node) -> Node | None:
    """The group ``{[l]}`` that a node begins with, alone or with primes and a bracket behind it."""
    while node.kind in ("juxtaposed", "script") and node.children:
        node = node.children[0]
    if node.kind != "group" or stripped(node).kind != "fence":
        return None
    return node if as_index(stripped(node).children[0]) is not None else None


def _labelled_with(name: Node, node: Node, label: Node) -> Node:
    if node is label:
        return Node("script", name.start, label.end, "^", (name, label))
    if node.kind == "juxtaposed":
        head = _labelled_with(name, node.children[0], label)
        return Node("juxtaposed", name.start, node.end, "", (head, *node.children[1:]))
    return Node("script", name.start, node.end, "^" + node.value, (name, label, *node.children[1:]))


def _slashed_derivative(meaning: Meaning, node: Node) -> Term | None:
    """``∂L/∂w`` and ``dJ/dW`` typed with a slash."""
    slash = next((i for i, c in enumerate(node.children) if c.kind == "op" and c.value == "/"), -1)
    if slash < 1 or any(c.kind == "op" for c in node.children[slash + 1 :]):
        return None
    top, bottom = node.children[:slash], node.children[slash + 1 :]
    sides = [
        side[0] if len(side) == 1 else Node("product", side[0].start, side[-1].end, "", tuple(side))
        for side in (top, bottom)
    ]
    return meaning.derivative(stripped(sides[0]), stripped(sides[1]), node)


def scripted_term(meaning: Meaning, node: Node) -> Term:
    """A base with scripts: a name with label and indices, then ′, then ᵀ, then powers."""
    base = node.children[0]
    if base.kind == "juxtaposed" and meaning.names.multiplies(base):
        return meaning.term(rebound(node))
    inner = stripped(base)
    if inner.kind in WHOLE or base.kind == "call":
        return _wrapped(meaning, meaning.term(base), sorted_scripts(node, meaning.names, ""), node)
    run = inner.value if inner.kind == "name" else ""
    pieces = meaning.names.split(run) if run else ()
    found = sorted_scripts(node, meaning.names, pieces[-1] if pieces else letter(base))
    if found.why:
        return meaning.obscure(node, found.why)
    last: Term = meaning.term(base)
    if len(pieces) > 1:  # XW^{[1]}: the scripts are W's
        assert isinstance(last, Product)
        return replace(last, right=_labelled(meaning, last.right, found, node))
    return _labelled(meaning, last, found, node)


def _labelled(meaning: Meaning, term: Term, found: Scripts, node: Node) -> Term:
    if not isinstance(term, Symbol):
        return _wrapped(meaning, term, found, node)
    found = _by_prime(meaning, found)
    name = term.head.name + "'" * found.primes + found.decoration
    if found.example is not None:
        name += f"^({found.example})"
    head = replace(
        term.head, name=name, label=found.label, indices=found.indices, brackets=found.brackets
    )
    return _raised(meaning, Symbol(head, meaning.span(node)), found, node)


def _wrapped(meaning: Meaning, term: Term, found: Scripts, node: Node) -> Term:
    """Scripts on something that is already whole: ``(A^[1])^T``, ``{W^[2]}^T``, ``E[X]^2``."""
    found = _by_prime(meaning, found)
    if found.why or found.decoration or found.primes or found.indices:
        return meaning.obscure(node, "this script")
    if found.label is not None:
        if not isinstance(term, Symbol) or term.head.label is not None:
            return meaning.obscure(node, "a label on something that is no name")
        head = replace(term.head, label=found.label, brackets=found.brackets)
        term = Symbol(head, meaning.span(node))
    return _raised(meaning, term, found, node)


def _by_prime(meaning: Meaning, found: Scripts) -> Scripts:
    """``(W)'`` of a note that writes its transpositions as Octave does."""
    if found.primes != 1 or not meaning.names.primes_turn:
        return found
    return replace(found, primes=0, transposed=True)


def _raised(meaning: Meaning, term: Term, found: Scripts, node: Node) -> Term:
    span = meaning.span(node)
    if found.transposed:
        if isinstance(term, Applied) and term.function == "vector":
            term = Matrix((term.arguments,), term.span)  # (1, 2, 3)^T: a row, turned into a column
        term = Transposed(term, span)
    for exponent in found.powers:
        term = Power(term, meaning.term(exponent), span)
    return term
