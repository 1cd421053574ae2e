"""What a module holds, how attributes register, and how the tree is walked. Texts are PyTorch 2.13.0's."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(2))
        self.first = nn.Linear(2, 3)
        self.second = nn.Sequential(nn.BatchNorm1d(3), nn.ReLU())
        self.register_buffer("mean", torch.zeros(3))
        self.register_buffer("scratch", torch.zeros(1), persistent=False)
        self.again = self.first

    def forward(self, x: Any) -> Any:
        return self.second(self.first(x * self.scale))


def test_names_follow_registration_and_shared_modules_count_once() -> None:
    net = Net()
    assert [name for name, _ in net.named_modules()] == ["", "first", "second", "second.0", "second.1"]
    assert [name for name, _ in net.named_children()] == ["first", "second"]
    assert [name for name, _ in net.named_parameters()] == [
        "scale",
        "first.weight",
        "first.bias",
        "second.0.weight",
        "second.0.bias",
    ]
    assert [name for name, _ in net.named_buffers()] == [
        "mean",
        "scratch",
        "second.0.running_mean",
        "second.0.running_var",
        "second.0.num_batches_tracked",
    ]


def test_shared_members_are_listed_again_on_request() -> None:
    net = Net()
    names = [name for name, _ in net.named_parameters(remove_duplicate=False)]
    assert names[-2:] == ["again.weight", "again.bias"]
    assert [name for name, _ in net.named_modules(remove_duplicate=False)][-1] == "again"


def test_walks_of_one_level() -> None:
    net = Net()
    assert [name for name, _ in net.named_parameters(recurse=False)] == ["scale"]
    assert [name for name, _ in net.named_buffers(prefix="net", recurse=False)] == [
        "net.mean",
        "net.scratch",
    ]


def test_apply_visits_children_first() -> None:
    seen: list[str] = []
    net = Net()
    assert net.apply(lambda m: seen.append(type(m).__name__)) is net
    assert seen == ["Linear", "BatchNorm1d", "ReLU", "Sequential", "Net"]


def test_state_dict_leaves_out_what_is_not_persistent() -> None:
    keys = list(Net().state_dict())
    assert "mean" in keys and "scratch" not in keys
    assert keys[:2] == ["scale", "mean"] and keys[-1] == "again.bias"


def test_assignment_moves_a_name_between_tables() -> None:
    module = nn.Module()
    module.x = 3
    module.x = nn.ReLU()
    assert "x" not in module.__dict__ and list(module._modules) == ["x"]
    module.x = nn.Parameter(torch.ones(1))
    assert not module._modules and list(module._parameters) == ["x"]
    del module.x
    assert not hasattr(module, "x")


def test_a_buffer_keeps_its_persistence_when_assigned() -> None:
    net = Net()
    net.scratch = torch.ones(4)
    assert "scratch" not in net.state_dict() and net.scratch.shape == (4,)
    net.kept = nn.Buffer(torch.ones(1))
    net.passing = nn.Buffer(torch.ones(1), persistent=False)
    assert {"kept", "passing"} <= net._buffers.keys()
    assert "kept" in net.state_dict() and "passing" not in net.state_dict()
    assert isinstance(net.kept, nn.Buffer) and type(net.kept) is torch.Tensor


def test_none_marks_a_member_as_absent() -> None:
    layer = nn.Linear(2, 2)
    layer.bias = None
    assert layer.bias is None and list(layer.state_dict()) == ["weight"]
    assert repr(layer) == "Linear(in_features=2, out_features=2, bias=False)"


def test_lookup_by_path() -> None:
    net = Net()
    assert net.get_submodule("") is net
    assert net.get_submodule("second.1") is net.second[1]
    assert net.get_parameter("first.bias") is net.first.bias
    assert net.get_buffer("second.0.running_mean") is net.second[0].running_mean
    net.set_submodule("second.1", nn.Tanh())
    assert repr(net.second[1]) == "Tanh()"


def test_training_mode_reaches_every_module() -> None:
    net = Net()
    assert net.eval() is net
    assert not any(module.training for module in net.modules())
    net.train()
    assert all(module.training for module in net.modules())


def test_training_is_the_first_attribute() -> None:
    assert next(iter(nn.Linear(1, 1).__dict__)) == "training"
    assert next(iter(nn.PReLU().__dict__)) == "num_parameters"


def test_dir_lists_members_but_not_numbers() -> None:
    names = dir(Net())
    assert {"scale", "first", "mean", "training", "forward"} <= set(names)
    assert "0" not in dir(nn.Sequential(nn.ReLU()))


def test_copies_share_nothing() -> None:
    net = Net()
    twin = copy.deepcopy(net)
    twin.scale.data.fill_(5)
    assert net.scale.tolist() == [1.0, 1.0]
    assert type(twin.scale) is nn.Parameter and twin.scale.requires_grad
    assert twin.again is twin.first


def test_requires_grad_is_set_on_all_parameters() -> None:
    net = Net().requires_grad_(False)
    assert not any(p.requires_grad for p in net.parameters())


def test_conversion_keeps_parameters_and_their_identity() -> None:
    net = Net()
    weight = net.first.weight
    assert net.double() is net
    assert net.first.weight is weight and weight.dtype is torch.float64
    assert net.second[0].running_mean.dtype is torch.float64
    assert net.second[0].num_batches_tracked.dtype is torch.int64
    net.to(torch.float16)
    assert weight.dtype is torch.float16 and weight.requires_grad
    net.to("cpu", torch.float32).to(dtype=torch.float64).float()
    assert weight.dtype is torch.float32


def test_parameters_and_their_text() -> None:
    parameter = nn.Parameter(torch.ones(2))
    assert parameter.requires_grad and parameter.is_leaf
    assert repr(parameter) == "Parameter containing:\ntensor([1., 1.], requires_grad=True)"
    assert repr(nn.Parameter(torch.ones(2), requires_grad=False)) == "Parameter containing:\ntensor([1., 1.])"
    assert type(parameter * 2) is torch.Tensor


class WithoutSuper(nn.Module):
    def __init__(self, value: Any) -> None:
        self.value = value


class BufferFirst(nn.Module):
    def __init__(self) -> None:
        self.register_buffer("value", None)


class ExtraArguments(nn.Module):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


MISTAKES: list[tuple[Any, type[Exception], str]] = [
    (
        lambda: WithoutSuper(nn.Parameter(torch.ones(1))),
        AttributeError,
        "cannot assign parameters before Module.__init__() call",
    ),
    (lambda: WithoutSuper(nn.ReLU()), AttributeError, "cannot assign module before Module.__init__() call"),
    (lambda: BufferFirst(), AttributeError, "cannot assign buffer before Module.__init__() call"),
    (lambda: ExtraArguments(a=1), TypeError, "ExtraArguments.__init__() got an unexpected keyword argument 'a'"),
    (lambda: ExtraArguments(1), TypeError, "ExtraArguments.__init__() takes 1 positional argument but 2 were given"),
    (lambda: nn.Module().register_parameter("a.b", None), KeyError, 'parameter name can\'t contain "."'),
    (lambda: nn.Module().register_parameter("", None), KeyError, 'parameter name can\'t be empty string ""'),
    (lambda: nn.Module().register_buffer(3, None), TypeError, "buffer name should be a string. Got int"),
    (lambda: nn.Module().add_module("a.b", None), KeyError, 'module name can\'t contain ".", got: a.b'),
    (lambda: nn.Module().add_module("train", None), KeyError, "attribute 'train' already exists"),
    (lambda: nn.Module().add_module("p", 3), TypeError, "int is not a Module subclass"),
    (
        lambda: nn.Module().register_parameter("p", torch.ones(1)),
        TypeError,
        "cannot assign 'torch.FloatTensor' object to parameter 'p' (torch.nn.Parameter or None required)",
    ),
    (
        lambda: nn.Module().register_buffer("p", 3),
        TypeError,
        "cannot assign 'int' object to buffer 'p' (torch Tensor or None required)",
    ),
    (
        lambda: setattr(nn.Linear(1, 1), "weight", torch.ones(1)),
        TypeError,
        "cannot assign 'torch.FloatTensor' as parameter 'weight' (torch.nn.Parameter or None expected)",
    ),
    (
        lambda: setattr(Net(), "first", 3),
        TypeError,
        "cannot assign 'int' as child module 'first' (torch.nn.Module or None expected)",
    ),
    (
        lambda: setattr(Net(), "mean", 3),
        TypeError,
        "cannot assign 'int' as buffer 'mean' (torch.nn.Buffer, torch.Tensor or None expected)",
    ),
    (lambda: nn.Module().foo, AttributeError, "'Module' object has no attribute 'foo'"),
    (lambda: delattr(nn.Module(), "zz"), AttributeError, "'Module' object has no attribute 'zz'"),
    (lambda: nn.Module()(3), NotImplementedError, 'Module [Module] is missing the required "forward" function'),
    (lambda: nn.Module().train(1), ValueError, "training mode is expected to be boolean"),
    (
        lambda: Net().to(torch.int64),
        TypeError,
        "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.int64",
    ),
    (lambda: Net().get_submodule("first.x"), AttributeError, "Linear has no attribute `x`"),
    (lambda: Net().get_submodule("first.weight"), AttributeError, "`weight` is not an nn.Module"),
    (lambda: Net().get_parameter("first"), AttributeError, "`first` is not an nn.Parameter"),
    (lambda: Net().get_buffer("first.weight"), AttributeError, "`weight` is not a buffer"),
    (lambda: Net().set_submodule("", nn.ReLU()), ValueError, "Cannot set the submodule without a target name!"),
    (lambda: Net().set_submodule("first", 3), ValueError, "`module` is not an nn.Module, found <class 'int'>"),
    (lambda: Net().set_submodule("q", nn.ReLU(), strict=True), AttributeError, "Net has no attribute `q`"),
    (
        lambda: nn.Parameter(torch.tensor([1])),
        RuntimeError,
        "Only Tensors of floating point and complex dtype can require gradients",
    ),
]


@pytest.mark.parametrize(("make", "kind", "text"), MISTAKES, ids=[text[:50] for _, _, text in MISTAKES])
def test_mistakes_are_named(make: Any, kind: type[Exception], text: str) -> None:
    with pytest.raises(kind) as caught:
        make()
    assert type(caught.value) is kind and caught.value.args[0] == text
