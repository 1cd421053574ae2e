"""The dispatcher: every operator call comes through `execute`, and modes such as tracing are pushed here.

Without a mode a call is: take the arrays out of the tensors, run the kernel, wrap what it returns, and set the flags
that autograd would set (requires_grad, views, in-place rules). What is the same for all calls of an operator is
worked out once, in its `Plan`. A mode gets the operator, its values and `run`, which does the above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol

import numpy as np

from .. import state
from ..dtype import bfloat16
from ..ops.eager_policy import EagerPolicy
from ..ops.match import Resolver
from ..ops.registry import Operator, lookup
from . import bfloat
from .inplace import check_inplace, record_inplace
from .return_types import return_type
from .tensor import Tensor, wrap

__all__ = ["Mode", "active_mode", "call", "call_module", "execute", "no_mode", "push_mode", "run", "run_unseen"]

POLICY = EagerPolicy(Tensor)

_active = state.active_mode
_grad_enabled = state.grad_enabled


class Mode(Protocol):
    """What sees operator and module calls while it is the innermost mode."""

    def operator(self, op: Operator, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        """An operator call, values in schema order (a 0-dim tensor may stand for a number). Return its result."""

    def module(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], run: Callable[[], Any]) -> Any:
        """A module call; `run()` makes it, with this mode still active inside."""

    def compiled(self, function: Any, is_method: bool, values: list[Any], run: Callable[[], Any]) -> Any:
        """A call of a compiled function or method; `run()` makes it, and no mode sees what happens inside."""

    def fork(self, run: Callable[[], Any]) -> Any:
        """`torch.jit.fork`; `run()` makes the call. Return a future."""

    def wait(self, future: Any, result: Any) -> None:
        """`torch.jit.wait`, and what it gives."""

    def python_function(self, function: Any, arguments: Sequence[Any], run: Callable[[], tuple[Any, bool]]) -> Any:
        """A call of a `torch.autograd.Function`; `run()` makes it, and says whether an argument was changed."""

    def size(self, tensor: Tensor, dim: int) -> Any:
        """`tensor.size(dim)`, or an element of `tensor.shape`."""

    def numel(self, tensor: Tensor) -> Any:
        """`tensor.numel()`."""

    def scalar(self, tensor: Tensor, what: str) -> None:
        """A tensor becomes a Python value: "bool", "int", "float", "complex", "index", "item", "tolist", "numpy".

        Or Python learns its first extent: "len", "iter".
        """

    def constructor(self, tensor: Tensor, what: str) -> None:
        """A tensor was built from Python data: "tensor", "as_tensor", "from_numpy"."""


def active_mode() -> Mode | None:
    """The innermost mode, or None."""
    mode: Mode | None = _active.get()
    return mode


@contextmanager
def push_mode(mode: Mode) -> Iterator[Mode]:
    """Make `mode` the innermost mode inside the block."""
    token = _active.set(mode)
    try:
        yield mode
    finally:
        _active.reset(token)


@contextmanager
def no_mode() -> Iterator[None]:
    """Inside the block no mode sees anything."""
    token = _active.set(None)
    try:
        yield
    finally:
        _active.reset(token)


class Plan:
    """How one operator's values become arrays, and its results tensors."""

    __slots__ = (
        "differentiable", "dtypes", "gradless", "is_plain", "kernel", "lists", "multiple", "numbers", "refused",
        "result", "tensors", "traceable", "views", "writes",
    )  # fmt: skip

    def __init__(self, op: Operator) -> None:
        schema = op.schema
        arguments, returns = schema.arguments, schema.returns
        of_tensors = [a.kind == "Tensor" for a in arguments]
        self.kernel = op.kernel
        self.tensors = [i for i, a in enumerate(arguments) if of_tensors[i] and not a.is_list]
        self.lists = [i for i, a in enumerate(arguments) if of_tensors[i] and a.is_list]
        self.dtypes = [i for i, a in enumerate(arguments) if a.kind == "ScalarType"]
        kinds: dict[str, Callable[[Any], Any]] = {
            "int": _as_int,
            "SymInt": _as_int,
            "float": _as_float,
            "Scalar": _as_number,
        }
        self.numbers = [
            (i, _list_of(kinds[a.kind]) if a.is_list else kinds[a.kind])
            for i, a in enumerate(arguments)
            if a.kind in kinds
        ]
        names = [a.name for a in arguments]
        self.gradless = frozenset(map(names.index, op.gradless))
        self.refused = {names.index(name): function for name, function in op.refuses_grad.items()}
        marks = {i: mark for i in self.tensors if (mark := arguments[i].alias) is not None}
        self.writes = [i for i, mark in marks.items() if mark.is_write]
        self.views = [i for i, mark in marks.items() if not mark.is_write]
        self.traceable = any(r.kind == "Tensor" for r in returns)
        self.multiple = any(r.is_list for r in returns)
        self.is_plain = len(returns) == 1 and self.traceable and not (self.multiple or self.writes or self.views)
        self.differentiable = op.differentiable
        self.result: Callable[[Sequence[Any]], Any] = tuple
        if len(returns) > 1 and all(r.name for r in returns) and not self.writes:
            self.result = return_type(op.python_name, tuple(r.name for r in returns))


def _plan(op: Operator) -> Plan:
    plan: Plan | None = op.plan
    if plan is None:
        plan = op.plan = Plan(op)
    return plan


def _as_int(value: Tensor) -> int:
    return int(value._python_number())


def _as_float(value: Tensor) -> float:
    return float(value._python_number())


def _as_number(value: Tensor) -> Any:
    return value._python_number()


def _without_tensor_numbers(plan: Plan, values: list[Any]) -> list[Any]:
    """What is not recorded takes its numbers out of 0-dim tensors itself: the operators below see plain ones."""
    values = values[:]
    for i, convert in plan.numbers:
        value = values[i]
        if isinstance(value, Tensor) or (isinstance(value, list) and any(isinstance(v, Tensor) for v in value)):
            values[i] = convert(value)
    return values


def _list_of(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: [convert(v) if isinstance(v, Tensor) else v for v in values]


def run(op: Operator, values: list[Any]) -> Any:
    """Execute an operator, unseen by any mode. Returns tensors (or what the kernel returns, for the rest)."""
    plan: Plan = op.plan or _plan(op)
    if op.is_composite:
        return op.kernel(call, *_without_tensor_numbers(plan, values))
    arrays = values[:]
    wants_grad = narrow = False
    for i in plan.tensors:
        value = arrays[i]
        if isinstance(value, Tensor):
            if value._requires_grad or (value._base is not None and value.requires_grad):
                wants_grad = wants_grad or i not in plan.gradless
            if value._dtype is not None:
                narrow = True
            arrays[i] = value._array
    for i in plan.lists:
        arrays[i] = [None if v is None else v._array for v in arrays[i]]
        wants_grad = wants_grad or any(v is not None and v.requires_grad for v in values[i])
        narrow = narrow or any(v is not None and v._dtype is not None for v in values[i])
    for i, convert in plan.numbers:
        value = arrays[i]
        if isinstance(value, Tensor):
            arrays[i] = convert(value)
        elif isinstance(value, list):
            for element in value:
                if type(element) is not int:
                    arrays[i] = convert(value)
                    break
    if wants_grad:
        wants_grad = _grad_enabled.get()
        if wants_grad and plan.refused:
            _refuse_grad(op, plan, values)
    for i in plan.writes:
        check_inplace(values[i], wants_grad)
    for i in plan.dtypes:
        narrow = narrow or values[i] is bfloat16
    if narrow:
        return bfloat.run(op, plan, values, arrays, partial(_finish, op, plan, values, wants_grad))
    result = plan.kernel(*arrays)
    if plan.is_plain:
        for i in plan.tensors:
            if result is arrays[i]:
                return values[i]  # dropout in eval mode: what comes out is what went in
        for i in plan.lists:
            for array, value in zip(arrays[i], values[i], strict=True):
                if result is array:
                    return value
        tensor = wrap(result if isinstance(result, np.ndarray) else np.asarray(result))
        if wants_grad and plan.differentiable[0] and tensor._array.dtype.kind in "fc":
            tensor._requires_grad = True
            grad_fn = op.grad_fn
            tensor._grad_fn = grad_fn if isinstance(grad_fn, str) else grad_fn(_arrays(plan, values), result)
        return tensor
    return _finish(op, plan, values, wants_grad, result, None)


def _refuse_grad(op: Operator, plan: Plan, values: list[Any]) -> None:
    for i, function in plan.refused.items():
        if values[i] is not None and values[i].requires_grad:
            function = function if isinstance(function, str) else function(_arrays(plan, values))
            if not function:
                continue
            raise RuntimeError(
                f"The function '{function}' is not differentiable with respect to argument "
                f"'{op.schema.arguments[i].name}'. This input cannot have requires_grad True."
            )


def _arrays(plan: Plan, values: list[Any]) -> list[Any]:
    """The arrays of the tensor arguments."""
    return [value._array if isinstance(value, Tensor) else value for value in (values[i] for i in plan.tensors)]


def _finish(op: Operator, plan: Plan, values: list[Any], wants_grad: bool, result: Any, kind: Any) -> Any:
    """Wrap a kernel's result. `kind` is bfloat16 if the arrays are its storage."""
    if plan.writes:
        targets = [values[i] for i in plan.writes]
        for target in targets:
            record_inplace(target, str(op.grad_fn), wants_grad)
        if len(targets) == 1 and isinstance(result, np.ndarray) and result is not targets[0]._array:
            targets[0]._array = result  # squeeze_ and its like change how the memory is seen, not what is in it
        return targets[0] if len(op.schema.returns) == 1 else tuple(targets)
    if not plan.traceable:
        return result
    if isinstance(result, (tuple, list)):
        tensors = [
            None if r is None else _wrap_output(op, plan, values, wants_grad, r, kind, i) for i, r in enumerate(result)
        ]
        return plan.result(tensors) if not plan.multiple else tuple(tensors)
    return _wrap_output(op, plan, values, wants_grad, result, kind, 0)


def _wrap_output(
    op: Operator, plan: Plan, values: list[Any], wants_grad: bool, result: Any, kind: Any, position: int
) -> Tensor:
    array = result if isinstance(result, np.ndarray) else np.asarray(result)
    for i in plan.views:
        source = values[i]
        if array is source._array:
            same: Tensor = source  # the operator had nothing to do
            return same
    for i in plan.lists:
        for source in values[i]:
            if source is not None and array is source._array:
                same = source
                return same
    tensor = wrap(array, kind)
    flags = plan.differentiable
    differentiable = flags[position] if position < len(flags) else flags[-1]
    if wants_grad and differentiable and (kind is not None or array.dtype.kind in "fc"):
        tensor._requires_grad = True
        grad_fn = op.grad_fn
        tensor._grad_fn = grad_fn if isinstance(grad_fn, str) else grad_fn(_arrays(plan, values), array)
    for i in plan.views:
        source = values[i]
        if differentiable and np.may_share_memory(array, source._array):
            tensor._base = source if source._base is None else source._base
            tensor._edits = tensor._base._edits
            if source._creation is not None:
                tensor._creation = source._creation
            elif not _grad_enabled.get():
                tensor._creation = ("no_grad", position)
            elif plan.multiple:
                tensor._creation = ("multiple", position)
    return tensor


def execute(op: Operator, values: list[Any]) -> Any:
    """Call an operator with values in schema order; the innermost mode sees it."""
    mode = _active.get()
    if mode is None:
        return run(op, values)
    plan = _plan(op)
    if op.is_composite or not plan.traceable:
        return run(op, values)
    return mode.operator(op, values, partial(run_unseen, op))


def run_unseen(op: Operator, values: list[Any]) -> Any:
    """Execute an operator, and whatever it calls, unseen by any mode."""
    token = _active.set(None)
    try:
        return run(op, values)
    finally:
        _active.reset(token)


_resolvers: dict[str, Resolver] = {}


def call(name: str, *args: Any, **kwargs: Any) -> Any:
    """Call an operator by its qualified name, `call("aten::relu", x)`, with arguments named as in its schema."""
    resolver = _resolvers.get(name)
    if resolver is None:
        try:
            overloads = lookup(name)
        except KeyError:
            raise NotImplementedError(f"{name}: minitorchscript does not have this operator") from None
        function = name.rpartition("::")[2]
        resolver = _resolvers[name] = Resolver(function, overloads, POLICY, python_names=False)
    signature, values = resolver.match(args, kwargs)
    return execute(signature.operator, values)


def call_module(module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], run: Callable[[], Any]) -> Any:
    """A module's `forward`: the innermost mode sees it, else `run()`."""
    mode = _active.get()
    return run() if mode is None else mode.module(module, args, kwargs, run)
