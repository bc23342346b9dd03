"""The algebra of moments: E, Var, Cov and Std of polynomials, for symbolic sizes."""
