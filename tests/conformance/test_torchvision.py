"""Every network of `torchvision.models` in full, and five of torchvision's own files run on this package.

Needs a Python that has torchvision beside PyTorch; without one, each test is skipped and says so.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import torchvision_sources  # noqa: E402
import zoo  # noqa: E402
from comparison import Side, compare, torch_python  # noqa: E402

from minitorchscript.vision.models import get_model_builder, list_models  # noqa: E402

# Programs of torchvision's files: how the network is made, and the shape of its input.
SOURCES = {
    "resnet": ("resnet18()", (1, 3, 33, 40)),
    "resnet_bottleneck": ("resnext50_32x4d(replace_stride_with_dilation=[False, True, True])", (1, 3, 33, 33)),
    "vgg": ("VGG(source.make_layers([512, 'M', 512, 'M'], batch_norm=True), num_classes=10)", (1, 3, 32, 32)),
    "mobilenetv2": ("mobilenet_v2(width_mult=0.5)", (2, 3, 32, 40)),
    "densenet": ("densenet121()", (1, 3, 29, 31)),
    "vision_transformer": ("VisionTransformer(32, 8, 3, 4, 64, 96, num_classes=50)", (2, 3, 32, 32)),
    "vision_transformer_b": ("vit_b_32(image_size=64)", (1, 3, 64, 64)),
}

PROGRAM = """\
import torch
from torchvision_sources import load

source = load("{file}")
with undrawn():
    model = source.{network}
show("repr", repr(model))
model.eval()
with torch.no_grad():
    traced = torch.jit.trace(model, torch.rand{shape}, check_trace=False)
show_module(traced)
"""


@cache
def torchvision_folder() -> str:
    """Where the PyTorch side has torchvision; "" where it has none."""
    python = torch_python()
    if python is None:
        return ""
    code = "from importlib.util import find_spec; print(*find_spec('torchvision').submodule_search_locations)"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def check(programs: list[Path], keep: Path) -> None:
    if not torchvision_folder():
        pytest.skip("no Python with torchvision")
    ours = Side(sys.executable, "minitorchscript")
    found = compare(ours, Side(str(torch_python()), "torch"), programs, keep)
    assert found.agrees, "\n".join([found.table(), *(difference for _, difference in found.differing)])


@pytest.mark.parametrize("name", SOURCES)
def test_torchvisions_own_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network, shape = SOURCES[name]
    file = next(file for file in ("vision_transformer", "resnet", name) if name.startswith(file))
    monkeypatch.setenv(torchvision_sources.FOLDER, torchvision_folder())
    program = tmp_path / f"{name}.py"
    program.write_text(PROGRAM.format(file=file, network=network, shape=shape), encoding="utf-8")
    check([program], tmp_path)


def families() -> dict[str, list[str]]:
    """Constructors by the file they are in."""
    found: dict[str, list[str]] = {}
    for name in list_models():
        found.setdefault(get_model_builder(name).__module__.rpartition(".")[2], []).append(name)
    return found


@pytest.mark.parametrize("family, names", families().items(), ids=families())
def test_every_text_of_every_network(family: str, names: list[str], tmp_path: Path) -> None:
    check(zoo.write(tmp_path / "programs", names), tmp_path)
