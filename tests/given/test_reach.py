"""A sum written without brackets is the sum with them, or it is said to be open."""

import pytest

from initproofs.given.index_meaning import OfIndices
from initproofs.given.spell import plain
from initproofs.given.statements import understand
from initproofs.read import read_text
from initproofs.terms import is_obscure, walk


def terms(formula):
    notes = understand(read_text("n.md", f"$${formula}$$"))
    (found,) = filter(None, notes.formulas)
    meaning = OfIndices(found, notes.names)
    nodes = found.tree.children if found.tree.kind == "chain" else (found.tree,)
    return [meaning.term(node) for node in nodes if node.kind != "op"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\sum_i a_i b_i + 2 c_i", r"\sum_i (a_i b_i + 2 c_i)"),
        (r"-\sum_{i=1}^m a_i b_i - (1 - c_i) d_i", r"-\sum_{i=1}^m (a_i b_i - (1 - c_i) d_i)"),
        (r"\sum_i \sum_j a_{ij} b_j + 2 c_i", r"\sum_i (\sum_j a_{ij} b_j + 2 c_i)"),
        (r"\sum_i \sum_j a_{ij} b_j + 2 c_j", r"\sum_i \sum_j (a_{ij} b_j + 2 c_j)"),
        (r"\sum_i a_i b_i + 2 c_i + d", r"\sum_i (a_i b_i + 2 c_i) + d"),
        (r"d + \sum_i a_i b_i + 2 c_i", r"d + \sum_i (a_i b_i + 2 c_i)"),
        (r"\sum_{i=1}^m y^{(i)} a + 2 b^{(i)} c", r"\sum_{i=1}^m (y^{(i)} a + 2 b^{(i)} c)"),
    ],
)
def test_a_sum_goes_on_while_its_index_does(written, meant):
    assert list(map(plain, terms(written))) == list(map(plain, terms(meant)))


@pytest.mark.parametrize(
    "as_written",
    [
        r"\sum_j w_{ij} x_j + b_i",
        r"\sum_i a_i + \sum_i b_i c_i",
        r"\sum_i a_i + \sum_{i \neq j} b_i c_j",
        r"\sum_i a_i + c",
        r"\prod_i a_i + 2 b_i",
    ],
)
def test_a_sum_ends_where_its_index_is_not_known_or_bound_again(as_written):
    (found,) = terms(as_written)
    (first, *_) = as_written.split(" + ")
    assert plain(found).startswith(plain(terms(first)[0]) + " + ")


@pytest.mark.parametrize(
    "unclear",
    [
        r"z_i = \sum_j w_{ij} x_j + b_j",  # a slip in b, or one bias a summand
        r"d_i = \sum_i a_i b_i + 2 c_i",  # which i is meant?
        r"\sum_i a_i b_i + c + 2 d_i",
    ],
)
def test_what_may_be_a_slip_is_open(unclear):
    assert any(is_obscure(part) for term in terms(unclear) for part in walk(term))
