"""Terms → quotients of exact polynomials in their variables, exponentials and logarithms.

In: terms without cases (``pieces`` has split them). Out: ``Quotient`` values; two terms whose cross
products agree are equal wherever both are defined and the ``demands`` (positive bases of logarithms
and roots) are met. Refuses (``NoNormalForm``) what has no such form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ...terms import Applied, Number, Power, Product, Quotient, Sum, Symbol, Term
from . import polynomials as p
from .polynomials import Generator, Polynomial, TooLarge

MOST_POWER = 24


class NoNormalForm(Exception):
    """The term is no quotient of polynomials in exponentials and logarithms."""


@dataclass(frozen=True, slots=True)
class Ratio:
    top: Polynomial
    bottom: Polynomial = p.UNIT

    def __add__(self, other: Ratio) -> Ratio:
        if self.bottom == other.bottom:
            return Ratio(self.top + other.top, self.bottom)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __neg__(self) -> Ratio:
        return Ratio(-self.top, self.bottom)

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    def inverse(self) -> Ratio:
        if self.top.is_zero:
            raise NoNormalForm("it divides by zero")
        return Ratio(self.bottom, self.top)

    def whole(self) -> Polynomial | None:
        """The polynomial that it is, if it divides by one term only."""
        if len(self.bottom.terms) != 1:
            return None
        ((monomial, coefficient),) = self.bottom.terms
        inverse = Polynomial(((p.raised(monomial, Fraction(-1)), 1 / coefficient),))
        return self.top * inverse


def constant(value: Fraction | int) -> Ratio:
    return Ratio(p.number(value))


@dataclass
class Normal:
    """One normal form at a time; ``demands`` are polynomials that have to be positive."""

    demands: dict[str, Polynomial] = field(default_factory=dict)
    _rooted: dict[Generator, Polynomial] = field(default_factory=dict)
    _logged: dict[Generator, Polynomial] = field(default_factory=dict)
    _raised: dict[Generator, p.Monomial] = field(default_factory=dict)

    def __call__(self, term: Term) -> Ratio:
        match term:
            case Number(value):
                return constant(value)
            case Symbol(head) if str(head) == "e":
                return self.exp(constant(1))
            case Symbol(head) if str(head) == "π":
                return Ratio(p.power_of(Generator("s", "π")))
            case Symbol(head):
                return Ratio(p.power_of(Generator("x", str(head))))
            case Sum(terms):
                total = Ratio(p.ZERO)
                for sign, part in terms:
                    total = total + (self(part) if sign > 0 else -self(part))
                return total
            case Product(left, right):
                return self.folded(self(left) * self(right))
            case Quotient(top, bottom):
                return self.folded(self(top) * self(bottom).inverse())
            case Power(base, exponent):
                return self._power(base, self(exponent))
            case Applied():
                return self._applied(term)
        raise NoNormalForm("it has no normal form")

    def _power(self, base: Term, exponent: Ratio) -> Ratio:
        if isinstance(base, Symbol) and str(base.head) == "e":
            return self.exp(exponent)
        known = _number(exponent)
        if known is None:
            return self.exp(exponent * self.ln(self(base)))
        if known.denominator == 1:
            return self.integral(self(base), int(known))
        return self._root(self(base), known)

    def integral(self, base: Ratio, times: int) -> Ratio:
        if abs(times) > MOST_POWER:
            raise TooLarge("the power is too high to be written out")
        result = constant(1)
        for _ in range(abs(times)):
            result = self.folded(result * base)
        return result.inverse() if times < 0 else result

    def _root(self, base: Ratio, exponent: Fraction) -> Ratio:
        top, bottom = self._rooting(base.top, exponent), self._rooting(base.bottom, exponent)
        return self.folded(top * bottom.inverse())

    def _rooting(self, base: Polynomial, exponent: Fraction) -> Ratio:
        if base.is_zero:
            return Ratio(p.ZERO)
        shared, rest, factor = self._parted(base)
        if factor < 0:
            raise NoNormalForm("the root of a negative number")
        found = Ratio(p.UNIT)
        for prime, times in _primes(factor):
            found = found * Ratio(p.power_of(Generator("n", str(prime)), times * exponent))
        for generator, degree in shared:
            self._demand_generator(generator)
            found = found * Ratio(p.power_of(generator, degree * exponent))
        if rest != p.UNIT:
            self.demands[str(rest)] = rest
            root = Generator("r", str(rest))
            self._rooted[root] = rest
            found = found * Ratio(p.power_of(root, exponent))
        return self.folded(found)

    def _parted(self, base: Polynomial) -> tuple[p.Monomial, Polynomial, Fraction]:
        """A polynomial as a monomial times a number times one that has leading coefficient 1."""
        shared = p.common(base)
        inverse = Polynomial(((p.raised(shared, Fraction(-1)), Fraction(1)),))
        rest = base * inverse
        factor = rest.terms[0][1]
        return shared, rest.scaled(1 / factor), factor

    def _demand_generator(self, generator: Generator) -> None:
        if generator.kind in "xlf":
            wanted = p.power_of(generator)
            self.demands[str(wanted)] = wanted

    def folded(self, ratio: Ratio) -> Ratio:
        """Whole powers of roots written out: √2·√2 = 2."""
        top, bottom = self._fold(ratio.top), self._fold(ratio.bottom)
        if top is None and bottom is None:
            return ratio
        above = top or Ratio(ratio.top)
        below = bottom or Ratio(ratio.bottom)
        return self.folded(above * below.inverse())

    def _fold(self, polynomial: Polynomial) -> Ratio | None:
        if not any(_unfolded(g, e) for m, _ in polynomial.terms for g, e in m):
            return None
        total = Ratio(p.ZERO)
        for monomial, coefficient in polynomial.terms:
            part = constant(coefficient)
            for generator, exponent in monomial:
                times = exponent.numerator // exponent.denominator
                if not _unfolded(generator, exponent):
                    part = part * Ratio(p.power_of(generator, exponent))
                    continue
                value = (
                    p.number(int(generator.key))
                    if generator.kind == "n"
                    else self._rooted[generator]
                )
                whole = self.integral(Ratio(value), times)
                left = exponent - times
                part = part * whole * (Ratio(p.power_of(generator, left)) if left else constant(1))
            total = total + part
        return total

    def exp(self, exponent: Ratio) -> Ratio:
        """e to a polynomial: one generator for each of its monomials; e^(c ln x) is x^c."""
        whole = exponent.whole()
        if whole is None:
            raise NoNormalForm("an exponent divides by a sum")
        found = constant(1)
        for monomial, coefficient in whole.terms:
            if len(monomial) == 1 and monomial[0][0].kind == "l" and monomial[0][1] == 1:
                found = found * self._unlogged(monomial[0][0], coefficient)
                continue
            generator = Generator("e", p.spelled(monomial))
            self._raised[generator] = monomial
            found = found * Ratio(p.power_of(generator, coefficient))
        return self.folded(found)

    def _unlogged(self, generator: Generator, times: Fraction) -> Ratio:
        inside = self._logged[generator]
        if times.denominator == 1:
            return self.integral(Ratio(inside), int(times))
        return self._rooting(inside, times)

    def ln(self, ratio: Ratio) -> Ratio:
        below = self._ln(ratio.bottom)
        return self._ln(ratio.top) + -below

    def _ln(self, base: Polynomial) -> Ratio:
        if base.is_zero:
            raise NoNormalForm("the logarithm of zero")
        shared, rest, factor = self._parted(base)
        if factor < 0:
            raise NoNormalForm("the sign of a logarithm's argument is not plain")
        found = Ratio(p.ZERO)
        for prime, times in _primes(factor):
            found = found + self._log_of(p.number(prime), times)
        for generator, exponent in shared:
            if generator.kind == "e":
                found = found + Ratio(Polynomial(((self._raised[generator], exponent),)))
            else:
                self._demand_generator(generator)
                found = found + self._log_of(p.power_of(generator), exponent)
        if rest != p.UNIT:
            self.demands[str(rest)] = rest
            found = found + self._log_of(rest, Fraction(1))
        return found

    def _log_of(self, base: Polynomial, times: Fraction | int) -> Ratio:
        generator = Generator("l", str(base))
        self._logged[generator] = base
        return Ratio(p.power_of(generator).scaled(Fraction(times)))

    def _applied(self, term: Applied) -> Ratio:
        if term.primes == 0 and len(term.arguments) == 1:
            inside = self(term.arguments[0])
            match term.function:
                case "exp":
                    return self.exp(inside)
                case "ln":
                    return self.ln(inside)
        return self._unknown(term)

    def _unknown(self, term: Applied) -> Ratio:
        keys = []
        for argument in term.arguments:
            whole = self(argument).whole()
            if whole is None:
                raise NoNormalForm("an argument divides by a sum")
            keys.append(str(whole))
        name = f"{term.function}{'′' * term.primes}({', '.join(keys)})"
        return Ratio(p.power_of(Generator("f", name)))


def _unfolded(generator: Generator, exponent: Fraction) -> bool:
    return generator.kind in "nr" and not 0 <= exponent < 1


def _number(ratio: Ratio) -> Fraction | None:
    whole = ratio.whole()
    return whole.constant if whole is not None else None


def _primes(value: Fraction) -> list[tuple[int, int]]:
    """A positive fraction as prime factors with their exponents, those below included."""
    found: list[tuple[int, int]] = []
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        divisor = 2
        while divisor * divisor <= whole and divisor < 1000:
            times = 0
            while whole % divisor == 0:
                whole //= divisor
                times += 1
            if times:
                found.append((divisor, sign * times))
            divisor += 1
        if whole > 1:
            found.append((whole, sign))
    return found
