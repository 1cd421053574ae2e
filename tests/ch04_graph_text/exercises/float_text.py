"""A float and its text: back again, bit for bit, and spelled as PyTorch spells it."""

from __future__ import annotations

import math
import struct

from book.grading import outcome, same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import formatting

wholes = st.integers(-(10**12), 10**12).map(float)
floats = st.one_of(wholes, st.floats(allow_nan=False), st.sampled_from([0.0, -0.0, 1e10, 1e10 - 1, -1e10, 0.1]))

#: as PyTorch 2.13.0 prints them
RECORDED = [
    (1.0, "1."), (-2.0, "-2."), (0.0, "0."), (-0.0, "-0."), (0.1, "0.10000000000000001"), (0.5, "0.5"),
    (1e-5, "1.0000000000000001e-05"), (9999999999.0, "9999999999."), (1e10, "10000000000"), (1e17, "1e+17"),
    (math.inf, "inf"), (-math.inf, "-inf"), (math.nan, "nan"),
]  # fmt: skip


@given(floats)
def check_the_text_reads_back(number: float) -> None:
    text = outcome(formatting.float_text, number)
    bits = struct.pack("<d", number).hex()
    same(f"the bits of float(float_text({number!r}))", struct.pack("<d", float(text)).hex(), bits)


def check_recorded_from_pytorch() -> None:
    for number, text in RECORDED:
        same(f"float_text({number!r})", outcome(formatting.float_text, number), text)


def check_the_printer_s_own_floats() -> None:
    graph = torch._C.Graph()
    graph.insertConstant(0.1)
    graph.insertConstant(3.0)
    wanted = "graph():\n  %0 : float = prim::Constant[value=0.10000000000000001]()\n"
    wanted += "  %1 : float = prim::Constant[value=3.]()\n  return ()\n"
    same("a graph with the constants 0.1 and 3.0", str(graph), wanted)
