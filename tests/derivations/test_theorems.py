"""Theorems from outside: their numbers by a second reader, their mutants, their place in a list."""

import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter

import pytest

from initproofs.course import page_of
from initproofs.course.deductions import PROOFS
from initproofs.course.mutants import Mutant, mutants
from initproofs.course.operators import OPERATORS, changes
from initproofs.course.simulations import experiments
from initproofs.evidence.deduction.spread import LINEAR, RELU
from initproofs.evidence.instances.laws import FACTOR
from initproofs.evidence.simulate.run import Outcome, share
from initproofs.evidence.symmetry.checks import CHECKS
from initproofs.evidence.symmetry.theorems import THEOREMS
from initproofs.read import read_text

from .latex import Laws, Point, Reader, Unknown, holds, laws
from .parts import FOLDER, LAW, PAGES, part, theorem

EVERY = {path.stem: path.read_text("utf8") for path in PAGES}
TEXTS = {name: text for name, text in EVERY.items() if LAW in text}  # of theorems about laws
WITHOUT = re.compile(r"^### Without (\d+).*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)
CASES = [
    (name, match[1], match[0]) for name, text in TEXTS.items() for match in WITHOUT.finditer(text)
]


def world(name: str, piece: str) -> Laws:
    text = TEXTS[name]
    return laws(piece, text[slice(*part(text, "Assumptions"))])


def formula_of(name: str) -> str:
    return TEXTS[name][slice(*theorem(TEXTS[name]))]


@pytest.mark.parametrize("name", TEXTS)
def test_an_example_holds_for_a_second_reader_too(name):
    text = TEXTS[name]
    assert holds(formula_of(name), world(name, text[slice(*part(text, "Example"))])) is True


def test_a_theorem_with_numbered_assumptions_is_one_about_laws():
    numbered = {n for n, text in EVERY.items() if page_of(read_text("a.md", text)).assumptions}
    assert numbered <= set(TEXTS)


def test_every_theorem_about_starts_is_checked_on_its_own_page():
    pages = {name: page_of(read_text(f"{name}.md", text)) for name, text in EVERY.items()}
    asked = {(name, check) for name, page in pages.items() for check in page.checks}
    proved = {(theorem.page, theorem.name) for theorem in THEOREMS if theorem.name in CHECKS}
    assert proved <= asked


def test_every_deduction_is_that_of_a_page_and_beside_an_exact_check():
    pages = [page_of(read_text(f"{name}.md", text)) for name, text in EVERY.items()]
    assert {name for page in pages for name in page.proofs} == set(PROOFS)
    assert all(page.checks for page in pages if page.proofs)
    assert all(page.proofs for page in pages if page.checks)


def test_the_numbers_of_a_page_are_those_that_are_deduced():
    stated = {name: text[slice(*part(text, "Statement"))] for name, text in EVERY.items()}
    assert FACTOR in stated["a_cut_normal_law_is_narrower"]
    for over in (LINEAR, RELU):
        assert (
            rf"\left(1 + \frac{{{over}}}{{H}}\right)^K - 1" in stated["deep_linear_networks_spread"]
        )
    assert r"\frac{\pi^2}{6 s^2}" in stated["saturation_is_slow"]


@pytest.mark.parametrize(("name", "number", "piece"), CASES, ids=lambda x: x[:40].split("\n")[0])
def test_a_counterexample_is_one_for_a_second_reader_and_is_small(name, number, piece):
    here = world(name, piece)
    assert holds(formula_of(name), here) is False
    assert all(len(atoms) <= 4 for _, atoms in here.tables)


@cache
def mutants_of(name: str) -> list[Mutant]:
    return list(mutants(page_of(read_text(f"{name}.md", EVERY[name]))))


@pytest.mark.parametrize("name", TEXTS)
def test_a_second_reader_calls_the_same_changes_false(name):
    text = TEXTS[name]
    here = world(name, text[slice(*part(text, "Example"))])
    changed = [formula for _, formula in changes(formula_of(name))]
    seconds = {formula for formula in changed if holds(formula, here) is False}
    assert {mutant.formula for mutant in mutants_of(name)} == seconds
    assert seconds, "no change of this theorem is known to be false"


def test_every_operator_makes_something_false():
    assert {m.operator for name in TEXTS for m in mutants_of(name)} == {o for o, _ in OPERATORS}


def test_the_oracle_shares_nothing_with_the_prover():
    words = "import sys, initproofs.evidence.finite; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, check=True, text=True)
    rooms = {name.split(".")[2] for name in done.stdout.split() if "initproofs.evidence." in name}
    assert rooms == {"finite"}


def test_the_index_lists_every_page_and_what_it_builds_on():
    index = (FOLDER / "index.md").read_text("utf8")
    rows = {}
    for line in index.splitlines():
        links = re.findall(r"\]\((\w+)\.md\)", line)
        if line.startswith("|") and links:
            rows[links[0]] = tuple(links[1:])
    pages = {name: page_of(read_text(f"{name}.md", text)) for name, text in EVERY.items()}
    assert rows == {name: page.builds_on for name, page in pages.items()}
    order = list(rows)
    assert list(TopologicalSorter(rows).static_order())
    for name, needs in rows.items():
        assert all(order.index(need) < order.index(name) for need in needs), name


def declared() -> list:
    pages = [page_of(read_text(f"{name}.md", text)) for name, text in EVERY.items()]
    return [
        experiment
        for page in pages
        if "Simulation" in page.sections
        for experiment in experiments(page, page.sections["Simulation"])
    ]


EXPERIMENTS = declared()


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: e.name)
@pytest.mark.parametrize("factor", [0.5, 1.25, 2.0])
def test_a_simulation_refutes_what_is_off(experiment, factor):
    from dataclasses import replace

    wrong = replace(experiment, claimed=tuple(factor * value for value in experiment.claimed))
    assert wrong.run(share(len(EXPERIMENTS))).outcome is Outcome.REFUTED


def test_a_theorem_about_layers_is_simulated():
    for name, text in TEXTS.items():
        defines = re.search(
            r"\$\$\S+ = \\sum_\{.=1\}\^\{H_", text[slice(*part(text, "Assumptions"))]
        )
        if defines:
            assert part(text, "Simulation") != (0, 0), name


def test_the_second_reader_gives_up_on_what_it_does_not_know():
    empty = Laws([], {})
    assert holds(r"\operatorname{Var}(X) = 1", empty) is None
    assert holds(r"\operatorname{Med}(X) = 1", empty) is None
    assert holds(r"\sqrt{2} = 2", empty) is None
    assert holds(r"1 + 1", empty) is False
    assert holds(r"1 + 1 = 2 \cdot 1", empty) is True
    with pytest.raises(Unknown):
        Reader("(1").whole()(Point(empty, {}))
