"""What `explain` tells besides the manuals of the kinds: a topic's name goes in, its manual comes
out. A topic is one entry below."""

from __future__ import annotations

PYTEST = """\
# Notes as tests

A repository of course notes tests them with pytest, which finds initproofs by itself:

    pytest --initproofs notes/

Every claim is a test, named by its line and its kind, `week4.md::line 27, moments`. A refuted claim
fails in the words of its verdict, at its place; one that is conditional or undecided, and a formula
that is not read, are skipped with the reason (`-rs` shows them). `--initproofs-fail-on` moves the
bar: refuted, conditional, undecided or never. A file that cannot be read is an error; so is a fault
of ours, after which the exit status is 101. Put `addopts = "--initproofs"` below
`[tool.pytest.ini_options]` in `pyproject.toml` to have it always.

`[tool.initproofs]` and comments in the notes are obeyed as `initproofs check` obeys them. README,
CHANGELOG, LICENSE and the like are no notes unless they are named. `--junit-xml` and `-n` work.
"""
TOPICS: dict[str, str] = {"pytest": PYTEST}
