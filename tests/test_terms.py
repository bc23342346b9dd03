"""Terms taken apart and put together again."""

from fractions import Fraction

import pytest

from initproofs.terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Matrix,
    Number,
    Over,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transposed,
    mapped,
    parts,
    rebuilt,
)

A, B, C = (Symbol(Head(name)) for name in "abc")
CONSTRUCTIONS = (
    Sum(((1, A), (-1, B))),
    Product(A, B, "⊙"),
    Quotient(A, B),
    Power(A, B),
    Derivative(A, B),
    Transposed(A),
    Indexed("k", A),
    Applied("f", (A, B), 1),
    Matrix(((A, B), (C, A))),
    Over("Σ", "i", A, B, C),
)


@pytest.mark.parametrize("term", CONSTRUCTIONS, ids=lambda term: type(term).__name__)
def test_a_term_is_its_parts_put_together(term):
    assert parts(term)
    assert rebuilt(term, parts(term)) == term
    other = mapped(term, lambda part: Product(part, part, "·"))
    assert other != term
    assert parts(other) == tuple(Product(part, part, "·") for part in parts(term))


def test_what_has_no_parts_stays():
    for term in (A, Number(Fraction(1, 3))):
        assert parts(term) == ()
        assert mapped(term, lambda _: B) == term
