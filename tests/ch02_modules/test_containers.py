"""Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn


def names(module: Any) -> list[str]:
    return [f"{key}:{type(child).__name__}" for key, child in module._modules.items()]


def test_sequential_is_a_list_that_runs() -> None:
    net = nn.Sequential(nn.ReLU(), nn.Tanh())
    net.append(nn.Sigmoid()).insert(1, nn.ELU()).extend([nn.GELU()])
    assert names(net) == ["0:ReLU", "1:ELU", "2:Tanh", "3:Sigmoid", "4:GELU"]
    del net[1]
    assert names(net) == ["0:ReLU", "1:Tanh", "2:Sigmoid", "3:GELU"]
    assert names(net[1:3]) == ["1:Tanh", "2:Sigmoid"]
    assert type(net.pop(-1)) is nn.GELU and len(net) == 3
    net[-1] = nn.ReLU6()
    assert names(net) == ["0:ReLU", "1:Tanh", "2:ReLU6"]
    assert nn.Sequential(nn.ReLU(), nn.Flatten(0))(torch.tensor([[-1.0, 2.0]])).tolist() == [0.0, 2.0]
    assert nn.Sequential()(3) == 3


def test_sequential_adds_and_repeats() -> None:
    net = nn.Sequential(nn.ReLU()) + nn.Sequential(nn.Tanh())
    assert names(net) == ["0:ReLU", "1:Tanh"]
    assert names(net * 2) == names(2 * net) == ["0:ReLU", "1:Tanh", "2:ReLU", "3:Tanh"]
    net += nn.Sequential(nn.ELU())
    net *= 2
    assert names(net) == ["0:ReLU", "1:Tanh", "2:ELU", "3:ReLU", "4:Tanh", "5:ELU"]


def test_sequential_takes_names() -> None:
    net = nn.Sequential(OrderedDict(conv=nn.ReLU(), act=nn.Tanh()))
    assert net.conv is net[0] and names(net) == ["conv:ReLU", "act:Tanh"]


def test_module_list() -> None:
    layers = nn.ModuleList([nn.ReLU(), nn.Tanh()])
    layers += [nn.ELU()]
    layers.append(nn.GELU())
    layers.insert(0, nn.Sigmoid())
    assert names(layers) == ["0:Sigmoid", "1:ReLU", "2:Tanh", "3:ELU", "4:GELU"]
    assert layers[-1] is layers[4] and names(layers[::2]) == ["0:Sigmoid", "1:Tanh", "2:GELU"]
    del layers[1:3]
    assert names(layers) == ["0:Sigmoid", "1:ELU", "2:GELU"]
    assert names(layers + [nn.ReLU()])[-1] == "3:ReLU"
    assert [type(layer).__name__ for layer in layers] == ["Sigmoid", "ELU", "GELU"]
    assert type(layers.pop(0)) is nn.Sigmoid and len(layers) == 2


def test_module_dict() -> None:
    layers = nn.ModuleDict({"b": nn.ReLU(), "a": nn.Tanh()})
    layers.update([["c", nn.ELU()]])
    layers["d"] = nn.GELU()
    assert list(layers) == list(layers.keys()) == ["b", "a", "c", "d"]
    assert "a" in layers and len(layers) == 4 and layers.b is layers["b"]
    assert type(layers.pop("b")) is nn.ReLU
    del layers["a"]
    assert [(key, type(value).__name__) for key, value in layers.items()] == [("c", "ELU"), ("d", "GELU")]
    layers.clear()
    assert len(layers) == 0


def test_parameter_list() -> None:
    values = nn.ParameterList([torch.ones(1), 5])
    values.append(torch.zeros(2))
    assert isinstance(values[0], nn.Parameter) and values[1] == 5 and len(values) == 3
    assert [name for name, _ in values.named_parameters()] == ["0", "2"]
    values[1] = torch.ones(3)
    assert isinstance(values[1], nn.Parameter) and len(values[1:]) == 2
    values += [torch.ones(1)]
    assert len(list(values)) == 4


def test_parameter_dict() -> None:
    values = nn.ParameterDict({"b": torch.ones(1), "a": torch.zeros(2)})
    assert list(values) == ["a", "b"]
    assert list(nn.ParameterDict(OrderedDict(b=torch.ones(1), a=torch.ones(1)))) == ["b", "a"]
    joined = values | nn.ParameterDict({"c": torch.ones(1)})
    assert list(joined) == ["a", "b", "c"] and joined["a"] is values["a"]
    assert values.get("z") is None and values.setdefault("z", 3) == 3
    assert values.popitem() == ("z", 3) and list(reversed(values)) == ["b", "a"]
    assert list(values.fromkeys("xy", 1).values()) == [1, 1]
    del values["a"]
    assert values.pop("b").tolist() == [1.0] and len(values) == 0


MISTAKES: list[tuple[Any, type[Exception], str]] = [
    (lambda: nn.Sequential(nn.ReLU())[1], IndexError, "index 1 is out of range"),
    (lambda: nn.ModuleList([nn.ReLU()])[-2], IndexError, "index -2 is out of range"),
    (lambda: nn.Sequential().insert(3, nn.ReLU()), IndexError, "Index out of range: 3"),
    (lambda: nn.Sequential(3), TypeError, "int is not a Module subclass"),
    (
        lambda: nn.Sequential() + 3,
        ValueError,
        "add operator supports only objects of Sequential class, but <class 'int'> is given.",
    ),
    (lambda: nn.ModuleList(3), TypeError, "ModuleList.extend should be called with an iterable, but got int"),
    (
        lambda: nn.ModuleDict(3),
        TypeError,
        "ModuleDict.update should be called with an iterable of key/value pairs, but got int",
    ),
    (lambda: nn.ModuleDict([1]), TypeError, "ModuleDict update sequence element #0 should be Iterable; isint"),
    (
        lambda: nn.ModuleDict([[1, 2, 3]]),
        ValueError,
        "ModuleDict update sequence element #0 has length 3; 2 is required",
    ),
    (lambda: nn.ModuleList()(1), NotImplementedError, 'Module [ModuleList] is missing the required "forward" function'),
    (lambda: nn.ParameterList(3), TypeError, "ParameterList.extend should be called with an iterable, but got int"),
    (lambda: nn.ParameterList()(), RuntimeError, "ParameterList should not be called."),
    (
        lambda: nn.ParameterDict(3),
        TypeError,
        "ParametersDict.update should be called with an iterable of key/value pairs, but got int",
    ),
    (lambda: nn.ParameterDict()(1), RuntimeError, "ParameterDict should not be called."),
]


@pytest.mark.parametrize(("make", "kind", "text"), MISTAKES, ids=[text[:50] for _, _, text in MISTAKES])
def test_mistakes_are_named(make: Any, kind: type[Exception], text: str) -> None:
    with pytest.raises(kind) as caught:
        make()
    assert type(caught.value) is kind and caught.value.args[0] == text
