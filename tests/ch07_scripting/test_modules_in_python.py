"""A compiled module in Python's hands: typed attributes, constants, copies, submodules, objects of classes."""

# Annotations stay objects here: the compiler takes what a class body says, as PyTorch does.
import copy
import warnings
from typing import Optional

import pytest

import minitorchscript as torch
from minitorchscript import nn


class Counter(nn.Module):
    limit: torch.jit.Final[int]
    last: int | None

    def __init__(self, limit: int = 3) -> None:
        super().__init__()
        self.limit = limit
        self.count = 0
        self.names = ["a"]
        self.last = None
        self.weight = nn.Parameter(torch.ones(2))
        self.register_buffer("total", torch.zeros(2))
        self.register_buffer("scratch", None)
        self.linear = nn.Linear(2, 2)

    def forward(self, x):
        self.count += 1
        self.total = self.total + x
        return x * self.weight + min(self.count, self.limit)

    @torch.jit.export
    def reset(self, count: int) -> None:
        self.count = count

    @torch.jit.ignore
    def in_python(self) -> str:
        return f"count {self.count}"


@pytest.fixture
def counter():
    return torch.jit.script(Counter())


def test_state_is_kept_and_read(counter):
    x = torch.ones(2)
    assert counter(x).tolist() == [2.0, 2.0]
    assert counter(x).tolist() == [3.0, 3.0]
    assert (counter.count, counter.total.tolist()) == (2, [2.0, 2.0])
    counter.reset(7)
    assert counter.count == 7
    assert counter.in_python() == "count 7"


def test_the_original_is_left_alone():
    module = Counter()
    scripted = torch.jit.script(module)
    scripted(torch.ones(2))
    assert (module.count, scripted.count) == (0, 1)
    assert scripted.weight is module.weight


def test_an_assignment_keeps_to_the_type(counter):
    counter.count = 5
    assert counter(torch.ones(2)).tolist() == [4.0, 4.0]
    with pytest.raises(RuntimeError, match="Could not cast attribute 'count' to type int"):
        counter.count = "five"
    assert counter.count == 6


def test_a_container_is_copied_on_its_way_out(counter):
    counter.names.append("b")
    assert counter.names == ["a"]
    counter.names = ["x", "y"]
    assert counter.names == ["x", "y"]


def test_constants_stay(counter):
    assert counter.limit == 3
    with pytest.raises(RuntimeError, match="Can't set constant 'limit' which has value:3"):
        counter.limit = 4


def test_nothing_new_is_added_but_plain_attributes(counter):
    counter.note = "mine"
    assert counter.note == "mine"
    with pytest.raises(RuntimeError, match="Can't add a new parameter after ScriptModule construction"):
        counter.more = nn.Parameter(torch.ones(1))
    with pytest.raises(RuntimeError, match="Cannot re-assign modules in a ScriptModule with non-scripted module"):
        counter.linear = nn.Linear(2, 2)
    with pytest.raises(AttributeError, match="has no attribute 'count'"):
        del counter.count


def test_a_submodule_of_the_same_type_takes_the_place(counter):
    other = torch.jit.script(nn.Linear(2, 2))
    counter.linear = other
    assert counter.linear is other
    with pytest.raises(RuntimeError, match="Expected a value of type '.*Linear .*' for field 'linear'"):
        counter.linear = torch.jit.script(nn.ReLU())


def test_what_a_compiled_module_refuses(counter):
    for name in ("register_forward_hook", "requires_grad_", "get_submodule", "bfloat16"):
        with pytest.raises(RuntimeError, match=f"{name} is not supported on ScriptModules"):
            getattr(counter, name)()
    with pytest.raises(AttributeError, match="'RecursiveScriptModule' object has no attribute 'nope'"):
        counter.nope  # noqa: B018
    with pytest.raises(NotImplementedError):
        len(counter)
    assert bool(counter)


def test_tables_and_modes(counter):
    assert sorted(counter.state_dict()) == ["linear.bias", "linear.weight", "total", "weight"]
    assert [name for name, _ in counter.named_buffers()] == ["total"]
    assert counter.scratch is None
    assert counter.eval().training is False
    assert counter.linear.training is False
    assert counter.double().weight.dtype is torch.float64


def test_copies_share_methods_and_nothing_else(counter):
    deep, shallow = copy.deepcopy(counter), copy.copy(counter)
    assert deep.class_type is counter.class_type
    assert shallow.total is counter.total
    deep(torch.ones(2))
    assert (deep.count, counter.count, shallow.count) == (1, 0, 0)
    assert deep.weight is not counter.weight
    assert not hasattr(deep, "in_python")


def test_modules_that_are_alike_share_one_type():
    one, two, three = (torch.jit.script(Counter(limit)) for limit in (1, 1, 2))
    assert one.class_type is two.class_type
    assert three.class_type is not one.class_type
    assert one.linear.class_type is three.linear.class_type


def test_scripting_twice_is_scripting_once(counter):
    assert torch.jit.script(counter) is counter


class Doubled(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.n = 3

    @property
    def twice(self) -> int:
        return self.n * 2

    @twice.setter
    def twice(self, value: int) -> None:
        self.n = value // 2

    def forward(self, x):
        return x * self.twice


def test_properties_read_and_write():
    scripted = torch.jit.script(Doubled())
    assert scripted.twice == 6
    scripted.twice = 10
    assert (scripted.n, scripted(torch.ones(1)).item()) == (5, 10.0)


class Containers(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.parts = nn.ModuleList([nn.ReLU(), nn.Tanh()])
        self.named = nn.ModuleDict({"a": nn.ReLU()})

    def forward(self, x):
        return x


def test_containers_hand_out_their_members():
    module = Containers()
    scripted = torch.jit.script(module)
    assert len(scripted.parts) == 2
    assert scripted.parts[1] is module.parts[1]
    assert list(scripted.parts) == list(module.parts)
    assert "a" in scripted.named
    assert "b" not in scripted.named
    assert list(scripted.named) == ["a"]


@torch.jit.script
class Point:
    def __init__(self, x: int, y: int = 2) -> None:
        self.x = x
        self.y = y

    def total(self) -> int:
        return self.x + self.y

    def __len__(self) -> int:
        return 2

    @property
    def half(self) -> int:
        return self.x // 2

    @half.setter
    def half(self, value: int) -> None:
        self.x = value * 2


def moved(p: Point, by: int) -> Point:
    p.x += by
    return p


def test_objects_are_copied_across_the_border():
    given = Point(1)
    returned = torch.jit.script(moved)(given, 5)
    assert type(returned) is Point
    assert (given.x, returned.x, returned.total()) == (1, 6, 8)


def test_an_object_can_be_compiled_and_is_then_passed_as_it_is():
    held = torch.jit.script(Point(4, 5))
    torch.jit.script(moved)(held, 1)
    assert (held.x, held.total(), held.half, len(held)) == (5, 10, 2, 2)
    held.half = 10
    assert held.x == 20
    with pytest.raises(TypeError):
        held["x"]
    assert torch.jit.script(held) is held


class HoldsPoint(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.point = Point(3)

    def forward(self, x):
        self.point.x += 1
        return x * self.point.total()


def test_an_object_as_attribute():
    scripted = torch.jit.script(HoldsPoint())
    assert scripted(torch.ones(1)).item() == 6.0
    assert scripted(torch.ones(1)).item() == 7.0
    assert scripted.point.x == 5


class Annotated(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.found: Optional[int] = None  # noqa: UP045

    def forward(self, x):
        return x


def test_an_annotation_in_init_that_says_too_little_is_warned_of():
    with pytest.warns(UserWarning, match="doesn't support instance-level annotations on empty non-base types"):
        torch.jit.script(Annotated())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.jit.script(HoldsPoint())


def test_what_is_no_program_is_refused():
    with pytest.raises(RuntimeError, match="cannot be compiled since it inherits from nn.Module"):
        torch.jit.script(nn.Linear)
    with pytest.raises(RuntimeError, match="has not been initialized, did you forget to call 'super"):
        torch.jit.script(nn.Linear.__new__(nn.Linear))


def test_options_that_do_nothing_say_so():
    def double(x):
        return x * 2

    with pytest.warns(FutureWarning, match="`optimize` is deprecated and has no effect"):
        assert torch.jit.script(double, True)(torch.ones(1)).item() == 2
    with pytest.warns(UserWarning, match="types are not taken from example_inputs"):
        assert str(torch.jit.script(double, example_inputs=[(1,)]).schema) == "double(Tensor x) -> Tensor"
