# Searching a list of tensors: count, index and remove compare as tensors do; what is not found, and what has no answer.
from typing import List

import torch


def counted(values: List[torch.Tensor], wanted: torch.Tensor) -> int:
    return values.count(wanted)


def placed(values: List[torch.Tensor], wanted: torch.Tensor) -> int:
    return values.index(wanted)


def shortened(values: List[torch.Tensor], wanted: torch.Tensor):
    values.remove(wanted)
    return values


def contained(values: List[torch.Tensor], wanted: torch.Tensor) -> bool:
    return wanted in values


def scalar_of(x, number):
    return x.addcmul(number, number, value=number)


def place_of(x, number):
    return x.unsqueeze(number)


numbers = [torch.tensor(4), torch.tensor(1), torch.tensor(4)]
rows = [torch.tensor([1, 2]), torch.tensor([3, 4])]
for name, function in (("counted", counted), ("placed", placed), ("shortened", shortened)):
    show_script(
        name,
        function,
        (numbers, torch.tensor(4)),
        (numbers, torch.tensor(1.0)),
        (numbers, torch.tensor(9)),
        ([], torch.tensor(1)),
        (rows, torch.tensor(1)),
    )
show_script("contained", contained)
x = torch.zeros(2)
show_script(
    "scalar_of",
    scalar_of,
    (x, torch.tensor(1.5)),
    (x, torch.tensor(1.5, requires_grad=True)),
    (x, torch.tensor(0)),
    (x, torch.tensor([2])),
)
show_script("place_of", place_of, (x, torch.tensor(1)), (x, torch.tensor(1.5)), (x, torch.tensor([0])))
