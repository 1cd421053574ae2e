"""A program, run; what it shows, kept as text; two such runs, compared.

A *program* is a plain Python file written against `torch`. The runner gives it three functions more:
`show(name, text)`, `show_numbers(name, values, within=...)` and `show_module(traced)`; for whole networks,
`networks.py` adds two, for what is scripted `scripts.py` three. The recorder (under a real PyTorch), the
replay and the conformance runner all go through this file, so a text is treated alike on every side. It
needs only the standard library and Python 3.9, the oldest that a recorded PyTorch wants.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import struct
import sys
import traceback
import types
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networks
import scripts
from networks import show_digests, undrawn

SECTION = "==== "
_HEADER = re.compile(r"==== (?P<name>.+?)(?: \(within (?P<within>[^)]+)\))?")
_COMMENT = re.compile(r" # (?P<file>[^\n#]+):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)


def mask_sources(text: str, program: Path) -> str:
    """The one rule for source comments: the program's own path becomes its file name, any other `<library>`.

    ` # /home/me/golden/programs/mlp.py:9:0` becomes ` # mlp.py:9:0` and ` #
    /usr/lib/torch/nn/functional.py:1:0` becomes ` # <library>`: that a line has a comment, and where in the
    user's file it points, is compared; the layout of PyTorch's own files is not. The program's path is
    shortened outside comments too (it stands in error messages).
    """

    def mask(match: re.Match[str]) -> str:
        own = match["file"] == str(program)
        return f" # {program.name}:{match['line']}:{match['column']}" if own else " # <library>"

    return _COMMENT.sub(mask, text).replace(str(program), program.name)


@dataclass(frozen=True)
class Shown:
    """One text. `within` is "" (byte-equal), "names" (a graph, equal after renaming each `%name` by the order of first
    appearance), "N ulp" (of float32) or "rtol X" (of the largest magnitude)."""

    text: str
    within: str = ""

    def agrees(self, other: Shown) -> bool:
        if self.within != other.within:
            return False
        if not self.within:
            return self.text == other.text
        if self.within == scripts.CANONICAL:
            return self.text == other.text or scripts.canonical(self.text) == scripts.canonical(other.text)
        try:
            ours, theirs = (list(map(float.fromhex, shown.text.split())) for shown in (self, other))
        except ValueError:
            return False
        if len(ours) != len(theirs):
            return False
        first, second = self.within.split()
        if second == "ulp":
            return all(map(lambda a, b: abs(_float32_rank(a) - _float32_rank(b)) <= int(first), ours, theirs))
        allowed = float(second) * max(map(abs, theirs), default=0.0)
        return all(map(lambda a, b: abs(a - b) <= allowed, ours, theirs))


def _float32_rank(value: float) -> int:
    """The place of a float32 among all float32: neighbours differ by one, across zero too."""
    (bits,) = struct.unpack("<i", struct.pack("<f", value))
    return int(bits) if bits >= 0 else -(int(bits) & 0x7FFFFFFF)


@dataclass
class Run:
    """What one run of a program showed, in order, and the exception that ended it ("" if none did)."""

    texts: dict[str, Shown] = field(default_factory=dict)
    error: str = ""
    traceback: str = ""


def run_program(program: Path) -> Run:
    """Run a program as `__main__` against whatever `torch` is in this process, and collect what it shows."""
    run = Run()

    def show(name: str, text: str, within: str = "") -> None:
        if name in run.texts:
            raise ValueError(f"the program shows {name!r} twice")
        if not isinstance(text, str):
            raise TypeError(f"show({name!r}, ...) takes a str, not {type(text).__name__}")
        run.texts[name] = Shown(mask_sources(text, program), within)

    def show_numbers(name: str, values: Iterable[float], within: str = "") -> None:
        show(name, "\n".join(float(value).hex() for value in values), within)

    def show_module(traced: Any, prefix: str = "", digests: bool = False) -> None:
        if not digests:
            _show_module(show, traced, prefix)
            return
        texts: dict[str, str] = {}
        _show_module(lambda name, text: texts.update({name: mask_sources(text, program)}), traced, "")
        show_digests(show, texts, prefix)

    def show_network(name: str, model: Any, x: Any, numbers: bool = True) -> None:
        networks.show_network(show, show_numbers, show_module, name, model, x, numbers)

    main = types.ModuleType("__main__")
    main.__file__ = str(program)
    vars(main).update(show=show, show_numbers=show_numbers, show_module=show_module)
    vars(main).update(show_network=show_network, undrawn=undrawn)
    shower = scripts.Shower(show, lambda file: file == str(program))
    vars(main).update(show_script=shower.show_script, refused=shower.refused, printed=shower.printed)
    vars(main).update(show_passes=shower.show_passes)
    outer = sys.modules["__main__"]
    sys.modules["__main__"] = main
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Not with this file's own `from __future__ import annotations`: annotations stay objects.
            exec(compile(program.read_text("utf-8"), str(program), "exec", dont_inherit=True), vars(main))
    except Exception as error:
        run.error = mask_sources(f"{type(error).__name__}: {error}", program)
        run.traceback = traceback.format_exc()
    finally:
        sys.modules["__main__"] = outer
    return run


def _show_module(show: Any, traced: Any, prefix: str) -> None:
    """Every method of every submodule, then the root's inlined graph and its code after the inline pass."""
    modules = dict(traced.named_modules())
    listing = [f"{path or '.'}: {module.original_name}" for path, module in modules.items()]
    show(f"{prefix}modules", "\n".join(listing))
    for path, module in modules.items():
        where = f"{prefix}{path or 'root'}"
        try:
            show(f"{where}.graph", str(module.graph))
            show(f"{where}.code", module.code)
        except (AttributeError, RuntimeError) as error:  # a submodule that the trace never called
            show(f"{where}.refused", f"{type(error).__name__}: {error}")
        count = 1
        while hasattr(module, f"forward{count}"):  # called again: each call has a method of its own
            method = getattr(module, f"forward{count}")
            show(f"{where}.forward{count}.graph", str(method.graph))
            show(f"{where}.forward{count}.code", method.code)
            count += 1
    show(f"{prefix}root.inlined_graph", str(traced.inlined_graph))
    sys.modules["torch"]._C._jit_pass_inline(traced.graph)
    show(f"{prefix}root.inlined.graph", str(traced.graph))
    show(f"{prefix}root.inlined.code", traced.code)


def fresh_history() -> None:
    """Make this process like one that has traced nothing: type numbers, caches and the seed begin anew."""
    torch = importlib.import_module("torch")
    torch.manual_seed(0)
    if hasattr(torch.jit, "fresh_unit"):
        torch.jit.fresh_unit()
        return
    state, recursive = torch.jit._state, torch.jit._recursive
    state._python_cu = torch._C.CompilationUnit()
    recursive.concrete_type_store = recursive.ConcreteTypeStore()
    caches = ("_script_classes", "_name_to_pyclass", "_jit_caching_layer", "_jit_function_overload_caching")
    for cache in caches:
        getattr(state, cache, {}).clear()  # PyTorch 1.8 has fewer of them


def digest(program: Path) -> str:
    return hashlib.sha256(program.read_bytes()).hexdigest()


@dataclass
class Transcript:
    """A recorded run: a head that says what printed it, then one section for each text."""

    head: dict[str, str]
    texts: dict[str, Shown]

    def dumps(self) -> str:
        lines = [f"{key}: {value}" for key, value in self.head.items()]
        for name, shown in self.texts.items():
            if any(line.startswith(SECTION) for line in shown.text.split("\n")):
                raise ValueError(f"a line of {name!r} begins with the section mark {SECTION!r}")
            lines.append(f"{SECTION}{name} (within {shown.within})" if shown.within else f"{SECTION}{name}")
            lines.append(shown.text)
        return "\n".join(lines) + "\n"

    @classmethod
    def loads(cls, text: str) -> Transcript:
        head: dict[str, str] = {}
        texts: dict[str, Shown] = {}
        first, *sections = re.split(r"^(?===== )", text, flags=re.MULTILINE)
        for line in first.splitlines():
            key, _, value = line.partition(": ")
            head[key] = value
        for section in sections:
            title, _, body = section.partition("\n")
            header = _HEADER.fullmatch(title)
            assert header, title
            texts[header["name"]] = Shown(body[:-1], header["within"] or "")
        return cls(head, texts)
