"""Record the overloads of every operator, in the order in which PyTorch tries them.

Run it under PyTorch with the names of this package's own operators on standard input; it writes
`minitorchscript/ops/overloads.txt`::

    python -c "from minitorchscript.runtime.calls import FAMILIES; ..." |
        python tests/ch07_scripting/record_overloads.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import torch

TARGET = Path(__file__).parents[2] / "minitorchscript" / "ops" / "overloads.txt"
#: operators of backends and of derivatives, which no program names
LEFT_OUT = re.compile(r"^(?!aten::|prim::)|::_[a-z]|backward|cudnn|miopen|mkldnn|quantize|fbgemm|::c10d")


def main(own: set[str]) -> None:
    names = dict.fromkeys(schema.name for schema in torch._C._jit_get_all_schemas())
    lines = [f"# recorded under PyTorch {torch.__version__}"]
    for name in names:
        if name in own or not LEFT_OUT.search(name):
            lines += [str(schema) for schema in torch._C._jit_get_schemas_for_operator(name)]
    TARGET.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(set(sys.stdin.read().split()))
