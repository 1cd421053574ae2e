"""One property across all floors: every form of a network computes what the network computes.

eager = traced = inlined = each pass = saved and loaded = parsed from its own text; and whatever made a graph, the
verifier finds nothing in it.
"""

from __future__ import annotations

import copy
import functools
import io
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from strategies import Network, networks

import minitorchscript as torch
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of
from minitorchscript.passes import PASSES
from minitorchscript.runtime import interpreter
from minitorchscript.trace.check import clone_inputs


def leaves(value: Any) -> list[np.ndarray[Any, Any]]:
    """All tensors of a result, as arrays, in order."""
    if isinstance(value, torch.Tensor):
        return [value.detach().numpy()]
    parts = value.values() if isinstance(value, dict) else value
    return [array for part in parts for array in leaves(part)]


def assert_equal(result: Any, expected: Any, form: str) -> None:
    ours, theirs = leaves(result), leaves(expected)
    assert len(ours) == len(theirs), form
    for own, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(own, other, err_msg=form)


def graphs_of(module: Any) -> list[Graph]:
    return [
        method.graph
        for each in module.modules()
        if isinstance(each, torch.jit.ScriptModule)
        for method in each.class_type.methods.values()
    ]


class Traced:
    """A network traced, with its inputs and what it computes on them.  Each run starts from the same state."""

    def __init__(self, network: Network) -> None:
        net, self.inputs = network.build(torch)
        self.state = copy.deepcopy(net.state_dict())
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore", torch.jit.TracerWarning)
            self.expected = clone_inputs(net(*clone_inputs(self.inputs)))
            self.module = torch.jit.trace(net, clone_inputs(self.inputs), check_trace=False, strict=False)

    def result(self, module: Any) -> Any:
        module.load_state_dict(self.state)
        with torch.no_grad():
            return module(*clone_inputs(self.inputs))

    def result_of(self, graph: Graph) -> Any:
        self.module.load_state_dict(self.state)
        inputs = clone_inputs(self.inputs)
        if len(graph.inputs()) != 1 + len(inputs):  # tuples were taken apart, those that come in too
            inputs = tuple(without_tuples(inputs))
        with torch.no_grad():
            return interpreter.run(graph, [self.module, *inputs])


def without_tuples(value: Any) -> list[Any]:
    """What a value is made of, tuples taken apart."""
    return [part for each in value for part in without_tuples(each)] if isinstance(value, tuple) else [value]


@given(networks(training=False))
def test_every_form_computes_the_same(network: Network) -> None:
    traced = Traced(network)
    for graph in graphs_of(traced.module):
        verify(graph, schema_of)
    assert_equal(traced.result(traced.module), traced.expected, "traced")
    inlined = traced.module.inlined_graph
    verify(inlined, schema_of)
    assert inlined.findNode("prim::CallMethod") is None
    assert_equal(traced.result_of(inlined), traced.expected, "inlined")
    for name, transform in PASSES.items():
        graph = inlined.copy()
        transform(graph)
        verify(graph, schema_of)
        result, expected = traced.result_of(graph), traced.expected
        if name == "lower_all_tuples":
            result, expected = without_tuples(result), without_tuples(expected)
        assert_equal(result, expected, name)


@given(networks(training=False))
def test_a_reloaded_module_is_the_same(network: Network) -> None:
    traced = Traced(network)
    file = io.BytesIO()
    torch.jit.save(traced.module, file)
    file.seek(0)
    loaded = torch.jit.load(file)
    assert_equal(traced.result(loaded), traced.expected, "reloaded")
    assert [str(graph) for graph in graphs_of(loaded)] == [str(graph) for graph in graphs_of(traced.module)]
    assert loaded.code == traced.module.code


@given(networks())
def test_text_reads_back_to_the_same_graph(network: Network) -> None:
    module = Traced(network).module
    for graph in [module.inlined_graph, *graphs_of(module)]:
        tensors = [node.t("value") for node in graph.findAllNodes("prim::Constant") if "t" in kinds(node)]
        again = functools.partial(next_of, iter(tensors))
        parsed = parse_ir(str(graph), parse_tensor_constants=True, keep_numbers=True, make_tensor=again)
        assert str(parsed) == str(graph)


def next_of(tensors: Iterator[Any], *_: Any) -> Any:
    return next(tensors)


def kinds(node: Any) -> list[str]:
    return [node.kindOf(name) for name in node.attributeNames()]


@given(networks(training=True))
def test_training_mode_computes_the_same(network: Network) -> None:
    """With batch statistics and without draws: a dead dropout is eliminated, which shifts the draws of later ones."""
    assume("nn.Dropout" not in network.features and "F.dropout" not in network.model)
    traced = Traced(network)
    net, _ = network.build(torch)
    assert_equal(traced.result(traced.module), traced.result(net), "traced in training mode")


def test_training_updates_the_same_statistics() -> None:
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 2), torch.nn.BatchNorm2d(3), torch.nn.ReLU())
    x = torch.rand(4, 2, 5, 5)
    with torch.no_grad():
        module = torch.jit.trace(copy.deepcopy(net), x, check_trace=False)
        module.load_state_dict(net.state_dict())
        for _ in range(2):
            assert_equal(module(x), net(x), "traced in training mode")
    for name, tensor in module.state_dict().items():
        assert_equal(tensor, net.state_dict()[name], name)
    assert module.state_dict()["1.num_batches_tracked"] == 2


def test_a_wrong_pass_is_caught() -> None:
    """The property can fail: a pass that drops an in-place operator is found out."""

    class Net(torch.nn.Module):
        def forward(self, x: Any) -> Any:
            y = x * 2
            y.relu_()
            return y + 1

    module = torch.jit.trace(Net(), torch.tensor([-1.0, 1.0]))
    graph = module.inlined_graph
    node = graph.findNode("aten::relu_")
    assert node is not None
    node.output().replaceAllUsesWith(node.inputsAt(0))
    node.destroy()
    verify(graph, schema_of)
    expected = module(torch.tensor([-1.0, 1.0]))
    with pytest.raises(AssertionError, match="without relu_"):
        assert_equal(interpreter.run(graph, [module, torch.tensor([-1.0, 1.0])]), expected, "without relu_")
