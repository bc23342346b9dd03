"""Lines that go back through scalar code, each tried on its own.

In: the forward steps and the backward ones. A backward line for v is right on its own if, whatever
the derivatives are that it takes up, it multiplies each by the slope of that name in v: then an
error further up is not its own. Out, for each line: right, wrong, or not said (None).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from ..terms import Symbol, Term, walk
from .stage_values import STEP, Run, Step, Value, close, names_of, run, spelled, value

POINTS = 3  # the note's own inputs, and others
GOLDEN = 0.6180339887
_SPELLINGS = (r"d_?(?P<by>\w+)", r"grad_(?P<by>\w+)", r"(?P<by>\w+)_grad")


@dataclass(frozen=True)
class Which:
    """``dfdx`` is the derivative of ``of`` f ``by`` x; ``dx`` that of the result, ``of`` nothing;
    of a loss that is not computed, ``told`` is False."""

    of: str
    by: str
    told: bool = True


def which(name: str, known: Sequence[str]) -> Which | None:
    """What a name is the derivative of, if it is one."""
    for spelling in _SPELLINGS:
        match = re.fullmatch(spelling, name)
        if match and match["by"] in known:
            return Which("", match["by"])
    if not name.startswith("d"):
        return None
    for top in dict.fromkeys(known):
        for joint in ("d", "_d", "_"):
            by = name.removeprefix(f"d{top}{joint}")
            if by != name and by in known:
                return Which(top, by)
    match = re.fullmatch(r"d([A-Z]\w*|loss|cost)_d_?(\w+)", name)
    return Which(match[1], match[2], False) if match and match[2] in known else None


@dataclass
class Trials:
    """One stage, run at the note's own inputs and at others."""

    forward: tuple[Step, ...]
    backward: tuple[Step, ...]

    def __post_init__(self) -> None:
        self._slopes: dict[tuple[int, str, frozenset[str]], tuple[Run, ...]] = {}
        self.known = list(dict.fromkeys(step.name for step in self.forward)) + sorted(self.free)

    @cached_property
    def free(self) -> frozenset[str]:
        """Inputs that the note gives no number."""
        given = {step.name for step in self.forward}
        used = (p for s in self.forward for body in s.bodies for p in walk(body))
        heads = [part.head for part in used if isinstance(part, Symbol)]
        return frozenset(spelled(h)[0] for h in heads if not given.intersection(spelled(h)))

    @cached_property
    def inputs(self) -> tuple[dict[str, Value], ...]:
        golden = (complex(0.3 + 1.4 * (GOLDEN * k % 1)) for k in count(1))
        found: list[dict[str, Value]] = []
        for point in range(POINTS):
            names: dict[str, Value] = {name: next(golden) for name in sorted(self.free)}
            for step in (s for s in self.forward if s.constant and point):
                known = step.value({})
                if isinstance(known, list):
                    names[step.name] = [next(golden) for _ in known]
                elif known is not None:
                    names[step.name] = next(golden)
            found.append(names)
        return tuple(found)

    @cached_property
    def values(self) -> tuple[dict[str, Value], ...]:
        return tuple(run(self.forward, inputs).names for inputs in self.inputs)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """What is computed and nothing else is computed from: one of these is the result.

        What is computed in a way that is not read here may be it, too.
        """
        steps = [step for step in self.forward if not step.constant]
        used = {name for step in steps for name in step.uses}
        names = dict.fromkeys(s.name for s in steps if s.name not in used and self._goes_on(s))
        return tuple(reversed(names))

    def _goes_on(self, step: Step) -> bool:
        return not step.uses.isdisjoint(self.known)

    def which(self, name: str) -> Which | None:
        return which(name, self.known)

    def derivatives(self, terms: Sequence[Term]) -> dict[str, Which]:
        """The names in some terms that are derivatives."""
        names = sorted({name for term in terms for name in names_of(term)})
        found = {name: self.which(name) for name in names if name not in self.known}
        return {name: meant for name, meant in found.items() if meant is not None}

    def _moved(self, point: int, by: str, held: frozenset[str]) -> tuple[Run, ...]:
        """The computation with a name moved, in each of its places if it is a list."""
        key = (point, by, held)
        if key not in self._slopes:
            at = self.values[point].get(by)
            places = range(len(at)) if isinstance(at, list) else range(0 if at is None else 1)
            self._slopes[key] = tuple(
                run(self.forward, self.inputs[point], by, place, held) for place in places
            )
        return self._slopes[key]

    def slope(self, of: str, by: str, point: int) -> Value | None:
        """The derivative of one name of the computation in another."""
        found: list[complex] = []
        for moved in self._moved(point, by, frozenset()):
            result = moved.names.get(of)
            if not isinstance(result, complex):
                return None
            found.append(result.imag / STEP + 0j)
        return found if isinstance(self.values[point].get(by), list) else next(iter(found), None)

    def given(self, terms: Sequence[Term], point: int, end: str) -> dict[str, Value]:
        """The true derivatives by the names that terms have for them, and all other values."""
        names = dict(self.values[point])
        for name, meant in self.derivatives(terms).items():
            known = self.slope(meant.of or end, meant.by, point) if meant.told else None
            if known is not None:
                names[name] = known
        return names

    def holds(self, step: Step, bodies: Sequence[Term]) -> bool | None:
        """Is it right on its own, with these bodies, for any of the results it may speak of?"""
        found = [self._at(step, bodies, end) for end in self.ends or ("",)]
        return True if True in found else None if None in found else False

    def _at(self, step: Step, bodies: Sequence[Term], end: str) -> bool | None:
        agree = [self._agrees(step, bodies, end, point) for point in range(POINTS)]
        if None in agree:
            return None
        return True if all(agree) else None if any(agree[1:]) else False

    def _agrees(self, step: Step, bodies: Sequence[Term], end: str, point: int) -> bool | None:
        meant, taken = self.which(step.name), self.derivatives(bodies)
        if meant is None or step.name in taken:
            return None
        names = self.given(bodies, point, end)
        upstream = {n: w for n, w in taken.items() if not w.of or not w.told}
        ratio = bool(meant.of and meant.told)
        whole = all(s is step or s.name != step.name for s in self.backward)
        if not whole and (ratio or not upstream or self._shares(step, frozenset(upstream))):
            return None
        if ratio or (whole and not upstream):
            found = self.slope(meant.of or end, meant.by, point) if meant.told else None
            true = [] if found is None else [found]
        else:
            golden = (complex(0.5 + GOLDEN * (k + point) % 1) for k in count(1))
            random = {name: next(golden) for name in upstream}
            names |= random
            passed = {w.by: random[n] for n, w in upstream.items()}
            true = self._passed(meant.by, passed, end, point, self._apart(meant.by, whole))
        given = [value(body, names) for body in bodies]
        known: Value = [one for one in given if one is not None]
        if not true or None in given or step.listed != isinstance(true[0], list):
            return None
        shown = known if step.listed or not isinstance(known, list) else known[0]
        return any(close(shown, one) for one in (true[:1] if whole else true))

    def _shares(self, step: Step, upstream: frozenset[str]) -> bool:
        """Does another line for the name take up the same? Then each may have a part of it."""
        others = (s for s in self.backward if s.name == step.name and s is not step)
        return any(upstream & set(self.derivatives(other.bodies)) for other in others)

    def _apart(self, by: str, whole: bool) -> tuple[frozenset[str], ...]:
        """What is held besides: one of several lines may take one way and leave the others."""
        found = (self.which(step.name) for step in self.backward)
        names = frozenset(w.by for w in found if w is not None and not w.of) - {by}
        return (frozenset(),) if whole else (frozenset(), names)

    def _passed(
        self,
        by: str,
        upstream: Mapping[str, complex],
        end: str,
        point: int,
        apart: Sequence[frozenset[str]],
    ) -> list[Value]:
        """Each derivative that is taken up, times the slope of its name with the others held; with
        what reaches the result past all of them, and without it."""
        own = frozenset(upstream)
        if by in own:
            return []
        listed = isinstance(self.values[point].get(by), list)
        found: list[Value] = []
        for held in (own | more for more in apart):
            ways: list[list[complex]] = []
            for moved in self._moved(point, by, held):
                if not own <= set(moved.moved):
                    return []
                passed = sum((g * moved.moved[name] for name, g in upstream.items()), 0j)
                result = moved.names.get(end, 0j)
                past = result.imag / STEP if isinstance(result, complex) else 0.0
                ways.append([passed + past, passed])
            found += [list(way) if listed else way[0] for way in zip(*ways, strict=True)]
        return found

    def total(self, name: str, point: int, end: str, bodies: Mapping[int, Sequence[Term]]) -> bool:
        """Do all lines for a name together give the derivative, if those they use are right?

        ``bodies`` stand in the place of what some lines say.
        """
        meant = self.which(name)
        true = self.slope(meant.of or end, meant.by, point) if meant and meant.told else None
        found: list[complex] = []
        for place, step in enumerate(self.backward):
            if step.name != name:
                continue
            own = bodies.get(place, step.bodies)
            names = self.given(own, point, end)
            here = [value(body, names) for body in own]
            if None in here or step.sign not in ("=", "+="):
                return False
            before = found if step.sign == "+=" and found else [0j] * len(here)
            found = [b + h for b, h in zip(before, here, strict=False) if h is not None]
        if true is None or not found:
            return False
        return close(found if isinstance(true, list) else found[0], true)
