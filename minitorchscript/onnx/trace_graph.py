"""`torch.jit._get_trace_graph`: the flat graph that tools for drawing and counting networks look at.

Parameters and buffers are inputs of it, behind the tensors that the model is called with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.unit import current_unit
from ..nn.modules.module import Module
from ..tensor.dispatch import no_mode, push_mode
from ..trace.lift import lift
from .capture import OuterNames, tensors_in, with_tensors


def _get_trace_graph(
    f: Callable[..., Any],
    args: Any = (),
    kwargs: dict[str, Any] | None = None,
    strict: bool = True,
    _force_outplace: bool = False,
    return_inputs: bool = False,
) -> tuple[Any, ...]:
    """The graph and the result of a call of a module or function; with ``return_inputs`` copies of its tensors too.

    Raises ``NotImplementedError`` for ``_force_outplace``, ``TypeError`` for arguments by name.
    """
    if _force_outplace:
        raise NotImplementedError("_force_outplace is not supported: in-place operators are recorded as they are")
    if kwargs:
        raise TypeError("_get_trace_graph takes its arguments by position")
    given = args if isinstance(args, tuple) else (args,)
    recorder = OuterNames(strict)
    graph, tensors = recorder.graph, tensors_in(given)
    state = list(f.state_dict(keep_vars=True).values()) if isinstance(f, Module) else []
    state = list({id(tensor): tensor for tensor in state}.values())
    with no_mode():
        inside = [recorder.add_input(tensor, graph.addInput()) for tensor in tensors]
        for tensor in state:
            recorder.remember(tensor, graph.addInput().inferTypeFrom(tensor))
    copies = tuple(tensor.clone() for tensor in [*tensors, *state]) if return_inputs else ()
    graph._next_unique += 2 * len(copies)  # PyTorch records each copy, as a constant and a node, and forgets it
    with push_mode(recorder):
        result = f(*with_tensors(given, inside))
        found = tensors_in(result)
        graph.registerOutput(recorder.output_of(found[0] if len(found) == 1 else tuple(found)))
    lift(graph, None, current_unit())
    return (graph, result, copies) if return_inputs else (graph, result)
