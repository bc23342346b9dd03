"""Exact numbers and matrices: fractions, enclosures, residues of a prime, grids of them."""
