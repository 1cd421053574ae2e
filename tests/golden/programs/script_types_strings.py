# Annotations written as strings, and through aliases and modules.
import typing
import typing as t

import torch

Numbers = t.List[int]


def quoted(x: "int", y: "typing.List[int]") -> "int":
    return x + y[0]


def aliased(x: Numbers, y: typing.Optional[int] = None) -> t.Dict[int, int]:
    return {x[0]: 1 if y is None else y}


show_script("quoted", quoted, (1, [2]))
show_script("aliased", aliased, ([4], None), ([4], 3))
