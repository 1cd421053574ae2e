# Any as a result: branches of different types; in containers; str refined from Any.
from typing import Any, Dict, List

import torch


def branches(x: torch.Tensor) -> Any:
    if x.shape[0] == 1:
        return x * x
    else:
        return "text"


def refined(x: Any) -> str:
    if isinstance(x, str):
        return x
    return "none"


def in_list(x: Any) -> List[Any]:
    return [x, 1, "a"]


def in_dict(x: int) -> Dict[str, Any]:
    d: Dict[str, Any] = {}
    d["a"] = x
    d["b"] = "text"
    return d


def used(x: Any) -> int:
    return x + 1


show_script("branches", branches, (torch.ones(1),), (torch.ones(2),))
show_script("refined", refined, ("a",), (3,))
show_script("in_list", in_list, (2.5,))
show_script("in_dict", in_dict, (4,))
show_script("used", used)
