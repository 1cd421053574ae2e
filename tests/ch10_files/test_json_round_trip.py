"""What is saved comes back: graphs, code, weights and results, on random networks and on networks with a twist."""

from __future__ import annotations

import base64
import io
import json
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from strategies import Network, networks

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of


def saved(compiled: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    torch.jit.save(compiled, file, **options)
    return file.getvalue()


def reloaded(compiled: Any, **options: Any) -> Any:
    return torch.jit.load(io.BytesIO(saved(compiled, **options)))


def traced(network: Network) -> tuple[Any, tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.manual_seed(0)
        model, inputs = network.build(torch)
        kept = copied(inputs)  # a network may write to its inputs
        return torch.jit.trace(model, inputs, check_trace=False, strict=False), kept


def texts(module: Any) -> list[str]:
    """Every text of a module and of the modules in it."""
    methods = [module._method(name) for name in module.class_type.methods]
    found = [text for method in methods for text in (str(method.graph), method.code, str(method.inlined_graph))]
    return found + [text for child in module._modules.values() for text in texts(child)]


def bits(value: Any) -> Any:
    """A result as data that compare bit for bit."""
    if isinstance(value, torch.Tensor):
        array = value._array
        return (value.dtype.name, array.shape, value.stride(), value.requires_grad, array.tobytes())
    if isinstance(value, list | tuple):
        return type(value)(map(bits, value))
    return {key: bits(entry) for key, entry in value.items()} if isinstance(value, dict) else value


def run(module: Any, inputs: tuple[Any, ...]) -> Any:
    torch.manual_seed(1)
    return bits(module(*inputs))


def copied(inputs: Any) -> Any:
    if isinstance(inputs, tuple):
        return tuple(map(copied, inputs))
    return inputs.detach().clone().requires_grad_(inputs.requires_grad)


@given(networks())
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_a_random_network_comes_back(network: Network) -> None:
    torch.jit.fresh_unit()
    try:
        compiled, inputs = traced(network)
    except RuntimeError:
        assume(False)
    loaded = reloaded(compiled)
    assert texts(loaded) == texts(compiled)
    assert [(k, bits(v)) for k, v in loaded.state_dict().items()] == [
        (k, bits(v)) for k, v in compiled.state_dict().items()
    ]
    for method in loaded.class_type.methods.values():
        verify(method.graph, schema_of)
    # A network that counts its calls must be loaded before either of the two counts on.
    assert run(loaded, copied(inputs)) == run(compiled, copied(inputs))


@given(networks())
def test_saving_what_was_loaded_gives_the_same_file(network: Network) -> None:
    torch.jit.fresh_unit()
    try:
        compiled, _ = traced(network)
    except RuntimeError:
        assume(False)
    data = saved(compiled)
    assert saved(torch.jit.load(io.BytesIO(data))) == data


@given(networks())
def test_without_debug_facts_the_results_are_the_same(network: Network) -> None:
    torch.jit.fresh_unit()
    try:
        compiled, inputs = traced(network)
    except RuntimeError:
        assume(False)
    loaded = reloaded(compiled, strip_debug=True)
    assert run(loaded, copied(inputs)) == run(compiled, copied(inputs))


class Holder(nn.Module):
    """Returns the sum of its buffers."""

    def __init__(self, **buffers: Any) -> None:
        super().__init__()
        for name, tensor in buffers.items():
            self.register_buffer(name, tensor)

    def forward(self, x: Any) -> Any:
        for buffer in self._buffers.values():
            x = x + buffer.to(torch.float32).sum()
        return x


def held(**buffers: Any) -> Any:
    return reloaded(torch.jit.trace(Holder(**buffers), torch.zeros(1), check_trace=False))


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16"])
def test_the_bits_of_a_nan_are_kept(dtype: str) -> None:
    whole = {"float32": np.uint32, "float64": np.uint64, "float16": np.uint16}[dtype]
    top = {"float32": 0x7F800000, "float64": 0x7FF0000000000000, "float16": 0x7C00}[dtype]
    sign = top + 1 + (top - 1)
    payloads = np.array([top | 1, top | 0x123, sign | 5, top, 1, 0], whole).view(np.dtype(dtype))
    loaded = held(payloads=torch.from_numpy(payloads))
    assert loaded.payloads.numpy().tobytes() == payloads.tobytes()


@pytest.mark.parametrize(
    "dtype", "float32 float64 float16 bfloat16 int8 int16 int32 int64 uint8 bool complex64 complex128".split()
)
def test_every_dtype(dtype: str) -> None:
    kind = getattr(torch, dtype)
    tensor = torch.tensor([[0, 1, 1], [1, 0, 1]]).to(kind)
    assert bits(held(t=tensor, s=tensor.sum().to(kind)).t) == bits(tensor)


def test_views_share_memory_again() -> None:
    whole = torch.arange(12.0).reshape(3, 4)
    loaded = held(whole=whole, column=whole[:, 1], turned=whole.t(), other=torch.arange(12.0))
    assert bits(loaded.column) == bits(whole[:, 1])
    loaded.whole.fill_(7.0)
    assert loaded.column.tolist() == [7.0] * 3 and loaded.turned[3, 2].item() == 7.0
    assert loaded.other.tolist() == list(range(12))
    again = reloaded(loaded)
    again.column.fill_(1.0)
    assert again.whole[:, 1].tolist() == [1.0] * 3


def test_one_tensor_under_two_names_is_one_tensor() -> None:
    class Tied(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.a, self.b = nn.Linear(2, 2), nn.Linear(2, 2)
            self.b.weight = self.a.weight

        def forward(self, x: Any) -> Any:
            return self.b(self.a(x))

    loaded = reloaded(torch.jit.trace(Tied(), torch.rand(1, 2)))
    assert loaded.a.weight is loaded.b.weight
    assert len(list(loaded.parameters())) == 3


def test_one_compiled_module_under_two_names_is_one_module() -> None:
    class Pair(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.a = torch.jit.trace(nn.Linear(2, 2), torch.rand(1, 2))
            self.b = self.a

        def forward(self, x: Any) -> Any:
            return self.b(self.a(x))

    compiled = torch.jit.trace(Pair(), torch.rand(1, 2))
    loaded = reloaded(compiled)
    assert loaded.a is loaded.b
    x = torch.rand(3, 2)
    assert run(loaded, (x,)) == run(compiled, (x,))


def test_memory_that_no_tensor_sees_stays_at_home() -> None:
    secret = torch.tensor([1.0, 1234.5, 2.0, 1234.5, 3.0])
    data = saved(torch.jit.trace(Holder(seen=secret[::2]), torch.zeros(1), check_trace=False))
    (storage,) = json.loads(data)["storages"]
    assert np.frombuffer(base64.b64decode(storage), "<f4").tolist() == [1.0, 0.0, 2.0, 0.0, 3.0]


def test_expanded_and_empty_tensors() -> None:
    wide = torch.tensor([2.0]).expand(1000)
    loaded = held(wide=wide, empty=torch.zeros(0, 3), number=torch.tensor(5))
    assert loaded.wide.stride() == (0,) and loaded.wide.sum().item() == 2000.0
    assert loaded.empty.shape == (0, 3)
    assert loaded.number.item() == 5


def test_flags_are_kept() -> None:
    class Frozen(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fc = nn.Linear(2, 2)
            self.fc.weight.requires_grad_(False)
            self.drop = nn.Dropout()
            self.drop.eval()

        def forward(self, x: Any) -> Any:
            return self.drop(self.fc(x))

    loaded = reloaded(torch.jit.trace(Frozen(), torch.rand(1, 2)))
    assert (loaded.fc.weight.requires_grad, loaded.fc.bias.requires_grad) == (False, True)
    assert (loaded.training, loaded.drop.training) == (True, False)
    assert isinstance(loaded.fc.weight, nn.Parameter)


def test_a_number_stays_weak_in_type_promotion() -> None:
    compiled = torch.jit.trace(lambda x: x.sum() * 2.5, torch.ones(2))
    assert compiled(torch.ones(2)).dtype is torch.float32
    assert reloaded(compiled)(torch.ones(2)).dtype is torch.float32


def test_a_function() -> None:
    compiled = torch.jit.trace(lambda first, second: first * 2 + second, (torch.ones(2), torch.ones(2)))
    loaded = reloaded(compiled)
    assert isinstance(loaded, torch.jit.ScriptFunction)
    assert (str(loaded.graph), loaded.code) == (str(compiled.graph), compiled.code)
    assert loaded(torch.ones(2), second=torch.ones(2)).tolist() == [3.0, 3.0]
    complaints = []
    for function in (compiled, loaded):
        with pytest.raises(RuntimeError) as caught:
            function()
        complaints.append(str(caught.value))
    assert complaints[0] == complaints[1]


def test_the_dialect_comes_back() -> None:
    with torch.jit.dialect("1.8"):
        compiled = torch.jit.trace(nn.Sequential(nn.Conv2d(1, 1, 1), nn.ReLU()), torch.rand(1, 1, 2, 2))
    loaded = reloaded(compiled)
    assert texts(loaded) == texts(compiled)
    assert loaded.graph.dialect.name == "1.8"


def test_module_api_of_what_was_loaded() -> None:
    compiled = torch.jit.trace(nn.Sequential(nn.Linear(2, 2), nn.ReLU()), torch.rand(1, 2))
    loaded = reloaded(compiled)
    assert [name for name, _ in loaded.named_modules()] == [name for name, _ in compiled.named_modules()]
    assert repr(loaded) == (
        "RecursiveScriptModule(\n  original_name=Sequential\n"
        "  (0): RecursiveScriptModule(original_name=Linear)\n"
        "  (1): RecursiveScriptModule(original_name=ReLU)\n)"
    )  # as PyTorch 2.13.0 prints it
    loaded.load_state_dict({key: value * 0 for key, value in loaded.state_dict().items()})
    assert loaded(torch.ones(1, 2)).tolist() == [[0.0, 0.0]]


def test_a_pass_works_on_what_was_loaded() -> None:
    compiled = torch.jit.trace(nn.Sequential(nn.Linear(2, 2), nn.ReLU()), torch.rand(1, 2))
    loaded = reloaded(compiled)
    for module in (compiled, loaded):
        torch._C._jit_pass_inline(module.graph)
    assert loaded.code == compiled.code


class Tables(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.numbers = {2 + 3j: 2 - 3j, -4.3 - 2j: 3j}
        self.devices = {torch.device("cpu"): 1}

    def forward(self, x: complex) -> complex:
        return self.numbers[x]


def test_attributes_with_complex_numbers_and_devices_as_keys() -> None:
    loaded = reloaded(torch.jit.script(Tables()))
    assert loaded.numbers == {2 + 3j: 2 - 3j, -4.3 - 2j: 3j}
    assert loaded.devices == {torch.device("cpu"): 1}
    assert loaded(2 + 3j) == 2 - 3j
