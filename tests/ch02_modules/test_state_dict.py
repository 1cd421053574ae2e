"""Saving and loading state by name. Texts are PyTorch 2.13.0's."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn


def network() -> Any:
    torch.manual_seed(1)
    return nn.Sequential(OrderedDict(a=nn.Linear(2, 3), b=nn.BatchNorm1d(3)))


def test_names_and_metadata() -> None:
    state = network().state_dict()
    assert list(state) == [
        "a.weight",
        "a.bias",
        "b.weight",
        "b.bias",
        "b.running_mean",
        "b.running_var",
        "b.num_batches_tracked",
    ]
    assert dict(state._metadata) == {"": {"version": 1}, "a": {"version": 1}, "b": {"version": 2}}


def test_state_shares_memory_without_the_flag() -> None:
    net = network()
    state = net.state_dict()
    assert not state["a.weight"].requires_grad
    state["a.weight"].fill_(3)
    assert net.a.weight.tolist() == [[3.0, 3.0]] * 3
    assert net.state_dict(keep_vars=True)["a.weight"] is net.a.weight
    assert list(net.state_dict(prefix="net."))[0] == "net.a.weight"


def test_a_round_trip_copies_values() -> None:
    source, target = network(), network()
    for parameter in source.parameters():
        parameter.data.fill_(0.5)
    weight = target.a.weight
    result = target.load_state_dict(source.state_dict())
    assert repr(result) == str(result) == "<All keys matched successfully>"
    assert target.a.weight is weight and weight.tolist() == [[0.5, 0.5]] * 3
    source.a.weight.data.fill_(1)
    assert weight.tolist() == [[0.5, 0.5]] * 3


def test_assign_puts_the_tensors_themselves() -> None:
    net = network()
    state = net.double().state_dict()
    fresh = network()
    fresh.load_state_dict(state, assign=True)
    assert fresh.a.weight.dtype is torch.float64 and isinstance(fresh.a.weight, nn.Parameter)
    assert fresh.a.weight.data_ptr() == state["a.weight"].data_ptr()
    assert fresh.a.weight.requires_grad


def test_all_problems_are_reported_at_once() -> None:
    net = network()
    state = net.state_dict()
    del state["a.bias"]
    state["c"] = torch.ones(1)
    state["a.weight"] = torch.ones(4, 2)
    with pytest.raises(RuntimeError) as caught:
        net.load_state_dict(state)
    assert str(caught.value) == (
        "Error(s) in loading state_dict for Sequential:\n"
        '\tMissing key(s) in state_dict: "a.bias". \n'
        '\tUnexpected key(s) in state_dict: "c". \n'
        "\tsize mismatch for a.weight: copying a param with shape torch.Size([4, 2]) from checkpoint, "
        "the shape in current model is torch.Size([3, 2])."
    )


def test_not_strict_returns_what_did_not_fit() -> None:
    net = network()
    state = net.state_dict()
    del state["a.bias"]
    state["c"] = torch.ones(1)
    result = net.load_state_dict(state, strict=False)
    assert repr(result) == "_IncompatibleKeys(missing_keys=['a.bias'], unexpected_keys=['c'])"
    missing, unexpected = result
    assert (missing, unexpected) == (["a.bias"], ["c"])


def test_what_is_no_tensor_or_no_mapping_is_named() -> None:
    with pytest.raises(RuntimeError) as caught:
        network().load_state_dict({"a.weight": 5}, strict=False)
    assert str(caught.value) == (
        "Error(s) in loading state_dict for Sequential:\n"
        '\tWhile copying the parameter named "a.weight", expected torch.Tensor or Tensor-like object '
        "from checkpoint but received <class 'int'>"
    )
    with pytest.raises(TypeError, match="Expected state_dict to be dict-like, got <class 'list'>."):
        network().load_state_dict([1])


def test_batches_are_counted_from_version_2_on() -> None:
    norm = nn.BatchNorm1d(2)
    state = OrderedDict((k, v) for k, v in norm.state_dict().items() if k != "num_batches_tracked")
    assert repr(norm.load_state_dict(state)) == "<All keys matched successfully>"


class Counted(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def get_extra_state(self) -> Any:
        return {"count": self.count}

    def set_extra_state(self, state: Any) -> None:
        self.count = state["count"]


def test_extra_state_travels_along() -> None:
    source, target = nn.Sequential(Counted()), nn.Sequential(Counted())
    source[0].count = 7
    state = source.state_dict()
    assert list(state) == ["0._extra_state"]
    target.load_state_dict(state)
    assert target[0].count == 7
    with pytest.raises(RuntimeError, match='Missing key.*"0._extra_state"'):
        target.load_state_dict({})


def test_hooks_see_saving_and_loading() -> None:
    net = network()
    seen: list[Any] = []
    net.a.register_state_dict_pre_hook(lambda module, prefix, keep_vars: seen.append(prefix))
    net.register_state_dict_post_hook(lambda module, state, prefix, meta: state.pop("a.bias"))
    with pytest.raises(RuntimeError, match="state_dict post-hook must return None"):
        net.state_dict()
    net = network()
    net.register_load_state_dict_pre_hook(lambda module, state, prefix, *rest: state.update(c=torch.ones(1)))
    net.register_load_state_dict_post_hook(lambda module, keys: keys.unexpected_keys.clear())
    assert repr(net.load_state_dict(net.state_dict())) == "<All keys matched successfully>"
    assert seen == ["a."]
