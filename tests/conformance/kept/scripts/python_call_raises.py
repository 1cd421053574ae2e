import math
from dataclasses import dataclass
from enum import Enum
from typing import Any, Dict, Final, List, NamedTuple, Optional, Tuple, Union

import torch
import torch.nn.functional as F
from torch import nn


def f0(value: List[torch.Tensor]) -> int:
    for each in range(1, 4):
        y_1 = each in [1, 2, (ord('a') + each % 5)]
        y_1 = (super())
        return each
    table: Optional[bool] = 0.5 != 0.1
    if math.copysign((3.0), -1.0) <= 10 + (0.5):
        return max(2, 7)
    else:
        return len(("bc").split(','))


show_passes("script_f0", show_script("script_f0", f0, ([torch.tensor([-0.25, 0.5, 1.0])],), ([torch.tensor([1.0, 1.0, 1.0]), torch.tensor([1.0, 0.5, 0.5])],), ([torch.tensor([1.0, 3.0, 3.0]), torch.tensor([-0.25, 3.0, 0.5]), torch.tensor([0.5, -0.25, -2.0])],)), ['cse'])
