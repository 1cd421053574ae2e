"""Networks of torchvision, scripted: run under a real PyTorch with torchvision, this writes `zoo.json`.

    python tests/ch07_scripting/record_zoo.py

For each constructor, and for options that change more than sizes, the number of compiled methods and three digests: of
all their code, of all their canonical graphs, and of what the module shows of itself; for one network of each family
also a digest of the whole network inlined, and the code of the root's methods in full. Beside them the functions that
the networks call, and what traces of scripted networks show. No weights are drawn: they don't show.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
import warnings
from pathlib import Path
from typing import Any
from unittest import mock

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE), str(HERE.parent / "ch02_modules")]

from networks import undrawn  # noqa: E402
from record_library import canonical, compiled_methods  # noqa: E402
from transcripts import fresh_history  # noqa: E402

RECORDED = HERE / "zoo.json"
IN_FULL = (
    *("resnet18", "alexnet", "vgg11_bn", "squeezenet1_1", "densenet121", "googlenet", "inception_v3", "mobilenet_v2"),
    *("mobilenet_v3_small", "mnasnet0_5", "shufflenet_v2_x0_5", "regnet_y_400mf", "efficientnet_b0", "convnext_tiny"),
    *("swin_t", "swin_v2_t", "vit_b_32"),
)
#: options that change the program, by constructor; a call's text is the name in the record
VARIANTS = (
    *("googlenet(aux_logits=False)", "googlenet(transform_input=True)", "inception_v3(aux_logits=False)"),
    *("inception_v3(transform_input=True)", "resnet50(replace_stride_with_dilation=[False, True, True])"),
    *("resnet18(zero_init_residual=True, num_classes=10)", "resnet18(norm_layer=nn.InstanceNorm2d)"),
    *("vgg11(num_classes=10, dropout=0.1)", "squeezenet1_0(num_classes=10)", "densenet121(memory_efficient=True)"),
    *("densenet121(drop_rate=0.2)", "mobilenet_v2(norm_layer=nn.Identity)", "mobilenet_v3_large(reduced_tail=True)"),
    *("mobilenet_v3_small(dilated=True)", "vit_b_32(representation_size=32)", "vit_b_32(dropout=0.1, image_size=64)"),
    *("swin_v2_t(num_classes=3, dropout=0.1)", "convnext_tiny(stochastic_depth_prob=0.0)"),
    *("efficientnet_b0(stochastic_depth_prob=0.0, num_classes=7)", "mnasnet1_0(dropout=0.0)"),
)
#: scripted networks to trace, alone and as a part of a network, with the side of the input
TRACED = {"resnet18": 32, "mobilenet_v3_small": 32, "swin_t": 32, "convnext_tiny": 32}
FUNCTIONS = (
    *("ops.stochastic_depth.stochastic_depth", "models.shufflenetv2.channel_shuffle"),
    *("models.swin_transformer._patch_merging_pad", "models.swin_transformer._get_relative_position_bias"),
    "models.swin_transformer.shifted_window_attention",
)


def built(torch: Any, models: Any, call: str) -> Any:
    """The network that a constructor's name, or a call of it, makes; evaluating, its weights not drawn."""
    name, _, options = call.partition("(")
    keywords = eval(f"dict({options}", {"nn": torch.nn}) if options else {}
    if name in ("googlenet", "inception_v3"):
        keywords["init_weights"] = True
    with undrawn(), mock.patch.object(torch.nn.init, "constant_", lambda tensor, value: tensor):
        return getattr(models, name)(**keywords).eval()


def observe(torch: Any, models: Any, call: str) -> dict[str, Any]:
    """What is compared of a scripted network."""
    fresh_history()
    compiled = torch.jit.script(built(torch, models, call))
    code, graphs = hashlib.sha256(), hashlib.sha256()
    count = 0
    texts: dict[Any, tuple[str, str]] = {}
    for path, module in compiled.named_modules():
        for method, found in sorted(compiled_methods(module).items()):
            count += 1
            own = getattr(found, "_function", found)  # here equal modules share it
            if own not in texts:
                texts[own] = (found.code, canonical(found.graph))
            code.update(f"{path}.{method}\n{texts[own][0]}\n".encode())
            graphs.update(f"{path}.{method} {texts[own][1]}\n".encode())
    seen: dict[str, Any] = {"methods": count, "code": code.hexdigest()[:16], "graphs": graphs.hexdigest()[:16]}
    seen["repr"] = hashlib.sha256(repr(compiled).encode()).hexdigest()[:16]
    if call in IN_FULL:
        seen["inlined"] = canonical(compiled.inlined_graph)
        seen["texts"] = {method: found.code for method, found in sorted(compiled_methods(compiled).items())}
    return seen


def observe_trace(torch: Any, models: Any, name: str) -> dict[str, str]:
    """What a trace shows of a scripted network, and of a network with a scripted one inside."""
    x = torch.rand(1, 3, TRACED[name], TRACED[name])

    class Outer(torch.nn.Module):  # type: ignore[misc,name-defined,unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            fresh_history()
            self.inner = torch.jit.script(built(torch, models, name))

        __module__ = "__main__"  # where it stands when this is recorded; a graph shows it

        def forward(self, x: Any) -> Any:
            return self.inner(x * 2)

    outer = Outer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a scripted network is returned as it is, with a warning
        alone, inside = (torch.jit.trace(module, x, check_trace=False) for module in (outer.inner, outer))
    texts = {"alone": alone, "inside": inside}
    seen = {"code": inside.code}
    for key, traced in texts.items():
        seen[f"{key}.graph"], seen[f"{key}.inlined"] = canonical(traced.graph), canonical(traced.inlined_graph)
    return seen


def observe_function(torch: Any, package: str, name: str) -> dict[str, str]:
    """A function that networks call, scripted."""
    fresh_history()
    module, _, function = name.rpartition(".")
    compiled = torch.jit.script(getattr(importlib.import_module(f"{package}.{module}"), function))
    return {
        "code": compiled.code,
        "schema": str(compiled.schema),
        "graph": canonical(compiled.graph),
        "inlined": canonical(compiled.inlined_graph),
    }


def main() -> None:
    import torch
    from torchvision import __version__, models

    constructors = sorted(set(models.list_models(module=models)) - {"maxvit_t"})  # which is not offered here
    recorded = {
        "recorded with PyTorch": torch.__version__,
        "torchvision": __version__,
        "networks": {call: observe(torch, models, call) for call in (*constructors, *VARIANTS)},
        "traced": {name: observe_trace(torch, models, name) for name in TRACED},
        "functions": {name: observe_function(torch, "torchvision", name) for name in FUNCTIONS},
    }
    RECORDED.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
