"""Pages of bare matrix arithmetic: products, sums and transposes with no names at all.

In goes a seed, out comes a ``Note`` of known truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from . import words
from .exact import Matrix, MisfitError, Stated
from .faults import faulty_terms, faulty_values
from .network import draw_matrix
from .page import Draft, draw_page
from .spelling import Style, draw_style, spell, spell_matrix
from .terms import Hadamard, Literal, Minus, Plus, Scaled, Term, Times, Transpose, value
from .truth import Label, Ledger, Note, label_of
from .words import say

LEADS = (
    "First a warm-up.",
    "Check with a pencil:",
    "Row by column:",
    "And another one.",
    "For practice,",
    "",
)


def draw_term(rng: Random) -> Term:
    """One or two operations on small matrices."""
    rows, inner, columns = (rng.randint(1, 3) for _ in range(3))
    left, right = draw_matrix(rng, rows, inner, False), draw_matrix(rng, inner, columns, False)
    other = draw_matrix(rng, rows, inner, False)
    a, b, c = Literal(left), Literal(right), Literal(other)
    return rng.choice((
        Times(a, b), Times(a, b), Times(Transpose(c), a), Plus(a, c), Minus(a, c), Hadamard(a, c),
        Scaled(Fraction(1, rng.choice((2, 3, 4))), Times(a, b)),
        Plus(Times(a, b), Literal(draw_matrix(rng, rows, columns, False))),
    ))  # fmt: skip


def wrong_results(term: Term, right: Matrix, rng: Random) -> Iterator[tuple[str, Matrix]]:
    yield from faulty_values(right, rng, None, reshaped=True)
    for fault, changed in faulty_terms(term, 0):
        try:
            yield fault, value(changed, {}, {})
        except MisfitError:
            continue


def practice_note(seed: int) -> Note:
    """Some five lines of arithmetic, one in four wrong."""
    rng = Random(f"practice {seed}")
    page, style = draw_page(rng), draw_style(rng)
    if page.delimiter.startswith("inline"):
        style = replace(style, broken=False)
    page.heading("Matrix arithmetic")
    page.write(say(rng, words.OPENINGS))
    if style.hadamard in ("*", r"\circ"):
        page.write(say(rng, words.STAR, op=style.hadamard))
    for _ in range(rng.randint(2, 6)):
        page.show([arithmetic(rng, style)], say(rng, LEADS))
    return Note(page.text, tuple(page.truths), {
        "family": "practice", "environment": style.environment, "delimiter": page.delimiter,
        "hadamard": style.hadamard, "fraction": style.fraction, "transpose": style.transpose,
    })  # fmt: skip


def arithmetic(rng: Random, style: Style) -> Draft:
    term, ledger = draw_term(rng), Ledger.opened({}, {})
    right = value(term, {}, {})
    if rng.random() < 0.3:
        options = list(wrong_results(term, right, rng))
        rng.shuffle(options)
        for fault, matrix in options:
            found = label_of(term, [Stated(matrix)], ledger)
            if found and found[0] is Label.WRONG:
                return written(term, matrix, style, Label.WRONG, fault)
    return written(term, right, style, Label.TRUE, "")


def written(term: Term, result: Matrix, style: Style, label: Label, fault: str) -> Draft:
    latex = f"{spell(term, style)} = {spell_matrix(result, style)}"
    return Draft(latex, label, "arithmetic", fault, int(bool(fault)), numeric=True)
