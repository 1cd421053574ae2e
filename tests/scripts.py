"""What a scripted function or module shows: its texts, its results, and how it is refused.

Programs get these functions from here: `show_script(name, thing, *calls)`, `show_passes(name, scripted, passes)`,
`refused(name, action)`, `printed(action)`.
An error is shown twice: `.refused` is its head (type and first line), `.error` the whole text with places in the user's
file. Standard library and Python 3.9 only.
"""

from __future__ import annotations

import contextlib
import enum
import importlib
import io
import re
from collections.abc import Callable
from typing import Any

_FRAME = re.compile(r'^(?P<indent> *)File "(?P<file>[^"\n]+)", line (?P<line>\d+)', re.MULTILINE)
_NAME = re.compile(r'"(?:[^"\\\n]|\\.)*"|%[\w.]+')
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
# Where a side's own modules lie, and what it calls the class of tensors.
_MODULE = re.compile(r"<module '(?:torch|minitorchscript)\b[^>]*>")
_TENSOR = re.compile(r"<class 'minitorchscript\.tensor\.tensor\.Tensor'>")
_FLOAT = re.compile(r"(-?\d+\.\d+(?:e[-+]\d+)?|-?\d+e[-+]\d+)")
# A scripted graph is promised equal after its values are named by the order in which they first appear.
CANONICAL = "names"


def canonical(graph: str) -> str:
    """The graph's text with each `%name` replaced by `%<its place in the order of first appearance>`."""
    order: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        name = match.group()
        return name if name[0] == '"' else order.setdefault(name, f"%{len(order)}")

    return _NAME.sub(rename, graph)


def described(value: Any) -> str:
    """A result as text that does not depend on how a side prints tensors; floats to ten digits."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, float):
        return f"{value:.10g}" if value % 1 else repr(value)
    if isinstance(value, complex):
        return f"complex({described(value.real)}, {described(value.imag)})"
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is not None:
            parts = [f"{field}={described(getattr(value, field))}" for field in fields]
            return f"{type(value).__name__}({', '.join(parts)})"
        return f"({', '.join(map(described, value))}{',' * (len(value) == 1)})"
    if isinstance(value, list):
        return f"[{', '.join(map(described, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{described(key)}: {described(each)}" for key, each in value.items()) + "}"
    if hasattr(value, "dtype") and hasattr(value, "tolist"):
        return f"{value.dtype}{list(value.shape)}{_digits(value.tolist())}"
    return _ADDRESS.sub("<address>", repr(value))


def _digits(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_digits, value))}]"
    return f"{value:.5g}" if isinstance(value, float) else repr(value)


def nearly(ours: str, theirs: str) -> bool:
    """Are two results equal but for the last digit that is shown of a float? A rounding falls to either side."""
    first, second = _FLOAT.split(ours), _FLOAT.split(theirs)
    if len(first) != len(second) or first[::2] != second[::2]:
        return False
    pairs = list(map(lambda a, b: (float(a), float(b)), first[1::2], second[1::2]))
    return all(a == b or abs(a - b) <= 2e-5 * max(abs(a), abs(b)) for a, b in pairs)


def _plain(text: str) -> str:
    return _ADDRESS.sub("<address>", _TENSOR.sub("<class 'torch.Tensor'>", _MODULE.sub("<module of torch>", text)))


def head(error: BaseException) -> str:
    """The type and the first line that says something. A failed run's own line stands at its traceback's end."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    if lines and lines[0].startswith("The following operation failed"):
        places = [number for number, line in enumerate(lines) if re.match(r"[\w.]+(Error|Exception)\b", line)]
        lines = lines[places[-1] :] if places else lines[-1:]
    return _plain(f"{type(error).__name__}: {lines[0].rstrip() if lines else ''}")


class Shower:
    """The functions, bound to a program's `show`. `own` says whether a file is the program's."""

    def __init__(self, show: Callable[..., None], own: Callable[[str], bool]) -> None:
        self.show, self.own = show, own

    def show_script(self, name: str, thing: Any, *calls: Any, methods: Any = ("forward",)) -> Any:
        """Script `thing` unless it is scripted; show its texts and the result of each call.

        A call is a tuple of arguments; in one that starts with a string and has a dict at its end the string names a
        method of the module and the dict holds keywords: `("scaled", x, {})`. Gives what was scripted, or None.
        """
        torch = importlib.import_module("torch")
        if not isinstance(thing, (torch.jit.ScriptModule, torch.jit.ScriptFunction)):
            scripted = self.refused(name, lambda: torch.jit.script(thing), accepted=False)
            if scripted is None:
                return None
            thing = scripted
        if isinstance(thing, torch.jit.ScriptModule):
            for path, module in thing.named_modules():
                where = f"{name}.{path}" if path else name
                for method in methods if not path else ("forward",):
                    found = getattr(module, method, None)
                    if hasattr(found, "graph"):
                        self.texts(f"{where}.{method}", found)
        else:
            self.texts(name, thing)
        self.results(name, thing, calls)
        return thing

    def show_passes(self, name: str, scripted: Any, passes: Any) -> None:
        """Show what passes, one after the other, make of what was scripted, inlined. Nothing was: nothing is shown."""
        torch = importlib.import_module("torch")
        if scripted is None or not hasattr(scripted, "inlined_graph"):
            return
        graph = scripted.inlined_graph.copy()
        self.show(f"{name}.inlined", str(graph), CANONICAL)
        for number, each in enumerate(passes, 1):
            try:
                getattr(torch._C, f"_jit_pass_{each}")(graph)
            except Exception as error:
                self.show(f"{name}.pass{number}_{each}", head(error))
                return
            self.show(f"{name}.pass{number}_{each}", str(graph), CANONICAL)

    def texts(self, name: str, function: Any) -> None:
        self.show(f"{name}.graph", str(function.graph), CANONICAL)
        self.show(f"{name}.code", function.code)
        if hasattr(function, "schema"):
            self.show(f"{name}.schema", str(function.schema))

    def results(self, name: str, thing: Any, calls: Any) -> None:
        torch = importlib.import_module("torch")
        lines = []
        for number, call in enumerate(calls, 1):
            function, keywords = thing, {}
            named = isinstance(thing, torch.jit.ScriptModule) and len(call) > 1 and isinstance(call[0], str)
            if named and isinstance(call[-1], dict):
                function, keywords, call = getattr(thing, call[0]), call[-1], call[1:-1]
            said = io.StringIO()
            try:
                with contextlib.redirect_stdout(said):
                    line = described(function(*call, **keywords))
            except Exception as error:  # the program's own
                line = f"raised {head(error)}"
                self.show(f"{name}.call{number}.error", self.whole(error))
            lines.append(said.getvalue() + line)
        if lines:
            self.show(f"{name}.results", "\n".join(lines))

    def refused(self, name: str, action: Callable[[], Any], accepted: bool = True) -> Any:
        """Show the error that `action` raises. Without one, say so if `accepted`, and give what it returned."""
        try:
            result = action()
        except Exception as error:
            self.show(f"{name}.refused", head(error))
            self.show(f"{name}.error", self.whole(error))
            return None
        if accepted:
            self.show(f"{name}.refused", "accepted")
        return result

    def whole(self, error: BaseException) -> str:
        """The error's text. Frames in anyone else's file are left out, with the lines they quote."""
        text = _plain(str(error))
        kept, position, foreign = [], 0, False
        for match in _FRAME.finditer(text):
            if not foreign:
                kept.append(text[position : match.start()])
            foreign = not self.own(match["file"]) and not match["file"].startswith(("<string", "code/"))
            if foreign:
                kept.append(f"{match['indent']}File <library>\n")
            position = match.start()
        tail = text[position:]
        if foreign:
            tail = "\n".join(
                re.findall(r"^(?:'.*' is being compiled since .*|\w+(?:Error|Exception)\b.*)$", tail, re.M)
            )
        kept.append(tail)
        return "\n".join(line.rstrip() for line in "".join(kept).splitlines())

    @staticmethod
    def printed(action: Callable[[], Any]) -> str:
        """What `action` prints."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            action()
        return said.getvalue()
