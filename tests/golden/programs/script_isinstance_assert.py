# assert isinstance refines.
from typing import Any, Optional, Union

import torch


def asserted(x: Any) -> int:
    assert isinstance(x, int)
    return x + 1


def asserted_union(x: Union[int, float]) -> float:
    assert isinstance(x, float), "want a float"
    return x * 2


show_script("asserted", asserted, (1,), ("a",))
show_script("asserted_union", asserted_union, (1.5,), (1,))
