"""A question about functions → a verdict, or nothing where there is nothing sure to say.

Equations are proved by normal forms and refuted by rigorous separation at rational points, and only
where the note means them for every value of their letters.
"""

from __future__ import annotations

from fractions import Fraction

from ...evidence.functions.building import num, squared, sub, times
from ...evidence.functions.catalogue import TITLES
from ...evidence.functions.edits import nearest
from ...evidence.functions.equal import Apart, Equal, compare, leaks_otherwise, letters
from ...evidence.functions.linear import NoTangent, Tangent, tangent
from ...evidence.functions.show import show
from ...nouns import Assumption, Counterexample, Proof, Ruling, Verdict
from ...terms import Applied, Head, Number, Symbol, Term, is_numeric, walk
from . import extremes, homogeneity
from .naming import recognise
from .questions import EQUAL, ORDER, Question, names_activation
from .wording import NEAR_ZERO, TO_SOLVE, said_of, slopes_of, spelled

SMALLEST = 3  # parts of a side that computes something
SMALLEST_OF_BOTH = 9  # a shorter equation is as often one to be solved
RICH = frozenset({"exp", "ln", "d/d", "abs", "max", "min"})  # no plain polynomials
KINK = Assumption("at the kink there is no derivative: its value there is a convention")


def answer(question: Question) -> Verdict | None:
    """What can be said for sure; None is silence."""
    if question.relation in EQUAL:
        return extremes.answer(question) or homogeneity.answer(question) or _equation(question)
    if question.relation == "≈":
        return _approximation(question)
    if question.relation in (*ORDER, "→", "∈"):
        return extremes.answer(question)
    return None


def _equation(question: Question) -> Verdict | None:
    left, right = question.left, question.right
    if left == right and not question.defines:
        return None
    if question.defines and not _defines_a_known(question):
        return None
    if not letters(left, right) or not _says_something(question) or _of_matrices(left, right):
        return None
    found = compare(left, right, question.conditions)
    if isinstance(found, Equal) and not found.demands:
        return _proved(question, found)
    if isinstance(found, Apart) and _may_be_refuted(question, found):
        return _refuted(question, found)
    return None


def _says_something(question: Question) -> bool:
    """Is there more than a name on each side: no definition of a letter, no value of one?"""
    one, other = question.wrote
    if isinstance(other, Number):
        return bool(question.conditions) and slopes_of(one)
    return not isinstance(one, Symbol | Number) and not isinstance(other, Symbol)


def _defines_a_known(question: Question) -> bool:
    """``σ(z) = …`` is a claim where σ has a meaning apart from this formula."""
    return isinstance(question.left, Applied) and question.left.function in TITLES


def _proved(question: Question, found: Equal) -> Verdict:
    used = (*question.used, *((KINK,) if found.off else ()))
    message = said_of(question)
    steps = found.steps + tuple(("the value there is a convention", off) for off in found.off)
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)


def _may_be_refuted(question: Question, found: Apart) -> bool:
    """Only what is meant for all values, of a sure function, and fails nearly everywhere."""
    if not question.certain or question.conditions or not _same_letters(question):
        return False
    if leaks_otherwise(question.left, question.right):
        return False
    one, other = question.wrote
    named = names_activation(question.left, question.right)
    if named and (slopes_of(one) or slopes_of(other)):
        return found.everywhere or _has_cases(other)
    in_pieces = bool(question.defines) and _has_cases(question.right)
    if not found.everywhere and not in_pieces:
        return False
    if question.defines and recognise(*_by_letter(question)):
        return False  # another function of the catalogue: the name may have been given anew
    if (
        named
        and question.by_formula
        and _curved(question.right)
        and not TO_SOLVE.search(_words(question))
    ):
        return True
    if not (question.about_activation or slopes_of(one) or _meant_as_identity(question)):
        return False
    return nearest(question.left, question.right) is not None or (
        nearest(question.right, question.left) is not None
    )


def _curved(term: Term) -> bool:
    """Does it compute a function of its letter, more than a polynomial: no equation to solve?"""
    return any(
        isinstance(part, Applied) and part.function in (*TITLES, "exp", "ln", "cosh", "sinh")
        for part in walk(term)
    )


def _of_matrices(*terms: Term) -> bool:
    """Two letters that may be matrices need not commute, and are left to the shapes."""
    capital = {head for head in letters(*terms) if not head.name.islower() or head.name > "𝐀"}
    return len(capital) > 1


def _meant_as_identity(question: Question) -> bool:
    """Two sides that both compute something, in letters that stand for nothing else."""
    both = (question.left, question.right)
    sizes = [sum(1 for _ in walk(side)) for side in question.wrote]
    if min(sizes) < SMALLEST or sum(sizes) < SMALLEST_OF_BOTH:
        return False
    rich = len(letters(*both)) > 1 or any(
        isinstance(p, Applied) and p.function in RICH for s in both for p in walk(s)
    )
    facts = question.replay.log.by_name
    bound = any(facts.get(head.name) for head in letters(*both))
    return rich and not bound and not TO_SOLVE.search(_words(question))


def _by_letter(question: Question) -> tuple[Head, Term]:
    return letters(question.left)[0], question.right


def _has_cases(term: Term) -> bool:
    return any(isinstance(p, Applied) and p.function in ("cases", "max", "min") for p in walk(term))


def _same_letters(question: Question) -> bool:
    one, other = set(letters(question.left)), set(letters(question.right))
    scalars = all(head.name.islower() for head in one | other)
    if _has_cases(question.right) and other <= one:
        return scalars
    return one == other and bool(one) and scalars


def _refuted(question: Question, found: Apart) -> Verdict:
    one, other = question.wrote
    better = _slope_known(question.left) or nearest(question.left, question.right)
    at = ", ".join(f"{head} = {value}" for head, value in found.at)
    values = f"{spelled(found.left)} ≠ {spelled(found.right)}"
    true = f"{show(one)} = {question.said(better)}" if better else f"{show(one)} ≠ {show(other)}"
    because = f"at {at} the left side is {spelled(found.left)}, the right {spelled(found.right)}"
    shown = f"at {at}: {values}"
    message = f"it fails {shown}"
    if better is not None:
        message = f"{show(one)} = {question.said(better)}, and not {show(other)}"
    example = tuple((str(head), str(value)) for head, value in found.at)
    counterexample = Counterexample(
        f"{show(one)} = {show(other)}", true, because, (*example, ("the sides", values))
    )
    return Verdict(
        Ruling.REFUTED,
        message,
        (counterexample,),
        "false " + shown,
        question.used,
        question.said(better) if better is not None else None,
        (question.marked,),
    )


def _slope_known(term: Term) -> Term | None:
    """The slopes of σ and tanh by their values, as every course writes them."""
    match term:
        case Applied("d/d", (Applied(name, (Symbol() as at,)), by)) if at == by:
            pass
        case Applied(name, (Symbol() as at,), 1):
            pass
        case _:
            return None
    value = Applied(name, (at,))
    known: dict[str, Term] = {
        "sigmoid": times(value, sub(num(1), value)),
        "tanh": sub(num(1), squared(value)),
    }
    return known.get(name)


def _approximation(question: Question) -> Verdict | None:
    """``tanh(x) ≈ x``, where the note speaks of arguments near 0."""
    names = letters(question.left, question.right)
    if len(names) != 1 or is_numeric(question.right):
        return None
    if not names_activation(question.left) or not question.certain:
        return None
    if not NEAR_ZERO.search(_words(question)):
        return None
    found = tangent(question.left, question.right, names[0])
    one, other = question.wrote
    if isinstance(found, Tangent):
        x = f"|{names[0]}|"
        bound = f"|{show(one)} - {show(other)}| ≤ {_power(found, x)}"
        steps = (*found.steps, ("so near 0", bound))
        return Verdict(Ruling.PROVED, f"near 0: {bound}", (Proof(steps),), bound, question.used)
    if isinstance(found, NoTangent):
        because = f"at 0 the {found.what}s are {found.left} and {found.right}"
        wrote = f"{show(one)} ≈ {show(other)} near 0"
        wrong = Counterexample(wrote, because, because, ((str(names[0]), "0"),))
        return Verdict(Ruling.REFUTED, because, (wrong,), because, question.used)
    return None


def _power(found: Tangent, x: str) -> str:
    size = f"{x}^{found.power}" if found.power > 1 else x
    return f"{size}/{found.bound.denominator}" if found.bound != Fraction(1) else size


def _words(question: Question) -> str:
    """The sentence of a formula and the paragraph that leads to it."""
    replay, block = question.replay, question.statement.block
    near = [s for s in replay.sentences if block in s.blocks or block == s.last_block + 1]
    return " ".join(sentence.text for sentence in near)
