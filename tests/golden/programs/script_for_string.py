# for over a string.
import torch

def spaced(s: str) -> str:
    out = ""
    for c in s:
        out += c + " "
    return out


show_script("spaced", spaced, ("abc",), ("",))
