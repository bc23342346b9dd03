"""The words typed after ``initproofs`` go in; options come out, or a UsageError naming the word.

What exists (formats, kinds) is looked up in the registries, never listed a second time.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Sequence
from typing import NoReturn

from ..config import FAILS, unknown
from ..nouns import Refusal
from ..report import FORMATS, LISTING_FORMATS
from ..spelling import meant

COMMANDS = ("check", "report", "read", "simulate", "prove", "explain")
PAGES = ("html", "markdown")  # formats that are read like a book


class UsageError(ValueError):
    """The command line cannot be obeyed; ``refusal`` says which word of it and why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(where, reason)


class Parser(ArgumentParser):
    """An argument parser that raises its complaints instead of printing them."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(self.prog, f"{message}\nfor help: {self.prog} --help")


def parse(words: Sequence[str]) -> Namespace:
    """The options as typed, every word of them known."""
    command, *rest = words
    if command not in COMMANDS:
        raise UsageError("initproofs", unknown("command", command, COMMANDS))
    options, strange = _parser(command).parse_known_args(
        _with_negatives(rest), Namespace(command=command)
    )
    if strange:
        known = [f"--{name.replace('_', '-')}" for name in vars(options)]
        raise UsageError(command, f"there is no {strange[0]}{meant(strange[0], known)}")
    if command == "check":
        one_of("--format", options.format, FORMATS)
        one_of("--fail-on", options.fail_on, FAILS)
    if command == "report":
        one_of("--format", options.format, PAGES)
    if command == "read":
        one_of("--format", options.format, LISTING_FORMATS)
    return options


def _with_negatives(words: Sequence[str]) -> list[str]:
    """``--widths -3,4`` is a value that is wrong, not an option that does not exist."""
    found: list[str] = []
    for word in words:
        if found and found[-1].startswith("--") and re.match(r"-\d", word):
            found[-1] += f"={word}"
        else:
            found.append(word)
    return found


def _parser(command: str) -> Parser:
    parser = Parser(prog=f"initproofs {command}", allow_abbrev=False)
    if command == "explain":
        parser.add_argument("kind", nargs="?", metavar="KIND", help="without it: all kinds")
        return parser
    if command == "prove":
        parser.add_argument("names", nargs="*", metavar="NAME", help="without it: all theorems")
        return parser
    if command == "simulate":
        from .ensembles import add_options

        add_options(parser)
        return parser
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a note, a folder, or - for stdin")
    if command == "read":
        parser.add_argument("--format", default="text", help=" | ".join(LISTING_FORMATS))
        return parser
    if command == "report":
        parser.add_argument("--format", default=PAGES[0], help=" | ".join(PAGES))
        parser.set_defaults(fail_on="never")
    else:
        parser.add_argument("--format", default="concise", help=" | ".join(FORMATS))
        parser.add_argument("--fail-on", default="refuted", help=" | ".join(FAILS))
    parser.add_argument("-o", dest="output", metavar="FILE", help="write the report there")
    parser.add_argument("--select", metavar="KIND,…", help="judge only these kinds of claim")
    parser.add_argument("--ignore", metavar="KIND,…", help="do not judge these kinds of claim")
    return parser


def one_of(option: str, word: str, known: Collection[str]) -> None:
    """Refuse a word that is not known."""
    if word not in known:
        raise UsageError(option, unknown("", word, known))


def kinds(option: str, words: str | None, known: Collection[str]) -> tuple[str, ...] | None:
    """The kinds named by an option; None where it was not used."""
    if words is None:
        return None
    named = tuple(word.strip() for word in words.split(",") if word.strip())
    if not named:
        raise UsageError(option, f"name a kind of claim\n{', '.join(known)}")
    for word in named:
        if word not in known:
            raise UsageError(option, unknown("kind", word, known))
    return named
