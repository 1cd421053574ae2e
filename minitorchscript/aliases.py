"""`torch` and `torchvision` as other names of this package, so that a PyTorch program runs unmodified.

A finder put first on `sys.meta_path` answers `import torch.nn` with the very module object
`minitorchscript.nn`: one module under two names, so classes, flags and counters exist once.
Only the modules listed in `OFFERED` and `OPEN` answer; any other `torch.…` raises by name.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

HERE = __name__.rpartition(".")[0]

ROOTS = {"torch": HERE, "torchvision": f"{HERE}.vision"}
OFFERED = (
    *(
        "torch",
        "torch._C",
        "torch.autograd",
        "torch.autograd.function",
        "torch.autograd.profiler",
        "torch.backends",
        "torch.cuda",
        "torch.fft",
        "torch.functional",
        "torch.fx",
        "torch.jit",
        "torch.linalg",
    ),
    *("torch.nn", "torch.nn.common_types", "torch.nn.functional", "torch.nn.init", "torch.nn.modules"),
    *("torch.nn.parameter", "torch.nn.utils"),
    *("torch.onnx", "torch.profiler", "torch.random", "torch.special"),
    *("torchvision", "torchvision.models", "torchvision.ops"),
)
# Packages whose files carry PyTorch's names, so that all below them answers too.
OPEN = ("torch.fx.", "torch.nn.modules.", "torch.nn.utils.", "torchvision.models.", "torchvision.ops.")


def target_of(name: str) -> str | None:
    """The module here that stands for PyTorch's module `name`; None where there is none.

    `torch.nn.modules.conv` -> `minitorchscript.nn.modules.conv`; `torch.distributed` -> None.
    """
    if name not in OFFERED and not name.startswith(OPEN):
        return None
    root, dot, rest = name.partition(".")
    target = ROOTS[root] + dot + rest
    try:
        return target if importlib.util.find_spec(target) else None
    except ModuleNotFoundError:
        return None


class _AliasLoader(importlib.abc.Loader):
    def exec_module(self, module: ModuleType) -> None:
        # The import system takes the module from sys.modules afterwards: this is where one module gets two
        # names, with its own `__name__` and `__spec__` untouched.
        name = module.__name__
        target = target_of(name)
        assert target is not None, name
        sys.modules[name] = importlib.import_module(target)


class _AliasFinder(importlib.abc.MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in ROOTS:
            return None
        if target_of(fullname) is None:
            offered = ", ".join(name for name in OFFERED if target_of(name))
            raise ModuleNotFoundError(f"No module named {fullname!r}; minitorchscript offers: {offered}", name=fullname)
        return importlib.machinery.ModuleSpec(fullname, _AliasLoader())


_finder = _AliasFinder()


def is_installed() -> bool:
    """Do `torch` and `torchvision` mean this package now?"""
    return _finder in sys.meta_path


def install_as_torch() -> None:
    """From now on `import torch` and `import torchvision` give this package, in every module of the process.

    Call it before anything imports PyTorch; it wins over an installed PyTorch. Calling it again does nothing.
    Raises RuntimeError when a real `torch` or `torchvision` is already imported.
    """
    if is_installed():
        return
    for root in ROOTS:
        real = sys.modules.get(root)
        if real is not None:
            where = getattr(real, "__file__", None) or "an unknown place"
            name = f"{root} {getattr(real, '__version__', '')}".rstrip()
            raise RuntimeError(
                f"install_as_torch(): {name} is already imported from {where}; "
                f"call minitorchscript.install_as_torch() before the first `import {root}`"
            )
    sys.meta_path.insert(0, _finder)


def uninstall_as_torch() -> None:
    """Undo `install_as_torch`: later imports of `torch` find what is installed, or nothing."""
    if not is_installed():
        return
    sys.meta_path.remove(_finder)
    for name in [name for name in sys.modules if name.partition(".")[0] in ROOTS]:
        del sys.modules[name]


@contextmanager
def as_torch() -> Iterator[None]:
    """`install_as_torch` for the length of a `with` block. Inside an outer install it changes nothing."""
    if is_installed():
        yield
        return
    install_as_torch()
    try:
        yield
    finally:
        uninstall_as_torch()
