"""Tree of a scale (``\\sqrt{2/n_{in}}``, ``np.sqrt(2 / n[l-1])``) → term → exact number.

A name keeps all its scripts: ``n^[l-1]`` is one letter here, for the sizes of a layer are not
computed from one another. What is no such formula is ``Obscure``; an instance in which it has no
exact value gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ..arithmetic.surds import Surd, surd
from ..nouns import Node, Span
from ..terms import (
    Applied,
    Head,
    Number,
    Obscure,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
)
from .letters import letter

ROOTS = frozenset({"sqrt", "np.sqrt", "numpy.sqrt", "math.sqrt", "torch.sqrt", "tf.sqrt", "√"})
POWERS = frozenset({"pow", "np.power", "numpy.power", "math.pow", "torch.pow"})
CASTS = frozenset({"float", "np.float32", "np.float64"})
LONGEST = 40  # digits of a number
Where = Callable[[Node], Span]
Named = Callable[[Node], str]


def scale(node: Node, where: Where, code: bool = False, named: Named | None = None) -> Term:
    """``code`` is Python, in which ``**`` is always a power; ``named`` says of a node which letter
    it counts as, as a whole, if it does."""
    return _Scale(where, code, named).term(node)


class _Scale:
    def __init__(self, where: Where, code: bool, named: Named | None) -> None:
        self.where, self.code, self.named = where, code, named

    def term(self, node: Node) -> Term:
        letter = self.named(node) if self.named else ""
        if letter:
            return Symbol(Head(letter), self.where(node))
        method = getattr(self, f"_{node.kind}", None)
        term: Term = self.obscure(node) if method is None else method(node)
        return term

    def obscure(self, node: Node) -> Obscure:
        return Obscure("this is no scale that I can compute", self.where(node))

    def _number(self, node: Node) -> Term:
        mantissa, _, exponent = node.value.partition("e")
        if len(mantissa) > LONGEST or len(exponent) > 3:
            return self.obscure(node)
        decimals = len(mantissa.partition(".")[2]) if "." in mantissa else None
        return Number(Fraction(node.value), decimals, self.where(node))

    def _named(self, node: Node) -> Term:
        name = flat(node).removeprefix("self.")
        return Symbol(Head(name), self.where(node)) if name else self.obscure(node)

    _name = _symbol = _text = _font = _named

    def _group(self, node: Node) -> Term:
        return self.term(node.children[0]) if node.children else self.obscure(node)

    def _fence(self, node: Node) -> Term:
        if node.value not in ("( )", "[ ]", "{ }") or len(node.children) != 1:
            return self.obscure(node)
        return self.term(node.children[0])

    def _list(self, node: Node) -> Term:
        """A full stop inside the formula ends the sentence around it."""
        first, *rest = node.children or (node,)
        stops = all(child.kind == "op" and child.value in (".", ",") for child in rest)
        return self.term(first) if rest and stops else self.obscure(node)

    def _fraction(self, node: Node) -> Term:
        if len(node.children) != 2:
            return self.obscure(node)
        top, bottom = map(self.term, node.children)
        return Quotient(top, bottom, self.where(node))

    def _root(self, node: Node) -> Term:
        if len(node.children) != 1:
            return self.obscure(node)
        return Applied("√", (self.term(node.children[0]),), span=self.where(node))

    def _sum(self, node: Node) -> Term:
        sign, terms = 1, []
        for child in node.children:
            if child.kind != "op":
                terms.append((sign, self.term(child)))
            elif child.value in ("+", "-", "−"):
                sign = 1 if child.value == "+" else -1
            else:
                return self.obscure(node)
        return Sum(tuple(terms), self.where(node))

    def _product(self, node: Node) -> Term:
        """``1/2n`` may be read in two ways, and is not read."""
        found: Term | None = None
        sign, divided = "·", False
        for child in node.children:
            if child.kind == "op":
                sign = child.value
                continue
            if not sign and divided:
                return self.obscure(node)
            part = self.term(child)
            if found is None:
                found = part
            elif sign in ("/", "÷"):
                found, divided = Quotient(found, part, self.where(node)), True
            elif sign in ("", "·", "*", "×", "⋅", "∗"):
                found = Product(found, part, "·", self.where(node))
            else:
                return self.obscure(node)
            sign = ""
        return found or self.obscure(node)

    def _juxtaposed(self, node: Node) -> Term:
        head, *rest = node.children
        if len(rest) != 1:
            return self.obscure(node)
        name, (bracket,) = flat(head), rest
        if bracket.kind == "fence" and bracket.value == "( )":
            return self._called(name, bracket, node)
        labelled = bracket.kind == "fence" and bracket.value == "[ ]" and name
        return self._named(node) if labelled or bracket.kind == "name" else self.obscure(node)

    _call = _juxtaposed

    def _called(self, name: str, bracket: Node, node: Node) -> Term:
        inside = self.term(bracket)
        if name in ROOTS:
            return Applied("√", (inside,), span=self.where(node))
        if name in CASTS:
            return inside
        arguments = [c for c in bracket.children[0].children if c.kind != "op"]
        if name in POWERS and bracket.children[0].kind == "list" and len(arguments) == 2:
            return Power(self.term(arguments[0]), self.term(arguments[1]), self.where(node))
        return self.obscure(node)

    def _script(self, node: Node) -> Term:
        base, *scripts = node.children
        if node.value == "^" and (self.code or _raised(scripts[0])):
            return Power(self.term(base), self.term(scripts[0]), self.where(node))
        if node.value == "_^" and _raised(scripts[1]):
            below = Symbol(Head(f"{flat(base)}_{_tied(scripts[0])}"), self.where(node))
            return Power(below, self.term(scripts[1]), self.where(node))
        return self._named(node)


def _raised(node: Node) -> bool:
    """Is a script above a power? Brackets and letters above a size are the label of its layer."""
    if node.kind in ("group", "sum", "product", "fraction"):
        inner = [child for child in node.children if child.kind != "op"]
        return bool(inner) and all(map(_raised, inner))
    return node.kind == "number"


def flat(node: Node) -> str:
    """A name with its scripts, as typed: ``n_in``, ``n^[l-1]``, ``H_(k-1)``; or nothing."""
    if node.kind == "script":
        base, *scripts = node.children
        pieces = [f"{sign}{_tied(part)}" for sign, part in zip(node.value, scripts, strict=False)]
        name = flat(base)
        return name + "".join(pieces) if name and all(len(piece) > 1 for piece in pieces) else ""
    if node.kind in ("juxtaposed", "call") and len(node.children) == 2:
        head, bracket = node.children
        if bracket.kind == "name":
            return f"{flat(head)}.{bracket.value.removeprefix('.')}"
        return f"{flat(head)}{_tied(bracket)}" if bracket.value == "[ ]" else ""
    if node.kind == "font" and node.children[0].kind == "group":
        return flat(node.children[0].children[0])
    return letter(node).replace(r"\_", "_").replace("‐", "-").strip()


def _tied(node: Node) -> str:
    """A script on one line: ``in``, ``[l-1]``, ``(k-1)``."""
    if node.kind == "group":
        return _tied(node.children[0]) if len(node.children) == 1 else ""
    if node.kind == "fence":
        opening, closing = node.value.split(" ")
        inside = "".join(map(_tied, _parts(node.children[0]))) if node.children else ""
        return f"{opening}{inside}{closing}" if inside else ""
    if node.kind == "sum":
        text = "".join(map(_tied, node.children))
        return f"({text})" if text else ""
    if node.kind in ("op", "number"):
        return node.value
    return flat(node)


def _parts(node: Node) -> tuple[Node, ...]:
    """A sum inside a bracket needs no bracket of its own."""
    return node.children if node.kind == "sum" else (node,)


def evaluate(term: Term, sizes: Mapping[str, Surd]) -> Surd | None:
    """The exact value at one instance; None where a name has no size, or the value is no surd."""
    match term:
        case Number(value):
            return surd(value)
        case Symbol(head):
            return sizes.get(str(head))
        case Sum(terms):
            return _total(terms, sizes)
    values = [evaluate(part, sizes) for part in _operands(term)]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    match term:
        case Product():
            return known[0] * known[1]
        case Quotient():
            return known[0].over(known[1])
        case Power(_, exponent):
            raised = _exponent(exponent)
            return None if raised is None else known[0].power(raised)
        case Applied("√"):
            return known[0].root()
    return None


def _operands(term: Term) -> tuple[Term, ...]:
    match term:
        case Product(left, right) | Quotient(left, right):
            return left, right
        case Power(base):
            return (base,)
        case Applied("√", arguments):
            return arguments
    return ()


def _total(terms: tuple[tuple[int, Term], ...], sizes: Mapping[str, Surd]) -> Surd | None:
    total: Surd | None = surd(0)
    for sign, part in terms:
        value = evaluate(part, sizes)
        if value is None or total is None:
            return None
        total = total.plus(value if sign > 0 else -value)
    return total


def _exponent(term: Term) -> Fraction | None:
    value = evaluate(term, {})
    if value is None:
        return None
    whole = Fraction(float(value)).limit_denominator(2)
    return whole if surd(whole) == value else None
