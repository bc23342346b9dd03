"""Every theorem with one thing in its formula made wrong, by a fixed list of operators.

Whether a change made it false is decided by the second reader (`latex`) under the laws of the
page's own example; ``python -m tests.derivations.mutants`` prints what became of each of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from initproofs.check import check
from initproofs.nouns import Ruling, Verdict
from initproofs.read import read_text

from .latex import holds, laws

FOLDER = Path(__file__).parents[2] / "derivations"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "index.md")
LAW = "probability |"  # the head of a law: only a theorem about laws has an example with one
VAR, MEAN = r"\operatorname{Var}", r"\mathbb{E}"


def swapped(formula: str) -> Iterator[str]:
    """``Var(…)`` for ``E[…]`` and the other way round, one at a time."""
    for old, new, brackets in ((VAR, MEAN, "()[]"), (MEAN, VAR, "[]()")):
        for match in re.finditer(re.escape(old) + r"(\\left)?(?=[(\[])", formula):
            close = closing(formula, match.end())
            left, right = (r"\left", r"\right") if match[1] else ("", "")
            inside = formula[match.end() + 1 : close].removesuffix(r"\right")
            changed = f"{new}{left}{brackets[2]}{inside}{right}{brackets[3]}"
            yield formula[: match.start()] + changed + formula[close + 1 :]


def without_a_root(formula: str) -> Iterator[str]:
    for match in re.finditer(r"\\sqrt(?=\{)", formula):
        close = closing(formula, match.end(), "{}")
        inside = formula[match.end() + 1 : close]
        yield formula[: match.start()] + inside + formula[close + 1 :]


def closing(text: str, at: int, brackets: str = "([)]") -> int:
    """Where the bracket that opens at ``at`` closes."""
    depth, half = 0, len(brackets) // 2
    for place in range(at, len(text)):
        depth += (text[place] in brackets[:half]) - (text[place] in brackets[half:])
        if depth == 0:
            return place
    raise ValueError(text)


def terms(formula: str) -> list[tuple[int, int]]:
    """The summands of the right side that stand in no bracket, with the sign before each."""
    start, depth = formula.index(" = ") + 3, 0
    cuts = [start]
    for at in range(start, len(formula)):
        depth += (formula[at] in "([{") - (formula[at] in ")]}")
        if depth == 0 and formula[at] in "+-" and formula[at - 1] == " ":
            cuts.append(at)
    ends = [*cuts[1:], len(formula)]
    return list(zip(cuts, ends, strict=True)) if len(cuts) > 1 else []


def without_a_term(formula: str) -> Iterator[str]:
    for start, end in terms(formula):
        after = formula[end:] if formula[start] in "+-" else formula[end:].removeprefix("+ ")
        yield (formula[:start] + after).rstrip()


def everywhere(pattern: str, replacement: str) -> Callable[[str], Iterator[str]]:
    def change(formula: str) -> Iterator[str]:
        for match in re.finditer(pattern, formula):
            yield formula[: match.start()] + match.expand(replacement) + formula[match.end() :]

    return change


OPERATORS: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
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


@dataclass
class Mutant:
    """A page up to its theorem, the theorem changed; where the changed formula stands."""

    operator: str
    formula: str
    text: str
    start: int

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """What is said of the changed formula."""
        end = self.start + len(self.formula)
        findings = check(read_text("page.md", self.text)).findings
        return [v for claim, v in findings if self.start - 2 <= claim.span.start < end]

    @property
    def caught(self) -> bool:
        """Is it refuted, or said to hold only under something that the page does not assume?"""
        rulings = {verdict.ruling for verdict in self.verdicts}
        return bool(rulings & {Ruling.REFUTED, Ruling.CONDITIONAL})


def part(text: str, title: str) -> tuple[int, int]:
    """Where a section begins and ends."""
    start = text.find(f"\n## {title}\n")
    end = text.find("\n## ", start + 1)
    return (0, 0) if start < 0 else (start, end if end > 0 else len(text))


def theorem(text: str) -> tuple[int, int]:
    """Where the formula of the theorem stands, without its dollars."""
    start = text.index("{prf:theorem}", part(text, "Statement")[0])
    match = re.compile(r"\$\$(.+?)\$\$", re.DOTALL).search(text, start)
    assert match
    return match.span(1)


def false_mutants(text: str) -> Iterator[Mutant]:
    """The changes that the example of the page shows to be false."""
    (start, end), stop = theorem(text), part(text, "Statement")[1]
    world = laws(text[slice(*part(text, "Example"))], text[slice(*part(text, "Assumptions"))])
    formula = text[start:end]
    seen = {formula}
    for operator, change in OPERATORS:
        for changed in change(formula):
            if changed not in seen and holds(changed, world) is False:
                yield Mutant(operator, changed, text[:start] + changed + text[end:stop], start)
            seen.add(changed)


def main() -> None:
    """Every false mutant that is not caught, what was said of it, and the score."""
    score: Counter[bool] = Counter()
    for path in PAGES:
        text = path.read_text("utf8")
        for mutant in false_mutants(text) if LAW in text else ():
            score[mutant.caught] += 1
            if not mutant.caught:
                said = [f"{v.ruling}: {v.message}" for v in mutant.verdicts]
                print(f"{path.name}  {mutant.operator}\n    {mutant.formula}\n    {said}")
    print(f"{score[True]} of {score.total()} mutants that are false are caught")


if __name__ == "__main__":
    main()
