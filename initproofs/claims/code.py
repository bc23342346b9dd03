r"""# code

Lines of NumPy that make weights, beside what the note says they make.

## What it does
Reads code and never runs it. Finds names that NumPy does not have, calls that stop with an error,
layers’ labels used as sizes, and weights whose standard deviation is not that of the scheme named
beside them: `rand` for `randn`, a variance for a standard deviation, a missing bracket or root.
Variants of the literature, and code that nothing is said of, are left alone.

## Example
`W = np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)` is He initialisation. <!-- expect: PROVED -->

`W = np.random.rand(n_out, n_in) * np.sqrt(2 / n_in)` is He initialisation.
<!-- expect: REFUTED "randn" -->

`b = np.random.zeros((n_out, 1))` <!-- expect: REFUTED "NumPy has no random.zeros" -->

## References
NumPy 1.17 to 2.4; Keras 3.15.1; PyTorch 2; He and others, 2015; Glorot and Bengio, 2010.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..given.links import Replay
from ..nouns import Claim, Counterexample, Ruling, Span, Verdict
from .adjoints import adjoints
from .defaults import defaults
from .drawing import Desk, drawn
from .kind import Kind
from .lines import lines
from .nearby import Surroundings
from .raising import Fault, faults
from .staged import staged
from .stated import stated, told
from .sums import sum_faults

NAME = "code"


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    around = Surroundings(replay)
    desk = Desk(around, told(replay), source, tuple(stated(replay, around)))
    everything = list(lines(replay))
    for span, verdict in (*staged(everything), *adjoints(everything), *defaults(around)):
        yield _claim(span, verdict, source)
    for _, fault in sum_faults(everything, source):
        yield _claim(fault.span, _refuted(fault), source)
    for line in everything:
        found = list(faults(line, source))
        for fault in found:
            yield _claim(fault.span, _refuted(fault), source)
        if not found:
            for span, verdict in drawn(line, desk):
                yield _claim(span, verdict, source)


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
