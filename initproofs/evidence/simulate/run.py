"""Running a question: a sampler's chunks go in until the evidence decides or the chunks run out; a
result that can be saved and resumed comes out; seeds are never chosen, and never rolled again."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from ...network.streams import chunk_stream
from ...nouns import Simulation
from .betting import Law, Ratio
from .procedures import KnownVariance, Scale, Zero, within_unit

Procedure = Scale | Zero | KnownVariance | Ratio | Law
Sampler = Callable[[np.random.Generator], tuple[Any, ...]]  # one chunk, as `observe` takes it


class Outcome(StrEnum):
    """What a simulation can say; not rejecting is not confirming."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Budget:
    """The chances of confirming a claim that is off by the margin, and of refuting a true one."""

    wrongly_confirmed: float = 1e-6
    wrongly_refuted: float = 1e-6

    def __post_init__(self) -> None:
        within_unit("chance of a wrong confirmation", self.wrongly_confirmed)
        within_unit("chance of a wrong refutation", self.wrongly_refuted)


def share(claims: int, suite: float = 1e-6) -> Budget:
    """What each of ``claims`` claims may spend for a suite that errs with chance ``suite``."""
    if claims < 1:
        raise ValueError(f"a suite has at least one claim, not {claims}")
    return Budget(suite / (2 * claims), suite / (2 * claims))


@dataclass(frozen=True)
class Question:
    """A claim to be decided: its name, the procedure that fits it (with its margin), a version."""

    name: str
    procedure: Procedure
    version: int = 1

    @property
    def seed(self) -> int:
        """64 bits of the SHA-256 of name and version."""
        digest = hashlib.sha256(f"{self.name}\n{self.version}".encode()).digest()
        return int.from_bytes(digest[:8], "big")


@dataclass(frozen=True)
class Result:
    """Where a question stands: what was decided, the evidence shown, and what to resume from."""

    outcome: Outcome
    evidence: Simulation
    procedure: Procedure
    chunks: int


def detectable(procedure: Procedure, limit: float) -> float:
    """The smallest error that this much data would typically have refuted (inf: none)."""
    low, high = 0.0, 1e-6
    while procedure.against_typical(high) < limit:
        low, high = high, 2 * high
        if high > 1e9:
            return math.inf
    for _ in range(40):
        middle = (low + high) / 2
        enough = procedure.against_typical(middle) >= limit
        low, high = (low, middle) if enough else (middle, high)
    return high


def ruled(procedure: Procedure, budget: Budget) -> Outcome:
    """Reads the evidence once. Refutation comes first, should both be enough."""
    supports, against = procedure.evidence()
    if against >= -math.log(budget.wrongly_refuted):
        return Outcome.REFUTED
    if supports >= -math.log(budget.wrongly_confirmed):
        return Outcome.CONFIRMED
    return Outcome.INCONCLUSIVE


def judge(question: Question, procedure: Procedure, budget: Budget, chunks: int) -> Result:
    """What the statistics say, with everything that a reader needs to trust it."""
    seen = float(procedure.samples)
    evidence = Simulation(
        estimate=float(procedure.estimate) if seen else math.nan,
        margin=procedure.margin,
        samples=int(seen),
        seed=question.seed,
        wrongly_confirmed=budget.wrongly_confirmed,
        wrongly_refuted=budget.wrongly_refuted,
        detectable=detectable(procedure, -math.log(budget.wrongly_refuted)) if seen else math.inf,
    )
    return Result(ruled(procedure, budget), evidence, procedure, chunks)


def decide(
    question: Question,
    sampler: Sampler,
    budget: Budget,
    chunks: int = 1000,
    resume: Result | None = None,
) -> Result:
    """Draws up to ``chunks`` more chunks, looking after each: the tests are valid at any look.

    A law is looked at once, so it is given one chunk. A result that is decided stays decided.
    """
    if resume and resume.outcome is not Outcome.INCONCLUSIVE:
        return resume
    procedure = resume.procedure if resume else question.procedure
    done = resume.chunks if resume else 0
    last = done + (1 if isinstance(procedure, Law) else chunks)
    while done < last and ruled(procedure, budget) is Outcome.INCONCLUSIVE:
        procedure = procedure.observe(*sampler(chunk_stream(question.seed, done)))
        done += 1
    return judge(question, procedure, budget, done)


def saved(result: Result) -> dict[str, Any]:
    """The sufficient statistics as plain numbers and lists, ready for JSON."""
    if isinstance(result.procedure, Law):
        raise TypeError("a test of a law looks once, so there is nothing to resume")
    numbers = {
        key: value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value
        for key, value in asdict(result.procedure).items()
    }
    return {"chunks": result.chunks, "statistics": numbers}


def restored(question: Question, budget: Budget, state: dict[str, Any]) -> Result:
    """A result to resume from. Statistics of another procedure or margin are refused."""
    fields = {
        key: np.array(value) if isinstance(value, list) else value
        for key, value in state["statistics"].items()
    }
    if fields.get("margin") != question.procedure.margin:
        raise ValueError("the saved statistics belong to another margin")
    remake: Any = type(question.procedure)
    procedure = remake(**fields)
    return judge(question, procedure, budget, state["chunks"])
