"""Scripted modules in files: control flow, classes, enumerations, named tuples, interfaces, hooks, properties."""

# Annotations stay objects here: the compiler takes what a class body says, as PyTorch does.
import json
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import pytest

import minitorchscript as torch
from minitorchscript import nn


class Color(Enum):
    RED = 1
    GREEN = 2


class Named(NamedTuple):
    a: torch.Tensor
    b: int = 4


class Point:
    def __init__(self, x: int) -> None:
        self.x = x
        self.trail: list[int] = [x]

    def total(self) -> int:
        return self.x + len(self.trail)

    @property
    def half(self) -> int:
        return self.x // 2


@torch.jit.interface
class Step(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pass


class Scale(nn.Module):
    def __init__(self, k: int) -> None:
        super().__init__()
        self.k = k
        self.linear = nn.Linear(2, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x) * self.k


def before(self, inputs: tuple[torch.Tensor]) -> tuple[torch.Tensor]:
    return (inputs[0] + 1,)


def summed(x, k: int):
    s = 0
    for i in range(k):
        if i == 2:
            continue
        s += i
    return x + s


class Net(nn.Module):
    step: Step
    limit: torch.jit.Final[int]
    named: Named
    maybe: int | None

    def __init__(self) -> None:
        super().__init__()
        self.step = Scale(2)
        self.hooked = Scale(3)
        self.hooked.register_forward_pre_hook(before)
        self.point = Point(5)
        self.points = [Point(1), Point(2)]
        self.color = Color.GREEN
        self.named = Named(torch.ones(2), 7)
        self.table = {"a": [1, 2]}
        self.limit = 9
        self.maybe = None
        self.items = nn.ModuleList([Scale(1), Scale(2)])
        self.factor = 1.5
        self.root = 1j
        self.place = torch.device("cpu")
        self.register_buffer("counts", torch.arange(3))
        self.register_buffer("absent", None)

    @property
    def beyond(self) -> int:
        return self.limit + 1

    @torch.jit.export
    def chosen(self, color: Color) -> Named:
        if color == Color.RED:
            return Named(torch.zeros(1))
        return self.named

    def forward(self, x, k: int = 2):
        if self.color == Color.GREEN:
            x = self.step.forward(x)
        i = 0
        while i < k:
            x = summed(x, i) + self.point.total() + self.points[1].half
            i += 1
        for item in self.items:
            x = item(x)
        point = Point(k)
        self.points.append(point)
        return self.hooked(x), Named(x, point.x), len(self.points), self.beyond, self.table


def texts(module) -> dict[str, str]:
    found = {}
    for path, inner in module.named_modules():
        for name in inner.class_type.methods:
            scripted = inner._method(name)
            found[f"{path}.{name}"] = f"{scripted.graph}{scripted.code}{scripted.inlined_graph}{scripted.schema}"
    return found


@pytest.fixture
def saved(tmp_path: Path):
    torch.manual_seed(0)
    module = torch.jit.script(Net())
    module.save(tmp_path / "net.json")
    return module, tmp_path / "net.json"


def test_everything_comes_back(saved, tmp_path):
    module, path = saved
    loaded = torch.jit.load(path)
    assert texts(loaded) == texts(module)
    loaded.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()
    x = torch.ones(1, 2)
    for _ in range(2):
        ours, theirs = module(x), loaded(x)
        assert ours[0].tolist() == theirs[0].tolist()
        assert (theirs[1].a.tolist(), theirs[1].b) == (ours[1].a.tolist(), ours[1].b)
        assert theirs[2:] == ours[2:]


def test_attributes_come_back(saved):
    loaded = torch.jit.load(saved[1])
    assert (loaded.limit, loaded.beyond, loaded.maybe, loaded.absent) == (9, 10, None, None)
    assert (loaded.factor, loaded.root, loaded.place) == (1.5, 1j, torch.device("cpu"))
    assert loaded.named.b == 7
    assert loaded.table == {"a": [1, 2]}
    assert (loaded.point.x, loaded.point.half, loaded.point.total()) == (5, 2, 6)
    assert [point.x for point in loaded.points] == [1, 2]
    assert loaded.color.name == "GREEN"
    assert loaded.chosen(type(loaded.color).RED).b == 4
    assert loaded.chosen(loaded.color).b == 7


def test_an_interface_still_takes_other_modules(saved):
    loaded = torch.jit.load(saved[1])
    with pytest.raises(RuntimeError, match="is not compatible with interface .*Step"):
        loaded.step = torch.jit.script(nn.Linear(2, 2).eval())
    loaded.step = torch.jit.script(Scale(5))
    assert loaded.step.k == 5


def test_a_function_with_what_it_calls(tmp_path):
    function = torch.jit.script(summed)
    function.save(tmp_path / "f.json")
    loaded = torch.jit.load(tmp_path / "f.json")
    assert loaded.code == function.code
    assert loaded(torch.ones(1), 4).item() == function(torch.ones(1), 4).item() == 5.0


class CallsPython(nn.Module):
    @torch.jit.ignore
    def in_python(self, x):
        return x

    def forward(self, x):
        return self.in_python(x)


def test_what_calls_python_is_refused_by_name(tmp_path):
    module = torch.jit.script(CallsPython())
    with pytest.raises(RuntimeError, match="Could not export Python function call 'in_python'"):
        module.save(tmp_path / "net.json")
    assert not (tmp_path / "net.json").exists()


DAMAGE = [
    (("enums", 0, "members"), [], "no members, or one twice"),
    (("enums", 0, "members"), [["RED", "one"]], "the value of RED is no int"),
    (("enums", 0, "members"), [["__class__", 1]], "no name and value"),
    (("enums", 0, "value"), "Tensor", "values are ints, floats or strings"),
    (("interfaces", 0, "methods", 0, "returns"), [], "a method takes its object and returns one value"),
    (("interfaces", 0, "is_module"), 1, "expected true or false"),
]


@pytest.mark.parametrize(("place", "content", "expected"), DAMAGE, ids=[case[2] for case in DAMAGE])
def test_damage_is_named(saved, place, content, expected):
    document = json.loads(saved[1].read_text())
    target = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = content
    saved[1].write_text(json.dumps(document))
    with pytest.raises(torch.jit.FormatError, match=expected):
        torch.jit.load(saved[1])


def changed(document, kind, change):
    for encoded in document["classes"]:
        if kind in encoded:
            change(encoded[kind])


CHANGES = [
    ("properties", lambda found: found.update(beyond=["nowhere", None]), "an accessor is no method"),
    ("properties", lambda found: found.update(beyond="__beyond_getter"), "expected a getter and a setter"),
    ("hooks", lambda found: found.update(before=["nowhere"]), "the function 'nowhere' is not in the file"),
    ("hooks", lambda found: found.update(before=["__torch__.summed"]), "a hook takes its object first"),
]


@pytest.mark.parametrize(("kind", "change", "expected"), CHANGES, ids=[case[2] for case in CHANGES])
def test_damage_of_classes_is_named(saved, kind, change, expected):
    document = json.loads(saved[1].read_text())
    changed(document, kind, change)
    saved[1].write_text(json.dumps(document).replace("__torch__.summed", qualified(document)))
    with pytest.raises(torch.jit.FormatError, match=expected):
        torch.jit.load(saved[1])


def qualified(document) -> str:
    return next(found["name"] for found in document["functions"] if found["name"].endswith(".summed"))


class Loud(nn.Module):
    def __init__(self):
        super().__init__()
        self.count = 1

    def forward(self, x):
        return x * self.count

    @torch.jit.export
    def __getstate__(self):
        return (self.count, self.training)

    @torch.jit.export
    def __setstate__(self, state: tuple[int, bool]):
        print("restoring")
        self.count = state[0] + 10
        self.training = state[1]


def test_loading_does_not_even_run_setstate(tmp_path, capsys):
    torch.jit.script(Loud()).save(tmp_path / "loud.json")
    assert capsys.readouterr().out == "restoring\n"
    loaded = torch.jit.load(tmp_path / "loud.json")
    assert capsys.readouterr().out == ""
    assert loaded(torch.ones(1)).item() == 11.0


class Paints(nn.Module):
    def forward(self, color: Color) -> int:
        return color.value


def test_a_loaded_module_takes_the_user_s_enumeration_if_it_is_the_same(tmp_path):
    torch.jit.script(Paints()).save(tmp_path / "paints.json")
    loaded = torch.jit.load(tmp_path / "paints.json")
    assert loaded(Color.GREEN) == 2
    with pytest.raises(RuntimeError, match="Expected a value of type 'Enum<__torch__.test_modules_files.Color>'"):
        loaded(Enum("Color", {"RED": 1, "GREEN": 3}).GREEN)
