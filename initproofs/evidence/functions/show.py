"""Term → one line of mathematics, in the plain form of the reports."""

from __future__ import annotations

from ...terms import Applied, Number, Power, Product, Quotient, Sum, Symbol, Term

LEVELS = {Sum: 1, Product: 2, Quotient: 2, Power: 3}


def show(term: Term) -> str:
    match term:
        case Number(value, decimals) if decimals:
            return f"{float(value):.{decimals}f}" if decimals < 12 else f"{float(value):.12g}"
        case Number(value):
            return str(value) if value.denominator < 10_000 else f"{float(value):.10g}"
        case Symbol(head):
            return str(head)
        case Sum(terms):
            return _sum(terms)
        case Product(left, right):
            return f"{_inside(left, 2)}·{_inside(right, 2 if isinstance(right, Product) else 3)}"
        case Quotient(top, bottom):
            return f"{_inside(top, 2)}/{_inside(bottom, 3)}"
        case Power(base, exponent):
            return f"{_inside(base, 4)}^{_inside(exponent, 4)}"
        case Applied("exp", (inside,)):
            return f"e^{_inside(inside, 4)}"
        case Applied("cases", parts):
            return _cases(parts)
        case Applied("d/d", (operand, by)):
            return f"d/d{show(by)} {_inside(operand, 3)}"
        case Applied(("<" | ">" | "≤" | "≥" | "=" | "≠") as sign, (left, right)):
            return f"{show(left)} {sign} {show(right)}"
        case Applied(name, arguments, primes):
            return f"{name}{'′' * primes}({', '.join(map(show, arguments))})"
    return "…"


def _sum(terms: tuple[tuple[int, Term], ...]) -> str:
    first, *others = terms
    text = ("-" if first[0] < 0 else "") + _inside(first[1], 2)
    for sign, part in others:
        text += f" {'-' if sign < 0 else '+'} {_inside(part, 2)}"
    return text


def _inside(term: Term, level: int) -> str:
    text = show(term)
    own = LEVELS.get(type(term), 4)
    if isinstance(term, Number) and term.value.denominator > 1 and not term.decimals:
        own = 2
    return text if own >= level else f"({text})"


def _cases(parts: tuple[Term, ...]) -> str:
    *branches, otherwise = parts
    pairs = zip(branches[::2], branches[1::2], strict=True)
    said = [f"{show(value)} if {show(condition)}" for value, condition in pairs]
    return "; ".join([*said, f"{show(otherwise)} otherwise"])
