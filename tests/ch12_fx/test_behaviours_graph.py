"""What graphs, nodes, GraphModules and interpreters promise to who edits them: one case for each behaviour."""

from __future__ import annotations

import copy
import operator
import pickle
import sys
import typing
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import fx, nn
from minitorchscript.fx._pytree import UTILS as pytree
from minitorchscript.fx.immutable_collections import immutable_dict, immutable_list
from minitorchscript.fx.passes.shape_prop import ShapeProp

X = torch.arange(6.0).reshape(2, 3) - 2


def from_elsewhere(a: Any, b: Any) -> Any:
    return a + b


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.param = nn.Parameter(torch.ones(2, 3))
        self.linear = nn.Linear(3, 4)

    def forward(self, x: Any) -> Any:
        return self.linear(x + self.param).clamp(min=0.0, max=1.0)


def relu_graph() -> tuple[fx.Graph, fx.Node, fx.Node, fx.Node]:
    """`relu(x)` with a second input `y` that nothing uses."""
    graph = fx.Graph()
    x, y = graph.placeholder("x"), graph.placeholder("y")
    relu = graph.call_function(torch.relu, (x,))
    graph.output(relu)
    return graph, x, y, relu


def run(graph: fx.Graph, *args: Any) -> Any:
    graph.lint()
    return fx.GraphModule(nn.Module(), graph)(*args)


# graphs made by hand


def test_a_graph_made_node_by_node_runs() -> None:
    graph = fx.Graph()
    a = graph.placeholder("a")
    b = graph.call_module("linear", (a,))
    c = graph.get_attr("bias")
    d = graph.call_method("add", (b, c))
    graph.output(graph.call_function(torch.sin, (graph.call_function(from_elsewhere, (d, d)),)))
    root = nn.Module()
    root.linear = nn.Linear(3, 4)
    root.bias = torch.ones(4)
    made = fx.GraphModule(root, graph)
    made.graph.lint()
    assert torch.equal(made(X), torch.sin(2 * (root.linear(X) + 1)))
    assert run(fx.Graph()) is None


def test_attributes_may_come_from_a_dict_of_paths() -> None:
    graph = fx.Graph()
    x = graph.placeholder("x")
    called = graph.call_module("foo.bar.baz", (x,))
    graph.output(graph.call_function(operator.add, (called, graph.get_attr("zip.zap.zam"))))
    linear = nn.Linear(3, 4)
    made = fx.GraphModule({"foo.bar.baz": linear, "zip.zap.zam": torch.ones(4)}, graph)
    made.graph.lint()
    assert "self.foo.bar.baz" in made.code
    assert torch.equal(made(X), linear(X) + 1)
    assert [name for name, _ in made.named_buffers()] == ["zip.zap.zam"]
    with pytest.raises(RuntimeError, match="that target was not provided in ``root``"):
        fx.GraphModule({}, graph)
    with pytest.raises(RuntimeError, match="Unsupported type 3 passed for root"):
        fx.GraphModule(3, graph)  # type: ignore[arg-type]


def test_names_given_by_hand_stay_unique_in_copies() -> None:
    graph = fx.Graph()
    x = graph.create_node("placeholder", "x")
    b = graph.create_node("call_module", "linear", (x,), name="foo_1_1")
    c = graph.create_node("get_attr", "y", name="foo_1")
    graph.output(graph.create_node("call_function", operator.add, (b, c)))
    copied = fx.Graph()
    copied.graph_copy(graph, {})
    names = [node.name for node in copied.nodes]
    assert len({*names}) == len(names)
    with copied.inserting_after(None):
        assert copied.placeholder("x").name == "x_1"


def test_graphs_are_written_on_with_proxies() -> None:
    traced = fx.symbolic_trace(lambda a, b: a + b)
    graph = fx.Graph()
    total = fx.Proxy(graph.graph_copy(traced.graph, {}))
    graph.output((total + total).node)
    assert run(graph, 3, 4) == 14


def test_a_graph_is_inlined_into_another() -> None:
    graph = fx.Graph()
    middle = graph.graph_copy(fx.symbolic_trace(lambda x: torch.relu(x)).graph, {})
    second = fx.symbolic_trace(lambda x: torch.neg(x)).graph
    graph.output(graph.graph_copy(second, {next(iter(second.nodes)): middle}))
    assert torch.equal(run(graph, X), -X.relu())


def test_a_target_must_fit_the_kind_of_node() -> None:
    with pytest.raises(ValueError, match="a Callable is expected"):
        fx.Node(fx.Graph(), "foo", "call_function", "foo", (), {})
    with pytest.raises(ValueError, match="a str is expected"):
        fx.Node(fx.Graph(), "foo", "call_method", torch.relu, (), {})


def test_constants_that_are_no_literals_are_written() -> None:
    graph = fx.Graph()
    x = graph.placeholder("x")
    inf = graph.create_node("call_function", operator.add, (x, float("inf")), {}, name="inf")
    nan = graph.create_node("call_function", operator.add, (x, float("nan")), {}, name="nan")
    graph.output((inf, nan))
    got = run(graph, X)
    assert torch.equal(got[0], X + float("inf")) and got[1].isnan().all()


def test_in_place_operators_are_written_as_such() -> None:
    graph = fx.Graph()
    a, b = graph.placeholder("a"), graph.placeholder("b")
    graph.call_function(operator.imul, (a, b))
    graph.output(a)
    made = fx.GraphModule({}, graph)
    assert "a *= b" in made.code
    assert made(2, 3) == 6


@pytest.mark.parametrize(
    ("type_", "shown"),
    [
        (list[float], "list[float]"),
        (typing.List[float], "typing.List[float]"),  # noqa: UP006
        (float | torch.Tensor | None, "float | torch.Tensor | None"),
    ],
)
def test_types_of_nodes_are_shown(type_: Any, shown: str) -> None:
    graph = fx.Graph()
    x = graph.placeholder("x")
    graph.output(graph.create_node("call_function", torch.relu, (x,), type_expr=type_))
    assert shown in str(graph)


def test_targets_are_shown_by_their_public_names() -> None:
    text = str(fx.symbolic_trace(lambda x: torch.add(x.foo + x.bar, 3.0, alpha=2)).graph)
    for shown in ("builtins.getattr", "operator.add", "torch.add", "kwargs = {alpha: 2}", "num_users=1"):
        assert shown in text


# nodes


def test_inputs_and_users_of_a_node() -> None:
    graph = fx.Graph()
    x = graph.placeholder("x")
    module, attribute = graph.call_module("linear", (x,)), graph.get_attr("y")
    total = graph.call_function(operator.add, (module, attribute))
    nested = graph.call_function(torch.cat, ([total, {"k": module}.get("k"), total],), {"dim": 0})
    assert (module.all_input_nodes, attribute.all_input_nodes) == ([x], [])
    assert total.all_input_nodes == [module, attribute] and nested.all_input_nodes == [total, module]
    assert [*module.users] == [total, nested]


def test_users_follow_assigned_arguments() -> None:
    graph = fx.Graph()
    x, y = fx.Proxy(graph.placeholder("x")), fx.Proxy(graph.placeholder("y"))
    z = x + y
    end = z + z + z
    graph.output(end.node)
    end.node.args = (end.node.args[0], x.node)
    assert [*x.node.users] == [z.node, end.node]
    z.node.args = (y.node, y.node)
    assert [*x.node.users] == [end.node]
    graph.lint()


def test_arguments_are_replaced_one_by_one() -> None:
    for change in (
        lambda relu, x, y: relu.replace_input_with(x, y),
        lambda relu, x, y: relu.update_arg(0, y),
        lambda relu, x, y: x.replace_all_uses_with(y),
    ):
        graph, x, y, relu = relu_graph()
        assert torch.equal(run(graph, X, -X), torch.relu(X))
        change(relu, x, y)
        assert torch.equal(run(graph, X, -X), torch.relu(-X))
        assert not x.users
    graph = fx.Graph()
    x, y = graph.placeholder("x"), graph.placeholder("y")
    relu = graph.call_function(torch.relu, kwargs={"input": x})
    graph.output(relu)
    relu.update_kwarg("input", y)
    assert torch.equal(run(graph, X, -X), torch.relu(-X))


def test_an_argument_is_inserted() -> None:
    graph, x, _, relu = relu_graph()
    output = graph.output_node()
    output.insert_arg(0, x)
    output.insert_arg(2, x)
    assert output.args == (x, relu, x) and [*x.users] == [relu, output]
    with pytest.raises(AssertionError):
        output.insert_arg(9, x)
    graph.lint()


def test_argument_lists_do_not_change_in_place() -> None:
    numbers, table = immutable_list([3, 4]), immutable_dict(a=1)
    for change in (
        lambda: numbers.append(5),
        lambda: operator.setitem(numbers, 0, 5),
        lambda: table.update(b=2),
        lambda: operator.setitem(table, "a", 5),
    ):
        with pytest.raises(TypeError, match="new_args"):
            change()
    assert copy.deepcopy(numbers) == numbers and copy.deepcopy(table) == table
    assert hash(numbers) == hash(immutable_list([3, 4]))


def test_argument_lists_are_taken_apart_and_put_together_as_what_they_are() -> None:
    for held in (immutable_list([3, [X, 42]]), immutable_dict({"a": 3, "b": [X, 42]})):
        leaves, spec = pytree.tree_flatten(held)
        assert leaves[0] == 3 and leaves[1] is X and leaves[2] == 42
        again = pytree.tree_unflatten(leaves, spec)
        assert type(again) is type(held) and repr(again) == repr(held)


def test_nodes_and_graphs_are_pickled_with_their_types() -> None:
    graph = fx.Graph()
    node = graph.placeholder("x")
    node.type = torch.Tensor
    assert pickle.loads(pickle.dumps(node)).type is torch.Tensor
    assert next(iter(pickle.loads(pickle.dumps(graph)).nodes)).type is torch.Tensor


def test_a_replaced_node_can_be_erased_and_a_used_one_cannot() -> None:
    graph, _, _, relu = relu_graph()
    with graph.inserting_after(relu):
        neg = graph.call_function(torch.neg, (relu,))
    graph.output_node().args = (neg,)
    with pytest.raises(RuntimeError, match="but it still had 1 users in the graph"):
        graph.erase_node(relu)
    neg.replace_all_uses_with(relu)
    graph.erase_node(neg)
    assert neg not in relu.users and len(graph.nodes) == 4
    with pytest.warns(UserWarning, match="on an already erased node"):
        graph.erase_node(neg)


def test_nodes_move_in_front_of_others() -> None:
    graph, x, _, relu = relu_graph()
    neg = graph.call_function(torch.neg, (x,))
    relu.args = (neg,)
    with pytest.raises(RuntimeError, match="was used before it has been defined"):
        graph.lint()
    relu.prepend(neg)
    assert torch.equal(run(graph, X, X), torch.relu(-X))
    count = len(graph.nodes)
    relu.prepend(relu)
    neg.append(relu)
    assert len(graph.nodes) == count and neg < relu and not relu < neg


def test_new_nodes_go_where_they_are_told() -> None:
    graph = fx.Graph()
    x = fx.Proxy(graph.placeholder("x"))
    relu = torch.relu(x)
    with graph.inserting_before(relu.node):
        tanh = torch.tanh(torch.neg(x))
    with graph.inserting_after(x.node):
        graph.call_function(torch.abs, (x.node,))
        graph.call_function(torch.exp, (x.node,))
    graph.output((relu.node, tanh.node))
    assert [node.name for node in graph.nodes] == ["x", "exp", "abs_1", "neg", "tanh", "relu", "output"]
    with pytest.raises(AssertionError, match="not in graph"):
        fx.Graph().inserting_before(relu.node)


def test_copied_nodes_must_be_given_their_arguments_anew() -> None:
    graph, *_ = relu_graph()
    copied = fx.Graph()
    for node in graph.nodes:
        copied.node_copy(node)
    with pytest.raises(RuntimeError, match="does not belong to this Graph"):
        copied.lint()


def test_private_parts_of_a_node_are_not_there() -> None:
    with pytest.raises(AttributeError, match="__update_args_kwargs"):
        relu_graph()[1].__update_args_kwargs((), {})  # type: ignore[attr-defined]


# dead code


def names(root: Any) -> list[str]:
    traced = fx.symbolic_trace(root)
    before = [node.name for node in traced.graph.nodes]
    changed = traced.graph.eliminate_dead_code()
    after = [node.name for node in traced.graph.nodes]
    assert changed == (before != after)
    return after


def test_dead_code_goes_and_inputs_and_effects_stay() -> None:
    def checked(x: Any, y: Any) -> Any:
        torch._assert(torch.equal(x, x), "equal")
        (y * 2 + 1).relu()
        return x + 7

    assert names(checked) == ["x", "y", "equal", "_assert", "add_1", "output"]

    class Unused(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(torch.ones(1))

        def forward(self, x: Any, y: Any) -> Any:
            (x + 1) * self.w
            return x + 11

    assert names(Unused()) == ["x", "y", "add_1", "output"]
    assert names(lambda x, y: x + 7) == ["x", "y", "add", "output"]


def test_random_draws_are_effects() -> None:
    graph = fx.Graph()
    graph.call_function(torch.rand, (2,))
    graph.call_function(torch.neg, (graph.placeholder("x"),))
    graph.output(None)
    graph.eliminate_dead_code()
    assert [node.name for node in graph.nodes] == ["rand", "x", "output"]
    assert graph.find_nodes(op="call_function", target=torch.rand)[0].is_impure()


def test_modules_and_functions_may_be_said_to_have_effects() -> None:
    class Impure(nn.ReLU):
        _is_impure = True

    class Holds(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.pure, self.impure = nn.ReLU(), Impure()

        def forward(self, x: Any) -> Any:
            self.pure(x)
            self.impure(x)
            return x * 2

    class Leaves(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return isinstance(m, nn.ReLU)

    root = Holds()
    traced = fx.GraphModule(root, Leaves().trace(root))
    assert traced.graph.eliminate_dead_code()
    assert [node.name for node in traced.graph.nodes] == ["x", "impure", "mul", "output"]
    kept = fx.symbolic_trace(lambda x: (x + 1, x)[1]).graph
    assert not kept.eliminate_dead_code(lambda node: node.is_impure() or node.target is operator.add)
    assert kept.eliminate_dead_code()


# copies


def test_copies_of_long_graphs_do_not_run_out_of_stack() -> None:
    graph = fx.Graph()
    x = graph.placeholder("x")
    for _ in range(sys.getrecursionlimit() + 20):
        x = graph.call_function(torch.relu, (x,))
    graph.output(x)
    copied = copy.deepcopy(graph)
    place = dict(zip(graph.nodes, copied.nodes, strict=True))
    assert all({place[user] for user in old.users} == {*new.users} for old, new in place.items())


def test_a_copied_graph_knows_its_tracer_and_is_edited_alone() -> None:
    class Own(fx.Tracer):
        pass

    graph = fx.Graph(tracer_cls=Own)
    graph.output(graph.placeholder("x"))
    assert copy.deepcopy(graph)._tracer_cls is Own
    traced = fx.symbolic_trace(lambda x: torch.relu(x))
    copied = copy.deepcopy(traced)
    copied.graph.find_nodes(op="call_function", target=torch.relu)[0].target = torch.neg
    copied.recompile()
    traced.recompile()
    assert torch.equal(traced(X), X.relu()) and torch.equal(copied(X), -X)
    assert type(copied) is not type(traced)


def test_metadata_is_copied_even_in_a_circle() -> None:
    traced = fx.symbolic_trace(Net())
    traced.meta["itself"] = traced
    copied = copy.deepcopy(traced)
    assert copied.meta["itself"] is copied


# GraphModules


def test_tensors_of_the_root_are_taken_over_as_what_they_are() -> None:
    class Holds(nn.Module):
        buffer: Any

        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("buffer", torch.ones(3))
            self.param = nn.Parameter(torch.ones(3))

        def forward(self, x: Any) -> Any:
            return x + self.buffer + self.param

    traced = fx.symbolic_trace(Holds())
    named = {"buffer": traced.get_buffer("buffer"), "param": traced.get_parameter("param")}
    for root in (named, Holds()):
        made = fx.GraphModule(root, traced.graph)
        assert torch.equal(made.get_buffer("buffer"), torch.ones(3)) and made.get_parameter("param").requires_grad
        assert torch.equal(made(X), X + 2)


def test_submodules_are_added_deleted_and_collected() -> None:
    traced = fx.symbolic_trace(nn.Sequential(nn.Sequential(nn.Linear(3, 3), nn.ReLU()), Net()))
    assert traced.add_submodule("0.extra.drop", nn.Dropout(0.2))
    assert not traced.add_submodule("1.param.deep", nn.ReLU())
    relu = traced.graph.find_nodes(op="call_module", target="0.1")[0]
    with traced.graph.inserting_before(relu):
        drop = traced.graph.call_module("0.extra.drop", relu.args)
    relu.replace_all_uses_with(drop)
    traced.graph.erase_node(relu)
    traced.recompile()
    assert traced.get_submodule("0.1") is not None and traced.delete_submodule("0.1")
    assert not traced.delete_submodule("0.1")
    with pytest.raises(AttributeError, match="has no attribute `1`"):
        traced.get_submodule("0.1")
    traced.add_submodule("0.unused", nn.Embedding(10, 3))
    traced.add_submodule("unused", nn.BatchNorm2d(1))
    traced.delete_all_unused_submodules()
    left = [name for name, _ in traced.named_modules()]
    assert left == ["", "0", "0.0", "0.extra", "0.extra.drop", "1", "1.linear"]
    assert "1.param" in dict(traced.named_parameters())
    traced.graph.lint()


def test_a_leafs_own_parts_are_not_collected() -> None:
    class Outer(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return module_qualified_name == "0"

    root = nn.Sequential(Net())
    traced = fx.GraphModule(root, Outer().trace(root))
    traced.delete_all_unused_submodules()
    assert torch.equal(traced(X), root(X))


def test_a_graph_module_is_made_again_from_itself() -> None:
    traced = fx.symbolic_trace(Net())
    again = traced.__new__(type(traced))
    again.__init__(traced, traced.graph)
    assert torch.equal(again(X), traced(X))
    assert "Net(" in str(traced) and "self.linear(" in str(traced)


def test_lines_of_the_code_are_mapped_to_nodes() -> None:
    traced = fx.symbolic_trace(lambda a, b: torch.sin(a) + torch.cos(b))
    assert {1: 2, 2: 3, 3: 4, 4: 5}.items() <= (traced._lineno_map or {}).items()
    assert traced._prologue_start == 4
    with traced.graph.on_generate_code(lambda before: lambda body: ["print('hello')\n", *body]):
        traced.recompile()
        assert "print('hello')" in traced.code
        assert {2: 2, 3: 3, 4: 4, 5: 5}.items() <= (traced._lineno_map or {}).items()
    traced.recompile()
    assert "print('hello')" not in traced.code


class ListCodeGen(fx.CodeGen):
    """One argument, the list of the inputs."""

    def gen_fn_def(self, free_vars: list[str], maybe_return_annotation: str, **options: Any) -> str:
        return f"\ndef forward(self, args_list: List){maybe_return_annotation}:\n    {', '.join(free_vars)} = args_list"

    def additional_globals(self) -> list[tuple[str, Any]]:
        return [("List", list)]

    def process_inputs(self, *inputs: Any) -> Any:
        return inputs[0]

    def generate_output(self, output_args: Any, **options: Any) -> str:
        return f"return list({output_args!r})"

    def process_outputs(self, outputs: Any) -> Any:
        return list(outputs)


def test_code_may_be_generated_in_another_way() -> None:
    traced = fx.symbolic_trace(lambda a, b: (a + b, a - b))
    traced.graph.set_codegen(ListCodeGen())
    traced.recompile()
    assert traced([5, 3]) == [8, 2] == fx.Interpreter(traced).run([5, 3])
    assert fx.Transformer(traced).transform()([5, 3]) == [8, 2]
    bare = fx.GraphModule({}, copy.deepcopy(traced.graph))
    bare.graph.set_codegen(fx.CodeGen())
    bare.recompile()
    assert bare(5, 3) == (8, 2)


# interpreters


def test_an_interpreter_computes_what_the_module_does() -> None:
    traced = fx.symbolic_trace(Net())
    interpreter = fx.Interpreter(traced)
    assert torch.equal(interpreter.run(X), traced(X))
    assert {node.name for node in interpreter.env} == {"output"}  # the rest was forgotten on the way
    assert torch.equal(fx.Interpreter(traced, graph=copy.deepcopy(traced.graph)).run(X), traced(X))
    kept = fx.Interpreter(traced, garbage_collect_values=False)
    kept.run(X)
    assert len(kept.env) == len(traced.graph.nodes)


def test_every_value_can_be_seen() -> None:
    seen: dict[str, Any] = {}

    class Seeing(fx.Interpreter):
        def run_node(self, n: fx.Node) -> Any:
            seen[n.name] = super().run_node(n)
            return seen[n.name]

    traced = fx.symbolic_trace(Net())
    Seeing(traced).run(X)
    assert [*seen] == [node.name for node in traced.graph.nodes]


class SwapsInterpreted(fx.Interpreter):
    def call_function(self, target: Any, args: Any, kwargs: Any) -> Any:
        return super().call_function(torch.neg if target is torch.sigmoid else target, args, kwargs)

    def call_method(self, target: Any, args: Any, kwargs: Any) -> Any:
        return args[0].sigmoid() if target == "neg" else super().call_method(target, args, kwargs)


class SwapsWritten(fx.Transformer):
    def call_function(self, target: Any, args: Any, kwargs: Any) -> Any:
        return torch.neg(*args, **kwargs) if target is torch.sigmoid else super().call_function(target, args, kwargs)

    def call_method(self, target: Any, args: Any, kwargs: Any) -> Any:
        return args[0].sigmoid() if target == "neg" else super().call_method(target, args, kwargs)


def test_operations_are_swapped_as_they_run_or_are_written() -> None:
    traced = fx.symbolic_trace(lambda x: torch.sigmoid(x).neg())
    want = torch.neg(X).sigmoid()
    assert torch.equal(SwapsInterpreted(traced).run(X), want)
    assert torch.equal(SwapsWritten(traced).transform()(X), want)


def test_known_values_are_not_computed_again() -> None:
    traced = fx.symbolic_trace(Net())
    linear = traced.graph.find_nodes(op="call_module", target="linear")[0]
    known = torch.arange(8.0).reshape(2, 4) - 3
    assert torch.equal(fx.Interpreter(traced).run(X, initial_env={linear: known}), known.clamp(0, 1))


def test_an_interpreter_checks_its_arguments() -> None:
    traced = fx.symbolic_trace(lambda x, y: x + y)
    with pytest.raises(RuntimeError, match="Expected positional argument for parameter y, but one was not passed in"):
        fx.Interpreter(traced).run(X)
    for args, detail in (([1, 2, 3], "extra arguments"), ([1], "missing arguments")):
        with pytest.raises(RuntimeError, match=detail):
            fx.Interpreter(traced).boxed_run(args)
        assert args
    given = [1, 2]
    assert fx.Interpreter(traced).boxed_run(given) == 3 and given == []
    assert fx.Interpreter(fx.symbolic_trace(lambda x, y=3: x + y)).run(1) == 4


def test_an_error_names_the_node() -> None:
    traced = fx.symbolic_trace(Net())
    with pytest.raises(RuntimeError, match="While executing %add : .*operator.add"):
        fx.Interpreter(traced).run(torch.ones(3, 2))


def test_a_transformer_that_changes_nothing_writes_the_same() -> None:
    traced = fx.symbolic_trace(Net())
    transformed = fx.Transformer(traced).transform()
    assert transformed.code.split("\n")[4:] == traced.code.split("\n")[4:]  # annotations are not written again
    assert torch.equal(transformed(X), traced(X))
    several = fx.Transformer(fx.symbolic_trace(lambda x: (x + 1, {"k": [x]}))).transform()
    assert torch.equal(several(X)[1]["k"][0], X)


def test_shapes_are_noted() -> None:
    class Leaves(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return True

    class Two(nn.Module):
        def forward(self, x: Any) -> Any:
            return 3, torch.sum(x)

    traced = fx.symbolic_trace(Net())
    out = ShapeProp(traced).propagate(X)
    meta = traced.graph.output_node().args[0].meta["tensor_meta"]
    assert (meta.shape, meta.stride, meta.dtype) == (out.shape, out.stride(), out.dtype)
    root = nn.Sequential(Two())
    nested = fx.GraphModule(root, Leaves().trace(root))
    ShapeProp(nested).propagate(X)
    found = nested.graph.find_nodes(op="call_module")[0].meta["tensor_meta"]
    assert found[0] == 3 and found[1].shape == torch.Size([])


def test_memory_formats_are_noted() -> None:
    traced = fx.symbolic_trace(nn.Sequential(nn.Conv2d(2, 2, 1)))
    image = torch.ones(2, 2, 3, 3)
    ShapeProp(traced).propagate(image)
    assert {node.meta["tensor_meta"].memory_format for node in traced.graph.nodes} == {torch.contiguous_format}
    ShapeProp(traced).propagate(image.contiguous(memory_format=torch.channels_last))
    assert next(iter(traced.graph.nodes)).meta["tensor_meta"].memory_format is torch.channels_last


# hooks


def test_hooks_hear_of_nodes_and_can_be_taken_away() -> None:
    traced = fx.symbolic_trace(Net())
    heard: list[str] = []
    create = [lambda node, i=i: heard.append(f"+{i}{node.name}") for i in range(2)]
    erase = [lambda node, i=i: heard.append(f"-{i}{node.name}") for i in range(2)]
    for made, gone in zip(create, erase, strict=True):
        traced._register_create_node_hook(made)
        traced._register_erase_node_hook(gone)
    x = next(iter(traced.graph.nodes))
    with traced.graph.inserting_after(x):
        copied = traced.graph.node_copy(x)
    x.replace_all_uses_with(copied)
    traced.graph.erase_node(x)
    assert heard == ["+0x_1", "+1x_1", "-0x", "-1x"]
    for made, gone in zip(create, erase, strict=True):
        traced._unregister_create_node_hook(made)
        traced._unregister_erase_node_hook(gone)
    assert traced._create_node_hooks == [] and traced._erase_node_hooks == []
