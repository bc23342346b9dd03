"""Theorems in words held against instances worked out exactly: how many agreed comes out."""
