"""The function door: what stands for a tensor takes public functions over, and tensors do not notice."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript.nn import functional as F


class Recorder:
    """Takes over any function, and says with what."""

    @classmethod
    def __torch_function__(cls, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return function, args, kwargs


class Declines:
    """Is asked, and leaves it to others."""

    @classmethod
    def __torch_function__(cls, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return NotImplemented


def test_a_python_function_hands_over_what_is_required_by_position_and_the_rest_by_name() -> None:
    r = Recorder()
    assert F.relu(r) == (F.relu, (r,), {"inplace": False})  # type: ignore[arg-type, comparison-overlap]
    function, args, kwargs = F.layer_norm(torch.ones(3), [3], weight=r)  # type: ignore[arg-type, misc]
    assert function is F.layer_norm
    assert args[1:] == ([3],)  # type: ignore[comparison-overlap, index]
    assert list(kwargs) == ["weight", "bias", "eps"]
    assert F.max_pool2d(r, 2)[0] is F.max_pool2d
    assert torch.split(r, 2)[0] is torch.split
    assert torch.einsum("i->", r) == (torch.einsum, ("i->", r), {})
    assert list(F.l1_loss(r, r)[2]) == ["size_average", "reduce", "reduction"]  # type: ignore[arg-type, call-overload]


def test_a_builtin_hands_over_what_it_is_given() -> None:
    r, t = Recorder(), torch.ones(2)
    assert torch.relu(r) == (torch.relu, (r,), {})
    assert torch.cat([t, r], dim=0) == (torch.cat, ([t, r],), {"dim": 0})
    assert torch.add(t, r, alpha=2, out=t)[2] == {"alpha": 2, "out": t}
    assert torch.numel(r) == (torch.numel, (r,), {})
    assert torch.zeros(r, dtype=torch.int64) == (torch.zeros, (r,), {"dtype": torch.int64})
    assert F.linear(r, t)[0] is F.linear  # type: ignore[arg-type, comparison-overlap]
    with pytest.raises(TypeError):
        torch.zeros(r, 2)  # as PyTorch


def test_a_method_of_a_tensor_hands_itself_over() -> None:
    r, t = Recorder(), torch.ones(2)
    assert (t + r)[0] is torch.Tensor.add
    assert (t @ r)[0] is torch.Tensor.matmul
    assert (t**r)[0] is torch.Tensor.pow
    assert (t // r)[0] is torch.Tensor.__floordiv__
    assert t[r][0] is torch.Tensor.__getitem__  # type: ignore[index]
    assert t.view(r, 1)[1] == (t, r, 1)
    assert t.to(r)[0] is torch.Tensor.to  # type: ignore[arg-type, index]


def test_who_declines_leaves_the_error() -> None:
    with pytest.raises(TypeError, match=r"relu\(\): argument 'input' \(position 1\) must be Tensor, not Declines"):
        torch.relu(Declines())
    assert torch.add(Declines(), Recorder())[0] is torch.add


def test_functions_keep_their_signature_and_source() -> None:
    assert str(inspect.signature(F.relu)) == "(input: 'Tensor', inplace: 'bool' = False) -> 'Tensor'"
    assert "VF.relu_(input)" in inspect.getsource(F.relu)
    assert inspect.unwrap(F.relu) is not F.relu
    assert F.relu.__name__ == "relu"


def test_a_traced_graph_names_values_after_the_functions_locals() -> None:
    def forward(x: Any) -> Any:
        return F.relu(F.softmax(x, dim=1))

    graph = str(torch.jit.trace(forward, torch.ones(1, 2)).graph)
    assert "aten::relu(%input)" in graph  # relu's own name for it: the door has no locals


def test_with_tensors_a_function_is_itself() -> None:
    x = torch.tensor([-1.0, 2.0])
    assert F.relu(x).tolist() == [0.0, 2.0]
    assert F.relu(input=x).tolist() == [0.0, 2.0]
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        F.relu()  # type: ignore[call-arg]
