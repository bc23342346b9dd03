"""Theorems of our own deduced step by step: hypotheses go in, a `Proof` comes out whose every step
was carried out by machine for symbolic sizes; where a step does not follow, `NotProved` says which.
"""
