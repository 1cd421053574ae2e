"""What a mode sees of a program: the operators that PyTorch's tracer records, with their values."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript.ops.registry import Operator
from minitorchscript.tensor import dispatch
from minitorchscript.tensor.frames import python_stack, source_location, user_frame
from minitorchscript.tensor.tensor import Tensor, wrap


def _text(kind: str, value: Any) -> str:
    if isinstance(value, list):
        return f"[{','.join('None' if v is None else _text(kind, v) for v in value)}]"
    if isinstance(value, Tensor) or (kind == "Tensor" and value is not None):
        return "T"
    if isinstance(value, (torch.dtype, torch.layout, torch.memory_format)):
        return str(value.code)
    return str(int(value)) if isinstance(value, bool) else str(value)


class Log(dispatch.Mode):
    """A mode that notes every call."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def operator(self, op: Operator, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        assert dispatch.active_mode() is self
        texts = [_text(a.kind, v) for a, v in zip(op.schema.arguments, values, strict=True)]
        self.calls.append(f"{op.name.removeprefix('aten::')}({','.join(texts)})")
        return run(values)

    def module(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], run: Callable[[], Any]) -> Any:
        self.calls.append(f"module {type(module).__name__}")
        return run()

    def compiled(self, function: Any, is_method: bool, values: list[Any], run: Callable[[], Any]) -> Any:
        self.calls.append("compiled")
        return run()

    def size(self, tensor: Tensor, dim: int) -> Any:
        self.calls.append(f"size({dim})")
        return wrap(np.asarray(tensor._array.shape[dim]))

    def numel(self, tensor: Tensor) -> Any:
        self.calls.append("numel")
        return wrap(np.asarray(tensor._array.size))

    def scalar(self, tensor: Tensor, what: str) -> None:
        self.calls.append(f"to {what}")

    def constructor(self, tensor: Tensor, what: str) -> None:
        self.calls.append(f"made by {what}")


def seen(function: Callable[[Any], Any]) -> list[str]:
    log = Log()
    x = torch.ones(2, 3)
    with dispatch.push_mode(log):
        function(x)
    return log.calls


def _assign(index: Any, value: Any) -> Callable[[Any], None]:
    def assign(x: Any) -> None:
        x[index] = value

    return assign


END = 2**63 - 1

# As the graphs of PyTorch 2.13.0 show them: numbers for tensors appear as tensors ("T").
RECORDED: list[tuple[Callable[[Any], Any], list[str]]] = [
    (lambda x: x + 1, ["add(T,T,1)"]),
    (lambda x: 1 - x, ["rsub(T,1,1)"]),
    (lambda x: 1 / x, ["reciprocal(T)", "mul(T,T)"]),
    (lambda x: 2**x, ["pow(2,T)"]),
    (lambda x: x**2, ["pow(T,2)"]),
    (lambda x: x // 2, ["floor_divide(T,T)"]),
    (lambda x: 2 % x, ["remainder(2,T)"]),
    (lambda x: x > 0, ["gt(T,0)"]),
    (lambda x: x.sum(), ["sum(T,None)"]),
    (lambda x: x.sum(1), ["sum(T,[1],0,None)"]),
    (lambda x: x.std(), ["std(T,None,None,0)"]),
    (lambda x: x.std(1), ["std(T,[1],1,0)"]),
    (lambda x: x.double(), ["to(T,7,0,0,None)"]),
    (lambda x: x.to(torch.int32), ["to(T,3,0,0,None)"]),
    (lambda x: x.to("cpu"), ["to(T,6,0,cpu,None,0,0,None)"]),
    (lambda x: x.to("cpu", torch.float64), ["to(T,cpu,7,0,0,None)"]),
    (lambda x: x.to(), []),
    (lambda x: x.T, ["numpy_T(T)"]),
    (lambda x: x.contiguous(), ["contiguous(T,0)"]),
    (lambda x: torch.zeros(2, 3), ["zeros([2,3],None,None,cpu,0)"]),
    (lambda x: torch.randint(3, (2,)), ["randint(3,[2],4,None,cpu,0)"]),
    (lambda x: torch.zeros_like(x), ["zeros_like(T,None,None,None,0,None)"]),
    (lambda x: x.new_zeros(2), ["new_zeros(T,[2],None,None,None,0)"]),
    (lambda x: torch.tensor([1.0, 2.0]), ["made by tensor", "to(T,cpu,6,0,0,None)", "detach(T)"]),
    (lambda x: x.view(x.size(0), -1), ["size(0)", "view(T,[T,-1])"]),
    (lambda x: x.shape[1] + 1, ["size(0)", "size(1)", "add(T,T,1)"]),
    (lambda x: x.view(x.numel()), ["numel", "view(T,[T])"]),
    (lambda x: bool(x[0, 0] > 0), ["select(T,0,0)", "select(T,0,0)", "gt(T,0)", "to bool"]),
    (lambda x: x.sum().item(), ["sum(T,None)", "to item"]),
    (lambda x: x.tolist(), ["to tolist", "resolve_conj(T)", "resolve_neg(T)"]),
    (lambda x: torch.from_numpy(np.ones(2)), ["made by from_numpy", "lift_fresh(T)"]),
    (lambda x: x[-1], ["select(T,0,-1)"]),
    (lambda x: x[:, 1], [f"slice(T,0,0,{END},1)", "select(T,1,1)"]),
    (lambda x: x[:], [f"slice(T,0,0,{END},1)"]),
    (lambda x: x[...], ["alias(T)"]),
    (lambda x: x[:, None, 1:], [f"slice(T,0,0,{END},1)", "unsqueeze(T,1)", f"slice(T,2,1,{END},1)"]),
    (lambda x: x[[0, 1]], ["to(T,cpu,4,0,0,None)", "index(T,[T])"]),
    (lambda x: x[x > 0], ["gt(T,0)", "index(T,[T])"]),
    (lambda x: x[True], ["unsqueeze(T,0)", "empty([1],4,0,cpu,None,None)", "fill_(T,0.0)", "index(T,[T])"]),
    (_assign(0, 1), ["select(T,0,0)", "fill_(T,T)"]),
    (_assign((0, 1), 1), ["select(T,0,0)", "select(T,0,1)", "copy_(T,T,0)"]),
    (_assign(Ellipsis, 0), ["fill_(T,T)"]),
]


@pytest.mark.parametrize(("function", "calls"), RECORDED, ids=[str(i) for i in range(len(RECORDED))])
def test_a_mode_sees_the_operators_that_pytorch_records(function: Callable[[Any], Any], calls: list[str]) -> None:
    assert seen(function) == calls


def test_a_composite_is_seen_as_its_parts() -> None:
    image, weight = torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2)
    calls = seen(lambda x: torch.conv2d(image, weight))
    assert calls == ["_convolution(T,T,None,[1,1],[0,0],[1,1],0,[0,0],1,0,0,1,1)"]


def test_run_executes_unseen_and_only_the_innermost_mode_sees() -> None:
    outer, inner = Log(), Log()
    x = torch.ones(2)
    with dispatch.push_mode(outer):
        with dispatch.push_mode(inner):
            _ = x + x
        with dispatch.no_mode():
            _ = x * x
        _ = x - x
    assert (outer.calls, inner.calls) == (["sub(T,T,1)"], ["add(T,T,1)"])
    assert dispatch.active_mode() is None


def test_a_mode_is_left_when_the_program_raises() -> None:
    with pytest.raises(RuntimeError), dispatch.push_mode(Log()):
        torch.ones(2) + torch.ones(3)
    assert dispatch.active_mode() is None


def test_threads_do_not_see_each_others_modes() -> None:
    found = []
    with dispatch.push_mode(Log()):
        thread = threading.Thread(target=lambda: found.append(dispatch.active_mode()))
        thread.start()
        thread.join()
    assert found == [None]


def test_module_calls_go_through_the_mode() -> None:
    log = Log()
    assert dispatch.call_module("m", (), {}, lambda: 3) == 3
    with dispatch.push_mode(log):
        assert dispatch.call_module("m", (), {}, lambda: 4) == 4
    assert log.calls == ["module str"]


def test_call_takes_schema_names_and_refuses_unknown_operators() -> None:
    assert dispatch.call("aten::add", torch.ones(1), other=torch.ones(1), alpha=3).tolist() == [4.0]
    with pytest.raises(NotImplementedError, match="aten::nothing"):
        dispatch.call("aten::nothing", 1)


def test_the_user_frame_is_the_callers() -> None:
    class Where(Log):  # where annotations are checked, typeguard adds a local "memo"
        def operator(self, op: Operator, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
            frame = next(python_stack(sys._getframe(1)))
            found.append((source_location(frame)[0], frame.f_code.co_name, sorted({*frame.f_locals} - {"memo"})))
            stacks.append([each.f_code.co_name for each in python_stack(frame)][:2])
            return run(values)

    found: list[Any] = []
    stacks: list[Any] = []
    assert user_frame() is sys._getframe()
    mine = torch.ones(2)
    with dispatch.push_mode(Where()):
        torch.relu(mine)
        _ = 1 - mine
    assert found[0][:2] == (__file__, "test_the_user_frame_is_the_callers")
    assert found[1][1:] == ("__rsub__", ["other", "self"])  # a Python method of PyTorch's: its locals give names
    assert stacks[1] == ["__rsub__", "wrapped"]
