"""Calls of PyTorch’s and Keras’ initialisers that stop with an error.

In: one line of code. Out: names that the frameworks have not, keywords that a function does not
take, values that it refuses, biases where two dimensions are wanted. Only complete lists decide: a
name of another module, and a keyword behind ``**``, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..given.calls import Call, calls
from ..given.letters import nodes
from ..given.scales import flat
from ..nouns import Node
from .lines import Line
from .raising import Fault
from .schemes import named

# torch.nn.init of PyTorch 1.0 to 2.13: every function with the keywords it takes.
_TENSOR = "tensor generator"
TORCH: dict[str, str] = {
    "calculate_gain": "nonlinearity param",
    "uniform_": f"{_TENSOR} a b",
    "normal_": f"{_TENSOR} mean std",
    "trunc_normal_": f"{_TENSOR} mean std a b",
    "constant_": "tensor val",
    "ones_": "tensor",
    "zeros_": "tensor",
    "eye_": "tensor",
    "dirac_": "tensor groups",
    "xavier_uniform_": f"{_TENSOR} gain",
    "xavier_normal_": f"{_TENSOR} gain",
    "kaiming_uniform_": f"{_TENSOR} a mode nonlinearity",
    "kaiming_normal_": f"{_TENSOR} a mode nonlinearity",
    "orthogonal_": f"{_TENSOR} gain",
    "sparse_": f"{_TENSOR} sparsity std",
}
OLD = frozenset(  # deprecated since 0.4, and still there
    "uniform normal constant eye dirac xavier_uniform xavier_normal kaiming_uniform kaiming_normal "
    "orthogonal sparse".split()
)
OTHERS = frozenset("torch math warnings Tensor".split())
NONLINEARITIES = frozenset(
    "linear conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d sigmoid tanh "
    "relu leaky_relu selu".split()
)
NEEDS_TWO = frozenset(
    "xavier_uniform_ xavier_normal_ kaiming_uniform_ kaiming_normal_ orthogonal_ sparse_".split()
)
INSTEAD = {
    "glorot_uniform_": "xavier_uniform_",
    "glorot_normal_": "xavier_normal_",
    "glorot_uniform": "xavier_uniform_",
    "glorot_normal": "xavier_normal_",
    "he_uniform_": "kaiming_uniform_",
    "he_normal_": "kaiming_normal_",
    "he_uniform": "kaiming_uniform_",
    "he_normal": "kaiming_normal_",
    "zero_": "zeros_",
    "zeros": "zeros_",
    "ones": "ones_",
    "one_": "ones_",
    "gaussian_": "normal_",
    "truncated_normal_": "trunc_normal_",
}
_TORCH = re.compile(r"(?:torch\.nn|nn)\.init\.(?P<name>\w+)|(?<![.\w])init\.(?P<bare>\w+_)")
_MODES = frozenset({"fan_in", "fan_out"})

# keras.initializers of Keras 2.4 to 3.15: every class with the keywords it takes.
KERAS: dict[str, str] = {
    **dict.fromkeys(
        ("GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform"),
        "seed dtype",
    ),
    "Constant": "value",
    "Zeros": "",
    "Ones": "",
    "Identity": "gain",
    "Orthogonal": "gain seed",
    "RandomNormal": "mean stddev seed",
    "RandomUniform": "minval maxval seed",
    "TruncatedNormal": "mean stddev seed",
    "VarianceScaling": "scale mode distribution seed",
}
_KERAS = re.compile(r"(?:\w+\.)*initializers\.(?P<name>[A-Z]\w*)")
# Names that notes invent for the strings that layers take, and what Keras calls them.
_BY_STRING = {
    "he": "he_normal",
    "kaiming": "he_normal",
    "kaiming_normal": "he_normal",
    "kaiming_uniform": "he_uniform",
    "xavier": "glorot_uniform",
    "xavier_uniform": "glorot_uniform",
    "xavier_normal": "glorot_normal",
    "glorot": "glorot_uniform",
    "lecun": "lecun_normal",
    "gaussian": "random_normal",
}
_INITIALISERS = re.compile(r"(?:\w+_)?initializer")
_INVENTED = frozenset("Xavier XavierUniform XavierNormal Kaiming KaimingNormal He Glorot".split())


def framework_faults(line: Line, source: str) -> Iterator[Fault]:
    if not line.python:
        return
    for call in calls(line.tree):
        torch, keras = _TORCH.fullmatch(call.name), _KERAS.fullmatch(call.name)
        if torch:
            yield from _of_torch(call, torch["name"] or torch["bare"], line, source)
        elif keras:
            yield from _of_keras(call, keras["name"], line)
    yield from _strings(line, source)
    yield from _asserted(line)


def _asserted(line: Line) -> Iterator[Fault]:
    """``assert(W.shape == (n, m), "wrong shape")`` asserts a tuple."""
    inside = line.tree.children[0] if line.tree.kind == "fence" and line.tree.children else None
    if not line.source.startswith("assert") or inside is None or inside.kind != "list":
        return
    parts = [child for child in inside.children if child.kind != "op"]
    if len(parts) == 2 and parts[1].kind == "text":
        yield Fault(
            line.span,
            "this asserts a tuple, which is always true: the bracket has to close before the comma",
            line.source,
            "assert (…), …",
            "a tuple that is not empty counts as true; Python warns of it since 2.5",
        )


def _of_another_scheme(name: str, line: Line, call: Call) -> Iterator[Fault]:
    """``# He initialisation`` above ``xavier_uniform_``."""
    said = {scheme.name for _, scheme in named(line.remark or line.above)}
    ours = "Glorot" if name.startswith("xavier") else "He" if name.startswith("kaiming") else ""
    if ours and len(said) == 1 and said <= {"Glorot", "He", "LeCun"} - {ours}:
        (other,) = said
        instead = {"Glorot": "xavier", "He": "kaiming"}.get(other, "")
        right = re.sub("xavier|kaiming", instead, name) if instead else ""
        yield Fault(
            line.where(call.head),
            f"{name} is {ours}’s scheme; the comment says {other}’s",
            name,
            right or f"{other}’s scheme",
            "xavier_* divides by the mean of both fans, kaiming_* by one (PyTorch 2.13)",
        )


def _of_torch(call: Call, name: str, line: Line, source: str) -> Iterator[Fault]:
    ours = call.name.startswith("init.") and name not in INSTEAD  # of a module of the note’s own
    if ours and name not in TORCH:
        return
    if name not in TORCH and name not in OLD | OTHERS and not name.startswith("_"):
        yield _absent(call, line, f"torch.nn.init has no {name}", INSTEAD.get(name, ""))
        return
    if name not in TORCH:
        return
    yield from _keywords(call, name, TORCH[name].split(), line)
    yield from _of_another_scheme(name, line, call)
    yield from _values(call, name, line)
    first = call.positional[0] if call.positional else call.keywords.get("tensor")
    if name in NEEDS_TWO and first is not None and flat(first).endswith(".bias"):
        yield Fault(
            line.where(call.node),
            f"{name} needs a tensor of two dimensions, and a bias has one: a ValueError",
            source[line.where(call.node).start : line.where(call.node).end],
            f"nn.init.zeros_({flat(first)})",
            "a vector has no fan_in and no fan_out (PyTorch 2.13, _calculate_fan_in_and_fan_out)",
            f"nn.init.zeros_({flat(first)})",
        )


def _values(call: Call, name: str, line: Line) -> Iterator[Fault]:
    """``nonlinearity='gelu'``, ``mode='fan_avg'``: no gain, no fan of that name."""
    given = dict(call.keywords)
    if name == "calculate_gain" and call.positional:
        given["nonlinearity"] = call.positional[0]
    for keyword, allowed in (("nonlinearity", NONLINEARITIES), ("mode", _MODES)):
        node = given.get(keyword)
        if node is None or node.kind != "text" or node.value in allowed or not node.value:
            continue
        if keyword == "mode" and node.value.lower() in allowed:
            continue
        yield Fault(
            line.where(node),
            f"{name} knows no {keyword} “{node.value}”; this line stops with a ValueError",
            f"{keyword}='{node.value}'",
            ", ".join(sorted(allowed))
            if keyword == "mode"
            else "linear, sigmoid, tanh, relu, leaky_relu or selu",
            "PyTorch 1.0 to 2.13, torch.nn.init",
        )


def _of_keras(call: Call, name: str, line: Line) -> Iterator[Fault]:
    if name in _INVENTED:
        instead = _BY_STRING.get(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(), "")
        right = "".join(part.title() for part in instead.split("_"))
        yield _absent(call, line, f"keras.initializers has no {name}", right)
    elif name in KERAS:
        yield from _keywords(call, name, KERAS[name].split(), line)


def _absent(call: Call, line: Line, message: str, instead: str) -> Fault:
    prefix = call.name.rpartition(".")[0]
    right = f"{prefix}.{instead}" if instead else ""
    return Fault(
        line.where(call.head),
        f"{message}; this line stops with an error",
        call.name,
        right or "no such name",
        "AttributeError: it is not among the names of the module (PyTorch 2.13, Keras 3.15)",
        right or None,
    )


def _keywords(call: Call, name: str, known: list[str], line: Line) -> Iterator[Fault]:
    for keyword, node in call.keywords.items():
        if keyword not in known:
            taken = ", ".join(k for k in known if k not in ("tensor", "generator", "dtype"))
            yield Fault(
                line.where(node),
                f"{name} takes no “{keyword}”; this line stops with a TypeError",
                f"{name}(…, {keyword}=…)",
                f"{name} takes {taken or 'nothing else'}",
                "its signature (PyTorch 1.0 to 2.13; Keras 2.4 to 3.15)",
            )


def _strings(line: Line, source: str) -> Iterator[Fault]:
    """``kernel_initializer='xavier'``."""
    for node in nodes(line.tree):
        if node.kind != "chain" or len(node.children) != 3:
            continue
        name, _, value = node.children
        if name.kind != "name" or value.kind != "text" or not _INITIALISERS.fullmatch(name.value):
            continue
        instead = _BY_STRING.get(value.value)
        if instead is not None and not _is_ours(line, source):
            yield _unknown(value, instead, line)


def _is_ours(line: Line, source: str) -> bool:
    """Is the keyword one of a function of the note’s own?"""
    for call in calls(line.tree):
        last = call.name.rpartition(".")[2]
        if re.search(rf"\bdef {re.escape(last)}\b|\bclass {re.escape(last)}\b", source):
            return True
    return not any(_LAYER.search(call.name) for call in calls(line.tree))


_LAYER = re.compile(r"(?:^|\.)(?:Dense|Conv\w*|LSTM|GRU|SimpleRNN|Embedding|EinsumDense)$")


def _unknown(value: Node, instead: str, line: Line) -> Fault:
    return Fault(
        line.where(value),
        f"Keras knows no initializer “{value.value}”; this line stops with a ValueError",
        f"'{value.value}'",
        f"'{instead}'",
        "keras.initializers.get of Keras 2.4 to 3.15",
        f"'{instead}'",
    )
