# OrderedDict and the order of insertion.
from collections import OrderedDict
from typing import Dict, List

import torch


def order(n: int) -> List[str]:
    d: Dict[str, int] = {}
    d["z"] = n
    d["a"] = n
    d["m"] = n
    d["z"] = 5
    return list(d.keys())


def made() -> Dict[str, int]:
    d = OrderedDict([("b", 1), ("a", 2)])
    return d


show_script("order", order, (1,))
show_script("made", made, ())
