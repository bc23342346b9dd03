"""Exact numbers and matrices: fractions, rigorous enclosures, residues of a prime, grids of them."""
