"""The JSON file format: one self-contained text with types, graphs, attributes and weights.

A file is an object of these fields, all required (chapter 10 goes through them)::

    format      "minitorchscript"
    version     1
    producer    who wrote it
    dialect     "2.x" or "1.8": how its graphs print
    kind        "module" or "function"
    classes     class types, a class after those its attributes have: name, attributes, methods
    functions   functions that graphs call, callees first: name, arguments, graph
    objects     module objects, a module after those in it: class, attributes
    root        what was saved: the number of an object, or the name of a function
    sources     optional, as are the next two: file, line, column, number of a stack or null
    stacks      the innermost part of a text, and the number of the stack around it or null
    scopes      the name of a module, and the number of the scope around it or null
    tensors     dtype, shape, strides, offset, storage, requires_grad, wrapped_number
    storages    the bytes of each storage, little endian, base64

`save` is atomic: the file is complete or as it was before.  `load` reads data only: it imports nothing and runs
nothing of the file's choosing, and either returns a verified module or raises `FormatError`.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any, BinaryIO

from ..atomic_file import write_atomically
from ..collector import paused_collector
from ..errors import FormatError, VerificationError
from ..runtime.function import ScriptFunction
from ..runtime.module import ScriptModule
from .fields import MAX_LEVELS, Malformed, levels
from .json_decode import decode
from .json_encode import encode

Compiled = ScriptModule | ScriptFunction

_ARCHIVE_SUFFIXES = {".pt", ".pth"}
_PACKAGE = f"{__name__.partition('.')[0]}."


def save(m: object, f: str | os.PathLike[str] | BinaryIO, _extra_files: Any = None, strip_debug: bool = False) -> None:
    """Write a compiled module or function to a path or a binary file object.

    ``strip_debug=True`` leaves out source text, file paths and variable names.  A path ending in ``.pt`` or ``.pth``
    holds JSON all the same, with a warning that PyTorch can't open it.  Raises ``TypeError`` for what isn't compiled,
    ``ValueError`` for what the format has no room for, ``RuntimeError`` for a folder that
    doesn't exist, as PyTorch does, ``OSError`` if the file can't be written.
    """
    if not isinstance(m, ScriptModule | ScriptFunction):
        raise TypeError(f"expected a compiled module or function (see torch.jit.trace), not a {type(m).__name__}")
    if _extra_files:
        raise NotImplementedError("_extra_files are not supported: put extra data into a file of its own")
    with paused_collector():
        data = _text(m, strip_debug).encode("ascii")
    if not isinstance(f, str | os.PathLike):
        f.write(data)
        return
    path = Path(f)
    if not path.parent.is_dir():
        raise RuntimeError(f"Parent directory {path.parent} does not exist.")
    if path.suffix in _ARCHIVE_SUFFIXES:
        message = f"{path.name} is written as JSON, which PyTorch can't open; name it .json to make that plain"
        warnings.warn(message, stacklevel=_level_of_caller())
    write_atomically(path, data)


def _text(m: Compiled, strip_debug: bool) -> str:
    try:
        text = encode(m, strip_debug)
        if levels(text) > MAX_LEVELS:
            raise RecursionError
        return text
    except RecursionError:
        raise ValueError(f"blocks, types or values are nested too deeply for a file of {MAX_LEVELS} levels") from None


def _level_of_caller() -> int:
    """The ``stacklevel`` at which `save` reaches the caller's own frame, by whatever door it was entered."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    return level


def load(f: str | os.PathLike[str] | BinaryIO, map_location: Any = None, _extra_files: Any = None) -> Compiled:
    """Read a compiled module or function from a path or a binary file object.

    Raises ``ValueError`` for a missing file, as PyTorch does, and `FormatError` for one that isn't in order.
    """
    if map_location is not None and str(map_location) != "cpu":
        raise NotImplementedError(f"map_location={map_location!r}: there is only the CPU here")
    if _extra_files:
        raise NotImplementedError("_extra_files are not supported")
    if isinstance(f, str | os.PathLike):
        path = Path(f)
        if not path.exists():
            raise ValueError(f"The provided filename {path} does not exist")
        if path.is_dir():
            raise ValueError(f"The provided filename {path} is a directory")
        data, name = path.read_bytes(), str(path)
    else:
        data, name = f.read(), str(getattr(f, "name", "<file object>"))
    with paused_collector():
        return loads(data, name)


def loads(data: bytes, name: str = "<bytes>") -> Compiled:
    """Read a compiled module or function from the bytes of a file; ``name`` is what errors call it."""
    if data[:2] == b"PK":
        raise FormatError(name, "this is a TorchScript archive (zip); only JSON files can be loaded so far")
    try:
        text = data.decode(json.detect_encoding(data), "surrogatepass")
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
    except (Malformed, RecursionError, ValueError) as error:
        raise FormatError(name, f"not a JSON document: {error}") from None
    try:
        return decode(document, levels(text))
    except RecursionError:
        raise FormatError(name, "it is nested too deeply") from None
    except Malformed as error:
        raise FormatError(name, str(error)) from None
    except VerificationError as error:
        raise FormatError(name, f"a graph is not valid: {error}") from None


def _no_constant(text: str) -> Any:
    raise Malformed(f"{text} is not JSON; numbers that aren't finite are written as strings")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("an object has the same field twice")
    return found
