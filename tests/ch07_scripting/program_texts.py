"""The recorded programs, built from their graph texts alone: what the text, printing and running parts are tested on.

No compiler takes part: each function's graph is read from what PyTorch 2.13.0 printed.
"""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from program_values import decoded

import minitorchscript as torch
from minitorchscript.ir.graph import Graph, constant_type
from minitorchscript.ir.named_types import EnumType, InterfaceType
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.types import ClassType, Type
from minitorchscript.ir.unit import Function, FunctionArgument, Signature

RECORDED = Path(__file__).parent / "recorded"
FILES = ("containers", "control_flow", "numbers", "objects", "strings")


class Programs:
    """The functions, types and calls of one recorded file."""

    def __init__(self, name: str) -> None:
        self.data = json.loads((RECORDED / f"{name}.json").read_text())
        self.types: dict[str, Type] = {}
        self.functions: dict[str, Function] = {}
        self.enums: dict[str, Any] = {}
        self._create_types()
        for name, record in self.data["functions"].items():
            self.functions[name] = Function(name, Graph(), self._signature(name, record))
        for name, record in self.data["functions"].items():
            self.functions[name].graph = self.read(record["graph"])
            owner, _, method = name.rpartition(".")
            found = self.types.get(owner)
            if isinstance(found, ClassType):
                found.methods[method] = self.functions[name]

    def _create_types(self) -> None:
        for name, members in self.data["enums"].items():
            if members:
                qualified = f"__torch__.{name}"
                created = self.enums[name] = Enum(name, members)
                value = constant_type(next(iter(members.values())))
                self.types[f"Enum<{qualified}>"] = EnumType(qualified, value, tuple(members.items()), created)
        for name, record in self.data["types"].items():
            if record["kind"] == "class":
                self.types[name] = ClassType(name)
            elif record["kind"] == "interface":
                self.types[f"InterfaceType<{name.rpartition('.')[2]}>"] = InterfaceType(name)
        for name, record in self.data["types"].items():
            if record["kind"] == "namedtuple":
                nameless = self.type(record["text"])
                self.types[record["text"]] = type(nameless)(nameless.members, name, nameless.fields)

    def type(self, text: str) -> Any:
        """The type that a text describes."""
        return self.read(f"graph(%x : {text}):\n  return (%x)").inputs()[0].type()

    def read(self, text: str) -> Graph:
        """The graph that a text describes, with names and numbers kept."""
        by_name = {name.rpartition(".")[2]: function for name, function in self.functions.items()}
        return parse_ir(text, True, make_tensor=_tensor, keep_numbers=True, types=self.types, functions=by_name)

    def _signature(self, name: str, record: dict[str, Any]) -> Signature:
        arguments = tuple(
            FunctionArgument(argument, self.type(text), decoded(default, torch, self.enums), has_default)
            for argument, text, _, has_default, default in record["arguments"]
        )
        return Signature(name.rpartition(".")[2], arguments, (self.type(record["returns"][0]),))


@cache
def programs_of(name: str) -> Programs:
    return Programs(name)


def _tensor(type_: Any, elements: Any) -> Any:
    shape = type_.sizes() or []
    values = [0.0] if elements is None else elements.reshape(-1).tolist()
    return torch.tensor(values, dtype=type_.scalar_type).expand(shape).clone() if shape else torch.tensor(values[0])
