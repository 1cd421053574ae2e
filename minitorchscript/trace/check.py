"""Checking a trace: take it a second time and compare the graphs, then run it and compare the results."""

from __future__ import annotations

import difflib
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..dtype import complex128, float64
from ..errors import TracerWarning, TracingCheckError, indented
from ..ir.graph import Graph
from ..passes.canonicalize import canonicalize
from ..passes.erase_shapes import erase_shapes
from ..passes.inline import inline
from ..runtime.function import ScriptFunction, ScriptMethod
from ..tensor.grad_mode import no_grad
from ..tensor.tensor import Tensor

Compiled = ScriptFunction | ScriptMethod

#: relative and absolute tolerance by dtype; all others must be equal
_TOLERANCES = {
    **{"float16": (1e-3, 1e-5), "bfloat16": (1.6e-2, 1e-5), "float32": (1.3e-6, 1e-5), "float64": (1e-7, 1e-7)},
    **{"complex64": (1.3e-6, 1e-5), "complex128": (1e-7, 1e-7)},
}
_EXACT = (0.0, 0.0)


def check_trace(
    traced: Compiled,
    trace_again: Callable[[Any], Compiled],
    function: Callable[..., Any],
    inputs: Any,
    tolerance: float,
    by_name: bool = False,
) -> None:
    """Compare a trace with a second one and with the function itself.

    Raises ``TracingCheckError`` when the graphs differ or the trace fails to run; differing results only warn.
    """
    with no_grad():
        again = trace_again(clone_inputs(inputs))
        by_name = by_name and isinstance(inputs, dict)
        arguments = inputs if by_name or isinstance(inputs, tuple | list) else (inputs,)

        def run(compiled: Callable[..., Any], what: str) -> list[Tensor]:
            given = clone_inputs(arguments)
            try:
                results = compiled(**given) if by_name else compiled(*given)
            except Exception as error:
                message = f"encountered an exception while running the {what} with test inputs.\nException:\n"
                raise TracingCheckError(
                    *_differences(traced.graph, again.graph), message + indented(str(error))
                ) from error
            return [r for r in (results if isinstance(results, tuple) else (results,)) if isinstance(r, Tensor)]

        own = run(traced, "trace")
        if _compare(traced, own, run(function, "Python function"), "Python function", tolerance):
            _compare(traced, own, run(again, "repeated trace"), "repeated trace", tolerance)
        found = _differences(traced.graph, again.graph)
        if any(difference is not None for difference in found):
            raise TracingCheckError(*found)


def clone_inputs(inputs: Any) -> Any:
    """Copies of all tensors in nested containers, which keep their `requires_grad`."""
    if isinstance(inputs, Tensor):
        return inputs.detach().clone().requires_grad_(inputs.requires_grad)
    if isinstance(inputs, dict):
        return {key: clone_inputs(value) for key, value in inputs.items()}
    if isinstance(inputs, tuple | list):
        parts = [clone_inputs(part) for part in inputs]
        return type(inputs)(*parts) if hasattr(inputs, "_fields") else type(inputs)(parts)
    return inputs


def _flat(graph: Graph) -> Graph:
    copied = canonicalize(graph)
    inline(copied)
    erase_shapes(copied)
    return copied


def _differences(first: Graph, second: Graph) -> tuple[str | None, str | None]:
    """How two traces differ: in their nodes, and in the tensors that are constants of them."""
    graphs = _flat(first), _flat(second)
    texts = [re.sub(r"___torch_mangle_[0-9]+\.", "", str(graph)) for graph in graphs]
    nodes = list(zip(graphs[0].nodes(), graphs[1].nodes(), strict=False))
    graph_difference = None
    if texts[0] != texts[1]:
        graph_difference = f"Graph diff:\n{indented(_diff(*texts))}\n"
        diverging = next(((a, b) for a, b in nodes if str(a) != str(b)), None)
        if diverging is not None:
            graph_difference += "First diverging operator:\nNode diff:\n" + indented(_diff(*map(str, diverging))) + "\n"
            for name, node in zip(("Trace", "Check"), diverging, strict=True):
                if node.sourceRange():
                    graph_difference += f"{name} source location:\n{indented(node.sourceRange())}\n"
    tensor_difference = None
    for node, other in nodes:
        if node.kind() != other.kind():
            break
        if node.hasAttribute("value") and node.kindOf("value") == "t" and other.kindOf("value") == "t":
            problem = _constants_differ(node.t("value"), other.t("value"))
            if problem:
                tensor_difference = f"Node:\n{indented(str(node))}\n"
                if node.sourceRange():
                    tensor_difference += f"Source Location:\n{indented(node.sourceRange())}\n"
                tensor_difference += f"Comparison exception: {indented(problem)}"
                break
    return graph_difference, tensor_difference


def _diff(first: str, second: str) -> str:
    return "".join(difflib.ndiff(first.splitlines(True), second.splitlines(True)))


def _compare(
    traced: Compiled, results: Sequence[Tensor], expected: Sequence[Tensor], what: str, tolerance: float
) -> bool:
    """Warn about each result that is not close; returns whether all are."""
    all_close = True
    for number, (result, reference) in enumerate(zip(results, expected, strict=False), 1):
        wide = [tensor.to(complex128 if tensor.is_complex() else float64) for tensor in (result, reference)]
        absolute = max(_TOLERANCES.get(tensor.dtype.name, _EXACT)[1] for tensor in (result, reference))
        problem = _tensors_differ(wide[0], wide[1], tolerance, absolute)
        if not problem:
            continue
        random = [node for node in traced.graph.nodes() if node.isNondeterministic()]
        if random and all_close:
            warnings.warn(
                "Trace had nondeterministic nodes. Did you forget call .eval() on your model? Nodes:\n"
                + "\n".join(indented(str(node)) for node in random[:20])
                + "\nThis may cause errors in trace checking. To disable trace checking, pass check_trace=False to"
                " torch.jit.trace()",
                TracerWarning,
                stacklevel=5,
            )
        all_close = False
        warnings.warn(
            f"Output nr {number}. of the traced function does not match the corresponding output of the {what}."
            f" Detailed error:\n{problem}",
            TracerWarning,
            stacklevel=5,
        )
    return all_close


def _constants_differ(first: Tensor, second: Tensor) -> str:
    relative, absolute = _TOLERANCES.get(first.dtype.name, _EXACT)
    return _tensors_differ(first, second, relative, absolute)


def _tensors_differ(first: Tensor, second: Tensor, relative: float, absolute: float) -> str:
    """ "" if two tensors are close, else what is not."""
    for what in ("shape", "dtype"):
        if getattr(first, what) != getattr(second, what):
            return f"The values for attribute '{what}' do not match: {getattr(first, what)} != {getattr(second, what)}."
    arrays = (tensor._values() for tensor in (first, second))
    own, other = (array.astype(np.int64) if array.dtype.kind in "bu" else array for array in arrays)
    close = np.isclose(own, other, rtol=relative, atol=absolute, equal_nan=True)
    if close.all():
        return ""
    with np.errstate(all="ignore"):
        differences = np.where(close, 0, np.abs(own - other))
        ratios = np.where(close, 0, differences / np.abs(other))
    exact = not (relative or absolute)
    allowed = ["" if exact else f" (up to {limit} allowed)" for limit in (absolute, relative)]
    if not own.ndim:
        return (
            f"Scalars are not {'equal' if exact else 'close'}!\n\n"
            f"Expected {second.item()} but got {first.item()}.\n"
            f"Absolute difference: {differences.item()}{allowed[0]}\n"
            f"Relative difference: {ratios.item()}{allowed[1]}"
        )
    wrong, total = int((~close).sum()), close.size
    return (
        f"Tensor-likes are not {'equal' if exact else 'close'}!\n\n"
        f"Mismatched elements: {wrong} / {total} ({wrong / total:.1%})\n"
        f"Greatest absolute difference: {_greatest(differences)}{allowed[0]}\n"
        f"Greatest relative difference: {_greatest(ratios)}{allowed[1]}"
    )


def _greatest(differences: np.ndarray[Any, Any]) -> str:
    """The first of the largest, and where it stands."""
    index = np.unravel_index(int(np.argmax(differences)), differences.shape)
    return f"{differences[index].item()} at index {tuple(map(int, index))}"
