"""What a symbolic trace makes of arguments, constants, annotations, classes and leaves: one case for each behaviour."""

from __future__ import annotations

import contextlib
import copy
import functools
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from typing import Any, NamedTuple

import pytest

import minitorchscript as torch
from minitorchscript import fx, nn
from minitorchscript.fx._symbolic_trace import PHWithMeta

X = torch.arange(6.0).reshape(2, 3)


def leaf(pair: Any, scale: Any) -> Any:
    return pair[0] * scale + pair[1]


@fx.wrap
def decorated(x: Any) -> Any:
    if x > 2:  # can't be traced through
        return x + 1
    return x


def through(x: Any, layer: Any) -> Any:
    return layer(x)


fx.wrap("leaf")
fx.wrap("leaf")  # twice is once
fx.wrap(through)
fx.wrap("getattr")


def whole(x: Any) -> int:
    return int(x)


def doubled(x: Any) -> int:
    return int(x) * 2


class Pair(NamedTuple):
    x: Any
    y: Any


@dataclass
class Both:
    a: Any
    b: Any


class Colour(Enum):
    RED = 3


def same(a: Any, b: Any) -> bool:
    if isinstance(a, (tuple, list)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, torch.Tensor):
        return bool(torch.allclose(a, b, equal_nan=True))
    return bool(a == b)


def module(forward: Callable[..., Any], **held: Any) -> Any:
    """A module with this forward."""
    made = type("Made", (nn.Module,), {"forward": forward})()
    for name, value in held.items():
        setattr(made, name, value)
    return made


LONG = torch.tensor([5, 8])

FORWARDS: dict[str, tuple[Callable[..., Any], list[tuple[Any, ...]]]] = {
    "shifts": (lambda self, x: (x << 3, x >> 1), [(LONG,)]),
    "bits": (lambda self, x: (x & 4, x | 3, x ^ x, ~x), [(LONG,)]),
    "reflected": (lambda self, x: (1 - x, 2 / (x + 1), 3 // (x + 1), 2**x, 5 % (x + 1), 7 + x), [(X,)]),
    "a dict in and out": (lambda self, d: (d["k"].relu(), {"m": d["k"].neg()}), [({"k": X},)]),
    "unpacking": (lambda self, a, b: (lambda c, d: c + d - b)(*[a[0], a[1]]), [((X, X), X)]),
    "ellipsis": (lambda self, x: x[..., 1:, None], [(X,)]),
    "infinity and nan": (lambda self, x: (x + math.inf, x - math.inf, x * math.nan), [(X,)]),
    "a default": (lambda self, y=1: y, [(), (3,)]),
    "two defaults": (lambda self, y=1, z=2: y + z, [(), (3,), (3, 4)]),
    "one without, one with": (lambda self, x, y=1: x + y, [(2,), (2, 3)]),
    "a string": (lambda self: "text", [()]),
    "nothing": (lambda self: None, [()]),
    "keyword-only": (lambda self, x, *, y=2: x * y, [(X,)]),
    "layout": (lambda self, x: torch.empty_like(x, layout=torch.strided, pin_memory=False).fill_(2), [(X,)]),
    "the first of many": (lambda self, x, *more: x + more[0], [(X, X), (X, X, X)]),
    "roots": (lambda self, x: (sqrt(x.size(0)), math.sqrt(x.size(1)), x + math.sqrt(2)), [(X,)]),
    "a named tuple": (lambda self, x: Pair(x, x + 1), [(X,)]),
    "a dataclass": (lambda self, x: Both(a=x, b=x * 3).a, [(X,)]),
    "matmul with a constant on either side": (lambda self, x: (x @ torch.eye(3), torch.eye(2) @ x), [(X,)]),
    "max": (lambda self, x: (lambda both: both[0] + both[1])(torch.max(x, 0)), [(X,)]),
    "data": (lambda self, x: x.data + -x + abs(x), [(X,)]),
}


@pytest.mark.parametrize("name", FORWARDS)
def test_a_traced_program_computes_the_same(name: str) -> None:
    forward, calls = FORWARDS[name]
    made = module(forward)
    traced = fx.symbolic_trace(made)
    traced.graph.lint()
    again = fx.symbolic_trace(traced)
    for args in calls:
        want = made(*args)
        assert same(want, traced(*args))
        assert same(want, again(*args))
        assert same(want, fx.Interpreter(traced).run(*args))


def test_names_are_unpacked_as_many_as_the_statement_says() -> None:
    def program(pair: Any) -> Any:
        first, (second, third) = pair
        return first + second * third

    traced = fx.symbolic_trace(program)
    assert [node.args[1] for node in traced.graph.nodes if node.target is operator.getitem] == [0, 1, 0, 1]
    assert traced((1, (2, 3))) == 7


def test_stars_are_one_input_each() -> None:
    traced = fx.symbolic_trace(module(lambda self, x, b=4, *args, c=5, **kwargs: x + args[0] + kwargs["k"] + c))
    assert [node.target for node in traced.graph.nodes if node.op == "placeholder"] == [
        "x",
        "b",
        "c",
        "*args",
        "**kwargs",
    ]


def test_results_of_the_programs_own_classes() -> None:
    class Deep(nn.Module):
        def forward(self, x: Any) -> Any:
            return Both(a=Pair(x, x + 1), b=x * 3)

    outer = module(lambda self, x: Both(a=self.inner(x).b, b=self.inner(x).a.y), inner=Deep())
    traced = fx.symbolic_trace(outer)
    got, want = traced(X), outer(X)
    assert isinstance(got, Both)
    assert torch.equal(got.a, want.a) and torch.equal(got.b, want.b)


def test_wrapped_functions_are_recorded_whole_and_stay_what_they_are() -> None:
    before = leaf, decorated
    traced = fx.symbolic_trace(lambda y: leaf((4, y), 3) + leaf((3, 4), 5) + leaf((y, y), y) + decorated(y))
    assert [node.target for node in traced.graph.nodes].count(leaf) == 2  # the one without a proxy has run
    assert before == (leaf, decorated)
    assert traced(2) == 12 + 2 + 19 + 4 + 2 + 2
    for changed in (fx.symbolic_trace(traced), fx.Transformer(traced).transform(), copy.deepcopy(traced)):
        assert "decorated(y)" in changed.code and changed(5) == traced(5)


def test_a_wrapped_function_takes_modules_and_named_tuples() -> None:
    traced = fx.symbolic_trace(module(lambda self, x: through(x, self.layer), layer=nn.BatchNorm1d(3, affine=False)))
    assert torch.allclose(traced(X), nn.BatchNorm1d(3, affine=False)(X))
    nested = fx.symbolic_trace(lambda x: leaf(Pair(x, 1.5), 2.0))
    call = nested.graph.find_nodes(op="call_function", target=leaf)[0]
    call.update_arg(0, Pair(next(iter(nested.graph.nodes)), 2.5))
    assert isinstance(call.args[0], Pair)
    assert "args = ((%x, 2.5), 2.0)" in str(call.format_node())
    nested.graph.eliminate_dead_code()
    nested.recompile()
    assert torch.equal(nested(X), X * 2.0 + 2.5)


def test_getattr_with_a_default_is_recorded_once_wrapped() -> None:
    traced = fx.symbolic_trace(lambda x: getattr(x, "no_such_thing", torch.ones(2)))
    assert torch.equal(traced(X), torch.ones(2))


def test_functions_may_be_wrapped_for_one_tracer_only() -> None:
    tracer = fx.Tracer(autowrap_functions=(whole, doubled))
    graph = tracer.trace(module(lambda self, x: whole(x.shape[0] / 2) + doubled(x.shape[1])))
    assert [node.target for node in graph.find_nodes(op="call_function", target=whole)] == [whole]
    assert fx.GraphModule(tracer.root, graph, "Named")(X) == 7
    with pytest.raises(TypeError):
        fx.symbolic_trace(lambda x: whole(x))


def test_no_module_is_a_leaf_unless_the_tracer_says_so() -> None:
    class Through(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return False

    graph = Through().trace(nn.Sequential(nn.ReLU(), nn.Linear(3, 2)))
    assert not graph.find_nodes(op="call_module")
    graph.lint()


def test_a_tracer_may_refuse_what_it_sees() -> None:
    class Pure(fx.Tracer):
        def create_node(self, kind: str, target: Any, *rest: Any, **options: Any) -> Any:
            if (target if isinstance(target, str) else target.__name__).endswith("_"):
                raise RuntimeError(f"in place: {target}")
            return super().create_node(kind, target, *rest, **options)

    def constant_first(x: Any) -> Any:
        return torch.ones(2, 3).add_(x)

    for program in (lambda x: x.add_(3.0), lambda x: torch.log_(x), constant_first):
        with pytest.raises(RuntimeError, match="in place"):
            Pure().trace(program)


def test_a_tracer_may_mark_every_node() -> None:
    class Marking(fx.Tracer):
        def create_node(self, *args: Any, **kwargs: Any) -> Any:
            node = super().create_node(*args, **kwargs)
            node.tag = "mine"
            return node

    class Named(type(fx.PH).__mro__[0]):  # type: ignore[misc]
        tag = "theirs"

    graph = Marking().trace(lambda a, b: a + b, concrete_args={"a": Named(), "b": Named()})
    assert {getattr(node, "tag", None) for node in graph.nodes} == {"mine"}


def test_marks_of_inputs_reach_their_nodes() -> None:
    marks = {"a": {"f": PHWithMeta(ph_key="f"), "g": PHWithMeta(ph_key="g")}}
    graph = fx.symbolic_trace(lambda a: a["f"] == a["g"], concrete_args=marks).graph
    assert [(node.name, getattr(node, "ph_key", None)) for node in graph.find_nodes(op="placeholder")] == [
        ("a_1", "f"),
        ("a_2", "g"),
    ]


def test_arguments_may_say_how_they_are_recorded() -> None:
    class Held:
        def __init__(self, x: Any) -> None:
            self.x = x

        def __fx_create_arg__(self, tracer: Any) -> Any:
            return tracer.create_node("call_function", Held, (tracer.create_arg(self.x),), {})

    class Leaf(nn.Module):
        def forward(self, held: Any) -> Any:
            return held.x if held.x.sum() > 0 else -held.x

    class Leaves(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return isinstance(m, Leaf)

    root = module(lambda self, x: self.inner(Held(x)), inner=Leaf())
    traced = fx.GraphModule(root, Leaves().trace(root))
    assert "Held(x)" in traced.code
    assert torch.equal(traced(X), X)
    keyed = module(lambda self, x: self.inner({42: x}), inner=Leaf())
    assert "{42: x}" in fx.GraphModule(keyed, Leaves().trace(keyed)).code


def test_tensors_become_attributes_one_for_each() -> None:
    one = torch.tensor(5)
    traced = fx.symbolic_trace(lambda x: x + one + one)
    assert len({node.target for node in traced.graph.find_nodes(op="get_attr")}) == 1
    two = fx.symbolic_trace(lambda x: x + torch.tensor(5) + one)
    assert len({node.target for node in two.graph.find_nodes(op="get_attr")}) == 2
    inner = module(lambda self, x: x, kept=torch.ones(2, 3))
    outer = module(lambda self, x: nn.functional.linear(x, self.inner.kept), inner=inner)
    assert fx.symbolic_trace(outer).graph.find_nodes(op="get_attr")[0].target == "inner.kept"


def test_parameters_read_through_a_child_are_no_constants() -> None:
    child = module(lambda self, x: self.b, b=nn.Parameter(torch.ones(2, 3)))
    traced = fx.symbolic_trace(module(lambda self, x: (self.a.b, self.a.b.t(), self.a.b.view(6)), a=child))
    assert {node.target for node in traced.graph.find_nodes(op="get_attr")} == {"a.b"}


def test_classes_made_from_proxies_are_recorded() -> None:
    class Two(metaclass=fx.ProxyableClassMeta):
        def __init__(self, left: Any, right: Any) -> None:
            self.left, self.right = left, right

        def plus(self, other: Any) -> Any:
            return Two(self.left + other.left, self.right + other.right)

    class Empty(metaclass=fx.ProxyableClassMeta):
        def __init__(self, x: Any) -> None:
            self.is_empty = bool(x.sum() == 0)  # needs the value: it is there when the graph runs

    plain = fx.symbolic_trace(lambda a, b: a.plus(b))
    assert torch.equal(plain(Two(X, X), Two(X, X)).right, X + X)
    constant = fx.symbolic_trace(lambda a: a.plus(Two(torch.ones(3), torch.zeros(3))))
    assert torch.equal(constant(Two(X, X)).left, X + 1)
    made = fx.symbolic_trace(lambda a, y: a.plus(Two(y, y)))
    assert "Two(y, y)" in made.code
    assert torch.equal(made(Two(X, X), X).left, X + X)
    assert fx.symbolic_trace(lambda x, y: Empty(x - y))(X, X).is_empty is True


def test_enums_are_arguments() -> None:
    def raw(found: Any, colour: Colour) -> Any:
        found.append(colour)
        return found[-1].value

    assert fx.symbolic_trace(lambda x: raw(x, Colour.RED))([]) == 3


def test_a_method_with_decorators_is_traced_as_it_runs() -> None:
    def relu_after(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            return torch.relu(function(*args, **kwargs))

        return wrapper

    @contextlib.contextmanager
    def nothing() -> Any:
        yield

    traced = fx.symbolic_trace(module(relu_after(lambda self, x, w: torch.matmul(x, w))))
    assert traced.graph.find_nodes(op="call_function", target=torch.relu)
    assert torch.equal(fx.symbolic_trace(module(nothing()(lambda self, x: -x)))(X), -X)


def test_another_method_than_forward_may_be_traced() -> None:
    class Several(nn.Module):
        def forward(self, x: Any, y: Any) -> Any:
            return x + y

        def minus(self, x: Any, y: Any) -> Any:
            return x - y

    tracer, root = fx.Tracer(), Several()
    assert fx.GraphModule(root, tracer.trace(root))(5, 3) == 8
    tracer.traced_func_name = "minus"
    assert fx.GraphModule(root, tracer.trace(root))(5, 3) == 2
    tracer.traced_func_name = "times"
    with pytest.raises(AssertionError, match="doesn't exist in"):
        tracer.trace(root)


def test_arguments_may_be_fixed() -> None:
    def program(x: Any, twice: Any, more: Any = None) -> Any:
        x = 2 * x if twice else x
        return x if more is None else x + more

    yes = fx.symbolic_trace(program, concrete_args={"twice": True, "more": None})
    no = fx.symbolic_trace(program, concrete_args={"twice": False})
    assert yes.graph.find_nodes(op="call_function", target=torch._assert)
    assert (yes(3, True), no(3, False, 4)) == (6, 7)
    with pytest.raises(AssertionError, match="twice has been specialized to have value True"):
        yes(3, False)
    with pytest.raises(AssertionError, match="more has been specialized to have value None"):
        yes(3, True, 4)
    with pytest.warns(UserWarning, match="Was not able to add assertion"):
        applied = fx.symbolic_trace(lambda a, f: f(a), concrete_args={"f": lambda x: x * 2})
    assert applied(3, None) == 6


CONTAINERS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "list": (lambda x: sum(x), [fx.PH, fx.PH, fx.PH]),
    "nothing": (lambda x: sum(x), []),
    "dict": (lambda x: sum(x.values()), {"a": fx.PH, "b": fx.PH}),
    "dict of lists": (
        lambda x: {key: [each + 1 for each in values] for key, values in x.items()},
        {"a": (fx.PH, fx.PH), "b": [fx.PH], "c": []},
    ),
    "numbers as keys": (lambda x: x[5][1] + x[5][0], {5: (fx.PH, fx.PH)}),
    "named tuple": (lambda x: x.x - x.y, Pair(fx.PH, fx.PH)),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers_of_inputs_are_taken_apart(name: str) -> None:
    program, marks = CONTAINERS[name]
    count = 0

    def value(mark: Any) -> Any:
        nonlocal count
        if mark is fx.PH:
            count += 1
            return torch.full((2,), float(count))
        if isinstance(mark, dict):
            return {key: value(each) for key, each in mark.items()}
        return type(mark)(*map(value, mark)) if isinstance(mark, Pair) else type(mark)(map(value, mark))

    given = value(marks)
    traced = fx.symbolic_trace(program, concrete_args={"x": marks})
    assert same(program(given), traced(given))
    assert len(traced.graph.find_nodes(op="placeholder")) == count
    assert ("tree_flatten_spec" in traced.code) == (count > 0)
    bare = fx.GraphModule({}, copy.deepcopy(traced.graph))
    bare.graph.set_codegen(fx.CodeGen())
    bare.recompile()
    assert same(program(given), traced.graph.process_outputs(bare(*traced.graph.process_inputs(given))))
    whole_again = fx.symbolic_trace(traced)
    assert "tree_flatten_spec" not in whole_again.code
    assert same(program(given), whole_again(given))
    apart_again = fx.symbolic_trace(whole_again, concrete_args={"x": marks})
    assert same(program(given), apart_again(given))


def test_a_fixed_flag_beside_a_container() -> None:
    marks = {"a": {"a": fx.PH, "z": fx.PH}, "b": True}
    traced = fx.symbolic_trace(lambda b, a: a["a"] if b else a["z"], concrete_args=marks)
    given = {"a": {"a": X, "z": -X}, "b": True}
    assert torch.equal(traced(**given), X)
    assert torch.equal(fx.symbolic_trace(traced)(**given), X)


def test_stack_traces_name_the_users_lines() -> None:
    def product(a: Any, b: Any) -> Any:
        return a * b

    class Net(nn.Module):
        def forward(self, a: Any, b: Any) -> Any:
            c = a + b
            return product(a, c)

    tracer = fx.Tracer()
    tracer.record_stack_traces = True
    root = Net()
    traced = fx.GraphModule(root, tracer.trace(root))
    traces = [node.stack_trace for node in traced.graph.nodes if node.op == "call_function"]
    assert "c = a + b" in str(traces[0])
    assert "return product(a, c)" in str(traces[1]) and "return a * b" in str(traces[1])
    kept = fx.Transformer(traced).transform().graph
    assert [node.stack_trace for node in kept.nodes if node.op == "call_function"] == traces


def test_annotations_of_other_modules_and_forward_references() -> None:
    class Twice:
        def __call__(self, x: Any) -> Any:
            return x + x

    class Net(nn.Module):
        def forward(self, x: list[torch.Tensor], a: Twice) -> torch.Tensor:  # texts: this file has them from __future__
            return a(x[0])

    assert torch.equal(fx.symbolic_trace(Net())([X], Twice()), X + X)


def test_layers_are_named_in_snake_case() -> None:
    layers = nn.ModuleDict({"snake_case": nn.ReLU(), "PascalCase": nn.Tanh(), "ALL_CAPS": nn.Sigmoid()})
    root = module(lambda self, x: [layer(x) for layer in self.act.values()], act=layers)
    calls = fx.symbolic_trace(root).graph.find_nodes(op="call_module")
    assert [node.name for node in calls] == ["act_snake_case", "act_pascal_case", "act_all_caps"]


def test_no_node_takes_the_name_of_a_builtin() -> None:
    graph = fx.symbolic_trace(lambda a: a.foo.bar.baz).graph
    assert [node.name for node in graph.nodes] == ["a", "getattr_1", "getattr_2", "getattr_3", "output"]


def test_a_module_may_be_called_in_its_own_way() -> None:
    class Own(nn.Module):
        flipped = False

        def forward(self, x: Any) -> Any:
            return -x if self.flipped else x + x

        def __call__(self, *args: Any) -> Any:
            self.flipped = True
            return super().__call__(*args)

    class Leaves(fx.Tracer):
        def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
            return module_qualified_name != "own"

    graph_module = fx.symbolic_trace(module(lambda self, t: t + t))
    root = module(lambda self, t: self.made(t) + self.own(t), made=graph_module, own=Own())
    traced = fx.GraphModule(root, Leaves().trace(root))
    assert [node.target for node in traced.graph.find_nodes(op="call_module")] == ["made"]
    assert traced.graph.find_nodes(op="call_function", target=operator.neg)
    assert isinstance(traced.made, fx.GraphModule) and not hasattr(traced, "own")


def test_tracers_and_proxies_can_be_copied() -> None:
    tracer = fx.Tracer()
    before = copy.deepcopy(tracer)
    tracer.trace(lambda x: x.relu().sin())
    assert str(copy.deepcopy(tracer).graph) == str(tracer.graph) and not hasattr(before, "graph")
    node = [*fx.symbolic_trace(lambda x: 2 * x).graph.nodes][-2]
    for owner in (None, fx.Tracer()):
        copied = copy.deepcopy(fx.Proxy(node, owner))
        assert isinstance(copied, fx.Proxy) and copied.node is not node
        assert (copied.node.name, copied.node.target) == (node.name, node.target)


def test_writing_into_another_tensor_is_refused_on_request() -> None:
    class Pure(fx.Tracer):
        check_mutable_operations = True

    with pytest.raises(RuntimeError, match="mutable operation aten::sigmoid.out"):
        Pure().trace(lambda x: torch.sigmoid(x, out=torch.rand_like(x)))


def test_methods_that_make_new_tensors_are_functions() -> None:
    """PyTorch does not count them among the methods that may be taken over."""
    one = torch.ones(6)
    traced = fx.symbolic_trace(lambda x: (one.new_ones(x.shape), one.reshape(x.shape)))
    assert "new_ones = torch_Tensor_new_ones(_tensor_constant0, getattr_1)" in traced.code
    assert "reshape = _tensor_constant0_1.reshape(getattr_2)" in traced.code
    assert all(torch.equal(each, torch.ones(2, 3)) for each in traced(X))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("constant_", "torch.nn.init.constant_(tensor = x, val = 2.0)"),
        ("uniform_", "torch.nn.init.uniform_(tensor = x, a = 2.0, b = 1.0, generator = None)"),
        ("normal_", "torch.nn.init.normal_(tensor = x, mean = 2.0, std = 1.0, generator = None)"),
        (
            "kaiming_uniform_",
            "torch.nn.init.kaiming_uniform_(tensor = x, a = 2.0, mode = 'fan_in', nonlinearity = 'leaky_relu', "
            "generator = None)",
        ),
    ],
)
def test_initializations_are_recorded_by_name(name: str, shown: str) -> None:
    traced = fx.symbolic_trace(lambda x: getattr(nn.init, name)(x, 2.0))
    assert shown in traced.code


def test_filling_with_ones_and_zeros_is_recorded_as_what_it_does() -> None:
    assert "fill_ = x.fill_(1.0);" in fx.symbolic_trace(lambda x: nn.init.ones_(x)).code
    assert "return zero_" in fx.symbolic_trace(lambda x: nn.init.zeros_(x)).code


def test_a_compiled_layer_is_read_as_what_it_holds() -> None:
    compiled = torch.jit.script(nn.Sequential(nn.ReLU()))
    traced = fx.symbolic_trace(module(lambda self, x: self.s(x) + 1, s=compiled))
    assert [(node.name, node.target) for node in traced.graph.nodes][1:3] == [("s__c", "s._c"), ("forward", "forward")]
    assert "s__c = self.s._c\n    forward = s__c.forward(x)" in traced.code
    traced.delete_all_unused_submodules()
    for again in (traced, fx.symbolic_trace(traced), copy.deepcopy(traced), fx.Transformer(traced).transform()):
        assert "s__c" in again.code
        assert torch.equal(again(-X), torch.ones(2, 3))
