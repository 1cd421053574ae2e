# Signatures outside the language: *args, **kwargs, unannotated keyword-only, defaults of the wrong type.
from typing import List

import torch


def star(*args):
    return args[0]


def keywords(**kwargs):
    return kwargs


def keyword_only(x, *, y):
    return x + y


def positional_only(x, y, /):
    return x + y


def wrong_default(x: int = "a") -> int:
    return x


def partial_annotations(x: int, y):
    return y + x


for name in ("star", "keywords", "keyword_only", "positional_only", "wrong_default", "partial_annotations"):
    show_script(name, globals()[name])
