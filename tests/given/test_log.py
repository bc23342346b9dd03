"""What a name stands for at a place: the rules of lookup, one note each."""

import pytest

from initproofs.given.log import Status, When
from initproofs.terms import Head, Index

from .notes import played


def head(name, layer=None):
    return Head(name, Index("", layer)) if layer is not None else Head(name)


def rule(source, wanted, until=None, case=()):
    """The body that defines a head, as it stands in the source; None where nothing does."""
    log = played(source).log
    found = log.rule_for(wanted, When(len(log.facts) if until is None else until, case))
    if found is None:
        return None
    span = found[0].span
    return source[span.start : span.end], found[1]


def value(source, name, case=()):
    log = played(source).log
    fact = log.value_of(head(name), When(len(log.facts), case))
    return None if fact is None else fact.value.low


GENERAL = "$$Z^{[l]} = A^{[l-1]}W^{[l]}$$\n\n"
SPECIAL = "$$Z^{[1]} = XW^{[1]}$$\n\n"
LAST = "Then $W^{[3]} = 5$.\n"


@pytest.mark.parametrize("source", [GENERAL + SPECIAL + LAST, SPECIAL + GENERAL + LAST])
def test_the_rule_of_a_layer_stands_before_the_general_one(source):
    assert rule(source, head("Z", 1)) == ("Z^{[1]} = XW^{[1]}", {})
    assert rule(source, head("Z", 2)) == ("Z^{[l]} = A^{[l-1]}W^{[l]}", {"l": 2})


@pytest.mark.parametrize(("layer", "inside"), [(0, False), (1, True), (3, True), (4, False)])
def test_a_general_rule_holds_inside_its_domain(layer, inside):
    assert (rule(GENERAL + LAST, head("Z", layer)) is not None) == inside


def test_a_general_rule_may_be_said_for_the_layer_after():
    source = "$$Z^{[l+1]} = A^{[l]}W^{[l+1]}$$\n\n" + LAST
    assert rule(source, head("Z", 1)) == ("Z^{[l+1]} = A^{[l]}W^{[l+1]}", {"l": 0})
    assert rule(source, head("Z", 4)) is None


def test_a_general_rule_speaks_of_no_other_name_and_of_no_bare_one():
    assert rule(GENERAL + LAST, head("A", 1)) is None
    assert rule(GENERAL + LAST, head("Z")) is None


def test_a_rule_for_the_last_layer_is_for_no_other():
    source = "$$dZ^{[l]} = dA^{[l]} G^{[l]}$$\n\n$$dZ^{[L]} = A^{[L]} - Y$$\n\n" + LAST
    assert rule(source, head("dZ", 1))[0] == "dZ^{[l]} = dA^{[l]} G^{[l]}"
    assert rule(source, head("dZ", 3))[0] == "dZ^{[L]} = A^{[L]} - Y"


def test_entries_are_matched_letter_by_letter():
    source = "$$v_{ij} = u_{ij} + 1$$\n"
    ones = Head("v", None, (Index("", 1), Index("", 2)))
    assert rule(source, ones)[1] == {"i": 1, "j": 2}
    twice = "$$v_{ii} = u_{ii} + 1$$\n"
    assert rule(twice, ones) is None
    assert rule(twice, Head("v", None, (Index("", 2), Index("", 2))))[1] == {"i": 2}


def test_the_latest_value_is_in_force():
    assert value("$a = 1$\n\n$a = 3$\n", "a") == 3


def test_before_it_is_said_nothing_is_in_force():
    replayed = played("$a = 1$\n\n$b = 2$\n")
    assert replayed.log.value_of(head("b"), When(1)) is None
    assert replayed.log.value_of(head("b"), When(2)) is not None


EXAMPLES = """$c = 7$

## Example 1

$a = 1$

## Example 2

$b = 2$
"""


def test_values_do_not_leak_out_of_an_example():
    first, second = (1,), (2,)
    assert value(EXAMPLES, "a", first) == 1
    assert value(EXAMPLES, "a", second) is None
    assert value(EXAMPLES, "a") is None
    assert value(EXAMPLES, "c", first) == value(EXAMPLES, "c", second) == 7


def test_rules_do_not_leak_out_of_an_example():
    source = "## Example 1\n\n$z = x + y$\n\n## Example 2\n\n$z = x - y$\n"
    assert rule(source, head("z")) is None
    assert rule(source, head("z"), case=(1,))[0] == "z = x + y"
    assert rule(source, head("z"), case=(2,))[0] == "z = x - y"


def test_a_second_rule_is_a_claim_and_no_redefinition():
    source = "$$z = x + y$$\n\n$$z = x - y$$\n"
    assert rule(source, head("z"))[0] == "z = x + y"


def statuses(source, name):
    return [fact.status for fact in played(source).log.facts if fact.head.name == name]


@pytest.mark.parametrize("sign", ["=", ":=", r"\leftarrow"])
def test_an_update_is_no_equation(sign):
    source = f"$w = 2$, $h = 1$\n\n$$w {sign} w - h = 1$$\n"
    assert statuses(source, "w") == [Status.VALUE, Status.UPDATE]
    assert value(source, "w") == 1
    assert rule(source, head("w")) is None


def test_how_a_value_came_to_be_in_force():
    source = "$x = 2$\n\n$$z = x + 1$$\n\n$$z = 3$$\n\nSuppose that $y = 4$.\n"
    assert statuses(source, "x") == [Status.VALUE]
    assert statuses(source, "z") == [Status.DEFINED, Status.ASSERTED]
    assert statuses(source, "y") == [Status.SUPPOSED]


def test_a_mistake_that_is_mentioned_is_not_in_force():
    source = "$x = 2$\n\nA common mistake is $x = 5$.\n"
    assert value(source, "x") == 2


def test_results_of_an_old_datum_are_not_in_force_with_a_new_one():
    source = "$x = 2$\n\n$$z = x + 1$$\n\n$$z = 3$$\n\n$x = 5$\n"
    assert value(source, "z") is None
    assert value(source, "x") == 5
