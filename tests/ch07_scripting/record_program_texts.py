"""Record under PyTorch what the programs in `recorded/` compile to, print and compute.

Run by a person where PyTorch 2.13.0 is installed: ``python record_program_texts.py``; it writes
``recorded/<name>.json`` beside each ``recorded/<name>.py``.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import types
from pathlib import Path
from typing import Any

import torch
from program_values import encoded

RECORDED = Path(__file__).parent / "recorded"


class Recorder:
    """The functions, methods and types that the programs of one file lead to."""

    def __init__(self) -> None:
        self.unit = torch.jit._state._python_cu
        self.functions: dict[str, Any] = {}
        self.types: dict[str, Any] = {}

    def function(self, function: Any, name: str = "") -> None:
        is_method = isinstance(function, torch._C.ScriptMethod)
        name = name or function.qualified_name
        if name in self.functions:
            return
        arguments = [
            [a.name, a.type.str(), a.type.annotation_str, a.has_default_value(), encoded(a.default_value)]
            for a in function.schema.arguments
        ]
        inlined = function.graph.copy()
        torch._C._jit_pass_inline(inlined)
        returned = function.schema.returns[0].type
        record = {
            "graph": str(function.graph), "inlined": str(inlined), "code": function.code, "is_method": is_method,
            "schema": str(function.schema), "arguments": arguments,
            "returns": [returned.str(), returned.annotation_str],
            "constants": [
                encoded(value)
                for value in (_constants(function) if is_method else ())
            ],
        }  # fmt: skip
        self.functions[name] = record
        for a in (*function.schema.arguments, *function.schema.returns):
            self.type(a.type)
        self.block(function.graph)
        self.block(inlined)

    def block(self, block: Any) -> None:
        for value in block.inputs():
            self.type(value.type())
        for node in block.nodes():
            for value in node.outputs():
                self.type(value.type())
            for inner in node.blocks():
                self.block(inner)
            if node.hasAttribute("Subgraph"):
                self.block(node.g("Subgraph"))
            if node.hasAttribute("types"):
                for type_ in node.tys("types"):
                    self.type(type_)
            if node.kind() == "prim::CallFunction":
                self.function(self.unit.find_function(node.inputsAt(0).type().annotation_str))

    def type(self, type_: Any) -> None:
        kind, name = type_.kind(), type_.annotation_str
        if kind in ("ClassType", "InterfaceType", "EnumType") or "NamedTuple" in type_.str():
            if name in self.types:
                return
        if kind == "ClassType":
            self.types[name] = {"kind": "class", "methods": list(type_.method_names())}
            for method in type_.method_names():
                found = self.unit.find_function(f"{name}.{method}")
                if found is not None:
                    self.function(found)
        elif kind == "InterfaceType":
            self.types[name] = {"kind": "interface"}
        elif kind == "TupleType" and type_.str().startswith("NamedTuple("):
            self.types[name] = {"kind": "namedtuple", "text": type_.str()}
        for inner in type_.containedTypes():
            self.type(inner)


def _constants(method: Any) -> list[Any]:
    found = method.code_with_constants[1]
    return list(getattr(found, "const_mapping", found).values())


PASSES = (
    *("cse", "lower_all_tuples", "loop_unrolling", "constant_loop_unrolling", "peephole", "constant_propagation"),
    *("dce", "constant_pooling"),
)


def passes_on(graph: Any) -> dict[str, str]:
    """What each pass makes of a graph, where it makes anything of it."""
    found = {}
    for name in PASSES:
        copied = graph.copy()
        before = str(copied)
        try:
            getattr(torch._C, f"_jit_pass_{name}")(copied)
        except RuntimeError as error:
            found[name] = f"refused: {str(error).partition(chr(10))[0]}"
        else:
            if str(copied) != before:
                found[name] = str(copied)
    return found


def attributes_of(module: Any) -> dict[str, Any]:
    """A scripted module's attributes as far as the interpreter needs them, submodules nested."""
    found: dict[str, Any] = {"class": module._c._type().qualified_name(), "attributes": {}, "modules": {}}
    for name, value in module.named_parameters(recurse=False):
        found["attributes"][name] = encoded(value)
    for name, value in module.named_buffers(recurse=False):
        found["attributes"][name] = encoded(value)
    for name in ("training", "scale", "names", "calls", "extra"):
        if hasattr(module, name) and not isinstance(getattr(module, name), torch.nn.Module):
            found["attributes"][name] = encoded(getattr(module, name))
    for name, child in module.named_children():
        found["modules"][name] = attributes_of(child)
    return found


def outcome(function: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:
    given = [encoded(value) for value in arguments]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            result = function(*arguments)
    except Exception as error:
        return {"given": given, "error": type(error).__name__, "message": str(error)}
    return {"given": given, "result": encoded(result), "printed": printed.getvalue()}


def record(path: Path) -> dict[str, Any]:
    torch._C._jit_clear_class_registry()
    torch.jit._state._clear_class_state()
    torch.jit._state._python_cu.drop_all_functions()
    module = types.ModuleType("__main__")
    module.__file__ = path.name
    sys.modules["__main__"] = module
    exec(compile(path.read_text(), path.name, "exec", dont_inherit=True), vars(module))
    recorder = Recorder()
    programs = []
    for program, calls in module.PROGRAMS:
        try:
            compiled = torch.jit.script(program)
        except Exception as error:
            print("REFUSED", program, str(error)[:300])
            continue
        if isinstance(compiled, torch.nn.Module):
            entry_name = f"{compiled._c._type().qualified_name()}.forward"
            recorder.function(compiled._c._get_method("forward"), entry_name)
            for node in compiled.modules():
                recorder.type(node._c._type())
                for name in node._c._type().method_names():
                    recorder.function(node._c._get_method(name), f"{node._c._type().qualified_name()}.{name}")
            entry: dict[str, Any] = {
                "name": entry_name,
                "module": attributes_of(compiled),
            }
        else:
            recorder.function(compiled)
            entry = {"name": compiled.qualified_name}
        entry["passes"] = passes_on(compiled.inlined_graph)
        entry["calls"] = [outcome(compiled, arguments) for arguments in calls]
        programs.append(entry)
    members: dict[str, dict[str, Any]] = {}
    for name, value in vars(module).items():
        if isinstance(value, type) and issubclass(value, module.__dict__.get("Enum", ())):
            members[name] = {each.name: each.value for each in value}
    return {"programs": programs, "functions": recorder.functions, "types": recorder.types, "enums": members}


if __name__ == "__main__":
    os.chdir(RECORDED)
    for path in sorted(RECORDED.glob("*.py")):
        data = record(path)
        # PyTorch's own files are named as seen from where it is installed.
        text = json.dumps(data, indent=1).replace(f"{Path(torch.__file__).parents[1]}/", "")
        path.with_suffix(".json").write_text(text + "\n")
        print(path.stem, len(data["programs"]), "programs,", len(data["functions"]), "functions")
