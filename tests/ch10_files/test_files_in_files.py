"""Modules from several files, or several processes, in one module: their classes may have the same name."""

from __future__ import annotations

import io
from typing import Any

import minitorchscript as torch
from minitorchscript import nn


def again(compiled: Any) -> Any:
    file = io.BytesIO()
    torch.jit.save(compiled, file)
    file.seek(0)
    return torch.jit.load(file)


def doubling() -> nn.Module:
    class Step(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one = nn.Linear(2, 2)
            self.two = nn.Linear(2, 2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = self.two(self.one(x)) * 2
            return result

    return Step()


def tripling() -> nn.Module:
    class Step(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one = nn.Linear(2, 2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = self.one(x) * 3
            return result

    return Step()


class Both(nn.Module):
    def __init__(self, first: nn.Module, second: nn.Module) -> None:
        super().__init__()
        self.first = first
        self.second = second

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = self.second(self.first(x))
        return result


def test_classes_of_one_name_keep_apart() -> None:
    torch.jit.fresh_unit()
    first = again(torch.jit.script(doubling()))
    torch.jit.fresh_unit()  # as another process would, it has the same name for another class
    second = again(torch.jit.script(tripling()))
    names = [module._c.qualified_name.rpartition(".")[2] for module in (first, second)]
    assert names == ["Step", "Step"]
    assert first._c._type() is not second._c._type()
    x = torch.rand(3, 2)
    both = torch.jit.script(Both(first, second))
    loaded = again(again(both))
    assert loaded(x).tolist() == both(x).tolist()
    assert loaded.first._c.qualified_name != loaded.second._c.qualified_name
    assert [name for name, _ in loaded.named_parameters()] == [name for name, _ in both.named_parameters()]


def test_a_file_loaded_twice() -> None:
    compiled = torch.jit.script(doubling())
    both = torch.jit.script(Both(again(compiled), again(compiled)))
    x = torch.rand(3, 2)
    assert again(both)(x).tolist() == both(x).tolist()


class Inner:
    def __init__(self, text: str) -> None:
        self.text = text


class Kept:
    """Its state holds an object of another class."""

    def __init__(self) -> None:
        self.number = 4
        self.inner = Inner("inside")

    def __getstate__(self) -> tuple[int, Inner]:
        return (self.number + 1, self.inner)

    def __setstate__(self, state: tuple[int, Inner]) -> None:
        number, inner = state
        self.number = number
        self.inner = inner


class Keeper(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept()

    def forward(self) -> str:
        return self.kept.inner.text + str(self.kept.number)


def test_an_object_in_a_state() -> None:
    torch.jit.script(Inner)
    torch.jit.script(Kept)
    compiled = torch.jit.script(Keeper())
    assert [compiled(), again(compiled)(), again(again(compiled))()] == ["inside4", "inside5", "inside6"]


def test_a_file_in_memory() -> None:
    compiled = torch.jit.script(doubling())
    loaded = torch.jit.load(io.BytesIO(compiled.save_to_buffer()))
    x = torch.rand(3, 2)
    assert loaded(x).tolist() == compiled(x).tolist()
    traced = torch.jit.trace(lambda x: x * 2, x)
    assert torch.jit.load(io.BytesIO(traced.save_to_buffer()))(x).tolist() == (x * 2).tolist()
