"""Shapes of arrays in code, against the comments beside them and the sums they stand in.

In: the lines of one note. Out: a comment ``# shape (n, m)`` beside an array of another shape, and
a bias that is a row where the products beside it have units in rows. Sizes are compared as they are
spelled: two numbers, or two names in the other order; what else may be equal is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..given.calls import Call
from ..given.scales import flat
from ..nouns import Node
from .lines import Line
from .raising import Fault
from .scale_parts import between_commas

Shape = tuple[str, str]  # rows and columns as spelled; "" is not known
UNKNOWN: Shape = ("", "")
_TOGETHER = frozenset("np.zeros np.ones np.empty torch.zeros torch.ones".split())
_APART = frozenset(
    "np.random.randn np.random.rand torch.randn torch.rand torch.zeros torch.ones".split()
)
_PRODUCTS = frozenset("np.dot np.matmul numpy.dot torch.matmul torch.mm".split())
_SCALARS = frozenset("np.sqrt math.sqrt numpy.sqrt np.power float".split())
_SAID = re.compile(
    r"#\s*(?:(?P<of>(?!shape|size|dim|has|of|with|the)[\w.]+)\s*:?\s+)?"
    r"(?:(?:has |of |with )?(?:the )?(?:shape|size|dim(?:ension)?s?)\s*(?:is|:|=)?\s*)?"
    r"[(\[]\s*(?P<rows>\w+)\s*(?:,|x|×)\s*(?P<columns>\w+)\s*[)\]]\s*\.?\s*$",
    re.I,
)


def shape_faults(lines: Sequence[Line]) -> Iterator[Fault]:
    known: dict[str, Shape] = {}
    block = -1
    for line in lines:
        known, block = (known if line.block == block else {}), line.block
        if not line.python or len(line.targets) != 1:
            continue
        (name,) = line.targets
        shape = _shape(line.body, known)
        yield from _against_its_comment(line, name, shape)
        yield from _lying_bias(line, known)
        again = name in known and known[name] != shape
        known[name] = UNKNOWN if again else shape


def _shape(node: Node, known: dict[str, Shape]) -> Shape:
    match node.kind:
        case "group" if len(node.children) == 1:
            return _shape(node.children[0], known)
        case "name":
            return known.get(flat(node), UNKNOWN)
        case "script" if node.children[-1].value == "T":
            rows, columns = _shape(node.children[0], known)
            return columns, rows
        case "product":
            return _of_product(node, known)
        case "call":
            return _of_call(node, known)
        case "sum":
            parts = [_shape(child, known) for child in node.children if child.kind != "op"]
            return parts[0] if len(set(parts)) == 1 else UNKNOWN
    return known.get(flat(node), UNKNOWN)


def _of_product(node: Node, known: dict[str, Shape]) -> Shape:
    """``A @ B``, or an array by a number."""
    parts = [child for child in node.children if child.kind != "op"]
    signs = [child.value for child in node.children if child.kind == "op"]
    if signs == ["@"]:
        return _multiplied(*(_shape(part, known) for part in parts))
    arrays = [part for part in parts if not _is_scalar(part)]
    whole = set(signs) <= {"*", "/"} and len(arrays) == 1
    return _shape(arrays[0], known) if whole else UNKNOWN


def _is_scalar(node: Node) -> bool:
    if node.kind == "call" and len(node.children) == 2:
        return flat(node.children[0]) in _SCALARS
    return node.kind == "number" or (node.kind == "script" and _is_scalar(node.children[0]))


def _multiplied(left: Shape, right: Shape) -> Shape:
    return left[0], right[1]


def _of_call(node: Node, known: dict[str, Shape]) -> Shape:
    head, bracket = node.children
    call = Call(flat(head), node, head, bracket)
    given = call.positional
    if call.name in _PRODUCTS and len(given) == 2:
        return _multiplied(*(_shape(part, known) for part in given))
    if call.name in _TOGETHER and given and given[0].kind == "fence":
        return _sizes(between_commas(given[0]))
    if call.name in _APART:
        return _sizes(given)
    return UNKNOWN


def _sizes(nodes: Sequence[Node]) -> Shape:
    if len(nodes) != 2:
        return UNKNOWN
    rows, columns = (n.value if n.kind == "number" else flat(n) for n in nodes)
    return rows, columns


def _against_its_comment(line: Line, name: str, shape: Shape) -> Iterator[Fault]:
    said = _SAID.match(line.remark)
    if said is None or said["of"] not in (None, name) or "" in shape:
        return
    told = (said["rows"], said["columns"])
    numbers = all(size.isdigit() for size in (*told, *shape))
    turned = told == shape[::-1] and told != shape
    if turned or (numbers and told != shape):
        shown, wrote = (f"({rows}, {columns})" for rows, columns in (shape, told))
        message = f"{name} has the shape {shown}; its comment says {wrote}"
        because = "the first size counts the rows"
        yield Fault(line.span, message, f"# {wrote}", shown, because)


def _lying_bias(line: Line, known: dict[str, Shape]) -> Iterator[Fault]:
    """``np.dot(W, X) + b`` with b of one row: a column for every unit is needed."""
    body = line.body
    if body.kind != "sum" or [child.value for child in body.children if child.kind == "op"] != [
        "+"
    ]:
        return
    product, bias = (child for child in body.children if child.kind != "op")
    (units, examples), (rows, columns) = _shape(product, known), _shape(bias, known)
    if bias.kind == "name" and rows == "1" and columns == units != "1" and columns != examples:
        name = flat(bias)
        message = f"{name} is a row of {units}, and the sum has {units} rows: it must be a column"
        because = "a bias is added to every unit; in NumPy a row is added to every row"
        example = ((f"{name} as written", f"(1, {units})"), ("needed", f"({units}, 1)"))
        yield Fault(
            line.where(bias), message, f"(1, {units})", f"({units}, 1)", because, None, example
        )
