"""A whole note: what is given, the rules, the steps with their mistakes, and what is said of them.

In goes a seed, out comes a ``Note`` whose every place has a label.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from . import words
from .exact import Matrix, shape
from .network import Rule, at, draw_values, steps
from .remarks import remarks, shape_remarks
from .setup import write_backward, write_setup, write_supposed, write_values
from .spelling import Style, spell_number
from .teller import Teller, UnsuitableError, draw_teller, features
from .terms import Name, names
from .truth import Label, Ledger, Note
from .words import say
from .working import (
    Working,
    chain,
    commit,
    draft,
    faulty_workings,
    one_of_a_kind,
    right_working,
    settle,
    worth_numbers,
)

Restyle = Callable[[Teller], None]
SLIPS = {"wrong entry", "rows swapped", "wrong sign", "all signs", "doubled", "extra row",
         "extra column", "missing row", "missing column", "result transposed"}  # fmt: skip


def used_later(name: Name, rest: list[Rule]) -> bool:
    return any(name in names(rule.right) for rule in rest)


def has_zero(matrix: Matrix) -> bool:
    return any(entry == 0 for row in matrix for entry in row)


def at_kink(teller: Teller, rule: Rule, matrix: Matrix) -> bool:
    """Whether a ReLU's slope would be asked for at zero, where conventions differ."""
    hidden = rule.left.symbol == "Z" and rule.left.layer != teller.net.depth
    return hidden and teller.net.layered and teller.net.hidden == "relu" and has_zero(matrix)


def lifeless(teller: Teller, matrix: Matrix) -> bool:
    """Nothing but zeros shows nothing; a few such notes are kept."""
    return all(e == 0 for row in matrix for e in row) and teller.chance.random() < 0.9


def aliased(teller: Teller, rule: Rule, matrix: Matrix) -> Name | None:
    """Z^[1] = A^[1] = …, where the activation changes nothing."""
    net = teller.net
    if rule.left.symbol != "Z" or rule.left.layer in (None, net.depth) or teller.rng.random() < 0.7:
        return None
    fixed = net.hidden == "identity" or all(e >= 0 for row in matrix for e in row)
    return at(net, "A", rule.left.layer) if fixed else None


def write_step(teller: Teller, rule: Rule, rest: list[Rule], faulty: bool) -> Name | None:
    """One chain; returned is the name that was stated along with it, if any."""
    ledger, style, rng, habits = teller.ledger, teller.style, teller.rng, teller.habits
    ruled = teller.ruled(rule)
    right = right_working(rule, ruled, ledger, habits, style, rng)
    if at_kink(teller, rule, right.result.matrix) or lifeless(teller, right.result.matrix):
        raise UnsuitableError
    working, label, broken = choose(teller, right, rule, rest, faulty)
    alias = aliased(teller, rule, working.result.matrix) if working.symbols is None else None
    head = teller.spelled(rule.left)
    if alias:
        head += f" = {teller.spelled(alias)}"
    latex = chain(working, head, rule, habits, style, ledger.factors["mean"])
    lead = say(rng, words.LEADS)
    teller.page.show([draft(working, latex, rule, label, broken)], lead)
    commit(working, rule, label, ledger, (rule.left, alias) if alias else (rule.left,))
    teller.shown.append(rule.left)
    return alias


def choose(teller: Teller, right: Working, rule: Rule, rest: list[Rule],
           faulty: bool) -> tuple[Working, Label, int]:  # fmt: skip
    """A wrong working that is surely wrong if one was asked for; else the right one."""
    if faulty:
        for one in by_kind(teller, right, rule, not used_later(rule.left, rest)):
            found = settle(one, rule, teller.ruled(rule), teller.ledger)
            if found and found[0] is Label.WRONG and not at_kink(teller, rule, one.result.matrix):
                teller.faults -= 1
                return one, *found
    found = settle(right, rule, teller.ruled(rule), teller.ledger)
    if found is None or found[0] is Label.WRONG:
        raise UnsuitableError
    return right, *found


def by_kind(teller: Teller, right: Working, rule: Rule, last: bool) -> list[Working]:
    """One mistake of every kind, in random order; a matrix used later keeps its shape."""
    wrong = faulty_workings(
        right, rule, teller.ledger, teller.habits, teller.style, last, teller.rng
    )
    drawn = one_of_a_kind(
        (one for one in wrong if acceptable(teller, one, right, last)), teller.rng
    )
    if teller.rng.random() < 0.6:
        drawn.sort(key=lambda one: one.fault in SLIPS)
    return drawn


def acceptable(teller: Teller, one: Working, right: Working, last: bool) -> bool:
    """A matrix used later keeps its shape; a tuple may stand for a row or for a column."""
    if teller.style.tuples and "transposed" in one.fault:
        return False
    return last or shape(one.result.matrix) == shape(right.result.matrix)


def write_steps(teller: Teller, values: dict[Name, Matrix], pending: list[Rule]) -> None:
    """The pass forward, the pass back, the remarks and the updates, in this order."""
    todo = steps(teller.net)
    chosen = set(teller.rng.sample(range(len(todo)), min(teller.faults, len(todo))))
    skipped: list[Name] = []
    turned = remarked = False
    teller.tell(say(teller.rng, words.THEN_FORWARD))
    for index, rule in enumerate(todo):
        if not turned and (rule.phase == "backward" or rule.left.symbol in ("dW", "dZ")):
            turned = True
            write_backward(teller, pending)
            teller.tell(say(teller.rng, words.THEN_BACK))
            if teller.net.supposed:
                write_supposed(teller, values)
        if rule.phase == "update" and not remarked:
            remarked = True
            write_remarks(teller)
            write_rate(teller)
        if rule.left in skipped:
            continue
        if omitted(teller, rule, index in chosen):
            teller.ledger.record(rule.left, rule.right, None, None)
            continue
        alias = write_step(teller, rule, todo[index + 1 :], index in chosen)
        skipped += [alias] if alias else []
    if not remarked:
        write_remarks(teller)


def omitted(teller: Teller, rule: Rule, faulty: bool) -> bool:
    if faulty or not teller.ruled(rule) or (teller.net.updates and rule.left.symbol == "dW"):
        return False
    return teller.rng.random() < (0.12 if worth_numbers(rule.right) else 0.4)


def write_rate(teller: Teller) -> None:
    rate = spell_number(teller.ledger.factors["rate"], Style())
    latex = f"{teller.style.letter('rate')} = {rate}"
    teller.tell(say(teller.rng, words.RATE, rate=teller.maths(latex)))


def write_remarks(teller: Teller) -> None:
    """One or two sentences about what was computed, sometimes a false one."""
    rng, ledger = teller.rng, teller.ledger
    for _ in range(rng.choice((0, 1, 1, 2))):
        if not teller.shown:
            return
        name = rng.choice(teller.shown)
        latex = teller.maths(teller.spelled(name))
        stated, ideal = ledger.stated[name], ledger.ideal[name]
        options = []
        if name not in ledger.rounded:
            options += list(remarks(latex, stated, ideal))
        if not teller.style.tuples:
            options += list(shape_remarks(latex, teller.maths, stated, ideal, rng))
        wanted = Label.WRONG if teller.flawed and rng.random() < 0.4 else Label.TRUE
        fitting = [one for one in options if one.label in (wanted, Label.OPEN)]
        if fitting and name not in {*ledger.tainted}:
            teller.page.remark(rng.choice(fitting))


def tell_example(teller: Teller, pending: list[Rule]) -> None:
    twins = teller.net.layered and teller.rng.random() < 0.4
    fine = teller.habits.digits is not None or teller.rng.random() < 0.15
    small = teller.net.output == "sigmoid" and teller.habits.digits is not None
    values = draw_values(teller.net, teller.chance, twins, fine, small)
    factors = {"mean": Fraction(1, teller.net.examples), "rate": draw_rate(teller.chance)}
    teller.ledger = Ledger.opened(values, factors)
    teller.shown = []
    write_values(teller, values, twins)
    write_steps(teller, values, pending)


def draw_rate(rng: Random) -> Fraction:
    return rng.choice((Fraction(1, 10), Fraction(1, 2), Fraction(1, 100), Fraction(1)))


def attempt(rng: Random, chance: Random, faults: int, restyle: Restyle) -> Note:
    """One note, or ``UnsuitableError``."""
    teller = draw_teller(rng, chance, faults)
    restyle(teller)
    if rng.random() < 0.7:
        teller.page.heading(say(rng, words.TITLES), 1)
    teller.tell(say(rng, words.OPENINGS))
    pending = write_setup(teller)
    if rng.random() < 0.12:
        write_backward(teller, pending)  # what one example says may not hold in the next
        pending = []
        for heading in ("First example", "Second example"):
            teller.page.heading(heading)
            tell_example(teller, pending)
            teller.faults = rng.choice((0, 1))
    else:
        tell_example(teller, pending)
    teller.tell(say(rng, words.CLOSINGS))
    return Note(teller.page.text, tuple(teller.page.truths), features(teller))


def as_drawn(teller: Teller) -> None:
    """The habits that were drawn."""


def network_note(seed: int, restyle: Restyle = as_drawn, numbers: int = 0) -> Note:
    """The note of a seed: the same seed, the same note.

    ``restyle`` may change how the author writes, and ``numbers`` the numbers of the example.
    """
    faults = Random(f"faults {seed}").choice((0, 0, 1, 1, 1, 2, 2, 3))
    return redrawn(
        lambda turn: attempt(
            Random(f"text {seed}"), Random(f"{seed}.{turn}.{numbers}"), faults, restyle
        )
    )


def redrawn(draw: Callable[[int], Note]) -> Note:
    """The first note that suits."""
    for turn in range(200):
        try:
            return draw(turn)
        except UnsuitableError:
            continue
    raise AssertionError("two hundred draws and none suits")
