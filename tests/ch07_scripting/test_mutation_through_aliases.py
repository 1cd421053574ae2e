"""Clean-up never loses a write: what is changed under one name is seen under every other, as in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript.ir.parser import parse_ir
from minitorchscript.passes.dead_code import eliminate_dead_code
from minitorchscript.passes.memory import Memory


def through_a_branch(c: bool) -> int:
    a = [1]
    if c:
        b = a
    else:
        b = [2]
    b.append(3)
    return len(a)


def through_a_loop(n: int) -> list[int]:
    a = [0]
    b = [5]
    for i in range(n):
        a, b = b, a
        a.append(i)
    return b


def through_a_list() -> list[int]:
    inner = [1]
    outer = [inner]
    outer[0].append(2)
    return inner


def through_a_tuple() -> list[int]:
    inner = [1]
    pair = (inner, 3)
    taken, _ = pair
    taken.append(2)
    return inner


def through_a_dictionary() -> list[int]:
    inner = [1]
    table = {"a": inner}
    for value in table.values():
        value.append(7)
    more = [[9]] + [inner]
    more[1].append(8)
    return inner


def through_lists_of_tensors(x: torch.Tensor) -> torch.Tensor:
    y = x.clone()
    z = [y]
    z[0].add_(1)
    w = z + [x]
    w[0].mul_(3)
    return y


def through_append() -> list[int]:
    a: list[list[int]] = []
    b = [1]
    a.append(b)
    a[0].append(2)
    return b


def through_an_optional(o: list[int] | None) -> list[int]:
    b = [1]
    if o is None:
        o = b
    o.append(4)
    return b


def through_views(x: torch.Tensor, i: int) -> torch.Tensor:
    y = x.clone()
    part = y[i] if i > 0 else y
    part.add_(1)
    return y


PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (through_a_branch, (True,)),
    (through_a_branch, (False,)),
    (through_a_loop, (3,)),
    (through_a_list, ()),
    (through_a_tuple, ()),
    (through_a_dictionary, ()),
    (through_lists_of_tensors, (torch.ones(2),)),
    (through_append, ()),
    (through_an_optional, (None,)),
    (through_views, (torch.ones(2, 2), 1)),
    (through_views, (torch.ones(2, 2), 0)),
]


@pytest.mark.parametrize(("function", "arguments"), PROGRAMS)
def test_scripted_is_eager(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    assert str(torch.jit.script(function)(*arguments)) == str(function(*arguments))


def test_a_write_that_nobody_sees_goes() -> None:
    graph = parse_ir(
        """graph(%n : int):
  %a : int[] = prim::ListConstruct(%n)
  %b : int[] = prim::ListConstruct(%n)
  %c : int[] = aten::append(%b, %n)
  return (%a)
"""
    )
    assert eliminate_dead_code(graph)
    assert [node.kind() for node in graph.nodes()] == ["prim::ListConstruct"]


def test_what_is_inside_a_container_has_writers() -> None:
    graph = parse_ir(
        """graph(%n : int):
  %zero : int = prim::Constant[value=0]()
  %a : int[] = prim::ListConstruct(%n)
  %other : int[] = prim::ListConstruct(%n)
  %b : int[][] = prim::ListConstruct(%a)
  %c : int[] = aten::__getitem__(%b, %zero)
  %d : int[] = aten::append(%c, %n)
  return (%b)
"""
    )
    memory = Memory(graph)
    lists = [node.output() for node in graph.findAllNodes("prim::ListConstruct")]
    assert [memory.has_writers(value) for value in lists] == [True, False, False]
