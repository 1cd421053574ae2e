"""Parameters and buffers by path, told as a list: walk the modules, then strike out what came before."""

from __future__ import annotations

from typing import Any

from book.grading import same
from hypothesis import given, settings
from strategies import Network, networks

import minitorchscript as torch
from minitorchscript import nn


def slowly(net: Any, table: str, prefix: str, recurse: bool, again: bool) -> list[tuple[str, Any]]:
    modules = net.named_modules(prefix=prefix, remove_duplicate=not again) if recurse else [(prefix, net)]
    found = [
        (f"{path}.{name}" if path else name, member)
        for path, module in modules
        for name, member in vars(module)[table].items()
        if member is not None
    ]
    if again:
        return found
    return [pair for at, pair in enumerate(found) if all(pair[1] is not other for _, other in found[:at])]


def shown(pairs: Any) -> str:
    return "".join(f"{path!r}: {tuple(tensor.shape)} at {id(tensor):x}\n" for path, tensor in pairs) + "\n"


def compare(given: str, net: Any) -> None:
    for walk, table in ((net.named_parameters, "_parameters"), (net.named_buffers, "_buffers")):
        for prefix, recurse, again in (("", True, False), ("net", True, True), ("", False, False), ("n", False, False)):
            call = f"{walk.__name__}(prefix={prefix!r}, recurse={recurse}, remove_duplicate={not again})"
            got = walk(prefix=prefix, recurse=recurse, remove_duplicate=not again)
            same(f"{given}\n{call}", shown(got), shown(slowly(net, table, prefix, recurse, again)))


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    compare(network.model, network.build(torch)[0])


def tied() -> Any:
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Linear(2, 2, bias=False))
    net[1].weight = net[0].weight
    return net


def check_tied_weights_come_once_under_their_first_name() -> None:
    compare("a network whose weight 1.weight is 0.weight", tied())
    wanted = ["0.weight", "0.bias", "1.bias", "2.weight", "2.bias", "3.weight"]
    same("names of a network whose 1.weight is 0.weight", [name for name, _ in tied().named_parameters()], wanted)


def check_equal_tensors_are_still_two() -> None:
    net = nn.Sequential(nn.BatchNorm1d(2), nn.BatchNorm1d(2))
    same("number of parameters of two equal BatchNorm1d", len([*net.named_parameters()]), 4)


def check_a_tensor_that_is_there_twice_in_one_module() -> None:
    module = nn.Module()
    module.a = nn.Parameter(torch.ones(1))
    module.b = module.a
    compare("a module whose b is its a", module)
