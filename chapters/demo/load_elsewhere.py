"""What the other side of a saved model does: load it, run it, keep the output (FILE, SEED, OUTPUT.npy)."""

from __future__ import annotations

import sys
import time

import numpy as np

import minitorchscript as torch

file, seed, output = sys.argv[1:]
start = time.perf_counter()
model = torch.jit.load(file)
print(f"{time.perf_counter() - start:.3f}")
torch.manual_seed(int(seed))
with torch.no_grad():
    np.save(output, model(torch.rand(1, 3, 224, 224)).numpy())
