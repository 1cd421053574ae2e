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

#: the nodes of a block, each with its step; one that enters another block has none
Code = list[tuple[Node, Step | None]]


def run(graph: Graph, inputs: Sequence[Any], name: str = "", keep: bool = False) -> Any:
    """The graph's result on these inputs: one value, ``None``, or a tuple for several outputs.

    With ``keep`` the steps of its nodes stay with the graph for the next time; it must not change any more.
    Raises ``RuntimeError`` (``NotImplementedError`` for an operator that does not exist, ``ScriptError`` for a
    ``raise`` in the program) with the program's own stack of calls, the outermost called `name`, in front of the
    message.
    """
    if keep and graph._prepared is None:
        graph._prepared = {}
    return _Machine(graph, inputs, name).run()


class _Frame:
    """A block in execution: the node that it has come to, those that are left, and where its results go."""

    __slots__ = ("block", "code", "environment", "function", "left", "node")

    #: the name of the function that a call has entered; branches and rounds of loops belong to the one around them
    function: str | None

    def __init__(self, block: Block, code: Code, environment: Environment, function: str | None = None) -> None:
        self.block = block
        self.code = code
        self.node = block._param
        self.left = iter(code)
        self.environment = environment
        self.function = function

    def leave(self, results: list[Any]) -> bool:
        """Take the results; returns whether the block is to run again."""
        raise NotImplementedError


class _Call(_Frame):
    """A function: its values are its own, and several results arrive as a tuple."""

    __slots__ = ("take",)

    def __init__(self, graph: Graph, code: Code, inputs: Sequence[Any], name: str, take: Callable[[Any], None]) -> None:
        formal = graph._block._param._outputs
        if len(formal) != len(inputs):
            raise RuntimeError(f"the graph takes {len(formal)} inputs, {len(inputs)} are given")
        super().__init__(graph._block, code, dict(zip(formal, inputs, strict=True)), name)
        self.take = take

    def leave(self, results: list[Any]) -> bool:
        self.take(results[0] if len(results) == 1 else tuple(results) if results else None)
        return False


class _Branch(_Frame):
    """The block of a branch that was chosen."""

    __slots__ = ("owner",)

    def __init__(self, block: Block, code: Code, environment: Environment, owner: Node) -> None:
        super().__init__(block, code, environment)
        self.owner = owner

    def leave(self, results: list[Any]) -> bool:
        if results:
            self.environment.update(zip(self.owner._outputs, results, strict=True))
        return False


class _Loop(_Frame):
    """A loop's body, round after round."""

    __slots__ = ("limit", "owner", "round")

    def __init__(self, owner: Node, code: Code, environment: Environment) -> None:
        super().__init__(owner._blocks[0], code, environment)
        self.owner = owner
        self.round = -1
        self.limit: int = environment[owner._inputs[0]]

    def leave(self, results: list[Any]) -> bool:
        """The first result says whether to go on, the others are what the loop carries."""
        self.round += 1
        if results[0] and self.round < self.limit:
            results[0] = self.round  # the block takes the number of the round where it returns whether to go on
            self.environment.update(zip(self.block._param._outputs, results, strict=True))
            self.left = iter(self.code)
            return True
        self.environment.update(zip(self.owner._outputs, results[1:], strict=True))
        return False


class _Machine:
    """The stack of blocks in execution."""

    def __init__(self, graph: Graph, inputs: Sequence[Any], name: str) -> None:
        self.result: Any = None
        self._codes: dict[Block, Code] = {}
        self.frames: list[_Frame] = [_Call(graph, self.code(graph._block), inputs, name, self._finish)]
        #: objects whose ``with`` has been entered
        self.entered: list[Any] = []

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
        frames = self.frames
        while frames:
            frame = frames[-1]
            environment = frame.environment
            for node, step in frame.left:
                frame.node = node
                if step is None:
                    _CONTROL[node._kind](self, node, environment)
                    break
                step(environment)
            else:
                if not frame.leave([environment[value] for value in frame.block._return._inputs]):
                    frames.pop()

    def code(self, block: Block) -> Code:
        """A block's nodes and their steps, made when it is first entered."""
        known = self._codes if block._graph._prepared is None else block._graph._prepared
        code: Code | None = known.get(block)
        if code is None:
            code = known[block] = [(node, None if node._kind in _CONTROL else step_of(node)) for node in block.nodes()]
        return code

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
            lines.extend(_places(self.frames[end - 1].node, self.frames[start].function or ""))
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
    machine.enter(_Branch(chosen, machine.code(chosen), environment, node))


def _loop(machine: _Machine, node: Node, environment: Environment) -> None:
    loop = _Loop(node, machine.code(node._blocks[0]), environment)
    if loop.leave([environment[value] for value in node._inputs[1:]]):
        machine.enter(loop)


def _call_method(machine: _Machine, node: Node, environment: Environment) -> None:
    values = [environment[value] for value in node._inputs]
    _call(machine, values[0].class_type.methods[node.s("name")], values, node, environment)


def _call_function(machine: _Machine, node: Node, environment: Environment) -> None:
    function, *values = [environment[value] for value in node._inputs]
    _call(machine, function, values, node, environment)


def _call(machine: _Machine, function: Function, values: list[Any], node: Node, environment: Environment) -> None:
    graph, output = function.graph, node._outputs[0]
    code = machine.code(graph._block)
    machine.enter(_Call(graph, code, values, function.name, lambda result: environment.update({output: result})))


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
