"""What a traced module keeps when it is compiled: constants, leaves, annotations, assertions, places of errors."""

from typing import Any, Dict, List, NamedTuple, Tuple  # noqa: UP035  # PyTorch prints them otherwise than `list`

import pytest

import minitorchscript as torch
from minitorchscript import fx, nn

X = torch.ones(2, 3)


@fx.wrap
def halved(x: float) -> int:
    return int(x / 2)


@fx.wrap
def broken(x):
    return torch.no_such_function(x)


fx.wrap("len")


class Pair(NamedTuple):
    x: torch.Tensor
    y: torch.Tensor


class Traced(nn.Module):
    """To be subclassed with a `forward` that is traced, then compiled."""

    @classmethod
    def compiled(cls) -> Any:
        return torch.jit.script(fx.symbolic_trace(cls()))


def test_constants_of_the_trace_are_kept() -> None:
    class Adds(Traced):
        def forward(self, x):
            return x + torch.full((2, 3), 4.0)

    compiled = Adds.compiled()
    assert "_tensor_constant0" in compiled.code
    assert torch.equal(compiled(X), X + 4)


def test_lengths_and_wrapped_functions_are_compiled() -> None:
    class Length(Traced):
        def forward(self, x):
            return len(x)

    class Half(Traced):
        def forward(self, x):
            return halved(x.shape[0] * 3.0)

    assert Length.compiled()(X) == 2 == len(X)
    assert Half.compiled()(X) == 3


def test_an_error_in_a_wrapped_function_says_who_called_it() -> None:
    class Calls(Traced):
        def forward(self, x):
            return broken(x)

    with pytest.raises(RuntimeError, match="'broken' is being compiled since it was called from 'Calls.forward'"):
        Calls.compiled()
    with pytest.raises(RuntimeError, match="'broken' is being compiled since it was called from 'called.forward'"):

        def called(x):
            return broken(x)

        torch.jit.script(fx.symbolic_trace(called))


def test_annotations_of_inputs_and_results_are_kept() -> None:
    class Named(Traced):
        def forward(self, p: Pair, z: torch.Tensor, i: int) -> Dict[str, torch.Tensor]:  # noqa: UP006
            return {"a": p.x + p.y + z + i}

    class Strings(Traced):
        def forward(self, x: List[str]) -> List[str]:  # noqa: UP006
            return x

    class Builtin(Traced):
        def forward(self, x: list[str]) -> list[str]:
            return x

    def first(a: List[torch.Tensor]):  # noqa: UP006
        return a[0]

    assert torch.equal(Named.compiled()(Pair(X, X), X, 3)["a"], 3 * X + 3)
    assert "-> typing_List[str]" in fx.symbolic_trace(Strings()).code
    assert "-> list[str]" in fx.symbolic_trace(Builtin()).code
    assert "-> List[str]" in Strings.compiled().code and "-> List[str]" in Builtin.compiled().code
    assert torch.equal(torch.jit.script(fx.symbolic_trace(first))([X]), X)


def test_empty_tuples_are_annotations_too() -> None:
    class Empty(nn.Module):
        def forward(self, x: Tuple[()], y: Tuple[str, Tuple[()]]) -> str:  # noqa: UP006
            return "text"

    traced = fx.symbolic_trace(Empty())
    assert traced((), ("a", ())) == "text"
    assert "y : typing_Tuple[str,typing_Tuple]" in traced.code  # as in PyTorch: Python says no more of `Tuple[()]`


def test_assertions_hold_traced_and_compiled() -> None:
    class Wide(Traced):
        def forward(self, x):
            torch._assert(x.shape[1] > 4, "too narrow")
            return x

    traced = fx.symbolic_trace(Wide())
    assert traced(torch.ones(1, 5)).shape == (1, 5)
    with pytest.raises(AssertionError, match="too narrow"):
        traced(X)
    with pytest.raises(torch.jit.Error, match="too narrow"):
        torch.jit.script(Wide())(X)
    with pytest.raises(torch.jit.Error, match="too narrow"):
        Wide.compiled()(X)


def test_a_layer_that_was_compiled_before_stays_compiled() -> None:
    class Holds(Traced):
        def __init__(self) -> None:
            super().__init__()
            self.s = torch.jit.script(nn.Sequential(nn.Linear(3, 2), nn.ReLU()))

        def forward(self, x):
            return self.s(x) + 1

    root = Holds()
    traced = fx.symbolic_trace(root)
    for again in (torch.jit.trace(traced, (X,)), traced):
        assert torch.equal(again(X), root.s(X) + 1)


def test_loaders_of_another_root_are_refused() -> None:
    with pytest.raises(AssertionError):
        fx.symbolic_trace(torch.jit.script(nn.Sequential(nn.ReLU())))
    with pytest.raises(fx.proxy.TraceError, match="control flow"):
        fx.symbolic_trace(nn.LSTM(2, 2))
    assert fx.symbolic_trace(nn.Sequential(nn.LSTM(2, 2))).graph.find_nodes(op="call_module", target="0")


def test_an_embedding_bags_annotations_can_be_written() -> None:
    assert "per_sample_weights" in fx.symbolic_trace(nn.EmbeddingBag(3, 4)).code
