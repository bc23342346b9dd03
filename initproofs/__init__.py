"""initproofs: a derivation verifier for notes on neural-network weight initialisation."""
