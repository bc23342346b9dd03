"""``initproofs simulate``: theory beside measurement, the same figures for any workers."""

import json
import math
import re
import xml.etree.ElementTree as ElementTree

import pytest

HEAD = """\
The signal halves in each hidden layer, forward and backward: Glorot's weights are for tanh.
For ReLU use --init he.

200 networks, widths 784, 20 layers of 256, 10; weights N(0, 2/(fan_in + fan_out)), no bias

            second moment of activations      second moment of gradients
"""
WIDE = ("simulate", "--widths", "784,256x20,10", "--init", "glorot")


def test_the_diagnosis_comes_first_then_the_table(run):
    said = run(*WIDE, "--seed", "5")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert said.out.startswith(HEAD)
    theory = {line.split()[0]: line.split()[1] for line in lines[7:13]}
    assert theory["1"] == "0.754"
    assert theory["20"] == "1.44e-06"
    assert theory["output"] == "2.77e-06"
    assert "0.0376" in lines[11]
    assert re.search(r"16 more layers, theory inside (all|\d+ of) 32 intervals", said.out)
    assert lines[14].endswith("Seed 5.")
    assert all(len(line) <= 100 for line in lines)


def figures(text):
    found = json.loads(text)
    return {key: value for key, value in found.items() if key not in ("workers", "seconds")}


@pytest.mark.parametrize("core", ["direct", "shortcut"])
def test_workers_change_only_what_says_so(run, core):
    words = (
        "simulate",
        "--widths",
        "30,200x3,5",
        "--samples",
        "300",
        "--core",
        core,
        "--format",
        "json",
    )
    alone, helped = run(*words), run(*words, "--workers", "2")
    assert alone.status == helped.status == 0
    assert figures(alone.out) == figures(helped.out)
    assert json.loads(helped.out)["workers"] == 2
    other = run(*words, "--seed", "2")
    assert figures(other.out) != figures(alone.out)


@pytest.mark.parametrize(
    ("activation", "law"),
    [("relu", "normal"), ("tanh", "normal"), ("identity", "uniform"), ("leaky-relu", "orthogonal")],
)
def test_theory_lies_in_the_intervals_it_should(run, activation, law):
    said = run(
        "simulate", "--widths", "50,80x6,80", "--activation", activation, "--law", law,
        "--init", "lecun", "--format", "json",
    )  # fmt: skip
    found = json.loads(said.out)
    inside = [
        layer[of]["inside"] for layer in found["layers"] for of in ("activations", "gradients")
    ]
    assert sum(inside) >= len(inside) - 5
    assert found["theory"] == ("wide limit" if activation == "tanh" else "exact")
    assert all(check["outcome"] != "refuted" for check in found["checks"])


def test_shares_of_zeros_and_of_saturated_units(run):
    rectified = json.loads(run(*WIDE, "--format", "json").out)["layers"]
    assert rectified[3]["zeros"] == pytest.approx(0.5, abs=0.02)
    assert rectified[3]["saturated"] is None
    wild = run(
        "simulate", "--widths", "400,200x3,5", "--activation", "tanh", "--init", "he", "--all"
    )
    assert "saturated" in wild.out
    assert "more layers" not in wild.out
    narrow = run("simulate", "--widths", "4x60", "--samples", "100")
    assert "die on the way" in narrow.out.splitlines()[0]


def test_depth_ten_thousand_is_told_in_powers_of_ten(run):
    said = run("simulate", "--widths", "40x10001", "--activation", "leaky-relu", "--samples", "4",
               "--init", "glorot", "--core", "shortcut")  # fmt: skip
    assert said.status == 0
    assert "10^-300" in said.out  # (½(1 + 0.01²))^10000
    assert "inf" not in said.out
    assert "nan" not in said.out


def test_zeros_have_no_signal(run):
    said = run("simulate", "--widths", "5x4", "--init", "zeros", "--format", "json")
    found = json.loads(said.out)
    assert found["diagnosis"] == [
        "Every weight is 0: no signal passes, and no gradient comes back."
    ]
    assert found["layers"][0]["activations"]["measured_log10"] is None


def test_the_drawing_is_an_svg_that_shows_every_layer(run, tmp_path):
    said = run(*WIDE, "--plot", "signal.svg")
    assert said.status == 0
    root = ElementTree.fromstring((tmp_path / "signal.svg").read_text("utf8"))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names.count("circle") == 2 * 21
    assert names.count("polyline") == 2
    assert "script" not in names
    places = [float(n) for p in root.iter() if p.tag.endswith("polyline")
              for n in re.findall(r"[\d.]+", p.get("points"))]  # fmt: skip
    assert all(math.isfinite(place) and 0 <= place <= 880 for place in places)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("784,-256,10", "--widths: a layer needs at least one unit, and the second has -256"),
        ("-3,4", "--widths: a layer needs at least one unit, and the first has -3"),
        ("3,4 --samples -5", "--samples: 2 is the least, and -5 is less"),
        ("784,0x3,10", "--widths: a layer needs at least one unit, and the second has 0"),
        ("nan,3", "--widths: “nan” is no width; write 784,256x20,10"),
        ("784", "--widths: a network needs inputs and outputs"),
        ("3,5x9999999,3", "--widths: more than 1,000,000 layers are too many"),
        ("3,3 --activation rellu", "--activation: there is no “rellu” (did you mean relu?)"),
        ("3,3 --init hee", "--init: there is no “hee” (did you mean he?)"),
        ("3,3 --law norml", "--law: there is no “norml” (did you mean normal?)"),
        ("3,3 --core dirct", "--core: there is no “dirct” (did you mean direct?)"),
        ("3,3 --samples nan", "--samples: “nan” is not a whole number"),
        ("3,3 --samples 1", "--samples: 2 is the least, and 1 is less"),
        ("3,3 --samples 99999999", "simulate: 99999999 networks of 1 layers are more than I keep"),
        ("3,3 --workers 0", "--workers: 1 is the least"),
        ("3,3 --plot a.png", "--plot: I draw .svg, and a.png is none"),
        ("3,3 --plot no/a.svg", "--plot: I cannot write no/a.svg"),
        ("3,3 --format jsn", "--format: there is no “jsn” (did you mean json?)"),
        ("9,9 --law uniform --core shortcut", "simulate: the shortcut needs Gaussian weights"),
        ("200000x3 --core direct", "simulate: one such network needs"),
        ("3,3 --scheduler tcp://127.0.0.1:9", "simulate: "),
    ],
)
def test_misuse_is_explained(run, words, error):
    said = run("simulate", "--widths", *words.split())
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {error}")


def test_widths_must_be_said(run):
    said = run("simulate")
    assert said.status == 2
    assert said.err.startswith("error: initproofs simulate: the following arguments are required")
