"""Gradient equations of a document → for each of them, whether it holds under every reading.

The readings are tried on all equations; those of the *others* that hold speak for a reading, and
the claim that is judged has no vote against itself: it is refuted only if it fails wherever the
others hold best, and nowhere holds with as much support as there. Over residues of 2⁶¹ − 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, product

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from ..arithmetic.residues import PRIME
from ..evidence.gradients import Traced
from ..given.calculus import free_indices, layer_letters
from ..given.choices import Absent, Choices, outcomes
from ..given.equations import Equation, equations, is_gradient, subject_of
from ..given.evaluate import Value, is_grid, size
from ..given.forward import (
    COLUMN,
    LAYOUTS,
    LOSSES,
    SUMS,
    Rules,
    definitions,
    in_force,
    log_of,
    rules,
)
from ..given.graph import Misfit
from ..given.links import Replay
from ..given.log import Fact, Log
from ..terms import (
    Applied,
    Derivative,
    Head,
    Matrix,
    Product,
    Symbol,
    Term,
    Transposed,
    heads,
    is_numeric,
    walk,
)
from .gradient_network import (
    ANY,
    CROSS_ENTROPY,
    EACH,
    GIVEN,
    HALF_SQUARES,
    MANY,
    MEAN,
    ONE,
    SOFTMAX,
    SQUARES,
    TARGETS,
    WHOLE,
    Network,
    Reading,
    network,
)

DEPTH = 3
SMALL = 1000
SIZES = range(3, 60)  # where 2 is no size, 2/m is not 1
# Words for a loss, and the losses that are so called; a factor 1/2 is often left unsaid.
LOSS_WORDS = (
    (("half the squared", "half of the squared", "half the sum of squared"), (HALF_SQUARES,)),
    (("squared error", "mse", "quadratic", "least squares"), (HALF_SQUARES, SQUARES)),
    (("cross entropy", "crossentropy", "log loss", "logistic"), (CROSS_ENTROPY, SOFTMAX)),
    (("softmax",), (SOFTMAX,)),
)
MOST_PLACES = 400  # entries of an index formula that are computed


@dataclass(frozen=True)
class Trial:
    """What one reading makes of one equation; ``places`` is where it fails first."""

    holds: bool | None
    why: str = ""
    env: tuple[tuple[str, int], ...] = ()
    left: Value = None
    right: Value = None
    impossible: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    layers: int = 0  # layers at which it was computed


@dataclass
class Document:
    """The gradient equations of a replayed document, and its rules."""

    replay: Replay
    equations: list[Equation] = field(init=False)
    facts: list[Fact] = field(init=False)
    claims: list[int] = field(init=False)
    _networks: dict[object, Network | Misfit] = field(default_factory=dict)
    _trials: dict[object, Trial] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.equations = equations(self.replay.notes)
        self.facts = definitions(self.equations, self.replay)
        self.claims = [
            n
            for n, e in enumerate(self.equations)
            if is_gradient(e.left) or (not e.first and is_gradient(e.right))
            if not _compares(e) and not _has_matrix(e)
        ]

    @cached_property
    def ties(self) -> tuple[tuple[Head, ...], ...]:
        """Names that chains of equalities set equal, where none of them has a rule."""
        ruled = {fact.head for fact in self.facts}
        groups: list[set[Head]] = []
        for e in self.equations:
            if isinstance(e.left, Symbol) and isinstance(e.right, Symbol):
                pair = {e.left.head, e.right.head}
                if pair & ruled or len(pair) < 2 or any(h.generic for h in pair):
                    continue
                near = [g for g in groups if g & pair]
                groups = [g for g in groups if not g & pair] + [pair.union(*near)]
        return tuple(tuple(sorted(g, key=str)) for g in groups)

    @cached_property
    def gradient_equations(self) -> list[Equation]:
        return [self.equations[n] for n in self.claims]

    def rules_at(self, number: int) -> Rules:
        case = self.replay.cases[self.equations[number].block]
        facts = in_force(self.facts, number, case)
        key = ("rules", facts)
        if key not in self._networks:
            self._networks[key] = rules(facts, self.gradient_equations)  # type: ignore[assignment]
        return self._networks[key]  # type: ignore[return-value]

    def readings(self, known: Rules) -> Iterator[Reading]:
        """Every way to take what the document leaves open, the likeliest first."""
        for layout, loss, examples, error, scale, sigmoid, tied in product(
            known.layouts or ("",),
            self._losses(known),
            self._examples(),
            ("z", "a") if self._mentions("δ", "𝛅") else ("z",),
            (WHOLE, EACH, MEAN) if self._counted else (WHOLE,),
            self._sigmoids(),
            (False, True) if self.ties else (False,),
        ):
            if scale == MEAN and loss in (ANY, GIVEN):
                continue
            if examples == ONE and scale != WHOLE:
                continue
            small = "matrices" if self._matrices() else "numbers"
            yield Reading(layout, loss, scale, error, examples, sigmoid, tied, small)

    def _mentions(self, *names: str) -> bool:
        return any(h.name in names for h in self._words)

    @cached_property
    def _words(self) -> tuple[Head, ...]:
        found = [h for e in self.equations for s in (e.left, e.right) for h in heads(s)]
        return tuple(dict.fromkeys(found))

    def _losses(self, known: Rules) -> tuple[str, ...]:
        if any(f.head.name in LOSSES for f in known.own):
            return (GIVEN,)
        in_claims = [
            h for e in self.gradient_equations for s in (e.left, e.right) for h in heads(s)
        ]
        ruled = {h.name for f in known.own if f.body is not None for h in heads(f.body)}
        if any(h.name in TARGETS and h.name not in ruled for h in in_claims):
            return self._losses_in_words
        return (ANY,)

    @cached_property
    def _losses_in_words(self) -> tuple[str, ...]:
        """The losses that a note may mean: those it names, or all."""
        text = " ".join(self.replay.notes.document.source.lower().replace("-", " ").split())
        named = [loss for words, loss in LOSS_WORDS if any(word in text for word in words)]
        if (HALF_SQUARES,) in named:
            named = [loss for loss in named if loss != (HALF_SQUARES, SQUARES)]
        return tuple(dict.fromkeys(chain.from_iterable(named))) or (
            CROSS_ENTROPY,
            SOFTMAX,
            HALF_SQUARES,
            SQUARES,
        )

    def _sigmoids(self) -> tuple[bool, ...]:
        """May σ be the sigmoid? Where it stands without a prime, that can matter."""
        if self.replay.log.sigmoid_is_named:
            return (True,)
        bare = any(
            isinstance(p, Applied) and p.function == "σ" and not p.primes
            for e in self.gradient_equations
            for s in (e.left, e.right)
            for p in walk(s)
        )
        return (False, True) if bare else (False,)

    @cached_property
    def _counted(self) -> bool:
        return any(h.name in ("m", "N") and h.label is None for h in self._words)

    def _examples(self) -> tuple[str, ...]:
        counted = self._counted
        summed = any(
            isinstance(p, Applied) and p.function in ("np.sum", "sum")
            for e in self.equations
            for s in (e.left, e.right)
            for p in walk(s)
        )
        entries = any(
            i.base for h in self._words for i in h.indices if h.name in ("δ", "𝛅", "z", "a")
        )
        if counted or summed:
            return (MANY,)
        return (ONE,) if entries else (MANY, ONE)

    def _matrices(self) -> bool:
        """Is there anything that numbers would not need?"""
        for equation in self.equations:
            for side in (equation.left, equation.right):
                for part in walk(side):
                    if isinstance(part, Transposed) or (
                        isinstance(part, Product) and part.sign in "⊙∘@"
                    ):
                        return True
                    if (
                        isinstance(part, Symbol)
                        and (part.head.label is not None or _is_bold(part.head.name))
                        and not part.head.indices
                    ):
                        return True
        return any(i.base for h in self._words for i in h.indices)

    def network(self, known: Rules, reading: Reading, focus: frozenset[str]) -> Network | Misfit:
        key = (known.own, reading.structure)
        if key not in self._networks:
            log, depth = self._log(known, reading)
            self._networks[key] = network(
                self.replay, log, depth, reading.structure, self._words, ties=self.ties, sizes=SIZES
            )
        found = self._networks[key]
        return found.at(reading, focus) if isinstance(found, Network) else found

    def focus(self, number: int) -> frozenset[str]:
        return _spoken(self.equations[number])

    def small(self, known: Rules, reading: Reading, number: int, seed: int) -> Network | Misfit:
        """The same network over small fractions, to be shown."""
        log, depth = self._log(known, reading)
        made = network(
            self.replay,
            log,
            depth,
            reading.structure,
            self._words,
            ties=self.ties,
            small=True,
            seed=seed,
        )
        return made.at(reading, self.focus(number)) if isinstance(made, Network) else made

    def _log(self, known: Rules, reading: Reading) -> tuple[Log, int]:
        top = max((h.label.offset for h in self._words if h.label and not h.label.base), default=0)
        depth = top if top > 1 else DEPTH if self._generic else max(top, 1)
        log = log_of(known.completed(reading.layout), self.replay.log, depth)
        log.hadamard_is_written |= log.star_is_entrywise and self._has_stars
        return log, depth

    @cached_property
    def _has_stars(self) -> bool:
        return any(
            isinstance(p, Product) and p.sign in "*⋆"
            for e in self.equations
            for s in (e.left, e.right)
            for p in walk(s)
        )

    @cached_property
    def _generic(self) -> bool:
        return any(layer_letters(s) for e in self.equations for s in (e.left, e.right))

    def trial(self, number: int, known: Rules, reading: Reading) -> Trial:
        key = (number, known.own, reading)
        if key not in self._trials:
            self._trials[key] = self._tried(number, known, reading)
        return self._trials[key]

    def _tried(self, number: int, known: Rules, reading: Reading) -> Trial:
        equation = self.equations[number]
        made = self.network(known, reading, _spoken(equation))
        if isinstance(made, Misfit):
            return Trial(None, made.why)
        return tried(equation, made)


def _has_matrix(equation: Equation) -> bool:
    """Numbers in a matrix are a worked example."""
    return any(
        isinstance(part, Matrix)
        or (isinstance(part, Applied) and part.function == "vector" and is_numeric(part))
        for side in (equation.left, equation.right)
        for part in walk(side)
    )


def _compares(equation: Equation) -> bool:
    """``∂L/∂w_1 = ∂L/∂w_2`` is said of a point; it is no rule for a derivative."""
    match equation.left, equation.right:
        case Derivative(of, by), Derivative(other, variable):
            return of == other and by != variable
        case Symbol(one), Symbol(two):
            return one.name == two.name
    return False


def _spoken(equation: Equation) -> frozenset[str]:
    """The names of an equation, and of the variables of its gradients; δ is the error of z."""
    names = {h.name for side in (equation.left, equation.right) for h in heads(side)}
    names |= {subject_of(name) for name in names}
    return frozenset(names | ({*SUMS} if names & {"δ", "𝛅"} else set()) - {""})


def _is_bold(name: str) -> bool:
    return any("𝐀" <= c <= "𝐳" for c in name)


def tried(equation: Equation, made: Network) -> Trial:
    """One equation in one network: at every layer and every entry that it speaks of."""
    found = [
        outcome.result if outcome.result is not None else Trial(None, outcome.why)
        for outcome in outcomes(lambda choices: _at_every_layer(equation, made, choices))
    ]
    held = [t for t in found if t.holds]
    failed = [t for t in found if t.holds is False]
    return (held or failed or found)[0]


def _at_every_layer(equation: Equation, made: Network, choices: Choices) -> Trial:
    letters = sorted((layer_letters(equation.left) | layer_letters(equation.right)) - {"L"})
    last: Trial | None = None
    reason = ""
    count = 0
    for env in _layers(letters, equation, made.program.depth):
        try:
            trial = _at_every_entry(equation, made, choices, env)
        except (Absent, NoNumber) as trouble:
            reason = str(trouble)
            continue
        except NoShape as trouble:
            trial = Trial(False, str(trouble), tuple(env.items()), impossible=True)
        count += 1
        if not trial.holds:
            return trial
        last = trial
    if last is None:
        raise Absent(reason or "no layer of the network fits")
    return Trial(True, choices=choices.named, layers=count)


def _layers(letters: list[str], equation: Equation, depth: int) -> Iterator[dict[str, int]]:
    labels = [h.label for side in (equation.left, equation.right) for h in heads(side) if h.label]
    for values in product(range(1, depth + 1), repeat=len(letters)):
        env = dict(zip(letters, values, strict=True))
        at = [label.at({**env, "L": depth}) for label in labels]
        if all(0 <= label.offset <= depth for label in at if not label.base):
            yield env


def _at_every_entry(
    equation: Equation, made: Network, choices: Choices, env: dict[str, int]
) -> Trial:
    run = made.run(choices)
    run.env = dict(env)
    free = sorted(free_indices(equation.left) | free_indices(equation.right))
    both = Product(equation.left, equation.right)
    reaches = [run.reach(index, both) for index in free]
    total = 1
    for reach in reaches:
        total *= reach
    if total > MOST_PLACES:
        raise Absent("too many entries to be computed")
    for values in product(*(range(1, reach + 1) for reach in reaches)):
        run.env = {**env, **dict(zip(free, values, strict=True))}
        left, right = run(equation.left), run(equation.right)
        if not same(left, right):
            if is_numeric(equation.right) and not is_zero_or_constant(left):
                raise Absent("the point at which it has this value is not said")
            return Trial(
                False,
                _difference(left, right),
                tuple(run.env.items()),
                left,
                right,
                choices=choices.named,
            )
    return Trial(True, choices=choices.named)


def is_zero_or_constant(value: Value) -> bool:
    """A small number in a field of 2⁶¹ − 1 elements is no accident: it is the same everywhere."""
    if is_grid(value):
        return False
    small = value.value.value
    return min(small, PRIME - small) < SMALL


def same(left: Value, right: Value) -> bool:
    """Equal entry by entry; a 1 × 1 matrix is its entry."""
    left, right = _alone(left), _alone(right)
    if is_grid(left) != is_grid(right) or size(left) != size(right):
        return False
    return bool(left == right)


def _alone(value: Value) -> Value:
    return value[0][0] if is_grid(value) and size(value) == (1, 1) else value


def _difference(left: Value, right: Value) -> str:
    one, other = size(left), size(right)
    if one != other:
        return f"the shapes differ: {_shape(one)} and {_shape(other)}"
    return ""


def _shape(found: tuple[int, int] | None) -> str:
    return "a number" if found is None else f"{found[0]} × {found[1]}"


__all__ = ["COLUMN", "LAYOUTS", "Document", "Log", "Term", "Traced", "Trial", "tried"]
