"""The walk, told as a list that is made in one go."""

from __future__ import annotations

from typing import Any

from book.grading import same
from hypothesis import given, settings
from strategies import Network, networks

import minitorchscript as torch
from minitorchscript import nn


def slowly(module: Any, prefix: str, again: bool) -> list[tuple[str, Any]]:
    """Paths and modules, parents first; those met before left out, with all below them, unless `again`."""
    found = [(prefix, module)]
    for name, child in module._modules.items():
        if child is not None:
            found += slowly(child, f"{prefix}.{name}" if prefix else name, again)
    if again:
        return found
    return [pair for at, pair in enumerate(found) if all(pair[1] is not other for _, other in found[:at])]


def shown(pairs: Any) -> str:
    return "".join(f"{path!r}: {type(module).__name__} at {id(module):x}\n" for path, module in pairs) + "\n"


def compare(given: str, net: Any) -> None:
    for prefix in ("", "net"):
        for again in (False, True):
            call = f"named_modules(prefix={prefix!r}, remove_duplicate={not again})"
            walked = net.named_modules(prefix=prefix, remove_duplicate=not again)
            same(f"{given}\n{call}", shown(walked), shown(slowly(net, prefix, again)))


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    compare(network.model, network.build(torch)[0])


def check_a_shared_module_is_met_once() -> None:
    shared = nn.ReLU()
    net = nn.Sequential(nn.Sequential(shared), shared, nn.Sequential(shared))
    compare("r = nn.ReLU(); nn.Sequential(nn.Sequential(r), r, nn.Sequential(r))", net)
    same("… its paths", [path for path, _ in net.named_modules()], ["", "0", "0.0", "2"])


def check_an_empty_place_is_passed_over() -> None:
    net = nn.Sequential(nn.ReLU(), nn.Tanh())
    net.add_module("2", None)
    compare("nn.Sequential(nn.ReLU(), nn.Tanh()), then add_module('2', None)", net)


def check_a_memo_is_written_to() -> None:
    net = nn.Sequential(nn.ReLU())
    memo: set[Any] = set()
    same("memo = set(); [*net.named_modules(memo)]", len([*net.named_modules(memo)]), 2)
    same("memo afterwards", len(memo), 2)
    same("[*net.named_modules(memo)] again", [*net.named_modules(memo)], [])


def check_it_is_a_walk_and_not_a_list() -> None:
    walk = nn.Sequential(nn.ReLU(), nn.Tanh()).named_modules()
    same("next(net.named_modules())[0]", next(walk)[0], "")
