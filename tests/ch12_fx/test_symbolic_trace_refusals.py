"""What a symbolic trace refuses, with the user's line and what to write there instead; and what it leaves behind."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import fx, nn
from minitorchscript.fx.proxy import TraceError

fx.wrap("lifted")


def lifted(x: Any) -> Any:
    return x + 1


def branch(x: Any) -> Any:
    if x.sum() > 0:  # the line
        return x
    return -x


def loop(x: Any) -> Any:
    return sum(row for row in x)  # the line


def length(x: Any) -> Any:
    return x * len(x)  # the line


def logic(x: Any) -> Any:
    return x and -x  # the line


def contained(x: Any) -> Any:
    return 1 in x  # the line


def spread(x: Any) -> Any:
    return torch.cat(*x)  # the line


@pytest.mark.parametrize("function", [branch, loop, length, logic, contained, spread])
def test_control_flow_on_a_value_names_the_line_and_a_way_out(function: Callable[..., Any]) -> None:
    with pytest.raises(TraceError) as caught:
        fx.symbolic_trace(function)
    text = str(caught.value)
    assert f'File "{__file__}", line ' in text
    assert "# the line" in text
    assert "\nInstead: " in text


def test_each_refusal_is_pytorchs_type_and_begins_with_its_words() -> None:
    with pytest.raises(ValueError, match="^symbolically traced variables cannot be used as inputs to control flow"):
        fx.symbolic_trace(branch)
    with pytest.raises(ValueError, match="^Proxy object cannot be iterated"):
        fx.symbolic_trace(loop)
    with pytest.raises(RuntimeError, match="^'len' is not supported in symbolic tracing by default"):
        fx.symbolic_trace(length)


class Gate(nn.Module):
    def forward(self, x: Any) -> Any:
        return x if x.sum() > 0 else -x


def test_a_refusal_inside_a_layer_points_into_that_layer() -> None:
    with pytest.raises(TraceError, match=r"in forward\n    return x if x.sum\(\) > 0 else -x"):
        fx.symbolic_trace(nn.Sequential(nn.Linear(2, 2), Gate()))


def test_a_tracer_may_answer_instead() -> None:
    class Optimist(fx.Tracer):
        def to_bool(self, obj: Any) -> bool:
            return True

        def iter(self, obj: Any) -> Any:
            return iter([obj[0], obj[1]])

        def keys(self, obj: Any) -> Any:
            return ["a"]

    assert "return x" in str(Optimist().trace(branch))
    assert str(Optimist().trace(loop)).count("getitem") >= 2
    graph = Optimist().trace(lambda x: dict(**x))
    assert "{'a': getitem}" in graph.python_code("self").src


def test_assertions_are_recorded_on_request() -> None:
    class Asserts(fx.Tracer):
        trace_asserts = True

    namespace: dict[str, Any] = {}
    exec("def checked(x):\n    assert x > 0\n    return x\n", namespace)  # pytest rewrites the asserts of a file
    graph = Asserts().trace(namespace["checked"])
    assert [node.name for node in graph.nodes] == ["x", "gt", "assert_fn", "output"]
    with pytest.raises(AssertionError):
        fx.GraphModule(nn.Module(), graph)(-1)


def test_names_mean_what_they_meant_after_a_trace_that_failed() -> None:
    before, root = lifted, math.sqrt

    def fails(x: Any) -> Any:
        assert lifted is not before
        raise KeyError(math.sqrt(x))

    with pytest.raises(KeyError):
        fx.symbolic_trace(fails)
    assert lifted is before
    assert math.sqrt is root


def test_traces_in_several_threads_do_not_mix() -> None:
    inside, done = threading.Barrier(2), threading.Barrier(2)
    codes: dict[str, str] = {}
    seen: list[Any] = []

    def traced(name: str, scale: float) -> None:
        layer = nn.Linear(2, 2)

        class Net(nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.layer = layer

            def forward(self, x: Any) -> Any:
                inside.wait(10)
                y = lifted(self.layer(x)) * math.sqrt(x.size(0)) * scale
                done.wait(10)
                return y

        codes[name] = fx.symbolic_trace(Net()).code

    threads = [threading.Thread(target=traced, args=(name, scale)) for name, scale in (("a", 2.0), ("b", 3.0))]
    for thread in threads:
        thread.start()
    seen.append(nn.Linear(2, 2)(torch.ones(1, 2)).shape)  # beside them, values are values
    seen.append(math.sqrt(4.0))
    for thread in threads:
        thread.join()
    assert seen == [(1, 2), 2.0]
    assert codes["a"].replace("2.0", "S") == codes["b"].replace("3.0", "S")
    assert "lifted" in codes["a"] and "math_sqrt" in codes["a"]
    assert not hasattr(lifted, "__wrapped__")


def test_wrap_belongs_at_the_top_of_a_module() -> None:
    with pytest.raises(NotImplementedError, match="wrap must be called at the top level of a module"):
        fx.wrap("len")
    with pytest.raises(RuntimeError, match="Unsupported type for global function"):
        fx.wrap(3)


def test_what_cannot_be_a_root_or_an_argument() -> None:
    with pytest.raises(AssertionError, match="Expected FunctionType"):
        fx.symbolic_trace(torch.relu)
    with pytest.raises(NotImplementedError, match="argument of type"):
        fx.symbolic_trace(lambda x: nn.functional.relu(x, object()))
    with pytest.raises(RuntimeError, match="Keys for dictionaries used as an argument cannot contain a Node"):
        fx.symbolic_trace(lambda x: {x: x})
    with pytest.raises(NameError, match="parameter is not a member of this module"):
        fx.symbolic_trace(lambda x: x + nn.Parameter(torch.ones(1)))
    with pytest.raises(NameError, match="module is not installed as a submodule"):
        fx.symbolic_trace(lambda x: nn.Linear(2, 2)(x))

    class Stars(nn.Module):
        def forward(*args: Any) -> Any:
            return args

    with pytest.raises(RuntimeError, match=r"cannot be part of \*args expansion"):
        fx.symbolic_trace(Stars())


def test_proxies_of_two_tracers_do_not_meet() -> None:
    a, b = (fx.Proxy(fx.Graph().placeholder("x")) for _ in range(2))
    with pytest.raises(RuntimeError, match="Found multiple different tracers"):
        torch.add(a, b)


def test_in_place_calls_are_refused_on_request() -> None:
    class Pure(fx.Tracer):
        check_mutable_operations = True

    with pytest.raises(RuntimeError, match="Tried to trace mutable operation aten::relu_"):
        Pure().trace(lambda x: torch.relu_(x))
    assert "relu" in str(Pure().trace(lambda x: torch.relu(x)))


def test_shapes_of_parameters_may_steer_the_program() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(torch.ones(2, 3))

        def forward(self, x: Any) -> Any:
            w = self.w
            wide = w.shape[1] > 2 and w.dim() == 2 and w.numel() == 6 and w.size() == (2, 3) and w.ndim == 2
            return x @ w if wide and w.nelement() else x

    graph = fx.Tracer(param_shapes_constant=True).trace(Net())
    assert [node.name for node in graph.nodes] == ["x", "w", "matmul", "output"]
    with pytest.raises(TraceError):
        fx.symbolic_trace(Net())


def test_buffers_become_nodes_on_request() -> None:
    class Net(nn.Module):
        b: Any

        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("b", torch.ones(3))

        def forward(self, x: Any) -> Any:
            return self.b[0] + x

    class Buffers(fx.Tracer):
        proxy_buffer_attributes = True

    assert "getitem" in str(Buffers().trace(Net()))
    assert "_tensor_constant0" in str(fx.symbolic_trace(Net()).graph)
