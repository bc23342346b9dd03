"""Terms and texts → monomials: a number times powers of scalars, and the matrices in order.

``(λ / 2m) W`` is 1/2 · λ · m⁻¹ times W. Every name for the strength of a penalty counts as λ, and
every name for the number of examples as m; what is no monomial is refused with None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..terms import Number, Product, Quotient, Sum, Symbol, Term, Transposed
from .factors import COUNTS

STRENGTHS = frozenset(
    "λ lambda lambd lambda_ lambd_ lam lmbda lmbd reg reg_strength reg_lambda weight_decay wd "
    "decay l2 l2_reg l2_lambda".split()
)
MEMBERS = COUNTS | {"n", "M", "B", "num_examples", "num_train", "n_examples"}
_NAMED = {r"\lambda": "λ", r"\alpha": "α", r"\eta": "η", r"\gamma": "γ"}
_PIECE = re.compile(r"\d+\.\d*|\.\d+|\d+|\\[a-zA-Z]+|[^\W\d]\w*|[*/(){}]|(?P<other>\S)")


@dataclass(frozen=True)
class Monomial:
    number: Fraction = Fraction(1)
    powers: Mapping[str, int] = field(default_factory=dict)
    matrices: tuple[Term, ...] = ()

    def times(self, other: Monomial) -> Monomial:
        powers = {
            n: self.powers.get(n, 0) + other.powers.get(n, 0) for n in {*self.powers, *other.powers}
        }
        left = {name: power for name, power in powers.items() if power}
        return Monomial(self.number * other.number, left, self.matrices + other.matrices)

    def below(self) -> Monomial | None:
        """One over it."""
        if self.matrices or not self.number:
            return None
        return Monomial(1 / self.number, {name: -power for name, power in self.powers.items()})

    @property
    def scale(self) -> Monomial:
        return Monomial(self.number, self.powers)

    @property
    def decays(self) -> bool:
        return self.powers.get("λ") == 1

    def without(self, names: frozenset[str]) -> Monomial:
        left = {name: power for name, power in self.powers.items() if name not in names}
        return Monomial(self.number, left, self.matrices)


def monomial(term: Term, matrices: frozenset[str]) -> Monomial | None:
    """The monomial that a term is; the names of ``matrices`` are kept in order."""
    match term:
        case Number(value):
            return Monomial(value)
        case Symbol(head) if head.name in matrices:
            return Monomial(matrices=(term,))
        case Symbol(head) if head.label is None and not head.indices:
            return _scalar(head.name)
        case Transposed(Symbol(head)) if head.name in matrices:
            return Monomial(matrices=(term,))
        case Product(left, right):
            one, other = monomial(left, matrices), monomial(right, matrices)
            return one.times(other) if one and other else None
        case Quotient(top, bottom):
            one, other = monomial(top, matrices), monomial(bottom, matrices)
            under = other.below() if other else None
            return one.times(under) if one and under else None
        case Sum(((sign, inner),)):
            one = monomial(inner, matrices)
            return one.times(Monomial(Fraction(sign))) if one else None
    return None


def _scalar(name: str) -> Monomial:
    return Monomial(powers={_meant(name)[0]: 1})


def read(text: str) -> Monomial | None:
    r"""``\frac{\lambda}{2m}``, ``(lambda / 2m) *``, ``0.5 * reg``."""
    pieces = [m for m in _PIECE.finditer(text) if m[0] not in (r"\left", r"\right", r"\cdot")]
    if any(m["other"] for m in pieces):
        return None
    reader = _Reader([m[0] for m in pieces])
    found = reader.product()
    return found if found is not None and not reader.left else None


class _Reader:
    """Factors side by side, with “/” binding what stands right behind it, ``2m`` as one."""

    def __init__(self, pieces: list[str]) -> None:
        self.left = pieces

    def product(self) -> Monomial | None:
        found = Monomial()
        sign = "*"
        while self.left and self.left[0] not in (")", "}"):
            if self.left[0] in ("*", "/"):
                sign = self.left.pop(0)
                continue
            factor = self.factor(tied=sign == "/")
            factor = factor.below() if factor is not None and sign == "/" else factor
            if factor is None:
                return None
            found, sign = found.times(factor), "*"
        return found

    def factor(self, *, tied: bool) -> Monomial | None:
        piece = self.left.pop(0)
        if piece in ("(", "{"):
            inner = self.product()
            return inner if self.left and self.left.pop(0) in (")", "}") else None
        if piece in (r"\frac", r"\tfrac", r"\dfrac"):
            return self._fraction()
        if piece[0].isdigit() or piece[0] == ".":
            number = Monomial(Fraction(piece))
            beside = tied and bool(self.left) and re.fullmatch(r"[a-zA-Z]\w*", self.left[0])
            return number.times(_scalar(self.left.pop(0))) if beside else number
        if piece in _NAMED or re.fullmatch(r"[^\W\d]\w*", piece):
            return _scalar(_NAMED.get(piece, piece))
        return None

    def _fraction(self) -> Monomial | None:
        sides = []
        for _ in range(2):
            if self.left and self.left[0].isdigit() and len(self.left[0]) > 1:
                digits = self.left.pop(0)  # \frac12
                self.left[:0] = list(digits)
            sides.append(self.factor(tied=False) if self.left else None)
        top, bottom = sides
        under = bottom.below() if bottom is not None else None
        return top.times(under) if top is not None and under is not None else None


_STRENGTH = re.compile(
    r"\\lambda|λ|(?<![A-Za-z_\\])(?:lambda|lambd|lambda_|lam|reg|weight_decay|wd)(?!\w)"
)
_ADDS_UP = re.compile(
    r"\\sum(?![a-z])|Σ|∑|\\\||\|\||‖|\\lVert|(?:np\.|tf\.|torch\.)?\b(?:reduce_)?sum\b"
    r"|np\.linalg\.norm"
)
_OPENS = re.compile(r"(?:\\left|\\[bB]igg?l?|[\s(\[])+$")
_BEGINS = re.compile(r"[=+$&\n,:;]|\\\\|\s-\s")
_OF_ABSOLUTES = re.compile(r"abs\b|\\?\|_?\{?1|‖_?1|\|\s*[wW]\w*\s*\|(?![|^])")
_SQUARED = re.compile(r"2|square|\b(\w+)\s*\*\s*\1\b")
FAR = 120  # characters around the sign of a sum that say what is summed, and how often


Names = tuple[tuple[str, str], ...]


def penalties(source: str) -> tuple[tuple[Monomial, ...], Names]:
    """The scales of the squared weights in the penalties of a note, none unless all were read; and
    the names that it has for λ and m there."""
    found: list[Monomial] = []
    names: dict[str, str] = {}
    for match in _ADDS_UP.finditer(source):
        before = _BEGINS.split(source[max(0, match.start() - FAR) : match.start()])[-1]
        if not _STRENGTH.search(before) or _ADDS_UP.search(before):
            continue
        at = match.start() - len(before)
        behind = source[match.start() : match.end() + FAR]
        if _OF_ABSOLUTES.search(behind.split("\n")[0]) or not _SQUARED.search(behind):
            continue
        before = _OPENS.sub("", before)
        scale = read(before.replace(r"\,", " ").replace(r"\;", " "))
        if scale is None or not scale.decays or _is_inside(source, at):
            return (), ()
        found.append(scale)
        for name in re.findall(r"[^\W\d]\w*", before):
            names.setdefault(*_meant(name))
    known = {meant: name for meant, name in names.items() if meant in ("λ", "m")}
    return tuple(found), tuple(known.items())


def _meant(name: str) -> tuple[str, str]:
    return "λ" if name in STRENGTHS else "m" if name in MEMBERS else name, name


def _is_inside(source: str, at: int) -> bool:
    """Does it stand in a bracket that another factor may stand before?"""
    before = source[max(0, at - FAR) : at]
    before = re.split(r"=|\n\s*\n|\$\$", before)[-1]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")
