# Overloads: types by comments, defaults that fit one of them, implementations that are missing; schemas; pickling.
import pickle
from typing import List, Optional, Tuple

import torch
from torch import Tensor


@torch.jit._overload
def scaled_by(x, y):
    # type: (float, str) -> (float)
    pass


@torch.jit._overload
def scaled_by(x, y):
    # type: (float, float) -> (float)
    pass


def scaled_by(x, y=2.0):
    if isinstance(y, str):
        if y == "half":
            return x / 2
        else:
            return x
    else:
        return x * y


def uses():
    return scaled_by(1.5), scaled_by(1.5, "half"), scaled_by(1.5, 5.0)


@torch.jit._overload
def never_implemented(x: int) -> int: ...


@torch.jit._overload
def never_implemented(x: str) -> str:
    pass


def needs_implementation():
    return never_implemented(0)


class Missing(torch.nn.Module):
    @torch.jit._overload_method
    def forward(self, x: int):
        pass

    @torch.jit._overload_method
    def forward(self, x: Tensor):
        pass


def takes(x: Tuple[int, Tensor], n: int = 3, s: Optional[str] = None) -> Tuple[Tensor, int]:
    return x[1], n


def mutable(x=(1, [])):
    # type: (Tuple[int, List[Tensor]])
    return x


show_script("uses", uses, ())
refused("needs_implementation", lambda: torch.jit.script(needs_implementation))
refused("Missing", lambda: torch.jit.script(Missing()))
refused("mutable", lambda: torch.jit.script(mutable))
refused("pickled", lambda: pickle.dumps(torch.jit.script(takes)))
schema = torch.jit.script(takes).schema
show("schema", f"{schema} {schema.name} {schema.overload_name!r} {schema.is_mutable} {len(schema.returns)}")
for each in (*schema.arguments, *schema.returns):
    show(
        f"argument {each.name}",
        f"{each.name!r} {each.type} {each.default_value} {each.has_default_value()} {each.kwarg_only} {each.N}",
    )
module = torch.jit.script(torch.nn.ReLU())
show("module.schema", f"{module.forward.schema} {[str(each.type) for each in module.forward.schema.arguments]}")
graph = torch.jit.script(takes).graph
graph.permuteInputs([2, 0, 1])
show("permuted", str(graph), "names")


def branches(x, a: bool):
    if a:
        return x + 3
    else:
        return x - 3


first, second = next(torch.jit.script(branches).graph.inputs()).uses()
show("uses in order", f"{first.user.kind()} {second.user.kind()} {first.isAfter(second)} {second.isAfter(first)}")
show("interpreted", str(torch._C._jit_interpret_graph(torch.jit.script(branches).graph, (torch.ones(2), False))))
