"""Functions of real variables as terms: exact normal forms, derivatives, limits, signs, proofs."""
