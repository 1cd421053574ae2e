"""Compiled functions that Python can call: `ScriptFunction`, and `ScriptMethod` with the module it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..code.printer import code, code_with_constants
from ..ir.graph import Graph
from ..ir.unit import Function, Signature
from ..passes.inline import inline, optimized_graph
from ..tensor.tensor import Tensor
from . import interpreter
from .arguments import bind


class ConstMap:
    """The tensors that a `.code` text calls ``CONSTANTS.c0``, ``CONSTANTS.c1``, …, as attributes of these names."""

    def __init__(self, constants: Sequence[Tensor]) -> None:
        self.const_mapping = {f"c{index}": tensor for index, tensor in enumerate(constants)}

    def __getattr__(self, name: str) -> Tensor:
        try:
            return self.__dict__["const_mapping"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"there is no constant {name}") from None

    def __getitem__(self, name: str) -> Tensor:
        return self.const_mapping[name]


class _Callable:
    """What functions and methods have in common."""

    def __init__(self, function: Function) -> None:
        self._function = function

    @property
    def name(self) -> str:
        return self._function.name

    @property
    def qualified_name(self) -> str:
        return self._function.qualified_name

    @property
    def schema(self) -> Signature:
        return self._function.signature

    @property
    def graph(self) -> Graph:
        """The graph itself: a pass on it changes what `code` prints."""
        return self._function.graph

    @property
    def inlined_graph(self) -> Graph:
        """A copy of the graph with all calls inlined."""
        copied = self._function.graph.copy()
        inline(copied)
        return copied


class ScriptFunction(_Callable):
    """A compiled function.  Call it with tensors; read its `graph` and `code`."""

    def __init__(self, function: Function, frozen: Sequence[Any] = ()) -> None:
        super().__init__(function)
        self._frozen = tuple(frozen)

    def frozen_values(self) -> list[Any]:
        """What Python computed while the trace was taken, and the trace keeps as it was: `jit.FrozenValue` each."""
        return list(self._frozen)

    @property
    def code(self) -> str:
        return code(self._function, method=False)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return run_function(self._function, args, kwargs)

    def __repr__(self) -> str:
        return f"<torch.jit.torch.jit.ScriptFunction object at {id(self):#x}>"


class ScriptMethod(_Callable):
    """A compiled method, bound to its module."""

    def __init__(self, owner: Any, function: Function) -> None:
        super().__init__(function)
        self.owner = owner

    @property
    def code(self) -> str:
        return code(self._function)

    @property
    def code_with_constants(self) -> tuple[str, ConstMap]:
        text, constants = code_with_constants(self._function)
        return text, ConstMap(constants)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return run_function(self._function, (self.owner, *args), kwargs)

    def __repr__(self) -> str:
        return f"<torch.ScriptMethod object at {id(self):#x}>"


def run_function(function: Function, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """Run a compiled function on Python values.  Raises ``RuntimeError`` for arguments that do not fit."""
    return interpreter.run(optimized_graph(function), bind(function.signature, args, kwargs))
