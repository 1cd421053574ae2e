"""Programs for `torch.fx`: random networks, and one for every network of `torchvision.models`."""

from __future__ import annotations

from pathlib import Path
from random import Random

from strategies_fx import HELPERS, STAGES, fx_program
from zoo import size_of

HERE = Path(__file__).resolve().parent

ZOO = """\
import torch
import torch.nn.functional as F
from torch import nn
from torchvision import models

with undrawn():
    net = models.{name}({options}).eval()
inputs = (torch.rand(2, 3, {size}, {size}),)
"""


def kept_fx_programs() -> list[Path]:
    """Programs that once differed: kept/fx/*.py."""
    return sorted((HERE / "kept" / "fx").glob("*.py"))


def random_fx_programs(folder: Path, count: int, seed: int) -> list[Path]:
    """`count` programs written to `folder`; the same seed gives the same ones."""
    paths = []
    for index in range(count):
        paths.append(folder / f"fx_{seed}_{index:05d}.py")
        paths[-1].write_text(fx_program(Random(f"fx/{seed}/{index}")), encoding="utf-8")
    return paths


def zoo_fx_programs(folder: Path, names: list[str]) -> list[Path]:
    """Symbolic traces of torchvision's networks, at two depths: layers whole, and layers traced through."""
    paths = []
    for name in names:
        size = size_of(name)
        options = f"image_size={size}" if name.startswith("vit_") else ""
        if name in ("googlenet", "inception_v3"):
            options = "init_weights=True"
        head = ZOO.format(name=name, options=options, size=size)
        paths.append(folder / f"fx_{name}.py")
        # The weights are not drawn, so the results are no numbers to compare.
        helpers = HELPERS.replace("    torch.manual_seed(1)\n    expected", "    return\n    expected")
        paths[-1].write_text(head + helpers + STAGES["deep"], encoding="utf-8")
    return paths
