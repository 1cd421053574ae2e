"""Record under PyTorch what its operators on numbers, strings, lists and dictionaries give and how they fail.

Run by a person where PyTorch 2.13.0 is installed: ``python record_operator_facts.py``; it writes operator_facts.json.
"""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import torch
from operator_samples import arguments_of, calls_of
from program_values import encoded

#: what depends on the process, draws from a generator, or prints
SKIPPED = re.compile(
    r"seed|hash|autocast|cufft|owner|vulkan|nnpack|_print|warn|grad_enabled|prim::id|save|TimePoint|Stat|Bailout|Autograd"
    r"|cpu_capability|tracing_state|rpc|sym_constrain|use_cudnn|assert_scalar|isidentifier|int_to_int|Raise|aten::device|round_to_zero|prim::rangelist|Size"
)


def outcome(function: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:
    given = encoded(copy.deepcopy(list(arguments)))
    changed = copy.deepcopy(list(arguments))
    try:
        result = function(*changed)
    except Exception as error:
        return {"given": given, "error": str(error).split("\nException raised from")[0].rstrip()}
    return {"given": given, "result": encoded(result)}


def main() -> None:
    facts: dict[str, Any] = {}
    for schema in map(str, torch._C._jit_get_all_schemas()):
        if "Tensor" in schema or SKIPPED.search(schema) or not schema.startswith(("aten::", "prim::")):
            continue
        kinds = arguments_of(schema)
        calls = calls_of(kinds) if kinds is not None else None
        if not calls:
            continue
        if schema.startswith("aten::center"):
            calls = [call for call in calls if call[1] >= 0]  # it pads to a negative width for ever
        if schema.startswith(("aten::remainder.int(", "aten::remainder(")):
            calls = [call for call in calls if call[1]]  # by zero it ends the process
        name, _, overload = schema.partition("(")[0].partition(".")
        try:
            function, *_ = torch._C._get_operation_overload(name, overload)
        except RuntimeError:
            continue
        if function is None:
            continue
        found = [outcome(function, arguments) for arguments in calls]
        # Called from Python, an operator takes no value of a type that only its graph would tell.
        found = [fact for fact in found if "cannot handle converting to type: t" not in fact.get("error", "")]
        # Nor can Python have what is only a part of a letter.
        found = [fact for fact in found if "codec can't decode" not in fact.get("error", "")]
        if found:
            facts[schema] = found
    path = Path(__file__).with_name("operator_facts.json")
    lines = [f"{json.dumps(schema)}: {json.dumps(facts[schema])}" for schema in sorted(facts)]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(len(facts), "operators,", sum(map(len, facts.values())), "calls")


if __name__ == "__main__":
    main()
