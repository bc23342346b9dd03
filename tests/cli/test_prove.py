"""``initproofs prove``: our own theorems, how they hold, what falls, what contradicts itself."""

import re
from functools import partial

import pytest

from initproofs import course
from initproofs.cli import main, proofs
from initproofs.course.deductions import PROOFS
from initproofs.course.exact import CHECKS, Disagrees

from ..course.pages import PAGE, PROVED

HOLDS = PAGE.replace("$A$ is a random number.\n\n1. $A$ is never zero.", "$A$ is a random number.")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(proofs, "FOLDER", tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index.md").write_text("# no page", "utf8")
    (tmp_path / "six.md").write_text(HOLDS, "utf8")
    return tmp_path


def test_a_theorem_method_time_and_evidence(folder, capsys):
    assert main(["prove"]) == 0
    line, _, held, mutants = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"six  proved +\d+\.\d\d s +(\d+)/\1  proof.*, 1 example", line)
    assert held.startswith("1 of 1 theorem hold: 1 proved, ")
    pattern = (
        r"mutants: (\d+) of \1 shown to be false, 1 of them as conditional: true under more .*"
    )
    assert re.fullmatch(pattern, mutants)  # E[A²] = Var(A) holds where E[A] = 0


def test_a_deduction_proves_and_what_its_cases_contradict_is_a_defect(folder, capsys, monkeypatch):
    (folder / "six.md").write_text(
        PROVED.replace("\nproof", "\ncheck: twins stay twins\nproof"), "utf8"
    )
    assert main(["prove"]) == 0
    line, _, held = capsys.readouterr().out.splitlines()
    assert re.search(r"six  proved .* proof, 1 exact check, 1 example$", line)
    assert held.startswith("1 of 1 theorem hold: 1 proved, ")

    def disagrees(_seed: int) -> int:
        raise Disagrees("widths (1, 2, 1)")

    monkeypatch.setitem(CHECKS, "twins stay twins", disagrees)
    assert main(["prove"]) == 101
    assert "this says otherwise: exact check" in capsys.readouterr().err


def test_by_name_a_theorem_comes_with_its_hypotheses_and_steps(folder, capsys):
    (folder / "six.md").write_text(PROVED, "utf8")
    assert main(["prove", "six"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "  twins stay twins"
    assert lines[2].strip().startswith("equal incoming weights; equal biases; equal outgoing")
    assert "  Z^h_su = Z^h_sv" in lines


def test_what_is_not_deduced_falls_and_contradicts_nothing(folder, capsys, monkeypatch):
    (folder / "six.md").write_text(PROVED, "utf8")
    without = partial(PROOFS["twins stay twins"], frozenset({"equal biases"}))
    monkeypatch.setitem(PROOFS, "twins stay twins", without)
    assert main(["prove"]) == 1
    said = capsys.readouterr().out
    assert "six  falls" in said
    assert "Z^h_su = Z^h_sv does not follow" in said


def test_an_unknown_theorem_is_a_matter_of_usage(folder, capsys):
    assert main(["prove", "sex"]) == 2
    assert "did you mean six?" in capsys.readouterr().err


def test_a_step_that_is_wrong_falls_in_its_own_words(folder, capsys):
    (folder / "seven.md").write_text(HOLDS.replace("2 \\cdot 3 = 6", "2 \\cdot 3 = 7"), "utf8")
    assert main(["prove", "seven"]) == 1
    said = capsys.readouterr().out
    assert "seven  falls" in said
    assert "refuted" in said
    assert "0 of 1 theorem hold" in said


def test_numbers_that_contradict_a_proof_are_a_defect_of_ours(folder, capsys):
    (folder / "six.md").write_text(HOLDS.replace("sides are $1$", "sides are $2$"), "utf8")
    assert main(["prove"]) == 101
    assert "this says otherwise: example" in capsys.readouterr().err


def test_it_is_our_own_theorems_that_are_proved():
    names = {path.stem for path in course.FOLDER.glob("*.md")}
    assert {"variance_of_a_sum", "twin_units_stay_twins"} <= names
    assert len(names) > 40
