"""Symmetry: theorems on equal, constant and zero starts come out, with exact checks of each and the
smallest counterexample without each hypothesis; neither documents nor words go in."""
