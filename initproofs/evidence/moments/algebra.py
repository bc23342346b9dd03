"""Terms → polynomials in moments, under what is known of their names.

Takes sums and products with symbolic limits, ``E``, ``Var``, ``Cov``, ``Std``, ``Corr`` and
conditional expectations of polynomials; refuses, with the reason, what is no polynomial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial

from ...terms import (
    Applied,
    Head,
    Number,
    Over,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
)
from .expectation import Expectation
from .expression import (
    ONE,
    ZERO,
    Expression,
    Range,
    Unsupported,
    generator,
    number,
    sum_over,
)
from .generators import (
    Constant,
    Generator,
    Given,
    Moment,
    Spread,
    Variable,
)
from .premises import Equation, Premises
from .products import raised_to, repeated
from .roots import never_negative, power

MOMENTS = frozenset({"E", "Var", "Cov", "Std", "Corr"})
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Setting:
    """What is known of names: which are random, which cannot be negative, what stands for what.

    ``rules`` gives heads the terms that they stand for; ``premises`` what may be supposed.
    """

    random: frozenset[str] = frozenset()
    premises: Premises = frozenset()
    positive: frozenset[str] = frozenset()
    rules: Mapping[Head, Term] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.random, self.premises, self.positive, frozenset(self.rules.items())))

    def with_premises(self, premises: Premises) -> Setting:
        return replace(self, premises=premises)


class Algebra:
    """Values of terms under one setting. ``steps`` are the named rules that were used."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.expect = Expectation(setting.premises)
        self.bound: list[str] = []
        self.opened: list[Head] = []
        self.given: dict[Generator, Expression] = {}
        self.means: dict[Expression, Expression] = {}  # of sums: ``E[y]`` is given, y is defined
        self._take_equations()

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.expect.steps)

    def _take_equations(self) -> None:
        for premise in sorted(self.setting.premises, key=str):
            if not isinstance(premise, Equation):
                continue
            left, right = self.raw(premise.left), self.raw(premise.right)
            match premise.left:
                case Applied("E", (Symbol(head),)) if head in self.setting.rules:
                    self.means[self.raw(Symbol(head))] = right
            unknown = _unknown_of(left)
            if unknown is not None:
                self.given[unknown] = right - (left - generator(unknown))

    def value(self, term: Term) -> Expression:
        """The normal form, with every moment that is given a value replaced by it."""
        found = self.raw(term)
        for _ in range(4):
            new = found.map(self._replaced)
            if new == found:
                break
            found = new
        return found

    def _replaced(self, of: Generator, degree: Fraction) -> Expression | None:
        known = self.given.get(_any_index(of))
        if known is None:
            return None
        self.expect.note("given", f"{of} = {known}")
        return power(known.map(partial(self._of_member, of)), degree, self.positive)

    def _of_member(self, of: Generator, part: Generator, degree: Fraction) -> Expression | None:
        """``Var(x) = 1 - E[x]²`` of x_i: the mean is that of x_i, too."""
        bare, member = _variable(part), _variable(of)
        if bare is None or member is None or part != _any_index(part):
            return None
        if bare.head != replace(member.head, indices=()) or not member.head.indices:
            return None
        return power(generator(_with(part, replace(bare, head=member.head))), degree, self.positive)

    def raw(self, term: Term) -> Expression:
        match term:
            case Number(value):
                return number(value)
            case Symbol(head):
                return self._symbol(head)
            case Sum(terms):
                return sum((self.raw(t).scaled(Fraction(s)) for s, t in terms), ZERO)
            case Product(left, right, sign):
                if sign not in "··*×":
                    raise Unsupported(f"the product “{sign}” has no rule here")
                return self.raw(left) * self.raw(right)
            case Quotient(top, bottom):
                below = self.deterministic(bottom)
                return self.raw(top) * power(below, Fraction(-1), self.positive)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Applied():
                return self._applied(term)
            case Over():
                return self._over(term)
        raise Unsupported(getattr(term, "why", "") or "a matrix has no rule among moments")

    def deterministic(self, term: Term) -> Expression:
        found = self.raw(term)
        if any(isinstance(g, Given) for s in found.terms for g, _ in s.factors):
            raise Unsupported("a random denominator has no rule here")
        if is_random(found) and found.single is None:
            raise Unsupported("a random denominator has no rule here")
        return found

    def positive(self, of: Generator) -> bool:
        if isinstance(of, Constant):
            return of.head.name in self.setting.positive
        return never_negative(of)

    def _symbol(self, head: Head) -> Expression:
        rule = self.setting.rules.get(head)
        if rule is not None and head not in self.opened:
            self.expect.note("definition", f"{head} as the note defines it")
            self.opened.append(head)
            found = self.raw(rule)
            self.opened.pop()
            return found
        if head.name in self.setting.random:
            return generator(Variable(head))
        return generator(Constant(head))

    def _power(self, base: Term, exponent: Term) -> Expression:
        raised, degree = self.raw(base), self.raw(exponent)
        plain = degree.number
        if plain is None:
            if is_random(raised) or is_random(degree):
                raise Unsupported("a power with a random base or exponent has no rule here")
            return raised_to(raised, degree, self.positive)
        if is_random(raised) and (plain < 0 or plain.denominator > 1) and raised.single is None:
            raise Unsupported("a root or inverse of a random sum has no rule here")
        return power(raised, plain, self.positive)

    def _applied(self, term: Applied) -> Expression:
        name, arguments = term.function, term.arguments
        if name in MOMENTS and not term.primes and term.label is None:
            return self._moment(name, arguments)
        if len(arguments) != 1 or term.primes or term.label is not None:
            raise Unsupported(f"the moments of {name}(…) have no rule here")
        inner = self.raw(arguments[0])
        if name == "abs" and not is_random(inner):
            return power(inner * inner, HALF, self.positive)
        single = inner.single
        if single is None or single[1] != 1 or len(single[0]) != 1 or single[0][0][1] != 1:
            raise Unsupported(f"{name} of something that is not one variable")
        of = single[0][0][0]
        if not isinstance(of, Variable) or of.function:
            raise Unsupported(f"{name} of something that is not random")
        return generator(Variable(of.head, name))

    def _moment(self, name: str, arguments: tuple[Term, ...]) -> Expression:
        *arguments_, last = arguments
        on: tuple[Head, ...] = ()
        if isinstance(last, Applied) and last.function == "given":
            on = tuple(h for a in last.arguments if isinstance(a, Symbol) for h in [a.head])
            if len(on) < len(last.arguments):
                raise Unsupported("a condition that is no variable has no rule here")
            bodies = tuple(map(self.raw, arguments_))
        else:
            bodies = tuple(map(self.raw, arguments))
        if len(bodies) != (2 if name in ("Cov", "Corr") else 1):
            raise Unsupported(f"{name} of {len(bodies)} arguments")
        first, second = bodies[0], bodies[-1]
        if name == "E":
            return self._mean(first, on)
        covariance = self._covariance(first, second, on)
        if name == "Std":
            return power(covariance, HALF, self.positive)
        if name == "Corr":
            below = self._covariance(first, first, on) * self._covariance(second, second, on)
            return covariance * power(below, -HALF, self.positive)
        return covariance

    def _covariance(self, a: Expression, b: Expression, on: tuple[Head, ...]) -> Expression:
        rule = ("Var X = E[X²] - E[X]²", "") if a == b else ("Cov(X, Y) = E[XY] - E[X] E[Y]", "")
        self.expect.note("definition", rule[0])
        return self.expect(a * b, on) - self._mean(a, on) * self._mean(b, on)

    def _mean(self, body: Expression, on: tuple[Head, ...]) -> Expression:
        known = self.means.get(body) if not on else None
        if known is None:
            return self.expect(body, on)
        self.expect.note("given", f"the mean is {known}")
        return known

    def _again(self, of: Generator, degree: Fraction) -> Expression | None:
        """A joint moment, once a sum tells which of its indices are equal and which are not."""
        if not isinstance(of, Moment) or len(of.parts) < 2:
            return None
        powers: dict[Variable | Given, Fraction] = {}
        for variable, written_ in of.parts:
            powers[variable] = powers.get(variable, Fraction(0)) + Fraction(written_)
        moment = self.expect.moment(tuple(powers.items()))
        return None if moment == generator(of) else power(moment, degree, self.positive)

    def _over(self, term: Over) -> Expression:
        low, high = self.raw(term.low), self.raw(term.high)
        body = self.raw(term.body)
        if term.sign == "Σ":
            length = high - low + ONE
            over = Range(f"{low}..{high}", length)
            return sum_over(term.index, over, body).map(self._again)
        if is_random(body):
            raise Unsupported("a product of random variables up to a symbol has no rule here")
        return repeated(term.index, low, high, body, self.positive)


def _unknown_of(left: Expression) -> Generator | None:
    """The one generator that an equation can be solved for: ``Var(X)`` of ``Var(X) + E[X]²``."""
    found = [
        summand.factors[0][0]
        for summand, value in left.terms.items()
        if not summand.bound and value == 1 and len(summand.factors) == 1
        if summand.factors[0][1] == 1
    ]
    return found[0] if len(found) == 1 else None


def _variable(of: Generator) -> Variable | None:
    """The one variable whose moment this is."""
    match of:
        case Spread(variable) | Moment(((Variable() as variable, _),)):
            return variable
    return None


def _with(of: Generator, variable: Variable) -> Generator:
    return Spread(variable) if isinstance(of, Spread) else Moment(((variable, _degree(of)),))


def _degree(of: Generator) -> str:
    assert isinstance(of, Moment)
    return of.parts[0][1]


def _any_index(of: Generator) -> Generator:
    """A moment of one variable, whichever of its family it is; others as they are."""
    if isinstance(of, Spread):
        return Spread(replace(of.of, head=replace(of.of.head, indices=())))
    if isinstance(of, Moment) and len(of.parts) == 1:
        ((variable, degree),) = of.parts
        if isinstance(variable, Variable):
            bare = replace(variable, head=replace(variable.head, indices=()))
            return Moment(((bare, degree),))
    return of


def is_random(found: Expression) -> bool:
    return any(isinstance(g, Variable | Given) for s in found.terms for g, _ in s.factors)
