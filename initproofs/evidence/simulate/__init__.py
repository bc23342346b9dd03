"""Simulation that decides: a question and a sampler go in; confirmed, refuted or inconclusive comes
out with both error rates; it refuses margins and rates that are not between 0 and 1."""
