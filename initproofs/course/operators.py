"""A formula in LaTeX → the same with one thing made wrong, by a fixed list of operators.

What goes wrong when a derivation is copied by hand: a square or a root is lost, a factor 2 comes or
goes, a sign turns, a term is dropped, an index slips by one, E and Var are taken for each other.
Whether a change makes a formula false is not known here: some are harmless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Operator = Callable[[str], Iterator[str]]
VAR, MEAN = r"\operatorname{Var}", r"\mathbb{E}"


def everywhere(pattern: str, replacement: str) -> Operator:
    def change(formula: str) -> Iterator[str]:
        for match in re.finditer(pattern, formula):
            yield formula[: match.start()] + match.expand(replacement) + formula[match.end() :]

    return change


def swapped(formula: str) -> Iterator[str]:
    """``Var(…)`` for ``E[…]`` and the other way round, one at a time."""
    for old, new, brackets in ((VAR, MEAN, "()[]"), (MEAN, VAR, "[]()")):
        for match in re.finditer(re.escape(old) + r"(\\left)?(?=[(\[])", formula):
            close = _closing(formula, match.end())
            left, right = (r"\left", r"\right") if match[1] else ("", "")
            inside = formula[match.end() + 1 : close].removesuffix(r"\right")
            changed = f"{new}{left}{brackets[2]}{inside}{right}{brackets[3]}"
            yield formula[: match.start()] + changed + formula[close + 1 :]


def without_a_root(formula: str) -> Iterator[str]:
    for match in re.finditer(r"\\sqrt(?=\{)", formula):
        close = _closing(formula, match.end(), "{}")
        yield formula[: match.start()] + formula[match.end() + 1 : close] + formula[close + 1 :]


def without_a_term(formula: str) -> Iterator[str]:
    for start, end in _terms(formula):
        after = formula[end:] if formula[start] in "+-" else formula[end:].removeprefix("+ ")
        yield (formula[:start] + after).rstrip()


def _closing(text: str, at: int, brackets: str = "([)]") -> int:
    """Where the bracket that opens at ``at`` closes; the end, if it does not."""
    depth, half = 0, len(brackets) // 2
    for place in range(at, len(text)):
        depth += (text[place] in brackets[:half]) - (text[place] in brackets[half:])
        if depth == 0:
            return place
    return len(text)


def _terms(formula: str) -> list[tuple[int, int]]:
    """The summands of the right side that stand in no bracket, with the sign before each."""
    start, depth = formula.find(" = ") + 3, 0
    cuts = [start]
    for at in range(start, len(formula)):
        depth += (formula[at] in "([{") - (formula[at] in ")]}")
        if depth == 0 and formula[at] in "+-" and formula[at - 1] == " ":
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(formula)], strict=True)) if len(cuts) > 1 else []


OPERATORS: tuple[tuple[str, Operator], ...] = (
    ("square dropped", everywhere(r"(?<![{_])\^2(?!\d)", "")),
    ("square dropped", everywhere(r"\^4", "^2")),
    ("root dropped", without_a_root),
    ("factor 2", everywhere(r" = ", r" = 2 \\cdot ")),
    ("factor 2 dropped", everywhere(r"\\frac\{1\}\{2\} ", "")),
    ("sign", everywhere(r"(?<= )\+(?= )", "-")),
    ("sign", everywhere(r"(?<= )-(?= )", "+")),
    ("term dropped", without_a_term),
    ("index shifted", everywhere(r"\((k|K)-1\)", r"(\1)")),
    ("index shifted", everywhere(r"\(k\)(?=\})", "(k-1)")),
    ("index shifted", everywhere(r"(i|j|k)=1", r"\1=2")),
    ("E and Var swapped", swapped),
    ("n ↔ n − 1", everywhere(r"\{(n|K)\}", r"{\1-1}")),
    ("n ↔ n − 1", everywhere(r"\^K", "^{K-1}")),
    ("n ↔ n − 1", everywhere(r"(?<!\{)H_(k|\{k-1\})(?!\})", r"(H_\1 - 1)")),
    ("fan_in ↔ fan_out", everywhere(r"H_\{k-1\}", "H_k")),
    ("fan_in ↔ fan_out", everywhere(r"H_\{?k\}?(?!-)", "H_{k-1}")),
)


def changes(formula: str) -> Iterator[tuple[str, str]]:
    """Every changed formula once, with the name of its operator."""
    seen = {formula}
    for operator, change in OPERATORS:
        for changed in change(formula):
            if changed not in seen:
                yield operator, changed
            seen.add(changed)
