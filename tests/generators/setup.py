"""What a note says before its first number is computed: sizes, rules, conventions, data.

In goes a ``Teller``, onto its page go the sentences and displays, all of them given.
"""

from __future__ import annotations

from . import words
from .exact import Matrix
from .network import Rule, at, general_rules, steps
from .page import Draft
from .spelling import labelled, spell, spell_value
from .teller import Teller
from .terms import Name, names
from .words import say


def write_rules(teller: Teller, rules: list[Rule], lead: str) -> None:
    drafts = [
        Draft(f"{teller.spelled(rule.left)} = {spell(rule.right, teller.style)}", what="rule")
        for rule in rules
    ]
    if drafts:
        teller.page.show(drafts, lead)


def rules_to_state(teller: Teller) -> tuple[list[Rule], list[Rule]]:
    """The rules of the forward and of the backward pass that this note writes down."""
    net = teller.net
    each = [rule for rule in steps(net) if rule.phase != "update"]
    general = general_rules(net) if net.layered else each
    ahead = general if teller.mode == "general" else each
    back = general if teller.mode in ("general", "mixed") else each
    forward = [rule for rule in ahead if rule.phase != "backward"]
    backward = [rule for rule in back if rule.phase == "backward"]
    return ([] if teller.mode == "inline" else forward,
            backward if teller.mode in ("general", "layered", "mixed") else [])  # fmt: skip


def write_conventions(teller: Teller) -> None:
    """Everything a reader must know before the numbers make sense."""
    net, style, rng = teller.net, teller.style, teller.rng
    g, z = style.letter("g"), "z"
    said = []
    if net.layered and net.hidden == "identity":
        identity = teller.maths(f"{g}({z}) = {z}")
        said.append(say(rng, words.IDENTITY, g=teller.maths(g), identity=identity))
    if net.layered and net.hidden == "relu":
        relu = teller.maths(rf"{g}({z}) = \max(0, {z})")
        said.append(say(rng, words.RELU, g=teller.maths(g), relu=relu))
    if net.output == "sigmoid":
        formula = teller.maths(rf"\sigma({z}) = \frac{{1}}{{1 + e^{{-{z}}}}}")
        said.append(say(rng, words.SIGMOID, sigma=teller.maths(r"\sigma"), sigmoid=formula))
    op = style.hadamard
    if net.layered and (op == "*" or (op == r"\circ" and rng.random() < 0.5)):
        star = say(rng, words.STAR, op=op).replace(f"${op}$", teller.maths(op))
        said.append(star if teller.habits.star_said else "")
    if net.bias == "zero":
        said.append(say(rng, words.NO_BIAS, b=teller.maths(f"{style.letter('b')} = 0")))
    rng.shuffle(said)
    teller.tell(*said)


def write_sizes(teller: Teller) -> None:
    net, style, rng = teller.net, teller.style, teller.rng
    m = style.letter("m")
    if rng.random() < 0.6:
        size = teller.maths(f"{m} = {net.examples}")
        features = teller.maths(f"n = {net.sizes[0]}")
        said = [say(rng, words.SIZES, m=size, n=features)]
        if net.depth == 2 and rng.random() < 0.6:
            units = teller.maths(f"{labelled('n', 1, style)} = {net.sizes[1]}")
            said.append(say(rng, words.UNITS, units=units))
    else:
        said = [say(rng, words.BATCH, m=teller.maths(m))] if net.mean else []
    layout = words.COLUMNS if net.column else words.ROWS
    said.append(say(rng, layout, X=teller.maths(style.letter("X"))))
    teller.tell(*said)


def write_setup(teller: Teller) -> list[Rule]:
    """Sizes, rules and conventions; returned are the backward rules still to be stated."""
    style, rng = teller.style, teller.rng
    forward, backward = rules_to_state(teller)
    write_sizes(teller)
    write_rules(teller, forward, say(rng, words.FORWARD))
    if needs_input(teller, forward, backward):
        a0 = f"{labelled(style.letter('A'), 0, style)} = {style.letter('X')}"
        teller.tell(say(rng, words.INPUT, A0=teller.maths(a0)))
    write_conventions(teller)
    if rng.random() < 0.5:
        write_backward(teller, backward)
        backward = []
    return backward


def needs_input(teller: Teller, forward: list[Rule], backward: list[Rule]) -> bool:
    """Whether A^[0] has to be introduced; a mixed note sometimes leaves it to the reader."""
    used = {name for rule in forward + backward for name in names(rule.right)}
    if Name("A", 0) in used or teller.net.input_is_a0:
        return teller.net.layered
    return Name("A", "l-1") in {n for rule in forward for n in names(rule.right)} or (
        Name("A", "l-1") in used and teller.rng.random() < 0.5
    )


def write_backward(teller: Teller, rules: list[Rule]) -> None:
    if not rules:
        return
    write_rules(teller, rules, say(teller.rng, words.BACKWARD))
    if uses(rules, "db"):
        teller.tell(say(teller.rng, words.ONES))


def uses(rules: list[Rule], symbol: str) -> bool:
    return any(rule.left.symbol == symbol for rule in rules)


def given(teller: Teller, name: Name, values: dict[Name, Matrix]) -> Draft:
    latex = f"{teller.spelled(name)} = {spell_value(values[name], teller.style)}"
    return Draft(latex, what=f"{name.symbol} given")


def write_values(teller: Teller, values: dict[Name, Matrix], twins: bool) -> None:
    net, rng = teller.net, teller.rng
    listed = [Name("X")]
    for layer in range(1, net.depth + 1):
        listed.append(at(net, "W", layer))
        if net.bias == "rows":
            listed.append(at(net, "b", layer))
    if not net.supposed:
        listed.append(Name("Y"))
    lead = say(rng, words.TWINS) if twins else say(rng, words.VALUES)
    teller.page.show([given(teller, name, values) for name in listed], lead)


def write_supposed(teller: Teller, values: dict[Name, Matrix]) -> None:
    name = at(teller.net, "dZ", teller.net.depth)
    teller.page.show([given(teller, name, values)], say(teller.rng, words.SUPPOSE))
