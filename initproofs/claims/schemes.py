"""The schemes of initialisation: their names in notes, and every variance the literature has for
each of them.

A scheme's own variance is proved by the condition it solves. A variant is a formula that some
well-known source gives under the same name: it is never refuted, and never proved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..given.fans import IN, OUT


@dataclass(frozen=True)
class Variant:
    """The variance ``top`` divided by the sum of ``fans``; ``source`` is who writes it."""

    top: Fraction
    fans: tuple[str, ...]
    source: str
    needs: str = ""  # what makes it the scheme's own variance, where something does

    def variance(self, sizes: Mapping[str, Fraction]) -> Fraction:
        return self.top / sum((sizes[fan] for fan in self.fans), Fraction(0))


@dataclass(frozen=True)
class Scheme:
    """``condition`` is what the variance solves; ``steps`` how, each by a named rule."""

    name: str
    pattern: re.Pattern[str]
    own: Variant
    condition: str
    steps: tuple[tuple[str, str], ...]
    variants: tuple[Variant, ...] = ()
    hallmark: re.Pattern[str] | None = None  # words that bring its formula up without its name


_FORWARD = ("variance of a sum of independent products", "Var z = fan_in · Var w · E a²")

GLOROT = Scheme(
    "Glorot",
    re.compile(
        r"\b(?:glorot|xavier)(?=\b|_|normal\b|uniform\b)|"
        r"\((?:Yoshua |Y\. ?)?Bengio(?: et al\.?)?\)",
        re.I,
    ),
    Variant(Fraction(2), (IN, OUT), "Glorot and Bengio, 2010"),
    "the mean of the forward gain fan_in·Var w and the backward gain fan_out·Var w is 1",
    (
        _FORWARD,
        ("the same for gradients", "Var ∂J/∂a = fan_out · Var w · Var ∂J/∂z"),
        ("compromise of both (Glorot and Bengio, 2010)", "(fan_in + fan_out)/2 · Var w = 1"),
    ),
    (
        Variant(
            Fraction(1),
            (IN,),
            "LeCun and others, 1998; Caffe and Ng call it Xavier",
            "fan_in = fan_out",
        ),
        Variant(Fraction(1), (OUT,), "Caffe’s fan_out mode of Xavier", "fan_in = fan_out"),
        Variant(Fraction(1, 3), (IN,), "U(−1/√n, 1/√n), the older heuristic"),
        Variant(Fraction(4), (IN, OUT), "Glorot with ReLU’s gain √2"),
        Variant(Fraction(32), (IN, OUT), "Glorot with a gain of 4"),
    ),
    re.compile(r"\btanh\b|\blinear\b|\bbackward|\bcompromise|\baverage|\bboth\b", re.I),
)
HE = Scheme(
    "He",
    re.compile(
        r"\b(?i:kaiming|msra)\b|\b(?i:kaiming)(?=_)|\b(?i:he)(?=_(?:normal|uniform|init))|"
        r"\bHe(?=Normal\b|Uniform\b|['’]s\b|[-:/,.)*]|\s*\||\s*$|\s+(?:et\b|and others|"
        r"[Nn]ormal\b|[Uu]niform\b|[Ii]nit|weight|scal|scheme|method|[Vv]ariance|std|use[sd]?\b|\())|"
        r"\bhe (?=initiali[sz]ation\b)"
    ),
    Variant(Fraction(2), (IN,), "He and others, 2015"),
    "fan_in·Var w·½ = 1: a ReLU keeps half of the second moment",
    (
        _FORWARD,
        ("ReLU halves the second moment of a symmetric law", "E a² = ½ Var z"),
        ("the signal is kept (He and others, 2015)", "½ · fan_in · Var w = 1"),
    ),
    (
        Variant(Fraction(2), (OUT,), "He and others, 2015, for the backward signal"),
        Variant(Fraction(4), (IN, OUT), "He with the mean of both fans"),
    ),
    re.compile(r"\brelu|\brectif|\bhal(?:f|ve)|\bdoubl", re.I),
)
LECUN = Scheme(
    "LeCun",
    re.compile(r"\blecun(?=\b|_|normal\b|uniform\b)|\byann le ?cun\b", re.I),
    Variant(Fraction(1), (IN,), "LeCun, Bottou, Orr and Müller, 1998"),
    "fan_in·Var w = 1",
    (_FORWARD, ("the signal is kept (LeCun and others, 1998)", "fan_in · Var w = 1")),
    (),
    re.compile(r"(?<!rectified )(?<!nn\.)\blinear\b|\btanh\b|\bselu\b|\bsigmoid|\bidentity", re.I),
)
TORCH = Scheme(
    "PyTorch’s default",
    re.compile(
        r"\b(?:py)?torch(?:['’]s)?\b[^.]*\b(?:defaults?\b|nn\.Linear\b)|"
        r"\bdefault\b[^.]*\b(?:(?:py)?torch|nn\.Linear)\b|\bnn\.Linear\b[^.]*\bdefault|"
        r"\bkaiming_uniform_?\s*\([^()]*\ba\s*=\s*(?:(?:math|np)\.)?sqrt\(5\.?0?\)",
        re.I,
    ),
    Variant(Fraction(1, 3), (IN,), "PyTorch 2, nn.Linear.reset_parameters"),
    "kaiming_uniform_ with a = √5 has the limit √(6/((1 + 5)·fan_in)) = 1/√fan_in",
    (
        ("source of nn.Linear.reset_parameters (PyTorch 2)", "kaiming_uniform_(weight, a=√5)"),
        ("limit of kaiming_uniform_", "√(6/((1 + a²)·fan_in)) = 1/√fan_in"),
        ("variance of a uniform law", "limit²/3 = 1/(3·fan_in)"),
    ),
)
SCHEMES = (GLOROT, HE, LECUN, TORCH)


# Initialisers by the names under which frameworks have them: their formulas are known.
API = re.compile(
    r"\b(?:glorot|xavier|he|kaiming|lecun)_(?:normal|uniform)_?\b|"
    r"\b(?:Glorot|He|Le[cC]un)(?:Normal|Uniform)\b"
)
_PRONOUN = re.compile(r"\b(?:He|HE)\b")


def perhaps(text: str) -> tuple[Scheme, ...]:
    """“He sets” may be a man or a scheme: it is never refuted to be the scheme."""
    return (HE,) if _PRONOUN.search(text) else ()


def named(text: str) -> list[tuple[int, Scheme]]:
    """The schemes that a text names, and where; a framework’s default has the last word."""
    found = [(m.start(), scheme) for scheme in SCHEMES for m in scheme.pattern.finditer(text)]
    return sorted(found, key=lambda pair: (pair[1] is TORCH, pair[0]))
