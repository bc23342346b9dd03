"""Sentences, tables, headings and lines of code about initialisers, right and wrong, by a seed.

The truth of a formula is decided here by floating-point numbers, from a table of variances of its
own; the product decides it by exact fractions. A wrong formula is one that no entry of the table
has under the scheme's name.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

PAIRS = [(6.0, 10.0), (35.0, 12.0), (50.0, 77.0)]
OWN: dict[str, Callable[[float, float], float]] = {
    "Glorot": lambda i, o: 2 / (i + o),
    "He": lambda i, o: 2 / i,
    "LeCun": lambda i, o: 1 / i,
}
TOLERATED: dict[str, list[Callable[[float, float], float]]] = {
    "Glorot": [
        lambda i, o: 1 / i,
        lambda i, o: 1 / o,
        lambda i, o: 1 / (3 * i),
        lambda i, o: 1 / (3 * o),
        lambda i, o: 4 / (i + o),
        lambda i, o: 32 / (i + o),
    ],
    "He": [lambda i, o: 2 / o, lambda i, o: 4 / (i + o)],
    "LeCun": [],
}
NAMES = {
    "Glorot": ["Glorot", "Xavier", "Xavier (Glorot)"],
    "He": ["He", "Kaiming", "Kaiming He"],
    "LeCun": ["LeCun"],
}
# fan_in and fan_out as they are written: in formulas, and in code.
FANS = [
    (r"n_{in}", r"n_{out}"),
    (r"n_{\text{in}}", r"n_{\text{out}}"),
    (r"\text{fan-in}", r"\text{fan-out}"),
    (r"fan\_in", r"fan\_out"),
    (r"\mathrm{fan}_{in}", r"\mathrm{fan}_{out}"),
    (r"n^{[l-1]}", r"n^{[l]}"),
    (r"n_{l-1}", r"n_l"),
    (r"H_{k-1}", r"H_k"),
    (r"n_i", r"n_{i+1}"),
    (r"d_{\mathrm{in}}", r"d_{\mathrm{out}}"),
    (r"N_{in}", r"N_{out}"),
]
CODED = [("n_in", "n_out"), ("fan_in", "fan_out"), ("n[l-1]", "n[l]"), ("input_dim", "output_dim")]
MEANINGS = ("variance", "std", "limit")


@dataclass(frozen=True)
class Recipe:
    """``top`` over a sum of fans (``i``, ``o`` or both), under a root or not."""

    top: int
    fans: str
    root: bool
    upside_down: bool = False
    open_bracket: bool = False  # 2/i + o

    def value(self, i: float, o: float) -> float:
        fans = {"i": i, "o": o, "io": i + o}[self.fans]
        ratio = self.top / i + o if self.open_bracket else self.top / fans
        ratio = 1 / ratio if self.upside_down else ratio
        return math.sqrt(ratio) if self.root else ratio

    def variance(self, meaning: str, i: float, o: float) -> float:
        value = self.value(i, o)
        return {"variance": value, "std": value**2, "limit": value**2 / 3}[meaning]


def right(scheme: str, meaning: str) -> Recipe:
    top, fans = {"Glorot": (2, "io"), "He": (2, "i"), "LeCun": (1, "i")}[scheme]
    return Recipe(top * 3 if meaning == "limit" else top, fans, meaning != "variance")


def mutants(recipe: Recipe) -> list[Recipe]:
    """One thing made wrong: the number, the fan, the root, the fraction, the bracket."""
    top, fans, root = recipe.top, recipe.fans, recipe.root
    found = [Recipe({6: 3, 3: 6, 2: 1, 1: 2}[top], fans, root), Recipe(top, fans, not root)]
    found.append(Recipe(top, fans, root, upside_down=True))
    found.append(Recipe(top + 2, fans, root))
    if fans == "io":
        found += [Recipe(top, "i", root), Recipe(top, "io", root, open_bracket=True)]
    else:
        found += [Recipe(top, "o", root), Recipe(top, "io", root)]
    return found


def is_tolerated(scheme: str, meaning: str, recipe: Recipe) -> bool:
    """Is it the scheme's own, or a variant that some source has under the name?"""
    meanings = ("variance", "std") if meaning == "normal" else (meaning,)
    return any(
        all(math.isclose(recipe.variance(m, i, o), known(i, o), rel_tol=1e-9) for i, o in PAIRS)
        for m in meanings
        for known in (OWN[scheme], *TOLERATED[scheme])
    )


def latex(recipe: Recipe, fans: tuple[str, str], pick: random.Random) -> str:
    i, o = fans
    below = {"i": i, "o": o, "io": f"{i} + {o}"}[recipe.fans]
    if recipe.open_bracket:
        inside = rf"\frac{{{recipe.top}}}{{{i}}} + {o}"
    elif recipe.upside_down:
        inside = rf"\frac{{{below}}}{{{recipe.top}}}"
    else:
        inside = pick.choice(
            [
                rf"\frac{{{recipe.top}}}{{{below}}}",
                rf"\tfrac{{{recipe.top}}}{{{below}}}",
                f"{recipe.top} / ({below})" if recipe.fans == "io" else f"{recipe.top}/{below}",
            ]
        )
    if recipe.root:
        spread = recipe.fans != "io" and not recipe.open_bracket and not recipe.upside_down
        if spread and recipe.top == 1 and pick.random() < 0.3:
            return rf"\frac{{1}}{{\sqrt{{{below}}}}}"
        return rf"\sqrt{{{inside}}}"
    return inside


def python(recipe: Recipe, fans: tuple[str, str]) -> str:
    i, o = fans
    below = {"i": i, "o": o, "io": f"({i} + {o})"}[recipe.fans]
    ratio = f"{recipe.top} / {below}"
    if recipe.open_bracket:
        ratio = f"{recipe.top} / {i} + {o}"
    elif recipe.upside_down:
        ratio = f"{below} / {recipe.top}"
    return f"np.sqrt({ratio})" if recipe.root else f"({ratio})"


@dataclass(frozen=True)
class Page:
    """A note with one statement in it, what it is about, and whether it is wrong."""

    text: str
    scheme: str
    meaning: str
    recipe: Recipe
    own: bool
    wrong: bool


def page(seed: int, wrong: bool) -> Page:
    pick = random.Random(seed)
    scheme, form = pick.choice(list(OWN)), pick.choice(list(FORMS))
    meaning = pick.choice(FORMS[form][0])
    base = right(scheme, pick.choice(("variance", "std")) if meaning == "normal" else meaning)
    recipe = base
    if wrong:
        options = [m for m in mutants(base) if not is_tolerated(scheme, meaning, m)]
        recipe = pick.choice(options)
    text = FORMS[form][1](pick.choice(NAMES[scheme]), meaning, recipe, pick)
    return Page(text, scheme, meaning, recipe, not wrong, wrong)


def _head(meaning: str, pick: random.Random) -> str:
    return {
        "variance": pick.choice([r"\mathrm{Var}(W)", r"\operatorname{Var}(w_{ij})", r"\sigma^2"]),
        "std": pick.choice([r"\sigma", r"\sigma_w", r"\text{std}"]),
        "limit": pick.choice(["limit", r"\text{limit}"]),
    }[meaning]


def _sentence(name: str, meaning: str, recipe: Recipe, pick: random.Random) -> str:
    formula = f"{_head(meaning, pick)} = {latex(recipe, pick.choice(FANS), pick)}"
    law = "uniform " if meaning == "limit" else ""
    return pick.choice(
        [
            f"In {name} {law}initialization we take ${formula}$ for each layer.",
            f"{name} {law}initialisation:\n\n$${formula}$$",
            f"## {name} {law}initialization\n\nThe weights are drawn with\n\n\\[{formula}\\]",
            f"- {name} {law}init: ${formula}$",
        ]
    )


def _interval(name: str, meaning: str, recipe: Recipe, pick: random.Random) -> str:
    bound = latex(recipe, pick.choice(FANS), pick)
    law = pick.choice(["U", r"\mathcal{U}"])
    left, end = pick.choice([("[", "]"), ("(", ")"), (r"\left[", r"\right]")])
    return f"{name} uniform initialization draws $W \\sim {law}{left}-{bound}, {bound}{end}$."


def _normal(name: str, meaning: str, recipe: Recipe, pick: random.Random) -> str:
    second = latex(recipe, pick.choice(FANS), pick)
    law = pick.choice(["N", r"\mathcal{N}"])
    return f"With {name} initialization, $W^{{[l]}} \\sim {law}\\left(0, {second}\\right)$."


def _table(name: str, meaning: str, recipe: Recipe, pick: random.Random) -> str:
    title = {"variance": "variance", "std": "standard deviation", "limit": "limit (uniform)"}
    cell = latex(recipe, pick.choice(FANS), pick)
    return f"| scheme | {title[meaning]} |\n|---|---|\n| {name} | ${cell}$ |\n| none | $1$ |"


def _words(name: str, meaning: str, recipe: Recipe, pick: random.Random) -> str:
    words = {"variance": "has a variance of", "std": "scales by", "limit": "has the limit"}
    formula = python(recipe, pick.choice(CODED[:2])).removeprefix("np.")
    return f"{name} initialization {words[meaning]} `{formula}`, layer by layer."


def _code(name: str, meaning: str, recipe: Recipe, pick: random.Random) -> str:
    i, o = fans = pick.choice(CODED)
    scale = python(recipe, fans)
    line = f"W = np.random.randn({o}, {i}) * {scale}"
    return pick.choice(
        [
            f"```python\n{line}  # {name} initialization\n```",
            f"```python\n# {name}\n{line}\n```",
            f"{name} initialization:\n\n```python\n{line}\nb = np.zeros(({o}, 1))\n```",
            f"For {name} initialization, `{line}`.",
        ]
    )


Form = tuple[tuple[str, ...], Callable[[str, str, Recipe, random.Random], str]]
FORMS: dict[str, Form] = {
    "sentence": (MEANINGS, _sentence),
    "interval": (("limit",), _interval),
    "normal": (("normal",), _normal),
    "table": (MEANINGS, _table),
    "words": (MEANINGS, _words),
    "code": (("std",), _code),
}
