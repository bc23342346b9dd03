"""Sentences of ours on a page: the formulas in them are set, and nothing in them is markup."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.report.formulas import ELEMENTS
from initproofs.report.sentences import sentence

from .test_page import Page

MATHS = re.compile(r"<math.*?</math>")


def told(text: str) -> str:
    """The sentence with what is set as a formula between brackets."""
    return MATHS.sub(lambda match: f"⟦{re.sub('<[^>]*>', '', match[0])}⟧", sentence(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("dW^[2] stands where W^[2] belongs", "⟦dW[2]⟧ stands where ⟦W[2]⟧ belongs"),
        ("w_12^(1), not w_21^(1).", "⟦w12(1)⟧, not ⟦w21(1)⟧."),
        ("𝒜'(w_1 · z_1 + w_2 · z_2) is off", "⟦𝒜′(w1⋅z1+w2⋅z2)⟧ is off"),
        ("it is (1 2; 3 4) here", "it is ⟦(1234)⟧ here"),
        ("the index is H_{k-1}", "the index is ⟦Hk−1⟧"),
        ("line 18 says W^[2] = (3 1 2)^T and x", "line 18 says ⟦W[2]=(312)T⟧ and x"),
        ("of line 18 W^[2] is", "of line 18 ⟦W[2]⟧ is"),  # no product of 18 and W
        ("A_sk W_kj is summed", "⟦AskWkj⟧ is summed"),
        ("true only if fan_in = fan_out", "true only if fan<sub>in</sub> = fan<sub>out</sub>"),
        ("x · y is 6, not 7", "x · y is 6, not 7"),  # nothing that needs setting
        ("say “\\enclose” or 3 < 4", "say “\\enclose” or 3 &lt; 4"),
        ("", ""),
    ],
)
def test_formulas_are_set_and_words_are_left(text, shown):
    assert told(text) == shown


def test_a_long_formula_may_be_broken_before_a_relation():
    shown = sentence("dW^[1] = dZ^[1] + dZ^[2] + dZ^[3] + dZ^[4] = 0 here")
    assert len(MATHS.findall(shown)) == 6
    assert shown.count('form="infix"') == 3  # each + stands between two pieces
    assert told("dW^[1] = dZ^[1]").count("⟦") == 1


@pytest.mark.parametrize(
    "text",
    ["<b>x_1</b>", "x_<script>", "<img src=x_1 onerror=alert(1)>", "a_1 & b_2 <i>", "(<b>; </b>)"],
)
def test_nothing_of_a_sentence_is_markup(text):
    outside = MATHS.sub("", sentence(text))
    assert re.findall(r"<(?!/?su[bp]>)", outside) == []
    inside = "".join(MATHS.findall(sentence(text)))
    assert re.findall(r"<(?!/?m[a-z]+[ >])", inside) == []


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text("<>&\"'()[]{}_^;,. =+·-/ab1W\\√Σ", max_size=60))
def test_whatever_is_said_is_well_nested_and_inert(text):
    found = Page(sentence(text))
    assert found.open == []
    assert {tag for tag, _ in found.tags} <= ELEMENTS | {"sub", "sup"}
    letters = re.sub(r"[^ab1W]", "", text)
    assert re.sub(r"[^ab1W]", "", unicodedata.normalize("NFKC", found.text)) == letters
