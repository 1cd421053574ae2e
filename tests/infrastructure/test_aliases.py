"""`install_as_torch`: on, off, nested, and refused where a real PyTorch is already there."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

import minitorchscript
from minitorchscript import aliases


@pytest.fixture(autouse=True)
def no_torch(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test starts without a `torch`, and leaves none behind."""
    for name in [name for name in sys.modules if name.partition(".")[0] in aliases.ROOTS]:
        monkeypatch.delitem(sys.modules, name)
    yield
    aliases.uninstall_as_torch()


def test_one_module_under_two_names() -> None:
    spec = importlib.import_module("minitorchscript.nn.modules").__spec__
    with aliases.as_torch():
        assert importlib.import_module("torch") is minitorchscript
        assert importlib.import_module("torch.nn.modules") is sys.modules["minitorchscript.nn.modules"]
        assert importlib.import_module("torchvision.models") is sys.modules["minitorchscript.vision.models"]
    assert sys.modules["minitorchscript.nn.modules"].__spec__ is spec


def test_the_with_block_takes_its_names_away() -> None:
    with aliases.as_torch():
        importlib.import_module("torch.nn")
        assert aliases.is_installed()
    assert not aliases.is_installed()
    assert not [name for name in sys.modules if name.partition(".")[0] in aliases.ROOTS]


def test_an_inner_block_leaves_the_outer_install() -> None:
    aliases.install_as_torch()
    with aliases.as_torch():
        pass
    assert aliases.is_installed()
    aliases.install_as_torch()
    assert importlib.import_module("torch") is minitorchscript
    aliases.uninstall_as_torch()
    aliases.uninstall_as_torch()
    assert not aliases.is_installed()


def test_a_real_torch_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ModuleType("torch")
    real.__dict__.update(__version__="2.13.0", __file__="site-packages/torch/__init__.py")
    monkeypatch.setitem(sys.modules, "torch", real)
    with pytest.raises(RuntimeError, match=r"torch 2\.13\.0 is already imported from site-packages/torch"):
        aliases.install_as_torch()
    assert not aliases.is_installed()


@pytest.mark.parametrize("name", ["torch.distributed", "torch.nn.tree", "torch.ir", "torchvision.datasets"])
def test_what_is_missing_says_so(name: str) -> None:
    with (
        aliases.as_torch(),
        pytest.raises(ModuleNotFoundError, match=f"'{name}'; minitorchscript offers") as caught,
    ):
        importlib.import_module(name)
    assert caught.value.name == name


def test_the_package_offers_it() -> None:
    assert minitorchscript.install_as_torch is aliases.install_as_torch


NAMESPACES = ["fft", "linalg", "special", "jit", "_C", "nn", "nn.functional", "nn.init", "nn.utils", "cuda"]


@pytest.mark.parametrize("module", ["torch", *(f"torch.{each}" for each in NAMESPACES)])
def test_a_missing_name_says_so(module: str) -> None:
    with aliases.as_torch():
        found = importlib.import_module(module)
        with pytest.raises(AttributeError, match=rf"^{module}\.no_such is not offered"):
            _ = found.no_such
        assert not hasattr(found, "no_such")
        assert all(hasattr(found, name) for name in found.__all__)


def test_namespaces_are_modules() -> None:
    with aliases.as_torch():
        assert importlib.import_module("torch.fft") is sys.modules["minitorchscript.fft"] is minitorchscript.fft
