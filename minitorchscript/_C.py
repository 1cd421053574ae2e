"""PyTorch's private names that articles and old programs call: passes on graphs, and the IR parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .annotations import is_tracing
from .ir.block import Block
from .ir.graph import Graph
from .ir.node import Node
from .ir.parser import parse_ir as _parse_ir
from .ir.types import (
    AnyType,
    BoolType,
    ClassType,
    ComplexType,
    DeviceObjType,
    DictType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from .ir.value import Use, Value
from .ir.verify import verify
from .ops.resolve import schema_of
from .passes.alias_db import AliasDb
from .passes.canonicalize import canonicalize
from .passes.common_subexpressions import eliminate_common_subexpressions
from .passes.constant_pooling import pool_constants
from .passes.constant_propagation import propagate_all_constants, propagate_constants
from .passes.dead_code import eliminate_dead_code, sweep
from .passes.erase_shapes import erase_shapes
from .passes.inline import inline
from .passes.inline_forks import inline_forks
from .passes.lower_all_tuples import lower_all_tuples
from .passes.lower_tuples import lower_simple_tuples
from .passes.normalize_ops import normalize_ops
from .passes.peephole import peephole
from .passes.unroll_loops import unroll_constant_loops, unroll_loops
from .runtime.function import ScriptFunction, ScriptMethod
from .runtime.shared_containers import ScriptDict, ScriptList
from .runtime.steps import results_of_constants
from .script.builtin_names import register_builtin
from .script.entry import CompilationUnit
from .script.entry import create_function_from_graph as _create_function_from_graph
from .tensor import factory
from .tensor.functions import C_MODULES, NN_MODULE
from .tensor.tensor import Tensor

__all__ = [
    "AliasDb",
    "AnyType",
    "Block",
    "BoolType",
    "ClassType",
    "CompilationUnit",
    "ComplexType",
    "DeviceObjType",
    "DictType",
    "FloatType",
    "Graph",
    "IntType",
    "ListType",
    "Node",
    "NoneType",
    "NumberType",
    "OptionalType",
    "ScriptDict",
    "ScriptList",
    "StringType",
    "ScriptFunction",
    "ScriptMethod",
    "TensorType",
    "TupleType",
    "Type",
    "Use",
    "Value",
    "_create_function_from_graph",
    "_get_tracing_state",
    "_is_tracing",
    "_jit_interpret_graph",
    "_jit_pass_canonicalize",
    "_jit_pass_constant_loop_unrolling",
    "_jit_pass_constant_pooling",
    "_jit_pass_constant_propagation",
    "_jit_pass_constant_propagation_immutable_types",
    "_jit_pass_cse",
    "_jit_pass_dce",
    "_jit_pass_dce_graph",
    "_jit_pass_erase_shape_information",
    "_jit_pass_inline",
    "_jit_pass_inline_fork_wait",
    "_jit_pass_lint",
    "_jit_pass_loop_unrolling",
    "_jit_pass_lower_all_tuples",
    "_jit_pass_lower_simple_tuples",
    "_jit_pass_normalize_ops",
    "_jit_pass_peephole",
    "parse_ir",
]

_nn = NN_MODULE
"""`torch._C._nn`: the builtins of torch.nn.functional."""
_fft, _linalg, _special = (C_MODULES[name] for name in ("fft", "linalg", "special"))


def parse_ir(text: str, parse_tensor_constants: bool = False) -> Graph:
    """The graph that a text describes.  Raises ``ParseError`` with the place, and what was expected there.

    As in PyTorch only inputs keep their names; ``parse_tensor_constants=True`` also reads tensors.
    """
    return _parse_ir(text, parse_tensor_constants, make_tensor=_make_tensor)


def _make_tensor(type_: TensorType, elements: Any) -> Tensor:
    """The tensor of a constant; one whose elements the text leaves out is full of zeros, as its extents say."""
    shape = type_.sizes() or []
    numbers = 0 if elements is None else elements.tolist()
    made = factory.tensor(numbers, dtype=type_.scalar_type)
    result: Tensor = made.expand(shape).clone() if elements is None else made.reshape(shape)
    return result


def _jit_pass_inline(graph: Graph) -> None:
    """Inline all calls."""
    inline(graph)


def _jit_pass_inline_fork_wait(graph: Graph) -> None:
    """Let what is forked stand where it was forked; nobody waits."""
    inline_forks(graph)


def _jit_pass_dce(graph: Graph) -> None:
    """Remove dead code; whatever writes to memory stays."""
    sweep(graph)


def _jit_pass_dce_graph(graph: Graph) -> None:
    """Remove dead code, writes to memory that nobody reads again included."""
    eliminate_dead_code(graph)


def _jit_pass_canonicalize(graph: Graph, keep_unique_names: bool = True) -> Graph:
    """A renumbered copy."""
    return canonicalize(graph, keep_unique_names)


def _jit_pass_lint(graph: Graph) -> None:
    """Verify the graph.  Raises ``VerificationError``, which names what is wrong."""
    verify(graph, schema_of)


def _jit_pass_constant_pooling(graph: Graph) -> None:
    """Move constants to the front and merge equal ones."""
    pool_constants(graph)


def _jit_pass_constant_propagation_immutable_types(graph: Graph) -> bool:
    """Compute numbers that depend on constants alone."""
    return propagate_constants(graph)


def _jit_pass_constant_propagation(graph: Graph) -> bool:
    """Compute whatever depends on constants alone, lists and tensors that nobody writes to included."""
    return propagate_all_constants(graph, results_of_constants)


def _jit_pass_cse(graph: Graph) -> bool:
    """Merge nodes that compute the same."""
    return eliminate_common_subexpressions(graph)


def _jit_pass_loop_unrolling(graph: Graph) -> bool:
    """Write out small ``for`` loops, or eight rounds of them."""
    return unroll_loops(graph)


def _jit_pass_constant_loop_unrolling(graph: Graph) -> bool:
    """Write out ``for`` loops whose number of rounds is a constant."""
    return unroll_constant_loops(graph)


def _jit_pass_lower_all_tuples(graph: Graph) -> None:
    """Replace every tuple by its members.  Raises ``RuntimeError`` where they can't be known."""
    lower_all_tuples(graph)


def _jit_pass_peephole(graph: Graph, disable_shape_peepholes: bool = False) -> bool:
    """Small local rewrites, with those that read off a tensor's type what an operator would tell."""
    return peephole(graph, not disable_shape_peepholes)


def _jit_pass_lower_simple_tuples(graph: Graph) -> None:
    """Bypass tuples that are taken apart where they are made."""
    lower_simple_tuples(graph)


def _jit_pass_erase_shape_information(graph: Graph) -> None:
    """Make every tensor's type the plain ``Tensor``."""
    erase_shapes(graph)


def _jit_pass_normalize_ops(graph: Graph) -> None:
    """Give synonyms one name."""
    normalize_ops(graph)


def _get_tracing_state() -> bool:
    """As `_is_tracing`; PyTorch gives the state itself."""
    return is_tracing()


register_builtin(_get_tracing_state, "aten::_get_tracing_state")


def _jit_interpret_graph(graph: Graph, inputs: Sequence[Any]) -> Any:
    """Run a graph on Python values, as it is."""
    return _create_function_from_graph("graph", graph)(*inputs)


def _is_tracing() -> bool:
    """Whether a trace is being recorded."""
    return is_tracing()


def __getattr__(name: str) -> Any:
    raise AttributeError(f"torch._C.{name} is not offered; offered are {', '.join(__all__)}")
