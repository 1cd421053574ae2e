"""The printed tree, told by lines: each child's lines, two columns further in."""

from __future__ import annotations

from typing import Any

from book.grading import same
from hypothesis import given, settings
from strategies import Network, networks

import minitorchscript as torch
from minitorchscript import nn


def slowly(module: Any) -> list[str]:
    own = module.extra_repr().split("\n") if module.extra_repr() else []
    below = []
    for name, child in module._modules.items():
        first, *rest = ["None"] if child is None else slowly(child)
        below += [f"  ({name}): {first}", *(f"  {line}" if line.strip() else "" for line in rest)]
    name = type(module).__name__
    if not below and len(own) < 2:
        return [f"{name}({''.join(own)})"]
    return [f"{name}(", *(f"  {line}" for line in own), *below, ")"]


def compare(given: str, net: Any) -> None:
    same(given, repr(net) + "\n", "\n".join(slowly(net)) + "\n")


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    compare(network.model, network.build(torch)[0])


class Told(nn.Sequential):
    """A network with something to say of itself."""

    def __init__(self, said: str, *layers: nn.Module) -> None:
        super().__init__(*layers)
        self.said = said

    def extra_repr(self) -> str:
        return self.said


def check_what_a_module_says_of_itself() -> None:
    for said in ("", "one", "one\ntwo", "one\n\ntwo"):
        for layers in ((), (nn.ReLU(),), (Told("one\ntwo"), Told("one", nn.Tanh()))):
            compare(f"extra_repr() gives {said!r}, {len(layers)} children", Told(said, *layers))


def check_an_empty_place() -> None:
    net = nn.Sequential(nn.ReLU())
    net.add_module("1", None)
    compare("nn.Sequential(nn.ReLU()), then add_module('1', None)", net)


def check_the_name_may_be_overridden() -> None:
    class Quiet(nn.Module):
        def _get_name(self) -> str:
            return "Loud"

    same("repr of a module whose _get_name() gives 'Loud'", repr(Quiet()), "Loud()")
