"""Rigorous numbers by ball arithmetic (python-flint's Arb): every result is an enclosure."""
