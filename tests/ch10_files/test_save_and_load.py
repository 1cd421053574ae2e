"""The doors: paths, file objects, a write that fails, what `strip_debug` leaves out, a process without source."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from random import Random
from typing import Any

import pytest
from strategies import network

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.vision.models import resnet18


def net() -> Any:
    return torch.jit.trace(nn.Sequential(nn.Linear(2, 3), nn.ReLU()), torch.rand(1, 2))


def test_paths_and_file_objects(tmp_path: Path) -> None:
    compiled, path = net(), tmp_path / "net.json"
    compiled.save(path)
    torch.jit.save(compiled, str(tmp_path / "other.json"))
    data = path.read_bytes()
    assert (tmp_path / "other.json").read_bytes() == data
    with path.open("rb") as file:
        from_file = torch.jit.load(file)
    x = torch.rand(4, 2)
    for loaded in (torch.jit.load(path), torch.jit.load(str(path)), torch.jit.load(io.BytesIO(data)), from_file):
        assert loaded(x).tolist() == compiled(x).tolist()


def test_the_file_is_ascii_json_in_one_object(tmp_path: Path) -> None:
    net().save(tmp_path / "net.json")
    document = json.loads((tmp_path / "net.json").read_text("ascii"))
    assert (document["format"], document["version"], document["kind"]) == ("minitorchscript", 2, "module")


def test_saving_twice_gives_the_same_bytes() -> None:
    compiled, files = net(), [io.BytesIO(), io.BytesIO()]
    for file in files:
        torch.jit.save(compiled, file)
    assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize("name", ["net.pt", "net.pth"])
def test_an_archive_suffix_warns_at_the_users_line(tmp_path: Path, name: str) -> None:
    compiled = net()
    for write in (compiled.save, lambda path: torch.jit.save(compiled, path)):
        with pytest.warns(UserWarning, match=f"{name} is written as JSON, which PyTorch can't open") as caught:
            write(tmp_path / name)
        assert caught[0].filename == __file__
    assert torch.jit.load(tmp_path / name)(torch.ones(1, 2)).shape == (1, 3)


def test_other_suffixes_do_not_warn(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("net.json", "net", "net.pt.json"):
            net().save(tmp_path / name)


def test_a_failing_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "net.json"
    path.write_bytes(b"the old file")

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space left"):
        net().save(path)
    assert path.read_bytes() == b"the old file"
    assert os.listdir(tmp_path) == ["net.json"]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    compiled, path = net(), tmp_path / "net.json"
    path.write_bytes(b"the old file")
    compiled.graph.insertConstant(1.0).node().ival_("value", object())
    with pytest.raises(TypeError, match="a object can't be written to a file"):
        compiled.save(path)
    assert path.read_bytes() == b"the old file"


def test_blocks_nested_too_deeply_for_a_file() -> None:
    compiled = torch.jit.trace(lambda x: x + 1, torch.ones(1))
    graph = compiled.graph
    condition = graph.insertConstant(True)
    for _ in range(100):
        node = graph.insertNode(graph.create("prim::If", [condition], 0))
        blocks = [node.addBlock(), node.addBlock()]
        graph.setInsertPoint(blocks[0])
    with pytest.raises(ValueError, match="nested too deeply"):
        torch.jit.save(compiled, io.BytesIO())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"Parent directory .*no such folder does not exist\."):
        net().save(tmp_path / "no such folder" / "net.json")


def test_missing_files_as_pytorch_says(tmp_path: Path) -> None:
    # The texts of PyTorch 2.13.0.
    with pytest.raises(ValueError, match=r"^The provided filename .*net\.json does not exist$"):
        torch.jit.load(tmp_path / "net.json")
    with pytest.raises(ValueError, match="^The provided filename .* is a directory$"):
        torch.jit.load(tmp_path)


def test_what_is_not_compiled_is_refused() -> None:
    for thing in (nn.Linear(1, 1), torch.ones(1), net().graph):
        with pytest.raises(TypeError, match="expected a compiled module or function"):
            torch.jit.save(thing, io.BytesIO())


def test_options_that_are_not_supported_say_so(tmp_path: Path) -> None:
    with pytest.raises(NotImplementedError, match="_extra_files"):
        torch.jit.save(net(), io.BytesIO(), _extra_files={"a": "b"})
    net().save(tmp_path / "net.json")
    with pytest.raises(NotImplementedError, match="only the CPU"):
        torch.jit.load(tmp_path / "net.json", map_location="cuda")
    torch.jit.load(tmp_path / "net.json", map_location="cpu")


SECRET = """
import minitorchscript as torch
from minitorchscript import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, confidential_input):
        confidential_variable = self.fc(confidential_input)
        return confidential_variable.relu() + confidential_variable

def function(confidential_input):
    confidential_variable = confidential_input * 2
    return confidential_variable.relu() + confidential_variable
"""


def test_without_debug_facts_nothing_tells_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "confidential_file.py"
    path.write_text(SECRET)
    spec = importlib.util.spec_from_file_location("net_module", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for program in (module.Net(), module.function):
        compiled = torch.jit.trace(program, torch.rand(1, 2))
        plain, stripped = io.BytesIO(), io.BytesIO()
        torch.jit.save(compiled, plain)
        torch.jit.save(compiled, stripped, strip_debug=True)
        assert plain.getvalue().count(b"confidential") > 5
        text = stripped.getvalue().decode()
        assert "confidential" not in text and ".py" not in text and "/" not in text.partition('"storages"')[0]
        loaded = torch.jit.load(io.BytesIO(stripped.getvalue()))
        assert "confidential" not in loaded.code
        assert loaded(torch.ones(1, 2)).tolist() == compiled(torch.ones(1, 2)).tolist()


def test_without_debug_facts_the_code_still_reads() -> None:
    file = io.BytesIO()
    torch.jit.save(net(), file, strip_debug=True)
    file.seek(0)
    loaded = torch.jit.load(file)
    assert loaded.code.startswith("def forward(self,\n    argument_1: Tensor) -> Tensor:\n")


WITHOUT_SOURCE = """
import sys
import minitorchscript as torch
from minitorchscript import nn
import minitorchscript.vision.models.resnet as resnet

def refuse(self, *args, **kwargs):
    raise AssertionError(f"somebody built a {type(self).__name__}")

for namespace in (nn, resnet):
    for layer in vars(namespace).values():
        if isinstance(layer, type) and issubclass(layer, nn.Module) and layer is not nn.Module:
            layer.__init__ = refuse
for name in resnet.__all__:
    setattr(resnet, name, refuse)

import pickle
for path in sys.argv[1:]:
    inputs = [torch.from_numpy(array) for array in pickle.load(open(path + ".in", "rb"))]
    torch.manual_seed(1)
    with torch.no_grad():
        result = torch.jit.load(path)(*inputs)
    pickle.dump(result.numpy().tobytes(), open(path + ".out", "wb"))
"""


def test_in_a_process_where_no_layer_can_be_built(tmp_path: Path) -> None:
    torch.manual_seed(0)
    expected: dict[str, bytes] = {}
    programs = [(resnet18().eval(), (torch.rand(1, 3, 64, 64),))]
    programs += [network(Random(seed), "article", training=False).build(torch) for seed in range(5)]
    for index, (model, inputs) in enumerate(programs):
        path = str(tmp_path / f"{index}.json")
        with torch.no_grad():
            torch.jit.trace(model, inputs, check_trace=False).save(path)
            with open(f"{path}.in", "wb") as file:
                pickle.dump([tensor.numpy() for tensor in inputs], file)
            torch.manual_seed(1)
            expected[path] = model(*inputs).numpy().tobytes()
    subprocess.run([sys.executable, "-c", WITHOUT_SOURCE, *expected], check=True)
    for path, result in expected.items():
        with open(f"{path}.out", "rb") as file:
            assert pickle.load(file) == result
