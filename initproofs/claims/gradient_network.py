"""A network at concrete sizes under one reading → every derivative that a note speaks of.

The loss is what the note defines; else an unknown function of what comes out last, with a random
slope for each entry, or, where targets are spoken of, the loss that a reading supposes; ``dW`` and
``δ`` are its derivatives. Raises ``Absent`` for what is not in the network: nothing is zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape, entry, entrywise
from ..evidence.gradients import Differentiation
from ..given.calculus import Calculus
from ..given.choices import Absent, Choices
from ..given.equations import KRONECKER, subject_of
from ..given.evaluate import Evaluation, Value, is_grid, size
from ..given.families import (
    ACTIVATIONS,
    ERRORS,
    INPUTS,
    LOSSES,
    OUTPUTS,
    PREDICTIONS,
    SUMS,
    TARGETS,
    UNKNOWN,
    names_loss,
)
from ..given.graph import Instance
from ..given.remembering import Memory, Remembering
from ..terms import Applied, Head, Index, Symbol, Term
from .gradient_ends import EVERYTHING, Focus, outputs
from .gradient_jacobians import is_entry, jacobian
from .gradient_losses import supposed
from .gradient_names import KNOWN_NAMES, applications, spellings, sum_names, upstream
from .gradient_places import Places
from .gradient_readings import ANY, EVERY_LOSS, Reading
from .gradient_rows import carried, error, laid_out

Told = dict[str, bool]  # questions, and the answers of a reading


@dataclass
class Network(Places):
    """A program with its loss, on a tape. ``at`` gives another reading of the same network."""

    instance: Instance
    tape: Differentiation
    reading: Reading
    extra: dict[Head, Value]
    focus: Focus = EVERYTHING
    _losses: dict[object, Any] = field(default_factory=dict)  # shared by every reading
    upstream: dict[Head, set[Head]] = field(default_factory=dict)  # what each is computed from
    told: Told = field(default_factory=dict)  # what the reading was asked of gradients
    memory: Memory | None = None  # of what was computed, where much is tried
    _asked: bool = False  # is the loss being computed?

    def __post_init__(self) -> None:
        self.star_is_entrywise = self.instance.star_is_entrywise
        self.hadamard_is_written = self.instance.hadamard_is_written
        self.star = self.instance.star
        self.examples = self.instance.examples
        self.program = self.instance.program
        self.layers = self.program.depth
        self.upstream = self.upstream or upstream(self.instance)
        self.ends = outputs(self.upstream, self.focus)

    def at(self, reading: Reading, focus: Focus, told: Told | None = None) -> Network:
        shared = (self._losses, self.upstream, {} if told is None else told)
        return type(self)(self.instance, self.tape, reading, self.extra, focus, *shared)

    def remembering(self) -> Network:
        """The same network, in which no part of a term is computed twice."""
        shared = (self.extra, self.focus, self._losses, self.upstream)
        return type(self)(self.instance, self.tape, self.reading, *shared, memory=Memory())

    def _ask(self, question: str) -> bool:
        """What the reading says of gradients; what it is not asked makes no difference."""
        answer: bool = getattr(self.reading, question)
        self.told[question] = answer
        return answer

    def computes(self, head: Head) -> bool:
        """Has a name with a rule a value here?"""
        try:
            return not is_grid(self.instance.value(head, self.run()))
        except (Absent, NoNumber, NoShape):
            return False

    def run(self, choices: Choices | None = None) -> Calculus:
        choices = choices or Choices({})
        if self.memory is not None:
            return Remembering(self.tape, self, choices, self.memory)
        return Calculus(self.tape, self, choices)

    def value(self, head: Head, run: Evaluation) -> Value:
        head = head.at(run.env)
        if head.generic - {"L"}:
            raise Absent(f"{head} is not one definite number or matrix")
        if head.label is not None and head.label.base:
            head = replace(head, label=Index("", self.program.depth + head.label.offset))
        return self._value(head, run)

    def _value(self, head: Head, run: Evaluation) -> Value:
        if head in self.extra:
            return self.extra[head]
        if self._is_unknown_loss(head):
            return self.loss()
        head = self._of_this_layer(head, run)
        if head.name == KRONECKER:
            return self.tape.number(Fraction(int(head.indices[0] == head.indices[1])))
        known = self._known(head, run)
        if known is not None:
            return known
        gradient = self._named_gradient(head, run)
        if gradient is not None:
            return gradient
        if head.indices:
            return self._entry(head, run)
        if head.name in self.program.stated.counts and self.examples:
            return self.tape.count(self.examples)
        raise Absent(f"{head} is not part of the network")

    def _of_this_layer(self, head: Head, run: Evaluation) -> Head:
        """The x of a neuron that stands for layer i is what comes into layer i."""
        layers = {name for name in run.env if name != "L"}
        here = replace(head, label=Index("", run.env[min(layers)])) if layers else head
        lifted = head.label is None and head.name in INPUTS and len(layers) == 1
        return here if lifted and self.program.rule(here) is not None else head

    def _is_unknown_loss(self, head: Head) -> bool:
        """``L`` that no rule defines, be it alone or a part of ``J = L + s``."""
        bare = head.label is None and not head.indices
        return bare and names_loss(head.name) and self.program.rule(head) is None

    def _known(self, head: Head, run: Evaluation) -> Value | None:
        for name in spellings(head):
            meant = self.program.meant(name)
            if meant in self.instance.leaves or meant in self.instance.shapes:
                return self.instance.value(meant, run)
        if head.label is None and self._has_layers(head.name):
            last = replace(head, label=Index("", self.program.depth))
            return self.instance.value(last, run) if not last.indices else self._entry(last, run)
        if head.label is None and not head.indices and head.name in PREDICTIONS:
            return self.instance.value(self.ends[0], run) if len(self.ends) == 1 else None
        return None

    def _has_layers(self, name: str) -> bool:
        """``∇_a C`` where a has layers is taken by the a of the last one."""
        return name in OUTPUTS and Head(name, Index("", self.layers)) in self.instance.shapes

    def loss(self) -> Any:
        """What stands for a loss without a rule: a function of what comes out last."""
        averaged = self.reading.loss in EVERY_LOSS and self._ask("averaged")
        key = (averaged, *self.ends)
        if key not in self._losses:
            if not self.ends:
                raise Absent("what the loss depends on is not said")
            self._losses[key] = self._supposed(averaged=averaged)
        return self._losses[key]

    def _supposed(self, *, averaged: bool) -> Any:
        if self._asked:  # an L in a rule may be the number of layers
            raise Absent("the loss would depend on itself")
        self._asked = True
        try:
            values = [self.instance.value(head, self.run()) for head in self.ends]
        finally:
            self._asked = False
        spoken = self.focus.names & TARGETS or not self.focus.names
        fits = any(size(known) == size(v) for known in self.extra.values() for v in values)
        aimless = self.reading.loss in EVERY_LOSS and not spoken and not fits
        supposing = (ANY if aimless else self.reading.loss, self.examples if averaged else None)
        return supposed(self.tape, *supposing, values, self.extra)

    def _named_gradient(self, head: Head, run: Evaluation) -> Value | None:
        """``dW`` and ``δ``, as the reading takes them."""
        if head.name in ERRORS:
            by = self._by_error(head, run)
            return error(self._scaled(self._of_loss(self._any_loss(), by)), self._ask)
        subject = subject_of(head.name)
        if not subject:
            return None
        found = self._value(replace(head, name=subject), run)
        slopes = self._of_loss(self._any_loss(), found)
        return slopes if self._is_parameter(replace(head, name=subject)) else self._scaled(slopes)

    def _of_loss(self, loss: Any, by: Value) -> Value:
        """The derivative of the loss by what it depends on; of anything else there is none."""
        if not self.tape.depends(loss, by):
            raise Absent("the loss does not depend on it")
        return self.tape.slopes(loss, by)

    def _by_error(self, head: Head, run: Evaluation) -> Value:
        """What δ is the error of: the sums z, or what comes out of the units."""
        sums = self._ask("by_sums")
        for name in sum_names(self.instance, SUMS if sums else OUTPUTS, sums):
            try:
                found = self._value(replace(head, name=name), run)
            except Absent:
                continue
            if self.tape.depends(self._any_loss(), found):
                return found
        raise Absent("the network has no sums z whose error δ could be")

    def _any_loss(self) -> Any:
        ruled = [h for h in self.upstream if names_loss(h.name)]
        whole = [h for h in ruled if any(names_loss(x.name) for x in self.upstream[h])]
        added = bool(whole) and self._ask("penalised")
        meant = whole if added else [h for h in ruled if h not in whole]
        for head in meant:
            value = self.instance.value(head, self.run())
            if not is_grid(value):
                return value
        return self.loss()

    def _is_parameter(self, head: Head) -> bool:
        """What is neither computed nor an example is learnt."""
        here = [self.program.meant(name) for name in spellings(head)]
        layered = head.label is None or head.label.offset > 0
        return layered and any(
            name in self.instance.leaves and name.name not in self.program.inputs for name in here
        )

    def _scaled(self, value: Value) -> Value:
        if not self.examples or not self._ask("of_each"):
            return value
        count = self.tape.count(self.examples)
        return entrywise(lambda e: e * count, value) if is_grid(value) else value * count

    def derivative(self, of: Term, by: Value, run: Calculus) -> Value:
        above = run(of)
        above = entry(above, 0, 0) if size(above) == (1, 1) else above
        if isinstance(of, Symbol) and self._is_leaf(of.head.at(run.env)) and above is not by:
            raise Absent(f"what {of.head} depends on is not said")
        if not is_grid(above):
            unknown = isinstance(of, Symbol) and names_loss(of.head.name)
            slopes = self._of_loss(above, by) if unknown else self.tape.slopes(above, by)
            slopes = self._scaled(slopes) if self._for_one(of, by) else slopes
            return laid_out(slopes, self._ask)
        return jacobian(self.tape, above, by, run)

    def _for_one(self, of: Term, by: Value) -> bool:
        """Is it a derivative of the unknown loss by what belongs to the examples?"""
        if not (isinstance(of, Symbol) and self._is_unknown_loss(of.head)):
            return False
        leaves = self.instance.leaves.items()
        return not any(by is v or is_entry(by, v) for h, v in leaves if self._is_parameter(h))

    def _is_leaf(self, head: Head) -> bool:
        return any(self.program.meant(name) in self.instance.leaves for name in spellings(head))

    def gradients_are_rows(self) -> bool:
        return self._ask("rows")

    def composed(self, seed: Value, of: Value, by: Value) -> Value:
        return carried(self.tape, seed, of, by)

    def joint(self, name: str, arguments: list[Any]) -> Any:
        return self.tape.joint(name, arguments)

    def is_joint(self, term: Applied) -> bool:
        """An unknown function of several things, or the loss of one."""
        if term.primes or self.tape.function(term.function, 0) is None:
            return False
        named = term.function in LOSSES or term.function.startswith(UNKNOWN)
        return named or len(term.arguments) > 1

    def activates(self, function: str, head: Head, env: dict[str, int]) -> bool:
        """Is this function applied to this head in the network, or is the head not in it?"""
        here = self.program.meant(replace(head.at({**env, "L": self.program.depth}), indices=()))
        applied = applications(self.instance, here)
        return not applied or function in applied

    def activation(self, name: str, label: Index | None, choices: Choices) -> Any:
        if name in KNOWN_NAMES or (name == "σ" and self.reading.sigmoid):
            return KNOWN_NAMES.get(name, "sigmoid")
        named = any(known == name for known, _ in self.program.log.functions)
        unnamed = name in ACTIVATIONS and not named and self.reading.slopes
        return unnamed or self.instance.activation(name, label, choices)
