"""``python -m tests.generators N --seed S``: run the product on N generated notes.

Printed: the rates, in all and by feature, and the first failures with the text of their notes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .contract import SERIOUS, Finding, checked, findings
from .families import FAMILIES, note
from .truth import Label, Note

KINDS = (*SERIOUS, "doubled", "undecided", "partly undecided")
CHUNK = 100


def judged(seeds: list[int], family: str) -> Iterator[tuple[int, Note, list[Finding]]]:
    """Every note with what is wrong with its answers, a hundred notes to a process."""
    for first in range(0, len(seeds), CHUNK):
        batch = {f"note{seed:06}.md": (seed, note(seed, family)) for seed in seeds[first:][:CHUNK]}
        answers = checked([(name, each.text) for name, (_, each) in batch.items()])
        for name, (seed, each) in batch.items():
            yield seed, each, list(findings(each, answers[name]["claims"]))


def print_rates(title: str, counts: Counter[str]) -> None:
    wrong, true = counts["wrong"], counts["true"]
    covered = true - counts["undecided"]
    found = wrong - counts["missed"] - counts["wrongly confirmed"]
    problems = "  ".join(f"{kind} {counts[kind]}" for kind in KINDS if counts[kind])
    print(
        f"{title:34} notes {counts['notes']:5}  errors found {found}/{wrong}"
        f"  true lines confirmed {covered}/{true}  {problems}"
    )


def tally(counts: Counter[str], each: Note, found: list[Finding]) -> None:
    counts["notes"] += 1
    counts["wrong"] += len(each.wrong)
    counts["true"] += sum(truth.label is Label.TRUE for truth in each.truths)
    for finding in found:
        counts[finding.kind] += 1


def report(finding: Finding) -> str:
    answer = f"expected {finding.expected}\n  actual   {finding.actual}"
    return f"{finding.line}: {finding.kind}\n  {answer}"


def save(folder: Path, seed: int, each: Note, found: list[Finding]) -> None:
    """The failing note, and beside it what was expected."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"note{seed:06}.md").write_text(each.text, "utf8")
    lines = [report(finding) for finding in found]
    (folder / f"note{seed:06}.txt").write_text("\n".join(lines) + "\n", "utf8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.generators", description=__doc__)
    parser.add_argument("notes", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--family", choices=sorted(FAMILIES), default="")
    parser.add_argument("--show", type=int, default=3, help="print so many failing notes")
    parser.add_argument("--only", default="", help="failures of this kind only")
    parser.add_argument("--save", type=Path, help="a folder for the failing notes")
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    features: dict[tuple[str, str], Counter[str]] = {}
    shown = 0
    seeds = list(range(asked.seed, asked.seed + asked.notes))
    for seed, each, found in judged(seeds, asked.family):
        tally(total, each, found)
        for feature in each.features.items():
            tally(features.setdefault(feature, Counter()), each, found)
        failing = [one for one in found if not asked.only or one.kind == asked.only]
        if failing and asked.save:
            save(asked.save, seed, each, failing)
        if failing and shown < asked.show:
            shown += 1
            print(f"--- seed {seed}: {dict(each.features)}\n{each.text}")
            print(*map(report, failing), sep="\n")
    for (feature, choice), counts in sorted(features.items()):
        print_rates(f"{feature} = {choice}"[:34], counts)
    print_rates("in all", total)


if __name__ == "__main__":
    main()
