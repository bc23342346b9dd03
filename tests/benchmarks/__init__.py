"""Benchmarks: run by hand, one module each; they print, and time decides nothing in the tests."""
