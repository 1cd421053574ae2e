# Indices and slices of strings.
import torch

def parts(s: str):
    return s[0], s[-1], s[1:3], s[:-2], s[::-1], s[10:]


show_script("parts", parts, ("abcdef",), ("",))
