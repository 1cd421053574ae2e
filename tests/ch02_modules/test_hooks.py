"""Hooks before and after forward, and where a dispatch mode sees a module call."""

from __future__ import annotations

import copy
import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.nn.hooks import register_module_forward_hook, register_module_forward_pre_hook
from minitorchscript.tensor import dispatch


class Double(nn.Module):
    def forward(self, x: Any, add: float = 0.0) -> Any:
        return x * 2 + add


class Broken(nn.Module):
    def forward(self, x: Any) -> Any:
        raise KeyError("broken")


def test_a_pre_hook_replaces_the_arguments() -> None:
    module = Double()
    module.register_forward_pre_hook(lambda m, args: args[0] + 1)
    module.register_forward_pre_hook(lambda m, args: (args[0] * 10,))
    assert module(torch.ones(1)).tolist() == [40.0]


def test_a_hook_replaces_the_output() -> None:
    module = Double()
    module.register_forward_hook(lambda m, args, output: output + args[0])
    assert module(torch.ones(1)).tolist() == [3.0]


def test_hooks_that_see_keyword_arguments() -> None:
    module = Double()
    module.register_forward_pre_hook(lambda m, args, kwargs: (args, {"add": 5.0}), with_kwargs=True)
    module.register_forward_hook(lambda m, args, kwargs, out: out * kwargs["add"], with_kwargs=True)
    assert module(torch.ones(1), add=1.0).tolist() == [35.0]


def test_order_of_hooks() -> None:
    seen: list[str] = []

    def note(name: str) -> Callable[..., None]:
        return lambda *args: seen.append(name)

    module = Double()
    module.register_forward_hook(note("hook"))
    module.register_forward_hook(note("prepended"), prepend=True)
    module.register_forward_pre_hook(note("pre"))
    module.register_forward_pre_hook(note("pre, prepended"), prepend=True)
    with register_module_forward_pre_hook(note("global pre")), register_module_forward_hook(note("global")):
        module(torch.ones(1))
    module(torch.ones(1))
    mine = ["pre, prepended", "pre", "prepended", "hook"]
    assert seen == ["global pre", *mine[:2], "global", *mine[2:], *mine]


def test_a_handle_takes_its_hook_off() -> None:
    module = Double()
    handle = module.register_forward_hook(lambda *args: torch.zeros(1), with_kwargs=True, always_call=True)
    assert module(torch.ones(1)).tolist() == [0.0]
    handle.remove()
    handle.remove()
    assert module(torch.ones(1)).tolist() == [2.0]
    assert not module._forward_hooks_with_kwargs and not module._forward_hooks_always_called
    with module.register_forward_hook(lambda *args: torch.zeros(1)):
        assert module(torch.ones(1)).tolist() == [0.0]
    assert module(torch.ones(1)).tolist() == [2.0]


def test_a_handle_keeps_no_module_alive() -> None:
    module = Double()
    handle = module.register_forward_hook(lambda *args: None)
    gone = weakref.ref(module)
    del module
    gc.collect()
    assert gone() is None
    handle.remove()


def test_hooks_that_always_run_do_so_after_an_error() -> None:
    seen: list[Any] = []
    module = Broken()
    module.register_forward_hook(lambda m, args, out: seen.append("plain"))
    module.register_forward_hook(lambda m, args, out: seen.append(out), always_call=True)
    with pytest.raises(KeyError):
        module(torch.ones(1))
    assert seen == [None]


def test_an_error_in_such_a_hook_is_a_warning() -> None:
    module = Broken()
    module.register_forward_hook(lambda m, args, out: {}[3], always_call=True)
    with (
        pytest.raises(KeyError, match="broken"),
        pytest.warns(UserWarning, match="silenced as another error"),
    ):
        module(torch.ones(1))


def test_a_wrong_result_of_a_pre_hook_is_named() -> None:
    module = Double()
    module.register_forward_pre_hook(lambda m, args, kwargs: 3, with_kwargs=True)
    with pytest.raises(RuntimeError) as caught:
        module(torch.ones(1))
    assert str(caught.value) == ("forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got 3.")


def test_backward_hooks_are_refused() -> None:
    with pytest.raises(NotImplementedError, match="no backward engine"):
        Double().register_full_backward_hook(lambda *args: None)


def test_hooks_are_copied_with_the_module() -> None:
    module = Double()
    module.register_forward_hook(lambda m, args, out: out + 1)
    assert copy.deepcopy(module)(torch.ones(1)).tolist() == [3.0]


class Recorder(dispatch.Mode):
    """A dispatch mode that notes what it sees and lets it happen."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def operator(self, op: Any, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        self.seen.append(op.schema.name)
        return run(values)

    def module(self, module: Any, args: Any, kwargs: Any, run: Callable[[], Any]) -> Any:
        self.seen.append(f"enter {type(module).__name__}")
        result = run()
        self.seen.append(f"leave {type(module).__name__}")
        return result

    def compiled(self, function: Any, is_method: bool, values: list[Any], run: Callable[[], Any]) -> Any:
        return run()

    def size(self, tensor: Any, dim: int) -> Any:
        return tensor.numpy(force=True).shape[dim]

    def numel(self, tensor: Any) -> Any:
        return tensor.numpy(force=True).size

    def scalar(self, tensor: Any, what: str) -> None:
        """Nothing to note."""

    def constructor(self, tensor: Any, what: str) -> None:
        """Nothing to note."""


def test_hooks_run_outside_the_module_that_a_mode_sees() -> None:
    module = nn.Sequential(nn.ReLU())
    module[0].register_forward_hook(lambda m, args, out: out.neg())
    mode = Recorder()
    x = torch.ones(1)
    with dispatch.push_mode(mode):
        module(x)
    assert mode.seen == [
        "enter Sequential",
        "enter ReLU",
        "aten::relu",
        "leave ReLU",
        "aten::neg",
        "leave Sequential",
    ]
