"""What a graph means: `run` executes it node by node on tensors and Python values.

What a node does is its step (see `steps`).  Blocks, calls and ``with`` are entered on an explicit stack of frames, so
no depth of nesting is too deep, and a loop's next round takes the place of the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..errors import ScriptError
from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.source import Call, SourceRange
from ..ir.unit import Function
from ..passes.inline import inline
from .futures import Future
from .steps import Environment, Step, step_of


def run(graph: Graph, inputs: Sequence[Any], name: str = "") -> Any:
    """The graph's result on these inputs: one value, ``None``, or a tuple for several outputs.

    Raises ``RuntimeError`` (``NotImplementedError`` for an operator that does not exist, ``ScriptError`` for a
    ``raise`` in the program) with the program's own stack of calls, the outermost called `name`, in front of the
    message.
    """
    return _Machine(graph, inputs, name).run()


class _Frame:
    """A block in execution: its next node, and where its results go."""

    __slots__ = ("block", "environment", "function", "node")

    #: the name of the function that a call has entered; branches and rounds of loops belong to the one around them
    function: str | None

    def __init__(self, block: Block, environment: Environment, function: str | None = None) -> None:
        self.block = block
        self.node = block._param._next
        self.environment = environment
        self.function = function

    def leave(self, results: list[Any]) -> bool:
        """Take the results; returns whether the block is to run again."""
        raise NotImplementedError


class _Call(_Frame):
    """A function: its values are its own, and several results arrive as a tuple."""

    __slots__ = ("take",)

    def __init__(self, graph: Graph, inputs: Sequence[Any], name: str, take: Callable[[Any], None]) -> None:
        formal = graph._block._param._outputs
        if len(formal) != len(inputs):
            raise RuntimeError(f"the graph takes {len(formal)} inputs, {len(inputs)} are given")
        super().__init__(graph._block, dict(zip(formal, inputs, strict=True)), name)
        self.take = take

    def leave(self, results: list[Any]) -> bool:
        self.take(results[0] if len(results) == 1 else tuple(results) if results else None)
        return False


class _Branch(_Frame):
    """The block of a branch that was chosen."""

    __slots__ = ("owner",)

    def __init__(self, block: Block, environment: Environment, owner: Node) -> None:
        super().__init__(block, environment)
        self.owner = owner

    def leave(self, results: list[Any]) -> bool:
        if results:
            self.environment.update(zip(self.owner._outputs, results, strict=True))
        return False


class _Loop(_Frame):
    """A loop's body, round after round."""

    __slots__ = ("limit", "owner", "round")

    def __init__(self, owner: Node, environment: Environment) -> None:
        super().__init__(owner._blocks[0], environment)
        self.owner = owner
        self.round = -1
        self.limit: int = environment[owner._inputs[0]]

    def leave(self, results: list[Any]) -> bool:
        """The first result says whether to go on, the others are what the loop carries."""
        self.round += 1
        going_on, *carried = results
        if going_on and self.round < self.limit:
            self.environment.update(zip(self.block._param._outputs, [self.round, *carried], strict=True))
            self.node = self.block._param._next
            return True
        self.environment.update(zip(self.owner._outputs, carried, strict=True))
        return False


class _Machine:
    """The stack of blocks in execution."""

    def __init__(self, graph: Graph, inputs: Sequence[Any], name: str) -> None:
        self.result: Any = None
        self.frames: list[_Frame] = [_Call(graph, inputs, name, self._finish)]
        #: objects whose ``with`` has been entered
        self.entered: list[Any] = []
        self._steps: dict[Node, Step] = {}

    def _finish(self, result: Any) -> None:
        self.result = result

    def run(self) -> Any:
        """The result of the outermost call."""
        try:
            self._run()
        except Exception as error:
            self._leave_entered()
            raise self._explained(error) from error
        return self.result

    def _run(self) -> None:
        """Until no frame is left: run the innermost one's nodes, up to its end or to one that enters another."""
        frames, steps = self.frames, self._steps
        while frames:
            frame = frames[-1]
            environment, node, last = frame.environment, frame.node, frame.block._return
            while node is not last:
                frame.node = node
                step = steps.get(node)
                if step is None:
                    control = _CONTROL.get(node._kind)
                    if control is not None:
                        control(self, node, environment)
                        break
                    step = steps[node] = step_of(node)
                step(environment)
                node = node._next
            else:
                frame.node = last
                if not frame.leave([environment[value] for value in last._inputs]):
                    frames.pop()
                continue
            frame.node = node._next

    def enter(self, frame: _Frame) -> None:
        self.frames.append(frame)

    # -- errors

    def _leave_entered(self) -> None:
        """An error leaves every ``with`` block that it passes; errors on the way out are lost."""
        while self.entered:
            entered = self.entered.pop()
            method = entered.class_type.methods["__exit__"]
            try:
                run(method.graph, [entered, None, None, None], method.name)
            except Exception:
                continue

    def _explained(self, error: Exception) -> Exception:
        """The error, with the calls that led to it."""
        if not self.frames:
            return error
        lines = ["The following operation failed in the TorchScript interpreter.", _TRACEBACK]
        calls = [i for i, frame in enumerate(self.frames) if frame.function is not None]
        for start, end in zip(calls, [*calls[1:], len(self.frames)], strict=True):
            frame = self.frames[end - 1]
            # A frame that has entered another one stands behind the node that did so.
            node = frame.node if end == len(self.frames) else frame.node._prev
            lines.extend(_places(node, self.frames[start].function or ""))
        if isinstance(error, ScriptError):
            return ScriptError("\n".join([*lines, str(error), ""]))
        kind = NotImplementedError if isinstance(error, NotImplementedError) else RuntimeError
        return kind("\n".join([*lines, f"RuntimeError: {error}", ""]))


_TRACEBACK = "Traceback of TorchScript (most recent call last):"


def _places(node: Node, function: str) -> list[str]:
    """Where a node stands, and the calls that were inlined around it, outermost first."""
    places: list[tuple[str, SourceRange | None]] = []
    call: Call | None = node._call
    while call is not None:
        places.append((function, call.place))
        function, call = call.function, call.inner
    places.append((function, node._range))
    texts = [place.highlighted(name) for name, place in places if place is not None]
    return [text.removesuffix("\n") for text in texts if text]


# -- nodes that run other blocks or graphs


def _if(machine: _Machine, node: Node, environment: Environment) -> None:
    chosen = node._blocks[0 if environment[node._inputs[0]] else 1]
    machine.enter(_Branch(chosen, environment, node))


def _loop(machine: _Machine, node: Node, environment: Environment) -> None:
    loop = _Loop(node, environment)
    if loop.leave([environment[value] for value in node._inputs[1:]]):
        machine.enter(loop)


def _call_method(machine: _Machine, node: Node, environment: Environment) -> None:
    values = [environment[value] for value in node._inputs]
    _call(machine, values[0].class_type.methods[node.s("name")], values, node, environment)


def _call_function(machine: _Machine, node: Node, environment: Environment) -> None:
    function, *values = [environment[value] for value in node._inputs]
    _call(machine, function, values, node, environment)


def _call(machine: _Machine, function: Function, values: list[Any], node: Node, environment: Environment) -> None:
    output = node._outputs[0]
    machine.enter(_Call(function.graph, values, function.name, lambda result: environment.update({output: result})))


def _enter(machine: _Machine, node: Node, environment: Environment) -> None:
    entered = environment[node.input()]
    machine.entered.append(entered)
    _call(machine, entered.class_type.methods["__enter__"], [entered], node, environment)


def _exit(machine: _Machine, node: Node, environment: Environment) -> None:
    entered = machine.entered.pop()
    _call(machine, entered.class_type.methods["__exit__"], [entered, None, None, None], node, environment)


def _fork(machine: _Machine, node: Node, environment: Environment) -> None:
    values = [environment[value] for value in node._inputs]
    forked = node.g("Subgraph").copy()
    inline(forked)
    try:
        future: Future[Any] = Future(run(forked, values, "<forked function>"))
    except Exception as error:
        future = Future(error=error)
    environment[node.output()] = future


_CONTROL: dict[str, Callable[[_Machine, Node, Environment], None]] = {
    "prim::If": _if,
    "prim::Loop": _loop,
    "prim::CallMethod": _call_method,
    "prim::CallFunction": _call_function,
    "prim::Enter": _enter,
    "prim::Exit": _exit,
    "prim::fork": _fork,
}
