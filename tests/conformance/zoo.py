"""A program for every network of `torchvision.models`: each text of each of its submodules, in full.

    python tests/conformance/run.py $(python tests/conformance/zoo.py FOLDER [NAME ...] | sed 's/^/--program /')

writes the programs and prints their paths. The texts don't depend on the weights, so none are drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Height and width of the input, about the smallest that the network takes; 32 for those not named.
SIZES = {
    "alexnet": 63,
    "densenet": 29,
    "googlenet": 15,
    "inception_v3": 75,
    "squeezenet1_0": 21,
    "squeezenet1_1": 17,
    "vit_h_14": 28,
    "vit_b_32": 64,
    "vit_l_32": 64,
}

PROGRAM = """\
import torch
from torchvision import models

with undrawn():
    model = models.{name}({options})
model.eval()
show("repr", repr(model))
lines = [f"{{key}} {{tuple(value.shape)}} {{value.dtype}}" for key, value in model.state_dict().items()]
show("state_dict", "\\n".join(lines))
with torch.no_grad():
    traced = torch.jit.trace(model, torch.rand(1, 3, {size}, {size}), check_trace=False)
show_module(traced)
"""


def size_of(name: str) -> int:
    return next((size for prefix, size in SIZES.items() if name.startswith(prefix)), 32)


def program(name: str) -> str:
    """The program of one network, by its constructor's name."""
    size = size_of(name)
    options = f"image_size={size}" if name.startswith("vit_") else ""
    if name in ("googlenet", "inception_v3"):
        options = "init_weights=True"
    return f"# Every text of {name}.\n" + PROGRAM.format(name=name, options=options, size=size)


def write(folder: Path, names: list[str]) -> list[Path]:
    """The programs of these networks, written to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names:
        paths.append(folder / f"{name}.py")
        paths[-1].write_text(program(name), encoding="utf-8")
    return paths


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from minitorchscript.vision.models import list_models

    for path in write(Path(sys.argv[1]).resolve(), sys.argv[2:] or list_models()):
        print(path)
