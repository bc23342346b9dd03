"""Traits of random variables said in words: who, what, and of whom."""

import pytest

from initproofs.given.randomness import traits
from initproofs.given.sentences import sentences
from initproofs.read import read_text


def said(text):
    """(what, whom, of) of each trait that is not denied; formulas by their source."""
    document = read_text("note.md", text)

    def named(who):
        return document.blocks[int(who.strip("‹›"))].text if who.startswith("‹") else who

    return {
        (t.what, tuple(map(named, t.whom)), tuple(map(named, t.of)))
        for sentence in sentences(document)
        for t in traits(sentence)
        if not t.denied
    }


@pytest.mark.parametrize(
    "text",
    [
        "Let $X$ and $Y$ be independent random variables.",
        "Let X and Y be independent.",
        "For independent $X$ and $Y$ we have more.",
        "Consider two independent random variables $X$, $Y$.",
        "$X$ and $Y$ are mutually independent.",
        "If $X$ and $Y$ are independent, then it holds.",
        "Let $X$ and $Y$ be random variables that are independent.",
    ],
)
def test_two_are_independent(text):
    assert ("independent", ("X", "Y"), ()) in said(text)


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("$X$ is independent of $Y$.", ("independent", ("X",), ("Y",))),
        (
            "The weights are independent of each other and of the signals $z$.",
            ("independent", ("weights",), ("z",)),
        ),
        ("The weights have zero mean.", ("zero", ("weights",), ())),
        ("Weights are initialised with mean zero.", ("zero", ("weights",), ())),
        ("The mean of the activations should be zero.", ("zero", ("inputs",), ())),
        ("We assume that $X$ and $Y$ are centred.", ("zero", ("X", "Y"), ())),
        ("The inputs are i.i.d.", ("iid", ("inputs",), ())),
        ("The law of $z$ is symmetric.", ("symmetric", ("z",), ())),
        ("$X$ has mean $\\mu$ and variance $v$.", ("variance is", ("X",), ("v",))),
        ("Let $v$ be the variance of the weights.", ("variance is", ("weights",), ("v",))),
        ("The $w_i$ have the same variance.", ("variance", ("w_i",), ())),
        ("$X$ and $Y$ are uncorrelated.", ("uncorrelated", ("X", "Y"), ())),
    ],
)
def test_phrases(text, trait):
    assert trait in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "$X$ and $Y$ are not independent.",
        "$X$ and $Y$ need not be independent.",
        "The rows are linearly independent.",
        "The gain is independent of the width.",
        "$X$ and $Y$ are dependent.",
        "Dropping the mean changes $X$ and $Y$.",
        "Whether or not $X$ and $Y$ are independent, it holds.",
    ],
)
def test_what_is_not_said(text):
    assert not said(text)
