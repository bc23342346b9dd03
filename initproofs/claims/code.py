r"""# code

Lines of NumPy, beside what the note says they do.

## What it does
Reads code and never runs it. Finds names that NumPy does not have, calls that stop with an error,
layers’ labels used as sizes, and weights whose standard deviation is not that of the scheme named
beside them: `rand` for `randn`, a variance for a standard deviation, a missing bracket or root.
So too what a comment says of a scale or a shape, and functions named after an activation. Finds
arguments that PyTorch’s and Keras’ initialisers refuse, masks of dropout that keep the wrong share,
and loops over layers that leave the list of sizes. Compares gradients written out stage by stage,
or as products of matrices, with the derivatives of the note’s own forward lines. Variants of the
literature, lines that the note shows as errors, and code that nothing is said of, are left alone.

## Example
`W = np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)` is He initialisation. <!-- expect: PROVED -->

`W = np.random.rand(n_out, n_in) * np.sqrt(2 / n_in)` is He initialisation.
<!-- expect: REFUTED "randn" -->

`W = np.zeros((n_out, n_in))  # shape (n_in, n_out)` <!-- expect: REFUTED "(n_out, n_in)" -->

`b = np.random.zeros((n_out, 1))` <!-- expect: REFUTED "NumPy has no random.zeros" -->

`nn.init.kaiming_normal_(w, nonlinearity='gelu')` <!-- expect: REFUTED "ValueError" -->

## References
NumPy 1.17 to 2.4; Keras 2.4 to 3.15; PyTorch 1.0 to 2.13; He and others, 2015; Glorot and Bengio,
2010.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import BlockKind, Claim, Counterexample, Ruling, Span, Verdict
from ..terms import Head, Term
from .adjoints import adjoints
from .code_shapes import shape_faults
from .defaults import defaults
from .divisions import division_faults
from .drawing import Desk, drawn
from .frameworks import framework_faults
from .kind import Kind
from .lines import Line, lines, scales_named
from .masks import mask_faults
from .nearby import Surroundings
from .programs import returned
from .raising import Fault, faults
from .ranges import range_faults
from .staged import staged
from .stated import stated, told
from .sums import sum_faults

NAME = "code"
_WRONG = re.compile(
    r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|raises?|(?:\w+)?errors?|mistakes?|bugs?|buggy|fails?|avoid|"
    r"do not|does not exist|crash\w*)\b|n['’]t\b",
    re.I,
)


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    around = Surroundings(replay)
    desk = Desk(around, told(replay), source, tuple(stated(replay, around)))
    everything = list(lines(replay))
    for span, verdict in (
        *staged(everything, source),
        *adjoints(everything),
        *defaults(around),
        *returned(replay, everything),
    ):
        yield _claim(span, verdict, source)
    for place, fault in sum_faults(everything, source):
        if not _shown_as_wrong(everything[place], around):
            yield _claim(fault.span, _refuted(fault), source)
    for fault in shape_faults([line for line in everything if not _shown_as_wrong(line, around)]):
        yield _claim(fault.span, _refuted(fault), source)
    for place, fault in (*mask_faults(around), *range_faults(around)):
        if not _WRONG.search(around.leading(place) + around.document.blocks[place].text):
            yield _claim(fault.span, _refuted(fault), source)
    known: dict[Head, Term] = {}
    block = -1
    for line in everything:
        known = known if line.block == block else {}
        known, named, block = scales_named(line, known), known, line.block
        if _shown_as_wrong(line, around):
            continue
        found = [
            *faults(line, source),
            *framework_faults(line, source),
            *division_faults(line, source),
        ]
        for fault in found:
            yield _claim(fault.span, _refuted(fault), source)
        if not found:
            for span, verdict in drawn(line, desk, named):
                yield _claim(span, verdict, source)


def _shown_as_wrong(line: Line, around: Surroundings) -> bool:
    """Does the note itself say that the line is an error?"""
    leading = around.leading(line.block)
    inline = around.document.blocks[line.block].kind is not BlockKind.CODE
    words = f"{line.remark} {line.above} {around.behind(line.block)}"
    announced = inline or leading.rstrip().endswith(":")
    return bool(_WRONG.search(f"{words} {leading}" if announced else words))


def _claim(span: Span, verdict: Verdict, source: str) -> Claim:
    return Claim(NAME, source[span.start : span.end], span, verdict)


def _refuted(fault: Fault) -> Verdict:
    counter = Counterexample(fault.wrote, fault.true, fault.because, fault.example)
    return Verdict(
        Ruling.REFUTED,
        fault.message,
        (counter,),
        fault.message,
        correction=fault.correction,
        marks=(fault.span,),
    )


def judge(claim: Claim) -> Verdict:
    assert isinstance(claim.statement, Verdict)
    return claim.statement


KIND = Kind(NAME, find, judge, __doc__ or "")
