"""GraphModules as modules: hooks, copies, files, errors, and being traced again."""

from __future__ import annotations

import copy
import importlib
import linecache
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import aliases, fx, nn
from minitorchscript.fx.passes.split_module import split_module


class Net(nn.Module):
    scale: Any

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv1d(2, 3, 1)
        self.rest = nn.Sequential(nn.ReLU(), nn.Sequential(nn.Dropout(0.5), nn.Flatten()))
        self.w = nn.Parameter(torch.ones(12))
        self.register_buffer("scale", torch.tensor(2.0))

    def forward(self, x: Any) -> Any:
        return self.rest(self.conv(x)) * self.scale + self.w


@pytest.fixture
def net() -> Any:
    torch.manual_seed(0)
    return Net().eval()


X = torch.arange(16.0).reshape(2, 2, 4)


def test_pickling_is_refused_by_name(net: Any) -> None:
    with pytest.raises(NotImplementedError, match="pickling a GraphModule is not offered.*to_folder"):
        pickle.dumps(fx.symbolic_trace(net))


def test_a_folder_is_a_program_with_its_weights(net: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traced = fx.symbolic_trace(net)
    traced.to_folder(tmp_path / "written_net", "Written")
    assert sorted(path.name for path in (tmp_path / "written_net").iterdir()) == [
        "__init__.py",
        "module.py",
        "state_dict.npz",
    ]
    monkeypatch.syspath_prepend(tmp_path)
    with aliases.as_torch():
        written = importlib.import_module("written_net").Written().eval()
        assert torch.equal(written(X), net(X))
    sys.modules.pop("written_net", None)
    sys.modules.pop("written_net.module", None)


def test_what_has_no_constructor_in_its_repr_is_not_written(tmp_path: Path) -> None:
    class Own(nn.Module):
        def forward(self, x: Any) -> Any:
            return x

    class Leaves(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return True

    root = nn.Sequential(Own())
    with pytest.raises(NotImplementedError, match="whose printed form does not say how to make it"):
        fx.GraphModule(root, Leaves().trace(root)).to_folder(tmp_path / "refused")
    assert not (tmp_path / "refused").exists()


def test_hooks_of_modules_traced_through_are_traced_and_those_of_leaves_run_later() -> None:
    inner = nn.Sequential(nn.Linear(2, 2))
    inner.register_forward_hook(lambda module, args, output: output * 2)
    inner.register_forward_pre_hook(lambda module, args: (args[0] + 1,))
    ran: list[str] = []
    inner[0].register_forward_hook(lambda module, args, output: ran.append("leaf"))
    traced = fx.symbolic_trace(nn.Sequential(inner))
    assert [node.name for node in traced.graph.nodes] == ["input_1", "add", "_0_0", "mul", "output"]
    assert ran == []
    traced(torch.ones(1, 2))
    assert ran == ["leaf"]


def test_an_error_shows_the_generated_line(net: Any, capsys: pytest.CaptureFixture[str]) -> None:
    traced = fx.symbolic_trace(lambda x: torch.relu(x) + x.missing)
    with pytest.raises(AttributeError):
        traced(X)
    text = capsys.readouterr().err
    assert "Call using an FX-traced Module, line 6 of the traced Module's generated forward function:" in text
    assert "~~~ <--- HERE" in text
    with pytest.raises(RuntimeError):
        fx.symbolic_trace(net)(torch.ones(1, 7, 4))
    assert "Call using an FX-traced Module" not in capsys.readouterr().err


def test_the_source_of_forward_can_be_read() -> None:
    traced = fx.symbolic_trace(lambda x: torch.relu(x))
    file = traced.forward.__code__.co_filename
    assert file.startswith("<eval_with_key>.")
    assert "torch.relu(x)" in "".join(linecache.getlines(file))


def test_copies_share_what_python_copies_share(net: Any) -> None:
    traced = fx.symbolic_trace(net)
    deep, shallow = copy.deepcopy(traced), copy.copy(traced)
    assert deep.w is not traced.w and shallow.w is traced.w
    assert deep.graph is not traced.graph and shallow.graph is traced.graph
    assert deep.code == traced.code
    with torch.no_grad():
        deep.w.zero_()
    assert not torch.equal(deep(X), traced(X))
    assert torch.equal(shallow(X), net(X))


def test_subclasses_stay_subclasses(net: Any) -> None:
    class Named(fx.GraphModule):
        def __init__(self, root: Any, graph: Any) -> None:
            super().__init__(root, graph, "Named")
            self.note = "kept"

    made = Named(net, fx.Tracer().trace(net))
    assert isinstance(made, Named) and type(made).__name__ == "Named"
    assert torch.equal(made(X), net(X))
    assert copy.deepcopy(made).note == "kept"


def test_new_nodes_replaced_arguments_and_erased_nodes_are_told(net: Any) -> None:
    traced = fx.symbolic_trace(net)
    events: list[str] = []
    traced._register_create_node_hook(lambda node: events.append(f"+{node.name}"))
    traced._register_erase_node_hook(lambda node: events.append(f"-{node.name}"))
    node = traced.graph.find_nodes(op="call_module", target="conv")[0]
    with traced._set_replace_hook(lambda old, new, user: events.append(f"{old}->{new} in {user}")):
        with traced.graph.inserting_after(node):
            new = traced.graph.call_function(torch.neg, (node,))
        node.replace_all_uses_with(new, lambda user: user is not new)
    traced.graph.call_function(torch.neg, (node,))
    traced.graph.eliminate_dead_code()
    assert events == ["+neg", "conv->neg in rest_0", "+neg_1", "-neg_1"]


def test_a_graph_module_is_traced_and_saved_like_any_other(net: Any, tmp_path: Path) -> None:
    traced = torch.jit.trace(fx.symbolic_trace(net), X)
    traced.save(tmp_path / "net.json")
    assert torch.equal(torch.jit.load(tmp_path / "net.json")(X), net(X))


def test_a_split_module_computes_the_same(net: Any) -> None:
    traced = fx.symbolic_trace(net)
    place = {node: i for i, node in enumerate(traced.graph.nodes)}
    cut = split_module(traced, net, lambda node: place[node] // 3)
    assert torch.equal(cut(X), net(X))
    assert cut.meta["partition_names"] == {name for name, _ in cut.named_children()}


def test_a_warning_names_an_attribute_that_is_not_there(net: Any) -> None:
    traced = fx.symbolic_trace(net)
    with pytest.warns(UserWarning, match="Attempted to insert a get_attr Node with no underlying reference"):
        traced.graph.get_attr("nowhere")
    with pytest.raises(AttributeError, match="has no attribute `nowhere`"):
        traced.graph.call_module("nowhere")


def test_one_name_is_given_twice_only_by_hand(net: Any) -> None:
    graph = fx.symbolic_trace(net).graph
    first, second = list(graph.nodes)[:2]
    second.name = first.name
    with pytest.raises(RuntimeError, match="Node redefined name x"):
        graph.lint()


def test_arguments_are_laid_out_as_the_signature_has_them(net: Any) -> None:
    traced = fx.symbolic_trace(lambda x, y: (torch.nn.functional.relu(x), torch.clamp_min(x, min=0), torch.add(x, y)))
    relu, clamp, add = (node for node in traced.graph.nodes if node.op == "call_function")
    found = relu.normalized_arguments(traced, normalize_to_only_use_kwargs=True)
    assert found is not None and list(found.kwargs) == ["input", "inplace"]
    with pytest.raises(RuntimeError, match="schema match was ambiguous"):
        clamp.normalized_arguments(traced)
    typed = clamp.normalized_arguments(traced, arg_types=(torch.Tensor,), kwarg_types={"min": float})
    assert typed is not None and list(typed.kwargs) == ["min"]
    call = fx.symbolic_trace(net).graph.find_nodes(op="call_module", target="conv")[0]
    laid_out = call.normalized_arguments(net, normalize_to_only_use_kwargs=True)
    assert laid_out is not None and list(laid_out.kwargs) == ["input"]
    assert add.normalized_arguments is not None


def test_a_compiled_layer_is_a_method_call_of_what_holds_it() -> None:
    class Holds(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.compiled = torch.jit.script(nn.Sequential(nn.Linear(2, 2), nn.ReLU()))

        def forward(self, x: Any) -> Any:
            return self.compiled(x) + 1

    traced = fx.symbolic_trace(Holds())
    assert [node.op for node in traced.graph.nodes] == [
        "placeholder",
        "get_attr",
        "call_method",
        "call_function",
        "output",
    ]
    assert torch.equal(traced(torch.ones(1, 2)), Holds.forward(traced, torch.ones(1, 2)))


def test_a_graph_module_is_compiled_like_any_other(net: Any, tmp_path: Path) -> None:
    layers = nn.Sequential(net.conv, net.rest)
    compiled = torch.jit.script(fx.symbolic_trace(layers))
    assert torch.equal(compiled(X), layers(X))
    assert "_0 = (conv).forward" not in compiled.code
    assert 'getattr(self, "1")' in compiled.code
    compiled.save(tmp_path / "net.json")
    assert torch.equal(torch.jit.load(tmp_path / "net.json")(X), layers(X))
