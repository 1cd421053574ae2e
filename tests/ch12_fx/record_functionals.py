"""What a symbolic trace makes of each function of `torch.nn.functional`: under PyTorch this writes `functionals.json`.

    python tests/ch12_fx/record_functionals.py

A function that can be traced alone gives its graph, without the annotations of its parameters (PyTorch's are partly
for its own compiler: `None` for what may be a number or a list); another, the exception and how its message begins.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).with_name("functionals.json")


def outcome(fx: Any, function: Any) -> list[str]:
    """The graph, or why there is none."""
    try:
        return ["traced", re.sub(r" : .*(?= \[num_users)", " :", str(fx.symbolic_trace(function).graph))]
    except Exception as error:
        kinds = [kind.__name__ for kind in type(error).__mro__]
        known = ("TraceError", "NotImplementedError", "RuntimeError", "ValueError", "TypeError", "AssertionError")
        kind = next((name for name in known if name in kinds), kinds[0])
        return [kind, str(error)[:30]]


def record() -> dict[str, list[str]]:
    import torch
    from torch import fx

    functional: Any = torch.nn.functional
    names = [name for name in dir(functional) if name.islower() and not name.startswith("_")]
    support = ("boolean_dispatch", "handle_torch_function", "has_torch_function", "assert_int_or_pair")
    callables = [
        name
        for name in names
        if callable(getattr(functional, name)) and not isinstance(getattr(functional, name), type)
        if not name.startswith(support)
    ]
    return {name: outcome(fx, getattr(functional, name)) for name in callables}


if __name__ == "__main__":
    RECORDED.write_text(json.dumps(record(), indent=0) + "\n")
