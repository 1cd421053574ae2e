"""Networks of torchvision, scripted: run under a real PyTorch with torchvision, this writes `zoo.json`.

    python tests/ch07_scripting/record_zoo.py

For each network the number of its compiled methods and two digests, of all their code and of all their canonical
graphs; for the first few the code of every method of the root in full. No weights are drawn: they don't show.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE), str(HERE.parent / "ch02_modules")]

from networks import undrawn  # noqa: E402
from record_library import canonical, compiled_methods  # noqa: E402
from transcripts import fresh_history  # noqa: E402

RECORDED = HERE / "zoo.json"
IN_FULL = ("resnet18", "googlenet", "vit_b_32")
#: one network or two of each family, small ones
NETWORKS = (
    *("resnet18", "resnext50_32x4d", "alexnet", "vgg11_bn", "squeezenet1_1", "densenet121", "googlenet"),
    *("inception_v3", "mobilenet_v2", "mobilenet_v3_small", "mnasnet0_5", "shufflenet_v2_x0_5", "regnet_x_400mf"),
    *("regnet_y_400mf", "efficientnet_b0", "efficientnet_v2_s", "convnext_tiny", "swin_t", "swin_v2_t", "vit_b_32"),
)


def built(models: Any, name: str) -> Any:
    """The network in evaluation mode, its weights not drawn."""
    options = {"init_weights": True} if name in ("googlenet", "inception_v3") else {}
    with undrawn():
        return getattr(models, name)(**options).eval()


def observe(torch: Any, models: Any, name: str) -> dict[str, Any]:
    """What is compared of a scripted network; or why it can't be compiled."""
    fresh_history()
    compiled = torch.jit.script(built(models, name))
    code, graphs = hashlib.sha256(), hashlib.sha256()
    count = 0
    for path, module in compiled.named_modules():
        for method, found in sorted(compiled_methods(module).items()):
            count += 1
            code.update(f"{path}.{method}\n{found.code}\n".encode())
            graphs.update(f"{path}.{method} {canonical(found.graph)}\n".encode())
    seen: dict[str, Any] = {"methods": count, "code": code.hexdigest()[:16], "graphs": graphs.hexdigest()[:16]}
    if name in IN_FULL:
        seen["texts"] = {method: found.code for method, found in sorted(compiled_methods(compiled).items())}
    return seen


def main() -> None:
    import torch
    from torchvision import __version__, models

    recorded = {
        "recorded with PyTorch": torch.__version__,
        "torchvision": __version__,
        "networks": {name: observe(torch, models, name) for name in NETWORKS},
    }
    RECORDED.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
