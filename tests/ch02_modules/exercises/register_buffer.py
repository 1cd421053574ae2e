"""What an announced buffer is afterwards, and what is refused, in PyTorch's words."""

from __future__ import annotations

from typing import Any

from book.grading import outcome, same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import nn

names = st.sampled_from(["a", "b", "c"])
announcements = st.lists(st.tuples(names, st.booleans(), st.booleans()), max_size=6)


@given(announcements)
def check_buffers_are_kept_and_the_persistent_ones_saved(announced: list[tuple[str, bool, bool]]) -> None:
    module, held, saved = nn.Module(), {}, {}
    for name, empty, persistent in announced:
        tensor = None if empty else torch.ones(1)
        module.register_buffer(name, tensor, persistent)
        held[name], saved[name] = tensor, persistent and not empty
    calls = "".join(f"register_buffer({n!r}, {'None' if e else 'torch.ones(1)'}, {p})\n" for n, e, p in announced)
    same(f"{calls}[*module._buffers]", [*module._buffers], [*held])
    for name, tensor in held.items():
        same(f"{calls}module.{name} is what was given", getattr(module, name) is tensor, True)
    same(f"{calls}[*module.state_dict()]", [*module.state_dict()], [name for name in held if saved[name]])


def check_a_buffer_is_persistent_unless_told_otherwise() -> None:
    module = nn.Module()
    module.register_buffer("a", torch.ones(1))
    same("register_buffer('a', torch.ones(1)), then [*module.state_dict()]", [*module.state_dict()], ["a"])


def taken() -> nn.Module:
    module = nn.Linear(1, 1)
    module.plain = 3
    return module


def check_wrong_names_and_values_are_refused() -> None:
    tensor = torch.ones(1)
    wanted: list[tuple[Any, Any, str]] = [
        ("a.b", tensor, "KeyError: 'buffer name can\\'t contain \".\"'"),
        ("", tensor, "KeyError: 'buffer name can\\'t be empty string \"\"'"),
        ("plain", tensor, "KeyError: \"attribute 'plain' already exists\""),
        ("weight", tensor, "KeyError: \"attribute 'weight' already exists\""),
        ("forward", tensor, "KeyError: \"attribute 'forward' already exists\""),
        (3, tensor, "TypeError: buffer name should be a string. Got int"),
        ("a", 3, "TypeError: cannot assign 'int' object to buffer 'a' (torch Tensor or None required)"),
    ]
    for name, value, message in wanted:
        module = taken()
        same(f"register_buffer({name!r}, {value!r})", outcome(module.register_buffer, name, value), message)
        same(f"after register_buffer({name!r}, {value!r}) was refused, [*module._buffers]", [*module._buffers], [])


def check_the_tables_must_be_there() -> None:
    class Hasty(nn.Module):
        def __init__(self) -> None:
            self.register_buffer("a", torch.ones(1))

    wanted = "AttributeError: cannot assign buffer before Module.__init__() call"
    same("register_buffer before super().__init__()", outcome(Hasty), wanted)
