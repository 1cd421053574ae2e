# torch.jit.isinstance looks into containers.
from typing import Any, Dict, List, Optional, Tuple

import torch


def look(x: Any) -> str:
    if torch.jit.isinstance(x, List[int]):
        return "ints " + str(x[0])
    elif torch.jit.isinstance(x, List[str]):
        return "strings " + x[0]
    elif torch.jit.isinstance(x, Dict[str, int]):
        return "dict"
    elif torch.jit.isinstance(x, Tuple[int, str]):
        return "tuple"
    elif torch.jit.isinstance(x, Optional[torch.Tensor]):
        return "tensor"
    return "other"


show_script("look", look, ([1],), (["a"],), ({"a": 1},), ((1, "a"),), (torch.ones(1),), (2.5,))
