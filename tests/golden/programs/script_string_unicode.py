# Text beyond ASCII in literals: how .graph and .code write it.
import torch

def umlaut() -> str:
    return "ünïcode"


def wide() -> str:
    return "日本"


def length(s: str) -> int:
    return len(s)


show_script("umlaut", umlaut, ())
show_script("wide", wide, ())
show_script("length", length, ("abc",))
