"""Simulating random networks: a request goes in, theory beside measurement comes out; what makes no
ensemble is refused."""

from .run import network_of, simulate

__all__ = ["network_of", "simulate"]
