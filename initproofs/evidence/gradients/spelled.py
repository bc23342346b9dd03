"""Index sums as a reader writes them: ``Σ_k W_ik A_kj``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from .monomials import COUNT, DELTA, INVERSE, SLOPE, VALUE, Atom, Factor, Monomial, is_bound
from .sums import SLOTS, IndexSum

FREE = dict(zip((*SLOTS, "□p", "□q"), "ijpq", strict=True))
BOUND_LETTERS = "k n r s t u v w".split()
LONGEST = 240
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def spelled(of: IndexSum) -> str:
    """The whole sum, or how many terms it has where it is long."""
    terms = sorted((_term(one, value), one.key) for one, value in of.terms.items())
    text = " + ".join(term for term, _ in terms).replace("+ −", "− ") or "0"
    return text if len(text) <= LONGEST else f"a sum of {len(terms)} terms"


def _term(one: Monomial, value: Fraction) -> str:
    used = {FREE.get(i, i) for _, at, _ in one.factors for i in at if not is_bound(i)}
    letters = [letter for letter in BOUND_LETTERS if letter not in used]
    names = {**FREE, **{f"·{n}": letters[n] for n in range(len(one.sides))}}
    own = "".join(f"Σ_{names[f'·{n}']} " for n in range(len(one.sides)))
    ordered = sorted(one.factors, key=lambda f: (f[0].kind != COUNT, f[0].kind != DELTA, f[0].key))
    factors = " ".join(_factor(found, names) for found in ordered)
    number = "" if abs(value) == 1 and factors else str(abs(value))
    sign = "−" if value < 0 else ""
    return sign + " ".join(part for part in (number, own.strip(), factors) if part)


def _factor(found: Factor, names: Mapping[str, str]) -> str:
    atom, at, power = found
    text = atom_at(atom, tuple(names.get(i, i) for i in at))
    return text + (str(power).translate(RAISED) if power != 1 else "")


def atom_at(atom: Atom, at: tuple[str, ...]) -> str:
    """``W_ij``, ``∂L/∂W_ij``, ``g′(Z_ij)``, ``δ_ik``, ``|4|`` for how far an index runs."""
    below = f"_{''.join(at)}" if at else ""
    if atom.kind == COUNT:
        return f"#{atom.name}"
    if atom.kind == DELTA:
        return f"δ{below}"
    if atom.kind == SLOPE:
        above, by = "".join(at[: atom.primes]), "".join(at[atom.primes :])
        whole = f"∂{short(atom.seed)}{'_' + above if above else ''}"
        return f"{whole}/∂{atom.name}{'_' + by if by else ''}"
    if atom.of is not None:
        inner = _inside(atom.of, at)
        if atom.kind == INVERSE:
            return f"1/({inner})"
        if atom.kind == VALUE:
            return f"{atom.name}{'′' * atom.primes}({inner})"
    if atom.seed:
        return f"∂{short(atom.seed)}/∂{atom.name}{below}"
    return f"{atom.name}{below}"


def _inside(of: IndexSum, at: tuple[str, ...]) -> str:
    names = dict(zip(SLOTS, at, strict=False))
    return " + ".join(
        _named(one, value, names)
        for one, value in sorted(of.terms.items(), key=lambda pair: pair[0].key)
    ).replace("+ −", "− ")


def _named(one: Monomial, value: Fraction, names: Mapping[str, str]) -> str:
    factors = tuple((a, tuple(names.get(i, i) for i in at), p) for a, at, p in one.factors)
    return _term(Monomial(factors, one.sides), value)


def short(name: str) -> str:
    """``loss`` for a loss without a name."""
    return "loss" if name.startswith("the loss") else name
