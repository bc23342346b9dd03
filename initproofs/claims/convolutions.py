"""The fans of a convolution: scales in kernel sizes and channels, and what is said of fan_in.

In: a scale under a scheme’s name in a text on convolutions, and what is said to be a fan. Out:
verdicts by fan_in = k²·C and fan_out = k²·D. Pointwise, depthwise and grouped convolutions, and
strides, are left alone.

"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from ..arithmetic.surds import Surd, rational, surd
from ..given.fans import IN, OUT
from ..given.scales import evaluate, flat, scale
from ..given.sentences import Sentence
from ..given.spell import plain
from ..given.statements import statements
from ..nouns import Counterexample, Formula, Node, Proof, Reproduction, Ruling, Span, Verdict
from ..terms import Term, heads, is_obscure
from .fitting import SHARE
from .forms import VARIANCE
from .nearby import Surroundings
from .scale_words import OTHERWISE
from .scales import Named
from .schemes import GLOROT, HE, LECUN, SCHEMES, Scheme

Told = tuple[Span, Verdict]
CONVOLUTION = re.compile(r"\bconv(?:s|olution\w*|\w*[12]d)?\b|\bkernels?\b|\bfilters?\b", re.I)
_SPECIAL = re.compile(
    r"\b(?:pointwise|depth-?wise|group\w*|strid\w+|transposed|separable|dilat\w+)\b|1\s*[×x]\s*1",
    re.I,
)
# Letters of notes on convolutions: sides of a kernel, and channels before and after it.
SIDES = re.compile(r"k|K|f|F|kernel_?size|k_?(?:h|w|x|y|1|2|size|l)|K_?(?:h|w|H|W)|filter_?size")
BEFORE = re.compile(
    r"[cC](?:_?(?:in|i|l-1|\{in\}))?|n_c(?:\^?\[l-1\])?|in_?channels?|channels_?in|"
    r"num_input_channels|c_?\(?l-1\)?|d(?:_l)?"
)
AFTER = re.compile(
    r"[cC]_?(?:out|o|\{out\})|out_?channels?|channels_?out|n_f|D|num_output_channels"
)
_CASES = tuple(
    (Fraction(k), Fraction(c), Fraction(d))
    for k, c, d in product((3, 5, 7, 11), (13, 17, 19, 23), (29, 31, 37, 41))
)
_SAID = re.compile(
    r"\bfan[-_ ]?(?P<which>in|out)\b[^.;‹]{0,40}?(?:‹\d+›[^.;‹]{0,60}?){0,3}?"
    r"\b(?:is|equals|becomes|=)\s*(?:then |thus |therefore )?‹(?P<value>\d+)›",
    re.I,
)
_NUMBERS = re.compile(
    r"(?P<k>\d{1,2})\s*[×x]\s*(?P=k)\b[^.;]{0,60}?\b(?P<c>\d{1,5}) "
    r"(?P<side>input |output )?channels[^.;\d]{0,60}?\bfan[-_ ]?(?P<which>in|out)\b"
    r"(?: of| is| =|:| equal to)* (?P<value>\d{1,8})\b",
    re.I,
)


def of_convolution(named: Named) -> Verdict | None:
    """A scale in kernel sizes and channels under a scheme’s name."""
    schemes = named.nearby.schemes
    text = named.nearby.text
    if not schemes or schemes[0] not in (GLOROT, HE, LECUN) or not CONVOLUTION.search(text):
        return None
    roles = _roles(named.form.term)
    if roles is None or _SPECIAL.search(text):
        return None
    admitted = (*schemes, *(s for s in SCHEMES if s not in schemes))
    for meaning, scheme in product(named.scale.meanings, admitted):
        if _agrees(named.form.term, meaning, roles, scheme, whole=True):
            return _proved(named, scheme, meaning) if scheme is schemes[0] else None
    sure = len(named.scale.meanings) == 1 and not named.form.bare and named.nearby.close
    hedged = OTHERWISE.search(re.sub(r"\b(?:conv\w*|kernels?|filters?|squared?)\b", " ", text))
    if not sure or hedged or not _has_sides(text):
        return None
    if _agrees(named.form.term, named.scale.meanings[0], roles, schemes[0], whole=False):
        return _refuted(named, schemes[0])
    return None


def in_channels_only(term: Term, text: str) -> bool:
    """A count of channels in a text on convolutions is no count of inputs."""
    names = {str(head) for head in heads(term)}
    channels = {name for name in names if BEFORE.fullmatch(name) or AFTER.fullmatch(name)}
    return bool(channels) and channels == names and bool(CONVOLUTION.search(text))


def _has_sides(text: str) -> bool:
    """Does the text say that a kernel is k × k?"""
    return bool(re.search(r"(?<!\w)(\w+)\s*(?:[×x]|\\times)\s*\1(?!\w)", text))


Roles = dict[str, str]


def _roles(term: Term) -> Roles | None:
    """Each letter as a side of the kernel or as channels; None where another letter is in it."""
    found: Roles = {}
    for name in dict.fromkeys(str(head) for head in heads(term)):
        if SIDES.fullmatch(name):
            found[name] = "side"
        elif AFTER.fullmatch(name):
            found[name] = "after"
        elif BEFORE.fullmatch(name):
            found[name] = "before"
        else:
            return None
    return found if "before" in found.values() or "after" in found.values() else None


def _sizes(roles: Roles, case: tuple[Fraction, Fraction, Fraction]) -> dict[str, Surd]:
    values = dict(zip(("side", "before", "after"), case, strict=True))
    return {name: surd(values[role]) for name, role in roles.items()}


def _fans(case: tuple[Fraction, Fraction, Fraction], whole: bool) -> Mapping[str, Fraction]:
    k, before, after = case
    window = k * k if whole else Fraction(1)
    return {IN: window * before, OUT: window * after}


def _agrees(term: Term, meaning: str, roles: Roles, scheme: Scheme, whole: bool) -> bool:
    """Has it the variance of the scheme: with whole windows, or with channels only?"""
    for case in _CASES:
        written = evaluate(term, _sizes(roles, case))
        if written is None:
            return False
        variance = (
            rational(written)
            if meaning == VARIANCE
            else written.square * SHARE[meaning]
            if written.sign > 0
            else None
        )
        fans = _fans(case, whole)
        ways = {scheme.own.variance(fans), scheme.own.variance({IN: fans[OUT], OUT: fans[IN]})}
        if variance not in (ways if scheme is not GLOROT else {scheme.own.variance(fans)}):
            return False
    return True


def _proved(named: Named, scheme: Scheme, meaning: str) -> Verdict:
    message = f"{scheme.name}’s {meaning}, with the fan k²·channels of a convolution"
    steps = (
        *scheme.steps,
        ("fans of a convolution", "each unit hears k² pixels of every channel"),
        ("solved", f"the {meaning} is {named.wrote}"),
    )
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message)


def _refuted(named: Named, scheme: Scheme) -> Verdict:
    message = "a unit of a convolution has k²·channels inputs: the size of the kernel is missing"
    example = (("k", "3"), ("channels", "64"), ("fan_in", "9 · 64 = 576"))
    true = f"{scheme.name}’s with fan_in = k²·channels"
    counter = Counterexample(
        named.wrote, true, "each unit hears k² pixels of every channel", example
    )
    marks = (named.form.term.span,)
    return Verdict(Ruling.REFUTED, message, (counter,), message, marks=marks)


def fans_said(around: Surroundings) -> Iterator[Told]:
    formulas = around.replay.notes.formulas
    for sentence in around.sentences:
        text = around.spelled(sentence.text)
        if not CONVOLUTION.search(text) or _SPECIAL.search(text.replace(r"\times", "×")):
            continue
        for match in _SAID.finditer(sentence.text):
            formula = formulas[int(match["value"])]
            if formula is not None and formula.tree.kind != "chain":
                yield from _fan(formula, formula.tree, match["which"].lower(), text)
        for block in sentence.blocks:
            formula = formulas[block]
            if formula is not None:
                yield from _equated(formula, text)
        yield from _in_numbers(sentence, text)


def _equated(formula: Formula, text: str) -> Iterator[Told]:
    """``fan_in = k·k·c_in``."""
    for tree in statements(formula.tree):
        if len(tree.children) != 3 or tree.children[1].value != "=":
            continue
        left = re.sub(r"[\W_]", "", flat(tree.children[0])).lower()
        if left in ("fanin", "fanout"):
            yield from _fan(formula, tree.children[2], left[3:], text)


def _fan(formula: Formula, node: Node, which: str, text: str) -> Iterator[Told]:
    term = scale(node, formula.span)
    roles = None if is_obscure(term) else _roles(term)
    if roles is None or len([r for r in roles.values() if r != "side"]) != 1:
        return
    role = next(r for r in roles.values() if r != "side")
    if (role == "before") is not (which == "in"):
        return
    sides = [name for name, its in roles.items() if its == "side"]
    degree = _degree(term, roles, role)
    if degree is None or (len(sides) == 0 and not _has_sides(text)):
        return
    span = formula.span(node)
    if degree == 2:
        message = f"fan_{which} of a convolution: k² pixels of every channel"
        steps = (("a unit hears a window of every channel", f"k · k · channels = {plain(term)}"),)
        yield span, Verdict(Ruling.PROVED, message, (Proof(steps),), message)
    elif degree < 2:
        message = f"fan_{which} of a convolution is k²·channels: its window has two sides"
        example = (("k", "3"), ("channels", "64"), (f"fan_{which}", "576"))
        because = "each unit hears k² pixels of every channel"
        counter = Counterexample(plain(term), "k²·channels", because, example)
        yield span, Verdict(Ruling.REFUTED, message, (counter,), message, marks=(span,))


def _degree(term: Term, roles: Roles, role: str) -> int | None:
    """d of k^d times the number of channels; None where it is nothing of the kind."""
    found = set()
    for case in _CASES[:12]:
        written = evaluate(term, _sizes(roles, case))
        value = rational(written) if written is not None else None
        channels = case[1] if role == "before" else case[2]
        degrees = [d for d in range(4) if value == case[0] ** d * channels]
        found.add(degrees[0] if degrees else None)
    return found.pop() if len(found) == 1 else None


def _in_numbers(sentence: Sentence, text: str) -> Iterator[Told]:
    """“A 3 × 3 convolution with 64 input channels has a fan-in of 576.”"""
    typed = re.sub(r"\\times|\$", lambda m: "×" if m[0] != "$" else "", text)
    for match in _NUMBERS.finditer(typed):
        side, which = (match["side"] or "").strip().lower(), match["which"].lower()
        if (side or "input") != ("input" if which == "in" else "output") or int(match["k"]) == 1:
            continue
        true = int(match["k"]) ** 2 * int(match["c"])
        start = sentence.text.rfind(match["value"])
        place = sentence.text.lower().rfind("fan")
        if start < 0:
            start = place
        span = sentence.span(start, start + len(match["value"]))
        message = f"fan_{which} is {match['k']}·{match['k']}·{match['c']} = {true}"
        if int(match["value"]) == true:
            how = Reproduction("sides of the kernel times channels", 1, 1)
            yield span, Verdict(Ruling.CONFIRMED, message, (how,), message)
        else:
            because = "each unit hears k² pixels of every channel"
            counter = Counterexample(match["value"], str(true), because)
            yield (
                span,
                Verdict(Ruling.REFUTED, message, (counter,), message, correction=str(true)),
            )
