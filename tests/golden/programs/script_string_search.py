# The methods of str, second half: find, count, replace, split, join, partition.
from typing import List

import torch


def found(s: str, t: str):
    return s.find(t), s.rfind(t), s.count(t), s.startswith(t), s.endswith(t), t in s


def bounds(s: str):
    return s.find("a", 1), s.find("a", 1, 3), s.count("a", 0, 2), s.startswith("b", 1)


def indexed(s: str, t: str):
    return s.index(t), s.rindex(t)


def replaced(s: str):
    return s.replace("a", "b"), s.replace("a", "xyz", 1)


def split(s: str):
    return s.split(), s.split(","), s.split(",", 1), s.rsplit(",", 1), s.splitlines()


def parts(s: str):
    return s.partition(","), s.rpartition(",")


def joined(v: List[str], s: str) -> str:
    return s.join(v)


show_script("found", found, ("banana", "an"), ("banana", "z"), ("", ""))
show_script("bounds", bounds, ("banana",))
show_script("indexed", indexed, ("banana", "an"), ("banana", "z"))
show_script("replaced", replaced, ("banana",))
show_script("split", split, ("a,b c,d",), (" x  y\nz ",))
show_script("parts", parts, ("a,b,c",), ("abc",))
show_script("joined", joined, (["a", "b"], "-"), ([], "-"))
