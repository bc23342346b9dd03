"""The note's program at concrete sizes: its values are what plain lists of fractions give."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.arithmetic.enclosure import Real
from initproofs.arithmetic.residues import PRIME, Residue
from initproofs.given.choices import Absent, Choices
from initproofs.given.evaluate import Evaluation
from initproofs.given.fields import RandomResidues, Reals
from initproofs.given.graph import Instance, Misfit, graph
from initproofs.given.log import When
from initproofs.terms import Head, Index

from .notes import STYLES, network, played

IDENTITY = "The activation $g$ is the identity.\n\n"
LAYOUTS = ("row", "column")


def head(name, layer=None, style="square"):
    if layer is None:
        return Head(name)
    if style == "below":
        return Head(name, None, (Index("", layer),))
    return Head(name, Index("", layer))


def plain(value):
    """A value as a list of lists of fractions, a number as one fraction."""
    if not isinstance(value, tuple):
        assert value.low == value.high
        return value.low
    return [[entry.low for entry in row] for row in value]


def turned(a):
    return [[row[j] for row in a] for j in range(len(a[0]))]


def times(a, b):
    assert len(a[0]) == len(b)
    return [[sum(x * b[k][j] for k, x in enumerate(row)) for j in range(len(b[0]))] for row in a]


def plus(a, b):
    """``b`` may be one row or one column, which is then added to each."""
    return [
        [x + b[i % len(b)][j % len(b[0])] for j, x in enumerate(row)] for i, row in enumerate(a)
    ]


def forward(layout, a, w, b):
    return plus(times(a, w) if layout == "row" else times(w, a), b)


def backward(layout, m, a, w, d):
    """What goes back to the layer before, and the gradient of the weights."""
    back = times(d, turned(w)) if layout == "row" else times(turned(w), d)
    step = times(turned(a), d) if layout == "row" else times(d, turned(a))
    return back, [[x / m for x in row] for row in step]


def instance(source, field=None, **more):
    found = graph(played(source), field or Reals(), **more)
    assert isinstance(found, Instance), found
    return found


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_values_are_those_of_plain_lists(layout, style):
    depth = 3
    made = instance(IDENTITY + network(layout, style), depth=depth, seed=5)

    def value(name, layer=None):
        return plain(made.value(head(name, layer, style)))

    a = [value("A", 0)]
    for layer in range(1, depth + 1):
        z = forward(layout, a[-1], value("W", layer), value("b", layer))
        assert value("Z", layer) == z
        assert value("A", layer) == z
        a.append(z)
    m = value("m")
    assert m == len(a[0] if layout == "row" else a[0][0]) == made.examples
    d = value("dA", depth)
    for layer in range(depth, 0, -1):
        assert value("dZ", layer) == d
        d, step = backward(layout, m, a[layer - 1], value("W", layer), d)
        assert value("dW", layer) == step
        if layer > 1:
            assert value("dA", layer - 1) == d


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_relu_is_computed_over_fractions(layout):
    source = "The activation $g$ is a ReLU.\n\n" + network(layout, "square")
    made = instance(source, depth=2, seed=3)
    a, w, b = (plain(made.value(head(*n))) for n in (("A", 0), ("W", 1), ("b", 1)))
    z = forward(layout, a, w, b)
    assert any(x < 0 for row in z for x in row)
    assert plain(made.value(head("A", 1))) == [[max(x, Fraction(0)) for x in row] for row in z]
    d, slopes = plain(made.value(head("dA", 1))), [[Fraction(x > 0) for x in row] for row in z]
    expected = [[x * s for x, s in zip(*rows, strict=True)] for rows in zip(d, slopes, strict=True)]
    assert plain(made.value(head("dZ", 1))) == expected


@settings(derandomize=True, max_examples=25, deadline=None)
@given(
    widths=st.lists(st.integers(2, 9), min_size=2, max_size=6, unique=True),
    depth=st.integers(1, 4),
    layout=st.sampled_from(LAYOUTS),
    style=st.sampled_from(sorted(STYLES)),
    seed=st.integers(0, 1000),
)
def test_fractions_and_residues_agree(widths, depth, layout, style, seed):
    source = IDENTITY + network(layout, style)
    exact = instance(source, depth=depth, sizes=widths, seed=seed)
    reduced = {
        name: tuple(tuple(Residue.of(e.low) for e in row) for row in value)
        if isinstance(value, tuple)
        else Residue.of(value.low)
        for name, value in exact.leaves.items()
    }
    modular = replace(exact, field=RandomResidues(0), leaves=reduced)
    for name in exact.program.heads():
        fractions, residues = exact.value(name), modular.value(name)
        assert [[Residue.of(e.low) for e in row] for row in fractions] == [
            list(row) for row in residues
        ]


@settings(derandomize=True, max_examples=25, deadline=None)
@given(
    widths=st.lists(st.integers(2, 12), min_size=1, max_size=7),
    depth=st.integers(1, 5),
    layout=st.sampled_from(LAYOUTS),
)
def test_sizes_are_distinct_fit_and_are_those_asked_for(widths, depth, layout):
    made = instance(network(layout, "square"), RandomResidues(1), depth=depth, sizes=widths)
    outer, inner = ("row", "column") if layout == "row" else ("column", "row")
    side = {"row": 0, "column": 1}
    units = [made.shapes[head("A", layer)][side[inner]] for layer in range(depth + 1)]
    sizes = [*units, made.examples]
    assert len(set(sizes)) == len(sizes)
    assert 1 not in sizes
    wanted = list(dict.fromkeys(widths))
    assert set(sizes) <= set(wanted) if len(wanted) >= len(sizes) else set(wanted) <= set(sizes)
    for layer in range(1, depth + 1):
        assert made.shapes[head("Z", layer)][side[outer]] == made.examples
        assert made.shapes[head("b", layer)][side[outer]] == 1
        assert made.shapes[head("b", layer)][side[inner]] == units[layer]
    for name in made.program.heads():
        value = made.value(name)
        assert (len(value), len(value[0])) == made.shapes[name]


def test_no_size_is_a_number_of_the_note():
    source = network("row", "square") + r"$\alpha = 2$, and $q = \frac{3}{4} r + 5$, so $c = 6$."
    made = instance(source, RandomResidues(1), depth=2)
    sides = {side for shape in made.shapes.values() if shape for side in shape}
    assert not sides & {2, 3, 4, 5, 6}
    assert len(sides - {1}) == 4


def test_literal_matrices_keep_their_sizes():
    source = r"""$$Z = X V + b$$ $$H = Z \begin{bmatrix} 1 & 0 \\ 0 & 1 \\ 1 & 1 \end{bmatrix}$$"""
    made = instance(source)
    assert made.shapes[Head("H")][1] == 2
    assert made.shapes[Head("V")][1] == made.shapes[Head("b")][1] == 3
    h, z = plain(made.value(Head("H"))), plain(made.value(Head("Z")))
    assert h == times(z, [[1, 0], [0, 1], [1, 1]])


def test_an_unnamed_activation_is_an_oracle_over_residues_and_absent_over_fractions():
    field = RandomResidues(4)
    made = instance(network("row", "square"), field, depth=2)
    z, a = made.value(head("Z", 1)), made.value(head("A", 1))
    oracle = field.function("g", 0, Choices({}))
    assert [[oracle(e) for e in row] for row in z] == [list(row) for row in a]
    slope = field.function("g", 1, Choices({}))
    assert made.value(head("dZ", 1))[0][0] == made.value(head("dA", 1))[0][0] * slope(z[0][0])
    over_fractions = instance(network("row", "square"), depth=2)
    with pytest.raises(Absent, match="which function g is"):
        over_fractions.value(head("A", 1))
    assert over_fractions.value(head("Z", 1))


def test_softmax_is_no_oracle():
    made = instance(r"$$Z = X W$$ $$A = \operatorname{softmax}(Z)$$", RandomResidues(1))
    assert made.shapes[Head("A")] == made.shapes[Head("Z")]
    with pytest.raises(Absent, match="softmax"):
        made.value(Head("A"))


def test_max_with_zero_is_the_relu():
    source = r"$$Z = X W$$ $$A = \max(0, Z)$$"
    z, a = (plain(instance(source, seed=1).value(Head(n))) for n in "ZA")
    assert a == [[max(x, Fraction(0)) for x in row] for row in z]
    made = instance(source, RandomResidues(1))
    assert len(made.value(Head("A"))) == len(made.value(Head("Z")))


CONCRETE = r"""$$Z^{[1]} = X W^{[1]} + b^{[1]}, \quad A^{[1]} = g(Z^{[1]})$$

$$Z^{[2]} = A^{[1]} W^{[2]} + b^{[2]}$$

$$dW^{[l]} = \frac{1}{m} {A^{[l-1]}}^T dZ^{[l]}$$
"""


def test_layer_zero_is_the_input():
    made = instance(CONCRETE, RandomResidues(1))
    assert made.value(head("A", 0)) == made.value(Head("X"))
    assert head("A", 0) not in made.leaves
    explicit = instance(network("row", "square") + "where $A^{[0]} = P$.", RandomResidues(1))
    assert explicit.value(head("A", 0)) == explicit.value(Head("P"))


def test_the_log_of_the_note_stays_as_it_was():
    replayed = played(CONCRETE + "$X = 3$")
    before = [list(replayed.log.visible(name, When(9))) for name in "ZAX"]
    facts = list(replayed.log.facts)
    graph(replayed, RandomResidues(1)).value(head("Z", 2))
    assert replayed.log.facts == facts
    assert [list(replayed.log.visible(name, When(9))) for name in "ZAX"] == before


def test_what_the_note_calls_its_examples_is_the_input():
    source = "Rows of $P$ are examples.\n\n" + CONCRETE.replace("X W", "P W")
    made = instance(source, RandomResidues(1))
    assert made.value(head("A", 0)) == made.value(Head("P"))
    assert made.examples == made.shapes[Head("P")][0]


def test_the_last_layer_is_called_by_its_letter():
    source = network("row", "square") + "$$dZ^{[L]} = A^{[L]} - Y$$\n\nand $\\hat{Y} = A^{[L]}$."
    made = instance(IDENTITY + source, depth=2)
    a, y = plain(made.value(head("A", 2))), plain(made.value(Head("Y")))
    assert plain(made.value(Head("Ŷ"))) == a
    assert plain(made.value(head("dZ", 2))) == plus(a, [[-x for x in row] for row in y])
    assert plain(made.value(head("dZ", 1))) != plus(plain(made.value(head("A", 1))), [[0]])


def test_only_layers_up_to_the_depth_have_rules():
    made = instance(network("row", "square"), RandomResidues(1), depth=2)
    assert {h.label.offset for h in made.program.heads()} == {1, 2}
    for beyond in (head("Z", 3), head("W", 3), head("Z", 0)):
        with pytest.raises(Absent):
            made.value(beyond)


def test_the_depth_is_that_of_the_note():
    assert instance(CONCRETE, RandomResidues(1)).program.depth == 2
    assert instance(network("row", "below"), RandomResidues(1)).program.depth == 3
    assert isinstance(graph(played(CONCRETE), Reals(), depth=500), Misfit)


def test_biases_that_are_zero_stay_zero():
    for said in ("Every bias is zero.", "$b^{[1]} = 0$ and $b^{[2]} = 0$"):
        made = instance(CONCRETE + "\n" + said, seed=2)
        zero = plain(made.value(head("b", 1)))
        assert {x for row in zero for x in row} == {0}
    made = instance(CONCRETE, seed=2)
    assert 0 not in {x for row in plain(made.value(head("b", 1))) for x in row}


def test_numbers_of_the_note_do_not_enter_but_say_what_is_a_number():
    made = instance("$x = 2$, $w = 3$, $b = 1$\n\n$$z = w x + b$$\n", seed=1)
    w, x, b, z = (plain(made.value(Head(n))) for n in "wxbz")
    assert z == w * x + b
    assert (x, w, b) != (2, 3, 1)


def test_small_letters_are_matrices_or_numbers():
    source = "$$z = w x + b$$"
    first = instance(source)
    other = instance(source, choices=Choices({"small letters": 1}))
    assert len(first.shapes[Head("w")]) == 2
    assert other.shapes[Head("w")] is None


WRONG = {
    "transposition lost": (r"{A^{[l-1]}}^T dZ^{[l]}", r"A^{[l-1]} dZ^{[l]}"),
    "factors swapped": (r"{A^{[l-1]}}^T dZ^{[l]}", r"dZ^{[l]} {A^{[l-1]}}^T"),
}
ROWS = r"""$$Z^{[l]} = A^{[l-1]} W^{[l]} + b^{[l]}$$

$$A^{[l]} = g(Z^{[l]})$$

$$dZ^{[l]} = dA^{[l]} \odot g'(Z^{[l]})$$

$$dW^{[l]} = \frac{1}{m} {A^{[l-1]}}^T dZ^{[l]}$$
"""


@pytest.mark.parametrize("slip", WRONG)
def test_rules_that_do_not_fit_are_named_with_their_places(slip):
    source = ROWS.replace(*WRONG[slip])
    found = graph(played(source), RandomResidues(1), depth=2)
    assert isinstance(found, Misfit)
    places = [source[fact.span.start : fact.span.end] for fact in found.facts]
    assert [place.split(" = ")[0] for place in places][-1] == "dW^{[l]}"
    assert "Z^{[l]}" in {place.split(" = ")[0] for place in places}
    for fact in found.facts:  # no smaller set conflicts
        span = fact.span
        fewer = source[: span.start] + "q" + source[span.end :]
        assert isinstance(graph(played(fewer), RandomResidues(1), depth=2), Instance)


def test_the_forward_rules_alone_fit_whatever_the_others_say():
    source = ROWS.replace(*WRONG["transposition lost"])
    made = instance(source, RandomResidues(1), depth=2, roots=(head("A", 2),))
    assert head("dW", 1) not in made.shapes
    assert made.value(head("A", 2))


def test_literals_that_clash_are_a_misfit():
    two = r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}"
    three = r"\begin{bmatrix} 1 & 0 & 1 \end{bmatrix}"
    found = graph(played(f"$$Z = X {two}$$ $$H = Z {three}$$"), Reals())
    assert isinstance(found, Misfit)
    assert "1 and 2 entries" in found.why
    assert [str(fact.head) for fact in found.facts] == ["Z", "H"]


def test_any_term_can_be_computed_in_an_instance():
    replayed = played(IDENTITY + network("row", "square"))
    made = graph(replayed, Reals(), depth=2, seed=9)
    claim = played(network("row", "square") + "$$Q = Z^{[2]} - A^{[1]} W^{[2]}$$").notes.chains[-1]
    found = Evaluation(made.field, made, Choices({}))(claim.members[1])
    b = plain(made.value(head("b", 2)))
    assert plain(found) == b * made.examples


def test_the_star_between_matrices_is_read_as_chosen():
    source = "$$H = U * V$$"
    assert instance(source).shapes[Head("U")] == instance(source).shapes[Head("V")]
    product = Choices({"“*” between matrices": 1})
    made = instance(source, choices=product)
    u, v, h = (plain(made.value(Head(n))) for n in "UVH")
    assert len(u) != len(v)
    assert h == times(u, v)


def test_a_case_keeps_its_rules():
    source = "# Case A\n\n$$Z = X W$$\n\n# Case B\n\n$$Z = W X$$\n"
    replayed = played(source)
    assert instance(source).shapes == {}
    until = len(replayed.log.facts)
    shapes = [graph(replayed, Reals(), when=When(until, (n,))).shapes for n in (1, 2)]
    assert shapes[0][Head("X")][1] == shapes[0][Head("W")][0]
    assert shapes[1][Head("W")][1] == shapes[1][Head("X")][0]


PRINTED = """
from tests.given.notes import network, played
from initproofs.given.fields import RandomResidues
from initproofs.given.graph import graph
made = graph(played(network("column", "round")), RandomResidues(7), depth=3, seed=11)
print([(str(h), made.value(h)) for h in made.program.heads()])
"""


def test_a_seed_decides_everything():
    shown = []
    for salt in ("1", "2"):
        again = subprocess.run(
            [sys.executable, "-c", PRINTED],
            env={**os.environ, "PYTHONHASHSEED": salt},
            capture_output=True,
            text=True,
            check=True,
        )
        shown.append(again.stdout)
    assert shown[0] == shown[1]
    assert "Residue" in shown[0]


def test_another_seed_gives_other_data():
    one, other = (instance(CONCRETE, RandomResidues(1), seed=s) for s in (1, 2))
    assert one.leaves.keys() == other.leaves.keys()
    assert one.value(Head("X")) != other.value(Head("X"))
    assert all(0 < e.value < PRIME for row in one.value(Head("X")) for e in row)
    assert instance(CONCRETE, seed=1).value(Head("X"))[0][0] != Real.exactly(0)
