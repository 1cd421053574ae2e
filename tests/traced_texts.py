"""Every text of a traced network, for exercises that must leave each of them as it is."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from book.grading import same
from book.overlay import reference
from strategies import Network

import minitorchscript as torch
from minitorchscript.code.printer import code


def traced_texts(build: Callable[[], tuple[Any, tuple[Any, ...]]]) -> dict[str, str]:
    """The graph and the code of every method of every module, traced in a process that has traced nothing yet."""
    torch.jit.fresh_unit()
    torch.manual_seed(0)
    net, inputs = build()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = torch.jit.trace(net, inputs, check_trace=False, strict=False)
    found = {}
    for path, module in traced.named_modules():
        for name, method in module.class_type.methods.items():
            found[f"{path or 'the root'}.{name}.graph"] = str(method.graph)
            found[f"{path or 'the root'}.{name}.code"] = code(method)
    return found


def same_texts(given: str, build: Callable[[], tuple[Any, tuple[Any, ...]]]) -> None:
    """Raise unless the student's function leaves every text as the package's leaves it."""
    with reference():
        expected = traced_texts(build)
    actual = traced_texts(build)
    for name in expected | actual:
        same(f"{given}\n{name}", actual.get(name, "there is none\n"), expected.get(name, "there is none\n"))


def same_network_texts(network: Network) -> None:
    same_texts(network.model, lambda: network.build(torch))
