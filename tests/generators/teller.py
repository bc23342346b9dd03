"""The author of one note: the network, the habits, the page, and what was said so far.

In go two seeded generators (of words, and of numbers), out comes a ``Teller`` ready to write.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from .network import Network, Rule, draw_network
from .page import Page, draw_page
from .spelling import Style, draw_style, spell_name
from .terms import Name
from .truth import Ledger
from .working import Habits


class UnsuitableError(Exception):
    """These numbers make a note on which lecturers could differ: draw others."""


@dataclass
class Teller:
    """The author at work on one note."""

    rng: Random  # what is written
    chance: Random  # the numbers
    net: Network
    style: Style
    page: Page
    habits: Habits
    mode: str  # general | layered | mixed | forward | inline: which rules the note states
    faults: int
    flawed: bool
    ledger: Ledger = field(default_factory=lambda: Ledger.opened({}, {}))
    shown: list[Name] = field(default_factory=list)

    def maths(self, latex: str) -> str:
        return self.page.maths(latex)

    def spelled(self, name: Name) -> str:
        return spell_name(name, self.style)

    def ruled(self, rule: Rule) -> bool:
        """Whether the note has stated this rule before it is used."""
        if rule.phase == "update":
            return False
        return self.mode != "inline" and (rule.phase != "backward" or self.mode != "forward")

    def tell(self, *sentences: str) -> None:
        self.page.write(*sentences)


def draw_teller(rng: Random, chance: Random, faults: int) -> Teller:
    net = draw_network(rng)
    modes = ("general", "layered", "mixed", "forward") if net.layered else ("layered", "inline")
    style = draw_style(rng)
    page = draw_page(rng)
    if page.delimiter.startswith("inline"):
        style = replace(style, broken=False)
    needs_digits = net.output == "sigmoid" and not net.supposed
    digits = rng.choice((2, 3, 4)) if needs_digits or rng.random() < 0.2 else None
    if digits is not None and style.fraction == "tfrac":
        style = replace(style, fraction="frac")
    habits = Habits(
        digits=digits,
        factored=rng.random() < 0.3,
        approx=rng.random() < 0.6,
        aligned=page.joined in ("apart", "same line") and rng.random() < 0.15
        and not page.delimiter.startswith("inline"),
        symbols=rng.choice((0.0, 0.4, 0.9)),
        numbers=rng.choice((0.2, 0.5, 0.9)),
        star_said=style.hadamard != "*" or (net.layered and rng.random() < 0.6),
        depth=net.depth,
    )  # fmt: skip
    if net.output_is_a and not net.layered:
        net = replace(net, output_is_a=False)
    return Teller(rng, chance, net, style, page, habits, rng.choice(modes), faults, faults > 0)


def features(teller: Teller) -> dict[str, str]:
    """By what failures are counted."""
    net, style, habits = teller.net, teller.style, teller.habits
    return {
        "layout": "columns" if net.column else "rows",
        "layers": str(net.depth),
        "activation": net.hidden,
        "output": net.output,
        "bias": net.bias,
        "factor": "1/m" if net.mean else "sum",
        "rules": teller.mode,
        "label": style.label if net.layered else "none",
        "environment": style.environment,
        "delimiter": teller.page.delimiter,
        "joined": teller.page.joined,
        "transpose": f"{style.label_transpose} {style.transpose}",
        "hadamard": style.hadamard,
        "gradients": style.gradients,
        "digits": str(habits.digits),
        "fraction": style.fraction,
    }
