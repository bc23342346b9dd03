"""Random meanings, and the canonical form of each, written from the rules of that form alone.

Nothing here knows the reader. A meaning says what a formula means, down to those choices of the
author that the canonical form keeps: the sign of a product, the kind of a bracket.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize


@dataclass(frozen=True)
class Number:
    digits: str


@dataclass(frozen=True)
class Name:
    """A letter with all it wears; ``label`` are the brackets of its superscript."""

    letter: str
    font: str = ""  # "" or "bf"
    accent: str = ""  # "" or "hat" or "bar"
    primes: int = 0
    sub: Meaning | None = None
    sup: Meaning | None = None
    label: str = ""  # "", "()" or "[]" around the superscript


@dataclass(frozen=True)
class Sum:
    """Signed terms; a term is anything but a sum."""

    terms: tuple[tuple[str, Meaning], ...]


@dataclass(frozen=True)
class Product:
    """Factors and the sign before each of them but the first."""

    factors: tuple[Meaning, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Bracket:
    """Round brackets around a sum, with or without a square."""

    inside: Meaning
    squared: bool = False


@dataclass(frozen=True)
class Fraction:
    above: Meaning
    below: Meaning


@dataclass(frozen=True)
class Root:
    radicand: Meaning


@dataclass(frozen=True)
class Call:
    """A function, or a moment, of arguments; ``squared`` squares the value."""

    head: str
    arguments: tuple[Meaning, ...]
    brackets: str = "()"
    squared: bool = False


@dataclass(frozen=True)
class Total:
    """A sum or product over an index from 1 to a last value."""

    head: str  # Σ or Π
    index: str
    last: Meaning
    body: Meaning


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[Meaning, ...], ...]


@dataclass(frozen=True)
class Relation:
    sides: tuple[Meaning, ...]
    signs: tuple[str, ...]


Meaning = (
    Number | Name | Sum | Product | Bracket | Fraction | Root | Call | Total | Table | Relation
)

ACCENTS = {"hat": "\u0302", "bar": "\u0304"}
POWERS = {"2": "²", "3": "³"}


# ── the canonical form ─────────────────────────────────────────────────────────────────────────


def canonical(meaning: Meaning, top: bool = True, dense: bool = False) -> str:
    """``top``: a product may be spaced here; ``dense``: in a script or an entry, nothing is."""
    match meaning:
        case Number(digits):
            return digits
        case Name():
            return _canonical_name(meaning)
        case Sum(terms):
            return _canonical_sum(terms, dense)
        case Product(factors, signs):
            space = " " if top and not dense else ""
            spelled = [_factor(factor, dense) for factor in factors]
            rest = zip(signs, spelled[1:], strict=True)
            return spelled[0] + "".join(f"{space}{sign}{space}{part}" for sign, part in rest)
        case Bracket(inside, squared):
            return f"({canonical(inside, False, dense)})" + "²" * squared
        case Fraction(above, below):
            return f"{_part(above, dense)}/{_part(below, dense)}"
        case Root(radicand):
            inside = canonical(radicand, False, dense)
            single = isinstance(radicand, Number) or _is_bare(radicand)
            return f"√{inside}" if single else f"√({inside})"
        case Call(head, arguments, brackets, squared):
            inside = ", ".join(canonical(argument, False, dense) for argument in arguments)
            inside = inside.replace(", ", ",") if dense else inside
            return f"{head}{brackets[0]}{inside}{brackets[1]}" + "²" * squared
        case Total(head, index, last, body):
            limits = f"_({index}=1)^{_script(last)}"
            return f"{head}{limits} {canonical(body, False, dense)}"
        case Table(rows):
            cells = [" ".join(canonical(cell, False, True) for cell in row) for row in rows]
            return f"({'; '.join(cells)})"
        case Relation(sides, signs):
            spelled = [canonical(side) for side in sides]
            rest = zip(signs, spelled[1:], strict=True)
            return spelled[0] + "".join(f" {sign} {side}" for sign, side in rest)


def _canonical_name(name: Name) -> str:
    letter = name.letter
    if name.font == "bf":
        start = 0x1D400 + ord(letter) - ord("A") if letter.isupper() else 0
        letter = chr(start or 0x1D41A + ord(letter) - ord("a"))
    letter += ACCENTS.get(name.accent, "")
    sub = f"_{_script(name.sub)}" if name.sub else ""
    return normalize("NFC", letter) + "'" * name.primes + sub + _sup(name)


def _sup(name: Name) -> str:
    if name.sup is None:
        return ""
    if name.label:
        return f"^{name.label[0]}{canonical(name.sup, False, True)}{name.label[1]}"
    inside = _script(name.sup)
    return POWERS.get(inside, f"^{inside}")


def _script(meaning: Meaning) -> str:
    inside = canonical(meaning, False, True)
    return inside if isinstance(meaning, Number) or _is_bare(meaning) else f"({inside})"


def _is_bare(meaning: Meaning) -> bool:
    """A letter that wears nothing."""
    return isinstance(meaning, Name) and meaning == Name(meaning.letter)


def _canonical_sum(terms: tuple[tuple[str, Meaning], ...], dense: bool) -> str:
    (sign, first), *rest = terms
    space = "" if dense else " "
    spelled = ("-" if sign == "-" else "") + canonical(first, False, dense)
    return spelled + "".join(
        f"{space}{sign}{space}{canonical(term, False, dense)}" for sign, term in rest
    )


def _factor(factor: Meaning, dense: bool) -> str:
    inside = canonical(factor, False, dense)
    return f"({inside})" if isinstance(factor, Fraction) else inside


def _part(part: Meaning, dense: bool) -> str:
    inside = canonical(part, False, dense)
    return f"({inside})" if isinstance(part, Sum | Product | Fraction | Total) else inside
